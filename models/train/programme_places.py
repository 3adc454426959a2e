"""Train the weights that decide in which municipalities a programme operates.

    python -m models.train.programme_places [--check]

Reads the programme passages that rules may be written on (tests/extract/programme_passages) and ``corpus/train``
with its gold, and fits a logistic regression over the features of ``pipeline.link.operate_features`` for every
municipality that an article names and every programme of it. The weights go to
``pipeline/lexicon/operate_weights.tsv``; ``--check`` prints the share right (Jaccard) instead: in cross-validation
over the articles learned from, on the development split and on the passages kept for measuring, each beside that
of the rules alone.

What was tried (cross-validation): the rules alone .86, this model .88, gradient boosting over the same features .88.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from models.train.folds import splits
from models.train.programme_scenes import ROOT, told_programmes
from pipeline.link.operate_features import Features, candidates
from pipeline.link.operate_rules import told_codes
from pipeline.link.operates import chosen
from pipeline.link.owner_verdicts import by_rules

TARGET = ROOT / "pipeline" / "lexicon" / "operate_weights.tsv"
C = 0.1
LEAST = 4  # articles that a feature stands in
FOLDS, ROUNDS = 8, 2
SMALL = 0.01  # weights that decide nothing
HEADER = """# How much each feature of a municipality speaks for a programme's operating there: logistic regression
# trained by models/train/programme_places.py; do not edit by hand.
feature\tweight
"""


@dataclass(frozen=True)
class Example:
    """One programme of one article with the municipalities that the article names or entails."""

    article: str
    found: dict[str, Features]
    gold: frozenset[str]
    rule: frozenset[str]


Fitted = tuple[DictVectorizer, LogisticRegression]


def examples(*parts: str) -> list[Example]:
    """The candidates of all programmes."""
    rows = []
    for one in told_programmes(*parts):
        body = by_rules(one.scene, one.number)
        found = candidates(one.scene, one.number, body)
        gold = frozenset(one.gold["municipality_codes"])
        rows.append(Example(one.article, found, gold, told_codes(one.scene, one.number, body)))
    return rows


def fit(rows: Sequence[Example]) -> Fitted:
    """A programme with many candidates weighs less for each of them."""
    articles: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for known in row.found.values():
            for feature in known:
                articles[feature].add(row.article)
    items, labels, shares = [], [], []
    for row in rows:
        for code, known in row.found.items():
            items.append({f: v for f, v in known.items() if len(articles[f]) >= LEAST})
            labels.append(code in row.gold)
            shares.append(1 / math.sqrt(len(row.found)))
    vectors = DictVectorizer(sparse=False)
    model = LogisticRegression(C=C, max_iter=3000)
    return vectors, model.fit(vectors.fit_transform(items), labels, sample_weight=shares)


def predicted(fitted: Fitted, row: Example) -> frozenset[str]:
    if not row.found:
        return frozenset()
    vectors, model = fitted
    likely = model.predict_proba(vectors.transform(list(row.found.values())))[:, 1]
    return frozenset(chosen(dict(zip(row.found, map(float, likely), strict=True))))


def overlap(mine: frozenset[str], gold: frozenset[str]) -> float:
    return len(mine & gold) / len(mine | gold) if mine | gold else 1.0


def share(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> str:
    return f"{np.mean([overlap(mine, gold) for mine, gold in pairs]):.3f}"


def check(rows: list[Example]) -> None:
    """Cross-validation by article, then what was not learned from."""
    pairs = []
    for turn in range(ROUNDS):
        for learned, held in splits(rows, FOLDS, turn):
            fitted = fit(learned)
            pairs += [(predicted(fitted, row), row.gold) for row in held]
    print(f"cross-validation {share(pairs)}; rules {share((r.rule, r.gold) for r in rows)}")
    fitted = fit(rows)
    for part in ("dev", "measure"):
        held = examples(part)
        model = share((predicted(fitted, r), r.gold) for r in held)
        print(f"{part} {model}; rules {share((r.rule, r.gold) for r in held)}")


def main() -> None:
    rows = examples("develop", "train")
    if "--check" in sys.argv:
        check(rows)
        return
    vectors, model = fit(rows)
    weights = [("bias", float(model.intercept_[0]))]
    weights += zip(vectors.feature_names_, map(float, model.coef_[0]), strict=True)
    body = "".join(f"{name}\t{weight:.3f}\n" for name, weight in weights if abs(weight) >= SMALL)
    TARGET.write_text(HEADER + body, encoding="utf-8")


if __name__ == "__main__":
    main()
