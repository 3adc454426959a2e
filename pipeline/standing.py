"""The dataset that stands, as the last run wrote it: which rows are which article's, in every format.

What a run decided of an article is its *outcome*. Where that is as before, its rows are cut out of the Parquet and
CSV files that stand. The index is in the cache folder, with the tables as Arrow files, which are read in no time; it
speaks of one dataset, the last that was written, and holds as long as nobody has touched that.
"""

from __future__ import annotations

import contextlib
import pickle
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.export import csv_file
from pipeline.tables import TABLES

ACROSS = ("programmes", "people", "reviews")  # tables whose rows several articles tell
PER_ARTICLE = tuple(table for table in TABLES if table not in ACROSS)
Numbers = npt.NDArray[np.int64]
_FOLDER = "standing"
_Stamp = tuple[int, int]


@dataclass(frozen=True)
class Index:
    """Articles in order, with their outcomes; for each table where their rows, and lines of CSV, begin and end."""

    code: str
    articles: tuple[str, ...]
    outcomes: tuple[bytes, ...]
    rows: Mapping[str, Numbers]  # one more than articles: where each begins, and the last ends
    lines: Mapping[str, Numbers]  # in bytes
    stamps: Mapping[str, _Stamp]  # size and time of the dataset's own files


@dataclass(frozen=True)
class Standing:
    """An index with the files that it speaks of."""

    index: Index
    out: Path
    tables: Mapping[str, pa.Table]

    def arrow(self, table: str, first: int, last: int) -> pa.Table:
        """The rows of a run of articles."""
        start, end = self.index.rows[table][[first, last]].tolist()
        return self.tables[table].slice(start, end - start)

    def csv(self, table: str, first: int, last: int) -> bytes:
        """The lines of a run of articles."""
        start, end = self.index.lines[table][[first, last]].tolist()
        with csv_file(self.out, table).open("rb") as file:
            file.seek(start)
            return file.read(end - start)


def standing(cache: Path | None, out: Path, code: str) -> Standing | None:
    """The dataset in ``out``, where this very code wrote it and nobody has touched it since."""
    if cache is None:
        return None
    folder = cache / _FOLDER
    try:
        index = pickle.loads((folder / "index.pickle").read_bytes())
        if not isinstance(index, Index) or index.code != code or index.stamps != _stamps(out):
            return None
        tables = {table: _read(folder / f"{table}.arrow") for table in PER_ARTICLE}
    except Exception:  # whatever a damaged file raises
        return None
    whole = all(tables[table].num_rows == index.rows[table][-1] for table in PER_ARTICLE)
    return Standing(index, out, tables) if whole else None


def stand(
    cache: Path | None,
    out: Path,
    code: str,
    outcomes: Mapping[str, bytes],
    rows: Mapping[str, Sequence[int]],
    lines: Mapping[str, Sequence[int]],
    tables: Mapping[str, pa.Table],
) -> None:
    """Keep the index of a dataset just written; ``rows`` and ``lines`` tell how many each article has."""
    if cache is None:
        return
    with contextlib.suppress(OSError):
        folder = cache / _FOLDER
        work = Path(tempfile.mkdtemp(prefix=f".{_FOLDER}-", dir=cache))
        try:
            for table, data in tables.items():
                with pa.ipc.new_file(work / f"{table}.arrow", data.schema) as writer:
                    writer.write_table(data)
            index = Index(
                code,
                tuple(outcomes),
                tuple(outcomes.values()),
                {table: _ends(numbers) for table, numbers in rows.items()},
                {table: _ends(numbers) for table, numbers in lines.items()},
                _stamps(out),
            )
            (work / "index.pickle").write_bytes(pickle.dumps(index))
            shutil.rmtree(folder, ignore_errors=True)
            work.rename(folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _ends(numbers: Sequence[int]) -> Numbers:
    return np.cumsum(np.asarray(numbers, dtype=np.int64))


def _read(path: Path) -> pa.Table:
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def _stamps(out: Path) -> dict[str, _Stamp]:
    files = [out / "dataset.sqlite", *(csv_file(out, table) for table in PER_ARTICLE)]
    found = ((file, file.stat()) for file in files)
    return {str(file.absolute()): (stat.st_size, stat.st_mtime_ns) for file, stat in found}
