"""Short articles of our own with their programmes as gold, and how many of them are found and right.

``=== genre`` starts an article, its first line is the headline, each further line a paragraph; each line
``# {json}`` after it is one programme in the gold format. The last third of every file is kept for measuring:
no rule is written on it and its errors are not listed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.analysis import analyse_tagged
from pipeline.article import Article, Metadata, TaggedArticle
from pipeline.rows import build_rows
from pipeline.score import ArticleRows, Scores, score

FOLDER = Path(__file__).parent
KEYS = ("name", "aliases", "kind", "named", "owner", "target_groups", "municipality_codes")
ATTRIBUTES = ("owner", "kind", "target_groups", "municipality_codes")
_OTHER_TABLES = ("municipalities", "municipalities_optional", "figures", "quotes")


@dataclass(frozen=True)
class Passage:
    """An article and its programmes. ``measured``: of the part that no rule is written on."""

    where: str
    genre: str
    text: str
    programmes: tuple[dict[str, Any], ...]
    measured: bool = False


def passages(file: Path) -> Iterator[Passage]:
    """The articles of a file. A ValueError names the line of a broken gold row."""
    found = list(_articles(file))
    for number, one in enumerate(found):
        yield replace(one, measured=3 * number > 2 * len(found))


def _articles(file: Path) -> Iterator[Passage]:
    where = genre = ""
    lines: list[str] = []
    gold: list[dict[str, Any]] = []
    for count, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("=== "):
            if lines:
                yield Passage(where, genre, "\n\n".join(lines) + "\n", tuple(gold))
            where, genre = f"{file.stem}:{count}", line[4:].strip()
            lines, gold = [], []
        elif line.startswith("# "):
            try:
                row = json.loads(line[2:])
            except ValueError as error:
                raise ValueError(f"{file.name}:{count}: {error}") from None
            missing = [key for key in KEYS if key not in row]
            if missing:
                raise ValueError(f"{file.name}:{count}: lacks {', '.join(missing)}")
            gold.append(row)
        elif line.strip():
            lines.append(line.strip())
    if lines:
        yield Passage(where, genre, "\n\n".join(lines) + "\n", tuple(gold))


def analyse(passage: Passage, tag: Callable[[Article], TaggedArticle]) -> ArticleRows:
    """The programmes of an article taken by itself, as the scorer takes them."""
    article = Article(passage.where, "passage.txt", "0" * 64, passage.text, Metadata())
    linked = [analyse_tagged(tag(article))]
    tables = build_rows(linked)
    return ArticleRows(
        passage.text, (), (), [asdict(row) for row in tables["programmes"]], (), (), ()
    )


def measure(chosen: Iterable[Passage], tag: Callable[[Article], TaggedArticle]) -> Scores:
    """Scores over articles by the rules of docs/DATASET.md; only those of programmes mean anything."""
    rows: dict[str, ArticleRows] = {}
    gold: dict[str, dict[str, Any]] = {}
    for passage in chosen:
        rows[passage.where] = analyse(passage, tag)
        gold[passage.where] = {
            "article": passage.where,
            "programmes": passage.programmes,
            "success_factors": [],
            **{name: [] for name in _OTHER_TABLES},
        }
    return score(rows, gold)
