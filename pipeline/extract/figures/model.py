"""The learned part (weights from models/train/figures.py): measure and status of a figure, given the rules' verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.extract.figures.features import features
from pipeline.extract.figures.judge import Judgement
from pipeline.extract.figures.scene import Candidate
from pipeline.linear import Linear, load
from pipeline.vocab import Measure, Status

PATH = Path(__file__).parent / "weights.npz"
MEASURES = tuple(sorted(Measure))
STATUSES = tuple(sorted(Status))


def weigh(told: Sequence[tuple[Candidate, Judgement]]) -> list[Judgement]:
    """The judgements on the figures of an article, with the likeliest measure and status of each."""
    measure, status = _models()
    return [
        replace(
            judged,
            measure=MEASURES[int(measure.logits(seen).argmax())],
            status=STATUSES[int(status.logits(seen).argmax())],
        )
        for (_, judged), seen in zip(told, features(told), strict=True)
    ]


@cache
def _models() -> list[Linear]:
    return load(PATH, ("measure", "status"))
