"""Direct speech: paragraphs that open with a dash, and words in quotation marks that have a speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.article import Block, BlockKind, Span, TaggedArticle, normalise
from pipeline.extract.quotes.announce import Announcement, announced, looks_back
from pipeline.extract.quotes.attribution import Attribution, inverted, opens_attribution
from pipeline.extract.quotes.marks import Pair, pairs
from pipeline.findings import Quote
from pipeline.swedish.names import gender_of
from pipeline.swedish.reporting import Frame
from pipeline.swedish.speakers import SpeakerKind, SpeakerReader
from pipeline.vocab import QuoteKind

TAGS_SPEECH = frozenset({Frame.SAID, Frame.TAG})
_DASH = re.compile(r"\s*(?:[•*·▪■●]\s*)?(?:–|--?)\s*(?=\S)")
_TERMINAL = re.compile(r"[.!?…][\"')]*\s*$")
_FIRST_PERSON = frozenset("jag vi mig oss min mitt mina vår vårt våra man du ni".split())
_SHORTEST = (
    4  # words a quotation without an attribution beside it needs to be no title or scare quote
)


@dataclass(frozen=True, slots=True)
class DirectQuote:
    """A quote and the stretches of it that are speech, attribution left out."""

    quote: Quote
    speech: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Range:
    """Tokens ``[first, last)`` of one block."""

    first: int
    last: int


def direct_quotes(reader: SpeakerReader) -> list[DirectQuote]:
    """All direct quotes of an article, block by block."""
    tagged = reader.tagged
    found: list[DirectQuote] = []
    for number, block in enumerate(tagged.blocks):
        sentences = tagged.block_sentences(number)
        if not sentences:
            continue
        where = _Range(sentences[0].first, sentences[-1].last)
        text = normalise(tagged.cut(block.span))
        dash = _DASH.match(text)
        before = _block_before(tagged, number)
        if dash is not None:
            start = block.span.start + dash.end()
            quote = _dash_quote(reader, number, where, start, before)
            if quote is not None:
                found.append(quote)
                continue
        inner = _dash_inside(reader, where)
        if inner is not None:
            found.append(inner)
        taken = [span for quote in found for span in quote.speech]
        for marked in _marked_quotes(reader, number, block, where, before):
            if not any(span.overlaps(marked.quote.span) for span in taken):
                found.append(marked)
    return found


def _block_before(tagged: TaggedArticle, number: int) -> _Range | None:
    for other in range(number - 1, max(-1, number - 4), -1):
        sentences = tagged.block_sentences(other)
        if sentences:
            return _Range(sentences[0].first, sentences[-1].last)
    return None


# --- dashes -----------------------------------------------------------------------------------------


def _dash_quote(
    reader: SpeakerReader, number: int, where: _Range, start: int, before: _Range | None
) -> DirectQuote | None:
    tagged = reader.tagged
    block = tagged.blocks[number]
    first = next(
        (i for i in range(where.first, where.last) if tagged.tokens[i].end > start), where.last
    )
    if first >= where.last:
        return None
    tags = _attributions(reader, first, where.last, block)
    if not tags and not _speech_without_tag(reader, number, where, start, before):
        return None
    announcement = announced(reader, before.first, before.last) if before is not None else None
    return _assembled(reader, first, where.last, start, tags, announcement, "speech dash")


def _speech_without_tag(
    reader: SpeakerReader, number: int, where: _Range, start: int, before: _Range | None
) -> bool:
    """A dash without an attribution opens speech unless it looks like a list item or a dashed heading."""
    tagged = reader.tagged
    block = tagged.blocks[number]
    body = normalise(tagged.text[start : block.span.end]).strip()
    if not body or body[0].islower():
        return False
    words = {tagged.tokens[i].lower for i in range(where.first, where.last)}
    asked = before is not None and tagged.tokens[before.last - 1].text in ("?", ":")
    ends = _TERMINAL.search(body) is not None
    if block.kind is BlockKind.LIST_ITEM:
        return ends and not words.isdisjoint(_FIRST_PERSON)
    if body[0].isdigit():
        return ends and ("." in body[:-1] or not words.isdisjoint(_FIRST_PERSON))
    return ends or (asked and len(body) > 15 and tagged.tokens[where.last - 1].text != ":")


def _attributions(reader: SpeakerReader, first: int, last: int, block: Block) -> list[Attribution]:
    tokens = reader.tagged.tokens
    quoted = [pair.inner for pair in pairs(reader.tagged.text, block.span) if pair.closed]
    found: list[Attribution] = []
    i = first + 1
    while i < last:
        if any(span.contains(tokens[i].span) for span in quoted) or not _may_tag(reader, i, first):
            i += 1
            continue
        tag = inverted(reader, i, last, TAGS_SPEECH)
        if tag is None or not _plausible(reader, tag, i, last):
            i += 1
            continue
        found.append(tag)
        i = max(tag.end, i + 1)
    return found


def _may_tag(reader: SpeakerReader, i: int, first: int) -> bool:
    return opens_attribution(reader, i, first) or reader.tagged.tokens[i].pos in ("VERB", "")


def _plausible(reader: SpeakerReader, tag: Attribution, i: int, last: int) -> bool:
    """Without a comma before it the clause must end the paragraph and have a name or pronoun: a slip."""
    tokens = reader.tagged.tokens
    before = tokens[i - 1].text
    if before in (".", "…", "..."):
        return tag.kinds[0] is SpeakerKind.NAME or tokens[i].text[0].islower()
    if opens_attribution(reader, i, 0):
        return True
    return (
        tag.end >= last
        and tag.kinds[0] is SpeakerKind.NAME
        and tag.cue in ("säga", "berätta", "förklara", "mena", "konstatera")
    )


def _assembled(
    reader: SpeakerReader,
    first: int,
    last: int,
    start: int,
    tags: list[Attribution],
    announcement: Announcement | None,
    rule: str,
) -> DirectQuote | None:
    """Speech between the attributions; what follows the last one is speech unless it tells about the speaker."""
    tokens = reader.tagged.tokens
    speech: list[Span] = []
    at = first
    begin = start
    for tag in tags:
        span = _trimmed(reader.tagged.text, begin, tokens[tag.first].start)
        if span is not None:
            speech.append(span)
        at = tag.end
        if at >= last:
            break
        begin = tokens[at].start
    if at < last:
        end = _speech_end(reader, at, last, tags[-1] if tags else None)
        if end > at:
            begin = start if not tags else tokens[at].start
            span = _trimmed(reader.tagged.text, begin, tokens[end - 1].end)
            if span is not None:
                speech.append(span)
    if not speech:
        return None
    speakers: tuple[Span, ...] = ()
    cue = None
    if tags:
        speakers, cue = tags[0].speakers, tags[0].cue
        rule += ", attributed"
    elif announcement is not None:
        speakers, cue = announcement.speakers, announcement.cue
        rule += ", announced"
    quote = Quote(Span(speech[0].start, speech[-1].end), QuoteKind.DIRECT, speakers, cue, rule)
    return DirectQuote(quote, tuple(speech))


def _speech_end(reader: SpeakerReader, at: int, last: int, tag: Attribution | None) -> int:
    """How far the speech goes on from ``at``: to the first sentence that tells about the speaker."""
    tagged = reader.tagged
    if tag is None:
        return last
    i = at
    while i < last:
        sentence = tagged.sentences[tagged.tokens[i].sentence]
        end = min(sentence.last, last)
        if _narrates(reader, i, end, tag):
            return i
        i = end
    return last


def _narrates(reader: SpeakerReader, first: int, last: int, tag: Attribution) -> bool:
    tagged = reader.tagged
    words = [tagged.tokens[i].lower for i in range(first, last)]
    if not words or not _FIRST_PERSON.isdisjoint(words):
        return False
    heads = [normalise(tagged.cut(span)) for span in tag.speakers]
    if words[0] in ("han", "hon", "hen") and len(heads) == 1:
        if tag.kinds[0] is SpeakerKind.PRONOUN:
            return heads[0].lower() == words[0]
        gender = gender_of(heads[0])
        return gender is None or {"hon": "woman", "han": "man"}.get(words[0]) in (gender, None)
    if tag.kinds[0] is SpeakerKind.NAME:
        parts = {part for head in heads for part in head.split()}
        opening = [tagged.tokens[i].text for i in range(first, min(first + 4, last))]
        return any(reader.in_name(first + n) and word in parts for n, word in enumerate(opening))
    return False


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Without white space, commas and dashes at the ends, and quotation marks that enclose all of it."""
    piece = normalise(text[start:end])
    while piece and (piece[-1].isspace() or piece[-1] in ",–-"):
        piece = piece[:-1]
    lead = len(piece) - len(piece.lstrip(" ,–-\n\r"))
    start, piece = start + lead, piece[lead:]
    marks = piece.count('"')
    if len(piece) > 2 and piece[0] == '"' and (marks == 1 or (marks == 2 and piece[-1] == '"')):
        start, piece = start + 1, piece[1:]
        marks -= 1
    if piece.endswith('"') and marks == 1:
        piece = piece[:-1]
    while piece and (piece[-1].isspace() or piece[-1] in ","):
        piece = piece[:-1]
    return Span(start, start + len(piece)) if any(char.isalnum() for char in piece) else None


def _dash_inside(reader: SpeakerReader, where: _Range) -> DirectQuote | None:
    """A speech dash after a full stop inside a paragraph whose line breaks were lost; needs an attribution."""
    tokens = reader.tagged.tokens
    block = reader.tagged.block_of(tokens[where.first])
    for i in range(where.first + 1, where.last - 2):
        if tokens[i].text not in ("–", "-") or tokens[i - 1].text not in (".", "!", "?", ":", '"'):
            continue
        if not tokens[i + 1].text[:1].isupper() or tokens[i].start == tokens[i - 1].end:
            continue
        tags = _attributions(reader, i + 1, where.last, block)
        if tags:
            return _assembled(
                reader,
                i + 1,
                where.last,
                tokens[i + 1].start,
                tags,
                None,
                "dash inside a paragraph",
            )
    return None


# --- quotation marks --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Marked:
    pair: Pair
    first: int  # first token inside
    last: int
    before: Announcement | None
    after: Attribution | None
    after_enligt: Announcement | None = None


def _marked_quotes(
    reader: SpeakerReader, number: int, block: Block, where: _Range, before: _Range | None
) -> list[DirectQuote]:
    read = [
        marked
        for pair in pairs(reader.tagged.text, block.span)
        if (marked := _read_marked(reader, pair, where)) is not None
    ]
    found: list[DirectQuote] = []
    n = 0
    while n < len(read):
        marked = read[n]
        group = [marked]
        while n + 1 < len(read) and _same_utterance(reader, group[-1], read[n + 1]):
            n += 1
            group.append(read[n])
        n += 1
        quote = _from_marks(reader, number, group, where, before, found)
        if quote is not None:
            found.append(quote)
    return found


def _read_marked(reader: SpeakerReader, pair: Pair, where: _Range) -> _Marked | None:
    tagged = reader.tagged
    inside = [
        token
        for token in tagged.tokens_in(pair.inner)
        if where.first <= token.i < where.last and token.text != '"'
    ]
    if not inside or not any(any(c.isalnum() for c in token.text) for token in inside):
        return None
    first, last = inside[0].i, inside[-1].i + 1
    opening = next(
        (
            i
            for i in range(first - 1, where.first - 1, -1)
            if tagged.tokens[i].start < pair.outer.start
        ),
        where.first - 1,
    )
    sentence = tagged.sentences[tagged.tokens[max(opening, where.first)].sentence]
    before = None
    if opening >= where.first:
        before = announced(reader, max(sentence.first, where.first), opening + 1, quoted=True)
    after = _tag_after(reader, pair, last, where)
    return _Marked(pair, first, last, before, after)


def _tag_after(reader: SpeakerReader, pair: Pair, last: int, where: _Range) -> Attribution | None:
    tokens = reader.tagged.tokens
    i = last
    while i < where.last and tokens[i].start < pair.outer.end:
        i += 1
    steps = 0
    while i < where.last and tokens[i].text in (",", "–", "-", "'", '"') and steps < 2:
        i += 1
        steps += 1
    if i >= where.last or (
        tokens[i].text[:1].isupper() and steps == 0 and not _stops(reader, last - 1)
    ):
        return None
    return inverted(reader, i, where.last, TAGS_SPEECH)


def _stops(reader: SpeakerReader, i: int) -> bool:
    return reader.tagged.tokens[i].text in (".", "!", "?", "…")


def _same_utterance(reader: SpeakerReader, one: _Marked, other: _Marked) -> bool:
    """True where only the first one's attribution stands between two quotations."""
    if one.after is None or other.before is not None and other.before.after_colon:
        return False
    if other.after is not None:
        return False
    tokens = reader.tagged.tokens
    i = one.after.end
    while i < other.first and tokens[i].text in (".", '"', ",", ":"):
        i += 1
    return i >= other.first


def _from_marks(
    reader: SpeakerReader,
    number: int,
    group: list[_Marked],
    where: _Range,
    before: _Range | None,
    earlier: list[DirectQuote],
) -> DirectQuote | None:
    tagged = reader.tagged
    lead, tail = group[0], group[-1]
    speech = [
        span for m in group if (span := _trimmed(tagged.text, m.pair.inner.start, m.pair.inner.end))
    ]
    if not speech:
        return None
    span = Span(speech[0].start, speech[-1].end)

    def made(speakers: tuple[Span, ...], cue: str | None, rule: str) -> DirectQuote:
        return DirectQuote(Quote(span, QuoteKind.DIRECT, speakers, cue, rule), tuple(speech))

    if lead.after is not None:
        return made(lead.after.speakers, lead.after.cue, "quotation marks, attributed")
    if lead.before is not None:
        return made(lead.before.speakers, lead.before.cue, "quotation marks, announced")
    if not _utterance(reader, lead):
        return None
    back = looks_back(reader, _next_token(reader, tail, where))
    if back is not None:
        return made(back.speakers, back.cue, "quotation marks, attributed in the next sentence")
    kind = tagged.blocks[number].kind
    alone = lead.first - 2 <= where.first and tail.last + 2 >= where.last
    opens = lead.first - 1 <= where.first
    if alone and before is not None and (said := announced(reader, before.first, before.last)):
        return made(said.speakers, said.cue, "quotation marks, announced in the paragraph before")
    if alone and (signed := _signature(reader, number)) is not None:
        return made((signed,), None, "quotation marks, signed")
    if kind in (BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.FURNITURE):
        return None
    if earlier and not earlier[-1].quote.rule.startswith("speech dash"):
        return made(earlier[-1].quote.speaker_spans, None, "quotation marks, same speaker goes on")
    if opens and not alone:
        name = reader.name_at(_next_token(reader, tail, where))
        if name is not None:
            return made(
                (Span(tagged.tokens[name.first].start, tagged.tokens[name.last - 1].end),),
                None,
                "quotation marks, speaker named next",
            )
        return None
    return made((), None, "quotation marks alone") if alone else None


def _utterance(reader: SpeakerReader, marked: _Marked) -> bool:
    """Long enough and a sentence: titles, names and scare quotes are neither."""
    tokens = reader.tagged.tokens[marked.first : marked.last]
    words = [token for token in tokens if any(char.isalnum() for char in token.text)]
    if len(words) < _SHORTEST:
        return False
    finite = any("VerbForm=Fin" in token.feats for token in tokens)
    return finite and not tokens[0].text[0].islower()


def _next_token(reader: SpeakerReader, marked: _Marked, where: _Range) -> int:
    """The first word after a quotation, in its block or at the start of the next."""
    tokens = reader.tagged.tokens
    i = marked.last
    while i < len(tokens) and (
        tokens[i].start < marked.pair.outer.end or tokens[i].text in (".", '"')
    ):
        i += 1
    return i


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
        name = reader.name_at(first) if first < last else None
        if name is None or last - first > 14 or tagged.tokens[last - 1].text in (".", ":", "?"):
            return None
        return Span(tagged.tokens[name.first].start, tagged.tokens[name.last - 1].end)
    return None
