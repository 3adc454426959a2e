"""Personal names as strings: gender of given names, spelling variants, short forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from pipeline.lexicon.load import load

# A corpus names the same people over and over; answers about pairs of names are kept.
_KEPT = 1 << 17


class Gender(StrEnum):
    """What pronoun a given name takes."""

    WOMAN = auto()
    MAN = auto()
    EITHER = auto()


@dataclass(frozen=True, slots=True)
class GivenNames:
    """One line of ``lexicon/given_names.tsv``: names with one first letter and gender."""

    gender: Gender
    names: tuple[str, ...]
    example: str


@cache
def _given() -> dict[str, Gender]:
    return {name: row.gender for row in load(GivenNames, "given_names.tsv") for name in row.names}


def is_given_name(word: str) -> bool:
    """True for a given name of the register, also a double one (``Maj-Gun``)."""
    table = _given()
    return word in table or ("-" in word and all(part in table for part in word.split("-")))


def gender_of(name: str) -> Gender | None:
    """The gender that the first word of a name tells; None where it is not in the register."""
    words = name.split()
    if not words:
        return None
    table = _given()
    found = table.get(words[0])
    if found is None and "-" in words[0]:
        found = table.get(words[0].split("-")[0])
    return found


@lru_cache(maxsize=_KEPT)
def sound(word: str) -> str:
    """One spelling for names that sound alike: Kristina/Christina, Wik/Vik, Perez/Peres."""
    text = word.lower().replace("-", "")
    for old, new in (
        ("ph", "f"), ("th", "t"), ("ck", "k"), ("ch", "k"), ("qu", "kv"), ("q", "k"), ("c", "k"),
        ("w", "v"), ("z", "s"), ("x", "ks"), ("é", "e"), ("è", "e"), ("ü", "y"), ("ij", "y"), ("j", "i"),
        ("y", "i"), ("hl", "l"), ("hr", "r"), ("hn", "n"), ("dt", "t"),
    ):  # fmt: skip
        text = text.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", text)


@lru_cache(maxsize=_KEPT)
def words_alike(one: str, other: str) -> bool:
    """True where two name words are one name in two spellings or one is a slip of the pen."""
    a, b = one.lower(), other.lower()
    if a == b or sound(a) == sound(b):
        return True
    return min(len(a), len(b)) >= 5 and a[0] == b[0] and OSA.distance(a, b) <= 1


def name_words(name: str) -> list[str]:
    """The words of a name, hyphens between surnames opened: ``Sjö-Palm`` has two."""
    words = name.split()
    return words[:1] + [part for word in words[1:] for part in word.split("-")]


@lru_cache(maxsize=_KEPT)
def same_name(one: str, other: str) -> bool:
    """True where two names can be one person's: variants, short forms, one of two surnames left out.

    ``Siri`` ~ ``Siri Sjö Palm`` ~ ``Sjö``; ``Eva Lind`` and ``Eva Ek`` are two people.
    """
    a, b = name_words(one), name_words(other)
    if len(a) > len(b):
        a, b = b, a
    if not a:
        return False
    if len(a) == 1:
        return any(words_alike(a[0], word) for word in b)
    if not words_alike(a[0], b[0]):
        # "Sjö Palm" for "Siri Sjö Palm"
        return len(a) < len(b) and all(any(words_alike(w, v) for v in b[1:]) for w in a)
    position = 1
    for word in a[1:]:
        while position < len(b) and not words_alike(word, b[position]):
            position += 1
        if position == len(b):
            return False
        position += 1
    return True
