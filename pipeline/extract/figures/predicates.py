"""Verb forms that show a bare number to be somebody: ``58 fick jobb``, ``nio läser på komvux``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.load import load


@dataclass(frozen=True, slots=True)
class Predicate:
    """One line of ``lexicon/figures_predicates.tsv``."""

    forms: str
    person: bool
    example: str


@cache
def _forms() -> dict[str, bool]:
    entries = load(Predicate, "figures_predicates.tsv")
    return {form: entry.person for entry in entries for form in entry.forms.split("|")}


def is_predicate(word: str) -> bool:
    """True for a verb form that counted people or things take as their predicate."""
    return word.lower() in _forms()


def is_personal(word: str) -> bool:
    """True where only people do it: ``läser``, ``avbröt``."""
    return _forms().get(word.lower(), False)
