"""Nouns for people, organisations and documents, found by their inflected last part.

``enhetschefen`` is the definite singular of ``chef`` with a modifier before it; ``forskarna`` the definite
plural of ``forskare``. The nouns stand in lexicons; compounds are read from the right.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache

from pipeline.lexicon.load import load

SHORTEST_HEAD = 4  # letters a last part needs before it may carry a compound: "förråd" is no "råd"


class Rank(StrEnum):
    """How a noun for people is used: an office held, a line of work, or any person."""

    OFFICE = auto()
    WORKER = auto()
    PERSON = auto()


class BodyKind(StrEnum):
    """What kind of organisation a noun stands for."""

    MUNICIPALITY = auto()
    BODY = auto()  # a legal person of its own
    UNIT = auto()  # a part of one
    COUNCIL = auto()  # "råd": a body or a person
    MEDIA = auto()
    PLACE = auto()


class Form(StrEnum):
    """Inflected form of a noun, genitive s aside."""

    INDEFINITE = auto()
    DEFINITE = auto()
    PLURAL = auto()
    PLURAL_DEFINITE = auto()


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """One line of ``lexicon/role_nouns.tsv``."""

    noun: str
    definite: str
    plural: str
    plural_definite: str
    rank: Rank
    example: str


@dataclass(frozen=True, slots=True)
class OrganisationNoun:
    """One line of ``lexicon/organisation_nouns.tsv``."""

    noun: str
    definite: str
    plural: str
    plural_definite: str
    kind: BodyKind
    example: str


@dataclass(frozen=True, slots=True)
class DocumentNoun:
    """One line of ``lexicon/document_nouns.tsv``: what informs without being anybody."""

    noun: str
    definite: str
    plural: str
    plural_definite: str
    example: str


@dataclass(frozen=True, slots=True)
class Role:
    """A word read as a noun for people: ``enhetschefen`` → base ``enhetschef``, definite."""

    base: str
    head: str
    form: Form
    rank: Rank
    noun_plural_alike: bool = False  # deltagare, barn: the bare form may be a plural

    @property
    def plural(self) -> bool:
        return self.form in (Form.PLURAL, Form.PLURAL_DEFINITE)

    @property
    def definite(self) -> bool:
        return self.form in (Form.DEFINITE, Form.PLURAL_DEFINITE)


@dataclass(frozen=True, slots=True)
class Body:
    """A word read as a noun for an organisation."""

    base: str
    head: str
    form: Form
    kind: BodyKind

    @property
    def plural(self) -> bool:
        return self.form in (Form.PLURAL, Form.PLURAL_DEFINITE)

    @property
    def definite(self) -> bool:
        return self.form in (Form.DEFINITE, Form.PLURAL_DEFINITE)


_Inflected = RoleNoun | OrganisationNoun | DocumentNoun


def role_of(word: str) -> Role | None:
    """``Enhetschefen`` → Role("enhetschef", …); None where the word is no noun for people."""
    found = _lookup(word.lower(), _roles())
    if found is None:
        return None
    prefix, entry, form = found
    assert isinstance(entry, RoleNoun)
    return Role(prefix + entry.noun, entry.noun, form, entry.rank, entry.noun == entry.plural)


def body_of(word: str) -> Body | None:
    """``kommunen`` → Body("kommun", …); None where the word is no noun for an organisation."""
    found = _lookup(word.lower(), _bodies())
    if found is None:
        return None
    prefix, entry, form = found
    assert isinstance(entry, OrganisationNoun)
    return Body(prefix + entry.noun, entry.noun, form, entry.kind)


def is_document(word: str) -> bool:
    """``statistiken``, ``slutrapporten``: informs, but is nobody who could say it."""
    return _lookup(word.lower(), _documents()) is not None


def without_genitive(word: str) -> str:
    """``kommunens`` → ``kommunen``; words that end in a double s or are short stay."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and word[-2] not in "sx" else word


def _lookup(
    word: str, table: dict[str, tuple[_Inflected, Form]]
) -> tuple[str, _Inflected, Form] | None:
    for candidate in dict.fromkeys((word, without_genitive(word))):
        if candidate in table:
            return "", *table[candidate]
        for cut in range(2, len(candidate) - SHORTEST_HEAD + 1):
            if candidate[cut:] in table:
                prefix = candidate[:cut]
                return prefix, *table[candidate[cut:]]
    return None


def _table(entries: tuple[_Inflected, ...]) -> dict[str, tuple[_Inflected, Form]]:
    table: dict[str, tuple[_Inflected, Form]] = {}
    for entry in entries:
        for text, form in (
            (entry.noun, Form.INDEFINITE),
            (entry.definite, Form.DEFINITE),
            (entry.plural_definite, Form.PLURAL_DEFINITE),
            (entry.plural, Form.PLURAL),
        ):
            if text:
                table.setdefault(text, (entry, form))
    return table


@cache
def _roles() -> dict[str, tuple[_Inflected, Form]]:
    return _table(load(RoleNoun, "role_nouns.tsv"))


@cache
def _bodies() -> dict[str, tuple[_Inflected, Form]]:
    return _table(load(OrganisationNoun, "organisation_nouns.tsv"))


@cache
def _documents() -> dict[str, tuple[_Inflected, Form]]:
    return _table(load(DocumentNoun, "document_nouns.tsv"))
