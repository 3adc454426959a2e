"""Figures: quantities about programmes, participants, the labour market, benefits, money and time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipeline.article import Span, TaggedArticle
from pipeline.extract.figures.cues import Field
from pipeline.extract.figures.facts import group_of, period_of, source_of
from pipeline.extract.figures.features import features
from pipeline.extract.figures.judge import Judgement, judge
from pipeline.extract.figures.model import reasons, weigh
from pipeline.extract.figures.scene import Candidate, Decided, candidates
from pipeline.extract.figures.topic import on_topic
from pipeline.findings import Figure


def find(tagged: TaggedArticle) -> Iterator[Figure]:
    """The figures of an article, in text order."""
    if not on_topic(tagged):
        return
    published = tagged.article.meta.dated
    told = judged_by_rules(tagged)
    for (candidate, _), weighed in zip(told, weigh(told), strict=True):
        quantity, field, text = candidate.quantity, candidate.field, candidate.scene.text
        start, end = period_of(text, published, field)
        high = quantity.number.high
        yield Figure(
            span=quantity.span,
            value=round(quantity.number.value, 2),
            value_high=None if high is None else round(high, 2),
            unit=candidate.unit,
            qualifier=quantity.qualifier,
            measure=weighed.measure,
            status=weighed.status,
            group=group_of(quantity, text, field),
            place_code="SE" if _is_national(text, field) else None,
            period_start=start,
            period_end=end,
            source=source_of(text),
            rule=quantity.rule,
            likely=weighed.likely,
        )


def judged_by_rules(tagged: TaggedArticle) -> list[tuple[Candidate, Judgement]]:
    """The figures of an article in text order, with what the rules say of each."""
    told: list[tuple[Candidate, Judgement]] = []
    history: list[Decided] = []
    for candidate in candidates(tagged):
        judged = judge(candidate, history)
        if judged is not None:
            history.append((candidate, judged.measure, judged.status))
            told.append((candidate, judged))
    return told


def why(tagged: TaggedArticle, span: Span) -> Iterator[str]:
    """Lines that tell what the rules said of the figure at ``span``, and what decided for its measure and status."""
    told = judged_by_rules(tagged)
    for (candidate, judged), seen in zip(told, features(told), strict=True):
        if candidate.quantity.span != span:
            continue
        yield f"rules: {judged.measure}, {judged.status}"
        for question, some in groupby(reasons(seen), key=lambda one: one.question):
            held = list(some)
            yield f"{question}: {held[0].chosen} rather than {held[0].second}, by"
            yield from (f"  {one.weight:+.2f} {one.feature}" for one in held)


def _is_national(text: str, field: Field) -> bool:
    """True where the figure's clause says that it holds for the whole country."""
    clause = text[field.left.start : max(field.right.end, field.own.end)].lower()
    return any(words in clause for words in ("i hela landet", "i riket", "i sverige", "nationellt"))
