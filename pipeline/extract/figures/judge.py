"""Measure and status of a candidate: rules on its clause, and what it inherits from the figures before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.article import BlockKind
from pipeline.extract.figures.measure import Scores, decide, is_base
from pipeline.extract.figures.nouns import Role
from pipeline.extract.figures.predicates import is_predicate
from pipeline.extract.figures.scene import Candidate, Decided
from pipeline.extract.figures.status import status_of
from pipeline.vocab import Measure, Status, Unit

_REACH = 240
_PARENTHESIS = re.compile(r"\((?:[^()]*[^\w()])?(?:cirka |ca )?$")
_LIKE_BEFORE = re.compile(
    r"\b(?:motsvarande|siffran|siffrorna|andelen|andelar|antalet|mål|målet|planen|planens|prognosen"
    r"|(?:är|var|blev|blir|hade) (?:det|de|den)|det (?:är|var|blev)"
    r"|i fjol|förra året|i år|året innan|året före|dessförinnan|tidigare|nu|i dag)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_RESTATED = re.compile(
    r"\b(?:vilket (?:är|motsvarar|innebär|blir)|det (?:är|motsvarar|innebär)|översättas till|alltså|det vill säga"
    r"|dvs\.?)\s+(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:rikets|riket|länets|länet|rikssnittet|snittet|genomsnittet|kommunens|jämför\w*|mot|mål|målet"
    r"|lägre|högre)\b",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(r"\s+(?:färre|fler|mer|mindre|lägre|högre)\b", re.IGNORECASE)
_ENROLLED = re.compile(r"\s+(?:\w+\s+)?inskriv\w+", re.IGNORECASE)
_OF_WHICH = re.compile(r"\b(?:varav|därav|däribland|bland annat)\s+(?:\w+\s+)?$", re.IGNORECASE)
_TO = re.compile(r"[^.;]{0,40}?\btill\s+(?:\w+\s+)?", re.IGNORECASE)
_FROM = re.compile(r"\bfrån\s+(?:\w+\s+)?$", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\s*respektive\s*", re.IGNORECASE)
_CONTRAST = re.compile(r"\b(?:mot|jämfört|jämföra|i stället|istället)\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"(?:[^.;]{0,40}?,)?\s*(?:mot|(?:att )?jämför[at]s?\s+med)\s(?:[^\W\d_]+\s){0,2}\Z",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(r"\s+kvar\b", re.IGNORECASE)
_LEVEL = re.compile(
    r"\b(?:är|var|ligger|låg|legat|blev|uppgår|uppgick|steg|stigit|sjönk|sjunkit|ökade|ökat|minskade|minskat"
    r"|fördubblats|halverats|nådde|gjort det)\b",
    re.IGNORECASE,
)
_NEARBY = 3
_CLAUSE = re.compile(r"[.;:!?]|,\s")
_WORD = re.compile(r"[^\W\d_]+")
_CONTINUING = frozenset({"elliptical", "paired", "like_before"})


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
    taken = _continued(candidate, history, scores, status)
    measure, status = taken or (scores.measure, status)
    if _is_weak(candidate, measure) or _says_nothing(candidate, measure, history):
        return None
    return Judgement(measure, status, None if taken else scores.score)


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
_STATISTICS = 10
_RECENT = 2
# staff that is missing tells of the labour market: "saknar 22 undersköterskor"
_WANTED = re.compile(
    r"\b(?:sakna\w*|behöv\w*|brist\w* på|rekryter\w*|söker|sökte|anställ\w*|efterfråg\w*|fattas)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)


def _is_weak(candidate: Candidate, measure: Measure) -> bool:
    """A few visits or cases, or people of some trade whom nobody is looking for."""
    quantity = candidate.quantity
    if quantity.role not in _WEAK_ROLES or measure is not Measure.OTHER:
        return False
    if quantity.number.value < _STATISTICS:
        return True
    before = candidate.scene.text[: candidate.field.own.start]
    return quantity.role is Role.OTHER_PERSON and not _WANTED.search(before)


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
    return not (_SHARE_TOLD.search(told) or scene.kind is BlockKind.LIST_ITEM)


def _continued(
    candidate: Candidate, history: list[Decided], scores: Scores, status: Status
) -> tuple[Measure, Status] | None:
    """What a figure that continues an earlier one takes over; None where it stands alone."""
    if candidate.is_time or is_base(candidate.scene.text, candidate.field):
        return None
    situation = _situation(candidate, history, scores.own)
    if situation is None:
        return None
    if candidate.unit is Unit.SEK:
        told = situation.last[1]
        like = situation.near and _MORE_THAN.match(situation.right)
        level = told is Measure.BENEFIT_COST and situation.near and not scores.own
        return (told, status) if situation.is_change or like or level else None
    return _inherited(situation, status)


@dataclass(frozen=True, slots=True)
class _Situation:
    """A candidate beside the last figure it could continue."""

    candidate: Candidate
    last: Decided
    alike: list[Decided]  # earlier figures of the same unit
    own: bool  # cues of its own clause speak for the candidate
    here: bool  # same sentence
    near: bool  # same sentence or the one before
    left: str
    between: str  # from the last figure to this one, empty across sentences
    right: str

    @property
    def cued_right(self) -> bool:
        """True where the stretch after the figure has cues of its own."""
        stretch = self.candidate.field.right
        return any(stretch.start <= cue.start < stretch.end for cue in self.candidate.scene.cues)

    @property
    def is_change(self) -> bool:
        """The end of ``från A till B``."""
        text, last = self.candidate.scene.text, self.last[0]
        before = text[max(0, last.field.own.start - 30) : last.field.own.start]
        same = last.unit == self.candidate.unit
        return self.here and same and bool(_TO.fullmatch(self.between) and _FROM.search(before))


def _situation(candidate: Candidate, history: list[Decided], own: bool) -> _Situation | None:
    money = candidate.unit is Unit.SEK
    earlier = [
        d
        for d in history[-12:]
        if not d[0].is_time
        and (d[0].unit is Unit.SEK) == money
        and not (d[0].unit is Unit.PERSONS and is_base(d[0].scene.text, d[0].field))
    ]
    if not earlier:
        return None
    last, scene = earlier[-1], candidate.scene
    distance = scene.sentence.i - last[0].scene.sentence.i
    start, end = candidate.field.own.start, candidate.field.own.end
    return _Situation(
        candidate=candidate,
        last=last,
        alike=[d for d in earlier if d[0].unit == candidate.unit],
        own=own,
        here=distance == 0,
        near=distance <= 1,
        left=scene.text[max(0, start - _REACH) : start],
        between=scene.text[last[0].field.own.end : start] if distance == 0 else "",
        right=scene.text[end : end + _REACH],
    )


def _inherited(s: _Situation, status: Status) -> tuple[Measure, Status] | None:
    """Measure and status of the earlier figure that this one continues; None where it stands alone."""
    _, measure, last_status = s.last
    if s.here and _in_parenthesis(s):
        return measure, last_status if status is Status.OUTCOME else status
    if s.here and _OF_WHICH.search(s.left) and not s.cued_right:
        return measure, last_status
    if s.is_change:
        return measure, status
    if (
        s.here
        and s.candidate.unit is Unit.PERCENT
        and s.last[0].unit is Unit.PERCENT
        and _AGAINST.match(s.between)
    ):
        return measure, status
    if s.near and _MORE_THAN.match(s.right) and not s.cued_right:
        return measure, status
    if measure is Measure.UNEMPLOYMENT and s.near and _ENROLLED.match(s.right):
        return measure, status
    respective = _respective(s, status)
    if respective is not None:
        return respective
    if s.here and not s.cued_right and _appended(s):
        contrast = _CONTRAST.search(s.between)
        return measure, status if contrast or status is not Status.OUTCOME else last_status
    if s.alike and _LEFT_OVER.match(s.right) and s.alike[-1][1] is Measure.CAPACITY:
        return Measure.CAPACITY, status
    if s.own:
        return None
    if s.near and _RESTATED.search(s.left):
        return measure, status
    return _parallel(s, status)


def _parallel(s: _Situation, status: Status) -> tuple[Measure, Status] | None:
    """``Motsvarande siffror var 155 respektive 71``, ``i fjol var det 40``."""
    if not s.alike:
        return None
    before, measure, _ = s.alike[-1]
    distance = s.candidate.scene.sentence.i - before.scene.sentence.i
    if s.candidate.unit is Unit.PERCENT:
        text = s.candidate.scene.text
        compared = s.candidate.quantity.percent_points or _COMPARED.search(text)
        level = distance <= _NEARBY and _LEVEL.search(s.left[-_REACH // 4 :] + " … " + s.right[:40])
        if distance == 0 or (distance == 1 and compared) or level:
            return measure, status
    return (measure, status) if _LIKE_BEFORE.search(s.left) else None


def _respective(s: _Situation, status: Status) -> tuple[Measure, Status] | None:
    """``155 respektive 71`` after two figures: first like first, second like second."""
    second = s.here and _RESPECTIVELY.fullmatch(s.between)
    if (second or _RESPECTIVELY.match(s.right)) and len(s.alike) > 1 and not s.cued_right:
        return s.alike[-2][1], status
    return None


def _in_parenthesis(s: _Situation) -> bool:
    """A figure in parentheses without cues there, after a figure outside them."""
    if not _PARENTHESIS.search(s.left):
        return False
    text = s.candidate.scene.text
    opening = text.rfind("(", 0, s.candidate.field.own.start)
    closing = text.find(")", opening)
    cued = any(opening <= cue.start < closing for cue in s.candidate.scene.cues)
    return s.last[0].field.own.start < opening and not cued


def _appended(s: _Situation) -> bool:
    """A bare number hung onto the last figure without a verb: ``har anställt 600, kommunen drygt 350``."""
    if s.candidate.quantity.rule not in _CONTINUING or s.last[0].unit != s.candidate.unit:
        return False
    rest = _CLAUSE.split(s.right, maxsplit=1)[0]
    words = _WORD.findall(s.between) + _WORD.findall(rest)
    return len(words) <= 12 and not any(is_predicate(word) for word in words)
