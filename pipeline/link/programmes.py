"""Programmes of one article: which mentions are one programme, and which programme a figure or quote is about."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.article import BlockKind, Span, TaggedArticle
from pipeline.findings import LocalProgramme, PlaceMention, ProgrammeMention
from pipeline.link.attributes import describe
from pipeline.link.clusters import cluster
from pipeline.link.places import main_municipality
from pipeline.link.scene import Scene

__all__ = ["link_programmes", "link_to_programme"]

# How many sentences back a programme is still in mind when nothing in between names another.
_REACH = 6


def link_programmes(
    tagged: TaggedArticle,
    mentions: Sequence[ProgrammeMention],
    places: Sequence[PlaceMention],
    municipality: str | None = None,
) -> tuple[LocalProgramme, ...]:
    """The programmes of an article with names, aliases and attributes, in order of first mention.

    ``municipality`` is the code of the article's main municipality; found here where not given.
    """
    if municipality is None:
        municipality = main_municipality(tagged, places)
    scene = Scene(tagged, mentions, cluster(tagged, mentions), places, municipality)
    return tuple(describe(scene, number) for number in range(len(scene.clusters)))


def link_to_programme(
    tagged: TaggedArticle,
    span: Span,
    programmes: Sequence[LocalProgramme],
    mentions: Sequence[ProgrammeMention],
    *,
    reach: int = _REACH,
) -> int | None:
    """Index of the programme that the words at ``span`` are about, or None.

    A mention in the same sentence decides, nearest first and before rather than after; then the last mention
    up to ``reach`` sentences back; then the only programme of the article where the text is about little else.
    """
    if not programmes:
        return None
    owner = {m: number for number, one in enumerate(programmes) for m in one.mentions}
    at = tagged.sentence_at(span.start)
    if at is None:
        return None
    best: tuple[tuple[int, int, int], int] | None = None
    for index, number in owner.items():
        mention = mentions[index].span
        its = tagged.sentence_at(mention.start)
        if its is None:
            continue
        back = at.i - its.i
        if back < 0 or back > reach:
            continue
        after = back == 0 and mention.start >= span.end
        distance = mention.start - span.end if after else max(0, span.start - mention.end)
        cost = (back + _between(tagged, its.block, at.block), int(after), distance)
        if best is None or (cost, number) < best:
            best = (cost, number)
    if best is not None:
        return best[1]
    return 0 if len(programmes) == 1 else None


def _between(tagged: TaggedArticle, first: int, last: int) -> int:
    """Headings between two blocks: a new section may be about something else."""
    return sum(
        4
        for block in tagged.blocks[first + 1 : last + 1]
        if block.kind is BlockKind.SUBHEADING
    )
