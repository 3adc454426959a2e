"""One decision per line of ``review.jsonl``: append-only, safe for several reviewers at once."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.tables import TABLES
from pipeline.vocab import Verdict

REVIEW_FILE = "review.jsonl"
FORMAT = 1
CONTEXT = 60
# Tables whose rows a reviewer can decide on.
REVIEWED = (
    "programmes",
    "programme_mentions",
    "places",
    "figures",
    "quotes",
    "success_factors",
    "people",
)


@dataclass(frozen=True)
class Decision:
    """What one reviewer decided about one row, or about words that no row stands on.

    ``article``, ``sha256``, ``start``, ``end``, ``text``, ``before`` and ``after`` say where; ``row`` is
    the row as it was seen; ``values`` are the cells that should be otherwise (all of them for a missed row).
    """

    verdict: Verdict
    table: str
    article: str
    sha256: str
    start: int
    end: int
    text: str
    who: str
    at: str  # UTC, ISO 8601
    before: str = ""
    after: str = ""
    row: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    programme: str | None = None  # name of the programme the row belongs to

    def line(self) -> str:
        """The decision as one line of JSON."""
        return json.dumps({"v": FORMAT, **vars(self)}, ensure_ascii=False, sort_keys=True)

    @property
    def identifier(self) -> str:
        """The same for the same line."""
        return hashlib.sha256(self.line().encode("utf-8")).hexdigest()[:16]


def append(path: Path, decision: Decision) -> None:
    """Add one line. Lines of reviewers who write at the same time never mix.

    Raises UsageError where the file cannot be written.
    """
    data = (decision.line() + "\n").encode("utf-8")
    try:
        with path.open("a+b") as file:
            _lock(file.fileno())
            # A line that was cut off (a full disk, a crash) must not swallow this one.
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                if file.read(1) != b"\n":
                    data = b"\n" + data
            file.seek(0, os.SEEK_END)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise UsageError(
            f"{path}: the decision could not be saved ({error.strerror}); nothing was changed"
        ) from None


def _lock(descriptor: int) -> None:
    try:
        import fcntl
    except ImportError:  # not on Windows, where appending whole lines is safe for one reviewer
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def read_decisions(path: Path) -> tuple[list[Decision], list[str]]:
    """The decisions in the order they were taken, and one message for each line that is none."""
    decisions: list[Decision] = []
    problems: list[str] = []
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return [], []
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); mend or move it") from None
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        try:
            decisions.append(_decision(json.loads(raw)))
        except (ValueError, KeyError, TypeError) as error:
            problems.append(
                f"{path}:{number}: not a decision ({error}); the line is kept and left out of this run"
            )
    return decisions, problems


def _decision(data: Any) -> Decision:
    if not isinstance(data, dict):
        raise ValueError("not a JSON object")
    if data.get("v") != FORMAT:
        raise ValueError(f"format {data.get('v')!r}, this program reads {FORMAT}")
    table = data["table"]
    if table not in TABLES or table not in REVIEWED:
        raise ValueError(f"unknown table {table!r}")
    return Decision(
        verdict=Verdict(data["verdict"]),
        table=table,
        article=str(data["article"]),
        sha256=str(data["sha256"]),
        start=int(data["start"]),
        end=int(data["end"]),
        text=str(data["text"]),
        who=str(data["who"]),
        at=str(data["at"]),
        before=str(data.get("before", "")),
        after=str(data.get("after", "")),
        row=dict(data.get("row") or {}),
        values=dict(data.get("values") or {}),
        programme=data.get("programme"),
    )
