"""The queue of rows to look at: those least likely to be right first."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from pipeline.confidence import SIGNS, Doubt, doubts
from pipeline.dataset import rows

QUEUE_LENGTH = 300
QUEUED = tuple(SIGNS)


@dataclass(frozen=True)
class Doubtful:
    """One row of the queue."""

    row: dict[str, Any]
    doubts: tuple[Doubt, ...]
    confidence: float | None


def doubtful(connection: sqlite3.Connection, table: str) -> list[Doubtful]:
    """The rows of a table that are least sure, those first; what a reviewer decided on is left out."""
    found = rows(
        connection,
        f'SELECT * FROM "{table}" WHERE NOT reviewed ORDER BY confidence, rowid LIMIT ?',
        [QUEUE_LENGTH],
    )
    return [Doubtful(row, doubts_of(table, row), row["confidence"]) for row in found]


def doubts_of(table: str, row: dict[str, Any]) -> tuple[Doubt, ...]:
    """The doubts of a row with their words; codes that this program does not know are left out."""
    codes = row.get("doubts") or ()
    known = doubts(table)
    listed = json.loads(codes) if isinstance(codes, str) else codes
    return tuple(known[code] for code in listed if code in known)
