"""Success factors: what somebody holds to make the work succeed or fail."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.article import TaggedArticle
from pipeline.extract.factors.candidates import candidates
from pipeline.extract.factors.decide import THRESHOLD, probability
from pipeline.extract.factors.evidence import evidence
from pipeline.extract.factors.polarity import polarity
from pipeline.extract.factors.stretches import stretches
from pipeline.findings import Factor

__all__ = ["find"]


def find(tagged: TaggedArticle) -> Iterator[Factor]:
    """The factors of an article, in text order."""
    rows = list(stretches(tagged))
    found = []
    for candidate in candidates(rows):
        likely = probability(candidate.features)
        if likely >= THRESHOLD:
            row = rows[candidate.stretch]
            words = " ".join(row.words[candidate.first : candidate.last])
            found.append(
                Factor(
                    span=evidence(row, candidate),
                    factor=candidate.factor,
                    polarity=polarity(candidate),
                    rule=f"{candidate.factor}: {words} ({likely:.2f})",
                )
            )
    yield from sorted(found, key=lambda factor: (factor.span, factor.factor))
