"""How sure a row is: reasons for doubt that the row itself shows, each with its weight measured on gold.

The confidence of a row is the share of rows like it that were right on the gold articles the weights were
fitted on (see docs/inspecting.md). ``insats review calibrate`` fits them anew.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.lexicon.load import load
from pipeline.tables import columns

QUEUE_LENGTH = 300

CONDITIONS: dict[str, dict[str, str]] = {
    "figures": {
        "other_measure": "t.measure = 'other'",
        "other_unit": "t.unit = 'other'",
        "no_programme": "t.programme_id IS NULL",
        "number_word": "t.text NOT GLOB '*[0-9]*'",
        "small_count": "t.value < 5 AND t.unit <> 'percent'",
    },
    "quotes": {
        "no_speaker": "t.speaker IS NULL",
        "indirect": "t.kind = 'indirect'",
        "no_person": "t.speaker IS NOT NULL AND t.person_id IS NULL",
        "short": "length(t.text) < 30",
    },
    "success_factors": {
        "other_factor": "t.factor = 'other'",
        "no_speaker": "t.speaker IS NULL",
        "no_quote": "t.quote_id IS NULL",
        "barrier": "t.polarity = 'barrier'",
    },
    "programmes": {
        "unnamed": "NOT t.named",
        "one_mention": "(SELECT count(*) FROM (SELECT 1 FROM programme_mentions m "
        "WHERE m.programme_id = t.programme_id LIMIT 2)) < 2",
        "no_owner": "t.owner IS NULL",
        "no_figures": "NOT EXISTS (SELECT 1 FROM figures f WHERE f.programme_id = t.programme_id) "
        "AND NOT EXISTS (SELECT 1 FROM success_factors s WHERE s.programme_id = t.programme_id)",
    },
    "places": {
        "locality": "t.level IN ('locality', 'district')",
        "once": "(SELECT count(*) FROM (SELECT 1 FROM places p "
        "WHERE p.code = t.code AND p.article_id = t.article_id LIMIT 2)) < 2",
    },
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One line of ``lexicon/doubts.tsv``."""

    table: str
    code: str
    weight: float | None
    sv: str
    en: str


@dataclass(frozen=True)
class Doubtful:
    """One row of the queue."""

    row: dict[str, Any]
    doubts: tuple[Doubt, ...]
    confidence: float | None


@cache
def doubts(table: str) -> dict[str, Doubt]:
    """The reasons for doubt of a table by code, ``base`` among them."""
    return {one.code: one for one in load(Doubt, "doubts.tsv") if one.table == table}


def confidence(table: str, codes: Sequence[str]) -> float | None:
    """The share of rows with these doubts that were right on gold; None where it was not measured."""
    known = doubts(table)
    used = [known[code].weight for code in ("base", *codes)] if known else []
    weights = [weight for weight in used if weight is not None]
    if not known or len(weights) < len(used):
        return None
    return 1 / (1 + math.exp(-sum(weights)))


def doubts_of(connection: sqlite3.Connection, table: str, row_id: str) -> tuple[str, ...]:
    """Codes of the doubts that one row shows."""
    if table not in CONDITIONS:
        return ()
    found = connection.execute(
        f'SELECT {_flags(table)} FROM "{table}" t WHERE t."{_key(table)}" = ?', [row_id]
    ).fetchone()
    return _codes(table, found) if found else ()


def doubtful(connection: sqlite3.Connection, table: str) -> list[Doubtful]:
    """The rows of a table that are least sure, those first; rows that a reviewer decided on are left out."""
    weights = []
    for code, condition in CONDITIONS[table].items():
        weight = doubts(table)[code].weight
        weights.append(f"({-1.0 if weight is None else weight!r} * ({condition}))")
    names = [c.name for c in columns(table)]
    cursor = connection.execute(
        f"""SELECT {_flags(table)}, t.* FROM "{table}" t
            WHERE t."{_key(table)}" NOT IN
              (SELECT row_id FROM reviews WHERE table_name = ? AND row_id IS NOT NULL)
            ORDER BY {" + ".join(weights)}, t.rowid LIMIT ?""",
        [table, QUEUE_LENGTH],
    )
    found = []
    for values in cursor:
        flags, cells = tuple(values)[: -len(names)], tuple(values)[-len(names) :]
        codes = _codes(table, flags)
        found.append(
            Doubtful(
                dict(zip(names, cells, strict=True)),
                tuple(doubts(table)[code] for code in codes),
                confidence(table, codes),
            )
        )
    return found


def _key(table: str) -> str:
    return next(c.name for c in columns(table) if c.key)


def _flags(table: str) -> str:
    return ", ".join(f"({condition})" for condition in CONDITIONS[table].values())


def _codes(table: str, flags: Sequence[Any]) -> tuple[str, ...]:
    return tuple(code for code, flag in zip(CONDITIONS[table], flags, strict=True) if flag)
