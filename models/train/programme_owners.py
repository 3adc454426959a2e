"""Train the weights that decide which body of an article owns a programme.

    python -m models.train.programme_owners [--check]

Reads the passages of ``tests/extract/programme_passages`` that rules may be written on and ``corpus/train`` with
its gold, finds the programmes, and takes for each that has gold every body the article names with the features
of :mod:`pipeline.link.owner_features`. A softmax over the bodies of one programme is fitted with a penalty on
the squared weights; features of fewer than three articles are left out. The weights go to
``pipeline/lexicon/owner_weights.tsv``. ``--check`` prints the share right instead: cross-validated by article
over what is trained on, then on ``corpus/dev`` and on the passages kept for measuring (totals only), beside the
share that the rules alone get. INSATS_CACHE names a folder that keeps the tags.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from models.train.folds import splits
from models.train.programme_scenes import ROOT, told_programmes
from pipeline.link.owner_candidates import candidates
from pipeline.link.owner_features import Features, Weigher
from pipeline.link.owner_verdicts import by_rules, verdicts
from pipeline.score import same_text

TARGET = ROOT / "pipeline" / "lexicon" / "owner_weights.tsv"
PENALTY = 10.0
ARTICLES = 3  # a feature of fewer is left out
FOLDS = 8
HEADER = """# How much each feature of a body speaks for its owning a programme: softmax over the bodies of an article,
# trained by models/train/programme_owners.py on the passages for it and corpus/train; do not edit by hand.
feature\tweight
"""


@dataclass(frozen=True)
class Choice:
    """One programme: the features of each body, and which of them is its owner (the last stands for nobody)."""

    article: str
    bodies: list[Features]
    right: list[bool]
    by_rules: bool


def choices(*parts: str) -> Iterator[Choice]:
    """Every programme of these parts that is found and has gold."""
    for one in told_programmes(*parts):
        scene, number, owner = one.scene, one.number, one.gold["owner"]
        told = verdicts(scene, number)
        bodies = candidates(scene, number, told.values())
        ruled = by_rules(scene, number)
        yield Choice(
            one.article,
            Weigher(scene, number, told).features(bodies),
            [*(same_text(body.body.name, owner) > 0 for body in bodies), owner is None],
            same_text(ruled.name if ruled else None, owner) > 0,
        )


def fit(given: Sequence[Choice]) -> dict[str, float]:
    """Weights by feature."""
    seen: dict[str, set[str]] = defaultdict(set)
    for one in given:
        for features in one.bodies:
            for name in features:
                seen[name].add(one.article)
    names = sorted(name for name, articles in seen.items() if len(articles) >= ARTICLES)
    column = {name: i for i, name in enumerate(names)}
    usable = [one for one in given if any(one.right)]
    rows = [
        (n, f, r)
        for n, one in enumerate(usable)
        for f, r in zip(one.bodies, one.right, strict=True)
    ]
    x = np.zeros((len(rows), len(names)))
    for i, (_, features, _) in enumerate(rows):
        for name, value in features.items():
            if name in column:
                x[i, column[name]] = value
    group = np.array([n for n, _, _ in rows])
    right = np.array([r for _, _, r in rows], dtype=float)
    starts = np.searchsorted(group, np.arange(len(usable)))

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = x @ w
        power = np.exp(score - np.maximum.reduceat(score, starts)[group])
        whole = np.add.reduceat(power, starts)
        part = np.add.reduceat(power * right, starts)
        slope = x.T @ (power / whole[group] - power * right / part[group])
        return float(
            (np.log(whole) - np.log(part)).sum() + PENALTY / 2 * w @ w
        ), slope + PENALTY * w

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, (float(w) for w in result.x), strict=True))


def share(weights: dict[str, float], given: Sequence[Choice]) -> float:
    """Share of programmes with the right owner."""
    hits = 0
    for one in given:
        scores = [sum(v * weights.get(k, 0.0) for k, v in f.items()) for f in one.bodies]
        hits += one.right[scores.index(max(scores))]
    return hits / len(given) if given else 0.0


def check(given: Sequence[Choice]) -> None:
    """Print cross-validated figures, then those of articles that nothing is trained on."""
    hits = 0.0
    for learned, held in splits(given, FOLDS):
        hits += share(fit(learned), held) * len(held)
    _print("cross-validated", hits / len(given), given)
    weights = fit(given)
    for name in ("dev", "measure"):
        apart = list(choices(name))
        _print(name, share(weights, apart), apart)


def _print(name: str, right: float, given: Sequence[Choice]) -> None:
    rules = sum(one.by_rules for one in given) / len(given)
    print(f"{name:<16}{len(given):>5} programmes  learned {right:.3f}  rules {rules:.3f}")


def main() -> None:
    given = list(choices("develop", "train"))
    if "--check" in sys.argv[1:]:
        check(given)
        return
    lines = [f"{name}\t{weight:.3f}\n" for name, weight in sorted(fit(given).items())]
    TARGET.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
