"""Every page of our own: what it asks the dataset, and the template that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from datasette.utils.asgi import Response

from pipeline.inspect import (
    article_page,
    decide,
    links,
    lists,
    place_pages,
    programme_page,
    review_pages,
)
from pipeline.inspect.site import LANGUAGE_COOKIE, Page
from pipeline.labels import label
from pipeline.views.finding import find
from pipeline.views.geography import counties, municipalities


async def start(page: Page) -> Response:
    """What is in the dataset, and the questions one can ask."""
    facts = page.site.facts
    counted = [
        (table, facts.rows[table])
        for table in ("articles", "programmes", "figures", "quotes", "success_factors", "people")
    ]
    return await page.show("start.html", {"counted": counted, "municipalities": municipalities()})


async def search(page: Page) -> Response:
    """Full-text search over articles and evidence."""
    words = (page.arg("q") or "")[:200]
    found = await page.ask(lambda connection: find(connection, words))
    lowered = words.strip().lower()
    places = [
        (code, one.name)
        for code, one in municipalities().items()
        if lowered and one.name.lower().startswith(lowered)
    ] + [(c, n) for c, n in counties().items() if lowered and n.lower().startswith(lowered)]
    return await page.show("search.html", {"words": words, "found": found, "places": places[:12]})


async def choose_language(page: Page) -> Response:
    """Remember the language and go back."""
    response = Response.redirect(links.safe_return(page.arg("till")))
    response.set_cookie(
        LANGUAGE_COOKIE,
        "en" if page.arg("sprak") == "en" else "sv",
        max_age=31_536_000,
        samesite="lax",
    )
    return response


async def to_place(page: Page) -> Response:
    """From the name typed on the start page to the municipality's page."""
    typed = (page.arg("namn") or "").strip().lower()
    for suffix in (" kommun", "s kommun"):
        for code, one in municipalities().items():
            if typed in (one.name.lower(), one.name.lower() + suffix):
                return Response.redirect(links.place_link(code))
    for code, name in counties().items():
        if typed and typed in (name.lower(), name.lower().removesuffix(" län")):
            return Response.redirect(links.place_link(code))
    return Response.redirect(links.path("sok", q=typed))


async def missing(page: Page, what: str) -> Response:
    """A page for something the dataset does not hold."""
    return await page.show("missing.html", {"what": what}, status=404)


def segment(page: Page, name: str) -> str:
    """One part of the address, decoded."""
    return unquote(page.request.url_vars[name])


async def _article(page: Page) -> Response:
    found = await article_page.article(page, segment(page, "article_id"))
    return found or await missing(page, segment(page, "article_id"))


async def _programme(page: Page) -> Response:
    found = await programme_page.programme(page, segment(page, "programme_id"))
    return found or await missing(page, segment(page, "programme_id"))


async def _place(page: Page) -> Response:
    found = await place_pages.place(page, segment(page, "code"))
    return found or await missing(page, segment(page, "code"))


async def _row(page: Page) -> Response:
    table, identifier = segment(page, "table"), segment(page, "row_id")
    found = await review_pages.row(page, table, identifier)
    return found or await missing(page, f"{label('table_one', table, page.language)} {identifier}")


async def _decide(page: Page) -> Response:
    return await decide.decide(page)


ROUTES: tuple[tuple[str, Callable[[Page], Any]], ...] = (
    (r"/$", start),
    (r"/sok$", search),
    (r"/sprak$", choose_language),
    (r"/plats$", to_place),
    (r"/artikel/(?P<article_id>[^/]+)$", _article),
    (r"/insats/(?P<programme_id>[^/]+)$", _programme),
    (r"/(?:kommun|lan)/(?P<code>[^/]+)$", _place),
    (r"/karta$", place_pages.sweden),
    (r"/insatser$", lists.programmes),
    (r"/siffror$", lists.figures),
    (r"/citat$", lists.quotes),
    (r"/faktorer$", lists.factors),
    (r"/rad/(?P<table>[^/]+)/(?P<row_id>[^/]+)$", _row),
    (r"/granska$", review_pages.queue),
    (r"/granska/beslut$", _decide),
)
