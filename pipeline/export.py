"""Rows → Parquet, CSV, SQLite and a Data Package, written whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.database import Database
from pipeline.datapackage import datapackage
from pipeline.encode import encode, head
from pipeline.memo import without_collection
from pipeline.output import check_output as check_output
from pipeline.rows import Tables
from pipeline.tables import TABLES


def write_dataset(out: Path, tables: Tables, run: dict[str, Any]) -> None:
    """Write every format to ``out``. The old dataset there stays whole until the new one is complete."""
    with new_dataset(out, run) as work, without_collection():
        encoded = {name: encode(name, tables.get(name, ())) for name in TABLES}
        for name, data in encoded.items():
            write_parquet(work, name, data.arrow)
            with csv_file(work, name).open("wb") as file:
                file.write(head(name))
                file.writelines(data.lines)
        database = Database(work / "dataset.sqlite")
        try:
            database.create()
            database.insert(encoded)
            database.finish()
        finally:
            database.close()


@contextmanager
def new_dataset(out: Path, run: dict[str, Any]) -> Iterator[Path]:
    """A folder to write tables and database into; it takes the place of ``out`` when all is there."""
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}.new-", dir=out.parent))
    try:
        (work / "tables").mkdir()
        yield work
        _write_json(work / "datapackage.json", datapackage())
        _write_json(work / "run.json", run)
        work.chmod(0o755)
        _swap(work, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def csv_file(folder: Path, table: str) -> Path:
    """Where the CSV file of a table is in a dataset."""
    return folder / "tables" / f"{table}.csv"


def write_parquet(folder: Path, table: str, data: pa.Table) -> None:
    """Write a table's Parquet file: the same bytes for the same rows, whatever pieces they come in."""
    pq.write_table(data.combine_chunks(), folder / "tables" / f"{table}.parquet")


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
