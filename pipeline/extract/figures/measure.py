"""What a figure says something about: role of the counted noun and cues by their place, weighed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.extract.figures.cues import Cue, Field, Zone
from pipeline.extract.figures.hints import after_aside, hints, is_vacant, of_the_place, take_part
from pipeline.extract.figures.nouns import Role, noun
from pipeline.extract.figures.predicates import is_predicate
from pipeline.extract.figures.quantity import Quantity
from pipeline.swedish.numbers import Form
from pipeline.vocab import Measure, Unit

M = Measure
_ALLOWED: dict[Unit, frozenset[Measure]] = {
    Unit.SEK: frozenset({M.BUDGET, M.BENEFIT_COST, M.OTHER}),
    Unit.YEARS: frozenset({M.DURATION}),
    Unit.MONTHS: frozenset({M.DURATION}),
    Unit.WEEKS: frozenset({M.DURATION}),
    Unit.DAYS: frozenset({M.DURATION}),
    Unit.HOURS: frozenset({M.DURATION}),
    Unit.HOUSEHOLDS: frozenset({M.BENEFIT_RECIPIENTS, M.PARTICIPANTS}),
    Unit.MUNICIPALITIES: frozenset({M.PARTNERS}),
    Unit.ORGANISATIONS: frozenset({M.PARTNERS}),
    Unit.PLACES: frozenset({M.CAPACITY, M.INTERNSHIP}),
    Unit.JOBS: frozenset({M.EMPLOYMENT, M.SUBSIDISED_EMPLOYMENT, M.CAPACITY, M.OTHER}),
    Unit.PERCENT: frozenset(set(M) - {M.PARTNERS, M.DURATION, M.BUDGET}),
    Unit.PERSONS: frozenset(
        set(M) - {M.BENEFIT_COST, M.BUDGET, M.FUNDING_SHARE, M.DURATION, M.PARTNERS}
    ),
    Unit.OTHER: frozenset({M.OTHER, M.DURATION}),
}
_PRIOR: dict[Role, tuple[Measure, float]] = {
    Role.PARTICIPANT: (M.PARTICIPANTS, 1.6),
    Role.PERSON: (M.PARTICIPANTS, 1.0),
    Role.RESIDENT: (M.OTHER, 6.0),
    Role.RELATIVE: (M.OTHER, 3.0),
    Role.STUDENT: (M.PARTICIPANTS, 1.5),
    Role.INTERN: (M.INTERNSHIP, 4.0),
    Role.SUMMER: (M.PARTICIPANTS, 3.0),
    Role.UNEMPLOYED: (M.UNEMPLOYMENT, 1.2),
    Role.APPLICANT: (M.OTHER, 3.0),
    Role.RECIPIENT: (M.BENEFIT_RECIPIENTS, 4.0),
    Role.HOUSEHOLD: (M.BENEFIT_RECIPIENTS, 3.0),
    Role.CASE: (M.OTHER, 3.0),
    Role.EMPLOYEE: (M.EMPLOYMENT, 1.2),
    Role.STAFF: (M.CAPACITY, 6.0),
    Role.VOLUNTEER: (M.OTHER, 4.0),
    Role.BOARD: (M.OTHER, 6.0),
    Role.DROPOUT: (M.DROPOUTS, 6.0),
    Role.VISITOR: (M.PARTICIPANTS, 1.0),
    Role.VISIT: (M.PARTICIPANTS, 2.0),
    Role.OTHER_PERSON: (M.OTHER, 2.5),
    Role.EMPLOYER: (M.PARTNERS, 5.0),
    Role.PARTNER: (M.PARTNERS, 5.0),
    Role.MUNICIPALITY: (M.PARTNERS, 5.0),
    Role.AREA: (M.OTHER, 6.0),
    Role.JOB: (M.EMPLOYMENT, 3.0),
    Role.POST: (M.CAPACITY, 6.0),
    Role.SUBSIDISED_JOB: (M.SUBSIDISED_EMPLOYMENT, 6.0),
    Role.SUMMER_JOB: (M.CAPACITY, 3.0),
    Role.VACANCY: (M.OTHER, 6.0),
    Role.PLACE: (M.CAPACITY, 6.0),
    Role.INTERNSHIP_PLACE: (M.CAPACITY, 5.0),
    Role.STUDY_PLACE: (M.CAPACITY, 5.0),
    Role.TIME: (M.DURATION, 6.0),
    Role.MINUTE: (M.DURATION, 6.0),
    Role.MONEY: (M.BUDGET, 1.2),
}
_ZONE_WEIGHT = {Zone.OWN: 1.6, Zone.RIGHT: 1.7, Zone.LEFT: 1.2, Zone.FRAME: 0.7, Zone.REST: 0.1}
_HALF_DISTANCE = 60.0
_BEFORE_WEIGHT = 0.2
_REPEATED = 0.4
_PART = 0.4  # anställt fem av praktikanterna: the noun is the whole, not what became of the part
_WHOLES = frozenset({Role.INTERN, Role.UNEMPLOYED, Role.RECIPIENT, Role.STUDENT, Role.HOUSEHOLD})
_DAMPED = 0.4
_REACH = 60
_FAR = 400
_WEAK = 0.7
_COMMA = 0.55
_ATTRIBUTE = 0.3
_IN_RELATIVE = 0.45
_SOM = re.compile(r"\s*(?:av\s+(?:[^\W_]+\s+){1,4}?)?som\b", re.IGNORECASE)
_ATTRIBUTE_PHRASE = re.compile(
    r"\s*(?:i åldern\s[^,.]{3,20}?\s)?(?:med|utan|från|i)\b", re.IGNORECASE
)
_STATES = frozenset({M.UNEMPLOYMENT, M.BENEFIT_RECIPIENTS})
_WORD = re.compile(r"[^\W\d_]+")
_BARE_PRIOR = 1.0
_BASE_PRIOR = 4.0
_RELATIVE_PRIOR = 1.0
_BASE = re.compile(
    r"\bav (?:[A-ZÅÄÖ]\w+s\s+)?(?:(?:de|dessa|våra|alla|samtliga|deras|kommunens|sammanlagt"
    r"|totalt|drygt|cirka|de sammanlagt|de totalt|de första|de drygt)\s+)?$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\s*(?:,\s*)?(?:av\s+(?:[^\W_]+\s+){1,4}?som|som|vilka|vi|man|med|utan)\b", re.IGNORECASE
)
_UNIT_DEFAULT = {Unit.SEK: M.BUDGET, Unit.PERSONS: M.PARTICIPANTS, Unit.PERCENT: M.OTHER}
RESULTS = frozenset(
    {M.EMPLOYMENT, M.SUBSIDISED_EMPLOYMENT, M.STUDIES, M.INTERNSHIP, M.ANY_OCCUPATION, M.DROPOUTS}
)
_RESULT_WEIGHT = 2.0
_SHARE_OF_MONEY = 4.0
_FUNDED = re.compile(
    r"^\s*(?:\w+\s+){0,2}?(?:från|ur|av (?:kostnad|budget|pengar|finansiering))",
    re.IGNORECASE,
)
_PAYS = re.compile(r"\b(?:betal\w+|finansier\w+|står|stod|bidr\w+|lägger|täck\w+)\b", re.IGNORECASE)
_VARAV = re.compile(r"\b(?:varav|därav|resten|resterande)\s+(?:\w+\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scores:
    """The measure decided, how much spoke for it, and whether cues of its own clause did."""

    measure: Measure
    score: float
    own: bool


def decide(
    quantity: Quantity,
    unit: Unit,
    field: Field,
    text: str,
    cues: Iterable[Cue],
    context: Iterable[Cue] = (),
    after_money: bool = False,
) -> Scores:
    """Weighs role and cues. ``field`` and ``cues`` are in offsets of the sentence; ``context`` is what
    the sentence before and the heading offer; ``after_money`` says that a sum was told just before.
    """
    allowed = _ALLOWED.get(unit, frozenset(M))
    if quantity.role is Role.VISIT:
        allowed |= {M.PARTICIPANTS}
    elif quantity.role is Role.CASE:
        allowed |= {M.CAPACITY}
    elif unit is Unit.JOBS and not is_vacant(text, field):
        allowed -= {M.OTHER}
    scores: dict[Measure, float] = dict.fromkeys(sorted(allowed), 0.0)
    if quantity.role in _PRIOR:
        measure, weight = _PRIOR[quantity.role]
        if quantity.role is Role.UNEMPLOYED and take_part(quantity, text, field):
            measure = M.PARTICIPANTS
        if measure in allowed:
            scores[measure] += weight * (
                _PART if quantity.partitive and quantity.role in _WHOLES else 1.0
            )
    base = unit is Unit.PERSONS and is_base(text, field)
    if base and quantity.role is Role.UNEMPLOYED and of_the_place(quantity, text, field):
        base = False
    if base and quantity.role not in (Role.STAFF, Role.RESIDENT):
        limit = _relative_end(text, field)
        scores[M.PARTICIPANTS] += _BASE_PRIOR if limit <= field.own.end else _RELATIVE_PRIOR
        cues = [c for c in cues if c.end <= field.own.start or field.own.end <= c.start < limit]
    elif quantity.role is None and unit is Unit.PERSONS and quantity.rule != "label":
        scores[M.PARTICIPANTS] += _BARE_PRIOR
    default = _UNIT_DEFAULT.get(unit)
    if default in allowed and default is not None:
        scores[default] += 0.3
    for measure, weight in hints(quantity, unit, text, field):
        if measure in allowed:
            scores[measure] += weight
    attribute_end = _attribute_end(text, field)
    relative_end = _main_verb(text, field) if not base else -1
    best: dict[tuple[Measure, Zone], float] = {}
    for cue in cues:
        if not field.own.start - _FAR < cue.start < field.own.end + _FAR:
            continue
        measure = _as_cost(text, cue) if unit is Unit.SEK else cue.measure
        zone = field.zone(cue.start, cue.end)
        if unit is Unit.PERCENT and (
            _is_whole(quantity, text, field, cue) or _names_all(text, cue)
        ):
            continue
        if measure not in allowed or (zone is Zone.OWN and quantity.noun is not None):
            continue
        gap = max(cue.start - field.own.end, field.own.start - cue.end, 0)
        weight = cue.weight * _ZONE_WEIGHT[zone] * _HALF_DISTANCE / (_HALF_DISTANCE + gap)
        if cue.start >= field.own.end:
            weight *= _COMMA ** min(text.count(",", after_aside(text, field), cue.start), 3)
            weight *= _ATTRIBUTE if cue.start < attribute_end and measure in _STATES else 1.0
            weight *= _IN_RELATIVE if cue.start < relative_end else 1.0
        key = (measure, zone)
        best[key] = max(best.get(key, 0.0), weight) + _REPEATED * min(best.get(key, 0.0), weight)
    if any(
        m in RESULTS and z in (Zone.RIGHT, Zone.OWN) and w >= _RESULT_WEIGHT
        for (m, z), w in best.items()
    ):
        scores[M.PARTICIPANTS] = scores.get(M.PARTICIPANTS, 0.0) * _DAMPED
        best = {key: w * (_DAMPED if key[0] is M.PARTICIPANTS else 1.0) for key, w in best.items()}
    for (measure, _), weight in best.items():
        scores[measure] += weight
    if M.FUNDING_SHARE in allowed and after_money and _funded(text, field):
        scores[M.FUNDING_SHARE] += _SHARE_OF_MONEY
    own = any(zone in (Zone.RIGHT, Zone.LEFT, Zone.OWN) for _, zone in best)
    if not own:
        behind: dict[Measure, float] = {}
        for cue in context:
            if cue.measure in allowed:
                weight = cue.weight * _BEFORE_WEIGHT
                behind[cue.measure] = max(behind.get(cue.measure, 0.0), weight)
        for measure, weight in behind.items():
            scores[measure] += weight
    if not scores:
        return Scores(M.OTHER, 0.0, own)
    top = max(scores, key=lambda measure: scores[measure])
    if unit is Unit.PERCENT and scores[top] < _WEAK:
        return Scores(M.OTHER, 0.0, own)
    return Scores(top, scores[top], own) if scores[top] > 0 else Scores(M.OTHER, 0.0, own)


def _relative_end(text: str, field: Field) -> int:
    """Where the relative clause after a figure ends: at its second verb. The figure's end without one."""
    if not _RELATIVE.match(text, field.own.end):
        return field.own.end
    verbs = [
        word.start()
        for word in _WORD.finditer(text, field.own.end, field.right.end)
        if is_predicate(word.group())
    ]
    return verbs[1] if len(verbs) > 1 else field.right.end


def _main_verb(text: str, field: Field) -> int:
    """Where the main verb stands after a relative clause: ``fem som får bidrag har jobb``; -1 without one."""
    if not _SOM.match(text, field.own.end):
        return -1
    end = _relative_end(text, field)
    return end if end < field.right.end else -1


def _attribute_end(text: str, field: Field) -> int:
    """Where the phrase ends that only says who is counted: ``70 personer med sjukpenning skulle …``."""
    match = _ATTRIBUTE_PHRASE.match(text, field.own.end)
    if not match:
        return -1
    for word in _WORD.finditer(text, match.end(), field.right.end):
        if is_predicate(word.group()):
            return word.start()
    return -1


def _is_whole(quantity: Quantity, text: str, field: Field, cue: Cue) -> bool:
    """The noun after a share is what it is a share of: ``en femtedel av deltagarna saknade dator``."""
    if cue.start < field.own.start or cue.start - field.own.end > _WHOLE_REACH:
        return False
    between = _WHOLE.fullmatch(text, field.own.end, cue.start)
    if not between or noun(text[cue.start : cue.end]) is None:
        return False
    following = _WORD.search(text, cue.end, min(cue.end + _WHOLE_REACH, len(text)))
    ratio = quantity.number.form is Form.RATIO
    return bool(ratio or between["of"] or (following and is_predicate(following.group())))


def _names_all(text: str, cue: Cue) -> bool:
    """``för deltagarna`` beside a share says whose share it is, not what became of them."""
    return cue.measure is M.PARTICIPANTS and text[cue.start : cue.end].lower().endswith(
        "deltagarna"
    )


_WHOLE_REACH = 25
_WHOLE = re.compile(
    r"\s*(?P<of>av\s+)?(?:(?:de|alla|våra|samtliga|kommunens|länets)\s+)?", re.IGNORECASE
)


def is_base(text: str, field: Field) -> bool:
    """True for the whole of which others are parts: ``av de 61 deltagarna``, ``34 av 58``."""
    return bool(_BASE.search(text[max(0, field.own.start - _REACH) : field.own.start]))


_GRANT = frozenset({"bidrag", "bidraget"})
_BENEFIT = re.compile(r"försörjningsstöd|bistånd|socialbidrag|bidragstagare", re.IGNORECASE)


def _as_cost(text: str, cue: Cue) -> Measure:
    """Money that goes with benefits is what the benefits cost; a ``bidrag`` without them is a grant."""
    if cue.measure is not M.BENEFIT_RECIPIENTS:
        return cue.measure
    grant = text[cue.start : cue.end].lower() in _GRANT and not _BENEFIT.search(text)
    return M.BUDGET if grant else M.BENEFIT_COST


def _funded(text: str, field: Field) -> bool:
    """``varav hälften ur en fond``, ``Två tredjedelar från ESF``: a share of the sum before it."""
    left, right = (
        text[max(0, field.own.start - _REACH) : field.own.start],
        text[field.own.end : field.own.end + 40],
    )
    if _VARAV.search(left) or _FUNDED.match(right):
        return True
    return not right.strip(" .)") and bool(_PAYS.search(left))
