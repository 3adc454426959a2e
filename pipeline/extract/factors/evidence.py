"""The words that show a factor: the clauses about it, without marks and without ``säger X``."""

from __future__ import annotations

from pipeline.article import Span
from pipeline.extract.factors.features import content_matches, own_words
from pipeline.extract.factors.lexicons import contents, cue_matcher, cues
from pipeline.extract.factors.stretches import Stretch
from pipeline.vocab import FactorCode

MAX_WORDS = 30  # a sentence no longer than this is its own evidence where it holds one factor


def evidence(row: Stretch, code: FactorCode, alone: bool) -> Span:
    """The evidence for one code; ``alone`` where the sentence holds no other factor."""
    words = own_words(row.words)
    first, last = 0, len(words)
    if not alone or last > MAX_WORDS:
        first, last = _clauses_about(row, code, last)
    while first < last - 1 and not row.words[first][0].isalnum():
        first += 1
    while last > first + 1 and not row.words[last - 1][-1].isalnum():
        last -= 1
    return row.span(first, last)


def _clauses_about(row: Stretch, code: FactorCode, end: int) -> tuple[int, int]:
    """From the best content match out to the limits of its clause and of its cue's, if adjacent."""
    matches = [m for m in content_matches(row.words[:end]) if contents()[m.entry].factor is code]
    if not matches:
        return 0, end
    best = max(matches, key=lambda m: (contents()[m.entry].strength, m.last - m.first, -m.first))
    first, last = best.first, min(best.last, end)
    for cue in cue_matcher().find(row.words[:end]):
        near = abs(row.clauses[cue.first] - row.clauses[best.first]) == 1
        if near and cues()[cue.entry].strength >= 3:
            first, last = min(first, cue.first), max(last, cue.last)
            break
    while first > 0 and row.clauses[first - 1] == row.clauses[first]:
        first -= 1
    while last < end and row.clauses[last] == row.clauses[last - 1]:
        last += 1
    return first, last
