"""Success factors: what somebody holds to make the work succeed or fail."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.article import TaggedArticle
from pipeline.extract.factors.evidence import evidence
from pipeline.extract.factors.features import (
    lexicon_features,
    own_words,
    setting_features,
    word_features,
)
from pipeline.extract.factors.model import judge
from pipeline.extract.factors.stretches import stretches
from pipeline.findings import Factor
from pipeline.vocab import Polarity

__all__ = ["find"]

THRESHOLD = 0.2  # asserted × code; best F1 in cross-validation over the training articles
BARRIER = 0.5


def find(tagged: TaggedArticle) -> Iterator[Factor]:
    """The factors of an article, in text order."""
    rows = list(stretches(tagged))
    found: list[Factor] = []
    for i, row in enumerate(rows):
        words = own_words(row.words)
        judged = judge(
            {**word_features(words), **lexicon_features(words)}, setting_features(rows, i)
        )
        codes = [
            code for code, share in judged.codes.items() if share * judged.asserted >= THRESHOLD
        ]
        polarity = Polarity.BARRIER if judged.barrier >= BARRIER else Polarity.SUCCESS
        for code in codes:
            found.append(
                Factor(
                    span=evidence(row, code, alone=len(codes) == 1),
                    factor=code,
                    polarity=polarity,
                    rule=f"asserted {judged.asserted:.2f}, {code} {judged.codes[code]:.2f}",
                )
            )
    yield from sorted(found, key=lambda factor: (factor.span, factor.factor))
