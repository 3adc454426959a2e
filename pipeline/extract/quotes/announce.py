"""Who is said to speak before or after the words: ``Eva Ek säger:``, ``Det säger Eva Ek.``"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.article import Span
from pipeline.extract.quotes.attribution import inverted, verb_at
from pipeline.extract.quotes.subject import subject_of
from pipeline.swedish.reporting import Frame, is_finite, opinion_nouns, reads_as_verb
from pipeline.swedish.speakers import SpeakerKind, SpeakerReader

_SPEAKING = frozenset({Frame.SAID, Frame.TAG, Frame.THAT})
_BACK = frozenset({Frame.SAID, Frame.BACK})
_LONGEST_NAME_LINE = 14


@dataclass(frozen=True, slots=True)
class Announcement:
    """Speakers announced beside a quotation, with the verb that announces them."""

    speakers: tuple[Span, ...]
    cue: str | None
    after_colon: bool = True


def announced(
    reader: SpeakerReader, first: int, last: int, *, quoted: bool = False
) -> Announcement | None:
    """Who is announced at the end of tokens ``[first, last)``: a colon, or (``quoted``) the verb itself.

    ``Så här säger enhetschefen Eva Ek:``, ``Eva Ek, chef på Jobbcentrum:``, ``Hennes råd är enkelt:``,
    and before quotation marks also ``Eva Ek säger`` and ``säger Eva Ek`` without a colon.
    """
    tokens = reader.tagged.tokens
    while last > first and tokens[last - 1].text in ('"', "–", "-"):
        last -= 1
    if last <= first:
        return None
    colon = tokens[last - 1].text == ":"
    if not colon and not quoted:
        return None
    first = max(first, reader.tagged.sentences[tokens[last - 1].sentence].first)
    end = last - 1 if colon else last
    if not colon:
        return _directly_before(reader, first, end)
    for i in range(end - 1, first - 1, -1):
        verb = verb_at(reader, i, end, _SPEAKING)
        if verb is None:
            continue
        if i > first and tokens[i - 1].text == ",":
            tag = inverted(reader, i, end, _SPEAKING)
            if tag is not None:
                return Announcement(tag.speakers, tag.cue)
        left = reader.ending(reader.skip_adverbs_back(i, first), first)
        if left is None and i > first and tokens[i - 1].lower == "som":
            left = reader.ending(i - 1, first)
        if left is None and i > first and tokens[i - 1].text == ",":
            left = reader.at(first, i)
        if left is not None:
            return Announcement(left.heads, verb.lemma)
        right = inverted(reader, i, end, _SPEAKING)
        if right is not None:
            return Announcement(right.speakers, right.cue)
    phrase = reader.at(first, end)
    named = phrase is not None and phrase.kinds[0] is SpeakerKind.NAME
    if phrase is not None and named and end - first <= _LONGEST_NAME_LINE:
        rest = tokens[phrase.last].text if phrase.last < end else ""
        if rest in ("", ",", "("):
            return Announcement(phrase.heads, None)
    ends = reader.ending(end, first)
    if ends is not None and ends.first <= first + 1 and ends.kinds[0] is SpeakerKind.NAME:
        return Announcement(ends.heads, None)
    return _opinion_of(reader, first, end)


def _directly_before(reader: SpeakerReader, first: int, end: int) -> Announcement | None:
    tokens = reader.tagged.tokens
    i = reader.skip_adverbs_back(end, first)
    if i > first and (verb := verb_at(reader, i - 1, end, frozenset({Frame.SAID}))) is not None:
        left = reader.ending(reader.skip_adverbs_back(i - 1, first), first)
        if left is not None:
            return Announcement(left.heads, verb.lemma, False)
    for j in range(end - 1, max(first, end - 8) - 1, -1):
        if tokens[j].text in (",", '"', "."):
            return None
        if tokens[j].lower == "enligt":
            phrase = reader.at(j + 1, end)
            if phrase is not None and phrase.last == end:
                return Announcement(phrase.heads, "enligt", False)
        tag = inverted(reader, j, end, frozenset({Frame.SAID}))
        if tag is not None and tag.last == end:
            return Announcement(tag.speakers, tag.cue, False)
    return None


def reported_before(reader: SpeakerReader, first: int, end: int) -> Announcement | None:
    """The reporting verb and its subject in tokens ``[first, end)``, the last one first."""
    tagged = reader.tagged
    for i in range(end - 1, first - 1, -1):
        verb = verb_at(reader, i, end, _SPEAKING)
        if verb is None or not reads_as_verb(tagged.tokens[i]):
            continue
        sentence = tagged.sentences[tagged.tokens[i].sentence]
        subject = subject_of(reader, i, sentence, first, end)
        if subject is not None and tagged.tokens[subject.first].lower not in ("de", "dom"):
            return Announcement(subject.heads, verb.lemma, False)
    return None


def told_about(reader: SpeakerReader, first: int, end: int) -> Announcement | None:
    """Whom a sentence is about: the subject of its reporting verb, else of its first finite verb."""
    said = reported_before(reader, first, end)
    if said is not None:
        return said
    tokens = reader.tagged.tokens
    for i in range(first, end):
        if not is_finite(tokens[i]):
            continue
        phrase = reader.ending(reader.skip_adverbs_back(i, first), first)
        if phrase is None:
            phrase = reader.at(reader.skip_adverbs(i + 1, end), end)
        if phrase is None or phrase.kinds[0] is SpeakerKind.BODY:
            return None
        return Announcement(phrase.heads, None, False)
    return None


def _opinion_of(reader: SpeakerReader, first: int, end: int) -> Announcement | None:
    """``Hennes råd är enkelt:``, ``Evas förklaring:``: whose opinion the colon opens."""
    tokens = reader.tagged.tokens
    for i in range(first + 1, end):
        if tokens[i].lower not in opinion_nouns():
            continue
        holder = possessor(reader, i, first)
        if holder is not None:
            return Announcement((holder,), None)
    return None


def possessor(reader: SpeakerReader, noun: int, first: int) -> Span | None:
    """The holder of an opinion: ``hennes`` bild, ``Eva Eks`` bild, ``kommunens`` bedömning."""
    tokens = reader.tagged.tokens
    j = noun - 1
    while j > first and tokens[j].pos == "ADJ":
        j -= 1
    if j < first:
        return None
    if tokens[j].lower in ("hans", "hennes", "hens", "deras"):
        return tokens[j].span
    name = reader.name_ending(j + 1)
    if name is not None and tokens[j].text.endswith("s"):
        return Span(tokens[name.first].start, tokens[name.last - 1].end)
    if tokens[j].text.endswith("s") and tokens[j].pos in ("NOUN", "PROPN"):
        phrase = reader.at(j, j + 1)
        if phrase is not None:
            return phrase.heads[0]
    return None


def looks_back(reader: SpeakerReader, i: int) -> Announcement | None:
    """``Det säger Eva Ek …`` at token ``i``: the source of what stands before."""
    tokens = reader.tagged.tokens
    if i + 1 >= len(tokens) or tokens[i].lower not in ("det", "så", "orden", "detta"):
        return None
    limit = reader.tagged.sentences[tokens[i].sentence].last
    if i + 1 >= limit:
        return None
    tag = inverted(reader, i + 1, limit, _BACK)
    if tag is None or any(
        tokens[j].lower == "att" for j in range(tag.last, min(tag.last + 2, limit))
    ):
        return None
    return Announcement(tag.speakers, tag.cue)
