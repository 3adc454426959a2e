"""Is a candidate a factor? A weighted sum of its features; weights are learned (models/train/factors.py)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.load import load

THRESHOLD = 0.3  # best F1 in cross-validation over the training articles


@dataclass(frozen=True, slots=True)
class Weight:
    """One line of ``lexicon/factors_weights.tsv``."""

    feature: str
    weight: float


@cache
def _weights() -> Mapping[str, float]:
    return {line.feature: line.weight for line in load(Weight, "factors_weights.tsv")}


def probability(features: Mapping[str, float]) -> float:
    """How likely a candidate with these features is a factor."""
    weights = _weights()
    total = math.fsum(value * weights.get(name, 0.0) for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
