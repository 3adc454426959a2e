"""Quotes: what somebody said, directly or as reported.

Direct speech is found first, block by block, from dashes and quotation marks; reported speech is then
looked for in what is left. The speakers are only pointed at here; who they are is the linker's question.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.article import Span, TaggedArticle
from pipeline.extract.quotes.direct import direct_quotes
from pipeline.extract.quotes.indirect import indirect_quotes
from pipeline.findings import Quote
from pipeline.swedish.speakers import SpeakerReader

__all__ = ["find"]


def find(tagged: TaggedArticle) -> Iterator[Quote]:
    """All quotes of an article, in text order."""
    reader = SpeakerReader(tagged)
    direct = direct_quotes(reader)
    said = _merged([span for found in direct for span in found.speech])
    quotes = [found.quote for found in direct if found.quote is not None]
    quotes.extend(indirect_quotes(reader, said, [quote.span for quote in quotes]))
    return iter(sorted(quotes, key=lambda quote: (quote.span, quote.kind)))


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = merged[-1].cover(span)
        else:
            merged.append(span)
    return merged
