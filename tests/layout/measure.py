"""How well layout tells furniture from body, on pages marked by hand (``pages.txt``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.article import Article, BlockKind
from pipeline.layout import blocks

PAGES = Path(__file__).parent / "pages.txt"


@dataclass(frozen=True)
class Page:
    """One marked page: its lines with the mark of each (empty for a blank line)."""

    name: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tally:
    """Lines by what they are and what layout made of them."""

    caught: tuple[str, ...]
    missed: tuple[str, ...]
    kept: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def furniture_caught(self) -> float:
        return len(self.caught) / (len(self.caught) + len(self.missed))

    @property
    def body_lost(self) -> float:
        return len(self.lost) / (len(self.lost) + len(self.kept))


def pages(path: Path = PAGES) -> Iterator[Page]:
    """The marked pages in file order."""
    name, lines = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("=== "):
            if name:
                yield Page(name, tuple(lines))
            name, lines = line[4:], []
        else:
            lines.append((line[:1], line[2:]))
    yield Page(name, tuple(lines))


def measure(separator: str = "\n\n") -> Tally:
    """Every page through layout, its lines set apart by ``separator``."""
    found: dict[tuple[str, bool], list[str]] = {}
    for page in pages():
        text = separator.join(line for _, line in page.lines)
        labelled = blocks(Article("page", "page.txt", "", text))
        position = 0
        for mark, line in page.lines:
            at = text.index(line, position) if line else position
            position = at + len(line)
            if mark not in ("F", "B"):
                continue
            block = next(b for b in labelled if b.span.start <= at < b.span.end)
            furniture = block.kind is BlockKind.FURNITURE
            found.setdefault((mark, furniture), []).append(f"{page.name}: {line}")
    return Tally(
        caught=tuple(found.get(("F", True), ())),
        missed=tuple(found.get(("F", False), ())),
        kept=tuple(found.get(("B", False), ())),
        lost=tuple(found.get(("B", True), ())),
    )
