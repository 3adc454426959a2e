"""The programme page: everything the articles tell of one programme."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from datasette.utils.asgi import Response
from markupsafe import Markup

from pipeline.inspect import links
from pipeline.inspect.site import Page
from pipeline.labels import label
from pipeline.views.charts import Point, goals_chart
from pipeline.views.geography import municipalities
from pipeline.views.listings import Row
from pipeline.views.numbers import told
from pipeline.views.queries import contradictions, programme_evidence, row_by_id
from pipeline.views.sweden import sweden_map

# Measures that tell how it went for those who took part.
_CHART_MEASURES = (
    "participants",
    "employment",
    "subsidised_employment",
    "studies",
    "internship",
    "any_occupation",
    "dropouts",
)
_CHART_UNITS = ("percent", "persons")
_MAX_POINTS = 24


async def programme(page: Page, programme_id: str) -> Response | None:
    """The page; None for an unknown programme."""

    def read(connection: sqlite3.Connection) -> tuple[Row, dict[str, list[Row]]] | None:
        row = row_by_id(connection, "programmes", programme_id)
        return None if row is None else (row, programme_evidence(connection, programme_id))

    found = await page.ask(read)
    if found is None:
        return None
    row, evidence = found
    return await page.show(
        "programme.html",
        {
            "programme": row,
            **{name: rows for name, rows in evidence.items() if name != "told"},
            "described": evidence["told"],
            "charts": charts(evidence["figures"], page),
            "contradictions": contradictions(evidence["figures"]),
            "map": _map(row, page),
            "by_factor": by_factor(evidence["success_factors"]),
        },
    )


def charts(figures: list[Row], page: Page) -> list[tuple[str, Markup]]:
    """One chart for each unit: results beside goals, a line for each measure."""
    made = []
    for unit in _CHART_UNITS:
        points = []
        order = {code: at for at, code in enumerate(_CHART_MEASURES)}
        chosen = [
            f for f in figures if f["unit"] == unit and f["measure"] in order and f["value"] > 0
        ]
        for row in sorted(chosen, key=lambda f: (order[f["measure"]], f["value"]))[:_MAX_POINTS]:
            points.append(
                Point(
                    label("measure", row["measure"], page.language),
                    row["value"],
                    row["status"],
                    told(
                        {**row, "unit": "percent" if unit == "percent" else "other"}, page.language
                    ),
                    links.evidence_link("figures", row),
                )
            )
        if len(points) >= 2:
            statuses = [
                (code, label("status", code, page.language))
                for code in ("outcome", "target", "forecast")
            ]
            made.append((unit, goals_chart(points, statuses, label("unit", unit, page.language))))
    return made


def by_factor(factors: list[Row]) -> list[tuple[str, str, list[Row]]]:
    """(factor, polarity, rows), success before barriers, the most told first."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in factors:
        groups.setdefault((row["polarity"], row["factor"]), []).append(row)
    order = sorted(groups, key=lambda key: (key[0] != "success", -len(groups[key]), key[1]))
    return [(factor, polarity, groups[polarity, factor]) for polarity, factor in order]


def _map(row: dict[str, Any], page: Page) -> Markup | None:
    codes = [code for code in row["municipality_codes"] if code in municipalities()]
    if not codes:
        return None
    unit = ("kommun", "kommuner") if page.language == "sv" else ("municipality", "municipalities")
    return sweden_map(
        Counter(code[:2] for code in codes),
        dict.fromkeys(codes, 1),
        title=row["name"],
        unit=unit,
        href=links.place_link,
        focus=frozenset(codes),
    )
