"""Bare numbers that go on with what was counted before: ``i Lund 9``, ``en flyttade``, ``i år till och med maj 41``."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.figures.memory import COUNTS, Memory
from pipeline.extract.figures.nouns import noun
from pipeline.extract.figures.predicates import is_predicate
from pipeline.extract.figures.quantity import Quantity
from pipeline.swedish.numbers import Form
from pipeline.vocab import Unit

_AVERAGE = re.compile(
    r"\b(?:rikets|riket|länets|länet|kommunens|snitt\w*(?: i (?:kommunen|länet|riket|landet))?|genomsnittet"
    r"|rikssnittet"
    r"|rikssnitt|ansökans|målets)"
    r"(?:\s+(?:är |var |på |på cirka |om )?|:\s+)$",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(?:ligger|låg|hamnar|hamnade|stannar|stannade|landar|landade|nere|uppe)\s+(?:(?:den|det|siffran|andelen"
    r"|nivån|vi|kommunen|länet)\s+)?(?:nu\s+|i dag\s+)?på\s+$"
    r"|\b(?:är|var|blev|blir)\s+(?:siffran|andelen|nivån|utfallet|resultatet)\s+$"
    r"|\b(?:siffran|andelen|nivån|utfallet|resultatet|måluppfyllelsen)\s+(?:är|var|blev|blir)\s+$",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:gått|gick|stigit|steg|sjunkit|sjönk|ökat|ökade|minskat|minskade)\s+från\s+$"
)
_WAS_IT = re.compile(
    r"\b(?:är|var|blev|blir|låg) (?:det|den)\s+(?:bara |hela |nu )?$", re.IGNORECASE
)
# "kommunen betalar 40 procent och staten 60"
_OTHER_BODY = re.compile(
    r"(?:,|\boch)\s+(?!(?:bara|hela|drygt|knappt|totalt)\b)[^\W\d_]{3,}\s+$", re.IGNORECASE
)
_DECIMAL = re.compile(r"\d,\d")
_NEXT = re.compile(r"\s*(?P<word>[^\W\d_]+)")


def elliptical_share(
    quantity: Quantity,
    previous: Quantity | None,
    left: str,
    right: str,
    own: str,
    memory: Memory,
) -> Quantity | None:
    """A percentage told without its sign, after one with it: ``I grannkommunen ligger den på 15``."""
    if memory.last_unit is not Unit.PERCENT or quantity.number.form is not Form.DIGITS:
        return None
    word = _NEXT.match(right)
    if word and noun(word["word"]):
        return None
    ends = _ENDS.match(right)
    if ends and _WAS_IT.search(left):
        return replace(quantity, unit=Unit.PERCENT, rule="like_before")
    beside = previous is not None and previous.unit is Unit.PERCENT and _OTHER_BODY.search(left)
    if ends and beside:
        return replace(quantity, unit=Unit.PERCENT, rule="like_before")
    gone = _GONE.search(left) and _DECIMAL.search(own)
    if gone or _LEVEL.search(left) or _AVERAGE.search(left):
        return replace(quantity, unit=Unit.PERCENT, rule="like_before")
    return None


_AND_ONE = re.compile(r"(?:,|\boch|;)\s+$", re.IGNORECASE)
_PLACED = frozenset(("på", "hos", "i", "till", "vid"))
_GOING_ON = frozenset(("för", "från", "av", "utan", "hos", "vid", "tillbaka"))


def one_more(quantity: Quantity, previous: Quantity | None, left: str, right: str) -> bool:
    """``två läser svenska och en har flyttat``, ``tre på sågen, en på skolan``: one of those counted."""
    if previous is None or previous.unit is not Unit.PERSONS or not _AND_ONE.search(left):
        return False
    word = _NEXT.match(right)
    if not word:
        return False
    follows = word["word"].lower()
    placed = follows in _PLACED and previous.rule == "elliptical"
    return bool(right[:1] == " ") and (is_predicate(follows) or placed)


_WHEN = re.compile(
    r",\s+(?:och\s+|men\s+)?(?:i år|i fjol|förra året|året \w+|nu|i dag|(?:19|20)\d\d|i \w+|till och med \w+|hittills"
    r"|första halvåret|under)(?:\s(?:i år|i fjol|hittills|till och med \w+|förra året))*\s+$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[.,;)]|$|under\s|det\s(?:andra|tredje|första)\b|året\b)")


# "varav till arbete 19, till studier 12 och övrigt 17"
_POSTPOSED = re.compile(
    r"(?:,|\b(?:varav|och|samt))\s+(?:(?:till|i|på)\s+[^\W\d_]+(?:\s[^\W\d_]+)?|övrigt|övriga|annat|avbrott"
    r"|avhopp)\s+$",
    re.IGNORECASE,
)


# "89 det första året, 131 det andra", "240 deltagare, 80 om året"
_IN_TURN = re.compile(
    r"\s+(?:(?:under\s)?det\s(?:andra|tredje|fjärde)\b|om året\b|per år\b|varje år\b|i månaden\b)"
)
_LISTED = re.compile(r"\s*(?:[.,;)]|$|och\s|samt\s)")


def same_count(previous: Quantity | None, left: str, right: str) -> bool:
    """``2019 kom 118 personer, i år till och med maj 41``; ``89 det första året, 131 det andra``."""
    if previous is None or previous.unit not in COUNTS:
        return False
    word = _NEXT.match(right)
    listed = (
        previous.unit is Unit.PERSONS and previous.rule == "elliptical" and _AND_ONE.search(left)
    )
    if listed and word and word["word"].lower() in _GOING_ON:
        return True
    if previous.unit is Unit.PERSONS and _POSTPOSED.search(left) and _LISTED.match(right):
        return True
    bare = re.search(r",\s+$", left) and _IN_TURN.match(right)
    return bool(bare) or bool(_WHEN.search(left) and _ENDS.match(right))


_WHOLE = re.compile(r"\bav\s+(?:(?:de|dessa|våra|totalt|sammanlagt|alla)\s+){0,2}$", re.IGNORECASE)


def of_a_whole(previous: Quantity | None, text: str, shift: int) -> bool:
    """``Av 200 tillfrågade uppgav 130 att …``: the number after the verb is part of the one before it."""
    if previous is None or previous.unit is not Unit.PERSONS:
        return False
    return bool(_WHOLE.search(text[: previous.span.start - shift]))
