"""Swedish number words: ``trehundrafemtio``, ``fyrtiotal``, ``tvåtredjedelar``, and names of magnitudes."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGIT = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
}  # fmt: skip
_TEEN = {
    "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16,
    "sjutton": 17, "arton": 18, "nitton": 19,
}  # fmt: skip
_TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80,
    "nittio": 90,
}  # fmt: skip
SCALES = {
    "tusen": 1e3, "tkr": 1e3, "tsek": 1e3, "ksek": 1e3, "kkr": 1e3,
    "miljon": 1e6, "miljoner": 1e6, "milj": 1e6, "miljonerna": 1e6, "mkr": 1e6, "mnkr": 1e6,
    "mn": 1e6, "msek": 1e6, "mkronor": 1e6,
    "miljard": 1e9, "miljarder": 1e9, "mdr": 1e9, "mdkr": 1e9, "mdsek": 1e9,
}  # fmt: skip
MONEY_SCALES = frozenset(
    {"tkr", "tsek", "ksek", "kkr", "mkr", "mnkr", "msek", "mkronor", "mdkr", "mdsek"}
)
ORDINALS = {
    "annan": 2, "annat": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8,
    "nionde": 9, "tionde": 10, "tolfte": 12, "femtonde": 15, "tjugonde": 20, "hundrade": 100,
}  # fmt: skip
_PART = {
    "tredjedel": 3, "fjärdedel": 4, "femtedel": 5, "sjättedel": 6, "sjundedel": 7, "åttondel": 8,
    "niondel": 9, "tiondel": 10, "tjugondel": 20, "hundradel": 100, "kvart": 4,
}  # fmt: skip
_TALLY = {
    "tiotal": 10,
    "dussin": 12,
    "halvdussin": 6,
    "tjog": 20,
    "hundratal": 100,
    "tusental": 1000,
}


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_SUB20 = f"{_any(_TEEN)}|{_any(_DIGIT)}"
_SUB100 = rf"(?:(?:{_any(_TENS)})(?:{_any(_DIGIT)})?|{_SUB20})"
_SUB1000 = rf"(?:(?:{_SUB20})?hundra(?:och)?{_SUB100}?|{_SUB100})"
_WORD = re.compile(rf"(?:(?P<k>{_SUB1000})?(?P<t>tusen)(?P<r>{_SUB1000})?|(?P<n>{_SUB1000}))\Z")
_HUNDRED = re.compile(rf"(?:(?P<h>{_SUB20})?(?P<x>hundra)(?:och)?)?(?P<r>{_SUB100})?\Z")
_TEN = re.compile(rf"(?P<t>{_any(_TENS)})(?P<d>{_any(_DIGIT)})?\Z")


@lru_cache(maxsize=4096)
def number_word(word: str) -> int | None:
    """The value of a number written as one word: ``trehundrafemtio`` → 350; None for other words."""
    if word == "noll":
        return 0
    if word.startswith("ettusen"):
        word = word[2:]
    match = _WORD.match(word) if len(word) < 60 else None
    if not match:
        return None
    if match["t"]:
        thousands = _below_1000(match["k"]) if match["k"] else 1
        return thousands * 1000 + (_below_1000(match["r"]) if match["r"] else 0)
    return _below_1000(match["n"])


def _below_1000(word: str) -> int:
    match = _HUNDRED.match(word)
    assert match is not None
    hundreds = 0
    if match["x"]:
        hundreds = 100 * (_below_100(match["h"]) if match["h"] else 1)
    return hundreds + (_below_100(match["r"]) if match["r"] else 0)


def _below_100(word: str) -> int:
    if word in _TEEN:
        return _TEEN[word]
    if word in _DIGIT:
        return _DIGIT[word]
    match = _TEN.match(word)
    assert match is not None
    return _TENS[match["t"]] + (_DIGIT[match["d"]] if match["d"] else 0)


@lru_cache(maxsize=4096)
def tally_word(word: str) -> int | None:
    """The value of an approximative noun: ``fyrtiotal`` → 40, ``30-tal`` → 30, ``dussin`` → 12."""
    stem = word[:-2] if word.endswith(("talet", "sinet")) else word
    if stem in _TALLY:
        return _TALLY[stem]
    match = re.match(r"(\d{1,4})-?tal\Z", stem)
    if match:
        return int(match[1])
    return number_word(stem[:-3]) if stem.endswith("tal") and len(stem) > 5 else None


@lru_cache(maxsize=4096)
def part_word(word: str) -> tuple[int, int] | None:
    """Numerator and denominator of a fraction noun: ``tredjedel`` → (1, 3), ``tvåtredjedelar`` → (2, 3)."""
    match = re.match(rf"({_SUB20})?({'|'.join(_PART)})(?:en|ar|arna|s)?\Z", word)
    if not match or (match[2] == "kvart" and not word.endswith("s")):
        return None
    return (_below_100(match[1]) if match[1] else 1), _PART[match[2]]
