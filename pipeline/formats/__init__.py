"""The tables in formats people open: Excel, CSV, Parquet, Stata, SPSS. Written beside, then put in place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from pipeline.dataset import LoadedDataset
from pipeline.errors import UsageError
from pipeline.formats.csv_safe import write_csv
from pipeline.formats.statistics import write_spss, write_stata
from pipeline.formats.xlsx import write_xlsx
from pipeline.tables import TABLES

# What people analyse; source texts and blocks stay in the dataset folder.
EXPORTED = tuple(table for table in TABLES if table not in ("texts", "blocks"))


def write(
    dataset: Path,
    kind: str,
    out: Path | None = None,
    *,
    excel_safe: bool = False,
    site: str = "http://127.0.0.1:8001",
) -> list[Path]:
    """Write the tables as ``kind``: one .xlsx file, or a folder with a file for each table.

    Raises UsageError where the dataset is not whole or the place cannot be written to.
    """
    data = LoadedDataset(dataset)
    if kind == "xlsx":
        target = out or dataset.absolute().parent / f"{dataset.absolute().name}.xlsx"
        if target.is_dir():
            raise UsageError(
                f"{target}: is a folder; name a file, such as {target / 'insats.xlsx'}"
            )
        _in_place(target, lambda path: write_xlsx(data, EXPORTED, path, site))
        return [target]
    folder = out or dataset.absolute().parent / f"{dataset.absolute().name}-{kind}"
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file; name a folder for the tables")
    folder.mkdir(parents=True, exist_ok=True)
    writers: dict[str, tuple[str, Callable[[pd.DataFrame, str, Path], None]]] = {
        "csv": ("csv", lambda frame, table, path: write_csv(frame, table, path, excel_safe)),
        "parquet": ("parquet", lambda frame, _, path: frame.to_parquet(path, index=False)),
        "stata": ("dta", write_stata),
        "spss": ("sav", write_spss),
    }
    suffix, writer = writers[kind]
    made = []
    for table in EXPORTED:
        target = folder / f"{table}.{suffix}"
        frame = data.table(table)
        _in_place(target, lambda path, f=frame, t=table: writer(f, t, path))  # type: ignore[misc]
        made.append(target)
    return made


def _in_place(target: Path, make: Callable[[Path], None]) -> None:
    """Make a file beside its place and move it there, so that nobody sees half of it."""
    try:
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.absolute().parent))
    except OSError as error:
        raise UsageError(f"{target.parent}: cannot be written to ({error.strerror})") from None
    try:
        fresh = work / target.name
        make(fresh)
        fresh.replace(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
