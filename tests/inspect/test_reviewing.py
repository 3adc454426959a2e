"""Decisions taken on the site: kept as lines, only from here, only with the page's own token."""

import json
import re

import pytest

from pipeline.inspect import make_datasette
from pipeline.review import read_decisions


@pytest.fixture
def reviewed(dataset, client):
    return client(make_datasette(dataset))


def _form(site, path):
    page = site.get(path).text
    token = re.search(r'name="csrftoken" value="([^"]+)"', page)[1]
    return {"csrftoken": token, "who": "Anna Å", "back": path}


def _figure(site, words="35 procent"):
    page = site.get("/siffror?matt=employment&status=outcome").text
    return re.search(r"rad=(linden\.figure\d+-\d+)", page)[1]


def test_a_decision_becomes_a_line(reviewed, corpus):
    row = _figure(reviewed)
    form = _form(reviewed, f"/rad/figures/{row}")
    answer = reviewed.post(
        "/granska/beslut",
        {
            **form,
            "table": "figures",
            "row_id": row,
            "verdict": "edit",
            "value": "36,5",
            "measure": "studies",
        },
    )
    assert answer.status_code == 302
    assert answer.headers["location"].endswith("?sparat=edit")
    (decision,), problems = read_decisions(corpus / "review.jsonl")
    assert not problems
    assert (decision.who, decision.text, decision.values) == (
        "Anna Å",
        "35 procent",
        {"value": 36.5, "measure": "studies"},
    )
    assert decision.programme == "Lindenmodellen"
    page = reviewed.get(f"/rad/figures/{row}?sparat=edit").text
    assert "väntar på nästa körning" in page
    assert 'value="Anna Å"' in page


def test_something_missed_is_found_by_its_words(reviewed, corpus):
    form = _form(reviewed, "/artikel/linden")
    form |= {
        "table": "success_factors",
        "verdict": "missed",
        "article": "linden",
        "text": "Utan pengar från kommunen hade det inte gått",
    }
    form |= {
        "success_factors.factor": "resources",
        "success_factors.polarity": "success",
        "success_factors.speaker": "Siv Almgren",
    }
    assert "sparat=missed" in reviewed.post("/granska/beslut", form).headers["location"]
    (decision,), _ = read_decisions(corpus / "review.jsonl")
    assert decision.text == "Utan pengar från kommunen hade det inte gått"
    assert decision.before.endswith("projektledare.\n\n")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"value": "många"}, "inte|not a number"),
        ({"measure": "lycka"}, "unknown code"),
        ({"place_code": "12345"}, "municipality"),
        ({"verdict": "edit"}, "nothing was changed"),
        ({"verdict": "kanske"}, "unknown verdict"),
        ({"row_id": "linden.figure1-2"}, "not in this dataset"),
        ({"table": "texts"}, "unknown table"),
        ({"who": "  "}, "vem som granskar"),
    ],
)
def test_what_does_not_fit_is_told_and_not_kept(reviewed, corpus, change, told):
    row = _figure(reviewed)
    form = _form(reviewed, f"/rad/figures/{row}")
    form |= {"table": "figures", "row_id": row, "verdict": "edit", **change}
    location = reviewed.post("/granska/beslut", form).headers["location"]
    assert "fel=" in location
    assert re.search(told, reviewed.get(location).text)
    assert not (corpus / "review.jsonl").exists()


def test_a_form_from_elsewhere_is_refused(reviewed, corpus, client):
    row = _figure(reviewed)
    form = _form(reviewed, f"/rad/figures/{row}") | {
        "table": "figures",
        "row_id": row,
        "verdict": "wrong",
    }
    without = {k: v for k, v in form.items() if k != "csrftoken"}
    assert reviewed.post("/granska/beslut", without).status_code == 403
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
    ):
        assert reviewed.post("/granska/beslut", form, headers=headers).status_code == 403
    assert reviewed.post("/granska/beslut", form, client=("192.0.2.7", 5)).status_code == 403
    stranger = client.__new__(client)
    stranger.app, stranger.cookies = reviewed.app, {}
    assert stranger.post("/granska/beslut", form).status_code == 403
    bearer = {"authorization": "Bearer x"}
    assert stranger.post("/granska/beslut", form, headers=bearer).status_code == 403
    assert not (corpus / "review.jsonl").exists()


def test_read_only_shows_no_form_and_takes_no_decision(dataset, corpus, client):
    site = client(make_datasette(dataset, read_only=True))
    for path in ("/rad/programmes/lindenmodellen", "/artikel/linden", "/granska"):
        assert "/granska/beslut" not in site.get(path).text
    site.cookies["ds_csrftoken"] = "x"
    assert site.post("/granska/beslut", {"csrftoken": "x", "who": "A"}).status_code == 403
    assert not (corpus / "review.jsonl").exists()


def test_a_broken_line_is_shown_and_kept(reviewed, corpus):
    (corpus / "review.jsonl").write_text('{"v": 1, "verd')
    assert "review.jsonl:1: not a decision" in reviewed.get("/granska").text
    row = _figure(reviewed)
    form = _form(reviewed, f"/rad/figures/{row}") | {
        "table": "figures",
        "row_id": row,
        "verdict": "right",
    }
    reviewed.post("/granska/beslut", form)
    lines = (corpus / "review.jsonl").read_text().splitlines()
    assert lines[0] == '{"v": 1, "verd'
    assert json.loads(lines[1])["verdict"] == "right"


def test_the_queue_leaves_out_what_was_decided(reviewed):
    assert "44 deltagare" in reviewed.get("/granska").text
    row = re.search(r"/rad/figures/(eken\.figure\d+-\d+)", reviewed.get("/granska").text)[1]
    form = _form(reviewed, f"/rad/figures/{row}") | {
        "table": "figures",
        "row_id": row,
        "verdict": "right",
    }
    reviewed.post("/granska/beslut", form)
    assert "44 deltagare" not in reviewed.get("/granska").text


def test_back_never_leads_away(reviewed):
    row = _figure(reviewed)
    form = _form(reviewed, f"/rad/figures/{row}") | {
        "table": "figures",
        "row_id": row,
        "verdict": "right",
        "back": "//evil.example",
    }
    assert reviewed.post("/granska/beslut", form).headers["location"].startswith("/?")


@pytest.mark.parametrize("verdict", ["right", "wrong"])
def test_one_click_in_the_list_of_an_article_decides(reviewed, corpus, verdict):
    page = reviewed.get("/artikel/linden").text
    values = re.findall(rf'name="decision" value="({verdict}\|[^"]+)"', page)
    assert {value.split("|")[1] for value in values} == {
        *("programme_mentions", "places", "figures", "quotes", "success_factors", "people"),
    }
    form = _form(reviewed, "/artikel/linden")
    for value in values:
        answer = reviewed.post("/granska/beslut", {**form, "decision": value})
        assert f"sparat={verdict}" in answer.headers["location"]
    decisions, _ = read_decisions(corpus / "review.jsonl")
    assert [f"{d.verdict}|{d.table}" for d in decisions] == [v.rsplit("|", 1)[0] for v in values]
    page = reviewed.get("/artikel/linden").text
    assert page.count(f"said-{verdict}") == len(values)
    assert page.count('aria-pressed="true"') == len(values)


def test_a_script_gets_the_answer_and_not_a_page(reviewed, corpus):
    form = _form(reviewed, "/granska")
    row = re.search(
        r'name="decision" value="right\|figures\|([^"]+)"', reviewed.get("/granska").text
    )
    script = {"headers": {"accept": "application/json"}}
    posted = {**form, "decision": f"right|figures|{row[1]}"}
    answer = reviewed.post("/granska/beslut", posted, **script)
    assert (answer.status_code, answer.json()) == (200, {"sparat": "rätt"})
    answer = reviewed.post("/granska/beslut", {**form, "decision": "right|figures|x"}, **script)
    assert (answer.status_code, list(answer.json())) == (400, ["fel"])
    for odd in ("", "right", "right|figures", "|||"):
        answer = reviewed.post("/granska/beslut", {**form, "decision": odd}, **script)
        assert answer.status_code == 400
    assert len(read_decisions(corpus / "review.jsonl")[0]) == 1


def _missed(form, **more):
    cells = {"value": "40", "unit": "persons", "qualifier": "exact", "status": "outcome"}
    named = {f"figures.{name}": value for name, value in {**cells, "measure": "other"}.items()}
    told = {"table": "figures", "verdict": "missed", "article": "linden"}
    return {**form, **told, "text": "fyrtio arbetslösa", **named, **more}


def test_something_missed_belongs_to_the_programme_named(reviewed, corpus):
    form = _form(reviewed, "/artikel/linden")
    assert '<option value="Lindenmodellen">' in reviewed.get("/artikel/linden").text
    posted = _missed(form, **{"figures.programme_id": "Lindenmodellen"})
    assert "sparat=missed" in reviewed.post("/granska/beslut", posted).headers["location"]
    posted = _missed(form, **{"figures.programme_id": "Okänt"})
    assert "fel=" in reviewed.post("/granska/beslut", posted).headers["location"]
    posted = _missed(form, table="programme_mentions")
    assert "fel=" in reviewed.post("/granska/beslut", posted).headers["location"]
    (decision,), _ = read_decisions(corpus / "review.jsonl")
    assert decision.programme == "Lindenmodellen"
    assert decision.values["programme_id"] == "lindenmodellen"


def test_a_reviewed_row_says_so(tmp_path, client):
    import dataclasses

    from pipeline.export import write_dataset
    from tests.inspect import sample

    made = sample.tables()
    made["figures"] = [
        dataclasses.replace(
            f, reviewed=f.text == "40 deltagare", confidence=0.42, doubts=("target",)
        )
        for f in made["figures"]
    ]
    write_dataset(tmp_path / "dataset", made, {})
    site = client(make_datasette(tmp_path / "dataset"))
    page = site.get("/siffror").text
    assert page.count("✓ granskad") == 1
    assert page.count("säkerhet 42 %") == 4
    row = next(f.figure_id for f in made["figures"] if f.text == "35 procent")
    page = site.get(f"/rad/figures/{row}").text
    assert "42 %" in page
    assert "sägs vara ett mål" in page
