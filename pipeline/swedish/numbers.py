"""Swedish number expressions in a string: digits, words, tallies, fractions and ranges.

Pure text in, values out; what the numbers count is decided elsewhere. Every rule looks a fixed number of
atoms ahead, so the scan is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum, auto

from pipeline.swedish.number_words import ORDINALS, SCALES, number_word, part_word, tally_word


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
        if not decimals and len(groups) == 1 and (len(groups[0]) != 3 or head == "0"):
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
        bottom_value = ORDINALS.get(_word(atoms, i + 1))
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
        tally = tally_word(atom.text)
        if tally is None:
            return None
        return Number(atom.start, atom.end, float(tally), form=Form.TALLY, approximate=True), i + 1
    form = Form.ARTICLE if atom.text in ("en", "ett") else Form.WORDS
    number, after = _halved(atoms, Number(atom.start, atom.end, float(value), form=form), i + 1)
    number, after = _hundreds(atoms, number, after)
    return _scaled(atoms, number, after)


def _halved(atoms: list[_Atom], number: Number, i: int) -> tuple[Number, int]:
    """Joins ``… och en halv`` and ``… och ett halvt`` to a number."""
    half = _word(atoms, i + 1) in ("en", "ett") and _word(atoms, i + 2) in ("halv", "halvt")
    if half and _word(atoms, i) == "och" and number.value == int(number.value):
        end = atoms[i + 2].end
        return replace(number, end=end, value=number.value + 0.5, form=Form.WORDS), i + 3
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
