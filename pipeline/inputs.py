"""Whether a dataset is still that of its corpus: one hash of everything a run depends on, kept in run.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.dependencies import digest_of_everything
from pipeline.errors import UsageError
from pipeline.memo import key
from pipeline.survey import Seen
from pipeline.tables import TABLES

# Beside the articles, and read in every run.
_BESIDE = ("review.jsonl",)


def inputs(corpus: Path, seen: Seen, identity: str) -> str:
    """The hash of a run's inputs: articles, decisions of reviewers, model, code and lexicons.

    Raises UsageError where the decisions cannot be read.
    """
    parts = [digest_of_everything(), identity]
    for file in seen.files:
        parts += [file.article_id, file.path, seen.sha256.get(file.article_id, "unreadable")]
    parts += [str(error) for error in seen.failed]
    for name in _BESIDE:
        beside = corpus / name
        try:
            parts.append(beside.read_text("utf-8", "backslashreplace") if beside.is_file() else "")
        except OSError as error:
            raise UsageError(f"{beside}: cannot be read ({error})") from None
    return key(*parts).hex()


def unchanged(out: Path, wanted: str) -> dict[str, Any] | None:
    """The record of the run that made ``out`` where the same inputs would make it again, else None.

    A run that left articles out is repeated: what kept them out may be mended by now.
    """
    try:
        record = json.loads((out / "run.json").read_text(encoding="utf-8"))
        if record.get("inputs") != wanted or record.get("skipped"):
            return None
    except (OSError, ValueError, AttributeError):
        return None
    parts = [out / "datapackage.json", out / "dataset.sqlite"]
    parts += [out / "tables" / f"{table}.{kind}" for table in TABLES for kind in ("parquet", "csv")]
    return dict(record) if all(part.is_file() for part in parts) else None
