"""Swedish number expressions in a string: digits, words, tallies, fractions and ranges.

Pure text in, values out; what the numbers count is decided elsewhere. Every rule looks a fixed number of
atoms ahead, so the scan is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from functools import lru_cache


class Form(StrEnum):
    """How a number is written."""

    DIGITS = auto()  # "1 250", "6,2", "3 miljoner"
    WORDS = auto()  # "tjugofem", "två och en halv"
    ARTICLE = auto()  # "en", "ett": mostly an article, a number only in context
    TALLY = auto()  # "ett tjugotal", "30-tal", "ett par", "dussin"
    FRACTION = auto()  # "hälften", "en tredjedel", "2/3": value in percent
    RATIO = auto()  # "två av tre", "8 av 10", "var femte": value in percent


@dataclass(frozen=True, slots=True)
class Number:
    """One number expression. Fractions and ratios have their value in percent.

    ``scale`` is the magnitude that was named beside the number (``6,2 miljoner`` → 1e6), 1 where none was.
    ``parts`` are numerator and denominator of a ratio; ``seam`` where the first ends and the second begins.
    """

    start: int
    end: int
    value: float
    high: float | None = None
    form: Form = Form.DIGITS
    approximate: bool = False
    scale: float = 1.0
    parts: tuple[float, float] | None = None
    seam: tuple[int, int] | None = None

    @property
    def is_share(self) -> bool:
        """True for fractions and ratios, whose value is percent."""
        return self.form in (Form.FRACTION, Form.RATIO)


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
_ORDINAL = {
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


_ATOM = re.compile(
    r"""(?P<tally>\d{1,4}-?tal(?:et)?(?![^\W\d_]))
      | (?P<fraction>(?<![\d/])[1-9]/[2-9](?![\d/]))
      | (?P<digits>\d{1,3}(?:[ .\u00a0\u2007\u2009\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[,.]\d+)?)
      | (?P<word>[^\W\d_]+)
      | (?P<mark>[^\s\w])""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    text: str
    kind: str


def atoms_in(text: str, start: int, end: int) -> list[_Atom]:
    """Digits, words and marks of a stretch of text, lower-cased."""
    return [
        _Atom(m.start(), m.end(), m.group().lower(), m.lastgroup or "mark")
        for m in _ATOM.finditer(text, start, end)
    ]


def digits_value(digits: str) -> float:
    """``1 250`` → 1250, ``1.250`` → 1250, ``6,2`` → 6.2, ``6.2`` → 6.2."""
    whole, _, decimals = digits.partition(",")
    compact = re.sub(r"\s", "", whole)
    if "." in compact:
        head, *groups = compact.split(".")
        if not decimals and (len(groups) > 1 or len(groups[0]) != 3 or head == "0"):
            if len(groups) == 1:
                return float(f"{head}.{groups[0]}")
        compact = "".join([head, *groups])
    return float(f"{compact}.{decimals or 0}")


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """All number expressions of ``text[start:end]``, left to right, ranges joined.

    >>> [(n.value, n.high) for n in numbers("mellan tio och tolv av 25 elever, en tredjedel")]
    [(10.0, 12.0), (25.0, None), (33.333333333333336, None)]
    """
    atoms = atoms_in(text, start, len(text) if end is None else end)
    i = 0
    while i < len(atoms):
        found = _expression(atoms, i)
        if found is None:
            i += 1
            continue
        number, i = found
        yield number


def _expression(atoms: list[_Atom], i: int) -> tuple[Number, int] | None:
    """A share, a range or a single number that begins at atom ``i``, and the index after it."""
    first = _share(atoms, i) or _single(atoms, i)
    if first is None:
        return None
    number, after = first
    if number.is_share:
        return first
    return _ratio(atoms, number, after) or _range(atoms, i, number, after) or first


def _word(atoms: list[_Atom], i: int) -> str:
    return atoms[i].text if 0 <= i < len(atoms) else ""


def _adjacent(atoms: list[_Atom], i: int, gap: int = 2) -> bool:
    """True where atom ``i`` follows the one before it with at most ``gap`` characters between."""
    return 0 < i < len(atoms) and atoms[i].start - atoms[i - 1].end <= gap


def _share(atoms: list[_Atom], i: int) -> tuple[Number, int] | None:
    """``hälften``, ``var femte``, ``en tredjedel``, ``tre fjärdedelar``, ``2/3``."""
    atom = atoms[i]
    if atom.text in ("hälften", "varannan", "vartannat"):
        form = Form.FRACTION if atom.text == "hälften" else Form.RATIO
        return Number(atom.start, atom.end, 50.0, form=form), i + 1
    if atom.kind == "fraction":
        top, bottom = atom.text.split("/")
        if int(top) < int(bottom):
            share = 100 * int(top) / int(bottom)
            return Number(atom.start, atom.end, share, form=Form.FRACTION), i + 1
        return None
    if atom.text in ("var", "vart") and _adjacent(atoms, i + 1):
        bottom_value = _ORDINAL.get(_word(atoms, i + 1))
        if bottom_value:
            end = atoms[i + 1].end
            return Number(atom.start, end, 100 / bottom_value, form=Form.RATIO), i + 2
        return None
    if atom.kind != "word":
        return None
    part = part_word(atom.text)
    if part:
        share = 100 * part[0] / part[1]
        return (
            (Number(atom.start, atom.end, share, form=Form.FRACTION), i + 1)
            if share < 100
            else None
        )
    if _word(atoms, i + 1) == "kvarts" and _word(atoms, i + 2) in SCALES:
        return None
    numerator = number_word(atom.text)
    part = part_word(_word(atoms, i + 1)) if numerator and _adjacent(atoms, i + 1) else None
    if part and numerator and numerator < part[1]:
        share = 100 * numerator / part[1]
        return Number(atom.start, atoms[i + 1].end, share, form=Form.FRACTION), i + 2
    return None


def _single(atoms: list[_Atom], i: int) -> tuple[Number, int] | None:
    """One number with its halves and scales: ``två och en halv miljon``, ``1 250``, ``ett tjugotal``."""
    atom = atoms[i]
    if atom.kind == "tally":
        return Number(atom.start, atom.end, float(tally_word(atom.text) or 0), form=Form.TALLY,
                      approximate=True), i + 1  # fmt: skip
    if atom.kind == "digits":
        number, after = Number(atom.start, atom.end, digits_value(atom.text)), i + 1
        return _scaled(atoms, *_halved(atoms, number, after))
    if atom.kind != "word":
        return None
    if atom.text in ("en", "ett") and _adjacent(atoms, i + 1):
        following = _word(atoms, i + 1)
        tally = tally_word(following) if not following.endswith("et") else None
        tally = 2 if following == "par" and _word(atoms, i + 2) != "i" else tally
        if tally:
            end = atoms[i + 1].end
            number = Number(atom.start, end, float(tally), form=Form.TALLY, approximate=True)
            return _scaled(atoms, number, i + 2)
        if following in ("halv", "halvt", "kvarts"):
            half = 0.25 if following == "kvarts" else 0.5
            number = Number(atom.start, atoms[i + 1].end, half, form=Form.WORDS)
            return _scaled(atoms, number, i + 2)
    if atom.text in ("halvannan", "halvannat"):
        return _scaled(atoms, Number(atom.start, atom.end, 1.5, form=Form.WORDS), i + 1)
    value = number_word(atom.text)
    if value is None:
        tally = tally_word(atom.text) if not atom.text.endswith("et") else None
        if tally is None:
            return None
        return Number(atom.start, atom.end, float(tally), form=Form.TALLY, approximate=True), i + 1
    form = Form.ARTICLE if atom.text in ("en", "ett") else Form.WORDS
    number, after = _halved(atoms, Number(atom.start, atom.end, float(value), form=form), i + 1)
    number, after = _hundreds(atoms, number, after)
    return _scaled(atoms, number, after)


def _halved(atoms: list[_Atom], number: Number, i: int) -> tuple[Number, int]:
    """Joins ``… och en halv`` and ``… och ett halvt`` to a number."""
    if _word(atoms, i) == "och" and _word(atoms, i + 1) in ("en", "ett"):
        if _word(atoms, i + 2) in ("halv", "halvt") and number.value == int(number.value):
            return replace(
                number, end=atoms[i + 2].end, value=number.value + 0.5, form=Form.WORDS
            ), i + 3
    return number, i


def _hundreds(atoms: list[_Atom], number: Number, i: int) -> tuple[Number, int]:
    """Joins ``två hundra`` written apart."""
    if number.value < 20 and _word(atoms, i) == "hundra" and _adjacent(atoms, i, 1):
        return replace(number, end=atoms[i].end, value=number.value * 100, form=Form.WORDS), i + 1
    return number, i


def _scaled(atoms: list[_Atom], number: Number, i: int) -> tuple[Number, int]:
    """Joins a magnitude: ``6,2 miljoner``, ``40 tusen``, ``12 mkr``."""
    scale = SCALES.get(_word(atoms, i)) if _adjacent(atoms, i) else None
    if not scale:
        return number, i
    form = Form.WORDS if number.form is Form.ARTICLE else number.form
    scaled = replace(
        number, end=atoms[i].end, value=number.value * scale, scale=number.scale * scale, form=form
    )
    return scaled, i + 1


def _ratio(atoms: list[_Atom], top: Number, i: int) -> tuple[Number, int] | None:
    """``två av tre``, ``8 av 10``, ``nio på tio``: both numbers bare, side by side."""
    if _word(atoms, i) not in ("av", "på") or i + 1 >= len(atoms) or top.form is Form.TALLY:
        return None
    found = _single(atoms, i + 1)
    if found is None:
        return None
    bottom, after = found
    if bottom.form in (Form.TALLY, Form.ARTICLE) or top.scale != 1 or bottom.scale != 1:
        return None
    if not 0 < top.value < bottom.value or bottom.value != int(bottom.value):
        return None
    if _word(atoms, i) == "på" and (bottom.value not in (10, 100) or top.value != int(top.value)):
        return None
    return (
        Number(
            top.start, bottom.end, 100 * top.value / bottom.value, form=Form.RATIO,
            parts=(top.value, bottom.value), seam=(top.end, bottom.start),
        ),
        after,
    )  # fmt: skip


_OR_SO = frozenset({"kanske", "eller", "ibland", "möjligen", "upp", "rentav"})


def _range(atoms: list[_Atom], i: int, low: Number, after: int) -> tuple[Number, int] | None:
    """``12–15``, ``mellan 10 och 12``, ``två till tre``, ``ett, kanske två``, ``fem, sex``."""
    link = _word(atoms, after)
    before = _word(atoms, i - 1)
    j = after + 1
    if link in ("-", "–", "—", "‑", "−"):
        if not (_adjacent(atoms, after, 1) and _adjacent(atoms, j, 1)):
            return None
    elif link == "och":
        if before != "mellan":
            return None
    elif link in ("till", "à", "á"):
        if before in ("från", "ifrån"):
            return None
    elif link == ",":
        hedged = _word(atoms, j) in _OR_SO
        if not hedged and low.form is Form.DIGITS:
            return None
    elif link != "eller":
        return None
    hedge = False
    while _word(atoms, j) in _OR_SO or (_word(atoms, j) == "till" and _word(atoms, j - 1) == "upp"):
        hedge, j = True, j + 1
    found = _single(atoms, j) if j < len(atoms) else None
    if found is None:
        return None
    high, end = found
    if high.form is Form.ARTICLE or low.form is Form.TALLY != high.form is Form.TALLY:
        return None
    low_value = low.value
    if low.scale == 1 and high.scale > 1 and low.value < high.value / high.scale:
        low_value *= high.scale
    if not low_value < high.value:
        return None
    if link == "," and not hedge and (high.form is not Form.WORDS or high.value > low_value * 2.5):
        return None
    form = Form.WORDS if low.form is Form.ARTICLE else low.form
    about = hedge or link in (",", "eller") or low.approximate
    return replace(low, end=high.end, value=low_value, high=high.value, form=form,
                   approximate=about, scale=max(low.scale, high.scale)), end  # fmt: skip
