"""Rows of a table as each format takes them: Arrow arrays, lines of CSV, values for SQLite."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.tables import Column, columns

PANDAS_TYPES = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}
_ARROW = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
_PANDAS_NAMES = {str: "unicode", int: "int64", float: "float64", bool: "bool"}
_WORDS = {True: "true", False: "false", None: None}  # truth values in CSV


@dataclass(frozen=True, slots=True)
class Encoded:
    """Some rows of one table in every format. ``flat`` has them by column, with lists as JSON arrays."""

    name: str
    arrow: pa.Table
    lines: list[bytes]  # of CSV, one for each row
    flat: list[list[Any]]

    def rows(self) -> Iterable[tuple[Any, ...]]:
        """The rows as SQLite takes them."""
        return zip(*self.flat, strict=True)


def encode(name: str, rows: Sequence[Any]) -> Encoded:
    """Rows (dataclasses of :mod:`pipeline.tables`) in every format."""
    cols = columns(name)
    found = zip(*map(attrgetter(*(c.name for c in cols)), rows), strict=True)
    arrays, flat, shown = [], [], []
    for column, cells in zip(cols, found if rows else [()] * len(cols), strict=True):
        plain: list[Any]
        if column.many:
            plain = [_json(tuple(items)) if items else "[]" for items in cells]
            arrays.append(_lists(cells))
        else:
            plain = list(cells)
            if column.codes:
                plain = [None if cell is None else str(cell) for cell in cells]
            elif column.type is float:
                plain = [None if cell is None else float(cell) for cell in cells]
            arrays.append(_array(plain, column.type))
        flat.append(plain)
        shown.append([_WORDS[cell] for cell in plain] if column.type is bool else plain)
    lines = _lines(zip(*shown, strict=True))
    return Encoded(name, pa.Table.from_arrays(arrays, schema=schema(name)), lines, flat)


def head(name: str) -> bytes:
    """The first line of a table's CSV file."""
    return _lines([[column.name for column in columns(name)]])[0]


@cache
def schema(name: str) -> pa.Schema:
    """The Arrow schema of a table."""
    cols = columns(name)
    fields = [
        pa.field(
            c.name, pa.list_(_ARROW[c.type]) if c.many else _ARROW[c.type], nullable=c.optional
        )
        for c in cols
    ]
    return pa.schema(fields, metadata={"pandas": json.dumps(_for_pandas(cols))})


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


class _Lines(list[bytes]):
    """What csv.writer writes to: each row is one line."""

    def write(self, line: str) -> None:
        self.append(line.encode("utf-8"))


def _lines(rows: Iterable[Sequence[Any]]) -> list[bytes]:
    """Truth values as true/false, unknown cells empty."""
    lines = _Lines()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return list(lines)


@lru_cache(maxsize=1 << 16)
def _json(items: tuple[str, ...]) -> str:
    return json.dumps(items, ensure_ascii=False)


# pa.array() would import pandas, to see whether it is given something of it, and that takes longer than all the rest.


def _array(cells: Sequence[Any], kind: type) -> pa.Array:
    n, valid = len(cells), None
    if None in cells:
        known = np.fromiter((cell is not None for cell in cells), dtype=bool, count=n)
        valid = pa.py_buffer(np.packbits(known, bitorder="little"))
        cells = [kind() if cell is None else cell for cell in cells]
    if kind is str:
        data = list(map(str.encode, cells))
        return pa.Array.from_buffers(
            pa.string(), n, [valid, _offsets(map(len, data), n), pa.py_buffer(b"".join(data))]
        )
    values: npt.NDArray[Any] = np.fromiter(cells, dtype=kind, count=n)
    filled = np.packbits(values, bitorder="little") if kind is bool else values
    return pa.Array.from_buffers(_ARROW[kind], n, [valid, pa.py_buffer(filled)])


def _lists(cells: Sequence[Sequence[str]]) -> pa.Array:
    offsets = _offsets(map(len, cells), len(cells))
    items = _array(list(chain.from_iterable(cells)), str)
    return pa.Array.from_buffers(
        pa.list_(pa.string()), len(cells), [None, offsets], children=[items]
    )


def _offsets(lengths: Iterable[int], n: int) -> pa.Buffer:
    ends = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.fromiter(lengths, dtype=np.int64, count=n), out=ends[1:])
    if ends[-1] >= 2**31:
        raise OverflowError("a batch of rows holds more than two gigabytes of text")
    return pa.py_buffer(ends.astype(np.int32))
