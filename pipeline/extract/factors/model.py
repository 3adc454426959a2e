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

from pipeline.linear import Array, Linear, load
from pipeline.linear import save as save_linear
from pipeline.vocab import FactorCode

PATH = Path(__file__).parent / "weights.npz"
CODES = tuple(sorted(FactorCode))
ASSERTED, BARRIER, FIRST_CODE = 0, 1, 2  # columns of the weights
EVEN = 4.0  # length of an evened text: a long sentence is no surer about its code than a short one
_PARTS = ("texts", "pairs", "polarity")


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
    return Model(*load(PATH, _PARTS))


def save(fitted: Model, path: Path) -> None:
    """Write a model."""
    save_linear(path, {name: getattr(fitted, name) for name in _PARTS})


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
        own=linear.logits(own, evening(own.values())),
        asserted=float(linear.logits({**own, **setting})[ASSERTED]),
        clauses=tuple(clauses),
        parts=tuple(linear.logits(part, evening(part.values())) for part in parts),
    )
