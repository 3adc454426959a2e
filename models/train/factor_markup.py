"""Articles written for training, with their factors marked inline: models/train/factor_articles.

``=== genre`` starts an article; the next line is its headline, each further one a paragraph. Evidence stands
in braces after its codes: ``{trust+ de litar på oss}`` helps, ``{resources- pengarna är slut}`` hinders, a
question mark makes a row optional (``{trust+? …}``), commas join codes (``{trust+,close_contact+? …}``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.article import Span
from pipeline.errors import GoldError
from pipeline.vocab import FactorCode, Polarity

ARTICLES = Path(__file__).parent / "factor_articles"
_ROW = re.compile(r"([a-z_]+)([+-])(\??)")
_MARKED = re.compile(r"\{([a-z_]+[+-]\??(?:, ?[a-z_]+[+-]\??)*) +([^{}]*[^{}\s])\s*\}")
_PARAGRAPHS = "\n\n"


@dataclass(frozen=True)
class MarkedArticle:
    """An article as plain text, its factors in gold form and where the evidence of each stands."""

    name: str
    text: str
    gold: list[dict[str, Any]]
    places: list[Span]


def marked_articles(folder: Path = ARTICLES) -> Iterator[MarkedArticle]:
    """All articles of a folder; the first broken line raises GoldError with file and line."""
    for file in sorted(folder.glob("*.txt")):
        yield from parse(file.read_text(encoding="utf-8"), file.name)


def parse(source: str, path: str) -> Iterator[MarkedArticle]:
    """The articles of one file."""
    lines: list[tuple[int, str]] = []
    started = 0
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith("==="):
            if started:
                yield _article(path, started, lines)
            lines, started = [], number
        elif line.strip():
            if not started:
                raise GoldError(f"{path}:{number}: text before the first '=== genre' line")
            lines.append((number, line.strip()))
    if started:
        yield _article(path, started, lines)


def _article(path: str, started: int, lines: list[tuple[int, str]]) -> MarkedArticle:
    if len(lines) < 2:
        raise GoldError(f"{path}:{started}: an article has a headline and at least one paragraph")
    text, gold, places = "", [], []
    for number, line in lines:
        text += _PARAGRAPHS if text else ""
        at = 0
        for marked in _MARKED.finditer(line):
            text += line[at : marked.start()]
            span = Span(len(text), len(text) + len(marked[2]))
            text += marked[2]
            at = marked.end()
            for code, sign, optional in _ROW.findall(marked[1]):
                if code not in set(FactorCode):
                    raise GoldError(f"{path}:{number}: '{code}' is no factor code")
                polarity = Polarity.SUCCESS if sign == "+" else Polarity.BARRIER
                gold.append(
                    {
                        "text": marked[2],
                        "factor": code,
                        "polarity": str(polarity),
                        "optional": bool(optional),
                    }
                )
                places.append(span)
        text += line[at:]
        if any(brace in _MARKED.sub("", line) for brace in "{}"):
            raise GoldError(
                f"{path}:{number}: a brace without its pair or codes; write {{trust+ evidence}}"
            )
    return MarkedArticle(f"{path}:{started}", text, gold, places)
