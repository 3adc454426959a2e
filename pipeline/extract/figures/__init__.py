"""Figures: quantities about programmes, participants, the labour market, benefits, money and time."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.article import BlockKind, Sentence, Span, TaggedArticle, normalise
from pipeline.extract.figures.cues import Cue, Field, cues_in, fields
from pipeline.extract.figures.ellipsis import Memory, references, resolve
from pipeline.extract.figures.facts import group_of, period_of, source_of
from pipeline.extract.figures.measure import decide
from pipeline.extract.figures.nouns import Role
from pipeline.extract.figures.quantity import Quantity, quantities
from pipeline.extract.figures.status import status_of
from pipeline.findings import Figure
from pipeline.vocab import Measure, Status, Unit

_SKIPPED_ROLES = frozenset({Role.IDLE, Role.RELATIVE, Role.BOARD, Role.AREA, Role.THING, Role.PIECE, Role.CURRENCY,
                            Role.EVENT, Role.PROJECT, Role.VISITOR, Role.OTHER_PERSON, Role.VACANCY, Role.MINUTE, Role.CASE})  # fmt: skip
_TIME = frozenset({Unit.YEARS, Unit.MONTHS, Unit.WEEKS, Unit.DAYS, Unit.HOURS})
_MAX_SENTENCE = 4000


def find(tagged: TaggedArticle) -> Iterator[Figure]:
    """The figures of an article, in text order."""
    memory = Memory()
    heading: list[Cue] = []
    previous: list[Cue] = []
    block = -1
    for sentence in tagged.sentences:
        span = tagged.sentence_span(sentence)
        text = normalise(tagged.cut(span))[:_MAX_SENTENCE]
        kind = tagged.blocks[sentence.block].kind
        if sentence.block != block:
            block, previous = sentence.block, []
        cues = cues_in(text)
        yield from _sentence_figures(tagged, sentence, text, span.start, memory, cues, previous + heading)
        if kind in (BlockKind.HEADLINE, BlockKind.SUBHEADING):
            heading = cues
        previous = cues


def _sentence_figures(
    tagged: TaggedArticle, sentence: Sentence, text: str, shift: int, memory: Memory, cues: list[Cue], context: list[Cue]
) -> Iterator[Figure]:
    found = resolve(quantities(tagged, sentence), text, shift, memory)
    found += references(text, shift, found, memory)
    found.sort(key=lambda quantity: quantity.span)
    if not found:
        return
    places = _fields(text, shift, found)
    source = source_of(text)
    for quantity, field in zip(found, places, strict=True):
        unit = quantity.unit
        if unit is None or quantity.role in _SKIPPED_ROLES:
            continue
        scores = decide(quantity, unit, field, cues, context)
        start, end = period_of(text, tagged.article.meta.published, field)
        yield Figure(
            span=quantity.span,
            value=round(quantity.number.value, 2),
            value_high=None if quantity.number.high is None else round(quantity.number.high, 2),
            unit=unit,
            qualifier=quantity.qualifier,
            measure=scores.measure,
            status=status_of(text, field) if scores.measure is not Measure.DURATION else Status.OUTCOME,
            group=group_of(quantity, text, field),
            place_code="SE" if _NATIONAL(text, field) else None,
            period_start=start,
            period_end=end,
            source=source,
            rule=quantity.rule,
        )


def _NATIONAL(text: str, field: Field) -> bool:
    clause = text[field.left.start : max(field.right.end, field.own.end)].lower()
    return any(phrase in clause for phrase in ("i hela landet", "i riket", "i sverige", "nationellt"))


def _fields(text: str, shift: int, found: list[Quantity]) -> list[Field]:
    """The field of each quantity. Durations do not cut the field of what is counted."""
    spans = [Span(min(q.span.start - shift, len(text)), min(q.span.end - shift, len(text))) for q in found]
    counting = [k for k, q in enumerate(found) if q.unit not in _TIME]
    by_index = dict(zip(counting, fields(text, [spans[k] for k in counting]), strict=True))
    everything = fields(text, spans)
    return [by_index.get(k, everything[k]) for k in range(len(found))]
