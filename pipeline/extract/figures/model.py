"""The learned part (weights from models/train/figures.py): measure and status of a figure, given the rules' verdict."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from pipeline.extract.figures.features import Features, features
from pipeline.extract.figures.judge import Judgement
from pipeline.extract.figures.scene import Candidate
from pipeline.linear import Linear, load
from pipeline.vocab import Measure, Status

PATH = Path(__file__).parent / "weights.npz"
MEASURES = tuple(sorted(Measure))
STATUSES = tuple(sorted(Status))


@dataclass(frozen=True, slots=True)
class Weighed:
    """The likeliest measure and status of a figure. ``likely``: log odds that both are right."""

    measure: Measure
    status: Status
    likely: float


@dataclass(frozen=True, slots=True)
class Reason:
    """What one feature says for the answer that was chosen, against that which came second."""

    question: str  # measure | status
    chosen: str
    second: str
    feature: str
    weight: float


def weigh(told: Sequence[tuple[Candidate, Judgement]]) -> list[Weighed]:
    """Measure and status of the figures of an article."""
    found = []
    for seen in features(told):
        answers, shares = [], []
        for linear in _models().values():
            odds = np.exp((logits := linear.logits(seen)) - logits.max())
            answers.append(int(odds.argmax()))
            shares.append(float(odds.max() / odds.sum()))
        both = min(math.prod(shares), 0.9999)
        likely = math.log(both / (1 - both))
        found.append(Weighed(MEASURES[answers[0]], STATUSES[answers[1]], round(likely, 3)))
    return found


def reasons(seen: Features, most: int = 6) -> list[Reason]:
    """The features that decided, the weightiest first, for each of the two questions."""
    found = []
    for (question, linear), codes in zip(_models().items(), (MEASURES, STATUSES), strict=True):
        second, first = np.argsort(linear.logits(seen))[-2:].tolist()
        told = sorted(
            (
                (value * float(linear.weights[row, first] - linear.weights[row, second]), name)
                for name, value in seen.items()
                if (row := linear.index.get(name)) is not None
            ),
            key=lambda one: (-abs(one[0]), one[1]),
        )
        found += [
            Reason(question, codes[first], codes[second], name, round(weight, 2))
            for weight, name in told[:most]
        ]
    return found


@cache
def _models() -> dict[str, Linear]:
    names = ("measure", "status")
    return dict(zip(names, load(PATH, names), strict=True))
