"""Train the weights that decide whom a programme is for.

    python -m models.train.programme_groups [--check]

Reads the programme passages that rules may be written on (tests/extract/programme_passages) and ``corpus/train``
with its gold, and fits a logistic regression over the features of ``pipeline.link.group_features`` for every
target group that an article names and every programme of it. The weights go to
``pipeline/lexicon/group_weights.tsv``; ``--check`` prints the share right (Jaccard) instead: in cross-validation
over the articles learned from, on the development split and on the passages kept for measuring.

What was tried (cross-validation / measuring passages): the rules alone .69 / .58 (.63 / .55 before the wordings of
groups were widened), this model .74 / .64, gradient boosting over the same features .73 / .65.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from models.train.folds import splits
from models.train.programme_scenes import ROOT, Told, told_programmes
from pipeline.link.group_features import Features, candidates
from pipeline.link.group_rules import told_groups
from pipeline.link.groups import chosen
from pipeline.vocab import TargetGroup

TARGET = ROOT / "pipeline" / "lexicon" / "group_weights.tsv"
C = 0.1
FOLDS = 8
SMALL = 0.01  # weights that decide nothing
HEADER = """# How much each feature of a group that an article names speaks for a programme's being for it: logistic
# regression trained by models/train/programme_groups.py; do not edit by hand.
feature\tweight
"""


@dataclass(frozen=True)
class Example:
    """One programme of one article with the groups that the article names."""

    article: str
    found: dict[TargetGroup, Features]
    gold: frozenset[str]


Fitted = tuple[DictVectorizer, LogisticRegression]


def examples(told: Iterable[Told]) -> list[Example]:
    """The candidates of all programmes."""
    return [
        Example(
            one.article,
            candidates(one.scene, one.number, told_groups(one.scene, one.number)),
            frozenset(one.gold["target_groups"]),
        )
        for one in told
    ]


def fit(learned: Sequence[Example]) -> Fitted:
    """A logistic regression over all candidates."""
    seen = [features for one in learned for features in one.found.values()]
    answers = [str(group) in one.gold for one in learned for group in one.found]
    names = DictVectorizer()
    return names, LogisticRegression(C=C, max_iter=3000).fit(names.fit_transform(seen), answers)


def right(fitted: Fitted, examined: Sequence[Example]) -> list[float]:
    """Jaccard overlap of the groups chosen with those of the gold, programme by programme."""
    names, model = fitted
    shares = []
    for one in examined:
        likely: dict[TargetGroup, float] = {}
        if one.found:
            odds = model.predict_proba(names.transform(list(one.found.values())))[:, 1]
            likely = dict(zip(one.found, odds.tolist(), strict=True))
        mine = set(map(str, chosen(likely)))
        shares.append(len(mine & one.gold) / len(mine | one.gold) if mine | one.gold else 1.0)
    return shares


def check() -> None:
    """Print the shares right."""
    learned = examples(told_programmes("develop", "train"))
    shares = [s for known, held in splits(learned, FOLDS, 3) for s in right(fit(known), held)]
    print(f"cross-validation {np.mean(shares):.3f}")
    for part in ("dev", "measure"):
        print(f"{part} {np.mean(right(fit(learned), examples(told_programmes(part)))):.3f}")


def main() -> None:
    """Train and write, or only check."""
    if "--check" in sys.argv[1:]:
        check()
        return
    names, model = fit(examples(told_programmes("develop", "train")))
    weights = dict(zip(names.get_feature_names_out(), model.coef_[0], strict=True))
    lines = [f"bias\t{model.intercept_[0]:.3f}\n"]
    lines += [f"{name}\t{w:.3f}\n" for name, w in sorted(weights.items()) if abs(w) >= SMALL]
    TARGET.write_text(HEADER + "".join(lines), encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} weights from {len(names.get_feature_names_out())} features")


if __name__ == "__main__":
    main()
