"""Durations told in one word or a phrase of their own: ``treårigt projekt``, ``ett år eller två``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.article import Span
from pipeline.extract.figures.nouns import noun
from pipeline.extract.figures.quantity import Quantity
from pipeline.swedish.number_words import number_word
from pipeline.swedish.numbers import Form, Number
from pipeline.vocab import Qualifier, Unit

_COMPOUND = re.compile(
    r"(?<!\w)(?P<n>\d{1,3}|[a-zåäö]+?)-?(?P<unit>års?|månaders?|månads?|veckors?|timmars?|dagars?)"
    r"(?P<rest>ig[ta]?|period\w*|projekt\w*|satsning\w*|utbildning\w*|kurs\w*|praktik\w*"
    r"|program\w*|avtal\w*|kontrakt\w*)(?!\w)"
    r"(?P<noun>\s+\w+)?",
    re.IGNORECASE,
)
_COMPOUND_UNITS = {
    "år": Unit.YEARS,
    "må": Unit.MONTHS,
    "ve": Unit.WEEKS,
    "ti": Unit.HOURS,
    "da": Unit.DAYS,
}
_OR_TWO = re.compile(
    r"(?<!\w)(?:ett|en) (?P<unit>år|månad|vecka|timme|dag) eller (?P<n>två|tre|par)\b",
    re.IGNORECASE,
)


_LASTING = re.compile(
    r"\s+\w*(?:projekt|satsning|insats|program|utbildning|verksamhet|avtal|försök|period"
    r"|kontrakt|plan|uppdrag|anslag|stöd"
    r"|finansiering|anställning|studie|förlängning|överenskommelse|pilot)",
    re.IGNORECASE,
)


def compounds(text: str, shift: int) -> Iterator[Quantity]:
    """``ett treårigt projekt``, ``12-veckorskurs``, ``ett år eller två``."""
    for match in _COMPOUND.finditer(text):
        digits = match["n"]
        value = float(digits) if digits.isdigit() else number_word(digits.lower())
        aged = match["rest"].startswith("ig") and not _LASTING.match(match["noun"] or "")
        if not value or aged:
            continue
        start, end = match.start() + shift, match.end("rest") + shift
        yield _duration(start, end, float(value), None, match["unit"])
    for match in _OR_TWO.finditer(text):
        high = 3.0 if match["n"].lower() == "tre" else 2.0
        yield _duration(match.start() + shift, match.end() + shift, 1.0, high, match["unit"])


def _duration(start: int, end: int, value: float, high: float | None, unit: str) -> Quantity:
    """A quantity of time found by its own pattern."""
    code = _COMPOUND_UNITS[unit[:2].lower()]
    number = Number(start, end, value, high, Form.WORDS)
    return Quantity(Span(start, end), number, Qualifier.EXACT, code, noun("år"), rule="compound")
