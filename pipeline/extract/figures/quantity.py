"""A quantity: a number with its qualifier and what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.article import Span
from pipeline.extract.figures.nouns import Noun, Role
from pipeline.swedish.numbers import Number
from pipeline.vocab import Qualifier, TargetGroup, Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its qualifier and what it counts, as far as its own words tell.

    ``unit`` is None for a bare number (``58 har fått jobb``). ``number`` is in article offsets.
    ``partitive`` marks ``sju av dem``: part of something counted before.
    """

    span: Span
    number: Number
    qualifier: Qualifier
    unit: Unit | None
    noun: Noun | None
    head: int | None = None  # token index of the counted noun
    groups: tuple[TargetGroup, ...] = ()
    partitive: bool = False
    percent_points: bool = False
    before_verb: bool = False
    rule: str = "number"

    @property
    def role(self) -> Role | None:
        return self.noun.role if self.noun else None

    @property
    def bare(self) -> bool:
        return self.unit is None
