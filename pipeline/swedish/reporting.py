"""Reporting verbs: how Swedish says who said what.

A verb's frames tell where it may stand. ``säger`` tags direct speech (``…, säger Eva``), takes an
att-clause, a bare clause (``Eva säger det går bra``) and looks back (``Det säger Eva``); ``upplever`` takes
an att-clause but tags no direct speech.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache

from pipeline.lexicon.load import load


class Frame(StrEnum):
    """What a reporting verb can stand with."""

    SAID = auto()  # – Det går bra, skrattar Eva.
    TAG = auto()  # Det går bra, tror Eva.
    THAT = auto()  # Eva tror att det går bra.
    BARE = auto()  # Eva tror det går bra. Det går bra tror Eva.
    BACK = auto()  # Det tror Eva. (the sentence before)
    OBJECT = auto()  # Eva betonar vikten av tid.


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
