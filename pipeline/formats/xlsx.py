"""An Excel workbook: a sheet for each table, links to the evidence, and a sheet that explains the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from pipeline.dataset import LoadedDataset
from pipeline.errors import UsageError
from pipeline.labels import code_set, label
from pipeline.tables import TABLES, Column, columns

MAX_ROWS, MAX_CHARS = 1_048_576, 32_767
_HEAD = PatternFill("solid", fgColor="0A566C")
_LINK = Font(color="0A566C", underline="single")
# Characters that XML, and so a workbook, cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDTHS = {"text": 50, "sentence": 70, "title": 50, "name": 34, "sha256": 14, "url": 30}


def write_xlsx(data: LoadedDataset, tables: Sequence[str], path: Path, site: str) -> None:
    """Write the workbook. Raises UsageError where a table has more rows than a sheet can hold."""
    book = Workbook(write_only=True)
    for table in tables:
        frame = data.table(table)
        if len(frame) >= MAX_ROWS:
            raise UsageError(
                f"{table}: {len(frame)} rows, a sheet of Excel holds {MAX_ROWS - 1}; use --format csv"
            )
        _sheet(book, table, frame, site.rstrip("/"))
    _dictionary(book, tables)
    book.save(path)


def _sheet(book: Any, table: str, frame: pd.DataFrame, site: str) -> None:
    sheet = book.create_sheet(table)
    sheet.freeze_panes = "A2"
    linked = {"article_id", "start", "end"} <= set(frame.columns)
    names = [*frame.columns, *(["evidence"] if linked else [])]
    for at, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(
            name, max(11, len(name) + 3)
        )
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{len(frame) + 1}"
    sheet.append([_head(sheet, name) for name in names])
    for row in frame.itertuples(index=False):
        cells = [_cell(sheet, value) for value in row]
        if linked:
            cells.append(_evidence(sheet, row, site))
        sheet.append(cells)


def _head(sheet: Any, name: str) -> Any:
    cell = WriteOnlyCell(sheet, value=name)
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(value)
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=_ILLEGAL.sub("\ufffd", value)[:MAX_CHARS])
        cell.data_type = "s"  # text, also where it begins with =
        return cell
    return value if isinstance(value, (bool, int, float)) else value.item()


def _evidence(sheet: Any, row: Any, site: str) -> Any:
    cell = WriteOnlyCell(sheet, value="visa · show")
    cell.hyperlink = f"{site}/artikel/{quote(row.article_id, safe='')}#e{row.start}-{row.end}"
    cell.font = _LINK
    return cell


def _dictionary(book: Any, tables: Sequence[str]) -> None:
    sheet = book.create_sheet("dictionary", 0)
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEF", (22, 24, 12, 52, 52, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append(
        [
            _head(sheet, n)
            for n in ("table", "column", "type", "beskrivning", "description", "codes")
        ]
    )
    for table in tables:
        title = WriteOnlyCell(sheet, value=table)
        title.font = Font(bold=True)
        sheet.append(
            [
                title,
                None,
                None,
                label("table", table, "sv"),
                (TABLES[table].__doc__ or "").strip(),
                None,
            ]
        )
        for c in columns(table):
            kind = code_set(table, c.name)
            codes = (
                "\n".join(f"{code}: {label(kind, code, 'sv')}" for code in c.codes)
                if kind
                else ", ".join(c.codes)
            )
            cells = [
                WriteOnlyCell(sheet, value=v) for v in (table, c.name, _type(c), c.sv, c.doc, codes)
            ]
            cells[-1].alignment = Alignment(wrap_text=True, vertical="top")
            sheet.append(cells)


def _type(column: Column) -> str:
    return (
        ("list of " if column.many else "")
        + column.type.__name__
        + (" ?" if column.optional else "")
    )
