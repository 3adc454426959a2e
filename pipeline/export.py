"""Rows → Parquet, CSV, SQLite and a Data Package, written whole or not at all."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.memo import without_collection
from pipeline.output import check_output as check_output
from pipeline.rows import Tables
from pipeline.search import add_search
from pipeline.tables import DATASET_VERSION, TABLES, Column, columns

PANDAS_TYPES = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}
_ARROW = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
_PANDAS_NAMES = {str: "unicode", int: "int64", float: "float64", bool: "bool"}
_SQL = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
_SCHEMA = {str: "string", int: "integer", float: "number", bool: "boolean"}
# Columns that people filter on, besides keys and references.
_INDEXED: dict[str, tuple[str, ...]] = {
    "articles": ("published", "municipality_code"),
    "places": ("code", "confidence"),
    "programmes": ("name", "kind", "confidence"),
    "figures": ("measure", "place_code", "confidence"),
    "quotes": ("speaker", "confidence"),
    "success_factors": ("factor", "confidence"),
}


@dataclass(frozen=True, slots=True)
class _Table:
    """One table by columns: ``values`` as Parquet has them, ``flat`` with lists as JSON arrays."""

    name: str
    columns: tuple[Column, ...]
    values: list[list[Any]]
    flat: list[list[Any]]


def _by_column(name: str, rows: Sequence[Any]) -> _Table:
    cols = columns(name)
    found = zip(*map(attrgetter(*(c.name for c in cols)), rows), strict=True)
    values, flat = [], []
    for column, cells in zip(cols, found if rows else [()] * len(cols), strict=True):
        if column.many:
            values.append([[str(item) for item in items] for items in cells])
            flat.append([_json(tuple(items)) for items in cells])
            continue
        plain = list(cells)
        if column.codes:
            plain = [None if cell is None else str(cell) for cell in cells]
        elif column.type is float:
            plain = [None if cell is None else float(cell) for cell in cells]
        values.append(plain)
        flat.append(plain)
    return _Table(name, cols, values, flat)


@lru_cache(maxsize=1 << 16)
def _json(items: tuple[str, ...]) -> str:
    return json.dumps(items, ensure_ascii=False) if items else "[]"


def write_dataset(out: Path, tables: Tables, run: dict[str, Any]) -> None:
    """Write every format to ``out``. The old dataset there stays whole until the new one is complete."""
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}.new-", dir=out.parent))
    try:
        (work / "tables").mkdir()
        with without_collection():
            by_column = {name: _by_column(name, tables.get(name, ())) for name in TABLES}
            for name, data in by_column.items():
                _write_parquet(work / "tables" / f"{name}.parquet", data)
                _write_csv(work / "tables" / f"{name}.csv", data)
            _write_sqlite(work / "dataset.sqlite", by_column)
        _write_json(work / "datapackage.json", _datapackage())
        _write_json(work / "run.json", run)
        work.chmod(0o755)
        _swap(work, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _swap(new: Path, out: Path) -> None:
    """Put ``new`` in the place of ``out``: two renames, and back again if the second fails."""
    old: Path | None = None
    if out.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{out.name}.old-", dir=out.parent))
        out.rename(old / "dataset")
    try:
        new.rename(out)
    except OSError:
        if old is not None:
            (old / "dataset").rename(out)
        raise
    finally:
        if old is not None:
            shutil.rmtree(old, ignore_errors=True)


def _write_json(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _write_parquet(path: Path, data: _Table) -> None:
    fields = [
        pa.field(
            c.name, pa.list_(_ARROW[c.type]) if c.many else _ARROW[c.type], nullable=c.optional
        )
        for c in data.columns
    ]
    schema = pa.schema(fields, metadata={"pandas": json.dumps(_for_pandas(data.columns))})
    arrays = [
        pa.array(cells, type=field.type) for cells, field in zip(data.values, fields, strict=True)
    ]
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), path)


def _for_pandas(cols: Sequence[Column]) -> dict[str, Any]:
    """What pandas writes into a Parquet file to read the same types back; importing it takes longer than writing."""
    return {
        "index_columns": [],
        "column_indexes": [],
        "columns": [
            {
                "name": c.name,
                "field_name": c.name,
                "pandas_type": "list[unicode]" if c.many else _PANDAS_NAMES[c.type],
                "numpy_type": "object" if c.many else PANDAS_TYPES[c.type],
                "metadata": None,
            }
            for c in cols
        ],
        "creator": {"library": "pyarrow", "version": pa.__version__},
        "pandas_version": "2.0.0",
    }


def _write_csv(path: Path, data: _Table) -> None:
    """Truth values as true/false, unknown cells empty."""
    words = {True: "true", False: "false", None: None}
    cells = [
        [words[cell] for cell in flat] if column.type is bool else flat
        for column, flat in zip(data.columns, data.flat, strict=True)
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in data.columns])
        writer.writerows(zip(*cells, strict=True))


def _references(table: str) -> list[tuple[Column, str, str]]:
    """(column, table, key column) of each foreign key; lists cannot be one."""
    return [
        (column, column.ref, next(c.name for c in columns(column.ref) if c.key))
        for column in columns(table)
        if column.ref and not column.many
    ]


def _write_sqlite(path: Path, tables: dict[str, _Table]) -> None:
    connection = sqlite3.connect(path)
    try:
        # The folder takes the old one's place when all is written: a file that breaks off is thrown away.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        connection.execute("PRAGMA foreign_keys = ON")
        order = ["articles", "texts", "people", "programmes", "programme_mentions", "places"]
        for table in [*order, *(name for name in TABLES if name not in order)]:
            parts = []
            for column in columns(table):
                spec = f'"{column.name}" {_SQL[column.type] if not column.many else "TEXT"}'
                spec += " PRIMARY KEY" if column.key else ""
                spec += "" if column.optional else " NOT NULL"
                parts.append(spec)
            for column, other, key in _references(table):
                parts.append(f'FOREIGN KEY ("{column.name}") REFERENCES "{other}" ("{key}")')
            connection.execute(f'CREATE TABLE "{table}" ({", ".join(parts)})')
            marks = ", ".join("?" * len(columns(table)))
            rows = zip(*tables[table].flat, strict=True)
            connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)
            for column in columns(table):
                if (
                    column.ref and not column.many and not column.key
                ) or column.name in _INDEXED.get(table, ()):
                    connection.execute(
                        f'CREATE INDEX "{table}_{column.name}" ON "{table}" ("{column.name}")'
                    )
        connection.commit()
        add_search(connection)
        connection.commit()
    finally:
        connection.close()


def _datapackage() -> dict[str, Any]:
    """A Data Package (v2) descriptor with schemas, vocabularies and keys, from the table definitions."""
    resources: list[dict[str, Any]] = []
    for table, row_type in TABLES.items():
        schema: dict[str, Any] = {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [_field(column) for column in columns(table)],
            "missingValues": [""],
        }
        if keys := [column.name for column in columns(table) if column.key]:
            schema["primaryKey"] = keys
        if references := _references(table):
            schema["foreignKeys"] = [
                {"fields": [c.name], "reference": {"resource": other, "fields": [key]}}
                for c, other, key in references
            ]
        resources.append(
            {
                "name": table.replace("_", "-"),
                "title": (row_type.__doc__ or table).strip(),
                "path": f"tables/{table}.csv",
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": schema,
            }
        )
    for resource in resources:
        for foreign in resource["schema"].get("foreignKeys", ()):
            foreign["reference"]["resource"] = foreign["reference"]["resource"].replace("_", "-")
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "insats",
        "title": "Labour-market programmes in Swedish municipalities, as articles tell of them",
        "version": DATASET_VERSION,
        "resources": resources,
    }


def _field(column: Column) -> dict[str, Any]:
    spec: dict[str, Any] = {
        "name": column.name,
        "type": "array" if column.many else _SCHEMA[column.type],
        "description": column.doc,
    }
    constraints: dict[str, Any] = {}
    if not column.optional:
        constraints["required"] = True
    if column.key:
        constraints["unique"] = True
    if column.codes and not column.many:
        spec["categories"] = list(column.codes)
        constraints["enum"] = list(column.codes)
    if constraints:
        spec["constraints"] = constraints
    return spec
