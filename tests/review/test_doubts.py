"""Reasons for doubt, their weights, and the queue they order."""

import numpy as np
import pytest

from pipeline.calibrate import Fit, _calibration_error, _logistic, _probability, write_weights
from pipeline.dataset import open_database
from pipeline.labels import codes
from pipeline.lexicon.load import FOLDER
from pipeline.review.doubts import CONDITIONS, confidence, doubtful, doubts, doubts_of
from tests.inspect import sample


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    folder = sample.write(tmp_path_factory.mktemp("doubts") / "dataset")
    return open_database(folder / "dataset.sqlite")


@pytest.mark.parametrize("table", CONDITIONS)
def test_every_doubt_has_words_and_a_condition(table):
    assert set(doubts(table)) == {"base", *CONDITIONS[table]}
    assert table in codes("table")


@pytest.mark.parametrize("table", CONDITIONS)
def test_confidence_is_a_share(table):
    everything = confidence(table, list(CONDITIONS[table]))
    nothing = confidence(table, [])
    assert (everything is None) == (nothing is None)
    if nothing is not None:
        assert 0 <= everything <= 1
        assert 0 <= nothing <= 1


@pytest.mark.parametrize("table", CONDITIONS)
def test_the_queue_begins_with_the_least_sure(connection, table):
    found = doubtful(connection, table)
    shares = [one.confidence for one in found]
    assert found
    if shares[0] is not None:
        assert shares == sorted(shares)


def test_a_row_shows_its_doubts(connection):
    (hostile,) = connection.execute(
        "SELECT figure_id FROM figures WHERE article_id = 'ond'"
    ).fetchone()
    assert doubts_of(connection, "figures", hostile) == ("no_programme",)
    assert doubts_of(connection, "people", "siv-almgren") == ()


def test_a_model_fitted_on_rows_says_their_share():
    doubt = np.array([0.0] * 400 + [1.0] * 400)
    right = np.array([1.0] * 360 + [0.0] * 40 + [1.0] * 100 + [0.0] * 300)
    x = np.column_stack([np.ones(800), doubt])
    p = _probability(x, _logistic(x, right))
    assert p[0] == pytest.approx(0.9, abs=0.02)
    assert p[-1] == pytest.approx(0.25, abs=0.02)
    assert _calibration_error(p, right) < 0.02
    assert _calibration_error(1 - p, right) > 0.3


def test_weights_are_put_into_their_lines_and_nothing_else_changes(tmp_path):
    path = tmp_path / "doubts.tsv"
    before = (FOLDER / "doubts.tsv").read_text(encoding="utf-8")
    path.write_text(before, encoding="utf-8")
    write_weights([Fit("figures", {"base": 1.25}, 1, 1.0, 0.0, 0.0, 0.0)], path)
    changed = [
        (a, b)
        for a, b in zip(
            before.splitlines(), path.read_text(encoding="utf-8").splitlines(), strict=True
        )
        if a != b
    ]
    assert len(changed) <= 1
    assert "figures\tbase\t1.25\tgrundvärde" in path.read_text(encoding="utf-8")
