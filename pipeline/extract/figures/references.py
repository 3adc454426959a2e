"""Figures that repeat or multiply the figure before them: ``ungefär lika många``, ``dubbelt så många``."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.article import Span
from pipeline.extract.figures.memory import TIME_UNITS, Memory
from pipeline.extract.figures.quantity import Quantity
from pipeline.swedish.numbers import Number
from pipeline.vocab import Qualifier, Unit

_REFERENCE = re.compile(
    r"(?<!\w)(?P<q>ungefär |nästan |i stort sett |närmare |omkring |precis |exakt )?(?:en "
    r"|ett )?(?P<q2>ungefär |nästan )?"
    r"(?P<times>dubbelt|hälften|tre gånger|fyra gånger|fem gånger)?\s?(?:lika|så) (?:många"
    r"|stor andel|stort antal|mycket|hög andel)"
    r"(?! som\b)(?!\w)",
    re.IGNORECASE,
)
_TIMES = {"dubbelt": 2.0, "hälften": 0.5, "tre gånger": 3.0, "fyra gånger": 4.0, "fem gånger": 5.0}


def references(text: str, shift: int, resolved: list[Quantity], memory: Memory) -> list[Quantity]:
    """Figures that repeat or multiply the figure before them: ``ungefär lika många``."""
    found: list[Quantity] = []
    for match in _REFERENCE.finditer(text):
        times = (match["times"] or "").lower()
        if not times and " så " in f" {match.group().lower()} ":
            continue
        earlier = [
            q for q in resolved if q.span.start - shift < match.start() and q.unit not in TIME_UNITS
        ]
        source = earlier[-1] if earlier else memory.last
        if source is None or source.span.start - shift >= match.start():
            continue
        if times and source.unit is Unit.PERCENT:
            continue
        factor = _TIMES.get(times, 1.0)
        number = Number(
            match.start() + shift, match.end() + shift, source.number.value * factor,
            source.number.high * factor if source.number.high is not None else None, source.number.form,
        )  # fmt: skip
        hedge = (match["q"] or match["q2"] or "").strip().lower()
        qualifier = (
            Qualifier.NEARLY
            if hedge in ("nästan", "närmare")
            else Qualifier.ABOUT
            if hedge in ("ungefär", "i stort sett", "omkring")
            else Qualifier.EXACT
        )
        found.append(replace(source, span=Span(number.start, number.end), number=number, qualifier=qualifier,
                             head=None, partitive=False, rule="reference"))  # fmt: skip
    return found
