"""Direct speech: paragraphs that open with a dash, and words in quotation marks that have a speaker."""

from __future__ import annotations

from pipeline.article import TaggedArticle
from pipeline.extract.quotes.dashes import dash_inside, dash_quote
from pipeline.extract.quotes.marked import marked_quotes
from pipeline.extract.quotes.speech import DirectQuote, Stretch
from pipeline.swedish.speakers import SpeakerReader

__all__ = ["DirectQuote", "direct_quotes"]


def direct_quotes(reader: SpeakerReader) -> list[DirectQuote]:
    """All direct quotes of an article, block by block. Speech whose speaker is unknown has no ``quote``."""
    tagged = reader.tagged
    found: list[DirectQuote] = []
    for number in range(len(tagged.blocks)):
        sentences = tagged.block_sentences(number)
        if not sentences:
            continue
        where = Stretch(sentences[0].first, sentences[-1].last)
        before = _block_before(tagged, number)
        quote = dash_quote(reader, number, where, before)
        if quote is not None:
            found.append(quote)
            continue
        inner = dash_inside(reader, where)
        taken = inner.speech if inner is not None else ()
        if inner is not None:
            found.append(inner)
        for marked in marked_quotes(reader, number, where, before):
            if not any(span.overlaps(other) for span in taken for other in marked.speech):
                found.append(marked)
    return found


def _block_before(tagged: TaggedArticle, number: int) -> Stretch | None:
    for other in range(number - 1, max(-1, number - 4), -1):
        sentences = tagged.block_sentences(other)
        if sentences:
            return Stretch(sentences[0].first, sentences[-1].last)
    return None
