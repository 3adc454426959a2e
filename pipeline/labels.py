"""What codes, tables and columns are called in Swedish and English, for pages and reports."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.lexicon.load import load
from pipeline.tables import columns

Language = Literal["sv", "en"]

# Column name → the set of labels its codes are in.
CODE_SETS = {
    "unit": "unit",
    "qualifier": "qualifier",
    "measure": "measure",
    "status": "status",
    "group": "target_group",
    "target_groups": "target_group",
    "factor": "factor",
    "polarity": "polarity",
    "level": "level",
    "verdict": "verdict",
    "state": "state",
}


@dataclass(frozen=True, slots=True)
class Label:
    """One line of ``lexicon/labels.tsv``."""

    set: str
    code: str
    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class SpeakerClass:
    """One line of ``lexicon/speaker_classes.tsv``."""

    ending: str
    whole: bool
    class_code: str
    example: str


@cache
def _labels() -> dict[tuple[str, str], Label]:
    return {(one.set, one.code): one for one in load(Label, "labels.tsv")}


def label(kind: str, code: str | None, language: Language = "sv") -> str:
    """What a code is called; the code itself where it has no label, and nothing for None."""
    if code is None:
        return ""
    found = _labels().get((kind, str(code)))
    if found is None:
        return str(code)
    return found.sv if language == "sv" else found.en


def codes(kind: str) -> tuple[str, ...]:
    """The codes of a set, in the order of the lexicon."""
    return tuple(code for name, code in _labels() if name == kind)


def code_set(table: str, column: str) -> str | None:
    """The set of labels for the codes in a column; None where it holds no codes."""
    if column == "kind":
        return {"quotes": "quote_kind", "programmes": "programme_kind"}.get(table)
    return CODE_SETS.get(column)


@cache
def column_help(table: str, language: Language = "sv") -> dict[str, str]:
    """What each column of a table holds."""
    return {c.name: (c.sv if language == "sv" else c.doc) for c in columns(table)}


def speaker_class(role: str | None, speaker: str | None, is_person: bool) -> str:
    """Who somebody is: participant, caseworker, manager, politician, employer, expert …

    ``unknown`` where nobody is named, ``organisation`` where an organisation speaks.
    """
    if role:
        words = role.lower()
        for one in load(SpeakerClass, "speaker_classes.tsv"):
            if any(_fits(one, part) for part in (words, *words.split())):
                return str(one.class_code)
    if not speaker:
        return "unknown"
    return "other" if is_person else "organisation"


def _fits(one: SpeakerClass, words: str) -> bool:
    words = words.strip(" ,.()")
    return (
        words == one.ending
        if one.whole
        else words.endswith((one.ending, one.ending + "n", one.ending + "en"))
    )
