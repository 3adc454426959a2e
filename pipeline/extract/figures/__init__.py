"""Figures: quantities about programmes, participants, the labour market, benefits, money and time."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.article import TaggedArticle
from pipeline.extract.figures.cues import Field
from pipeline.extract.figures.facts import group_of, period_of, source_of
from pipeline.extract.figures.judge import judge
from pipeline.extract.figures.nouns import Role
from pipeline.extract.figures.scene import Candidate, Decided, candidates
from pipeline.extract.figures.topic import on_topic
from pipeline.findings import Figure
from pipeline.vocab import Measure, Unit

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
_STATISTICS = 10
_RECENT = 2


def find(tagged: TaggedArticle) -> Iterator[Figure]:
    """The figures of an article, in text order."""
    history: list[Decided] = []
    published = tagged.article.meta.published
    if not on_topic(tagged):
        return
    for candidate in candidates(tagged):
        quantity, field, text = candidate.quantity, candidate.field, candidate.scene.text
        if quantity.role in _SKIPPED_ROLES:
            continue
        measure, status = judge(candidate, history)
        small = quantity.number.value < _STATISTICS or quantity.role is Role.OTHER_PERSON
        if quantity.role in _WEAK_ROLES and measure is Measure.OTHER and small:
            continue
        if _says_nothing(candidate, measure, history):
            continue
        history.append((candidate, measure, status))
        start, end = period_of(text, published, field)
        high = quantity.number.high
        yield Figure(
            span=quantity.span,
            value=round(quantity.number.value, 2),
            value_high=None if high is None else round(high, 2),
            unit=candidate.unit,
            qualifier=quantity.qualifier,
            measure=measure,
            status=status,
            group=group_of(quantity, text, field),
            place_code="SE" if _is_national(text, field) else None,
            period_start=start,
            period_end=end,
            source=source_of(text),
            rule=quantity.rule,
        )


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
    return not scene.cues and not scene.before_cues and not recent


def _is_national(text: str, field: Field) -> bool:
    """True where the figure's clause says that it holds for the whole country."""
    clause = text[field.left.start : max(field.right.end, field.own.end)].lower()
    return any(words in clause for words in ("i hela landet", "i riket", "i sverige", "nationellt"))
