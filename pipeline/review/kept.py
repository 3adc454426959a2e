"""``review.jsonl`` as it stands while the site is open: read anew only where it has grown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.review.decisions import Decision, append, read_decisions


@dataclass(frozen=True)
class Kept:
    """The decisions taken so far, all and by article, and what could not be read."""

    decisions: Sequence[Decision] = ()
    problems: Sequence[str] = ()
    by_article: Mapping[str, Sequence[Decision]] | None = None

    def of(self, article_id: str) -> Sequence[Decision]:
        """The decisions on one article, oldest first."""
        return (self.by_article or {}).get(article_id, ())


class ReviewFile:
    """Where decisions go. Other programs may write to the file too."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int] | None = None
        self._kept = Kept()

    def read(self) -> Kept:
        """What the file holds now. Raises UsageError where it cannot be read."""
        try:
            stat = self.path.stat()
        except OSError:
            return Kept()
        now = (stat.st_mtime_ns, stat.st_size)
        if now != self._seen:
            decisions, problems = read_decisions(self.path)
            by_article: dict[str, list[Decision]] = {}
            for one in decisions:
                by_article.setdefault(one.article, []).append(one)
            self._kept, self._seen = Kept(decisions, problems, by_article), now
        return self._kept

    def append(self, decision: Decision) -> None:
        """Keep one decision. Raises UsageError where it cannot be written."""
        append(self.path, decision)
