"""Whether a figure happened, is aimed at, or is expected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract.figures.cues import Field, pattern_regex
from pipeline.lexicon.load import load
from pipeline.vocab import Status


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """One line of ``lexicon/figures_status.tsv``."""

    pattern: str
    status: Status
    strength: str
    example: str


@cache
def _compiled() -> tuple[tuple[StatusEntry, re.Pattern[str]], ...]:
    compiled = []
    for entry in load(StatusEntry, "figures_status.tsv"):
        body = "|".join(
            pattern_regex(p) for p in sorted(entry.pattern.split("|"), key=len, reverse=True)
        )
        compiled.append((entry, re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)))
    return tuple(compiled)


_DONE = re.compile(
    r"\b(?:utfall\w*|resultat\w*|hittills|blev|har (?:redan |nu |i dag )?\w+(?:it|at|tt|ts)|uppnå\w*|nåddes|nådde|hamnade)\b",
    re.IGNORECASE,
)
_DURING = re.compile(r"\b(?:mål|målet|prognosen|planen)\b", re.IGNORECASE)


def status_of(text: str, field: Field) -> Status:
    """The status of the figure at ``field`` in the sentence ``text``."""
    left = text[field.left.start : field.left.end]
    clause = text[field.left.start : max(field.right.end, field.own.end)]
    for entry, pattern in _compiled():
        if entry.strength == "strong":
            if pattern.search(clause) and not _done_beside(clause):
                return entry.status
        elif pattern.search(left):
            return entry.status
    return Status.OUTCOME


def _done_beside(clause: str) -> bool:
    """``målet på 50 är redan nått`` still names the goal; ``resultatet blev 70`` does not."""
    return bool(_DONE.search(clause)) and not _DURING.search(clause)
