"""The SQLite file of a dataset: made anew, or brought up to date where a few articles have changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.encode import Encoded
from pipeline.search import SEARCHED, add_search
from pipeline.tables import TABLES, Column, columns

_SQL = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
# Columns that people filter on, besides keys and references.
_INDEXED: dict[str, tuple[str, ...]] = {
    "articles": ("published", "municipality_code"),
    "places": ("code", "confidence"),
    "programmes": ("name", "kind", "confidence"),
    "figures": ("measure", "place_code", "confidence"),
    "quotes": ("speaker", "confidence"),
    "success_factors": ("factor", "confidence"),
}
# A table comes after those that it refers to.
_FIRST = ("articles", "texts", "people", "programmes", "programme_mentions", "places")
ORDER = (*_FIRST, *(name for name in TABLES if name not in _FIRST))


def references(table: str) -> list[tuple[Column, str, str]]:
    """(column, table, key column) of each foreign key; lists cannot be one."""
    return [
        (column, column.ref, next(c.name for c in columns(column.ref) if c.key))
        for column in columns(table)
        if column.ref and not column.many
    ]


class Database:
    """A file that is being written. It is thrown away where that breaks off, so it keeps no journal."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA cache_size = -200000")
        self._connection.execute("PRAGMA foreign_keys = ON")

    def close(self) -> None:
        """Give the file free."""
        self._connection.close()

    def create(self) -> None:
        """Make the tables, empty."""
        for table in ORDER:
            parts = []
            for column in columns(table):
                spec = f'"{column.name}" {_SQL[column.type] if not column.many else "TEXT"}'
                spec += " PRIMARY KEY" if column.key else ""
                spec += "" if column.optional else " NOT NULL"
                parts.append(spec)
            for column, other, key in references(table):
                parts.append(f'FOREIGN KEY ("{column.name}") REFERENCES "{other}" ("{key}")')
            self._connection.execute(f'CREATE TABLE "{table}" ({", ".join(parts)})')

    def insert(self, tables: Mapping[str, Encoded]) -> None:
        """Add rows, those first that others refer to."""
        for table in ORDER:
            if table in tables:
                self._insert(table, tables[table].rows())

    def finish(self) -> None:
        """Make the indexes, when all rows are there."""
        for table in ORDER:
            for column in columns(table):
                if (
                    column.ref and not column.many and not column.key
                ) or column.name in _INDEXED.get(table, ()):
                    self._connection.execute(
                        f'CREATE INDEX "{table}_{column.name}" ON "{table}" ("{column.name}")'
                    )
        self._connection.commit()
        add_search(self._connection)
        self._connection.commit()

    def update(
        self,
        articles: Collection[str],
        new: Iterable[Mapping[str, Encoded]],
        across: Mapping[str, Encoded],
    ) -> None:
        """Put ``new`` rows in the place of all rows of some articles, and ``across`` in that of whole tables.

        The file then holds the same rows as one made anew, and indexes of the same; the new ones stand last.
        """
        # Rows are taken away before those come that others refer to: looked at when all is done.
        self._connection.execute("BEGIN")
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        gone = [(article,) for article in sorted(articles)]
        for table in reversed(ORDER):
            if table not in across:
                self._remove(table, "article_id", gone)
        for table, rows in across.items():
            self._replace(table, rows)
        for tables in new:
            self.insert(tables)
        for table in SEARCHED:
            if table not in across:
                self._index(table, "article_id", gone)
        self._connection.commit()

    def _replace(self, table: str, wanted: Encoded) -> None:
        """Change a table to hold the wanted rows; those that it has already stay as they are."""
        held = set(self._connection.execute(f'SELECT * FROM "{table}"'))
        rows = set(wanted.rows())
        place = next(n for n, column in enumerate(columns(table)) if column.key)
        name = columns(table)[place].name
        self._remove(table, name, [(row[place],) for row in held - rows])
        new = [row for row in wanted.rows() if row not in held]
        self._insert(table, new)
        self._index(table, name, [(row[place],) for row in new])

    def _insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * len(columns(table)))
        self._connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)

    def _remove(self, table: str, column: str, values: list[tuple[str]]) -> None:
        if table in SEARCHED:
            names = ", ".join(f'"{name}"' for name in SEARCHED[table])
            self._connection.executemany(
                f'INSERT INTO "{table}_fts" ("{table}_fts", rowid, {names}) '
                f'SELECT \'delete\', rowid, {names} FROM "{table}" WHERE "{column}" = ?',
                values,
            )
        self._connection.executemany(f'DELETE FROM "{table}" WHERE "{column}" = ?', values)

    def _index(self, table: str, column: str, values: list[tuple[str]]) -> None:
        """Let rows be found by the full-text search."""
        if table in SEARCHED:
            names = ", ".join(f'"{name}"' for name in SEARCHED[table])
            self._connection.executemany(
                f'INSERT INTO "{table}_fts" (rowid, {names}) '
                f'SELECT rowid, {names} FROM "{table}" WHERE "{column}" = ?',
                values,
            )
