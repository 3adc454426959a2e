"""Closed classes of words, written as a reader would write them down."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """``words("och samt")`` → frozenset({"och", "samt"})."""
    return frozenset(text.split())
