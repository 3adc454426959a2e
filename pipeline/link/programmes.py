"""Programmes of one article: which mentions are one programme, and which programme a figure or quote is about."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.article import BlockKind, Span, TaggedArticle
from pipeline.findings import LocalProgramme, MentionRole, PlaceMention, ProgrammeMention
from pipeline.link.attributes import describe
from pipeline.link.clusters import cluster
from pipeline.link.municipalities import only_municipality
from pipeline.link.places import main_municipality
from pipeline.link.scene import Scene

__all__ = ["ProgrammeIndex", "link_programmes", "link_to_programme"]

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
        municipality = main_municipality(tagged, places) or only_municipality(tagged.text)
    scene = Scene(tagged, mentions, cluster(tagged, mentions), places, municipality)
    return tuple(describe(scene, number) for number in range(len(scene.clusters)))


class ProgrammeIndex:
    """Answers for any words of one article which programme they are about."""

    def __init__(
        self,
        tagged: TaggedArticle,
        programmes: Sequence[LocalProgramme],
        mentions: Sequence[ProgrammeMention],
    ) -> None:
        self._tagged = tagged
        self._programmes = programmes
        self._mentions = mentions
        named = [number for number, one in enumerate(programmes) if one.named]
        self._only = named[0] if len(named) == 1 else None
        self._by_sentence: dict[int, list[tuple[int, int]]] = {}
        for number, one in enumerate(programmes):
            for index in one.mentions:
                sentence = tagged.sentence_at(mentions[index].span.start)
                if sentence is not None:
                    self._by_sentence.setdefault(sentence.i, []).append((index, number))

    def about(self, span: Span, reach: int = _REACH) -> int | None:
        """Index of the programme that the words at ``span`` are about, or None.

        A mention in the same sentence decides, nearest first and before rather than after; then the last
        mention up to ``reach`` sentences back, a heading in between counting as four; then the only named
        programme of the article. One without a name is meant only where it, or a reference to it, stands
        that near while no named one does.
        """
        at = self._tagged.sentence_at(span.start)
        if at is None:
            return None
        best: tuple[tuple[int, int, int, int], int] | None = None
        for back in range(min(reach, at.i) + 1):
            for index, number in self._by_sentence.get(at.i - back, ()):
                cost = self._cost(index, number, span, back, at.block)
                if best is None or (cost, number) < best:
                    best = (cost, number)
        return best[1] if best is not None else self._only

    def _cost(
        self, index: int, number: int, span: Span, back: int, block: int
    ) -> tuple[int, int, int, int]:
        mention = self._mentions[index]
        sentence = self._tagged.sentence_at(mention.span.start)
        headings = self._headings(sentence.block, block) if sentence is not None else 0
        after = back == 0 and mention.span.start >= span.end
        distance = mention.span.start - span.end if after else max(0, span.start - mention.span.end)
        named = self._programmes[number].named
        doubtful = int(not named and mention.role is not MentionRole.REFERENCE)
        return (back + headings + _DOUBT * doubtful * (back > 0), doubtful, int(after), distance)

    def _headings(self, first: int, last: int) -> int:
        """Headings between two blocks: a new section may be about something else."""
        between = self._tagged.blocks[first + 1 : last + 1]
        return sum(4 for block in between if block.kind is BlockKind.SUBHEADING)


def link_to_programme(
    tagged: TaggedArticle,
    span: Span,
    programmes: Sequence[LocalProgramme],
    mentions: Sequence[ProgrammeMention],
) -> int | None:
    """One question to a fresh :class:`ProgrammeIndex`."""
    return ProgrammeIndex(tagged, programmes, mentions).about(span)
