"""Programmes of one article: which mentions are one programme, and which programme a figure or quote is about."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.article import BlockKind, Span, TaggedArticle
from pipeline.findings import LocalProgramme, MentionRole, PlaceMention, ProgrammeMention
from pipeline.link.attributes import describe
from pipeline.link.clusters import cluster
from pipeline.link.places import main_municipality
from pipeline.link.scene import Scene

__all__ = ["link_programmes", "link_to_programme"]

# How many sentences back a programme is still in mind when nothing in between names another.
_REACH = 6
# A description further back than its own sentence gives way to a name this many sentences farther.
_DOUBT = 3


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
    up to ``reach`` sentences back, a heading in between counting as four; then the only named programme of the
    article. A programme without a name is meant only where it, or a reference to it, stands that near while no
    named one does.
    """
    at = tagged.sentence_at(span.start)
    if not programmes or at is None:
        return None
    best: tuple[tuple[int, int, int, int], int] | None = None
    for number, one in enumerate(programmes):
        for index in one.mentions:
            mention = mentions[index].span
            its = tagged.sentence_at(mention.start)
            if its is None or not 0 <= at.i - its.i <= reach:
                continue
            back = at.i - its.i
            far = back + _between(tagged, its.block, at.block)
            after = back == 0 and mention.start >= span.end
            distance = mention.start - span.end if after else max(0, span.start - mention.end)
            doubtful = int(not one.named and mentions[index].role is not MentionRole.REFERENCE)
            cost = (far + _DOUBT * doubtful * (back > 0), doubtful, int(after), distance)
            if best is None or (cost, number) < best:
                best = (cost, number)
    if best is not None:
        return best[1]
    named = [number for number, one in enumerate(programmes) if one.named]
    return named[0] if len(named) == 1 else None


def _between(tagged: TaggedArticle, first: int, last: int) -> int:
    """Headings between two blocks: a new section may be about something else."""
    return sum(
        4 for block in tagged.blocks[first + 1 : last + 1] if block.kind is BlockKind.SUBHEADING
    )
