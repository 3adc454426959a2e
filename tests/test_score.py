"""The scorer against small cases worked out by hand."""

import pytest

from pipeline.article import Span
from pipeline.score import ArticleRows, pair, score

TEXT = "Jobbspåret hjälpte 40 personer. Cirka 30 procent fick jobb. – Tillit är allt, säger Eva Ek."


def figure(text, value, **more):
    start = TEXT.index(text)
    row = {
        "text": text,
        "start": start,
        "end": start + len(text),
        "value": value,
        "value_high": None,
    }
    return {
        **row,
        "unit": "persons",
        "qualifier": "exact",
        "measure": "participants",
        "status": "outcome",
        **more,
    }


def quote(text, speaker="Eva Ek", kind="direct", organisation=None, **more):
    return {
        "text": text, "kind": kind, "speaker": speaker, "organisation": organisation,
        "speaker_organisation": organisation, **more,
    }  # fmt: skip


def factor(text, code, polarity="success", **more):
    start = TEXT.index(text)
    return {
        "text": text,
        "start": start,
        "end": start + len(text),
        "factor": code,
        "polarity": polarity,
        **more,
    }


def programme(name, named=True, **more):
    return {
        "name": name, "aliases": [], "kind": "project", "named": named, "owner": None,
        "target_groups": [], "municipality_codes": [], **more,
    }  # fmt: skip


def run(predicted=None, gold=None):
    empty = {"places": [], "programmes": [], "figures": [], "quotes": [], "success_factors": []}
    sentences = [Span(0, 31), Span(32, 59), Span(60, len(TEXT))]
    wanted = {
        "municipalities": [], "municipalities_optional": [], "counties": [], "programmes": [],
        "figures": [], "quotes": [], "success_factors": [], **(gold or {}),
    }  # fmt: skip
    rows = ArticleRows(text=TEXT, sentences=sentences, **{**empty, **(predicted or {})})
    return score({"a": rows}, {"a": wanted})


def counts(scores, table):
    tally = scores.tables[table]
    return tally.right, tally.predicted, tally.gold


def test_pairing_finds_the_largest_matching():
    edges = {(0, 0), (0, 1), (1, 0)}
    assert pair(2, 2, lambda i, j: (i, j) in edges) == {0: 1, 1: 0}


def test_an_article_that_failed_has_everything_missed():
    gold = {key: [] for key in ("municipalities_optional", "counties", "programmes", "figures")}
    gold |= {"municipalities": ["0482"], "quotes": [], "success_factors": []}
    assert counts(score({}, {"a": gold}), "municipalities") == (0, 0, 1)


def test_optional_municipalities_cost_nothing():
    places = [{"code": c, "level": "municipality", "text": c} for c in ("0482", "0180")]
    scores = run(
        {"places": places}, {"municipalities": ["0482"], "municipalities_optional": ["0180"]}
    )
    assert counts(scores, "municipalities") == (1, 1, 1)


def test_counties_are_no_municipalities():
    scores = run({"places": [{"code": "04", "level": "county", "text": "Sörmland"}]})
    assert counts(scores, "municipalities") == (0, 0, 0)


@pytest.mark.parametrize(
    ("mine", "gold", "right"),
    [
        ("Jobbspåret", "jobbspåret", 1),
        ("Jobbspårets", "Jobbspåret", 1),
        ("”Nya vägar”", "Nya vägar", 1),
        ("Give 2.0", "Give 1.0", 0),
        ("Vägen in", "Bron ut", 0),
    ],
)
def test_programme_names(mine, gold, right):
    scores = run(
        {"programmes": [programme(mine)]}, {"programmes": [programme(gold, optional=False)]}
    )
    assert counts(scores, "programmes") == (right, 1, 1)


def test_an_unnamed_prediction_never_costs_precision():
    scores = run({"programmes": [programme("ett nytt arbetssätt", named=False)]})
    assert counts(scores, "programmes") == (0, 0, 0)


def test_an_unnamed_gold_programme_is_matched_by_its_words():
    gold = programme("samverkansprojekt med stöd", named=False, optional=False)
    scores = run(
        {"programmes": [programme("ett samverkansprojekt med EU-stöd", named=False)]},
        {"programmes": [gold]},
    )
    assert counts(scores, "programmes")[0] == 1


def test_a_figure_found_but_not_right():
    gold = figure("40 personer", 40, optional=False)
    scores = run(
        {"figures": [figure("40 personer", 40, measure="employment")]}, {"figures": [gold]}
    )
    assert counts(scores, "figures_found") == (1, 1, 1)
    assert counts(scores, "figures") == (0, 1, 1)


def test_an_optional_figure_costs_nothing_found_or_missed():
    gold = [figure("30 procent", 30, optional=True)]
    assert counts(run({"figures": [figure("30 procent", 30)]}, {"figures": gold}), "figures") == (
        0,
        0,
        0,
    )
    assert counts(run({}, {"figures": gold}), "figures") == (0, 0, 0)


def test_a_wrong_value_is_a_miss_and_an_invention():
    gold = [figure("40 personer", 40, optional=False)]
    scores = run({"figures": [figure("40 personer", 41)]}, {"figures": gold})
    assert counts(scores, "figures_found") == (0, 1, 1)


@pytest.mark.parametrize(
    ("speaker", "organisation", "right"),
    [
        ("Eva Ek", None, 1),
        ("Ek", None, 1),
        ("Eva Eck", None, 1),
        ("Bo Alm", None, 0),
        (None, None, 0),
    ],
)
def test_quote_speakers(speaker, organisation, right):
    gold = [quote("Tillit är allt", optional=False)]
    scores = run(
        {"quotes": [quote("Tillit är allt", speaker, organisation=organisation)]}, {"quotes": gold}
    )
    assert counts(scores, "quotes_matched") == (1, 1, 1)
    assert counts(scores, "quotes") == (right, 1, 1)


def test_an_organisation_may_speak_under_its_short_name():
    gold = [quote("Tillit är allt", "kommunen", organisation="Flens kommun", optional=False)]
    mine = [quote("Tillit är allt", "Flens kommun", organisation="Flens kommun")]
    assert counts(run({"quotes": mine}, {"quotes": gold}), "quotes") == (1, 1, 1)


def test_factors_match_by_sentence_and_code():
    gold = [factor("Tillit är allt", "trust", optional=False)]
    assert counts(run({"success_factors": [factor("Tillit", "trust")]}, {"success_factors": gold}),
                  "success_factors") == (1, 1, 1)  # fmt: skip
    assert counts(run({"success_factors": [factor("Tillit", "resources")]}, {"success_factors": gold}),
                  "success_factors") == (0, 1, 1)  # fmt: skip
    barrier = [factor("Tillit", "trust", "barrier")]
    assert counts(
        run({"success_factors": barrier}, {"success_factors": gold}), "success_factors"
    ) == (0, 1, 1)


def test_a_perfect_answer_scores_one():
    gold = {
        "figures": [figure("40 personer", 40, optional=False)],
        "quotes": [quote("Tillit är allt", optional=False)],
    }
    summary = run({"figures": gold["figures"], "quotes": gold["quotes"]}, gold).summary()
    assert summary["figures"] == summary["quotes"] == 1.0
