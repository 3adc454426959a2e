"""Features of a candidate for the measure and status models: units, roles, cues by zone, nearby words."""

from __future__ import annotations

import re

from pipeline.article import TaggedArticle, Token
from pipeline.extract.figures.cues import Cue, Field, Zone
from pipeline.extract.figures.nouns import noun
from pipeline.extract.figures.scene import Candidate
from pipeline.vocab import Measure, Status

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 7
_RIGHT_WORDS = 8
_LEFT_WORDS = 6
_DECAY = 60.0
Decided = tuple[Candidate, Measure, Status]


def stem(word: str) -> str:
    """A crude stem: the first letters, enough to join inflected forms."""
    return word.lower()[:_STEM]


def features(
    tagged: TaggedArticle, candidate: Candidate, history: list[Decided]
) -> dict[str, float]:
    """Named feature values. ``history`` holds the candidates already decided, in text order."""
    quantity, field, scene = candidate.quantity, candidate.field, candidate.scene
    unit, role = str(candidate.unit), str(quantity.role or "none")
    values: dict[str, float] = {
        "bias": 1.0,
        f"unit:{unit}": 1.0,
        f"role:{role}": 1.0,
        f"unit+role:{unit}+{role}": 1.0,
        f"rule:{quantity.rule}": 1.0,
        f"form:{quantity.number.form}": 1.0,
        f"qualifier:{quantity.qualifier}": 1.0,
        f"block:{scene.kind}": 1.0,
    }
    if quantity.partitive:
        values["partitive"] = 1.0
    if quantity.percent_points:
        values["points"] = 1.0
    if quantity.noun is not None:
        values[f"noun:{quantity.noun.stem}"] = 1.0
    _add_cues(values, scene.cues, field, unit)
    _add_context(values, "before", scene.before_cues)
    _add_context(values, "heading", scene.heading_cues)
    _add_words(values, scene.text, field)
    _add_history(values, candidate, history)
    _add_syntax(values, tagged, candidate)
    return values


def _add_cues(values: dict[str, float], cues: tuple[Cue, ...], field: Field, unit: str) -> None:
    nearest: dict[str, tuple[int, str]] = {}
    for cue in cues:
        zone = field.zone(cue.start, cue.end)
        gap = max(cue.start - field.own.end, field.own.start - cue.end, 0)
        strength = cue.weight * _DECAY / (_DECAY + gap) / 3
        for name in (f"{zone}:{cue.measure}", f"{unit}:{zone}:{cue.measure}"):
            values[name] = max(values.get(name, 0.0), strength)
        side = "R" if cue.start >= field.own.end else "L"
        if zone in (Zone.RIGHT, Zone.LEFT, Zone.OWN) and gap < nearest.get(side, (999, ""))[0]:
            nearest[side] = (gap, str(cue.measure))
    for side, (_, measure) in nearest.items():
        values[f"nearest:{side}:{measure}"] = 1.0
    if not nearest:
        values["no cue"] = 1.0


def _add_context(values: dict[str, float], name: str, cues: tuple[Cue, ...]) -> None:
    for cue in cues:
        key = f"{name}:{cue.measure}"
        values[key] = max(values.get(key, 0.0), cue.weight / 3)


def _add_words(values: dict[str, float], text: str, field: Field) -> None:
    right = _WORD.findall(text[field.right.start : field.right.end])[:_RIGHT_WORDS]
    left = _WORD.findall(text[field.left.start : field.left.end])[-_LEFT_WORDS:]
    own = _WORD.findall(text[field.own.start : field.own.end])
    for place, words in (("r", right), ("l", left), ("o", own)):
        for word in words:
            values[f"{place}:{stem(word)}"] = 1.0
    if right:
        values[f"r1:{stem(right[0])}"] = 1.0
    if left:
        values[f"l1:{stem(left[-1])}"] = 1.0
    for word in _WORD.findall(text[: field.own.start])[-20:]:
        values[f"s:{stem(word)}"] = 1.0


def _add_history(values: dict[str, float], candidate: Candidate, history: list[Decided]) -> None:
    same = [d for d in history[-8:] if d[0].unit == candidate.unit or not d[0].is_time]
    if not same:
        values["first"] = 1.0
        return
    before, measure, status = same[-1]
    here = before.scene.sentence.i == candidate.scene.sentence.i
    near = candidate.scene.sentence.i - before.scene.sentence.i <= 1
    where = "here" if here else "near" if near else "far"
    values[f"previous:{where}:{measure}"] = 1.0
    values[f"previous:{where}:{before.unit}+{candidate.unit}"] = 1.0
    values[f"previous:{where}:{status}"] = 1.0
    if "no cue" in values:
        values[f"inherit:{where}:{measure}"] = 1.0
    if candidate.quantity.rule in ("paired", "reference"):
        values[f"paired:{measure}"] = 1.0
    if before.unit == candidate.unit:
        values[f"same unit:{where}:{measure}"] = 1.0


def _add_syntax(values: dict[str, float], tagged: TaggedArticle, candidate: Candidate) -> None:
    """The verb above the figure, that verb's subject and object."""
    token = _anchor(tagged, candidate)
    if token is None:
        return
    values[f"dep:{token.dep}"] = 1.0
    for _ in range(4):
        head = tagged.head(token)
        if token.pos in ("VERB", "AUX") or head is None:
            break
        token = head
    values[f"verb:{stem(token.lemma)}"] = 1.0
    for child in tagged.children(token):
        if child.dep in ("nsubj", "nsubj:pass", "obj", "obl"):
            values[f"{child.dep}:{stem(child.lemma)}"] = 1.0
            entry = noun(child.text)
            if entry is not None:
                values[f"{child.dep} role:{entry.role}"] = 1.0


def _anchor(tagged: TaggedArticle, candidate: Candidate) -> Token | None:
    if candidate.quantity.head is not None:
        return tagged.tokens[candidate.quantity.head]
    at = tagged.token_index_at(max(candidate.quantity.number.end - 1, 0))
    return None if at is None else tagged.tokens[at]
