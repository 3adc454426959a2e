"""Titles and column help for Datasette's own pages, from the table definitions."""

from __future__ import annotations

from typing import Any

from pipeline.inspect.links import DATABASE
from pipeline.labels import label
from pipeline.tables import TABLES, columns

# Facets shown at once; each column has an index.
_FACETS = {
    "articles": ["publisher"],
    "places": ["level"],
    "programmes": ["kind", "named"],
    "figures": ["measure", "status"],
    "quotes": ["kind"],
    "success_factors": ["factor", "polarity"],
}
_LABEL_COLUMNS = {"articles": "title", "programmes": "name", "people": "name", "quotes": "speaker"}


def metadata() -> dict[str, Any]:
    """Datasette metadata with both languages in every description."""
    tables: dict[str, Any] = {}
    for table, row_type in TABLES.items():
        described: dict[str, Any] = {
            "title": f"{label('table', table, 'sv')} · {label('table', table, 'en')}",
            "description": (row_type.__doc__ or "").strip(),
            "columns": {c.name: f"{_capital(c.sv)} · {c.doc}" for c in columns(table)},
            "size": 50,
        }
        if table in _FACETS:
            described["facets"] = _FACETS[table]
            described["facet_size"] = 12
        if table in _LABEL_COLUMNS:
            described["label_column"] = _LABEL_COLUMNS[table]
        if table in ("texts", "blocks"):
            described["hidden"] = True
        tables[table] = described
    return {"title": "insats", "databases": {DATABASE: {"title": "insats", "tables": tables}}}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
