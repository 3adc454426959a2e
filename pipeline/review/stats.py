"""What the reviews say of the extractor: precision per table as reviewed, and where reviewers disagree."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.review.decisions import Decision
from pipeline.vocab import Verdict

_Z = 1.96


@dataclass(frozen=True)
class TableStats:
    """The last decision on each row of one table, counted."""

    table: str
    right: int
    edited: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """The share of the rows decided on that were right as extracted."""
        n = self.right + self.edited + self.wrong
        return self.right / n if n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % interval of the precision (Wilson); it holds for rows drawn by chance, not for a queue."""
        n = self.right + self.edited + self.wrong
        if not n:
            return None
        p = self.right / n
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)


def statistics(decisions: Sequence[Decision]) -> list[TableStats]:
    """Stats per table in the order the tables were first decided on."""
    last: dict[tuple[str, str, int, int, str], Decision] = {}
    for one in decisions:
        last[_what(one)] = one
    tables = dict.fromkeys(one.table for one in decisions)
    found = []
    for table in tables:
        counts = Counter(one.verdict for one in last.values() if one.table == table)
        found.append(
            TableStats(
                table,
                counts[Verdict.RIGHT],
                counts[Verdict.EDIT],
                counts[Verdict.WRONG],
                counts[Verdict.MISSED],
            )
        )
    return found


def disagreements(decisions: Sequence[Decision]) -> list[tuple[Decision, Decision]]:
    """Pairs of last decisions of two reviewers on one row that differ; the later one holds."""
    by_row: dict[tuple[str, str, int, int, str], dict[str, Decision]] = {}
    for one in decisions:
        by_row.setdefault(_what(one), {})[one.who] = one
    found = []
    for said in by_row.values():
        ordered = sorted(said.values(), key=lambda d: d.at)
        for earlier, later in itertools.pairwise(ordered):
            if (earlier.verdict, earlier.values) != (later.verdict, later.values):
                found.append((earlier, later))
    return found


def _what(one: Decision) -> tuple[str, str, int, int, str]:
    told = one.row or one.values
    same = f"{told.get('factor', '')}|{told.get('value', '')}" if one.table != "programmes" else ""
    return one.table, one.sha256, one.start, one.end, same
