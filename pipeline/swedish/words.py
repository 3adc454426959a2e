"""Closed classes of words, written as a reader would write them down; words as a reader sees them."""

from __future__ import annotations

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


def words(text: str) -> frozenset[str]:
    """``words("och samt")`` → frozenset({"och", "samt"})."""
    return frozenset(text.split())


def visible(text: str) -> str:
    """Without soft hyphens and the zero-width characters that pages hide in words."""
    return text.translate(_INVISIBLE)
