"""A second opinion on which blocks of a page are the article: trafilatura, which weighs text against links.

It is asked where an article begins and ends, and never believed inside: it drops lists, fact boxes, dash
quotes and captions that belong to the article.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from pipeline.article import BlockKind

_MIN_MATCH = 40
_PROSE = 80
_KEEP_ABOVE = (BlockKind.HEADLINE, BlockKind.LEAD, BlockKind.CAPTION, BlockKind.SUBHEADING)

Piece = tuple[str, BlockKind]


def second_opinion(markup: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces with those outside the article's first and last paragraph labelled furniture.

    A piece that class names made furniture, but that trafilatura takes for the article's prose, comes back.
    """
    try:
        kept = _key(_extract()(markup) or "")
    except (
        Exception
    ):  # a second opinion only: whatever an odd page raises there, the first one stands
        return pieces
    if len(kept) < 200:
        return pieces
    inside = [len(key := _key(text)) >= _MIN_MATCH and key in kept for text, _ in pieces]
    if not any(inside):
        return pieces
    first = inside.index(True)
    last = len(inside) - 1 - inside[::-1].index(True)
    top = next(
        (i for i, (_, kind) in enumerate(pieces[:first]) if kind is BlockKind.HEADLINE), first
    )
    decided: list[Piece] = []
    for i, (text, kind) in enumerate(pieces):
        if kind is BlockKind.FURNITURE:
            prose = inside[i] and len(text) >= _PROSE and re.search(r"[.!?]", text)
            decided.append((text, BlockKind.PARAGRAPH if prose else kind))
        elif i > last or (i < top and kind not in _KEEP_ABOVE and not _vignette(text, top - i)):
            # A list that has begun is read to its end.
            listed = kind is BlockKind.LIST_ITEM and i > last and decided[-1][1] is kind
            weak = _weak(text, kind) and not listed
            decided.append((text, BlockKind.FURNITURE if weak else kind))
        else:
            decided.append((text, kind))
    return decided


def _vignette(text: str, above: int) -> bool:
    """``Kristinehamn``: the place of the news, right above its headline."""
    return above == 1 and len(text) <= 30 and len(text.split()) <= 2 and text[:1].isupper()


def _weak(text: str, kind: BlockKind) -> bool:
    """What trafilatura may take out at the edges: never prose, quotes or figures of a fact box."""
    if kind in (BlockKind.HEADLINE, BlockKind.CAPTION):
        return False
    sentence = len(text) >= _PROSE and re.search(r"[.!?](?:\s|$)", text)
    return not sentence and not re.match(r"[–—-]\s", text) and not re.search(r"\d", text)


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).lower().strip()


@functools.cache
def _extract() -> Callable[[str], str | None]:
    import logging

    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return functools.partial(
        extract, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
