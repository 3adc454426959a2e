"""How often rows with a reason for doubt are right: the weights of ``lexicon/doubts.tsv``, fitted on gold.

Each row of a run is held against the gold of its article by the rules of ``pipeline.score``; a logistic model of
the doubts it shows then gives the share right among rows like it. Judged by cross-validation over articles.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.build import Dataset, rows_by_article
from pipeline.dataset import open_database
from pipeline.export import write_dataset
from pipeline.review.doubts import CONDITIONS, doubts, doubts_of
from pipeline.score import ArticleRows, score

_TALLY = {
    "figures": "figures",
    "quotes": "quotes",
    "success_factors": "success_factors",
    "programmes": "programmes",
    "places": "municipalities",
}
_KEYS = {
    "figures": "figure_id",
    "quotes": "quote_id",
    "success_factors": "factor_id",
    "programmes": "programme_id",
    "places": "place_id",
}
_RIDGE = 1.0  # keeps the weight of a doubt that few rows show near zero
_FOLDS = 5
_BINS = (0.0, 0.3, 0.5, 0.7, 0.85, 1.01)

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Fit:
    """The weights of one table and how well they hold on articles they were not fitted on."""

    table: str
    weights: dict[str, float]  # ``base`` and the doubts
    rows: int
    right: float  # share of all rows
    brier: float  # cross-validated
    brier_base: float  # of always saying the share right
    error: float  # expected calibration error, cross-validated


def calibrate(dataset: Dataset, gold: Mapping[str, dict[str, Any]]) -> list[Fit]:
    """Fit the weights of every table on the articles that have gold."""
    articles = rows_by_article(dataset)
    with tempfile.TemporaryDirectory() as folder:
        write_dataset(Path(folder) / "dataset", dataset.tables, {})
        connection = open_database(Path(folder) / "dataset" / "dataset.sqlite")
        try:
            return [_fit(connection, table, articles, gold) for table in CONDITIONS]
        finally:
            connection.close()


def _fit(
    connection: sqlite3.Connection,
    table: str,
    articles: Mapping[str, ArticleRows],
    gold: Mapping[str, dict[str, Any]],
) -> Fit:
    codes = list(CONDITIONS[table])
    shown, right, fold = [], [], []
    for number, article_id in enumerate(sorted(set(gold) & set(articles))):
        for row in getattr(articles[article_id], table):
            judged = _right(table, articles[article_id], row, gold[article_id])
            if judged is None:
                continue
            found = doubts_of(connection, table, row[_KEYS[table]])
            shown.append([1.0, *(float(code in found) for code in codes)])
            right.append(float(judged))
            fold.append(number % _FOLDS)
    x, y, folds = np.array(shown), np.array(right), np.array(fold)
    held_out = np.zeros(len(y))
    for k in range(_FOLDS):
        here = folds == k
        if here.any() and (~here).any():
            held_out[here] = _probability(x[here], _logistic(x[~here], y[~here]))
    weights = _logistic(x, y)
    names = ["base", *codes]
    return Fit(
        table,
        {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)},
        len(y),
        float(y.mean()),
        float(((held_out - y) ** 2).mean()),
        float(((y.mean() - y) ** 2).mean()),
        _calibration_error(held_out, y),
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


def _calibration_error(p: Matrix, y: Matrix) -> float:
    """Mean distance between what was said and what was so, over bins of confidence, by size."""
    total = 0.0
    for low, high in pairwise(_BINS):
        here = (p >= low) & (p < high)
        if here.any():
            total += float(here.sum()) * abs(float(p[here].mean()) - float(y[here].mean()))
    return total / len(y)


def write_weights(fits: list[Fit], path: Path) -> None:
    """Put the weights into ``doubts.tsv``, line by line; comments and words stay as they are."""
    fitted = {(fit.table, code): weight for fit in fits for code, weight in fit.weights.items()}
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 5 and (cells[0], cells[1]) in fitted:
            cells[2] = str(fitted[cells[0], cells[1]])
        lines.append("\t".join(cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    doubts.cache_clear()
