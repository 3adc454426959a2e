"""Addresses of pages: one place that knows how they are spelt."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from pipeline.views.listings import Row
from pipeline.views.queries import key_of

DATABASE = "dataset"


def path(*parts: str, **query: Any) -> str:
    """``/part/part?key=value``; values that are None or empty are left out."""
    address = "/" + "/".join(quote(part, safe="") for part in parts)
    kept = {key: value for key, value in query.items() if value not in (None, "")}
    return address + ("?" + urlencode(kept) if kept else "")


def row_id(table: str, row: Row) -> str:
    """The identifier of a row. Programme mentions, which have no key, are named by their place."""
    key = key_of(table)
    if key is not None:
        return str(row[key])
    return f"{row['article_id']}.mention{row['start']}-{row['end']}"


def evidence_link(table: str, row: Row) -> str:
    """The row's words, highlighted in their article."""
    return (
        path("artikel", str(row["article_id"]), rad=row_id(table, row))
        + f"#e{row['start']}-{row['end']}"
    )


def row_link(table: str, row: Row) -> str:
    """The page of one row."""
    return path("rad", table, row_id(table, row))


def programme_link(programme_id: str) -> str:
    """The page of a programme."""
    return path("insats", programme_id)


def article_link(article_id: str) -> str:
    """The page of an article."""
    return path("artikel", article_id)


def place_link(code: str) -> str:
    """The page of a municipality or county."""
    return path("lan" if len(code) == 2 else "kommun", code)


def safe_url(address: str | None) -> str | None:
    """A web address that may be linked: http and https only."""
    if address and address.lower().startswith(("http://", "https://")):
        return address
    return None


def safe_return(address: str | None) -> str:
    """An address of this site to go back to; the start page for anything else."""
    if address and address.startswith("/") and not address.startswith(("//", "/\\")):
        return address
    return "/"
