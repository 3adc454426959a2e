"""Full-text search and the indexes that pages and filters need, added to ``dataset.sqlite``."""

from __future__ import annotations

import sqlite3

# Table → columns that can be searched. The index holds no copy of the text: it points into the table.
SEARCHED: dict[str, tuple[str, ...]] = {
    "articles": ("title", "publisher"),
    "texts": ("text",),
    "programmes": ("name", "aliases", "owner"),
    "figures": ("sentence",),
    "quotes": ("text", "speaker"),
    "success_factors": ("text", "speaker"),
    "people": ("name", "variants", "organisation"),
}
# Indexes for questions that pages ask: equality columns first, then the order of the answer.
_INDEXES = (
    ("places", "code", "article_id"),
    ("figures", "measure", "status", "article_id"),
    ("figures", "measure", "value"),
    ("figures", "unit"),
    ("figures", "status"),
    ("success_factors", "factor", "polarity"),
    ("success_factors", "polarity"),
    ("quotes", "kind"),
    ("programmes", "named"),
    ("articles", "publisher"),
    ("people", "organisation"),
)


def add_search(connection: sqlite3.Connection) -> None:
    """Create the indexes. å, ä and ö keep their dots: ``får`` does not find ``far``."""
    for table, *names in _INDEXES:
        columns = ", ".join(f'"{name}"' for name in names)
        connection.execute(f'CREATE INDEX "{table}_{"_".join(names)}" ON "{table}" ({columns})')
    for table, names_ in SEARCHED.items():
        columns = ", ".join(f'"{name}"' for name in names_)
        connection.execute(
            f'CREATE VIRTUAL TABLE "{table}_fts" USING fts5 '
            f"({columns}, content=\"{table}\", tokenize='unicode61 remove_diacritics 0')"
        )
        connection.execute(f'INSERT INTO "{table}_fts" ("{table}_fts") VALUES (\'rebuild\')')
    connection.execute("ANALYZE")


def match_expression(words: str) -> str:
    """What a person typed as an FTS5 query: every word as written, the last one as a beginning.

    Empty where nothing can be searched for.
    """
    cleaned = ["".join(c for c in word if c.isalnum() or c in "-–'") for word in words.split()]
    terms = [f'"{word}"' for word in cleaned if any(c.isalnum() for c in word)]
    if not terms:
        return ""
    return " ".join([*terms[:-1], terms[-1] + "*"])
