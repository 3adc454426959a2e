"""Letters that a text must hold for a pattern to match: so that most patterns of a lexicon need not be tried."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_SHORTEST = 3


def anchors(pattern: str) -> tuple[str, ...]:
    """Lower-case strings of which every text that ``pattern`` matches holds one; none where there are no such.

    >>> anchors("sjukskri\\w*|(?:lång )?sjukpenning")
    ('sjukpenning', 'sjukskri')
    """
    return tuple(sorted(_required(parser.parse(pattern)) or ()))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of a lexicon, blind to case: compiled when a text holds one of its anchors, as few do."""
    return re.compile(pattern, re.IGNORECASE)


def holds_one(text: str, needed: tuple[str, ...]) -> bool:
    """True where ``text``, in lower case, may match a pattern with these anchors."""
    # A loop: any() takes twice the time, and this is asked more often than anything.
    for anchor in needed:
        if anchor in text:
            return True
    return not needed


def _required(sequence: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The best of the alternatives that a sequence offers: that whose shortest string is longest."""
    offers: list[frozenset[str]] = []
    run = ""
    for code, value in (*sequence, (None, None)):
        if code is parser.LITERAL:
            run += chr(value).lower()
            continue
        if len(run) >= _SHORTEST:
            offers.append(frozenset((run,)))
        run = ""
        found = _inside(code, value)
        if found:
            offers.append(found)
    return max(offers, key=lambda one: (min(map(len, one)), -len(one)), default=None)


def _inside(code: Any, value: Any) -> frozenset[str] | None:
    if code is parser.SUBPATTERN:
        return _required(value[3])
    if code in (parser.MAX_REPEAT, parser.MIN_REPEAT) and value[0] > 0:
        return _required(value[2])
    if code is parser.BRANCH:
        parts = [_required(branch) for branch in value[1]]
        if all(parts):
            return frozenset().union(*(part for part in parts if part))
    return None
