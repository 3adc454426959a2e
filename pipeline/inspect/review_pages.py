"""One row with everything known of it, the form to decide on it, and the queue of rows to look at."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote, urlencode

from datasette.utils.asgi import Response

from pipeline.dataset import rows
from pipeline.errors import PipelineError
from pipeline.inspect import forms, links
from pipeline.inspect.site import Page
from pipeline.labels import code_set, column_help
from pipeline.review.decisions import REVIEWED, Decision, append, read_decisions
from pipeline.review.doubts import Doubtful, confidence, doubtful, doubts, doubts_of
from pipeline.views.listings import Row
from pipeline.views.queries import EVIDENCE, article_text, key_of, one, row_by_id
from pipeline.vocab import Verdict

_CSRF_COOKIE = "ds_csrftoken"
_REVIEWER_COOKIE = "insats_reviewer"
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
        context["doubt_codes"] = doubts_of(connection, table, identifier)
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
            "reviewer": unquote(page.request.cookies.get(_REVIEWER_COOKIE, "")),
            "help": column_help(table, page.language),
            "sets": {name: code_set(table, name) for name in context["row"]},
            "doubts": [doubts(table)[code] for code in context["doubt_codes"]],
            "confidence": confidence(table, context["doubt_codes"]),
        },
    )


def _pending(page: Page, table: str, context: dict[str, Any]) -> list[Decision]:
    """Decisions on these words that stand in the review file."""
    assert page.site.review is not None
    decisions, _ = read_decisions(page.site.review)
    article_id, start, end = context["place"]
    return [
        d
        for d in decisions
        if d.table == table and d.article == article_id and d.start < end and start < d.end
    ]


async def decide(page: Page) -> Response:
    """Take a decision from a posted form and keep it."""
    if page.request.method != "POST":
        return Response.redirect("/granska")
    posted: Mapping[str, str] = await page.request.post_vars()
    token = page.request.cookies.get(_CSRF_COOKIE)
    if not token or posted.get("csrftoken") != token:
        return Response.text(
            "The form is not from this site (token missing). Reload the page and try again.",
            status=403,
        )
    if page.site.review is None:
        return Response.text("Review is switched off here.", status=403)
    who = " ".join(posted.get("who", "").split())[:60]
    back = links.safe_return(posted.get("back"))
    if not who:
        return _back(
            page,
            back,
            "fel",
            "Skriv vem som granskar." if page.language == "sv" else "Say who reviews.",
        )
    try:
        taken = await page.ask(lambda connection: _decision(connection, posted, who))
        append(page.site.review, taken)
    except (ValueError, PipelineError) as error:
        return _back(page, back, "fel", str(error))
    response = _back(page, back, "sparat", taken.verdict)
    response.set_cookie(_REVIEWER_COOKIE, quote(who), max_age=31_536_000, samesite="strict")
    return response


def _back(page: Page, address: str, name: str, value: str) -> Response:
    base, _, fragment = address.partition("#")
    joined = base + ("&" if "?" in base else "?") + urlencode({name: value})
    return Response.redirect(joined + ("#" + fragment if fragment else ""))


def _decision(connection: sqlite3.Connection, posted: Mapping[str, str], who: str) -> Decision:
    table = posted.get("table", "")
    try:
        verdict = Verdict(posted.get("verdict", ""))
    except ValueError:
        raise ValueError("unknown verdict") from None
    if table not in REVIEWED:
        raise ValueError(f"unknown table {table!r}")
    if verdict == Verdict.MISSED:
        return _missed(connection, table, posted, who)
    row = find_row(connection, table, posted.get("row_id", ""))
    place = None if row is None else place_of(connection, table, row)
    if row is None or place is None:
        raise ValueError("the row is not in this dataset")
    article = row_by_id(connection, "articles", place[0])
    assert article is not None
    values = forms.edited(table, row, posted) if verdict == Verdict.EDIT else {}
    if verdict == Verdict.EDIT and not values:
        raise ValueError("nothing was changed")
    return forms.decision(
        verdict=verdict,
        table=table,
        article=article,
        source=article_text(connection, place[0]),
        span=(place[1], place[2]),
        who=who,
        row=row,
        values=values,
        programme=_programme_name(connection, values.get("programme_id", row.get("programme_id"))),
    )


def _missed(
    connection: sqlite3.Connection, table: str, posted: Mapping[str, str], who: str
) -> Decision:
    article = row_by_id(connection, "articles", posted.get("article", ""))
    if article is None or table not in forms.editable("missed"):
        raise ValueError("the article is not in this dataset")
    source = article_text(connection, article["article_id"])
    text = posted.get("text", "")[: forms.MAX_TEXT]
    span = forms.located(source, text, posted.get("start", ""), posted.get("end", ""))
    if span is None:
        raise ValueError(
            "the words do not stand in the article, or stand there several times: select them in the text"
        )
    return forms.decision(
        verdict=Verdict.MISSED,
        table=table,
        article=article,
        source=source,
        span=span,
        who=who,
        row={},
        values=forms.missed_values(table, posted),
        programme=None,
    )


def _programme_name(connection: sqlite3.Connection, programme_id: str | None) -> str | None:
    if not programme_id:
        return None
    found = row_by_id(connection, "programmes", programme_id)
    return found["name"] if found else None


async def queue(page: Page) -> Response:
    """Rows to look at first: those the extractor is least sure of."""
    table = page.arg("tabell") or "figures"
    if table not in ("figures", "quotes", "success_factors", "programmes", "places"):
        table = "figures"
    decided: set[tuple[str, int, int]] = set()
    problems: list[str] = []
    n_decisions = 0
    if page.site.review is not None:
        decisions, problems = read_decisions(page.site.review)
        n_decisions = len(decisions)
        decided = {(d.article, d.start, d.end) for d in decisions if d.table == table}
    waiting = await _doubtful(page, table)
    found = [
        item
        for item in waiting
        if (item.row.get("article_id"), item.row.get("start"), item.row.get("end")) not in decided
    ]
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
            "problems": problems,
            "n_decisions": n_decisions,
            "lost": lost,
            "choices": ("figures", "success_factors", "quotes", "programmes", "places"),
        },
    )


async def _doubtful(page: Page, table: str) -> list[Doubtful]:
    """The queue of a table; made once, since the dataset never changes while it is shown."""
    if table not in page.site.queues:
        page.site.queues[table] = await page.ask(lambda connection: doubtful(connection, table))
    return page.site.queues[table]
