"""Full-text search over articles and evidence."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pipeline.dataset import rows
from pipeline.search import match_expression
from pipeline.views.listings import Row


@dataclass(frozen=True)
class Found:
    """What a search gave, by kind; ``text`` hits carry a snippet with the words between \\x02 and \\x03."""

    programmes: list[Row]
    articles: list[Row]
    figures: list[Row]
    quotes: list[Row]
    factors: list[Row]

    @property
    def nothing(self) -> bool:
        """True where no table holds the words."""
        return not (self.programmes or self.articles or self.figures or self.quotes or self.factors)


def find(connection: sqlite3.Connection, words: str, limit: int = 20) -> Found:
    """Search titles, texts, programmes, figures, quotes and factors for all of the words."""
    expression = match_expression(words)
    if not expression:
        return Found([], [], [], [], [])

    def hits(table: str, alias: str = "*") -> list[Row]:
        return rows(
            connection,
            f"""SELECT {alias} FROM "{table}" WHERE rowid IN
                (SELECT rowid FROM "{table}_fts" WHERE "{table}_fts" MATCH ? LIMIT ?)""",
            [expression, limit],
        )

    articles = rows(
        connection,
        """SELECT a.article_id, a.title, a.published, a.publisher,
                  snippet(texts_fts, 0, char(2), char(3), '…', 30) AS snippet
           FROM texts_fts JOIN texts t ON t.rowid = texts_fts.rowid
           JOIN articles a ON a.article_id = t.article_id
           WHERE texts_fts MATCH ? LIMIT ?""",
        [expression, limit],
    )
    seen = {row["article_id"] for row in articles}
    for row in hits("articles"):
        if row["article_id"] not in seen:
            articles.append({**row, "snippet": ""})
    return Found(
        programmes=hits("programmes"),
        articles=articles,
        figures=hits("figures"),
        quotes=hits("quotes"),
        factors=hits("success_factors"),
    )
