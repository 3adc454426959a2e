"""Sums told without currency or magnitude: ``kostar 6,2 miljoner, varav ESF betalar 4,1``."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.figures.memory import Memory
from pipeline.extract.figures.nouns import noun
from pipeline.extract.figures.quantity import Quantity
from pipeline.swedish.numbers import Form
from pipeline.vocab import Unit

_PAYS = re.compile(
    r"\b(?:betal\w*|står|stod|svarar|bidrar|bidrog|kommer|finansier\w*|skjuter|tillskjut\w*"
    r"|varav|resten|mer|mindre|kosta\w*|lägger|sparar|budget\w*)\b",
    re.IGNORECASE,
)
_GOES = re.compile(r"\b(?:går|gick)\b.*\still\b", re.IGNORECASE)
_PLAIN_SUM = 10_000
_CHEAPEST = 1000  # "kostar 150" may be kronor or thousands of kronor
_COSTS = re.compile(
    r"\b(?:kosta\w*|kostnad\w*\s(?:är|var|blev|blir|på)|spara(?:r|s|t|de)?|gick på|går på|går loss på|gick loss på"
    r"|belopp\w*\s(?:är|var|på)|hyra\w*\s(?:är|var|på)|lön\w*\s(?:är|var|på|ligger på)|tjänar|tjänade"
    r"|notan\s(?:är|var|blev|på)|hyran,|kronor:|belopp:)\s(?:[^\W\d_]+\s){0,2}?\Z",
    re.IGNORECASE,
)
_PER_HEAD = re.compile(
    r"\s+(?:per|i|om) (?:person|deltagare|plats|månaden|månad|året|år|individ|elev|hushåll|kvinna"
    r"|ungdom|invånare|timmen)\b",
    re.IGNORECASE,
)


def elliptical_sum(
    quantity: Quantity, text: str, start: int, end: int, before: list[Quantity], memory: Memory
) -> Quantity | None:
    """``kostar 6,2 miljoner, varav ESF betalar 4,1``; ``det är 400 000 mer än i dag``."""
    sums = [q for q in before if q.unit is Unit.SEK]
    scale = sums[-1].number.scale if sums else memory.money
    number = quantity.number
    around = text[max(0, start - 60) : start] + " " + text[end : end + 25]
    decimal = number.value != int(number.value)
    costs = _COSTS.search(text, max(0, start - 60), start)
    if costs and number.value >= _CHEAPEST and number.form is Form.DIGITS:
        return replace(quantity, unit=Unit.SEK, noun=noun("kronor"), rule="money_like_before")
    plain = number.value >= _PLAIN_SUM and number.form is Form.DIGITS
    priced = number.value >= _CHEAPEST and _PER_HEAD.match(text, end)
    if (plain and memory.last_unit is Unit.SEK) or (priced and number.value % 100 == 0):
        return replace(quantity, unit=Unit.SEK, noun=noun("kronor"), rule="money_like_before")
    if scale is None or scale < 1000 or number.scale != 1 or quantity.partitive:
        return None
    if number.form not in (Form.DIGITS, Form.WORDS):
        return None
    if (
        (sums or memory.last_unit is Unit.SEK)
        and (decimal or number.value < 1000)
        and (decimal or (sums and (_PAYS.search(around) or _GOES.search(around))))
    ):
        scaled = replace(number, value=number.value * scale, scale=scale)
        return replace(
            quantity, unit=Unit.SEK, noun=noun("kronor"), number=scaled, rule="money_like_before"
        )
    return None
