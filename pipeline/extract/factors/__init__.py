"""Success factors: what somebody holds to make the work succeed or fail."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from pipeline.article import Span, TaggedArticle
from pipeline.extract.factors.features import (
    Features,
    lexicon_features,
    named_features,
    setting_features,
    text_features,
    word_features,
)
from pipeline.extract.factors.model import CODES, Judged, judge, model, sigmoid
from pipeline.extract.factors.pairs import pairs
from pipeline.extract.factors.stretches import Stretch, clauses, stretches
from pipeline.findings import Factor
from pipeline.vocab import Polarity

__all__ = ["find"]

THRESHOLD = 0.24  # F1 in cross-validation over the training articles is level from 0.20 to 0.26
HINDERS = 0.0  # log odds
# A sentence of at most so many words is its own evidence where it holds one factor.
MAX_EVIDENCE = 30


def find(tagged: TaggedArticle) -> Iterator[Factor]:
    """The factors of an article, in text order."""
    rows = list(stretches(tagged))
    lexical = [lexicon_features(row.words[: row.own]) for row in rows]
    setting = [setting_features(rows, i) for i in range(len(rows))]
    judged = [_judge(row, lexical[i], setting[i]) for i, row in enumerate(rows)]
    named = [
        named_features(row.words[: row.own], one.clauses)
        for row, one in zip(rows, judged, strict=True)
    ]
    kept = []
    for pair in pairs(judged, lexical, setting, named):
        likely = sigmoid(float(model().pairs.logits(pair.features)[0]))
        if likely >= THRESHOLD:
            kept.append((pair, likely))
    held = Counter(pair.row for pair, _ in kept)
    found = []
    for pair, likely in kept:
        row, one = rows[pair.row], judged[pair.row]
        hinders = float(model().polarity.logits(pair.polarity)[0]) > HINDERS
        found.append(
            Factor(
                span=_evidence(row, one, pair.code, alone=held[pair.row] == 1),
                factor=CODES[pair.code],
                polarity=Polarity.BARRIER if hinders else Polarity.SUCCESS,
                rule=f"learned {likely:.2f}, asserted {sigmoid(one.asserted):.2f}",
                likely=math.log(likely / (1 - likely)),
                asserted=one.asserted,
            )
        )
    yield from sorted(found, key=lambda factor: (factor.span, factor.factor))


def _judge(row: Stretch, lexical: Features, setting: Features) -> Judged:
    words = row.words[: row.own]
    own = {**word_features(words), **lexical}
    limits = clauses(words)
    parts = [text_features(words[first:last]) for first, last in limits]
    return judge(model().texts, own, setting, limits, parts)


def _evidence(row: Stretch, judged: Judged, code: int, alone: bool) -> Span:
    """The clause about the code, or the whole sentence, without marks and ``säger X``."""
    first, last = 0, row.own
    clause = judged.clause_of(code)
    if clause is not None and (not alone or last > MAX_EVIDENCE):
        first, last = judged.clauses[clause]
    while first < last - 1 and not row.words[first][0].isalnum():
        first += 1
    while last > first + 1 and not row.words[last - 1][-1].isalnum():
        last -= 1
    return row.span(first, last)
