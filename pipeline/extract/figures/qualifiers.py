"""Words that say how exactly a figure is meant: ``cirka``, ``minst``, ``över``, ``eller fler``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from pipeline.article import Span
from pipeline.extract.figures.nouns import Role
from pipeline.extract.figures.quantity import Quantity
from pipeline.lexicon.load import load
from pipeline.swedish.numbers import Number
from pipeline.vocab import Qualifier

_LOOK_BACK = 30


@dataclass(frozen=True, slots=True)
class QualifierPhrase:
    """One line of ``lexicon/figures_qualifiers.tsv``."""

    phrase: str
    qualifier: Qualifier
    side: str
    time: bool
    example: str


@cache
def _qualifiers() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, QualifierPhrase]]:
    """Patterns for phrases before and after a number, and the entry of each phrase."""
    entries = {entry.phrase: entry for entry in load(QualifierPhrase, "figures_qualifiers.tsv")}

    def pattern(side: str) -> str:
        found = sorted((p for p, e in entries.items() if e.side == side), key=len, reverse=True)
        return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in found)

    before = re.compile(
        rf"(?<!\w)({pattern('before')})\s+(?:(?:de|dessa|en|ett|hela|totalt)\s+)?$", re.IGNORECASE
    )
    after = re.compile(rf"\s+({pattern('after')})(?!\w)", re.IGNORECASE)
    return before, after, entries


def qualified(text: str, shift: int, number: Number, quantity: Quantity) -> Quantity:
    """Adds the qualifier and widens the span over it."""
    before_pattern, after_pattern, entries = _qualifiers()
    before = text[max(0, number.start - _LOOK_BACK) : number.start]
    match = before_pattern.search(before)
    if match:
        entry = entries[re.sub(r"\s+", " ", match[1].lower())]
        is_time = quantity.role in (Role.TIME, Role.MINUTE)
        if entry.time or not is_time:
            start = quantity.span.start - (len(before) - match.start())
            return replace(quantity, span=Span(start, quantity.span.end), qualifier=entry.qualifier)
    end = quantity.span.end - shift
    match = after_pattern.match(text, end)
    if match:
        entry = entries[re.sub(r"\s+", " ", match[1].lower())]
        return replace(
            quantity, span=Span(quantity.span.start, match.end() + shift), qualifier=entry.qualifier
        )
    if number.approximate:
        return replace(quantity, qualifier=Qualifier.ABOUT)
    return quantity
