"""Speech in quotation marks: ``"Vi hinner lyssna", säger Eva Ek. "Det är skillnaden."``

Titles, names and scare quotes have no speaker beside them and are no sentences: they are left alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.article import BlockKind, Span
from pipeline.extract.quotes.announce import (
    Announcement,
    announced,
    looks_back,
    reported_before,
    told_about,
)
from pipeline.extract.quotes.attribution import Attribution, inverted, verb_at
from pipeline.extract.quotes.dashes import TAGS_SPEECH, signer
from pipeline.extract.quotes.marks import Pair, pairs
from pipeline.extract.quotes.speech import DirectQuote, Stretch, trimmed
from pipeline.findings import Quote
from pipeline.swedish.nouns import role_of
from pipeline.swedish.reporting import Frame, is_finite
from pipeline.swedish.speakers import SpeakerReader
from pipeline.swedish.words import words
from pipeline.vocab import QuoteKind

_SHORTEST = (
    4  # words a quotation without an attribution beside it needs to be no title or scare quote
)
_CLAUSE = 6  # words from which a quotation after "att" or a comma is speech, not a borrowed phrase
_LONGEST_SIGNATURE = 14
_JOINING = words("men och för utan så fast")
_HEADINGS = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.FURNITURE})


@dataclass(frozen=True, slots=True)
class _Marked:
    """One pair of marks: tokens ``[first, last)`` inside it, ``opening`` is the token before it."""

    pair: Pair
    first: int
    last: int
    opening: int
    before: Announcement | None
    after: Attribution | None


def marked_quotes(
    reader: SpeakerReader, number: int, where: Stretch, before: Stretch | None
) -> list[DirectQuote]:
    """The quotes of one block. Pieces with only one attribution between them are one quote."""
    block = reader.tagged.blocks[number]
    read = [
        marked
        for pair in pairs(reader.tagged.text, block.span)
        if (marked := _read(reader, pair, where)) is not None
    ]
    found: list[DirectQuote] = []
    group: list[_Marked] = []
    for n, marked in enumerate(read):
        group.append(marked)
        if n + 1 < len(read) and _goes_on(reader, marked, read[n + 1]):
            continue
        quote = _quote(reader, number, group, where, before, found)
        if quote is not None:
            found.append(quote)
        group = []
    return found


def _read(reader: SpeakerReader, pair: Pair, where: Stretch) -> _Marked | None:
    tagged = reader.tagged
    inside = [
        token.i
        for token in tagged.tokens_in(pair.inner)
        if where.first <= token.i < where.last and any(char.isalnum() for char in token.text)
    ]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    while last < where.last and tagged.tokens[last].end <= pair.inner.end:
        last += 1
    opening = first - 1
    while opening >= where.first and tagged.tokens[opening].end > pair.outer.start:
        opening -= 1
    before = None
    if opening >= where.first:
        sentence = tagged.sentences[tagged.tokens[opening].sentence]
        said = announced(reader, max(sentence.first, where.first), opening + 1, quoted=True)
        if said is not None and (said.after_colon or _n_words(reader, first, last) >= 2):
            before = said
    return _Marked(pair, first, last, opening, before, _tag_after(reader, pair, last, where))


def _tag_after(reader: SpeakerReader, pair: Pair, last: int, where: Stretch) -> Attribution | None:
    """``…", säger Eva Ek``, also ``…", som Eva Ek uttryckte det``."""
    tokens = reader.tagged.tokens
    i = last
    while i < where.last and tokens[i].start < pair.outer.end:
        i += 1
    steps = 0
    while i < where.last and tokens[i].text in (",", "–", "-", "'", '"') and steps < 2:
        i += 1
        steps += 1
    if i >= where.last:
        return None
    if tokens[i].lower == "som":
        phrase = reader.at(i + 1, where.last)
        if phrase is not None:
            for j in range(phrase.last, min(where.last, phrase.last + 6)):
                verb = verb_at(reader, j, where.last, frozenset({Frame.SAID}))
                if verb is not None:
                    return Attribution(
                        i, phrase.last, where.last, phrase.heads, verb.lemma, phrase.kinds
                    )
        return None
    if tokens[i].text[:1].isupper() and steps == 0 and tokens[last - 1].text not in (".", "!", "?"):
        return None
    return inverted(reader, i, where.last, TAGS_SPEECH)


def _goes_on(reader: SpeakerReader, one: _Marked, other: _Marked) -> bool:
    """True where only the first one's attribution stands between two quotations."""
    if one.after is None or other.after is not None:
        return False
    if other.before is not None and other.before.after_colon:
        return False
    i = one.after.end
    while i < other.first and reader.tagged.tokens[i].text in (".", '"', ",", ":"):
        i += 1
    return i >= other.first


def _quote(
    reader: SpeakerReader,
    number: int,
    group: list[_Marked],
    where: Stretch,
    before: Stretch | None,
    earlier: list[DirectQuote],
) -> DirectQuote | None:
    text = reader.tagged.text
    speech = tuple(
        span
        for marked in group
        if (span := trimmed(text, marked.pair.inner.start, marked.pair.inner.end)) is not None
    )
    if not speech:
        return None
    whole = Span(speech[0].start, speech[-1].end)
    source = _source(reader, number, group, where, before, earlier)
    if source is None:
        silent = _sentence_like(reader, group[0]) and group[0].opening >= where.first
        return DirectQuote(None, speech) if silent else None
    speakers, cue, rule = source
    return DirectQuote(
        Quote(whole, QuoteKind.DIRECT, speakers, cue, f"quotation marks, {rule}"), speech
    )


_Source = tuple[tuple[Span, ...], str | None, str]


def _source(
    reader: SpeakerReader,
    number: int,
    group: list[_Marked],
    where: Stretch,
    before: Stretch | None,
    earlier: list[DirectQuote],
) -> _Source | None:
    """Speakers, cue and rule of a quotation; None where nobody says it."""
    tagged = reader.tagged
    lead, tail = group[0], group[-1]
    if lead.after is not None:
        return lead.after.speakers, lead.after.cue, "attributed"
    if lead.before is not None:
        return lead.before.speakers, lead.before.cue, "announced"
    borrowed = _after_report(reader, lead, where)
    if borrowed is not None:
        return borrowed
    if not _sentence_like(reader, lead):
        return None
    following = _next_token(reader, tail)
    if (back := looks_back(reader, following)) is not None:
        return back.speakers, back.cue, "attributed in the next sentence"
    if (signed := _in_parentheses(reader, following, where)) is not None:
        return (signed,), None, "signed in parentheses"
    alone = lead.opening < where.first and not any(
        tagged.tokens[i].pos != "PUNCT" for i in range(tail.last, where.last)
    )
    if alone:
        if before is not None and (said := announced(reader, before.first, before.last)):
            return said.speakers, said.cue, "announced in the paragraph before"
        if (signed := _signature(reader, number)) is not None:
            return (signed,), None, "signed"
    if tagged.blocks[number].kind in _HEADINGS:
        return None
    if earlier and earlier[-1].quote is not None:
        return earlier[-1].quote.speaker_spans, None, "same speaker goes on"
    if alone:
        return (), None, "alone"
    if lead.opening < where.first:
        name = reader.name_at(following)
        if name is None:
            return None
        span = Span(tagged.tokens[name.first].start, tagged.tokens[name.last - 1].end)
        return (span,), None, "speaker named next"
    return _after_sentence(reader, lead)


def _after_report(reader: SpeakerReader, marked: _Marked, where: Stretch) -> _Source | None:
    """``säger att "det är tuffare tider än på länge"``, ``tror på det, "men säg det till dem …"``."""
    tokens = reader.tagged.tokens
    if marked.opening < where.first or _n_words(reader, marked.first, marked.last) < _CLAUSE:
        return None
    opening = tokens[marked.opening]
    joined = opening.text == "," and tokens[marked.first].lower in _JOINING
    if not (opening.lower == "att" or joined) or not _has_finite(reader, marked):
        return None
    first = reader.tagged.sentences[opening.sentence].first
    said = reported_before(reader, first, marked.opening)
    return None if said is None else (said.speakers, said.cue, "clause quoted whole")


def _after_sentence(reader: SpeakerReader, marked: _Marked) -> _Source | None:
    """``Eva Ek är orolig. "Vi hinner inte lyssna."``: the source is whom the sentence before is about."""
    tagged = reader.tagged
    opening = tagged.tokens[marked.opening]
    if opening.text not in (".", "!", "?", ":"):
        return None
    sentence = tagged.sentences[opening.sentence]
    said = told_about(reader, sentence.first, marked.opening)
    return None if said is None else (said.speakers, said.cue, "after a sentence about the speaker")


def _n_words(reader: SpeakerReader, first: int, last: int) -> int:
    tokens = reader.tagged.tokens[first:last]
    return sum(any(char.isalnum() for char in token.text) for token in tokens)


def _has_finite(reader: SpeakerReader, marked: _Marked) -> bool:
    return any(is_finite(token) for token in reader.tagged.tokens[marked.first : marked.last])


def _sentence_like(reader: SpeakerReader, marked: _Marked) -> bool:
    """Long enough and a sentence: titles, names and scare quotes are neither."""
    return (
        _n_words(reader, marked.first, marked.last) >= _SHORTEST
        and _has_finite(reader, marked)
        and not reader.tagged.tokens[marked.first].text[0].islower()
    )


def _next_token(reader: SpeakerReader, marked: _Marked) -> int:
    """The first word after a quotation, in its block or at the start of the next."""
    tokens = reader.tagged.tokens
    i = marked.last
    while i < len(tokens) and (
        tokens[i].start < marked.pair.outer.end or tokens[i].text in (".", '"')
    ):
        i += 1
    return i


def _in_parentheses(reader: SpeakerReader, i: int, where: Stretch) -> Span | None:
    """``"…" (Kvinna, 52 år, Skutskär)``, ``"…" Man, 34``, ``"…" – Eva Ek, deltagare``: who is described."""
    tokens = reader.tagged.tokens
    if i >= where.last or where.last - i > _LONGEST_SIGNATURE:
        return None
    if tokens[i].text in ("(", "–", "-", "/"):
        return signer(reader, i + 1, where.last)
    return signer(reader, i, where.last) if role_of(tokens[i].text) is not None else None


def _signature(reader: SpeakerReader, number: int) -> Span | None:
    """A line with a name under a quotation: ``Maria, 34 år``, ``– Eva Lind, deltagare``."""
    tagged = reader.tagged
    for other in range(number + 1, min(number + 3, len(tagged.blocks))):
        sentences = tagged.block_sentences(other)
        if not sentences:
            continue
        first, last = sentences[0].first, sentences[-1].last
        while first < last and tagged.tokens[first].text in ("–", "-", "/", "~", "*"):
            first += 1
        prose = tagged.tokens[last - 1].text in (".", ":", "?")
        if first >= last or last - first > _LONGEST_SIGNATURE or prose:
            return None
        return signer(reader, first, last)
    return None
