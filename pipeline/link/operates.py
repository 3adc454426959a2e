"""In which municipalities a programme operates, as far as the article names or entails them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.load import load
from pipeline.link.operate_features import Features, candidates
from pipeline.link.owner_verdicts import by_rules
from pipeline.link.scene import Scene

LIKELY = 0.45  # chosen in cross-validation, as is the other
AT_LEAST = 0.3  # the likeliest one is taken where none is likely


@dataclass(frozen=True, slots=True)
class OperateWeight:
    """One line of ``operate_weights.tsv``, written by ``models/train/programme_places.py``."""

    feature: str
    weight: float


@cache
def _weights() -> dict[str, float]:
    return {entry.feature: entry.weight for entry in load(OperateWeight, "operate_weights.tsv")}


def municipality_codes(scene: Scene, number: int) -> tuple[str, ...]:
    """Municipality codes, sorted.

    The owner is that of the rules: what was learned of owners fits the texts it was learned from too well to be
    learned from again (in cross-validation .87 instead of .88).
    """
    found = candidates(scene, number, by_rules(scene, number))
    return chosen({code: likelihood(known) for code, known in found.items()})


def likelihood(known: Features) -> float:
    """How likely it is that a programme operates in a municipality with these features."""
    weights = _weights()
    odds = weights["bias"] + sum(weights.get(f, 0.0) * value for f, value in known.items())
    return 1 / (1 + math.exp(-odds))


def chosen(likely: dict[str, float]) -> tuple[str, ...]:
    """The likely ones, or the likeliest where it is likely enough."""
    best = [code for code, q in likely.items() if q >= LIKELY]
    if not best and likely:
        top = max(likely, key=lambda code: likely[code])
        best = [top] if likely[top] >= AT_LEAST else []
    return tuple(sorted(best))
