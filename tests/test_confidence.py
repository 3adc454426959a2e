"""Signs of a row, what they come to, and how weights are fitted on gold."""

import dataclasses
import json

import numpy as np
import pytest

from pipeline.article import Span
from pipeline.calibrate import (
    Fit,
    Judged,
    _logistic,
    _probability,
    fit,
    holds,
    joined,
    judged,
    shifted,
    write_weights,
)
from pipeline.confidence import (
    SIGNS,
    assess,
    doubts,
    factor_signs,
    figure_signs,
    place_signs,
    programme_signs,
    quote_signs,
)
from pipeline.findings import Factor, FactorLink, Figure, PlaceMention, Quote, QuoteLink
from pipeline.labels import codes
from pipeline.lexicon.load import FOLDER

SPAN = Span(0, 40)


def _figure(**more):
    cells = {
        **{"span": SPAN, "value": 3.0, "value_high": None, "unit": "persons", "qualifier": "exact"},
        **{"measure": "studies", "status": "outcome", "group": None, "place_code": None},
        **{
            "period_start": None,
            "period_end": None,
            "source": None,
            "rule": "counted",
            "likely": 3.0,
        },
    }
    return Figure(**{**cells, **more})


def _held(signs):
    return {code for code, value in signs.items() if value}


@pytest.mark.parametrize("table", SIGNS)
def test_the_lexicon_knows_every_sign_and_no_other(table):
    assert list(doubts(table)) == ["base", *SIGNS[table]]
    assert table in codes("table")


def test_every_table_gives_its_signs():
    link = QuoteLink(None, None, None, None, None)
    place = PlaceMention(SPAN, "municipality", "1440", "Ale", "name")
    quote = Quote(SPAN, "direct", (), None, "dash")
    factor = Factor(SPAN, "trust", "success", "learned")
    given = {
        "figures": figure_signs(_figure(), "3 elever"),
        "quotes": quote_signs(quote, link),
        "success_factors": factor_signs(factor, FactorLink(None, None, None, None, None)),
        "programmes": programme_signs(score=1.0, named=True, mentions=2, owner=True, told=True),
        "places": place_signs(place, once=True),
    }
    for table, signs in given.items():
        assert tuple(signs) == SIGNS[table]


@pytest.mark.parametrize(
    ("more", "text", "told"),
    [
        ({}, "3 elever", {"likely"}),
        ({}, "tre elever", {"likely", "number_word"}),
        ({"measure": "other"}, "3 elever", {"likely", "other_measure"}),
        ({"measure": "capacity"}, "3 platser", {"likely", "capacity"}),
        ({"measure": "employment", "unit": "jobs"}, "3", {"likely", "common_measure", "jobs"}),
        ({"status": "target"}, "3 elever", {"likely", "target"}),
        ({"status": "forecast"}, "3 elever", {"likely", "forecast"}),
        ({"rule": "paired"}, "3", {"likely", "elliptical"}),
        ({"likely": -1.0}, "3 elever", {"likely", "unlikely"}),
        ({"likely": None}, "3 elever", set()),
    ],
)
def test_signs_of_a_figure(more, text, told):
    from pipeline.vocab import Measure, Status, Unit

    kinds = {"measure": Measure, "status": Status, "unit": Unit}
    typed = {k: kinds[k](v) if k in kinds else v for k, v in more.items()}
    assert _held(figure_signs(_figure(**typed), text)) == told


def test_log_odds_are_bounded():
    signs = [
        factor_signs(
            Factor(SPAN, "trust", "success", "x", likely, None),
            FactorLink("Vera", None, None, None, None),
        )["likely"]
        for likely in (-90.0, -1.0, None, 1.0, 90.0)
    ]
    assert signs == sorted(signs)
    assert max(map(abs, signs)) <= 2


@pytest.mark.parametrize("table", SIGNS)
def test_confidence_is_a_share_and_doubts_have_words(table):
    for signs in ({}, dict.fromkeys(SIGNS[table], 1.0)):
        found = assess(table, signs)
        assert found.confidence is not None
        assert 0 <= found.confidence <= 1
        for code in found.doubts:
            assert doubts(table)[code].sv
            assert doubts(table)[code].weight < 0


def test_doubts_come_with_the_heaviest_first():
    found = assess("programmes", dict.fromkeys(SIGNS["programmes"], 1.0)).doubts
    weights = [doubts("programmes")[code].weight for code in found]
    assert weights == sorted(weights)


def test_a_model_fitted_on_rows_says_their_share():
    doubt = np.array([0.0] * 400 + [1.0] * 400)
    right = np.array([1.0] * 360 + [0.0] * 40 + [1.0] * 100 + [0.0] * 300)
    x = np.column_stack([np.ones(800), doubt])
    p = _probability(x, _logistic(x, right))
    assert p[0] == pytest.approx(0.9, abs=0.02)
    assert p[-1] == pytest.approx(0.25, abs=0.02)
    assert holds("places", p, right).error < 0.02
    assert holds("places", 1 - p, right).error > 0.3


def test_bins_tell_what_was_said_and_what_was_so():
    found = holds("places", np.array([0.1, 0.2, 0.99, 0.99]), np.array([0.0, 1.0, 1.0, 1.0]))
    assert [(b.rows, b.right) for b in found.bins] == [(2, 0.5), (2, 1.0)]
    assert found.right == 0.75


def _rows(n, seed):
    """Rows whose one sign halves the chance to be right."""
    random = np.random.default_rng(seed)
    sign = random.integers(0, 2, n)
    right = (random.random(n) < np.where(sign, 0.4, 0.9)).astype(float)
    signs = np.column_stack([np.ones(n), sign, np.zeros(n)])
    return Judged("places", signs, right, np.zeros(n), tuple(f"a{i % 30}" for i in range(n)))


def test_a_fit_holds_on_articles_it_has_not_seen():
    found = fit(joined([_rows(900, 1), _rows(900, 2)]))
    assert found.weights["locality"] < -1
    assert abs(found.weights["once"]) < 0.01
    assert found.holds.rows == 1800
    assert found.holds.brier < found.holds.brier_base
    assert found.holds.error < 0.05


def test_the_base_moves_to_the_share_right_elsewhere():
    found = fit(_rows(900, 1))
    elsewhere = _rows(600, 3)
    harder = dataclasses.replace(elsewhere, right=elsewhere.right * (np.arange(600) % 3 > 0))
    moved = shifted(found, harder)
    said = _probability(harder.signs, np.array(list(moved.weights.values())))
    assert said.mean() == pytest.approx(harder.right.mean(), abs=0.01)
    assert moved.weights["base"] < found.weights["base"] - 0.3
    assert moved.weights["locality"] == found.weights["locality"]
    all_right = dataclasses.replace(elsewhere, right=np.ones(600))
    assert shifted(found, all_right) == found


def test_weights_are_put_into_their_lines_and_nothing_else_changes(tmp_path):
    path = tmp_path / "doubts.tsv"
    before = (FOLDER / "doubts.tsv").read_text(encoding="utf-8")
    path.write_text(before, encoding="utf-8")
    told = holds("figures", np.array([0.5]), np.array([1.0]))
    write_weights([Fit({"base": 1.25}, told)], path)
    after = path.read_text(encoding="utf-8")
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    assert len([1 for a, b in pairs if a != b]) <= 1
    assert "figures\tbase\t1.25\t" in after


def test_rows_of_a_run_are_judged_by_gold(tmp_path):
    from pipeline.build import Settings, build

    text = "Projektet Ljungstigen i Arvika har haft 48 deltagare och 9 handledare sedan starten.\n"
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "ljung.txt").write_text(text, encoding="utf-8")
    dataset = build(tmp_path / "corpus", Settings())
    wanted = {"text": "48 deltagare", "value": 48, "value_high": None, "unit": "persons"}
    wanted |= {"qualifier": "exact", "measure": "participants", "status": "outcome"}
    gold = {
        **{"article": "ljung", "programmes": [], "quotes": [], "success_factors": []},
        **{"municipalities": ["1784"], "municipalities_optional": [], "counties": []},
        "figures": [{**wanted, "programme": None, "optional": False}],
    }
    found = judged(dataset, {"ljung": json.loads(json.dumps(gold))})
    figures = dataset.tables["figures"]
    assert found["figures"].right.tolist() == [float(row.text == "48 deltagare") for row in figures]
    assert found["figures"].signs.shape == (len(figures), 1 + len(SIGNS["figures"]))
    assert found["places"].right.tolist() == [1.0]
    assert found["figures"].said.tolist() == [row.confidence or 0.0 for row in figures]
