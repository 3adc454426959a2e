"""The map of Sweden, and the page of one municipality or county."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette.utils.asgi import Response

from pipeline.inspect import links
from pipeline.inspect.programme_page import by_factor
from pipeline.inspect.site import Page
from pipeline.views.geography import counties, municipalities
from pipeline.views.listings import factor_rows, figure_rows
from pipeline.views.queries import place_articles, programmes_by_id
from pipeline.views.sweden import sweden_map, thresholds

SHOWN = 100
_LAYERS = ("artiklar", "insatser", "siffror")


async def sweden(page: Page) -> Response:
    """Counties shaded, municipalities as points; the coverage view marks where nothing is known."""
    layer = page.arg("visa") if page.arg("visa") in (*_LAYERS, "luckor") else "artiklar"
    facts = page.site.facts
    counts = {"insatser": facts.programmes_in, "siffror": facts.figures_in}.get(
        layer or "", facts.articles_in
    )
    units = {
        "insatser": (("insats", "insatser"), ("programme", "programmes")),
        "siffror": (("siffra", "siffror"), ("figure", "figures")),
    }.get(layer or "", (("artikel", "artiklar"), ("article", "articles")))
    unit = units[0 if page.language == "sv" else 1]
    by_county = {code: counts.get(code, 0) for code in counties()}
    by_municipality = {code: counts.get(code, 0) for code in municipalities()}
    unknown = [one for code, one in municipalities().items() if not by_municipality[code]]
    return await page.show(
        "map.html",
        {
            "layer": layer,
            "map": sweden_map(
                by_county,
                by_municipality,
                title="Sverige" if page.language == "sv" else "Sweden",
                unit=unit,
                href=links.place_link,
                show_empty=layer == "luckor",
            ),
            "unit": unit,
            "cuts": thresholds(by_county),
            "by_county": by_county,
            "by_municipality": by_municipality,
            "counties": counties(),
            "municipalities": municipalities(),
            "unknown": unknown,
        },
    )


async def place(page: Page, code: str) -> Response | None:
    """One municipality or county; None for an unknown code."""
    is_county = len(code) == 2
    name = counties().get(code) if is_county else getattr(municipalities().get(code), "name", None)
    if name is None:
        return None
    keys = page.site.facts.programme_places.get(code, ())

    def read(connection: sqlite3.Connection) -> dict[str, Any]:
        return {
            "programmes": programmes_by_id(connection, keys[:SHOWN]),
            "figures": figure_rows(connection, place=code, limit=SHOWN),
            "factors": factor_rows(connection, place=code, limit=SHOWN),
            "articles": place_articles(connection, code, SHOWN),
        }

    found = await page.ask(read)
    counts = page.site.facts.articles_in
    inside = [one for one in municipalities().values() if one.county == code]
    unit = ("artikel", "artiklar") if page.language == "sv" else ("article", "articles")
    return await page.show(
        "place.html",
        {
            "code": code,
            "name": name,
            "is_county": is_county,
            "county": None if is_county else (code[:2], counties()[code[:2]]),
            **found,
            "n_programmes": len(keys),
            "shown": SHOWN,
            "by_factor": by_factor(found["factors"]),
            "inside": inside,
            "unit": unit,
            "map": sweden_map(
                {code[:2]: counts.get(code[:2], 0)},
                {one.code: counts.get(one.code, 0) for one in inside}
                if is_county
                else {code: counts.get(code, 0)},
                title=name,
                unit=unit,
                href=links.place_link,
                focus=frozenset() if is_county else frozenset({code}),
                show_empty=False,
            ),
        },
    )
