"""Reported statements, opinions and beliefs: one per sentence, told by the frame of the reporting verb."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from pipeline.article import BlockKind, Sentence, Span, TaggedArticle
from pipeline.extract.quotes.attribution import inverted
from pipeline.extract.quotes.clauses import fronted, long_object, with_that
from pipeline.extract.quotes.said import Said, begin_with_fragment, has_finite, sentence_before
from pipeline.extract.quotes.sources import according_to, opinion, predicate
from pipeline.findings import Quote
from pipeline.swedish.nouns import role_of
from pipeline.swedish.reporting import Frame, is_finite
from pipeline.swedish.speakers import SpeakerKind, SpeakerReader
from pipeline.vocab import QuoteKind

_TAGS = frozenset({Frame.TAG, Frame.BARE})
_ANY_TAG = frozenset({Frame.TAG, Frame.BARE, Frame.SAID})
_BACK = frozenset({Frame.BACK, Frame.SAID})
_SHORTEST = 3  # tokens left of a sentence beside direct speech that are worth reading


def indirect_quotes(
    reader: SpeakerReader, speech: Sequence[Span], direct: Sequence[Span]
) -> Iterator[Quote]:
    """Reported speech outside ``speech``. What ``direct`` already covers word for word is left out."""
    tagged = reader.tagged
    starts = [span.start for span in speech]
    for sentence in tagged.sentences:
        if tagged.blocks[sentence.block].kind is BlockKind.FURNITURE:
            continue
        first, last = _outside(tagged, sentence, speech, starts)
        if last - first < _SHORTEST:
            continue
        for said in _in_sentence(reader, sentence, first, last):
            span = _span(tagged, said)
            if span is not None and not any(one.contains(span) for one in direct):
                yield Quote(span, QuoteKind.INDIRECT, said.speakers, said.cue, said.rule)


def _outside(
    tagged: TaggedArticle, sentence: Sentence, speech: Sequence[Span], starts: list[int]
) -> tuple[int, int]:
    """The tokens of a sentence before or after direct speech."""
    whole = tagged.sentence_span(sentence)
    first, last = sentence.first, sentence.last
    n = max(0, bisect.bisect_right(starts, whole.start) - 1)
    while n < len(speech) and speech[n].start < whole.end:
        span = speech[n]
        n += 1
        if not span.overlaps(whole):
            continue
        opening = first
        while opening < last and tagged.tokens[opening].pos == "PUNCT":
            opening += 1
        if opening < last and span.start <= tagged.tokens[opening].start:
            while first < last and tagged.tokens[first].start < span.end:
                first += 1
        else:
            while last > first and tagged.tokens[last - 1].end > span.start:
                last -= 1
    return first, last


def _in_sentence(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[Said]:
    for rule in (
        looking_back,
        tag_after,
        with_that,
        according_to,
        fronted,
        predicate,
        opinion,
        long_object,
    ):
        found = rule(reader, sentence, first, last)
        if found:
            return _source_first(reader, sentence, first, found[0]) + found
    return []


def _source_first(reader: SpeakerReader, sentence: Sentence, first: int, later: Said) -> list[Said]:
    """``Enligt Ask handlar det om pengar, men han tror att …``: the first of two statements in a sentence."""
    tokens = reader.tagged.tokens
    if tokens[first].lower != "enligt" or later.cue == "enligt":
        return []
    comma = next((j for j in range(later.first - 1, first, -1) if tokens[j].text == ","), None)
    return [] if comma is None else according_to(reader, sentence, first, comma)


def looking_back(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[Said]:
    """``Det anser enhetschefen.``: the sentence before is what was said."""
    tokens = reader.tagged.tokens
    if first != sentence.first or tokens[first].lower not in ("det", "detta", "så"):
        return []
    tag = inverted(reader, first + 1, last, _BACK)
    if tag is None or any(
        tokens[j].lower == "att" for j in range(tag.last, min(last, tag.last + 3))
    ):
        return []
    before = sentence_before(reader.tagged, sentence)
    if before is None:
        return []
    return [Said(before.first, before.last, tag.speakers, tag.cue, "looks back")]


def tag_after(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[Said]:
    """``…, tror Eva Ek.``: the words before the comma; with the sentence before where these have no verb."""
    tagged, tokens = reader.tagged, reader.tagged.tokens
    if inverted(reader, first, last, frozenset({Frame.SAID})) is not None:
        return []  # what stands before the comma is an attribution itself
    for i in range(first + 2, last):
        if tokens[i - 1].text not in (",", "–", '"'):
            if _comma_lost(reader, i, first, last):
                tag = inverted(reader, i, last, _TAGS)
                assert tag is not None
                return [Said(first, i, tag.speakers, tag.cue, "tag after, comma lost")]
            continue
        if all(tokens[j].pos == "PUNCT" for j in range(first, i - 1)):
            continue
        tag = inverted(reader, i, last, _ANY_TAG)
        if tag is None or _clause_of_time(reader, i, first):
            continue
        if SpeakerKind.BODY in tag.kinds and inverted(reader, i, last, _TAGS) is None:
            continue  # "…, skriver föreningen" reports; "…, föreslår regeringen" proposes
        rest = tag.last
        if _has_object(reader, rest, last):
            continue
        if rest < last and tokens[rest].lower in ("att", "hur", "om", "vad"):
            continue
        if rest < last - 3 and tokens[rest].text == ",":
            following = tokens[rest + 1]
            verb_next = is_finite(following) or following.pos in ("VERB", "AUX")
            if not has_finite(tagged, first, i - 1) and not verb_next:
                if has_finite(tagged, rest + 1, last):
                    return [Said(rest + 1, last, tag.speakers, tag.cue, "tag inside")]
            elif not _about_speaker(reader, rest + 1, last):
                return [Said(first, last, tag.speakers, tag.cue, "tag inside")]
        begin = begin_with_fragment(tagged, sentence, first, i - 1)
        return [Said(begin, i - 1, tag.speakers, tag.cue, "tag after")]
    return []


def _about_speaker(reader: SpeakerReader, i: int, last: int) -> bool:
    """After ``…, säger Eva Ek,``: an apposition or a second verb, not more of what she says."""
    tokens = reader.tagged.tokens
    if tokens[i].lower == "som" or reader.name_at(i) is not None:
        return True
    if tokens[i].lower == "och" and i + 1 < last and tokens[i + 1].pos == "VERB":
        return True
    for j in range(i, min(last, i + 4)):
        role = role_of(tokens[j].text)
        if role is not None and not role.plural:
            return True
        if tokens[j].pos not in ("ADJ", "DET", "NUM", "NOUN", "PROPN"):
            return False
    return False


def _has_object(reader: SpeakerReader, i: int, last: int) -> bool:
    """``För att nå fler, föreslår nämnden en ny linje``: the verb has an object of its own."""
    if i >= last:
        return False
    token = reader.tagged.tokens[i]
    return token.pos in ("DET", "NUM", "ADJ", "NOUN") and role_of(token.text) is None


def _comma_lost(reader: SpeakerReader, i: int, first: int, last: int) -> bool:
    """``Tiden är allt menar läraren Eva Ek.``: a clause, then verb and name end the sentence."""
    if not is_finite(reader.tagged.tokens[i]) or not has_finite(reader.tagged, first, i):
        return False
    tag = inverted(reader, i, last, _TAGS)
    if tag is None or tag.kinds != (SpeakerKind.NAME,) or reader.ending(i, first) is not None:
        return False
    return all(reader.tagged.tokens[j].pos == "PUNCT" for j in range(tag.last, last))


def _clause_of_time(reader: SpeakerReader, i: int, first: int) -> bool:
    """``När kursen var slut, sa Eva upp sig``: the words before the comma are no statement."""
    tokens = reader.tagged.tokens
    return tokens[first].lower in ("när", "medan", "innan", "sedan", "efter") and not any(
        tokens[j].text == "," for j in range(first, i - 1)
    )


def _opens_quotation(tagged: TaggedArticle, first: int, i: int) -> bool:
    """A last mark that opens a quotation outside the words reported."""
    if tagged.tokens[i].text != '"':
        return False
    return sum(token.text == '"' for token in tagged.tokens[first : i + 1]) % 2 == 1


def _span(tagged: TaggedArticle, said: Said) -> Span | None:
    """Without punctuation at the ends."""
    first, last = said.first, said.last
    while first < last and tagged.tokens[first].text in (",", ":", "–", "-", ".", "•", "*", ")"):
        first += 1
    while last > first and (
        tagged.tokens[last - 1].text in (",", ".", ":", ";", "!", "–", "(", "-")
        or _opens_quotation(tagged, first, last - 1)
    ):
        last -= 1
    if last - first < 2:
        return None
    return Span(tagged.tokens[first].start, tagged.tokens[last - 1].end)
