"""Cross-validation never learns from an article that it holds out."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from models.train.folds import fold_of, splits


class Row(NamedTuple):
    article: str
    number: int


ROWS = [Row(f"a{n % 7}", n) for n in range(30)]


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_every_row_is_held_out_once_with_its_whole_article(seed: int | None) -> None:
    held = []
    for learned, apart in splits(ROWS, 3, seed):
        assert {row.article for row in learned}.isdisjoint(row.article for row in apart)
        assert sorted([*learned, *apart]) == sorted(ROWS)
        held += apart
    assert sorted(held) == sorted(ROWS)


def test_folds_hang_on_names_and_seed_alone() -> None:
    names = [row.article for row in ROWS]
    assert fold_of(names, 3, 1) == fold_of(reversed(names), 3, 1) != fold_of(names, 3, 2)
    assert sorted(fold_of(names, 3).values()) == [0, 0, 0, 1, 1, 2, 2]
