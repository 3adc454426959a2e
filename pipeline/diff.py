"""What changed from one dataset to another, row by row, so that a person can review an update."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import UsageError
from pipeline.tables import TABLES, columns

Row = dict[str, Any]
# What a reader recognises a row by, besides its identifier.
_SHOWN = ("name", "title", "text", "value", "measure", "factor", "speaker")
# How sure a row is changes with every new fitting, and says nothing of what it tells.
_SURE = ("confidence", "doubts")


@dataclass(frozen=True)
class Change:
    """One row that came (+), went (-) or changed (~)."""

    sign: str
    key: str
    row: Row
    fields: tuple[tuple[str, Any, Any], ...] = ()  # (column, old, new)

    def __str__(self) -> str:
        if self.fields:
            parts = (f"{name}: {_short(old)} → {_short(new)}" for name, old, new in self.fields)
            return f"~ {self.key}: {'; '.join(parts)}"
        shown = (
            f"{name}={_short(self.row[name])}" for name in _SHOWN if self.row.get(name) is not None
        )
        return f"{self.sign} {self.key}: {', '.join(shown)}"

    def as_dict(self) -> Row:
        """For JSON: the sign, the key and either the row or the columns that changed."""
        if self.fields:
            changed = {name: {"old": old, "new": new} for name, old, new in self.fields}
            return {"change": self.sign, "key": self.key, "columns": changed}
        return {"change": self.sign, "key": self.key, "row": self.row}


@dataclass(frozen=True)
class TableDiff:
    """The changes of one table, in the order of their keys."""

    name: str
    changes: tuple[Change, ...]

    def count(self, sign: str) -> int:
        """How many changes carry a sign."""
        return sum(change.sign == sign for change in self.changes)


def compare(old: Path, new: Path, only: Sequence[str] = ()) -> Iterator[TableDiff]:
    """The differences, table by table. Raises UsageError for what is no dataset or no table."""
    for name in only:
        if name not in TABLES:
            raise UsageError(f"no table '{name}'; one of {', '.join(TABLES)}")
    for name in TABLES:
        if (only and name not in only) or (name == "texts" and not only):
            continue
        before, after = _rows(old, name), _rows(new, name)
        changes = [Change("-", key, before[key]) for key in before.keys() - after.keys()]
        changes += [Change("+", key, after[key]) for key in after.keys() - before.keys()]
        for key in before.keys() & after.keys():
            if fields := _fields(before[key], after[key]):
                changes.append(Change("~", key, after[key], fields))
        yield TableDiff(name, tuple(sorted(changes, key=lambda change: (change.key, change.sign))))


def _fields(before: Row, after: Row) -> tuple[tuple[str, Any, Any], ...]:
    names = dict.fromkeys((*before, *after))
    return tuple(
        (name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name) and name not in _SURE
    )


def _rows(dataset: Path, table: str) -> dict[str, Row]:
    """Rows by key. Tables without one are keyed by their first columns; a number tells equal ones apart."""
    file = dataset / "tables" / f"{table}.parquet"
    if not file.is_file():
        raise UsageError(f"{dataset}: holds no dataset; name the folder that insats extract wrote")
    try:
        rows: list[Row] = pq.read_table(file).to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise UsageError(f"{file}: cannot be read ({error}); run insats extract again") from None
    key = [column.name for column in columns(table) if column.key]
    names = key or [name for name in ("article_id", "start", "end") if rows and name in rows[0]]
    seen: Counter[str] = Counter()
    keyed: dict[str, Row] = {}
    for row in rows:
        base = ":".join(str(row[name]) for name in names)
        seen[base] += 1
        keyed[base if seen[base] == 1 else f"{base}#{seen[base]}"] = row
    return keyed


def _short(value: Any) -> str:
    if value is None:
        return "–"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
