"""Whether a figure happened, is aimed at, or is expected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.article import BlockKind
from pipeline.extract.figures.cues import Field, pattern_regex
from pipeline.extract.figures.memory import TIME_UNITS
from pipeline.extract.figures.scene import Scene
from pipeline.lexicon.load import load
from pipeline.vocab import Status, Unit


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


_REACH = 300
_DONE = re.compile(
    r"\b(?:utfall\w*|resultat\w*|hittills|blev|har (?:redan|nu|hittills)|uppnå\w*|nåddes|nådde"
    r"|hamnade|jämför\w*"
    r"|överträff\w*|varav|istället|i stället)\b",
    re.IGNORECASE,
)
_IS_GOAL = re.compile(
    r"\b(?:är|var|blir|som|i)\s+(?:\w+\s)?(?:målet|mål|planen|målsättningen|ambitionen|tanken)\b"
    r"|\b(?:väntas|förväntas|beräknas|enligt prognos\w*)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"\b(?:jämför\w*|mot|överträff\w*|istället|i stället)\b", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(
    r"\b(?:överträff\w*|nåddes|att|som|där|när|men|vilket|eftersom|så)\b|\boch\s+(?:har|är|får"
    r"|fick|kostar|hade|var)\b",
    re.IGNORECASE,
)
_MODAL_AFTER = re.compile(
    r"^\s*(?!som\b|när\b|då\b)(?:(?!och\b|som\b|när\b|då\b|för\b|innan\b|eftersom\b|fick\b|har\b"
    r"|hade\b|gick\b|är\b|var\b)[^\W\d_]+\s+){0,6}?(?:ska|skall|skulle)\b(?!\s+(?:rekommendera|vilja|kunna tänka))",
    re.IGNORECASE,
)
_GIVES = re.compile(r"\blov\w+ att (?:skjuta|bidra|betala|ge|gå in)\b", re.IGNORECASE)
_PROLONGED = re.compile(r"\b(?:förläng\w*|fortsätta)\b[^.,]*\b(?:med|i)\s*$", re.IGNORECASE)
_GROWS = re.compile(
    r"\b(?:utökas|byggs ut|utvidgas|växer|utökar|bygger ut|ökar|ökas)\b[^.,]*\btill\s*$",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"^\s+(?:(?!har|hade)[^\W\d_]+\s){0,3}?(?:som\s)?(?:vi|man|de|projektet|kommunen"
    r"|som)\s(?:har\s|hade\s)?"
    r"(?:sagt|lovat|lovade|utlovat|planerat|planerade|planerades|siktar|siktade|räknat med"
    r"|räknade med|räknar med|tänkt)\b"
    r"|^\s+planerade\b|^\s+som (?:planerades|var tänkta|utlovades|var målet|är målet|var planen|är planen)\b",
    re.IGNORECASE,
)
_BASE = re.compile(r"\bav (?:de|dessa|våra|alla|samtliga)\s+(?:\w+\s+)?$", re.IGNORECASE)
_GOAL_HEADING = re.compile(
    r"^\W*(?:(?:vi|jag|kommunen|förbundet|partiet)\s+)?(?:kräver|föreslår|vill)\b"
    r"|^\W*(?:\w+\s+){0,3}?\w*mål(?:en|et|sättning(?:ar)?)?\W*$",
    re.IGNORECASE,
)


_FROM = re.compile(r"\bfrån\s+(?:[^\W\d_]+\s+)?$", re.IGNORECASE)
_TO = re.compile(r"[^.;,]{0,30}?\still\s+(?:[^\W\d_]+\s+)?\d", re.IGNORECASE)
# "vi vill i stället anställa fem": wanted; "vill sluta när fem har gått": another clause
_WISHED = re.compile(
    r"\b(?:vill|önskar|hoppas|tänker|ämnar|avser|planerar)\b(?:(?!\b(?:att|som|där|när|men|vilket|eftersom)\b)"
    r"[^.;:])*?\b[^\W\d_]+(?:a|få|nå|ge|gå|ta|bli)\b[^.;:]*$",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"(?:^|[.;]\s)(?:nästa (?:grupp|omgång|kull|kurs|etapp|år|termin|period|steg)|från och med (?:nästa|årsskiftet"
    r"|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)|om ansökan (?:beviljas"
    r"|går igenom)|när allt är klart|fullt utbyggd\w*|på sikt|framöver)\b(?:(?!\b(?:hade|var|fick|blev|kom)\b)[^.;])*$",
    re.IGNORECASE,
)


def status_of(scene: Scene, field: Field, unit: Unit) -> Status:
    """The status of the figure at ``field`` in its sentence."""
    text = scene.text
    duration = unit in TIME_UNITS
    before = text[max(0, field.own.start - _REACH) : field.own.start]
    left = text[field.left.start : field.left.end]
    right = text[field.right.start : field.right.end]
    if (
        _PROMISED.match(text[field.own.end : field.own.end + 80])
        or " planerade " in text[field.own.start : field.own.end]
    ):
        return Status.TARGET
    if _BASE.search(before) or (_FROM.search(before) and _TO.match(text, field.own.end)):
        return Status.OUTCOME
    if not duration and _WISHED.search(left):
        return Status.TARGET
    for entry, pattern in _compiled():
        if entry.strength == "strong":
            *_, last = [None, *pattern.finditer(before)]
            forecast = entry.status is Status.FORECAST
            past = _CONTRAST if forecast else _DONE
            if last is not None and not past.search(before[last.end() :]):
                return entry.status
            behind = pattern.search(right)
            if behind and _IS_GOAL.search(right) and not _DONE.search(left + right):
                return entry.status
        else:
            found = pattern.search(left)
            modal = entry.strength == "modal"
            granted = unit is Unit.SEK and entry.strength == "promise" and _GIVES.search(left)
            if (modal and duration) or granted:
                continue
            if found and not (modal and _OTHER_CLAUSE.search(left, found.end())):
                return entry.status
    if _COMING.search(before):
        return Status.TARGET
    if duration and _PROLONGED.search(left):
        return Status.TARGET
    if unit in (Unit.PLACES, Unit.JOBS) and _GROWS.search(left):
        return Status.TARGET
    if not duration and _MODAL_AFTER.search(text[field.own.end : field.own.end + 60]):
        return Status.TARGET
    if scene.kind in (BlockKind.LIST_ITEM, BlockKind.QUOTE) and _GOAL_HEADING.search(scene.heading):
        return Status.TARGET
    return Status.OUTCOME
