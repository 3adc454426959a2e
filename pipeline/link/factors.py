"""Who holds a factor: the quote it stands in, else an attribution beside it, else whoever speaks."""

from __future__ import annotations

from pipeline.article import Span, TaggedArticle
from pipeline.findings import (
    Factor,
    FactorLink,
    PlaceMention,
    Quote,
    QuoteLink,
)
from pipeline.vocab import PlaceLevel


def link_factors(
    tagged: TaggedArticle,
    factors: tuple[Factor, ...],
    quotes: tuple[Quote, ...],
    quote_links: tuple[QuoteLink, ...],
    places: tuple[PlaceMention, ...],
) -> tuple[FactorLink, ...]:
    """One link per factor, in the same order. The programme is left to ``link_to_programme``."""
    links = []
    for factor in factors:
        quote = _quote_of(tagged, factor.span, quotes)
        said = quote_links[quote] if quote is not None else None
        links.append(
            FactorLink(
                speaker=said.speaker if said else None,
                person=said.person if said else None,
                quote=quote,
                programme=said.programme if said else None,
                place_code=_place(tagged, factor.span, places),
            )
        )
    return tuple(links)


def _quote_of(tagged: TaggedArticle, span: Span, quotes: tuple[Quote, ...]) -> int | None:
    """The quote that shares most characters with ``span``; else one in the same sentence."""
    best, shared = None, 0
    for i, quote in enumerate(quotes):
        common = min(span.end, quote.span.end) - max(span.start, quote.span.start)
        if common > shared:
            best, shared = i, common
    if best is not None:
        return best
    sentence = tagged.sentence_at(span.start)
    if sentence is None:
        return None
    whole = tagged.sentence_span(sentence)
    return next((i for i, quote in enumerate(quotes) if quote.span.overlaps(whole)), None)


def _place(tagged: TaggedArticle, span: Span, places: tuple[PlaceMention, ...]) -> str | None:
    """The place named in the sentence of the factor; the municipality goes before the county."""
    sentence = tagged.sentence_at(span.start)
    if sentence is None:
        return None
    whole = tagged.sentence_span(sentence)
    here = [place for place in places if place.span.overlaps(whole)]
    here.sort(key=lambda place: (place.level is PlaceLevel.COUNTY, place.span))
    return here[0].code if here else None
