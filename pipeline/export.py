"""Rows → Parquet, CSV, SQLite and a Data Package, written whole or not at all. The only pandas."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.output import check_output as check_output
from pipeline.rows import Tables
from pipeline.search import add_search
from pipeline.tables import DATASET_VERSION, TABLES, Column, columns

PANDAS_TYPES = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}
_ARROW = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
_SQL = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
_SCHEMA = {str: "string", int: "integer", float: "number", bool: "boolean"}
# Columns that people filter on, besides keys and references.
_INDEXED: dict[str, tuple[str, ...]] = {
    "articles": ("published", "municipality_code"),
    "places": ("code",),
    "programmes": ("name", "kind"),
    "figures": ("measure", "place_code"),
    "quotes": ("speaker",),
    "success_factors": ("factor",),
}


def frame(table: str, rows: Sequence[Any]) -> pd.DataFrame:
    """Rows of one table as a typed DataFrame; lists stay lists."""
    cols = columns(table)
    cells = list(zip(*(_cells(row) for row in rows), strict=True)) if rows else [()] * len(cols)
    data = {}
    for column, values in zip(cols, cells, strict=True):
        if column.many:
            series = pd.Series([[str(v) for v in value] for value in values], dtype="object")
        else:
            plain = [str(v) if isinstance(v, str) else v for v in values]
            series = pd.Series(plain, dtype=PANDAS_TYPES[column.type])
        data[column.name] = series
    return pd.DataFrame(data, columns=[column.name for column in cols])


def _cells(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, item.name) for item in fields(row))


def write_dataset(out: Path, tables: Tables, run: dict[str, Any]) -> None:
    """Write every format to ``out``. The old dataset there stays whole until the new one is complete."""
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}.new-", dir=out.parent))
    try:
        (work / "tables").mkdir()
        frames = {name: frame(name, tables.get(name, ())) for name in TABLES}
        for name, data in frames.items():
            _write_parquet(work / "tables" / f"{name}.parquet", name, data)
            _flat(name, data).to_csv(
                work / "tables" / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8"
            )
        _write_sqlite(work / "dataset.sqlite", frames)
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


def _write_parquet(path: Path, table: str, data: pd.DataFrame) -> None:
    fields = [
        pa.field(
            c.name, pa.list_(_ARROW[c.type]) if c.many else _ARROW[c.type], nullable=c.optional
        )
        for c in columns(table)
    ]
    schema = pa.schema(fields)
    pq.write_table(pa.Table.from_pandas(data, schema=schema, preserve_index=False), path)


def _flat(table: str, data: pd.DataFrame) -> pd.DataFrame:
    """Lists as JSON arrays and truth values as true/false, for CSV and SQLite."""
    flat = data.copy()
    for column in columns(table):
        if column.many:
            flat[column.name] = [json.dumps(v, ensure_ascii=False) for v in data[column.name]]
        elif column.type is bool:
            flat[column.name] = data[column.name].map({True: "true", False: "false"})
    return flat


def _references(table: str) -> list[tuple[Column, str, str]]:
    """(column, table, key column) of each foreign key; lists cannot be one."""
    return [
        (column, column.ref, next(c.name for c in columns(column.ref) if c.key))
        for column in columns(table)
        if column.ref and not column.many
    ]


def _write_sqlite(path: Path, frames: dict[str, pd.DataFrame]) -> None:
    connection = sqlite3.connect(path)
    try:
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
            flat = _flat(table, frames[table]).astype(object)
            for column in columns(table):
                if column.type is bool:
                    flat[column.name] = frames[table][column.name].astype("Int64").astype(object)
            values = flat.where(flat.notna(), None).itertuples(index=False, name=None)
            marks = ", ".join("?" * len(flat.columns))
            connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', values)
            for column in columns(table):
                if (
                    column.ref and not column.many and not column.key
                ) or column.name in _INDEXED.get(table, ()):
                    connection.execute(
                        f'CREATE INDEX "{table}_{column.name}" ON "{table}" ("{column.name}")'
                    )
        connection.commit()
        connection.execute("VACUUM")  # may renumber rows, so the search index comes after it
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
