"""Measure and status of a candidate: rules on its clause, and what it inherits from the figures before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.article import BlockKind
from pipeline.extract.figures.continued import continued
from pipeline.extract.figures.measure import decide
from pipeline.extract.figures.nouns import Role
from pipeline.extract.figures.scene import Candidate, Decided
from pipeline.extract.figures.status import status_of
from pipeline.vocab import Measure, Status, Unit

_REACH = 240


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a figure says something about, whether it happened, and how much spoke for the measure.

    ``strength`` is None where the measure is taken over from the figures before.
    """

    measure: Measure
    status: Status
    strength: float | None


def judge(candidate: Candidate, history: list[Decided]) -> Judgement | None:
    """Measure and status of a candidate; None where it says nothing about labour-market work."""
    if candidate.quantity.role in _SKIPPED_ROLES:
        return None
    scene, field = candidate.scene, candidate.field
    context = (*scene.before_cues, *scene.heading_cues)
    after_money = any(
        earlier.unit is Unit.SEK and scene.sentence.i - earlier.scene.sentence.i <= 1
        for earlier, _, _ in history[-3:]
    )
    scores = decide(
        candidate.quantity, candidate.unit, field, scene.text, scene.cues, context, after_money
    )
    status = status_of(scene, field, candidate.unit)
    if status is Status.OUTCOME and history and _is_paid_for(candidate, history[-1]):
        status = Status.TARGET
    taken = continued(candidate, history, scores, status)
    measure, status = taken or (scores.measure, status)
    if _is_weak(candidate, measure) or _says_nothing(candidate, measure, history):
        return None
    return Judgement(measure, status, None if taken else scores.score)


_PAYS_FOR = re.compile(r"(?:\skronor)?\s+(?:till|för|på)\s+(?:[^\W\d_]+\s){0,3}", re.IGNORECASE)


def _is_paid_for(candidate: Candidate, last: Decided) -> bool:
    """``vill lägga 2 miljoner på 30 nya platser``: what planned money is to buy is planned, too."""
    money, _, status = last
    if money.unit is not Unit.SEK or status is not Status.TARGET or candidate.is_time:
        return False
    if money.scene.sentence != candidate.scene.sentence:
        return False
    between = candidate.scene.text[money.field.own.end : candidate.field.own.start]
    return bool(_PAYS_FOR.fullmatch(between))


# Counting these says nothing about labour-market work.
_SKIPPED_ROLES = frozenset(
    {
        Role.IDLE,
        Role.RELATIVE,
        Role.BOARD,
        Role.AREA,
        Role.THING,
        Role.PIECE,
        Role.CURRENCY,
        Role.MINUTE,
    }
)
# These count only where the figure is large enough to be statistics, or says something by its verb.
_WEAK_ROLES = frozenset({Role.EVENT, Role.VACANCY, Role.CASE, Role.VISITOR, Role.OTHER_PERSON})
# "andelen ligger på 8 procent", "40 procent av dem är barnfamiljer"
_SHARE_TOLD = re.compile(
    r"\bandel\w*\b|(?:procent|%) av (?:dem|dom|de|alla|oss|samtliga|deltagarna|kvinnorna|männen|ungdomarna)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\W*[^.:;,\d]{2,40}:\s*\d")
_STATISTICS = 10
_RECENT = 2
# staff that is missing tells of the labour market: "saknar 22 undersköterskor"
_WANTED = re.compile(
    r"\b(?:sakna\w*|behöv\w*|brist\w* på|rekryter\w*|söker|sökte|anställ\w*|efterfråg\w*|fattas)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)


_LACKING = re.compile(r"\s+(?:saknas|fattas|behövs|efterfrågas|ska anställas)\b", re.IGNORECASE)


def _is_weak(candidate: Candidate, measure: Measure) -> bool:
    """A few visits or cases, or people of some trade whom nobody is looking for."""
    quantity = candidate.quantity
    if quantity.role is Role.VISIT:
        return quantity.number.value < _STATISTICS
    if quantity.role not in _WEAK_ROLES or measure is not Measure.OTHER:
        return False
    if quantity.number.value < _STATISTICS:
        return True
    before = candidate.scene.text[: candidate.field.own.start]
    wanted = _WANTED.search(before) or _LACKING.match(candidate.scene.text, candidate.field.own.end)
    return quantity.role is Role.OTHER_PERSON and not wanted


def _says_nothing(candidate: Candidate, measure: Measure, history: list[Decided]) -> bool:
    """A bare percentage in a sentence without any word of the field: taxes, orders, prices."""
    quantity, scene = candidate.quantity, candidate.scene
    if (
        candidate.unit is not Unit.PERCENT
        or measure is not Measure.OTHER
        or quantity.number.is_share
    ):
        return False
    recent = any(
        earlier.unit is Unit.PERCENT and scene.sentence.i - earlier.scene.sentence.i <= _RECENT
        for earlier, _, _ in history[-3:]
    )
    if scene.cues or scene.before_cues or recent:
        return False
    told = scene.text[max(0, candidate.field.own.start - _REACH) : candidate.field.own.end + 60]
    labelled = scene.kind is BlockKind.LIST_ITEM or _LABELLED.match(scene.text)
    return not (_SHARE_TOLD.search(told) or labelled)
