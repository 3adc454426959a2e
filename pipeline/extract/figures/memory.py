"""What an article has counted so far, for numbers that leave their unit out."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.figures.quantity import Quantity
from pipeline.vocab import Unit

TIME_UNITS = frozenset({Unit.YEARS, Unit.MONTHS, Unit.WEEKS, Unit.DAYS, Unit.HOURS})
COUNTS = frozenset(
    {Unit.PERSONS, Unit.HOUSEHOLDS, Unit.MUNICIPALITIES, Unit.ORGANISATIONS, Unit.JOBS, Unit.PLACES}
)


@dataclass(slots=True)
class Memory:
    """What was counted last, as the text goes on. ``count`` for people and things, ``money`` for sums."""

    count: Unit | None = None
    money: float | None = None  # the scale the last sum was told in
    last: Quantity | None = None
    last_unit: Unit | None = None


def remember(memory: Memory, quantity: Quantity, unit: Unit) -> None:
    """Keeps what a later elliptical number may need."""
    if unit in COUNTS:
        memory.count = unit
    elif unit is Unit.SEK:
        memory.money = quantity.number.scale
    if unit not in TIME_UNITS:
        memory.last, memory.last_unit = quantity, unit
