"""The wordings of target groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.article import Span
from pipeline.lexicon.anchors import anchors, compiled, holds_one
from pipeline.lexicon.load import load
from pipeline.vocab import TargetGroup


@dataclass(frozen=True, slots=True)
class GroupPattern:
    """One line of ``target_groups.tsv``."""

    pattern: str
    group: TargetGroup
    example: str


class Wording(NamedTuple):
    """A line of the lexicon, and what a text must hold for it."""

    pattern: str
    anchors: tuple[str, ...]
    group: TargetGroup


@cache
def _wordings() -> tuple[Wording, ...]:
    return tuple(
        Wording(entry.pattern, anchors(entry.pattern), entry.group)
        for entry in load(GroupPattern, "target_groups.tsv")
    )


def likely_wordings(article: str) -> tuple[Wording, ...]:
    """The wordings that may stand in any sentence of an article: to look for in each, instead of all."""
    lowered = article.lower()
    found = []
    for one in _wordings():
        there = tuple(anchor for anchor in one.anchors if anchor in lowered)
        if there or not one.anchors:
            found.append(one._replace(anchors=there))
    return tuple(found)


def groups_in(
    text: str, wordings: Sequence[Wording] | None = None
) -> list[tuple[Span, TargetGroup]]:
    """Every group named in ``text``; of overlapping ones the longest (foreign-born women, not women)."""
    lowered = text.lower()
    found = [
        (Span(*match.span()), one.group)
        for one in (_wordings() if wordings is None else wordings)
        if holds_one(lowered, one.anchors)
        for match in compiled(one.pattern).finditer(text)
    ]
    found.sort(key=lambda hit: (-len(hit[0]), hit[0].start))
    kept: list[tuple[Span, TargetGroup]] = []
    for span, group in found:
        if not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, group))
    return sorted(kept, key=lambda hit: hit[0])
