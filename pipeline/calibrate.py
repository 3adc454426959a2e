"""How often rows with given signs are right: the weights of ``lexicon/doubts.tsv``, fitted on gold.

Each row of a run is held against the gold of its article by the rules of ``pipeline.score``; a logistic model of
its signs then gives the share right among rows like it. Judged by cross-validation over articles, or on articles
that were kept out altogether.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.build import Dataset, rows_by_article
from pipeline.confidence import SIGNS, Assessed, Signs, doubts
from pipeline.rows import build_rows
from pipeline.score import ArticleRows, score
from pipeline.tables import columns

_TALLY = {
    "figures": "figures",
    "quotes": "quotes",
    "success_factors": "success_factors",
    "programmes": "programmes",
    "places": "municipalities",
}
# Made by a model that was trained on gold itself: on its own training articles it is far too sure.
LEARNED = frozenset({"success_factors", "figures"})
_RIDGE = 1.0  # keeps the weight of a sign that few rows show near zero
_FOLDS = 5
_FAR = 8.0  # log odds
_BINS = (0.0, 0.3, 0.5, 0.7, 0.85, 0.95, 1.01)

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Bin:
    """Rows whose confidence lies in one range: what was said of them, and what was so."""

    low: float
    high: float
    rows: int
    said: float
    right: float


@dataclass(frozen=True)
class Holds:
    """How well a table's confidence holds."""

    table: str
    rows: int
    right: float  # share of all rows
    brier: float
    brier_base: float  # of always saying the share right
    error: float  # expected calibration error
    bins: tuple[Bin, ...]


@dataclass(frozen=True)
class Fit:
    """The weights of one table, ``base`` among them, and how well they hold in cross-validation."""

    weights: dict[str, float]
    holds: Holds


@dataclass(frozen=True)
class Judged:
    """The rows of one table that gold says something about."""

    table: str
    signs: Matrix  # a row each; the first column is the constant
    right: Matrix
    said: Matrix  # confidence as shipped
    articles: tuple[str, ...]


def judged(dataset: Dataset, gold: Mapping[str, dict[str, Any]]) -> dict[str, Judged]:
    """Every row of the articles that have gold, with its signs and whether it is right."""
    articles = rows_by_article(dataset)
    signs = _signs(dataset)
    return {table: _judged(table, articles, signs[table], gold) for table in SIGNS}


def _signs(dataset: Dataset) -> dict[str, dict[str, Signs]]:
    """Table → key of a row → its signs."""
    noted: dict[str, list[Signs]] = {table: [] for table in SIGNS}

    def note(table: str, signs: Signs) -> Assessed:
        noted[table].append(signs)
        return Assessed(None, ())

    tables = build_rows(dataset.linked, assess=note)
    return {
        table: dict(zip((getattr(r, _key(table)) for r in tables[table]), found, strict=True))
        for table, found in noted.items()
    }


def _judged(
    table: str,
    articles: Mapping[str, ArticleRows],
    signs: Mapping[str, Signs],
    gold: Mapping[str, dict[str, Any]],
) -> Judged:
    shown: list[list[float]] = []
    right, said, where = [], [], []
    for article_id in sorted(set(gold) & set(articles)):
        for row in getattr(articles[article_id], table):
            fits = _right(table, articles[article_id], row, gold[article_id])
            if fits is None:
                continue
            found = signs[row[_key(table)]]
            shown.append([1.0, *(float(found[code]) for code in SIGNS[table])])
            right.append(float(fits))
            said.append(float(row["confidence"] or 0.0))
            where.append(article_id)
    return Judged(
        table,
        np.array(shown).reshape(len(shown), 1 + len(SIGNS[table])),
        np.array(right),
        np.array(said),
        tuple(where),
    )


def _right(table: str, article: ArticleRows, row: Any, gold: dict[str, Any]) -> bool | None:
    """Whether a row alone would score; None where it is optional, and so costs nothing."""
    empty: dict[str, Any] = {name: [] for name in _TALLY}
    if table == "programmes":
        row = {**row, "named": True}  # the score forgives descriptions; a reader would not
    alone = replace(article, **{**empty, table: [row]})
    tally = score({"a": alone}, {"a": gold}).tables[_TALLY[table]]
    if tally.predicted == 0:
        return None
    return tally.right > 0


def joined(parts: Sequence[Judged]) -> Judged:
    """The rows of several runs as one."""
    return Judged(
        parts[0].table,
        np.concatenate([part.signs for part in parts]),
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.said for part in parts]),
        tuple(article for part in parts for article in part.articles),
    )


def fit(rows: Judged) -> Fit:
    """The weights of one table, and how well they hold on articles they were not fitted on."""
    order = {article: at for at, article in enumerate(dict.fromkeys(rows.articles))}
    folds = np.array([order[article] % _FOLDS for article in rows.articles])
    held_out = np.zeros(len(rows.right))
    for k in range(_FOLDS):
        here = folds == k
        if here.any() and (~here).any():
            learned = _logistic(rows.signs[~here], rows.right[~here])
            held_out[here] = _probability(rows.signs[here], learned)
    weights = _logistic(rows.signs, rows.right)
    names = ("base", *SIGNS[rows.table])
    return Fit(
        {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)},
        holds(rows.table, held_out, rows.right),
    )


def shifted(found: Fit, elsewhere: Judged) -> Fit:
    """The same weights with the base moved until the mean confidence is the share right elsewhere.

    Rows are right more often in the articles that rules were written on; signs tell them apart all the same.
    """
    right = float(elsewhere.right.mean()) if len(elsewhere.right) else 1.0
    if right in (0.0, 1.0):
        return found
    said = elsewhere.signs @ np.array(list(found.weights.values()))
    low, high = -_FAR, _FAR
    for _ in range(40):
        middle = (low + high) / 2
        mean = float(_probability((said + middle)[:, None], np.ones(1)).mean())
        low, high = (middle, high) if mean < right else (low, middle)
    return replace(found, weights={**found.weights, "base": round(found.weights["base"] + low, 3)})


def shipped(rows: Judged) -> Holds:
    """How well the confidence that the rows have holds."""
    return holds(rows.table, rows.said, rows.right)


def holds(table: str, said: Matrix, right: Matrix) -> Holds:
    """What was said held against what was so."""
    bins = []
    for low, high in pairwise(_BINS):
        here = (said >= low) & (said < high)
        if here.any():
            means = float(said[here].mean()), float(right[here].mean())
            bins.append(Bin(low, min(high, 1.0), int(here.sum()), *means))
    error = sum(one.rows * abs(one.said - one.right) for one in bins) / len(right)
    return Holds(
        table,
        len(right),
        float(right.mean()),
        float(((said - right) ** 2).mean()),
        float(((right.mean() - right) ** 2).mean()),
        error,
        tuple(bins),
    )


def _key(table: str) -> str:
    return next(c.name for c in columns(table) if c.key)


def _logistic(x: Matrix, y: Matrix) -> Matrix:
    """Weights of a ridge logistic regression, by Newton's method; the constant is not shrunk."""
    weights = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], _RIDGE)
    penalty[0] = 1e-3
    for _ in range(30):
        p = _probability(x, weights)
        gradient = x.T @ (y - p) - penalty * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-8:
            break
    return weights


def _probability(x: Matrix, weights: Matrix) -> Matrix:
    return np.asarray(1 / (1 + np.exp(-np.clip(x @ weights, -30, 30))), dtype=np.float64)


def write_weights(fits: Sequence[Fit], path: Path) -> None:
    """Put the weights into ``doubts.tsv``, line by line; comments and words stay as they are."""
    fitted = {(one.holds.table, code): w for one in fits for code, w in one.weights.items()}
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 5 and (cells[0], cells[1]) in fitted:
            cells[2] = str(fitted[cells[0], cells[1]])
        lines.append("\t".join(cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    doubts.cache_clear()
