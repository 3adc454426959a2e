"""What a figure takes over from the figures before it: ``I Lund var det 40``, ``varav sju``, ``en ökning med 9``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.figures.cues import Zone
from pipeline.extract.figures.measure import RESULTS, Scores, is_base
from pipeline.extract.figures.nouns import Role
from pipeline.extract.figures.predicates import is_predicate
from pipeline.extract.figures.scene import Candidate, Decided
from pipeline.vocab import Measure, Status, Unit

_REACH = 240
_PARENTHESIS = re.compile(r"\((?:[^()]*[^\w()])?(?:cirka |ca )?$")
_LIKE_BEFORE = re.compile(
    r"\b(?:motsvarande|siffran|siffrorna|andelen|andelar|antalet|mål|målet|planen|planens|prognosen"
    r"|(?:handlar|rör) det (?:sig )?om|(?:är|var|blev|blir|hade) (?:det|de|den)|det (?:är|var|blev)"
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
_SHARE_OF_IT = re.compile(
    r"(?:^|[.;:–-]\s)(?:det (?:är|var|motsvarar|blir|blev)|andelen (?:är|var|blev))\s+(?:\w+\s)?$",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\s+av\s+(?:alla|samtliga|de|dem|hela|gruppen|deltagarna|befolkningen)\b", re.IGNORECASE
)
# "4 510 var arbetslösa, en ökning med 12 procent": the change is of what was told before
_CHANGE_BY = re.compile(
    r"\b(?:ökning\w*|minskning\w*|nedgång\w*|uppgång\w*|höjning\w*|sänkning\w*)\s(?:[^\W\d_]+\s){0,2}(?:med|på|om)"
    r"\s(?:[^\W\d_]+\s)?$",
    re.IGNORECASE,
)
# "Tre på gruvan, en på skolan": where those of the figure before have ended up
_SOMEWHERE = re.compile(
    r"\s+(?:av (?:dem|dessa)\s+)?(?:på|hos|vid|inom|i)\s+[^\W\d_]+", re.IGNORECASE
)
_LISTED = re.compile(r"(?:^\W*|[,;]\s+|\boch\s+)(?:bara\s+|hela\s+)?$")
_PLAIN_COST = re.compile(
    r"budget\w*|kostnad\w*|kosta\w*|notan|avs[aä]tt\w*|prognos\w*|utfall\w*|pengar\w*|anslag\w*",
    re.IGNORECASE,
)
# "Bland utrikes födda är den 19 procent": what it was before
_IT_IS = re.compile(
    r"\b(?:är|var|blev|ligger|låg)\s(?:den|siffran|andelen|nivån|motsvarande (?:andel|siffra))\s(?:på\s"
    r"|nu\s)?(?:\w+\s)?$",
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
    r"|fördubblats|halverats|nådde|gjort det|(?:gått|gick) från)\b",
    re.IGNORECASE,
)
_NEARBY = 3
_CLAUSE = re.compile(r"[.;:!?]|,\s")
_WORD = re.compile(r"[^\W\d_]+")
_CONTINUING = frozenset({"elliptical", "paired", "like_before"})


def continued(
    candidate: Candidate, history: list[Decided], scores: Scores, status: Status
) -> tuple[Measure, Status] | None:
    """What a figure that continues an earlier one takes over; None where it stands alone."""
    if candidate.is_time or is_base(candidate.scene.text, candidate.field):
        return None
    right = candidate.scene.text[candidate.field.own.end :]
    if candidate.unit is Unit.PERSONS and _staff(history) and _LEFT_OVER.match(right):
        return Measure.CAPACITY, status
    if candidate.unit is Unit.SEK and history and _restates_cost(candidate, history[-1]):
        return Measure.BENEFIT_COST, status
    situation = _situation(candidate, history, scores.own)
    if situation is None:
        return None
    if candidate.unit is Unit.SEK:
        told = situation.last[1]
        like = situation.near and (
            _MORE_THAN.match(situation.right) or _CHANGE_BY.search(situation.left)
        )
        level = told is Measure.BENEFIT_COST and situation.near and _adds_no_object(situation)
        return (told, status) if situation.is_change or like or level else None
    return _inherited(situation, status)


def _staff(history: list[Decided]) -> bool:
    """True where the people counted last were staff."""
    return [d[1] for d in history if d[0].unit is Unit.PERSONS][-1:] == [Measure.CAPACITY]


def _restates_cost(candidate: Candidate, last: Decided) -> bool:
    """``utbetalningarna sjönk med 11 procent, vilket motsvarar 5 miljoner``."""
    same = last[0].scene.sentence == candidate.scene.sentence
    left = candidate.scene.text[: candidate.field.own.start]
    return same and last[1] is Measure.BENEFIT_COST and bool(_RESTATED.search(left))


def _adds_no_object(s: _Situation) -> bool:
    """True where nothing in a sum's clause says that it pays for something else than the sum before."""
    text, field = s.candidate.scene.text, s.candidate.field
    return all(
        cue.measure is Measure.BENEFIT_RECIPIENTS
        or cue.measure is Measure.BENEFIT_COST
        or cue.weight < 1
        or _PLAIN_COST.fullmatch(text, cue.start, cue.end)
        for cue in s.candidate.scene.cues
        if field.zone(cue.start, cue.end) in (Zone.LEFT, Zone.RIGHT, Zone.OWN)
    )


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
        return any(
            stretch.start <= cue.start < stretch.end or cue.start < stretch.start < cue.end
            for cue in self.candidate.scene.cues
        )

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
    if s.candidate.quantity.role is Role.STAFF:
        return None
    if s.near and not s.own and _CHANGE_BY.search(s.left):
        return measure, status
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
    if (
        s.near
        and s.candidate.unit is Unit.PERCENT
        and s.last[0].unit is Unit.PERSONS
        and _SHARE_OF_IT.search(s.left)
        and (not s.own or _OF_ALL.match(s.right))
        and measure not in (Measure.PARTICIPANTS, Measure.CAPACITY)
    ):
        return measure, status
    if (
        s.near
        and s.candidate.unit is Unit.PERCENT
        and s.last[0].unit is Unit.PERCENT
        and _IT_IS.search(s.left)
    ):
        return measure, status
    if _placed(s):
        return measure, last_status
    if s.own:
        return None
    if s.near and _RESTATED.search(s.left):
        return measure, status
    return _parallel(s, status)


# nouns that say themselves what is counted, whatever was counted before
_SELF_TOLD = frozenset(
    {
        Role.PARTICIPANT,
        Role.STAFF,
        Role.INTERN,
        Role.RECIPIENT,
        Role.DROPOUT,
        Role.APPLICANT,
        Role.SUMMER,
    }
)


def _placed(s: _Situation) -> bool:
    """``Fem har jobb. Tre på gruvan …``: a number with nothing but a place goes on with the result before."""
    if s.candidate.quantity.rule != "elliptical" or s.cued_right or not s.near:
        return False
    if s.last[0].unit is not Unit.PERSONS or s.last[1] not in RESULTS:
        return False
    if not (_LISTED.search(s.left) and _SOMEWHERE.match(s.right)):
        return False
    rest = _CLAUSE.split(s.right, maxsplit=1)[0]
    return not any(is_predicate(word) for word in _WORD.findall(rest))


def _parallel(s: _Situation, status: Status) -> tuple[Measure, Status] | None:
    """``Motsvarande siffror var 155 respektive 71``, ``i fjol var det 40``."""
    if not s.alike or s.candidate.quantity.role in _SELF_TOLD:
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
