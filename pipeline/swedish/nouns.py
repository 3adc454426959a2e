"""Nouns for people and organisations, found by their inflected last part (swedish/inflected.py)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache

from pipeline.lexicon.load import load
from pipeline.swedish.inflected import Form, lookup, table


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


def role_of(word: str) -> Role | None:
    """``Enhetschefen`` → Role("enhetschef", …); None where the word is no noun for people."""
    found = lookup(word.lower(), _roles())
    if found is None:
        return None
    prefix, entry, form = found
    return Role(prefix + entry.noun, entry.noun, form, entry.rank, entry.noun == entry.plural)


def body_of(word: str) -> Body | None:
    """``kommunen`` → Body("kommun", …); None where the word is no noun for an organisation."""
    found = lookup(word.lower(), _bodies())
    if found is None:
        return None
    prefix, entry, form = found
    return Body(prefix + entry.noun, entry.noun, form, entry.kind)


@cache
def _roles() -> dict[str, tuple[RoleNoun, Form]]:
    return table(load(RoleNoun, "role_nouns.tsv"))


@cache
def _bodies() -> dict[str, tuple[OrganisationNoun, Form]]:
    return table(load(OrganisationNoun, "organisation_nouns.tsv"))
