"""Where a figure holds: a place named in its clause, else its sentence, else the whole country where told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.article import TaggedArticle
from pipeline.findings import Figure, PlaceMention
from pipeline.vocab import PlaceLevel

_CLAUSE_END = re.compile(
    r"[;:]|,\s|\s[–-]\s|\b(?:och|men|medan|samt|varav|jämfört)\b", re.IGNORECASE
)
# A place far down the sentence is about something else.
_REACH = 160


def figure_places(
    tagged: TaggedArticle, figures: Sequence[Figure], places: Sequence[PlaceMention]
) -> tuple[str | None, ...]:
    """The place code of each figure, parallel to ``figures``.

    The nearest place in the same sentence wins; one beyond a clause boundary loses to one within it.
    ``None`` where the sentence names no place and the figure itself knows of none.
    """
    by_sentence: dict[int, list[PlaceMention]] = {}
    for place in places:
        sentence = tagged.sentence_at(place.span.start)
        if sentence is not None:
            by_sentence.setdefault(sentence.i, []).append(place)
    codes: list[str | None] = []
    for figure in figures:
        sentence = tagged.sentence_at(figure.span.start)
        here = by_sentence.get(sentence.i, []) if sentence is not None else []
        nearest = _nearest(tagged, figure, here)
        codes.append(nearest.code if nearest is not None else figure.place_code)
    return tuple(codes)


def _nearest(
    tagged: TaggedArticle, figure: Figure, places: Sequence[PlaceMention]
) -> PlaceMention | None:
    best: tuple[tuple[int, int, int], PlaceMention] | None = None
    for place in places:
        after = place.span.start >= figure.span.end
        start, end = (
            (figure.span.end, place.span.start) if after else (place.span.end, figure.span.start)
        )
        gap = max(end - start, 0)
        if gap > _REACH or (place.span.overlaps(figure.span) and place.level is PlaceLevel.COUNTY):
            continue
        between = tagged.text[min(start, end) : max(start, end)]
        rank = (len(_CLAUSE_END.findall(between)), gap, place.span.start)
        if best is None or rank < best[0]:
            best = (rank, place)
    return best[1] if best else None
