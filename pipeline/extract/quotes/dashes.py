"""Speech set off by a dash: ``– Vi hinner lyssna, säger Eva Ek. Det är skillnaden.``"""

from __future__ import annotations

import bisect
import re

from pipeline.article import Block, BlockKind, Span, normalise
from pipeline.extract.quotes.announce import Announcement, announced
from pipeline.extract.quotes.attribution import Attribution, inverted, opens_attribution
from pipeline.extract.quotes.marks import pairs
from pipeline.extract.quotes.speech import DirectQuote, Stretch, trimmed
from pipeline.findings import Quote
from pipeline.swedish.names import Gender, gender_of, is_given_name
from pipeline.swedish.nouns import role_of
from pipeline.swedish.reporting import Frame, is_finite
from pipeline.swedish.speakers import SpeakerKind, SpeakerReader
from pipeline.swedish.words import words
from pipeline.vocab import QuoteKind

TAGS_SPEECH = frozenset({Frame.SAID, Frame.TAG})
_DASH = re.compile(r"\s*(?:[•*·▪■●]\s*)?(?:–|--?)\s*(?=\S)")
_TERMINAL = re.compile(r"[.!?…][\"')]*\s*$")
_FIRST_PERSON = words("jag vi mig oss min mitt mina vår vårt våra man du ni")
_PLAIN_VERBS = words("säga berätta förklara mena konstatera")
_SENTENCE = 6  # tokens from which a line without a stop may be a sentence
_DATELINE = 3  # tokens that may stand before a dash at the start: "KIRUNA." and "Eva Ek:"


def dash_quote(
    reader: SpeakerReader, number: int, where: Stretch, before: Stretch | None
) -> DirectQuote | None:
    """The quote of a block that opens with a dash; None where the dash opens a list item or a heading."""
    tagged = reader.tagged
    block = tagged.blocks[number]
    dash = _DASH.match(normalise(tagged.cut(block.span)))
    if dash is None:
        return None
    start = block.span.start + dash.end()
    inside = (i for i in range(where.first, where.last) if tagged.tokens[i].end > start)
    first = next(inside, where.last)
    if first >= where.last:
        return None
    tags = _attributions(reader, first, where.last, block)
    signed = None if tags else _signed_inside(reader, first, where.last)
    if signed is not None:
        said = Announcement((signed[0],), None)
        return _assembled(reader, first, signed[1], start, [], said, "speech dash, signed")
    if not tags and not _speech_without_tag(reader, block, where, start, before):
        return None
    announcement = announced(reader, before.first, before.last) if before is not None else None
    return _assembled(reader, first, where.last, start, tags, announcement, "speech dash")


def signer(reader: SpeakerReader, first: int, last: int) -> Span | None:
    """Whom a signature from token ``first`` names: ``Eva Ek, deltagare``, ``Kvinna, 52 år``, ``deltagare``."""
    tokens = reader.tagged.tokens
    if first >= last:
        return None
    name = reader.name_at(first)
    if name is not None:
        return Span(tokens[name.first].start, tokens[name.last - 1].end)
    given = is_given_name(tokens[first].text) and first + 1 < last and tokens[first + 1].text == ","
    role = role_of(tokens[first].text)
    if given:
        return tokens[first].span
    if role is None or role.plural:
        return None
    end = first + 1
    if end + 1 < last and tokens[end].text == "," and tokens[end + 1].text[:1].isdigit():
        end += 2
        if end < last and tokens[end].lower == "år":
            end += 1
    return Span(tokens[first].start, tokens[end - 1].end)


def _signed_inside(reader: SpeakerReader, first: int, last: int) -> tuple[Span, int] | None:
    """``– Jag sover bättre! (Ali, deltagare)``: who signs, and where the speech ends."""
    tokens = reader.tagged.tokens
    if last - first < 5 or tokens[last - 1].text != ")":
        return None
    opening = next(
        (i for i in range(last - 2, max(first, last - 12), -1) if tokens[i].text == "("), None
    )
    if opening is None:
        return None
    who = signer(reader, opening + 1, last - 1)
    return None if who is None else (who, opening)


def _speech_without_tag(
    reader: SpeakerReader, block: Block, where: Stretch, start: int, before: Stretch | None
) -> bool:
    """A dash without an attribution opens speech unless it looks like a list item or a dashed heading."""
    tokens = reader.tagged.tokens
    body = normalise(reader.tagged.text[start : block.span.end]).strip()
    if not body or body[0].islower():
        return False
    personal = any(tokens[i].lower in _FIRST_PERSON for i in range(where.first, where.last))
    asked = before is not None and tokens[before.last - 1].text in ("?", ":")
    ends = _TERMINAL.search(body) is not None
    if block.kind is BlockKind.LIST_ITEM:
        return ends and personal
    if body[0].isdigit():
        return ends and (personal or "." in body[:-1])
    if ends or (asked and len(body) > 15 and tokens[where.last - 1].text != ":"):
        return True
    return _stop_lost(reader, where, before)


def _stop_lost(reader: SpeakerReader, where: Stretch, before: Stretch | None) -> bool:
    """A sentence after a dash that lacks its stop, under a paragraph that has one."""
    tokens = reader.tagged.tokens
    if before is None or tokens[before.last - 1].text not in (".", "!", '"'):
        return False
    if tokens[where.last - 1].text == ":" or tokens[where.first].text == "-":
        return False
    inside = tokens[where.first : where.last]
    return len(inside) > _SENTENCE and any(is_finite(token) for token in inside)


def _attributions(reader: SpeakerReader, first: int, last: int, block: Block) -> list[Attribution]:
    tokens = reader.tagged.tokens
    quoted = [pair.inner for pair in pairs(reader.tagged.text, block.span) if pair.closed]
    starts = [span.start for span in quoted]
    found: list[Attribution] = []
    i = first + 1
    while i < last:
        n = bisect.bisect_right(starts, tokens[i].start) - 1
        inside = n >= 0 and quoted[n].contains(tokens[i].span)
        tag = None if inside else inverted(reader, i, last, TAGS_SPEECH)
        if tag is None or not _plausible(reader, tag, i, last):
            i += 1
            continue
        found.append(tag)
        i = max(tag.end, i + 1)
    return found


def _plausible(reader: SpeakerReader, tag: Attribution, i: int, last: int) -> bool:
    """Without a comma before it the clause must end the paragraph and have a name: a slip of the pen."""
    tokens = reader.tagged.tokens
    if tokens[i - 1].text in (".", "…", "..."):
        return tag.kinds[0] is SpeakerKind.NAME or tokens[i].text[0].islower()
    if opens_attribution(reader, i, 0):
        return True
    named = tag.kinds[0] is SpeakerKind.NAME
    return tag.end >= last and named and tag.cue in _PLAIN_VERBS


def _assembled(
    reader: SpeakerReader,
    first: int,
    last: int,
    start: int,
    tags: list[Attribution],
    announcement: Announcement | None,
    rule: str,
) -> DirectQuote | None:
    """Speech between attributions; what follows the last is speech unless it tells about the speaker."""
    tokens, text = reader.tagged.tokens, reader.tagged.text
    speech: list[Span] = []
    at, begin = first, start
    for tag in tags:
        span = trimmed(text, begin, tokens[tag.first].start)
        if span is not None:
            speech.append(span)
        at = tag.end
        if at >= last:
            break
        begin = tokens[at].start
    if at < last:
        end = _speech_end(reader, at, last, tags[-1]) if tags else last
        if end > at:
            begin = tokens[at].start if tags else start
            span = trimmed(text, begin, tokens[end - 1].end)
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
    whole = Span(speech[0].start, speech[-1].end)
    return DirectQuote(Quote(whole, QuoteKind.DIRECT, speakers, cue, rule), tuple(speech))


def _speech_end(reader: SpeakerReader, at: int, last: int, tag: Attribution) -> int:
    """How far the speech goes on from ``at``: to the first sentence that tells about the speaker."""
    tagged = reader.tagged
    i = at
    while i < last:
        end = min(tagged.sentences[tagged.tokens[i].sentence].last, last)
        if _narrates(reader, i, end, tag):
            return i
        i = end
    return last


def _narrates(reader: SpeakerReader, first: int, last: int, tag: Attribution) -> bool:
    tagged = reader.tagged
    said = [tagged.tokens[i].lower for i in range(first, last)]
    if not said or not _FIRST_PERSON.isdisjoint(said):
        return False
    heads = [normalise(tagged.cut(span)) for span in tag.speakers]
    if said[0] in ("han", "hon", "hen") and len(heads) == 1:
        if tag.kinds[0] is SpeakerKind.PRONOUN:
            return heads[0].lower() == said[0]
        own = gender_of(heads[0])
        told = {"hon": Gender.WOMAN, "han": Gender.MAN}.get(said[0])
        return own in (None, Gender.EITHER) or told in (own, None)
    if tag.kinds[0] is SpeakerKind.NAME:
        parts = {part for head in heads for part in head.split()}
        opening = range(first, min(first + 4, last))
        return any(reader.in_name(i) and tagged.tokens[i].text in parts for i in opening)
    return False


def dash_inside(reader: SpeakerReader, where: Stretch) -> DirectQuote | None:
    """A speech dash inside a paragraph: after a full stop with an attribution, or after ``Eva Ek:``."""
    tokens = reader.tagged.tokens
    block = reader.tagged.block_of(tokens[where.first])
    tags: list[Attribution] | None = None
    for i in range(where.first + 1, where.last - 2):
        if tokens[i].text not in ("–", "-") or tokens[i - 1].text not in (".", "!", "?", ":", '"'):
            continue
        if not tokens[i + 1].text[:1].isupper() or tokens[i].start == tokens[i - 1].end:
            continue
        said = announced(reader, where.first, i) if tokens[i - 1].text == ":" else None
        dateline = i - where.first <= _DATELINE and tokens[where.first].text.isupper()
        if tags is None:
            tags = _attributions(reader, i + 1, where.last, block)
        later = [tag for tag in tags if tag.first > i + 1]
        if later or said is not None or dateline:
            start = tokens[i + 1].start
            rule = "dash inside a paragraph"
            return _assembled(reader, i + 1, where.last, start, later, said, rule)
    return None
