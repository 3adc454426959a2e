"""Ages: ``Anna, 58 år``, ``hon är 58 år``, ``25–64 år``, ``unga upp till 29 år`` tell who, not how many."""

from __future__ import annotations

import re

from pipeline.swedish.numbers import Number

_YEARS = re.compile(r"\s?år(?:en|s)?\b(?!\s(?:sedan|sen)\b)", re.IGNORECASE)
_OLD = re.compile(
    r"\s?(?:år gam\w+|år ung\w*|års ålder|år och (?:uppåt|äldre)|år eller (?:äldre|yngre)"
    r"|åringar)\b",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"(?:\b(?:ålder\w*|åldrarna|åldersgrupp\w*|äldre än|yngre än|fyllt|fyllda|fyller|fyllde"
    r"|född\w*|blev|blir|unga|ungdom\w*"
    r"|personer|hushåll|människor|kvinnor|män|vuxna|invånare|barn|elever|deltagare|killar|tjejer"
    r"|arbetslösa|flickor|pojkar|målgrupp\w*|alla|långtidsarbetslösa"
    r"|befolkning\w*|individer|nyanlända|gruppen)\s*(?:\w+\s+){0,3}?(?:i|mellan|från|över"
    r"|under|på|om|är|som är|som fyllt|vid|upp till|upp t\.o\.m\."
    r"|till och med|,|\()?\s*(?:åldern|åldrarna)?\s*(?:mellan|från|över|under)?\s*)$",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"(?:\b(?:han|hon|hen|jag|du|ni|som)\s(?:är|var|har fyllt|fyllde|fyller|blir"
    r"|blev)\s(?:bara\s|nu\s|snart\s|i dag\s|själv\s)*"
    r"|[A-ZÅÄÖ][\w-]+,\s|[A-ZÅÄÖ][\w-]+\s(?:är|var)\s|\bvid\s)$"
)
_IS_UNDER = re.compile(
    r"\b(?:är|var) (?:under|över|mellan|äldre än|yngre än|drygt)\s$", re.IGNORECASE
)
_BARE_AGE = re.compile(r"[A-ZÅÄÖ][a-zåäöé-]+\s[A-ZÅÄÖ][\w-]+(?:,\s|\s\()$")
_AGE_RANGE = (15, 75)


def is_age(text: str, number: Number) -> bool:
    """True where a number of years is somebody's age or the bounds of an age group."""
    before = text[max(0, number.start - 60) : number.start]
    value = number.value
    if _OLD.match(text, number.end):
        return True
    if (
        _BARE_AGE.search(before)
        and 5 < value < 105
        and re.match(r"[,)]", text[number.end : number.end + 1])
    ):
        return True
    if not _YEARS.match(text, number.end):
        return False
    if (
        number.high is not None
        and _AGE_RANGE[0] <= value
        and number.high <= 80
        and number.high - value >= 3
    ):
        return True
    if (
        number.high is not None
        and value <= 6
        and re.search(r"\b(?:barn|ålder\w*|åldrarna)\b[^.]{0,20}$", before)
    ):
        return True
    if _PERSONAL.search(before) and 5 < value < 105:
        return True
    told = _AGE_BEFORE.search(before) or _IS_UNDER.search(before)
    return 15 <= value < 80 and bool(told)
