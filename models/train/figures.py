"""Train the weights that decide measure and status of a figure: ``python -m models.train.figures [--check]``.

Reads the figure passages that rules may be written on (tests/extract/figure_passages) and ``corpus/train`` with its
gold, and fits a softmax over the measures and one over the statuses: the features are words by their place, the
verdict of the rules and the neighbours (pipeline/extract/figures/features.py). Writes
pipeline/extract/figures/weights.npz; ``--check`` prints the share right instead, beside that of the rules alone: in
cross-validation by article, on the development split and on the passages kept for measuring.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from models.train.folds import splits
from models.train.programme_scenes import CACHE, ROOT
from pipeline.article import Article, Metadata, Span
from pipeline.extract.figures import judged_by_rules
from pipeline.extract.figures.features import Features, features
from pipeline.extract.figures.judge import Judgement
from pipeline.extract.figures.model import MEASURES, PATH, STATUSES
from pipeline.extract.figures.topic import on_topic
from pipeline.linear import Linear, save
from pipeline.read import list_corpus, read_article
from pipeline.score import occurrences
from pipeline.tag import load_tagger
from pipeline.tagging import prepare
from pipeline.vocab import Measure, Status
from tests.extract.figure_passages import FOLDER, passages

PENALTY = 3.0  # on the squares of the weights
LEAST = 2  # figures that a feature stands beside
OPTIONAL = 0.4  # weight of optional gold
FOLDS, STEPS = 4, 80
CLOSE = 0.005  # values that far apart are one
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Gold:
    """A figure as its reader has it; ``value`` is None in the passages, where the place is enough."""

    span: Span
    measure: Measure
    status: Status
    optional: bool
    value: float | None = None


@dataclass(frozen=True)
class Example:
    """A figure that was found and stands in the gold."""

    article: str
    seen: Features
    rules: Judgement
    gold: Gold


@dataclass(frozen=True)
class Model:
    """A softmax for each of the two questions."""

    measure: Linear
    status: Linear

    def answer(self, seen: Features) -> tuple[Measure, Status]:
        return (
            MEASURES[int(self.measure.logits(seen).argmax())],
            STATUSES[int(self.status.logits(seen).argmax())],
        )


def examples(*parts: str) -> list[Example]:
    """The figures of parts: ``develop`` and ``measure`` of the passages, splits of the corpus by name."""
    tagger = load_tagger("spacy", str(ROOT / "models" / "spacy"), CACHE)
    found = []
    for article, gold in (one for part in parts for one in _articles(part)):
        (tagged,) = tagger.tag([prepare(article)])
        if not on_topic(tagged):
            continue
        told = judged_by_rules(tagged)
        for (candidate, judged), seen in zip(told, features(told), strict=True):
            span, value = candidate.quantity.span, candidate.quantity.number.value
            met = [
                row
                for row in sorted(gold, key=lambda row: row.optional)
                if row.span.overlaps(span)
                and (row.value is None or abs(row.value - value) <= CLOSE * abs(value))
            ]
            if met:
                found.append(Example(article.id, seen, judged, met[0]))
    return found


def _articles(part: str) -> Iterator[tuple[Article, list[Gold]]]:
    if part in ("develop", "measure"):
        for file in sorted(FOLDER.glob("*.txt")):
            for one in passages(file):
                if one.measured == (part == "measure"):
                    article = Article(one.where, "", "0" * 64, one.text, Metadata())
                    yield (
                        article,
                        [
                            Gold(row.span, row.measure, row.status, row.optional)
                            for row in one.figures
                        ],
                    )
        return
    for source in list_corpus(ROOT / "corpus" / part, None)[0]:
        article = read_article(source)
        path = ROOT / "tests" / "gold" / part / f"{article.id}.json"
        if path.exists():
            yield article, [
                Gold(
                    place, Measure(row["measure"]), Status(row["status"]), row["optional"],
                    row["value"],
                )
                for row in json.loads(path.read_text(encoding="utf-8"))["figures"]
                for place in occurrences(article.text, row["text"])
            ]  # fmt: skip


def fit(rows: Sequence[Example]) -> Model:
    """The likeliest weights under a penalty on their squares."""
    counts = Counter(name for row in rows for name in row.seen)
    index = {name: i for i, name in enumerate(sorted(n for n in counts if counts[n] >= LEAST))}
    known = [
        (n, index[name], value)
        for n, row in enumerate(rows)
        for name, value in row.seen.items()
        if name in index
    ]
    where, names, values = zip(*known, strict=True)
    matrix = csr_matrix((values, (where, names)), shape=(len(rows), len(index)))
    trusted = np.array([OPTIONAL if row.gold.optional else 1.0 for row in rows])
    measures = np.array([MEASURES.index(row.gold.measure) for row in rows])
    statuses = np.array([STATUSES.index(row.gold.status) for row in rows])
    return Model(
        Linear(index, _softmax(matrix, measures, len(MEASURES), trusted), np.zeros(len(MEASURES))),
        Linear(index, _softmax(matrix, statuses, len(STATUSES), trusted), np.zeros(len(STATUSES))),
    )


def _softmax(matrix: csr_matrix, answers: NDArray[np.int64], n: int, trusted: Array) -> Array:
    """Weights, a column per answer."""
    gold, turned = np.eye(n)[answers], matrix.T.tocsr()

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(-1, n)
        scores = matrix @ weights
        scores -= scores.max(axis=1, keepdims=True)
        likely = np.exp(scores)
        likely /= likely.sum(axis=1, keepdims=True)
        cost = -(trusted * np.log((gold * likely).sum(axis=1) + 1e-12)).sum()
        slope = turned @ ((likely - gold) * trusted[:, None]) + PENALTY * weights
        return float(cost + PENALTY / 2 * (flat @ flat)), slope.ravel()

    start = np.zeros(matrix.shape[1] * n)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return np.asarray(best.reshape(-1, n))


def shares(rows: Sequence[Example], said: Sequence[tuple[Measure, Status]]) -> str:
    """Measure, status and both right, by the rules and by the model, of the required figures."""
    told = [(row, answer) for row, answer in zip(rows, said, strict=True) if not row.gold.optional]
    parts = []
    for name, answers in (
        ("rules", [(row.rules.measure, row.rules.status) for row, _ in told]),
        ("model", [answer for _, answer in told]),
    ):
        gold = [(row.gold.measure, row.gold.status) for row, _ in told]
        pairs = list(zip(answers, gold, strict=True))
        right = [
            sum(a[0] == g[0] for a, g in pairs),
            sum(a[1] == g[1] for a, g in pairs),
            sum(a == g for a, g in pairs),
        ]
        parts.append(name + " " + " ".join(f"{n / len(told):.3f}" for n in right))
    return f"{len(told)} figures, measure, status and both: " + "; ".join(parts)


def check(rows: list[Example]) -> None:
    """Cross-validation by article, then what was not learned from."""
    held: list[Example] = []
    said: list[tuple[Measure, Status]] = []
    for learned, apart in splits(rows, FOLDS, 1):
        model = fit(learned)
        held += apart
        said += [model.answer(row.seen) for row in apart]
    for file in sorted({_file(row) for row in held}):
        of_file = [(r, a) for r, a in zip(held, said, strict=True) if _file(r) == file]
        print(f"cross-validation, {file}:", shares(*zip(*of_file, strict=True)))
    model = fit(rows)
    for part in ("dev", "measure"):
        apart = examples(part)
        print(f"{part}:", shares(apart, [model.answer(row.seen) for row in apart]))


def _file(row: Example) -> str:
    return row.article.partition(":")[0] if ":" in row.article else "corpus"


def main() -> None:
    rows = examples("develop", "train")
    if "--check" in sys.argv:
        check(rows)
        return
    model = fit(rows)
    save(PATH, {"measure": model.measure, "status": model.status})


if __name__ == "__main__":
    main()
