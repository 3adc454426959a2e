"""Cross-validation: articles dealt out into folds, so that no article is learned from and held out at once."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar


class _OfArticle(Protocol):
    @property
    def article(self) -> str: ...


Row = TypeVar("Row", bound=_OfArticle)


def fold_of(articles: Iterable[str], n: int, seed: int | None = None) -> dict[str, int]:
    """Article → its fold of ``n``, dealt out in the order of their names, or shuffled by ``seed``."""
    names = sorted(set(articles))
    if seed is not None:
        random.Random(seed).shuffle(names)
    return {name: i % n for i, name in enumerate(names)}


def splits(
    rows: Sequence[Row], n: int, seed: int | None = None
) -> Iterator[tuple[list[Row], list[Row]]]:
    """For each of ``n`` folds the rows to learn from and the rows held out."""
    fold = fold_of((row.article for row in rows), n, seed)
    for k in range(n):
        yield (
            [row for row in rows if fold[row.article] != k],
            [row for row in rows if fold[row.article] == k],
        )
