"""Nouns of a lexicon found by their inflected last part.

``enhetschefen`` is the definite singular of ``chef`` with a modifier before it; ``forskarna`` the definite
plural of ``forskare``. The nouns stand in lexicons; compounds are read from the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum, auto
from typing import Protocol, TypeVar

SHORTEST_HEAD = 4  # letters a last part needs before it may carry a compound: "förråd" is no "råd"


class Form(StrEnum):
    """Inflected form of a noun, genitive s aside."""

    INDEFINITE = auto()
    DEFINITE = auto()
    PLURAL = auto()
    PLURAL_DEFINITE = auto()


class Inflected(Protocol):
    """What a line of such a lexicon holds: the forms of a noun, empty where it lacks one."""

    @property
    def noun(self) -> str: ...
    @property
    def definite(self) -> str: ...
    @property
    def plural(self) -> str: ...
    @property
    def plural_definite(self) -> str: ...


Noun = TypeVar("Noun", bound=Inflected)


def table(entries: Iterable[Noun]) -> dict[str, tuple[Noun, Form]]:
    """Every form of every noun; of two with the same form the first stands."""
    found: dict[str, tuple[Noun, Form]] = {}
    for entry in entries:
        for text, form in (
            (entry.noun, Form.INDEFINITE),
            (entry.definite, Form.DEFINITE),
            (entry.plural_definite, Form.PLURAL_DEFINITE),
            (entry.plural, Form.PLURAL),
        ):
            if text:
                found.setdefault(text, (entry, form))
    return found


def lookup(word: str, known: Mapping[str, tuple[Noun, Form]]) -> tuple[str, Noun, Form] | None:
    """(what stands before the noun in a compound, the noun, its form) of a lower-case word."""
    for candidate in dict.fromkeys((word, without_genitive(word))):
        if candidate in known:
            return "", *known[candidate]
        for cut in range(2, len(candidate) - SHORTEST_HEAD + 1):
            if candidate[cut:] in known:
                prefix = candidate[:cut]
                return prefix, *known[candidate[cut:]]
    return None


def without_genitive(word: str) -> str:
    """``kommunens`` → ``kommunen``; words that end in a double s or are short stay."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and word[-2] not in "sx" else word
