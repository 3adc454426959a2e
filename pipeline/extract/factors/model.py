"""The learned part (weights from models/train/factors.py).

First, linear models over the features of a text judge three things: *asserted*, whether a cause, a need or an
obstacle is asserted at all; *barrier*, whether it hinders; *codes*, which factor it is about. Sentences are
judged, and their clauses. Then each likely code of a sentence is weighed once more against the article.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.vocab import FactorCode

PATH = Path(__file__).parent / "weights.npz"
CODES = tuple(sorted(FactorCode))
ASSERTED, BARRIER, FIRST_CODE = 0, 1, 2  # columns of the weights
SMALL = 0.02  # weights that decide nothing
EVEN = 4.0  # length of an evened text: a long sentence is no surer about its code than a short one
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Linear:
    """A row of weights per feature, a column per decision."""

    index: Mapping[str, int]
    weights: Array
    bias: Array

    def logits(self, features: Mapping[str, float], even: bool = False) -> Array:
        """The weighted sums of the known features, one for each decision; ``even``: of an evened text."""
        scale = evening(features.values()) if even else 1.0
        known = [
            (self.index[name], value) for name, value in features.items() if name in self.index
        ]
        if not known:
            return self.bias.copy()
        rows, values = zip(*known, strict=True)
        return np.asarray(self.bias + scale * (np.asarray(values) @ self.weights[list(rows)]))


@dataclass(frozen=True)
class Model:
    """``texts`` judges sentences and clauses, ``pairs`` a code of a sentence, ``polarity`` its polarity."""

    texts: Linear
    pairs: Linear
    polarity: Linear


def evening(values: Iterable[float]) -> float:
    """What the features of a text are multiplied with to make it ``EVEN`` long."""
    return EVEN / (0.1 + math.sqrt(sum(value * value for value in values)))


@cache
def model() -> Model:
    """The shipped model."""
    with np.load(PATH, allow_pickle=False) as stored:
        return Model(*(_linear(stored, name) for name in ("texts", "pairs", "polarity")))


def _linear(stored: Mapping[str, NDArray[np.generic]], name: str) -> Linear:
    names = stored[f"{name}_features"].tobytes().decode("utf-8").split("\n")
    return Linear(
        {feature: i for i, feature in enumerate(names)},
        stored[f"{name}_weights"].astype(np.float64),
        stored[f"{name}_bias"].astype(np.float64),
    )


def save(fitted: Model, path: Path) -> None:
    """Write a model; features whose weights are all next to nothing are left out."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, linear in (
        ("texts", fitted.texts),
        ("pairs", fitted.pairs),
        ("polarity", fitted.polarity),
    ):
        kept = [
            feature
            for feature in sorted(linear.index)
            if np.abs(linear.weights[linear.index[feature]]).max() > SMALL
        ]
        rows = [linear.index[feature] for feature in kept]
        arrays[f"{name}_features"] = np.frombuffer("\n".join(kept).encode(), dtype=np.uint8)
        arrays[f"{name}_weights"] = linear.weights[rows].astype(np.float16)
        arrays[f"{name}_bias"] = linear.bias.astype(np.float32)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def shares(logits: Array) -> Array:
    """Softmax over the codes of one text."""
    odds = np.exp(logits[FIRST_CODE:] - logits[FIRST_CODE:].max())
    return np.asarray(odds / odds.sum())


def sigmoid(x: float) -> float:
    """Log odds → probability."""
    return float(1.0 / (1.0 + np.exp(-min(30.0, max(-30.0, float(x))))))


@dataclass(frozen=True)
class Judged:
    """What the text model makes of a sentence and, where it has several, of its clauses."""

    own: Array
    asserted: float  # log odds, in its setting
    clauses: tuple[tuple[int, int], ...] = ()
    parts: tuple[Array, ...] = ()

    def clause_barrier(self, code: int) -> float:
        """Log odds that what is said of ``code`` hinders, by its own clause where it has one."""
        best = self.clause_of(code)
        return float((self.own if best is None else self.parts[best])[BARRIER])

    def clause_of(self, code: int) -> int | None:
        """The clause that is most about ``code``; None where the whole sentence is more so."""
        if not self.parts:
            return None
        told = [float(shares(part)[code]) for part in self.parts]
        best = int(np.argmax(told))
        return best if told[best] >= 0.8 * shares(self.own)[code] else None


def judge(
    linear: Linear,
    own: Mapping[str, float],
    setting: Mapping[str, float],
    clauses: Sequence[tuple[int, int]] = (),
    parts: Sequence[Mapping[str, float]] = (),
) -> Judged:
    """Judge a sentence from the features of its words, its setting and its clauses."""
    return Judged(
        own=linear.logits(own, even=True),
        asserted=float(linear.logits({**own, **setting})[ASSERTED]),
        clauses=tuple(clauses),
        parts=tuple(linear.logits(part, even=True) for part in parts),
    )
