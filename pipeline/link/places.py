"""The municipality an article is chiefly about."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.article import BlockKind, TaggedArticle
from pipeline.findings import PlaceMention
from pipeline.vocab import PlaceLevel

_WEIGHT = {BlockKind.HEADLINE: 3.0, BlockKind.LEAD: 2.0, BlockKind.CAPTION: 0.5}
# Half of all weight must point to one municipality; else the article is about a county, or several.
_SHARE = 0.5


def main_municipality(tagged: TaggedArticle, places: Sequence[PlaceMention]) -> str | None:
    """Code of the municipality with most mentions, headline and lead counting more, or None.

    The publisher's own municipality (``Marks kommun``) counts as three mentions.
    """
    weights: dict[str, float] = {}
    for place in places:
        if place.level is PlaceLevel.COUNTY:
            continue
        tokens = tagged.tokens_in(place.span)
        kind = tagged.block_of(tokens[0]).kind if tokens else BlockKind.PARAGRAPH
        followed = tagged.text[place.span.end : place.span.end + 7].strip().startswith("kommun")
        weight = _WEIGHT.get(kind, 1.0) * (1.5 if followed else 1.0)
        publisher = tagged.article.meta.publisher or ""
        if publisher.removesuffix(" kommun").removesuffix("s") == place.name.removesuffix("s"):
            weight += 3.0
        weights[place.code] = weights.get(place.code, 0.0) + weight
    if not weights:
        return None
    heaviest = max(weights.values())
    if heaviest < _SHARE * sum(weights.values()):
        return None
    return next(place.code for place in places if weights.get(place.code) == heaviest)
