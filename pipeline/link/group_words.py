"""The wordings of target groups."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.article import Span
from pipeline.lexicon.anchors import anchors, holds_one
from pipeline.lexicon.load import load
from pipeline.vocab import TargetGroup


@dataclass(frozen=True, slots=True)
class GroupPattern:
    """One line of ``target_groups.tsv``."""

    pattern: str
    group: TargetGroup
    example: str


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...], TargetGroup], ...]:
    found = [
        (re.compile(entry.pattern, re.IGNORECASE), entry.group)
        for entry in load(GroupPattern, "target_groups.tsv")
    ]
    return tuple((pattern, anchors(pattern), group) for pattern, group in found)


def groups_in(text: str) -> list[tuple[Span, TargetGroup]]:
    """Every group named in ``text``; of overlapping ones the longest (foreign-born women, not women)."""
    return list(_groups_in(text))


@lru_cache(maxsize=4096)  # each programme of an article asks about the same sentences
def _groups_in(text: str) -> tuple[tuple[Span, TargetGroup], ...]:
    lowered = text.lower()
    found = [
        (Span(*match.span()), group)
        for pattern, needed, group in _patterns()
        if holds_one(lowered, needed)
        for match in pattern.finditer(text)
    ]
    found.sort(key=lambda hit: (-len(hit[0]), hit[0].start))
    kept: list[tuple[Span, TargetGroup]] = []
    for span, group in found:
        if not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, group))
    return tuple(sorted(kept, key=lambda hit: hit[0]))
