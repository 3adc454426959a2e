"""Stata and SPSS files, with the column descriptions as variable labels."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyreadstat

from pipeline.formats.csv_safe import flat
from pipeline.tables import columns

_STATA_TEXT = 2045  # longest fixed string of Stata; longer texts are cut there
_SPSS_TEXT = 32_767
_LABEL = 79  # bytes


def write_stata(frame: pd.DataFrame, table: str, path: Path) -> None:
    """A .dta file (Stata 14 and later, where text is UTF-8)."""
    data = _plain(frame, table, _STATA_TEXT)
    pyreadstat.write_dta(
        data, str(path), column_labels=_descriptions(table), file_label=table, version=14
    )


def write_spss(frame: pd.DataFrame, table: str, path: Path) -> None:
    """A .sav file."""
    data = _plain(frame, table, _SPSS_TEXT)
    pyreadstat.write_sav(data, str(path), column_labels=_descriptions(table), file_label=table)


def _descriptions(table: str) -> dict[str, str | None]:
    return {c.name: _cut(f"{c.sv[:1].upper()}{c.sv[1:]} / {c.doc}", _LABEL) for c in columns(table)}


def _plain(frame: pd.DataFrame, table: str, longest: int) -> pd.DataFrame:
    """Numbers as floats, everything else as text no longer than the format holds, in UTF-8 bytes."""
    data = flat(frame, table, lists_as_json=False)
    for column in columns(table):
        series = data[column.name]
        if column.type in (int, float) and not column.many:
            data[column.name] = series.astype("Float64").astype("float64")
        else:
            texts = series.astype(object).where(series.notna(), "")
            data[column.name] = [_cut(str(text), longest) for text in texts]
    return data


def _cut(text: str, longest: int) -> str:
    text = text.replace("\x00", "\ufffd")
    return (
        text
        if len(text) * 4 <= longest
        else text.encode("utf-8")[:longest].decode("utf-8", "ignore")
    )
