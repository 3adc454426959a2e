"""What a cell of a table shows on a page: codes by their names, lists one by one, shares as percent."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from pipeline.confidence import doubts
from pipeline.inspect import links
from pipeline.labels import Language, code_set, label
from pipeline.tables import TABLES, Column, columns
from pipeline.views.geography import place_name
from pipeline.views.numbers import number, percent_sure

SHOWN = 400  # characters of a text
_PLACES = ("code", "place_code", "municipality_code", "municipality_codes")
_NOTHING = Markup('<span class="muted">–</span>')
_COMMA = Markup(", ")


def shown(table: str, name: str, value: Any, language: Language) -> Markup | None:
    """The cell; None where it is plain text, which the page shows as it is."""
    spec = _spec(table, name)
    if spec is None:
        return None
    if spec.many and isinstance(value, str):
        value = json.loads(value)
    if value in (None, "", []):
        return _NOTHING
    if spec.many:
        return _COMMA.join(_one(table, spec, item, language) for item in value)
    return _one(table, spec, value, language)


@cache
def _spec(table: str, name: str) -> Column | None:
    return next((c for c in columns(table) if c.name == name), None) if table in TABLES else None


def _one(table: str, spec: Column, value: Any, language: Language) -> Markup:
    if spec.type is bool:
        yes, no = ("ja", "nej") if language == "sv" else ("yes", "no")
        return escape(yes if value else no)
    if spec.name == "confidence":
        return escape(f"{percent_sure(value)} %")
    if spec.name == "doubts":
        known = doubts(table).get(value)
        return escape((known.sv if language == "sv" else known.en) if known else value)
    if spec.type is float:
        return escape(number(value, language))
    if spec.name in _PLACES:
        if value == "SE":
            return Markup('<a href="/karta">SE</a>')
        link = Markup('<a href="{}">{}</a> <code>{}</code>')
        return link.format(links.place_link(value), place_name(value), value)
    if spec.name in ("article_id", "article_ids"):
        return Markup('<a href="{}">{}</a>').format(links.article_link(value), value)
    if spec.name == "programme_id":
        return Markup('<a href="{}">{}</a>').format(links.programme_link(value), value)
    if spec.ref or spec.key:
        owner = spec.ref or table
        if owner in ("places", "figures", "quotes", "success_factors", "people"):
            return Markup('<a href="{}">{}</a>').format(links.path("rad", owner, value), value)
    kind = code_set(table, spec.name)
    if kind:
        return Markup('<span title="{}">{}</span>').format(value, label(kind, value, language))
    text = str(value)
    return escape(text if len(text) <= SHOWN else text[:SHOWN] + "…")
