"""Measure and status of a candidate: rules on its clause, and what it inherits from the figures before."""

from __future__ import annotations

import re

from pipeline.extract.figures.measure import decide, is_base
from pipeline.extract.figures.scene import Candidate, Decided
from pipeline.extract.figures.status import status_of
from pipeline.vocab import Measure, Status, Unit

_REACH = 240
_PARENTHESIS = re.compile(r"\((?:[^()]*[^\w()])?(?:cirka |ca )?$")
_LIKE_BEFORE = re.compile(
    r"\b(?:motsvarande|siffran|siffrorna|andelen|antalet|målet|planen|(?:är|var|blev|blir"
    r"|hade) (?:det|de|den)|det (?:är|var|blev)"
    r"|i fjol|förra året|i år|året innan|året före|tidigare|nu|i dag)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_RESTATED = re.compile(
    r"\b(?:vilket (?:är|motsvarar|innebär|blir)|det (?:är|motsvarar|innebär)|alltså"
    r"|det vill säga|dvs\.?)\s+(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"\s*respektive\s*", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:rikets|riket|länets|länet|rikssnittet|snittet|genomsnittet|kommunens|jämför\w*|mot"
    r"|mål\w*|lägre|högre)\b",
    re.IGNORECASE,
)


_MORE_THAN = re.compile(r"\s+(?:färre|fler|mer|mindre|lägre|högre)\b", re.IGNORECASE)
_ENROLLED = re.compile(r"\s+(?:\w+\s+)?inskriv\w+", re.IGNORECASE)
_OF_WHICH = re.compile(r"\b(?:varav|därav|däribland|bland annat)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _cued_right(candidate: Candidate) -> bool:
    """True where the stretch after the figure has cues of its own."""
    right = candidate.field.right
    return any(right.start <= cue.start < right.end for cue in candidate.scene.cues)


def judge(candidate: Candidate, history: list[Decided]) -> tuple[Measure, Status]:
    """What the candidate says something about, and whether it happened."""
    scene, field = candidate.scene, candidate.field
    context = (*scene.before_cues, *scene.heading_cues)
    after_money = any(
        earlier.unit is Unit.SEK and scene.sentence.i - earlier.scene.sentence.i <= 1
        for earlier, _, _ in history[-3:]
    )
    scores = decide(
        candidate.quantity, candidate.unit, field, scene.text, scene.cues, context, after_money
    )
    status = status_of(scene, field, candidate.is_time)
    if candidate.is_time or candidate.unit is Unit.SEK or is_base(scene.text, field):
        return scores.measure, status
    return _inherited(candidate, history, scores.own, status) or (scores.measure, status)


def _inherited(
    candidate: Candidate, history: list[Decided], own: bool, status: Status
) -> tuple[Measure, Status] | None:
    """Measure and status of an earlier figure that this one only continues."""
    scene, quantity = candidate.scene, candidate.quantity
    earlier = [
        d
        for d in history[-12:]
        if not d[0].is_time and d[0].unit is not Unit.SEK
        and not (is_base(d[0].scene.text, d[0].field) and d[0].unit is Unit.PERSONS)
    ]  # fmt: skip
    if not earlier:
        return None
    last, measure, last_status = earlier[-1]
    here = last.scene.sentence.i == scene.sentence.i
    near = scene.sentence.i - last.scene.sentence.i <= 1
    own_start = candidate.field.own.start
    left = scene.text[max(0, own_start - _REACH) : own_start]
    if here and _PARENTHESIS.search(left):
        opening = own_start - len(left) + left.rfind("(")
        closing = scene.text.find(")", opening)
        cued = any(opening <= cue.start < closing for cue in scene.cues)
        if last.field.own.start < opening and not cued:
            return measure, last_status
    if here and _OF_WHICH.search(left) and not _cued_right(candidate):
        return measure, last_status
    right = scene.text[candidate.field.own.end : candidate.field.own.end + _REACH]
    if near and _MORE_THAN.match(right) and not _cued_right(candidate):
        return measure, status
    if measure is Measure.UNEMPLOYMENT and near and _ENROLLED.match(right):
        return measure, status
    if own:
        return None
    if near and _RESTATED.search(left):
        return measure, status
    if here and quantity.rule == "paired":
        between = scene.text[last.field.own.end : candidate.field.own.start]
        if _RESPECTIVELY.fullmatch(between):
            return (earlier[-3][1], status) if len(earlier) > 2 else None
    alike = [d for d in earlier if d[0].unit == candidate.unit]
    if not alike:
        return None
    same_sentence = alike[-1][0].scene.sentence.i == scene.sentence.i
    if candidate.unit is Unit.PERCENT:
        close = scene.sentence.i - alike[-1][0].scene.sentence.i <= 1
        if same_sentence or (close and (quantity.percent_points or _COMPARED.search(scene.text))):
            return alike[-1][1], status
    if _LIKE_BEFORE.search(left):
        return alike[-1][1], status
    return None
