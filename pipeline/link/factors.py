"""Who holds a factor: the quote it stands in, else an attribution beside it, else whoever speaks."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from pipeline.article import Sentence, Span, TaggedArticle
from pipeline.findings import Factor, FactorLink, PlaceMention, Quote, QuoteLink
from pipeline.vocab import PlaceLevel

_WE = frozenset("vi oss vår vårt våra".split())
_NEAR = 4  # quotes that are looked at on either side of a factor


def link_factors(
    tagged: TaggedArticle,
    factors: Sequence[Factor],
    quotes: Sequence[Quote],
    quote_links: Sequence[QuoteLink],
    places: Sequence[PlaceMention],
) -> tuple[FactorLink, ...]:
    """One link per factor, in the same order. The programme is left to the caller."""
    index = _Index(tagged, quotes, places)
    links = []
    for factor in factors:
        quote = index.quote_of(factor.span)
        heard = quote if quote is not None else index.quote_beside(factor.span)
        said = quote_links[heard] if heard is not None else None
        links.append(
            FactorLink(
                speaker=said.speaker if said else index.we_of(factor.span),
                person=said.person if said else None,
                quote=quote,
                programme=None,
                place_code=index.place_of(factor.span),
            )
        )
    return tuple(links)


class _Index:
    """Quotes and places of an article by position."""

    def __init__(
        self, tagged: TaggedArticle, quotes: Sequence[Quote], places: Sequence[PlaceMention]
    ) -> None:
        self._tagged = tagged
        self._quotes = quotes
        self._order = sorted(range(len(quotes)), key=lambda i: quotes[i].span)
        self._quote_starts = [quotes[i].span.start for i in self._order]
        self._places = sorted(places, key=lambda place: place.span)
        self._place_starts = [place.span.start for place in self._places]

    def quote_of(self, span: Span) -> int | None:
        """The quote that shares most characters with ``span``."""
        best, shared = None, 0
        for i in self._near(span):
            quote = self._quotes[i].span
            common = min(span.end, quote.end) - max(span.start, quote.start)
            if common > shared:
                best, shared = i, common
        return best

    def quote_beside(self, span: Span) -> int | None:
        """The quote of an attribution in the same sentence, else in the one before or after it.

        "Alla får tid. Det avgör, menar hon." Only within the paragraph, and only where the sentence
        itself is reported speech: after it the attribution must reach back, before it go on.
        """
        sentence = self._tagged.sentence_at(span.start)
        if sentence is None:
            return None
        whole = self._tagged.sentence_span(sentence)
        near = self._near(span)
        for i in near:
            spans = (self._quotes[i].span, *self._quotes[i].speaker_spans)
            if any(one.overlaps(whole) for one in spans):
                return i
        for neighbour in self._neighbours(sentence):
            beside = self._tagged.sentence_span(neighbour)
            for i in near:
                if self._quotes[i].speaker_spans and self._quotes[i].span.overlaps(beside):
                    return i
        return None

    def we_of(self, span: Span) -> str | None:
        """The publisher, where the text itself says ``vi`` outside any quote."""
        publisher = self._tagged.article.meta.publisher
        sentence = self._tagged.sentence_at(span.start)
        if publisher is None or sentence is None:
            return None
        words = {token.lower for token in self._tagged.sentence_tokens(sentence)}
        return publisher if words & _WE else None

    def place_of(self, span: Span) -> str | None:
        """The place named in the sentence of the factor; a municipality goes before a county."""
        sentence = self._tagged.sentence_at(span.start)
        if sentence is None:
            return None
        whole = self._tagged.sentence_span(sentence)
        first = bisect.bisect_left(self._place_starts, whole.start)
        last = bisect.bisect_left(self._place_starts, whole.end)
        here = self._places[first:last]
        level = [place for place in here if place.level is not PlaceLevel.COUNTY] or here
        return level[0].code if level else None

    def _near(self, span: Span) -> list[int]:
        at = bisect.bisect_right(self._quote_starts, span.start)
        return self._order[max(0, at - _NEAR) : at + _NEAR]

    def _neighbours(self, sentence: Sentence) -> list[Sentence]:
        around = (sentence.i - 1, sentence.i + 1)
        sentences = self._tagged.sentences
        return [
            sentences[i]
            for i in around
            if 0 <= i < len(sentences) and sentences[i].block == sentence.block
        ]
