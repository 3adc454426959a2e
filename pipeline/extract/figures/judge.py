"""Measure and status of a candidate: rules on its clause, and what it inherits from the figures before."""

from __future__ import annotations

import re

from pipeline.article import TaggedArticle
from pipeline.extract.figures.features import Decided
from pipeline.extract.figures.measure import decide
from pipeline.extract.figures.scene import Candidate
from pipeline.extract.figures.status import status_of
from pipeline.vocab import Measure, Status, Unit

_PARENTHESIS = re.compile(r"\((?:[^()]*[^\w()])?(?:cirka |ca )?$")
_LIKE_BEFORE = re.compile(
    r"\b(?:motsvarande|siffran|siffrorna|andelen|antalet|(?:är|var|blev|blir|hade) (?:det|de|den)|det (?:är|var|blev)|i fjol|förra året|i år"
    r"|året innan|året före|tidigare|nu|i dag)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"\s*respektive\s*", re.IGNORECASE)


def judge(
    tagged: TaggedArticle, candidate: Candidate, history: list[Decided]
) -> tuple[Measure, Status]:
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
    inherited = None if candidate.is_time else _inherited(candidate, history, scores.own)
    if inherited is not None:
        return inherited
    return scores.measure, status


def _inherited(
    candidate: Candidate, history: list[Decided], own: bool
) -> tuple[Measure, Status] | None:
    """Measure and status of an earlier figure that this one only continues."""
    scene, quantity = candidate.scene, candidate.quantity
    earlier = [d for d in history if not d[0].is_time and d[0].unit is not Unit.SEK]
    if not earlier:
        return None
    last, measure, status = earlier[-1]
    here = last.scene.sentence.i == scene.sentence.i
    left = scene.text[: candidate.field.own.start]
    if here and _PARENTHESIS.search(left) and not _PARENTHESIS.search(
        scene.text[: last.field.own.start]
    ):
        inside = scene.text[left.rfind("(") :].split(")")[0]
        if not any(c.start >= left.rfind("(") and c.end <= left.rfind("(") + len(inside) for c in scene.cues):
            return measure, status
    return None
