"""The article page: the source text with everything found in it highlighted."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import Response

from pipeline.dataset import rows
from pipeline.inspect import links
from pipeline.inspect.forms import editable
from pipeline.inspect.highlight import Highlight, highlighted, kind_of
from pipeline.inspect.review_pages import row_key
from pipeline.inspect.site import Page
from pipeline.views.listings import Row
from pipeline.views.queries import EVIDENCE, article_rows, article_text, row_by_id

LISTED = 300


@dataclass(frozen=True)
class _Read:
    """Everything the page needs of one article."""

    article: Row
    text: str
    evidence: dict[str, list[Row]]
    blocks: list[tuple[int, int, str]]
    people: list[Row]


def _read(connection: sqlite3.Connection, article_id: str) -> _Read | None:
    article = row_by_id(connection, "articles", article_id)
    if article is None:
        return None
    blocks = rows(
        connection,
        "SELECT block_start, block_end, kind FROM blocks WHERE article_id = ?",
        [article_id],
    )
    quoted = json.dumps(article_id, ensure_ascii=False)
    # Speakers of this article; in a small dataset also those who are only named.
    people = rows(
        connection,
        """SELECT * FROM people WHERE person_id IN
             (SELECT person_id FROM quotes WHERE article_id = :article
              UNION SELECT person_id FROM success_factors WHERE article_id = :article)
           OR ((SELECT max(rowid) FROM people) < 20000 AND instr(article_ids, :quoted))""",
        {"article": article_id, "quoted": quoted},
    )
    return _Read(
        article,
        article_text(connection, article_id),
        article_rows(connection, article_id),
        [(b["block_start"], b["block_end"], b["kind"]) for b in blocks],
        people,
    )


async def article(page: Page, article_id: str) -> Response | None:
    """The page; None for an unknown article."""
    found = await page.ask(lambda connection: _read(connection, article_id))
    if found is None:
        return None
    listed = _listed(found)
    highlights = [
        Highlight(item["row"]["start"], item["row"]["end"], item["kind"], item["id"], number)
        for number, item in enumerate(listed)
    ]
    furniture = [span for span in found.blocks if span[2] == "furniture"]
    at = page.offset()
    counts: dict[str, int] = {}
    for item in listed:
        counts[item["kind"]] = counts.get(item["kind"], 0) + 1
    return await page.show(
        "article.html",
        {
            "article": found.article,
            "url": links.safe_url(found.article["url"]),
            "text": highlighted(found.text, highlights, found.blocks, page.arg("rad")),
            "furniture": len(furniture),
            "listed": listed[at : at + LISTED],
            "first": at,
            "total": len(listed),
            "page_size": LISTED,
            "counts": counts,
            "decided": _decided(page, article_id),
            "programmes": _programmes(found),
            "saved": page.arg("sparat"),
            "problem": page.arg("fel"),
            "row_key": row_key,
            "chosen": page.arg("rad"),
            "cards": _cards(listed, page),
            "missed": editable("missed"),
        },
    )


def _decided(page: Page, article_id: str) -> dict[str, str]:
    """The last verdict on each row of the article that has one."""
    if page.site.review is None:
        return {}
    taken = page.site.review.read().of(article_id)
    return {f"{d.table}|{row_key(d.table, d.row)}": str(d.verdict) for d in taken if d.row}


def _programmes(found: _Read) -> list[str]:
    """Names of the programmes that the article mentions."""
    named = {row["programme"] for row in found.evidence["programme_mentions"]}
    return sorted(name for name in named if name)


def _listed(found: _Read) -> list[dict[str, Any]]:
    """All evidence in text order, wider before narrower."""
    items: list[dict[str, Any]] = []
    for table in EVIDENCE:
        for row in found.evidence[table]:
            items.append(
                {
                    "table": table,
                    "row": row,
                    "kind": kind_of(table, row),
                    "id": links.row_id(table, row),
                }
            )
    for person in found.people:
        for start, end in _named_at(found.text, person):
            row = {
                **person,
                "article_id": found.article["article_id"],
                "start": start,
                "end": end,
                "text": found.text[start:end],
            }
            items.append(
                {"table": "people", "row": row, "kind": "person", "id": person["person_id"]}
            )
    items.sort(key=lambda item: (item["row"]["start"], -item["row"]["end"], item["table"]))
    return items


def _named_at(text: str, person: Row) -> list[tuple[int, int]]:
    """Where a speaker is named: their spellings as whole words, the longest first."""
    names = sorted({person["name"], *person["variants"]}, key=len, reverse=True)
    pattern = "|".join(re.escape(name) for name in names if len(name) > 2)
    if not pattern:
        return []
    return [match.span() for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)][:200]


def _cards(listed: list[dict[str, Any]], page: Page) -> str:
    """What hovering shows, as JSON that is safe inside a page."""
    helper = page.context()
    named, told = helper["label"], helper["told"]
    cards = []
    for item in listed:
        row, table = item["row"], item["table"]
        lines = [named("table_one", table)]
        if table == "figures":
            lines += [
                told(row),
                f"{named('measure', row['measure'])} ({named('status', row['status'])})",
            ]
        elif table == "success_factors":
            lines[0] = named("polarity", row["polarity"])
            lines += [named("factor", row["factor"]), row["speaker"]]
        elif table == "quotes":
            lines += [row["speaker"], row["speaker_role"], named("quote_kind", row["kind"])]
        elif table == "places":
            lines += [f"{row['name']} ({named('level', row['level'])})"]
        elif table == "people":
            lines += [row["name"], row["role"], row["organisation"]]
        if row.get("programme"):
            lines.append(row["programme"])
        target = links.row_link(table, row)
        cards.append([item["kind"], [line for line in lines if line], target])
    text = json.dumps(cards, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
