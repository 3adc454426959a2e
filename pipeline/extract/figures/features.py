"""What speaks for the measure and the status of a figure: words by their place, the rules' verdict, the neighbours."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.extract.figures.cues import Zone
from pipeline.extract.figures.judge import Judgement
from pipeline.extract.figures.memory import TIME_UNITS
from pipeline.extract.figures.predicates import is_predicate
from pipeline.extract.figures.scene import Candidate
from pipeline.vocab import Unit

Features = dict[str, float]

_WORD = re.compile(r"[^\W\d_]+|\d+|[:%()–-]")
_STEM = 6  # letters by which inflected forms are one
_REACH = 120  # characters
_NEAR = 4  # words on either side that are told by their place
_KINDS = {
    Unit.PERSONS: "people",
    Unit.HOUSEHOLDS: "people",
    Unit.PERCENT: "share",
    Unit.SEK: "money",
    Unit.JOBS: "jobs",
    Unit.PLACES: "jobs",
    **dict.fromkeys(TIME_UNITS, "time"),
}
_TOLD_BY_KIND = ("left", "right", "frame", "sentence", "own", "head", "cue", "rule")
_OFTEN = 0.2  # of the figures of an article


def features(told: Sequence[tuple[Candidate, Judgement]]) -> list[Features]:
    """The features of each figure of an article, in text order, with what the rules say of it."""
    overall = Counter(judged.measure for _, judged in told)
    often = {f"article={measure}": 0.5 for measure, n in overall.items() if n / len(told) > _OFTEN}
    return [_features(told, k) | often for k in range(len(told))]


def _features(told: Sequence[tuple[Candidate, Judgement]], k: int) -> Features:
    candidate, judged = told[k]
    found: Features = dict.fromkeys(_of_itself(candidate, judged), 1.0)
    found |= dict.fromkeys(_of_words(candidate), 1.0)
    for name, step in (("last", -1), ("next", 1)):
        found |= dict.fromkeys(_of_neighbour(told, k, k + step, name), 1.0)
    for cue in candidate.scene.cues:
        zone = candidate.field.zone(cue.start, cue.end)
        name = f"cue {zone} {cue.measure}"
        found[name] = max(found.get(name, 0.0), cue.weight / 3)
    for place, cues in (
        ("before", candidate.scene.before_cues),
        ("heading", candidate.scene.heading_cues),
    ):
        for cue in cues:
            found[f"cue {place} {cue.measure}"] = 0.5
    # The same words mean other things beside money and beside people.
    kind = _KINDS.get(candidate.unit, "bodies")
    return found | {f"{kind}: {n}": v for n, v in found.items() if n.startswith(_TOLD_BY_KIND)}


def _of_itself(candidate: Candidate, judged: Judgement) -> Iterator[str]:
    quantity, unit = candidate.quantity, candidate.unit
    value = quantity.number.value
    size = round(2 * math.log10(value)) if value > 0 else -1
    yield "bias"
    yield f"unit={unit}"
    yield f"role={quantity.role}"
    yield f"rule={judged.measure}"
    yield f"rule={judged.measure}, role={quantity.role}"
    yield f"rule status={judged.status}"
    yield f"{judged.measure} {judged.status}"
    yield f"size={size}"
    yield f"read={quantity.rule}"
    yield f"qualifier={quantity.qualifier}"
    yield f"form={quantity.number.form}"
    yield f"block={candidate.scene.kind}"
    strength = judged.strength
    yield "taken over" if strength is None else f"rule={judged.measure} {min(int(strength), 6)}"
    if quantity.partitive:
        yield "partitive"
    if quantity.number.high is not None:
        yield "range"


def _of_words(candidate: Candidate) -> Iterator[str]:
    text, field = candidate.scene.text, candidate.field
    left = _words(text[max(0, field.own.start - _REACH) : field.own.start])[::-1]
    right = _words(text[field.own.end : field.own.end + _REACH])
    own = _words(text[field.own.start : field.own.end])
    yield from (f"own={word}" for word in own)
    if own:
        yield from (f"head={own[-1][-letters:]}" for letters in (6, 4))
    for side, words in (("left", left), ("right", right)):
        for place, word in enumerate(words[:_NEAR]):
            yield f"{side} {place}={word}"
            yield f"{side} near={_stem(word)}"
        verb = next((word for word in words if is_predicate(word)), None)
        yield f"{side} verb={_stem(verb) if verb else None}"
    for zone, span in (
        (Zone.LEFT, field.left),
        (Zone.RIGHT, field.right),
        (Zone.FRAME, field.frame),
    ):
        yield from (f"{zone}={stem}" for stem in _stems(text[span.start : span.end]))
    yield from (f"sentence={stem}" for stem in _stems(text))
    yield from (f"before={stem}" for stem in _stems(candidate.scene.before))
    yield from (f"heading={stem}" for stem in _stems(candidate.scene.heading))


def _of_neighbour(
    told: Sequence[tuple[Candidate, Judgement]], k: int, other: int, name: str
) -> Iterator[str]:
    if not 0 <= other < len(told):
        yield f"no {name}"
        return
    (mine, _), (candidate, judged) = told[k], told[other]
    apart = abs(mine.scene.sentence.i - candidate.scene.sentence.i)
    near = "here" if apart == 0 else "beside" if apart == 1 else "far"
    same = mine.unit is candidate.unit
    yield f"{name} {near}={judged.measure}"
    yield f"{name} {near}={judged.measure}, same={same}"
    yield f"{name} {near} status={judged.status}"
    if apart == 0:
        one, two = sorted((mine, candidate), key=lambda it: it.field.own.start)
        between = mine.scene.text[one.field.own.end : two.field.own.start].strip().lower()
        if len(between) < 20:
            yield f"{name} between={between}"


def _words(text: str) -> list[str]:
    return [word if not word.isdigit() else "0" for word in _WORD.findall(text.lower())]


def _stem(word: str) -> str:
    return word[:_STEM]


def _stems(text: str) -> list[str]:
    """In order: a sum's last bits must not hang on how a set is walked."""
    return sorted({_stem(word) for word in _words(text) if len(word) > 1})
