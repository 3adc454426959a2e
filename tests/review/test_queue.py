"""The queue: the least sure rows first, with reasons; decided rows are gone from it."""

import dataclasses

import pytest

from pipeline.dataset import open_database
from pipeline.export import write_dataset
from pipeline.review.queue import QUEUED, doubtful, doubts_of
from tests.inspect import sample


@pytest.fixture
def connection(tmp_path):
    made = sample.tables()
    for n, row in enumerate(made["figures"]):
        made["figures"][n] = dataclasses.replace(
            row,
            confidence=0.9 - n / 10,
            doubts=("number_word", "a_code_of_later") if n % 2 else (),
            reviewed=n == 4,
        )
    write_dataset(tmp_path / "dataset", made, {})
    return open_database(tmp_path / "dataset" / "dataset.sqlite")


def test_the_least_sure_come_first_and_the_reviewed_not_at_all(connection):
    found = doubtful(connection, "figures")
    assert [one.confidence for one in found] == pytest.approx([0.6, 0.7, 0.8, 0.9])
    assert [[d.code for d in one.doubts] for one in found] == [
        ["number_word"],
        [],
        ["number_word"],
        [],
    ]


@pytest.mark.parametrize("table", QUEUED)
def test_every_table_with_a_confidence_has_a_queue(connection, table):
    assert doubtful(connection, table)


def test_doubts_are_read_from_lists_and_from_json():
    assert [d.code for d in doubts_of("quotes", {"doubts": '["indirect"]'})] == ["indirect"]
    assert [d.code for d in doubts_of("quotes", {"doubts": ["short"]})] == ["short"]
    assert doubts_of("people", {}) == ()
