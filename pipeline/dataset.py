"""An existing dataset folder: checked, opened read-only, or loaded into typed DataFrames."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from pipeline.encode import PANDAS_TYPES
from pipeline.errors import UsageError
from pipeline.tables import DATASET_VERSION, TABLES, columns


def check_dataset(folder: Path) -> Path:
    """The SQLite file of a dataset that is whole and of this version.

    Raises UsageError that says what is wrong with the folder and what to do.
    """
    again = f"run: insats extract CORPUS --out {folder}"
    if not folder.exists():
        raise UsageError(f"{folder}: no such folder; {again}")
    if not folder.is_dir():
        raise UsageError(f"{folder}: is a file; name the folder that insats extract wrote")
    if not any(folder.iterdir()):
        raise UsageError(f"{folder}: is empty; {again}")
    database, package = folder / "dataset.sqlite", folder / "datapackage.json"
    missing = [p.name for p in (database, package, folder / "run.json") if not p.is_file()]
    if missing:
        raise UsageError(f"{folder}: not a whole dataset ({', '.join(missing)} missing); {again}")
    version = _version(package, again)
    if version != DATASET_VERSION:
        raise UsageError(
            f"{folder}: is a dataset of version {version}, this program reads {DATASET_VERSION}; {again}"
        )
    _check_tables(database, again)
    return database


def _version(package: Path, again: str) -> str:
    try:
        found = json.loads(package.read_text(encoding="utf-8"))
        return str(found["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{package}: cannot be read ({error}); {again}") from None


def _check_tables(database: Path, again: str) -> None:
    try:
        connection = open_database(database)
        try:
            for table in TABLES:
                have = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
                lacking = [c.name for c in columns(table) if c.name not in have]
                if not have or lacking:
                    what = f"{table}.{lacking[0]}" if have else table
                    raise UsageError(f"{database}: {what} is missing (an older dataset?); {again}")
            connection.execute("SELECT count(*) FROM texts_fts WHERE texts_fts MATCH 'och'")
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise UsageError(f"{database}: cannot be read ({error}); {again}") from None


def open_database(database: Path) -> sqlite3.Connection:
    """A connection that cannot write."""
    connection = sqlite3.connect(
        f"file:{_quoted(database)}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    return connection


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))


_LISTS = frozenset(
    {"aliases", "target_groups", "municipality_codes", "article_ids", "variants", "doubts"}
)


def rows(
    connection: sqlite3.Connection, sql: str, values: Sequence[Any] | dict[str, Any] = ()
) -> list[dict[str, Any]]:
    """All rows of an answer as dicts; lists, which SQLite keeps as JSON, as lists."""
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row, strict=True)) for row in cursor]
    for name in _LISTS.intersection(names):
        for row in found:
            if isinstance(row[name], str):
                row[name] = json.loads(row[name])
    return found


def run_record(folder: Path) -> dict[str, Any]:
    """What ``run.json`` holds; empty where it cannot be read."""
    try:
        found = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True)
class Evidence:
    """The words a row stands on, with what surrounds them."""

    article_id: str
    title: str
    start: int
    end: int
    text: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.article_id}: …{self.before}[{self.text}]{self.after}…"


class LoadedDataset:
    """The tables of a dataset as typed DataFrames: ``ds.figures``, ``ds.programmes`` …"""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = check_dataset(folder)
        self.run = run_record(folder)
        self._frames: dict[str, pd.DataFrame] = {}

    def table(self, name: str) -> pd.DataFrame:
        """One table; read on first use. Raises KeyError for an unknown name."""
        if name not in TABLES:
            raise KeyError(f"no table {name!r}; one of {', '.join(TABLES)}")
        if name not in self._frames:
            self._frames[name] = _read(self.folder / "tables" / f"{name}.parquet", name)
        return self._frames[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in TABLES:
            raise AttributeError(f"no table {name!r}; one of {', '.join(TABLES)}")
        return self.table(name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *TABLES]

    def __repr__(self) -> str:
        return f"<dataset {self.folder}: {len(self.articles)} articles, {len(self.programmes)} programmes>"

    @cached_property
    def _texts(self) -> dict[str, str]:
        return dict(zip(self.texts["article_id"], self.texts["text"], strict=True))

    @cached_property
    def _titles(self) -> dict[str, str]:
        return dict(zip(self.articles["article_id"], self.articles["title"], strict=True))

    def evidence(self, row: Any, context: int = 120) -> Evidence:
        """The words a row stands on. ``row``: a Series or a named tuple with article_id, start and end.

        Raises ValueError for a row without a position (programmes and people stand in many places:
        see ``programme_mentions``).
        """
        try:
            article_id, start, end = (
                row[k] if isinstance(row, (pd.Series, dict)) else getattr(row, k)
                for k in ("article_id", "start", "end")
            )
        except (KeyError, AttributeError):
            raise ValueError(
                "this row has no position of its own; use the rows of programme_mentions, figures, "
                "quotes, success_factors or places"
            ) from None
        text, start, end = self._texts[article_id], int(start), int(end)
        return Evidence(
            article_id,
            self._titles[article_id],
            start,
            end,
            text[start:end],
            text[max(0, start - context) : start],
            text[end : end + context],
        )

    def reviewed(self, name: str) -> pd.DataFrame:
        """The rows of a table that a reviewer has decided on and that stand, with who and when."""
        key = next((c.name for c in columns(name) if c.key), None)
        if key is None:
            raise ValueError(f"{name} has no rows of its own to review")
        made = self.reviews
        made = made[(made["table_name"] == name) & (made["state"] == "applied")]
        made = made.drop_duplicates("row_id", keep="last")
        return (
            self.table(name)
            .merge(made[["row_id", "verdict", "who", "at"]], left_on=key, right_on="row_id")
            .drop(columns="row_id")
        )


def _read(path: Path, table: str) -> pd.DataFrame:
    try:
        data: pd.DataFrame = pq.read_table(path).to_pandas()
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); run insats extract again") from None
    for column in columns(table):
        if column.many:
            data[column.name] = [list(items) for items in data[column.name]]
        elif column.codes:
            data[column.name] = pd.Categorical(data[column.name], categories=list(column.codes))
        else:
            data[column.name] = data[column.name].astype(PANDAS_TYPES[column.type])  # type: ignore[call-overload]
    return data


def load(folder: str | Path) -> LoadedDataset:
    """Open a dataset folder for analysis in pandas. Raises UsageError where it is not whole."""
    return LoadedDataset(Path(folder))
