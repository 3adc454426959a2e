"""From a posted form to a line in ``review.jsonl``."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from datasette.utils.asgi import Response

from pipeline.errors import PipelineError
from pipeline.inspect import forms, links
from pipeline.inspect.review_pages import find_row, place_of
from pipeline.inspect.site import REVIEWER_COOKIE, Page
from pipeline.labels import label
from pipeline.review.decisions import REVIEWED, Decision
from pipeline.views.queries import article_text, one, row_by_id
from pipeline.vocab import Verdict

_CSRF_COOKIE = "ds_csrftoken"
_YEAR = 31_536_000


async def decide(page: Page) -> Response:
    """Take a decision from a posted form and keep it."""
    if page.request.method != "POST":
        return Response.redirect("/granska")
    posted: dict[str, str] = await page.request.post_vars()
    if "decision" in posted:  # one button for each row: verdict, table and row in its value
        quick = dict(
            zip(("verdict", "table", "row_id"), posted["decision"].split("|", 2), strict=False)
        )
        posted = {**posted, **quick}
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
        sv, en = "Skriv vem som granskar.", "Say who reviews."
        return _answer(page, back, "fel", sv if page.language == "sv" else en)
    try:
        taken = await page.ask(lambda connection: _decision(connection, posted, who))
        page.site.review.append(taken)
    except (ValueError, PipelineError) as error:
        return _answer(page, back, "fel", str(error))
    response = _answer(page, back, "sparat", taken.verdict)
    response.set_cookie(REVIEWER_COOKIE, quote(who), max_age=_YEAR, samesite="strict")
    return response


def _answer(page: Page, address: str, name: str, value: str) -> Response:
    """To a script the answer itself, to a form the page it came from."""
    if page.request.headers.get("accept", "").startswith("application/json"):
        told = label("verdict", value, page.language) if name == "sparat" else value
        return Response.json({name: told}, status=200 if name == "sparat" else 400)
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
    name = posted.get(f"{table}.programme_id", "").strip()
    programme = _programme_called(connection, name)
    return forms.decision(
        verdict=Verdict.MISSED,
        table=table,
        article=article,
        source=source,
        span=span,
        who=who,
        row={},
        values=forms.missed_values(
            table, posted, None if programme is None else programme["programme_id"]
        ),
        programme=None if programme is None else programme["name"],
    )


def _programme_called(connection: sqlite3.Connection, name: str) -> dict[str, Any] | None:
    """The programme a reviewer names. Raises ValueError where there is none."""
    if not name:
        return None
    found = one(connection, "SELECT * FROM programmes WHERE name = ?", [name])
    if found is None:
        raise ValueError(f"no programme is called {name!r}; take a name as the tables have it")
    return found


def _programme_name(connection: sqlite3.Connection, programme_id: str | None) -> str | None:
    if not programme_id:
        return None
    found = row_by_id(connection, "programmes", programme_id)
    return found["name"] if found else None
