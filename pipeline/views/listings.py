"""Rows one can filter by what they say: factors, figures, quotes, programmes."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from typing import Any

from pipeline.dataset import rows
from pipeline.labels import speaker_class
from pipeline.search import match_expression

Row = dict[str, Any]
PAGE = 50

_said_by = lru_cache(maxsize=4096)(speaker_class)


def with_speakers(found: list[Row]) -> list[Row]:
    for row in found:
        row["said_by"] = _said_by(
            row.get("role") or row.get("speaker_role"), row["speaker"], row["person_id"] is not None
        )
    return found


def factor_rows(
    connection: sqlite3.Connection,
    *,
    factor: str | None = None,
    polarity: str | None = None,
    programme: str | None = None,
    kind: str | None = None,
    group: str | None = None,
    speaker: str | None = None,
    place: str | None = None,
    limit: int = PAGE,
    offset: int = 0,
) -> list[Row]:
    """Success factors and barriers, the surest first, with who holds them and what they are about."""
    where, values = _conditions(
        ("f.factor = ?", factor),
        ("f.polarity = ?", polarity),
        ("f.programme_id = ?", programme),
        ("p.kind = ?", kind),
        ("p.target_groups LIKE ?", group and f'%"{group}"%'),
        ("substr(f.place_code, 1, ?) = ?", place and (len(place), place)),
        (
            "said_by(coalesce(h.role, q.speaker_role), f.speaker, f.person_id IS NOT NULL) = ?",
            speaker,
        ),
    )
    connection.create_function(
        "said_by", 3, lambda r, s, p: _said_by(r, s, bool(p)), deterministic=True
    )
    return with_speakers(
        rows(
            connection,
            f"""SELECT f.*, p.name AS programme, coalesce(h.role, q.speaker_role) AS role, a.title, a.published
                FROM success_factors f
                JOIN articles a ON a.article_id = f.article_id
                LEFT JOIN programmes p ON p.programme_id = f.programme_id
                LEFT JOIN people h ON h.person_id = f.person_id
                LEFT JOIN quotes q ON q.quote_id = f.quote_id
                {where} ORDER BY f.confidence DESC, f.rowid LIMIT ? OFFSET ?""",
            [*values, limit, offset],
        )
    )


def figure_rows(
    connection: sqlite3.Connection,
    *,
    measure: str | None = None,
    status: str | None = None,
    unit: str | None = None,
    group: str | None = None,
    place: str | None = None,
    limit: int = PAGE,
    offset: int = 0,
) -> list[Row]:
    """Figures with their sentence and programme."""
    where, values = _conditions(
        ("f.measure = ?", measure),
        ("f.status = ?", status),
        ("f.unit = ?", unit),
        ('f."group" = ?', group),
        ("substr(f.place_code, 1, ?) = ?", place and (len(place), place)),
    )
    return rows(
        connection,
        f"""SELECT f.*, p.name AS programme, a.title, a.published FROM figures f
            JOIN articles a ON a.article_id = f.article_id
            LEFT JOIN programmes p ON p.programme_id = f.programme_id
            {where} ORDER BY f.rowid LIMIT ? OFFSET ?""",
        [*values, limit, offset],
    )


def quote_rows(
    connection: sqlite3.Connection,
    *,
    speaker: str | None = None,
    kind: str | None = None,
    limit: int = PAGE,
    offset: int = 0,
) -> list[Row]:
    """Quotes with who said them."""
    connection.create_function(
        "said_by", 3, lambda r, s, p: _said_by(r, s, bool(p)), deterministic=True
    )
    where, values = _conditions(
        ("said_by(q.speaker_role, q.speaker, q.person_id IS NOT NULL) = ?", speaker),
        ("q.kind = ?", kind),
    )
    return with_speakers(
        rows(
            connection,
            f"""SELECT q.*, p.name AS programme, a.title, a.published FROM quotes q
                JOIN articles a ON a.article_id = q.article_id
                LEFT JOIN programmes p ON p.programme_id = q.programme_id
                {where} ORDER BY q.rowid LIMIT ? OFFSET ?""",
            [*values, limit, offset],
        )
    )


def programme_rows(
    connection: sqlite3.Connection,
    *,
    kind: str | None = None,
    group: str | None = None,
    place: str | None = None,
    words: str = "",
    most_told_first: bool = False,
    limit: int = PAGE,
    offset: int = 0,
) -> list[Row]:
    """Programmes, named ones first, with how much is known about each; a limit of -1 gives all."""
    found = match_expression(words)
    if words and not found:
        return []
    where, values = _conditions(
        ("p.kind = ?", kind),
        ("p.target_groups LIKE ?", group and f'%"{group}"%'),
        ("p.municipality_codes LIKE ?", place and f'%"{place}%'),
        (
            "p.rowid IN (SELECT rowid FROM programmes_fts WHERE programmes_fts MATCH ?)",
            found or None,
        ),
    )
    order = "n_figures + n_factors DESC," if most_told_first else ""
    return rows(
        connection,
        f"""SELECT p.*,
                (SELECT count(*) FROM figures f WHERE f.programme_id = p.programme_id) AS n_figures,
                (SELECT count(*) FROM success_factors s WHERE s.programme_id = p.programme_id) AS n_factors
            FROM programmes p {where} ORDER BY p.named DESC, {order} p.name LIMIT ? OFFSET ?""",
        [*values, limit, offset],
    )


def _conditions(*parts: tuple[str, Any]) -> tuple[str, list[Any]]:
    """WHERE of the parts that have a value; a tuple gives several parameters."""
    used = [(sql, value) for sql, value in parts if value]
    values: list[Any] = []
    for _, value in used:
        values.extend(value if isinstance(value, tuple) else [value])
    return ("WHERE " + " AND ".join(sql for sql, _ in used)) if used else "", values
