"""Lexicons: TSV files with a header line, read into frozen dataclasses.

Columns must be exactly the fields of the entry type. Field types may be ``str``, ``str | None`` (empty
cell → None), ``int``, ``float``, ``bool`` (``yes``/``no``), ``tuple[str, ...]`` (``|`` between items) or a
StrEnum of :mod:`pipeline.vocab` (also optional). Lines that start with ``#`` and blank lines are comments.
"""

from __future__ import annotations

import dataclasses
import difflib
import types
import typing
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import LexiconError

Entry = TypeVar("Entry")
FOLDER = Path(__file__).parent


@cache
def load(entry_type: type[Entry], name: str) -> tuple[Entry, ...]:
    """All entries of ``pipeline/lexicon/<name>`` (or of an absolute path), in file order.

    Raises LexiconError with file and line where a column, code or number does not fit.
    """
    path = FOLDER / name
    hints = typing.get_type_hints(entry_type)
    names = [field.name for field in dataclasses.fields(entry_type)]  # type: ignore[arg-type]
    plain = [hints[name] is str for name in names]
    entries: list[Entry] = []
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        where = f"{path.name}:{number}"
        if header is None:
            header = cells
            if header != names:
                raise LexiconError(f"{where}: columns are {header}; expected {names}")
            continue
        if len(cells) != len(names):
            raise LexiconError(
                f"{where}: {len(cells)} cells; expected {len(names)}, separated by single tabs"
            )
        values = [
            cell.strip() if text else _value(cell.strip(), hints[key], where)
            for key, cell, text in zip(names, cells, plain, strict=True)
        ]
        entries.append(entry_type(*values))
    return tuple(entries)


def _value(cell: str, hint: Any, where: str) -> Any:
    if isinstance(hint, types.UnionType):
        if not cell:
            return None
        hint = next(arg for arg in hint.__args__ if arg is not type(None))
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_value(part.strip(), inner, where) for part in cell.split("|") if part.strip())
    if hint is bool:
        if cell not in ("yes", "no"):
            raise LexiconError(f"{where}: '{cell}' should be yes or no")
        return cell == "yes"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        try:
            return hint(cell)
        except ValueError:
            near = difflib.get_close_matches(cell, [str(code) for code in hint], n=1)
            did = f"; did you mean '{near[0]}'?" if near else f"; one of {', '.join(hint)}"
            raise LexiconError(f"{where}: unknown code '{cell}'{did}") from None
    if hint in (int, float):
        try:
            return hint(cell)
        except ValueError:
            raise LexiconError(f"{where}: '{cell}' is not a number") from None
    return cell
