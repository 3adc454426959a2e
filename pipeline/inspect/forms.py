"""Forms for decisions: the cells a reviewer may change, and from a posted form to a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pipeline.labels import code_set
from pipeline.review.cells import EDITABLE, parse
from pipeline.review.decisions import CONTEXT, Decision
from pipeline.tables import columns
from pipeline.views.listings import Row
from pipeline.vocab import Verdict

MAX_TEXT = 20_000


@dataclass(frozen=True)
class Field:
    """One cell of a form."""

    name: str
    sv: str
    doc: str
    codes: tuple[str, ...]
    set: str | None
    optional: bool
    many: bool


def fields(table: str) -> list[Field]:
    """The cells of a table that may be edited."""
    by_name = {c.name: c for c in columns(table)}
    return [
        Field(
            name,
            by_name[name].sv,
            by_name[name].doc,
            by_name[name].codes,
            code_set(table, name),
            by_name[name].optional,
            by_name[name].many,
        )
        for name in EDITABLE[table]
    ]


def editable(purpose: str) -> dict[str, list[Field]]:
    """The forms for something that was missed: what to choose from, and its cells."""
    assert purpose == "missed"
    tables = (
        *("figures", "success_factors", "quotes", "programmes", "programme_mentions", "places"),
        "people",
    )
    return {table: [f for f in fields(table) if not f.many] for table in tables}


def edited(table: str, row: Row, posted: Mapping[str, str]) -> dict[str, Any]:
    """The cells that a posted form changes. Raises ValueError for a value that does not fit."""
    changed: dict[str, Any] = {}
    for field in fields(table):
        if field.name not in posted:
            continue
        if field.name == "programme_id":
            value: Any = posted[field.name] or None
        else:
            value = parse(table, field.name, posted[field.name])
        if value != row.get(field.name):
            changed[field.name] = value
    return changed


def missed_values(
    table: str, posted: Mapping[str, str], programme_id: str | None
) -> dict[str, Any]:
    """The cells of a missed row. Raises ValueError for a value that does not fit."""
    values: dict[str, Any] = {}
    for field in editable("missed")[table]:
        if field.name == "programme_id":
            if programme_id is None and not field.optional:
                raise ValueError("choose the programme")
            values[field.name] = programme_id
            continue
        given = posted.get(f"{table}.{field.name}", "").strip()
        if field.name == "name" and not given:
            given = posted["text"].strip()
        values[field.name] = parse(table, field.name, given)
    return values


def decision(
    *,
    verdict: Verdict,
    table: str,
    article: Row,
    source: str,
    span: tuple[int, int],
    who: str,
    row: Row,
    values: dict[str, Any],
    programme: str | None,
) -> Decision:
    """A decision taken now."""
    start, end = span
    return Decision(
        verdict=verdict,
        table=table,
        article=article["article_id"],
        sha256=article["sha256"],
        start=start,
        end=end,
        text=source[start:end],
        before=source[max(0, start - CONTEXT) : start],
        after=source[end : end + CONTEXT],
        who=who,
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        row=row,
        values=values,
        programme=programme,
    )


def located(source: str, text: str, start: str, end: str) -> tuple[int, int] | None:
    """Where selected words stand: at the offsets given, else where the words occur once."""
    if start.isdigit() and end.isdigit():
        at = (int(start), int(end))
        if at[0] < at[1] <= len(source) and source[at[0] : at[1]].split() == text.split():
            return at
    # A browser sends line breaks of a form as CR LF.
    for words in (text, text.replace("\r\n", "\n"), text.strip()):
        if words and source.count(words) == 1:
            found = source.index(words)
            return found, found + len(words)
    return None
