"""Whether a figure happened, is aimed at, or is expected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.article import BlockKind
from pipeline.extract.figures.cues import Field, pattern_regex
from pipeline.extract.figures.scene import Scene
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
    r"\b(?:utfall\w*|resultat\w*|hittills|blev|(?:har|hade) (?:redan |nu |i dag )?\w+(?:it|at|tt|ts)|uppnå\w*|nåddes|nådde"
    r"|hamnade|jämför\w*|varav|istället|i stället)\b",
    re.IGNORECASE,
)
_MODAL_AFTER = re.compile(
    r"^\s*(?!som\b|när\b|då\b)(?:(?!som\b|när\b|då\b|för\b|innan\b|eftersom\b)[^\W\d_]+\s+){0,6}?(?:ska|skall|skulle)\b",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"^\s+(?:[^\W\d_]+\s){0,3}?(?:som\s)?(?:vi|man|de|projektet|kommunen|som)\s(?:har\s|hade\s)?"
    r"(?:sagt|lovat|lovade|utlovat|planerat|planerade|siktar|siktade)\b",
    re.IGNORECASE,
)
_BASE = re.compile(r"\bav (?:de|dessa|våra|alla|samtliga)\s+(?:\w+\s+)?$", re.IGNORECASE)
_GOAL_HEADING = re.compile(r"^\W*(?:\w+\s+){0,3}?\w*mål(?:en|et|sättning(?:ar)?)?\W*$", re.IGNORECASE)


def status_of(scene: Scene, field: Field, duration: bool = False) -> Status:
    """The status of the figure at ``field`` in its sentence."""
    text = scene.text
    before = text[: field.own.start]
    left = text[field.left.start : field.left.end]
    right = text[field.right.start : field.right.end]
    if _PROMISED.match(text[field.own.end : field.own.end + 80]):
        return Status.TARGET
    if _BASE.search(before):
        return Status.OUTCOME
    for entry, pattern in _compiled():
        if entry.strength == "strong":
            last = None
            for last in pattern.finditer(before):
                pass
            forecast = entry.status is Status.FORECAST
            if last is not None and (forecast or not _DONE.search(before[last.end() :])):
                return entry.status
            if pattern.search(right) and not _DONE.search(left + right):
                return entry.status
        elif pattern.search(left):
            return entry.status
    if not duration and _MODAL_AFTER.search(text[field.own.end : field.own.end + 60]):
        return Status.TARGET
    if scene.kind is BlockKind.LIST_ITEM and _GOAL_HEADING.search(scene.heading):
        return Status.TARGET
    return Status.OUTCOME
