"""Questions to an open dataset, each answered by plain rows. All values go in as parameters."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.dataset import rows
from pipeline.tables import columns
from pipeline.views.listings import PAGE, Row, factor_rows, with_speakers

# The tables whose rows stand on words of an article, in the order pages show them.
EVIDENCE = ("programme_mentions", "places", "figures", "quotes", "success_factors")


def one(connection: sqlite3.Connection, sql: str, values: Sequence[Any] = ()) -> Row | None:
    """The first row of an answer, or None."""
    found = rows(connection, sql, values)
    return found[0] if found else None


def key_of(table: str) -> str | None:
    """The name of a table's key column."""
    return next((c.name for c in columns(table) if c.key), None)


def row_by_id(connection: sqlite3.Connection, table: str, identifier: str) -> Row | None:
    """One row of a table by its key."""
    return one(connection, f'SELECT * FROM "{table}" WHERE "{key_of(table)}" = ?', [identifier])


def article_text(connection: sqlite3.Connection, article_id: str) -> str:
    """The source text; empty for an unknown article."""
    found = one(connection, "SELECT text FROM texts WHERE article_id = ?", [article_id])
    return str(found["text"]) if found else ""


def article_rows(connection: sqlite3.Connection, article_id: str) -> dict[str, list[Row]]:
    """Every row that stands on words of an article, by table, in text order."""
    found = {}
    for table in EVIDENCE:
        extra, join = "", ""
        if table in ("figures", "quotes", "success_factors", "programme_mentions"):
            extra = ", p.name AS programme, p.named AS programme_named"
            join = "LEFT JOIN programmes p ON p.programme_id = t.programme_id"
        found[table] = rows(
            connection,
            f'SELECT t.*{extra} FROM "{table}" t {join} WHERE t.article_id = ? ORDER BY t.start, t.end',
            [article_id],
        )
    return found


def programmes_by_id(connection: sqlite3.Connection, keys: Iterable[str]) -> list[Row]:
    """Programmes in the order of their keys; unknown keys are left out."""
    wanted = list(dict.fromkeys(keys))
    found: dict[str, Row] = {}
    for at in range(0, len(wanted), 500):
        part = wanted[at : at + 500]
        marks = ",".join("?" * len(part))
        for row in rows(
            connection, f"SELECT * FROM programmes WHERE programme_id IN ({marks})", part
        ):
            found[row["programme_id"]] = row
    return [found[key] for key in wanted if key in found]


def programme_evidence(connection: sqlite3.Connection, programme_id: str) -> dict[str, list[Row]]:
    """Figures, quotes, factors and mentions of one programme."""
    found = {
        "figures": rows(
            connection,
            "SELECT * FROM figures WHERE programme_id = ? ORDER BY measure, unit, status, article_id, start",
            [programme_id],
        ),
        "quotes": with_speakers(
            rows(
                connection,
                "SELECT * FROM quotes WHERE programme_id = ? ORDER BY article_id, start",
                [programme_id],
            )
        ),
        "success_factors": factor_rows(connection, programme=programme_id, limit=500),
        "mentions": rows(
            connection,
            "SELECT * FROM programme_mentions WHERE programme_id = ? ORDER BY article_id, start",
            [programme_id],
        ),
    }
    found["told"] = _told(connection, found["mentions"])
    found["articles"] = articles_by_id(connection, (row["article_id"] for row in found["mentions"]))
    return found


def _told(connection: sqlite3.Connection, mentions: Sequence[Row]) -> list[Row]:
    """The paragraph of the first mention in each of the first articles: what the articles say it is."""
    told: list[Row] = []
    for mention in mentions:
        if len(told) == 3 or any(row["article_id"] == mention["article_id"] for row in told):
            continue
        block = one(
            connection,
            """SELECT block_start, block_end FROM blocks WHERE article_id = ? AND block_start <= ?
               AND block_end >= ? AND kind NOT IN ('headline', 'subheading', 'furniture')""",
            [mention["article_id"], mention["start"], mention["end"]],
        )
        if block is None:
            continue
        text = article_text(connection, mention["article_id"])
        article = row_by_id(connection, "articles", mention["article_id"]) or {}
        left, right = max(block["block_start"], mention["start"] - 300), mention["end"] + 400
        parts = {
            "before": text[left : mention["start"]],
            "after": text[mention["end"] : min(right, block["block_end"])],
        }
        named = {"title": article.get("title"), "published": article.get("published")}
        told.append({**mention, **parts, **named})
    return told


def articles_by_id(connection: sqlite3.Connection, keys: Iterable[str]) -> list[Row]:
    """Articles in the order of their keys."""
    found = []
    for key in dict.fromkeys(keys):
        row = row_by_id(connection, "articles", key)
        if row:
            found.append(row)
    return found


def contradictions(figures: Sequence[Row]) -> list[list[Row]]:
    """Figures of one programme that say different things of the same: measure, unit, group, place, period."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in figures:
        if row["measure"] == "other" or row["unit"] == "other":
            continue
        what = (
            *(row[name] for name in ("measure", "unit", "status", "group")),
            *(row[name] for name in ("place_code", "period_start", "period_end")),
        )
        groups.setdefault(what, []).append(row)
    return [
        found
        for found in groups.values()
        if len({(row["value"], row["value_high"]) for row in found}) > 1
        and len({row["article_id"] for row in found}) > 1
    ]


def place_articles(connection: sqlite3.Connection, code: str, limit: int = PAGE) -> list[Row]:
    """Articles that name a municipality, or a county or any of its municipalities; newest first."""
    high = code + ":"  # sorts after every longer code of digits
    return rows(
        connection,
        """SELECT * FROM articles WHERE article_id IN
             (SELECT article_id FROM places WHERE code >= ? AND code < ?)
           ORDER BY published DESC, article_id LIMIT ?""",
        [code, high if len(code) == 2 else code + "\x01", limit],
    )
