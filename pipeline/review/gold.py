"""Reviewed articles as gold files: what a reviewer went through becomes the standard the extractor is held to."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from pipeline.dataset import rows

_ROW_TABLES = ("figures", "quotes", "success_factors")


@dataclass(frozen=True)
class Coverage:
    """How far an article has been reviewed."""

    article_id: str
    reviewed: int
    rows: int

    @property
    def whole(self) -> bool:
        """True where every figure, quote and factor that stands has a decision."""
        return self.rows > 0 and self.reviewed >= self.rows


def coverage(connection: sqlite3.Connection) -> list[Coverage]:
    """How far each article with a decision has been reviewed."""
    decided = _decided(connection)
    touched = {r["article"] for r in rows(connection, "SELECT DISTINCT article FROM reviews")}
    found = []
    for article_id in sorted(touched):
        done = total = 0
        for table in _ROW_TABLES:
            key = {"figures": "figure_id", "quotes": "quote_id", "success_factors": "factor_id"}[
                table
            ]
            for row in rows(
                connection, f'SELECT {key} AS k FROM "{table}" WHERE article_id = ?', [article_id]
            ):
                total += 1
                done += (table, row["k"]) in decided
        found.append(Coverage(article_id, done, total))
    return found


def _decided(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return {
        (r["table_name"], r["row_id"])
        for r in rows(
            connection,
            "SELECT table_name, row_id FROM reviews WHERE state = 'applied' AND row_id IS NOT NULL",
        )
    }


def gold(connection: sqlite3.Connection, article_id: str) -> dict[str, Any]:
    """One article in the gold format of docs/DATASET.md, from the rows as reviewed.

    Rows that nobody decided on are marked optional: they cost nothing whether found or missed.
    """
    decided = _decided(connection)

    def optional(table: str, key: str) -> bool:
        return (table, key) not in decided

    article = rows(connection, "SELECT * FROM articles WHERE article_id = ?", [article_id])[0]
    programmes = rows(
        connection,
        """SELECT p.* FROM programmes p WHERE p.programme_id IN
           (SELECT programme_id FROM programme_mentions WHERE article_id = ?) ORDER BY p.programme_id""",
        [article_id],
    )
    local = {p["programme_id"]: f"p{n}" for n, p in enumerate(programmes, start=1)}
    places = rows(
        connection, "SELECT * FROM places WHERE article_id = ? ORDER BY start", [article_id]
    )
    sure = {p["code"] for p in places if not optional("places", p["place_id"])}
    municipal = dict.fromkeys(p["code"] for p in places if p["level"] != "county")
    any_place = bool(sure)
    return {
        "article": article_id,
        "published": article["published"],
        "publisher": article["publisher"],
        "programmes": [
            {
                "id": local[p["programme_id"]],
                **{k: p[k] for k in ("name", "aliases", "kind")},
                "named": bool(p["named"]),
                **{
                    k: p[k]
                    for k in (
                        "owner",
                        "funder",
                        "start_date",
                        "end_date",
                        "target_groups",
                        "municipality_codes",
                    )
                },
                "optional": optional("programmes", p["programme_id"]),
            }
            for p in programmes
        ],
        "municipalities": [code for code in municipal if code in sure or not any_place],
        "municipalities_optional": [code for code in municipal if any_place and code not in sure],
        "counties": list(dict.fromkeys(p["code"] for p in places if p["level"] == "county")),
        "figures": [
            {
                **{
                    k: f[k]
                    for k in (
                        "text",
                        "value",
                        "value_high",
                        "unit",
                        "qualifier",
                        "measure",
                        "status",
                    )
                },
                "programme": local.get(f["programme_id"]),
                "optional": optional("figures", f["figure_id"]),
            }
            for f in rows(
                connection,
                "SELECT * FROM figures WHERE article_id = ? ORDER BY start",
                [article_id],
            )
        ],
        "quotes": [
            {
                **{k: q[k] for k in ("text", "kind", "speaker")},
                "role": q["speaker_role"],
                "organisation": q["speaker_organisation"],
                "optional": optional("quotes", q["quote_id"]),
            }
            for q in rows(
                connection, "SELECT * FROM quotes WHERE article_id = ? ORDER BY start", [article_id]
            )
        ],
        "success_factors": [
            {
                **{k: s[k] for k in ("text", "factor", "polarity", "speaker")},
                "optional": optional("success_factors", s["factor_id"]),
            }
            for s in rows(
                connection,
                "SELECT * FROM success_factors WHERE article_id = ? ORDER BY start",
                [article_id],
            )
        ],
    }
