"""The words that show a factor: a clause, or one member of a list of factors."""

from __future__ import annotations

from pipeline.article import Span
from pipeline.extract.factors.candidates import Candidate
from pipeline.extract.factors.stretches import Stretch

_REPORTED_AFTER = frozenset(
    "säger berättar förklarar menar anser tycker tror konstaterar betonar framhåller understryker "
    "påpekar poängterar skriver sa sade minns svarar tillägger fortsätter".split()
)


def evidence(row: Stretch, candidate: Candidate) -> Span:
    """From the clause with the content words to that with the cue, without marks and ``säger X``."""
    first, last = candidate.first, candidate.last
    if (
        candidate.cue is not None
        and abs(row.clauses[candidate.cue[0]] - row.clauses[candidate.first]) <= 1
    ):
        first, last = min(first, candidate.cue[0]), max(last, candidate.cue[1])
    while first > 0 and row.clauses[first - 1] == row.clauses[first]:
        first -= 1
    while last < len(row.words) and row.clauses[last] == row.clauses[last - 1]:
        last += 1
    while first < candidate.first and not row.words[first][0].isalnum():
        first += 1
    while last > candidate.last and not row.words[last - 1][-1].isalnum():
        last -= 1
    return row.span(first, last)
