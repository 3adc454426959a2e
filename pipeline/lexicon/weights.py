"""What learned features speak for: the weights in ``lexicon/*.tsv`` that are one number for each feature."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.load import load


@dataclass(frozen=True, slots=True)
class Weight:
    """One line of a file of weights, written by one of ``models/train``."""

    feature: str
    weight: float


@cache
def weights(name: str) -> Mapping[str, float]:
    """The weight of each feature of a file."""
    return {one.feature: one.weight for one in load(Weight, name)}


def log_odds(known: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The weighted sum of features."""
    return sum(known.get(name, 0.0) * value for name, value in features.items())


def likelihood(known: Mapping[str, float], features: Mapping[str, float]) -> float:
    """How likely what has these features is the right one, where ``bias`` is the weight of having none."""
    return 1 / (1 + math.exp(-known["bias"] - log_odds(known, features)))
