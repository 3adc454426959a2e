"""Decisions survive new runs, new spans and new texts; what cannot be placed is listed."""

import copy
import json
import threading

import pytest

from pipeline.errors import UsageError
from pipeline.review import Decision, append, apply_decisions, read_decisions
from pipeline.review.anchor import Anchored, Corpus
from pipeline.review.cells import parse
from pipeline.review.stats import disagreements, statistics
from tests.inspect import sample

LINDEN = sample.LINDEN


def _decision(verdict, table="figures", article="linden", words="35 procent", n=0, **more):
    text = sample.TEXTS[article]
    place = sample.at(text, words, n)
    made = sample.tables()
    sha = next(a.sha256 for a in made["articles"] if a.article_id == article)
    row = more.pop("row", None)
    if row is None and verdict != "missed":
        rows = [
            r
            for r in made[table]
            if getattr(r, "start", None) == place["start"] and r.article_id == article
        ]
        row = {f: getattr(rows[0], f) for f in rows[0].__dataclass_fields__} if rows else {}
    return Decision(
        verdict=verdict,
        table=table,
        article=article,
        sha256=sha,
        who=more.pop("who", "anna"),
        at=more.pop("at", "2025-01-01T10:00:00Z"),
        before=text[max(0, place["start"] - 40) : place["start"]],
        after=text[place["end"] : place["end"] + 40],
        row=row or {},
        values=more.pop("values", {}),
        programme=more.pop("programme", None),
        **place,
        **more,
    )


def _with_text(made, article_id, text):
    """The same rows after the article was set anew: other hash, shifted spans (by a naive search)."""
    import dataclasses
    import hashlib

    made = copy.deepcopy(made)
    for table, rows in made.items():
        for i, row in enumerate(rows):
            if table == "texts" and row.article_id == article_id:
                rows[i] = dataclasses.replace(row, text=text)
            if table == "articles" and row.article_id == article_id:
                rows[i] = dataclasses.replace(row, sha256=hashlib.sha256(text.encode()).hexdigest())
    for table in ("figures", "quotes", "success_factors", "places", "programme_mentions"):
        kept = []
        for row in made[table]:
            if row.article_id == article_id:
                start = text.find(row.text)
                if start < 0:
                    continue
                row = dataclasses.replace(row, start=start, end=start + len(row.text))
            kept.append(row)
        made[table] = kept
    return made


def _figure(made, words):
    return next((f for f in made["figures"] if f.text == words), None)


def test_an_edit_survives_the_next_run():
    made = sample.tables()
    (row,) = apply_decisions(
        made, [_decision("edit", values={"value": 36.5, "measure": "studies"})]
    )
    assert (row.state, row.row_id) == ("applied", _figure(made, "35 procent").figure_id)
    assert (_figure(made, "35 procent").value, _figure(made, "35 procent").measure) == (
        36.5,
        "studies",
    )
    assert made["reviews"] == [row]


def test_an_edit_survives_a_changed_text():
    text = "Uppdaterad i dag.\n\n" + LINDEN.replace("hittills haft", "hittills\nhaft")
    made = _with_text(sample.tables(), "linden", text)
    (row,) = apply_decisions(made, [_decision("edit", values={"value": 36.5})])
    assert row.state == "applied"
    assert _figure(made, "35 procent").value == 36.5


def test_words_that_stand_twice_are_told_apart_by_what_surrounds_them():
    text = "Förr gick 35 procent vidare.\n" + LINDEN
    corpus = Corpus({"linden": text}, {})
    found = corpus.find(_decision("right"))
    assert found == Anchored("linden", text.rindex("35 procent"), text.rindex("35 procent") + 10)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Allt är omskrivet.\n", "no longer in the article"),
        ("35 procent. 35 procent. ", "stand 2 times"),
    ],
)
def test_what_cannot_be_placed_is_listed(text, told):
    made = _with_text(sample.tables(), "linden", text)
    decision = _decision("edit", values={"value": 1.0})
    decision = Decision(**{**vars(decision), "before": "", "after": ""})
    (row,) = apply_decisions(made, [decision])
    assert row.state == "unanchored"
    assert told in row.note
    assert row.text == "35 procent"


def test_an_article_that_is_gone_is_listed_and_one_renamed_is_found():
    made = sample.tables()
    lost = Decision(**{**vars(_decision("right")), "article": "borta", "sha256": "0"})
    renamed = Decision(**{**vars(_decision("right")), "article": "hette-annat"})
    first, second = apply_decisions(made, [lost, renamed])
    assert (first.state, second.state) == ("unanchored", "applied")


def test_a_wrong_row_goes_and_what_pointed_at_it_points_nowhere():
    made = sample.tables()
    apply_decisions(
        made,
        [_decision("wrong", "quotes", words="Det viktigaste är att vi har tid för varje person")],
    )
    assert made["quotes"] == []
    assert {f.quote_id for f in made["success_factors"]} == {None}
    made = sample.tables()
    row = {"name": "Lindenmodellen"}
    apply_decisions(made, [_decision("wrong", "programmes", words="Lindenmodellen", row=row)])
    assert made["programmes"] == made["programme_mentions"] == []
    assert {f.programme_id for f in made["figures"]} == {None}


def test_of_two_factors_on_the_same_words_only_one_is_meant():
    made = sample.tables()
    words = "Det viktigaste är att vi har tid för varje person"
    factors = [f for f in made["success_factors"] if f.text == words]
    row = {n: getattr(factors[1], n) for n in factors[1].__dataclass_fields__}
    apply_decisions(made, [_decision("wrong", "success_factors", words=words, row=row)])
    assert [f.factor for f in made["success_factors"] if f.text == words] == ["close_contact"]


def test_a_row_the_extractor_lost_comes_back():
    made = sample.tables()
    decision = _decision("right")
    made["figures"] = [f for f in made["figures"] if f.text != "35 procent"]
    (row,) = apply_decisions(made, [decision])
    assert row.note == "no longer extracted; put back"
    back = _figure(made, "35 procent")
    assert (back.value, back.measure, back.programme_id) == (35.0, "employment", "lindenmodellen")
    starts = [(f.article_id, f.start) for f in made["figures"]]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("table", "words", "values"),
    [
        (
            "figures",
            "fyrtio arbetslösa",
            {
                "value": 40,
                "unit": "persons",
                "qualifier": "exact",
                "measure": "participants",
                "status": "outcome",
            },
        ),
        (
            "success_factors",
            "Utan pengar från kommunen hade det inte gått",
            {"factor": "resources", "polarity": "success"},
        ),
        (
            "quotes",
            "Utan pengar från kommunen hade det inte gått",
            {"kind": "indirect", "speaker": "Siv Almgren"},
        ),
        ("places", "Även Säffle", {"level": "municipality", "code": "1785", "name": "Säffle"}),
        ("programmes", "nytt hopp", {"name": "Nytt hopp", "kind": "project"}),
    ],
)
def test_something_missed_becomes_a_row_once(table, words, values):
    decision = _decision("missed", table, words=words, values=values)
    made = sample.tables()
    before = len(made[table])
    apply_decisions(made, [decision, decision])
    assert len(made[table]) == before + (0 if table == "places" else 1)
    for name in ("figures", "quotes", "success_factors", "places", "programme_mentions"):
        for row in made[name]:
            assert sample.TEXTS[row.article_id][row.start : row.end] == row.text
    if table == "quotes":
        assert next(q for q in made["quotes"] if q.text == words).person_id == "siv-almgren"


def test_the_last_decision_on_a_row_holds():
    made = sample.tables()
    wrong, right = _decision("wrong"), _decision("right", who="bo", at="2025-01-02T10:00:00Z")
    apply_decisions(made, [wrong, right])
    assert _figure(made, "35 procent") is not None
    assert [(a.who, b.who) for a, b in disagreements([wrong, right])] == [("anna", "bo")]


@pytest.mark.parametrize(
    "values",
    [
        {"measure": "lycka"},
        {"figure_id": "x"},
        {"value": "nan"},
        {"value": None},
        {"period_start": "i våras"},
    ],
)
def test_a_decision_that_does_not_fit_is_listed_and_changes_nothing(values):
    made, untouched = sample.tables(), sample.tables()
    (row,) = apply_decisions(made, [_decision("edit", values=values)])
    assert row.state == "invalid"
    assert made["figures"] == untouched["figures"]


def test_a_programme_that_got_another_identifier_is_found_by_name():
    made = sample.tables()
    decision = _decision(
        "edit",
        article="ond",
        words="7 personer",
        values={"programme_id": "gammalt-id"},
        programme="Lindenmodellen",
    )
    (row,) = apply_decisions(made, [decision])
    assert row.state == "applied"
    assert _figure(made, "7 personer").programme_id == "lindenmodellen"


@pytest.mark.parametrize(
    ("table", "name", "given", "kept"),
    [
        ("figures", "value", "6 200 000,5", 6200000.5),
        ("figures", "group", "", None),
        ("programmes", "municipality_codes", "1784; 1785; 1784", ["1784", "1785"]),
        ("programmes", "start_date", "2022-05", "2022-05"),
    ],
)
def test_cells_from_a_form(table, name, given, kept):
    assert parse(table, name, given) == kept


def test_lines_of_reviewers_who_write_at_once_never_mix(tmp_path):
    file = tmp_path / "review.jsonl"
    decision = _decision("right")

    def write(who):
        for _ in range(25):
            append(file, Decision(**{**vars(decision), "who": who}))

    threads = [threading.Thread(target=write, args=(f"g{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    decisions, problems = read_decisions(file)
    assert (len(decisions), problems) == (100, [])


def test_broken_lines_are_told_by_number_and_the_rest_is_read(tmp_path):
    file = tmp_path / "review.jsonl"
    good = _decision("right").line()
    file.write_bytes(
        b"\n".join(
            [good.encode(), b'{"v": 1,', b"[]", b"\xff\xfe", b'{"v": 9}', b"", good.encode()]
        )
    )
    decisions, problems = read_decisions(file)
    assert len(decisions) == 2
    assert [p.split(":")[1] for p in problems] == ["2", "3", "4", "5"]


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(UsageError, match="could not be saved"):
        append(tmp_path / "saknas" / "review.jsonl", _decision("right"))


def test_a_line_read_is_the_line_written():
    decision = _decision("edit", values={"value": 36.5})
    assert json.loads(decision.line())["values"] == {"value": 36.5}


def test_precision_as_reviewed():
    decisions = [
        _decision("right"),
        _decision("wrong", words="40 deltagare"),
        _decision("edit", words="50 procent"),
    ]
    (table,) = statistics([_decision("wrong"), *decisions])
    assert (table.right, table.edited, table.wrong) == (1, 1, 1)
    low, high = table.interval
    assert table.precision == pytest.approx(1 / 3)
    assert low < table.precision < high


def test_reviewed_articles_become_gold(tmp_path):
    from pipeline.dataset import open_database
    from pipeline.export import write_dataset
    from pipeline.review.gold import coverage, gold
    from pipeline.score import load_gold

    made = sample.tables()
    apply_decisions(
        made,
        [
            _decision("right", article="eken", words="44 deltagare"),
            _decision(
                "edit",
                "success_factors",
                article="eken",
                words="Det saknas handledare",
                values={"factor": "close_contact"},
            ),
        ],
    )
    write_dataset(tmp_path / "dataset", made, {})
    connection = open_database(tmp_path / "dataset" / "dataset.sqlite")
    (one,) = coverage(connection)
    assert one.whole
    found = gold(connection, "eken")
    assert found["figures"][0]["optional"] is False
    assert found["success_factors"][0]["factor"] == "close_contact"
    assert found["figures"][0]["programme"] == found["programmes"][0]["id"]
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "eken.json").write_text(json.dumps(found))
    assert "eken" in load_gold(tmp_path / "gold")


@pytest.mark.parametrize(
    ("verdict", "values"), [("right", {}), ("edit", {"value": 36.5}), ("wrong", {})]
)
def test_rows_decided_on_are_marked_and_sure(verdict, values):
    made = sample.tables()
    apply_decisions(made, [_decision(verdict, values=values)])
    marked = [f.text for f in made["figures"] if f.reviewed]
    assert marked == ([] if verdict == "wrong" else ["35 procent"])
    for row in made["figures"]:
        assert (row.confidence == 1.0) == row.reviewed
        assert not (row.reviewed and row.doubts)
    assert not any(row.reviewed for row in made["programmes"])


def test_what_was_seen_of_confidence_is_not_put_back():
    made = sample.tables()
    seen = {**vars_of(made, "35 procent"), "confidence": 0.2, "doubts": ["target"]}
    made["figures"] = [f for f in made["figures"] if f.text != "35 procent"]
    apply_decisions(made, [_decision("right", row=seen)])
    back = _figure(made, "35 procent")
    assert (back.confidence, back.doubts, back.reviewed) == (1.0, (), True)


def vars_of(made, words):
    row = _figure(made, words)
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


@pytest.mark.parametrize(
    ("table", "words", "values"),
    [
        (
            "figures",
            "fyrtio arbetslösa",
            {
                **{"value": 40, "unit": "persons", "qualifier": "exact", "status": "outcome"},
                **{"measure": "participants", "programme_id": "lindenmodellen"},
            },
        ),
        ("programme_mentions", "nytt hopp", {"programme_id": "lindenmodellen"}),
        ("programme_mentions", "nytt hopp", {"programme_id": "bytt-id"}),
        ("people", "Nyheter", {"name": "Ny Heter", "role": "handledare"}),
    ],
)
def test_something_missed_with_its_programme(table, words, values):
    decision = _decision("missed", table, words=words, values=values, programme="Lindenmodellen")
    made = sample.tables()
    before = len(made[table])
    (row,) = apply_decisions(made, [decision])
    assert (row.state, len(made[table])) == ("applied", before + 1)
    if table != "people":
        (new,) = [r for r in made[table] if r.text == words]
        assert (new.programme_id, new.reviewed) == ("lindenmodellen", True)


def test_a_review_file_is_read_anew_where_it_has_grown(tmp_path):
    from pipeline.review.kept import ReviewFile

    file = ReviewFile(tmp_path / "review.jsonl")
    assert (file.read().decisions, file.read().of("linden")) == ((), ())
    file.append(_decision("right"))
    first = file.read()
    assert file.read() is first
    append(file.path, _decision("wrong", who="bo"))  # another program
    assert [d.who for d in file.read().of("linden")] == ["anna", "bo"]
    assert file.read().of("eken") == ()
