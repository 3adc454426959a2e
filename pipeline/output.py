"""Where a dataset may be written: told before any work is done."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import UsageError


def check_output(out: Path, corpus: Path | None = None) -> None:
    """Raise UsageError where a dataset cannot be written to ``out``, before any work is done."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; name a folder for the dataset")
    if corpus is not None and corpus.exists() and out.resolve() == corpus.resolve():
        raise UsageError(f"{out}: is the corpus itself; name another folder for the dataset")
    if out.is_dir() and any(out.iterdir()) and not (out / "datapackage.json").exists():
        raise UsageError(f"{out}: holds other files; name a new or empty folder for the dataset")
    parent = out.absolute().parent
    while not parent.exists():
        parent = parent.parent
    if not parent.is_dir() or not os.access(parent, os.W_OK):
        raise UsageError(f"{parent}: cannot be written to; choose another output folder")
