"""Reporting verbs: how Swedish says who said what.

A verb's frames tell where it may stand. ``säger`` tags direct speech (``…, säger Eva``), takes an
att-clause, a bare clause (``Eva säger det går bra``) and looks back (``Det säger Eva``); ``upplever`` takes
an att-clause but tags no direct speech.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache

from pipeline.article import Token
from pipeline.lexicon.load import load
from pipeline.swedish.words import words

# Forms that are common nouns or adjectives too: there the tagger decides.
_ALSO_NOUNS = words(
    "fråga spår lyft tro svara log sköt strök känt sett vet tal råder mena tala för"
)
_ALWAYS_FINITE = words(
    "är var har hade blir blev kan kunde ska skall skulle vill ville måste bör borde får "
    "fick brukar brukade kommer kom gör gjorde går gick finns fanns ser såg tar tog ger gav"
)


class Frame(StrEnum):
    """What a reporting verb can stand with."""

    SAID = auto()  # – Det går bra, skrattar Eva.
    TAG = auto()  # Det går bra, tror Eva.
    THAT = auto()  # Eva tror att det går bra.
    BARE = auto()  # Eva tror det går bra. Det går bra tror Eva.
    BACK = auto()  # Det tror Eva. (the sentence before)
    OBJECT = auto()  # Eva betonar vikten av att hinna lyssna.
    NEED = auto()  # Eva efterlyser fler platser: even a short object says what she thinks


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """One line of ``lexicon/reporting_verbs.tsv``. ``topic``: prepositions that may open what is said."""

    lemma: str
    forms: tuple[str, ...]
    particle: str
    frames: tuple[Frame, ...]
    topic: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class OpinionPredicate:
    """One line of ``lexicon/opinion_predicates.tsv``: ``är övertygad om att``."""

    words: tuple[str, ...]
    prepositions: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class OpinionNoun:
    """One line of ``lexicon/opinion_nouns.tsv``: ``hennes bild är att``."""

    noun: str
    definite: str
    example: str


@cache
def verbs_by_form() -> dict[str, tuple[ReportingVerb, ...]]:
    """Reporting verbs by inflected form; those with a particle first, so that they win."""
    table: dict[str, list[ReportingVerb]] = {}
    for verb in load(ReportingVerb, "reporting_verbs.tsv"):
        for form in verb.forms:
            table.setdefault(form, []).append(verb)
    return {form: tuple(sorted(vs, key=lambda v: not v.particle)) for form, vs in table.items()}


@cache
def opinion_predicates() -> dict[str, OpinionPredicate]:
    """Predicates of opinion by their adjective."""
    entries = load(OpinionPredicate, "opinion_predicates.tsv")
    return {word: entry for entry in entries for word in entry.words}


@cache
def opinion_nouns() -> dict[str, OpinionNoun]:
    """Nouns for what somebody thinks, by form: ``bild``, ``bilden``."""
    entries = load(OpinionNoun, "opinion_nouns.tsv")
    return {form: entry for entry in entries for form in (entry.noun, entry.definite) if form}


@cache
def speaking_verbs() -> frozenset[str]:
    """Forms of verbs that by themselves tag what somebody says: ``säger``, ``menar``, ``skrattar``."""
    return frozenset(
        form
        for verb in load(ReportingVerb, "reporting_verbs.tsv")
        if not verb.particle and not {Frame.SAID, Frame.TAG}.isdisjoint(verb.frames)
        for form in verb.forms
    )


def reads_as_verb(token: Token) -> bool:
    """False where a form that is a noun too was tagged as one. Other forms are trusted over the tagger."""
    if token.pos in ("VERB", "AUX"):
        return True
    return token.lower not in _ALSO_NOUNS and not token.lower.endswith("a")


def is_finite(token: Token) -> bool:
    """True for a finite verb, by its features or as a form that can be nothing else."""
    if token.lower in _ALWAYS_FINITE:
        return True
    if token.lower in verbs_by_form() and token.lower.endswith("t"):
        return False  # a supine, whatever the tagger says
    if "VerbForm=Fin" in token.feats:
        return True
    return (
        token.lower in verbs_by_form()
        and token.lower.endswith(("r", "de", "te"))
        and reads_as_verb(token)
    )
