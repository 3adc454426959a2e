"""One row with everything known of it, the form to decide on it, and the queue of rows to look at."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from datasette.utils.asgi import Response

from pipeline.dataset import rows
from pipeline.inspect import forms, links
from pipeline.inspect.site import Page
from pipeline.labels import code_set, column_help
from pipeline.review.decisions import REVIEWED, Decision
from pipeline.review.kept import Kept
from pipeline.review.queue import QUEUED, Doubtful, doubtful, doubts_of
from pipeline.views.listings import Row
from pipeline.views.queries import EVIDENCE, article_text, key_of, one, row_by_id

SURROUNDING = 240


def find_row(connection: sqlite3.Connection, table: str, identifier: str) -> Row | None:
    """A row by its identifier, with where its words stand; None where there is none."""
    if table not in REVIEWED:
        return None
    if table == "programme_mentions":
        article_id, _, span = identifier.rpartition(".mention")
        start, _, end = span.partition("-")
        if not (start.isdigit() and end.isdigit()):
            return None
        return one(
            connection,
            "SELECT * FROM programme_mentions WHERE article_id = ? AND start = ? AND end = ?",
            [article_id, int(start), int(end)],
        )
    return row_by_id(connection, table, identifier)


def place_of(connection: sqlite3.Connection, table: str, row: Row) -> tuple[str, int, int] | None:
    """Article, start and end of the words a row stands on; for programmes and people their first mention."""
    if table in EVIDENCE:
        return row["article_id"], row["start"], row["end"]
    if table == "programmes":
        mention = one(
            connection,
            "SELECT * FROM programme_mentions WHERE programme_id = ? ORDER BY article_id, start LIMIT 1",
            [row["programme_id"]],
        )
        return (mention["article_id"], mention["start"], mention["end"]) if mention else None
    for article_id in row["article_ids"]:
        text = article_text(connection, article_id)
        for name in (row["name"], *row["variants"]):
            if (at := text.find(name)) >= 0:
                return article_id, at, at + len(name)
    return None


def row_key(table: str, row: Mapping[str, Any]) -> str:
    """What a row is called, as its decisions know it; empty for a row that was not there."""
    key = key_of(table)
    if key is not None:
        return str(row.get(key, ""))
    return links.row_id(table, dict(row)) if row else ""


async def row(page: Page, table: str, identifier: str) -> Response | None:
    """The page of one row; None where there is no such row."""

    def read(connection: sqlite3.Connection) -> dict[str, Any] | None:
        found = find_row(connection, table, identifier)
        if found is None:
            return None
        place = place_of(connection, table, found)
        context: dict[str, Any] = {"row": found, "place": place, "programmes": []}
        if place is not None:
            text = article_text(connection, place[0])
            context["article"] = row_by_id(connection, "articles", place[0])
            context["before"] = text[max(0, place[1] - SURROUNDING) : place[1]]
            context["quoted"] = text[place[1] : place[2]]
            context["after"] = text[place[2] : place[2] + SURROUNDING]
            context["programmes"] = rows(
                connection,
                "SELECT DISTINCT p.programme_id, p.name FROM programmes p JOIN programme_mentions m "
                "ON m.programme_id = p.programme_id WHERE m.article_id = ? ORDER BY p.name",
                [place[0]],
            )
        key = key_of(table)
        context["reviews"] = (
            rows(
                connection,
                "SELECT * FROM reviews WHERE table_name = ? AND row_id = ? ORDER BY at",
                [table, found[key]],
            )
            if key
            else []
        )
        return context

    context = await page.ask(read)
    if context is None:
        return None
    history = []
    if page.site.review is not None and context["place"] is not None:
        history = _pending(page, table, context)
    return await page.show(
        "one_row.html",
        {
            **context,
            "table": table,
            "identifier": identifier,
            "fields": forms.fields(table),
            "history": history,
            "saved": page.arg("sparat"),
            "problem": page.arg("fel"),
            "help": column_help(table, page.language),
            "sets": {name: code_set(table, name) for name in context["row"]},
            "doubts": doubts_of(table, context["row"]),
            "confidence": context["row"].get("confidence"),
        },
    )


def _pending(page: Page, table: str, context: dict[str, Any]) -> list[Decision]:
    """Decisions on these words that stand in the review file."""
    assert page.site.review is not None
    article_id, start, end = context["place"]
    return [
        d
        for d in page.site.review.read().of(article_id)
        if d.table == table and d.start < end and start < d.end
    ]


async def queue(page: Page) -> Response:
    """Rows to look at first: those the extractor is least sure of."""
    table = page.arg("tabell") or "figures"
    if table not in QUEUED:
        table = "figures"
    kept = Kept() if page.site.review is None else page.site.review.read()
    decided = {row_key(d.table, d.row) for d in kept.decisions if d.table == table and d.row}
    waiting = await _doubtful(page, table)
    found = [item for item in waiting if row_key(table, item.row) not in decided]
    lost = await page.ask(
        lambda connection: rows(
            connection, "SELECT * FROM reviews WHERE state <> 'applied' ORDER BY at"
        )
    )
    return await page.show(
        "queue.html",
        {
            "table": table,
            "queue": found[:50],
            "problems": kept.problems,
            "n_decisions": len(kept.decisions),
            "saved": page.arg("sparat"),
            "problem": page.arg("fel"),
            "lost": lost,
            "choices": QUEUED,
            "row_key": row_key,
        },
    )


async def _doubtful(page: Page, table: str) -> list[Doubtful]:
    """The queue of a table; made once, since the dataset never changes while it is shown."""
    if table not in page.site.queues:
        page.site.queues[table] = await page.ask(lambda connection: doubtful(connection, table))
    return page.site.queues[table]
