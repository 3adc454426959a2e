"""The learned part: three linear models over the same features (weights from models/train/factors.py).

*asserted* says whether a sentence asserts a cause, a need or an obstacle at all; *codes* which factor it
is about; *barrier* whether it hinders. Weights are a small file of half-precision numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.vocab import FactorCode

PATH = Path(__file__).parent / "weights.npz"
CODES = tuple(sorted(FactorCode))


@dataclass(frozen=True)
class Model:
    """``weights`` has a row per feature and a column per decision: asserted, barrier, then the codes."""

    index: Mapping[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def logits(self, features: Mapping[str, float]) -> NDArray[np.float64]:
        """The sums of the weights of all known features, one for each decision."""
        known = [
            (self.index[name], value) for name, value in features.items() if name in self.index
        ]
        total = self.bias.astype(np.float64)
        if known:
            rows, values = zip(*known, strict=True)
            total = total + np.asarray(values) @ self.weights[list(rows)]
        return total


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model makes of one sentence."""

    asserted: float
    barrier: float
    codes: Mapping[FactorCode, float]


@cache
def model() -> Model:
    """The shipped model."""
    with np.load(PATH, allow_pickle=False) as stored:
        names = stored["features"].tobytes().decode("utf-8").split("\n")
        return Model(
            {name: i for i, name in enumerate(names)},
            stored["weights"].astype(np.float32),
            stored["bias"].astype(np.float32),
        )


def judge(features: Mapping[str, float], setting: Mapping[str, float]) -> Judgement:
    """Judge a sentence from its own features and (only for *asserted*) its setting."""
    own = model().logits(features)
    placed = model().logits({**features, **setting})
    odds = np.exp(own[2:] - own[2:].max())
    shares = odds / odds.sum()
    return Judgement(
        asserted=_sigmoid(placed[0]),
        barrier=_sigmoid(own[1]),
        codes={code: float(share) for code, share in zip(CODES, shares, strict=True)},
    )


def _sigmoid(x: float) -> float:
    return float(1.0 / (1.0 + np.exp(-min(30.0, max(-30.0, float(x))))))
