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
    page = site.get("/rad/programmes/lindenmodellen").text
    assert "/granska/beslut" not in page
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
