"""CSV, exact as in the dataset or made safe for Excel."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.tables import columns

# A cell that begins so is run as a formula by spreadsheet programs.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe(value: Any) -> Any:
    """Text with an apostrophe before what a spreadsheet would run; numbers as they are."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def flat(frame: pd.DataFrame, table: str, *, lists_as_json: bool) -> pd.DataFrame:
    """Lists as JSON, or joined with ``; ``; truth values as true and false."""
    data = frame.copy()
    for column in columns(table):
        if column.many:
            data[column.name] = [
                json.dumps(list(v), ensure_ascii=False) if lists_as_json else "; ".join(v)
                for v in frame[column.name]
            ]
        elif column.type is bool:
            data[column.name] = frame[column.name].map({True: "true", False: "false"})
    return data


def write_csv(frame: pd.DataFrame, table: str, path: Path, excel_safe: bool) -> None:
    """One table. ``excel_safe``: semicolons, byte-order mark, decimal comma, no formulas."""
    if not excel_safe:
        flat(frame, table, lists_as_json=True).to_csv(
            path, index=False, lineterminator="\n", encoding="utf-8"
        )
        return
    data = flat(frame, table, lists_as_json=False).astype(object)
    data = data.map(safe)
    data.to_csv(
        path, index=False, sep=";", decimal=",", lineterminator="\r\n", encoding="utf-8-sig"
    )
