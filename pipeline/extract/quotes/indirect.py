"""Reported statements, opinions and beliefs: one per sentence, told by the frame of the reporting verb."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.article import BlockKind, Sentence, Span, TaggedArticle
from pipeline.extract.quotes.announce import possessor
from pipeline.extract.quotes.attribution import has_particle, inverted, verb_at
from pipeline.extract.quotes.subject import subject_of
from pipeline.findings import Quote
from pipeline.swedish.nouns import role_of
from pipeline.swedish.reporting import (
    Frame,
    ReportingVerb,
    is_finite,
    opinion_nouns,
    opinion_predicates,
    reads_as_verb,
    verbs_by_form,
)
from pipeline.swedish.speakers import SpeakerReader
from pipeline.vocab import QuoteKind

_TAGS = frozenset({Frame.TAG, Frame.SAID, Frame.BARE})
_BACK = frozenset({Frame.BACK})
_FURTHEST_ATT = 9  # words between a reporting verb and its "att": "säger till tidningen i dag att"
_LONG_OBJECT = 5  # words an object needs to be a statement: "betonar vikten av att hinna lyssna"
_ABOUT = frozenset({"om", "på", "för"})
_FURNITURE = frozenset({BlockKind.FURNITURE})


@dataclass(frozen=True, slots=True)
class _Said:
    """Tokens ``[first, last)`` that are the words reported."""

    first: int
    last: int
    speakers: tuple[Span, ...]
    cue: str
    rule: str


def indirect_quotes(
    reader: SpeakerReader, speech: Sequence[Span], direct: Sequence[Span]
) -> Iterator[Quote]:
    """Reported speech outside ``speech``. What ``direct`` already covers word for word is left out."""
    tagged = reader.tagged
    starts = [span.start for span in speech]
    for sentence in tagged.sentences:
        if tagged.blocks[sentence.block].kind in _FURNITURE:
            continue
        first, last = _outside(tagged, sentence, speech, starts)
        if last - first < 3:
            continue
        for said in _in_sentence(reader, sentence, first, last):
            span = _span(tagged, said)
            if span is None or _covered(span, direct):
                continue
            yield Quote(span, QuoteKind.INDIRECT, said.speakers, said.cue, said.rule)


def _outside(
    tagged: TaggedArticle, sentence: Sentence, speech: Sequence[Span], starts: list[int]
) -> tuple[int, int]:
    """The tokens of a sentence after or before direct speech; all of it where quoted words are a part of a clause."""
    whole = tagged.sentence_span(sentence)
    first, last = sentence.first, sentence.last
    n = max(0, bisect.bisect_right(starts, whole.start) - 1)
    while n < len(speech) and speech[n].start < whole.end:
        span = speech[n]
        n += 1
        if not span.overlaps(whole):
            continue
        if span.start <= tagged.tokens[first].end:
            while first < last and tagged.tokens[first].start < span.end:
                first += 1
        else:
            while last > first and tagged.tokens[last - 1].end > span.start:
                last -= 1
    return first, last


def _covered(span: Span, direct: Sequence[Span]) -> bool:
    return any(one.contains(span) for one in direct)


def _in_sentence(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[_Said]:
    for rule in (_looking_back, _tagged, _with_that, _according_to, _fronted, _predicate, _opinion):
        found = rule(reader, sentence, first, last)
        if found:
            return found
    return _object(reader, sentence, first, last)


def _looking_back(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[_Said]:
    """``Det anser enhetschefen.``: the sentence before is what was said."""
    tokens = reader.tagged.tokens
    if first != sentence.first or tokens[first].lower not in ("det", "detta", "så"):
        return []
    tag = inverted(reader, first + 1, last, frozenset({Frame.BACK, Frame.SAID}))
    if tag is None or any(
        tokens[j].lower == "att" for j in range(tag.last, min(last, tag.last + 3))
    ):
        return []
    before = _sentence_before(reader.tagged, sentence)
    if before is None:
        return []
    return [_Said(before.first, before.last, tag.speakers, tag.cue, "looks back")]


def _sentence_before(tagged: TaggedArticle, sentence: Sentence) -> Sentence | None:
    if sentence.i == 0:
        return None
    before = tagged.sentences[sentence.i - 1]
    return before if before.block == sentence.block else None


def _tagged(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[_Said]:
    """``…, tror Eva Ek.``: the words before the comma; with the sentence before where these have no verb."""
    tagged, tokens = reader.tagged, reader.tagged.tokens
    for i in range(first + 1, last):
        if tokens[i - 1].text not in (",", "–", '"') or not any(
            tokens[j].pos != "PUNCT" for j in range(first, i - 1)
        ):
            continue
        tag = inverted(reader, i, last, _TAGS)
        if tag is None or any(
            tokens[j].lower in ("att", "hur", "om", "vad")
            for j in range(tag.last, min(last, tag.last + 1))
        ):
            continue
        if _own_clause(reader, i, first):
            continue
        rest = tag.last
        if rest < last and tokens[rest].text == "," and last - rest > 3:
            goes_on = tokens[rest + 1].lower in ("att", "men", "och", "så", "utan")
            if _finite(tagged, rest + 1, last) and not _finite(tagged, first, i - 1):
                return [_Said(rest + 1, last, tag.speakers, tag.cue, "tag inside")]
            if goes_on:
                return [_Said(first, last, tag.speakers, tag.cue, "tag inside")]
        begin = first
        if not _finite(tagged, first, i - 1) and first == sentence.first:
            before = _sentence_before(tagged, sentence)
            if before is not None:
                begin = before.first
        return [_Said(begin, i - 1, tag.speakers, tag.cue, "tag after")]
    return []


def _own_clause(reader: SpeakerReader, i: int, first: int) -> bool:
    """``När kursen var slut, sa Eva upp sig``: the words before the comma are a subordinate clause of time."""
    opening = reader.tagged.tokens[first].lower
    return opening in ("när", "medan", "innan", "sedan", "efter") and not any(
        reader.tagged.tokens[j].text == "," for j in range(first, i - 1)
    )


def _with_that(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[_Said]:
    """``Eva Ek menar att …``: the clause after ``att``. Also where a preposition opens it: ``pekar på att``."""
    tokens = reader.tagged.tokens
    i = first
    while i < last:
        verb = _reporting_that(reader, i, last)
        if verb is None:
            i += 1
            continue
        subject = subject_of(reader, i, sentence, first, last)
        if subject is None:
            i += 1
            continue
        att = _that_after(
            reader, max(i + 1, subject.last if subject.first > i else i + 1), last, verb
        )
        if att is not None and last - att > 2:
            return [_Said(att + 1, last, subject.heads, verb.lemma, "that-clause")]
        colon = next((j for j in range(i + 1, min(last, i + 12)) if tokens[j].text == ":"), None)
        if colon is not None and last - colon > 4 and Frame.SAID in verb.frames:
            if tokens[colon + 1].text != '"':
                return [_Said(colon + 1, last, subject.heads, verb.lemma, "after a colon")]
        bare = _bare(reader, verb, i, subject.last if subject.first > i else i + 1, last)
        if bare is not None:
            return [_Said(bare, last, subject.heads, verb.lemma, "bare clause")]
        i += 1
    return []


def _reporting_that(reader: SpeakerReader, i: int, last: int) -> ReportingVerb | None:
    tokens = reader.tagged.tokens
    if tokens[i].pos in ("NOUN", "PROPN", "ADP", "ADJ") and tokens[i].lower not in (
        "säger",
        "menar",
    ):
        return None
    for verb in verbs_by_form().get(tokens[i].lower, ()):
        if (Frame.THAT in verb.frames or verb.topic) and has_particle(reader, verb, i, last):
            return verb
    return None


def _that_after(reader: SpeakerReader, i: int, last: int, verb: ReportingVerb) -> int | None:
    """The ``att`` of the verb's clause: nearby, no other verb between."""
    tokens = reader.tagged.tokens
    for j in range(i, min(last, i + _FURTHEST_ATT)):
        token = tokens[j]
        if token.lower == "att":
            if j > i and tokens[j - 1].lower in (
                "för",
                "genom",
                "utan",
                "av",
                "med",
                "på",
                "om",
                "till",
                "över",
            ):
                if tokens[j - 1].lower not in verb.topic and tokens[j - 1].lower != verb.particle:
                    return None
            return None if _infinitive_follows(reader, j + 1, last) else j
        if token.text in (".", ";", ":", "?", "!") or token.lower in (
            "som",
            "hur",
            "vad",
            "när",
            "varför",
        ):
            if token.lower == "som" and j + 1 < last and tokens[j + 1].lower == "att":
                continue
            return None
        if is_finite(token) and token.lower != verb.particle:
            return None
    return None


def _infinitive_follows(reader: SpeakerReader, i: int, last: int) -> bool:
    """``lovar att köpa``: a promise or wish of the subject's own, no clause."""
    i = reader.skip_adverbs(i, last)
    return i < last and "VerbForm=Inf" in reader.tagged.tokens[i].feats


def _bare(reader: SpeakerReader, verb: ReportingVerb, at: int, i: int, last: int) -> int | None:
    """``Eva tycker kravet är rimligt``: a clause without ``att`` whose subject and verb follow at once."""
    tokens = reader.tagged.tokens
    if Frame.BARE not in verb.frames or i >= last:
        return None
    i = reader.skip_adverbs(i, last)
    if i >= last or tokens[i].pos not in ("PRON", "DET", "NOUN", "PROPN", "ADJ"):
        return None
    if tokens[i].lower in ("om", "hur", "vad", "sig", "något", "som", "så"):
        return None
    for j in range(i + 1, min(last, i + 8)):
        if tokens[j].text in (",", ".", ":") or tokens[j].lower in ("som", "att", "om"):
            return None
        if is_finite(tokens[j]):
            return i
    return None


def _according_to(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[_Said]:
    """``Enligt Eva Ek …``, ``…, enligt kommunen.``, ``Det handlar enligt Lotta om …``."""
    tagged, tokens = reader.tagged, reader.tagged.tokens
    for i in range(first, last):
        if tokens[i].lower != "enligt":
            continue
        phrase = reader.at(i + 1, last)
        if (
            phrase is None
            and i + 1 < last
            and tokens[i + 1].lower in ("henne", "honom", "dem", "dom")
        ):
            speakers = (tokens[i + 1].span,)
            end = i + 2
        elif phrase is not None:
            speakers, end = phrase.heads, phrase.last
        else:
            continue
        if opinion is None and _statistics(reader, i + 1, end, last):
            continue
        if i == first:
            end = _phrase_end(reader, end, last)
            begin = end + 1 if end < last and tokens[end].text == "," else end
            if last - begin < 3:
                continue
            return [_Said(begin, last, speakers, "enligt", "according to, first")]
        tail = [tokens[j] for j in range(end, last) if tokens[j].text not in (".", '"', "!", ")")]
        if (
            tokens[i - 1].text == ","
            and not any(t.pos in ("VERB", "AUX") for t in tail)
            or not tail
        ):
            stop = i - 1 if tokens[i - 1].text == "," else i
            begin = first
            if not _finite(tagged, first, stop) and first == sentence.first:
                before = _sentence_before(tagged, sentence)
                begin = before.first if before is not None else first
            return [_Said(begin, stop, speakers, "enligt", "according to, last")]
        return [_Said(first, last, speakers, "enligt", "according to, inside")]
    return []


def _opinion_noun(reader: SpeakerReader, i: int, last: int) -> tuple[Span, int] | None:
    """``enligt hennes uppfattning``, ``enligt enhetens bedömning``: the holder, and where the phrase ends."""
    for j in range(i + 1, min(last, i + 6)):
        if reader.tagged.tokens[j].lower in opinion_nouns():
            holder = possessor(reader, j, i)
            return None if holder is None else (holder, j + 1)
    return None


def _ends_sentence(reader: SpeakerReader, end: int, last: int) -> bool:
    """True where after the source only an apposition follows: ``…, enligt Eva Ek, chef på Jobbcentrum.``"""
    tokens = reader.tagged.tokens
    tail = [j for j in range(end, last) if tokens[j].pos != "PUNCT"]
    if not tail:
        return True
    if tokens[end].text == ",":
        role = role_of(tokens[tail[0]].text)
        return tokens[tail[0]].lower == "som" or (role is not None and not role.definite)
    return not any(tokens[j].pos in ("VERB", "AUX") for j in tail) and tokens[tail[0]].pos == "ADP"


def _phrase_end(reader: SpeakerReader, end: int, last: int) -> int:
    """Past an apposition after the source: ``Enligt Eva Ek, chef på Jobbcentrum, har …``."""
    tokens = reader.tagged.tokens
    if end < last and tokens[end].text == ",":
        for j in range(end + 1, min(last, end + 14)):
            if tokens[j].text == ",":
                return j
            if is_finite(tokens[j]) and tokens[end + 1].lower != "som":
                break
    for j in range(end, min(last, end + 8)):
        if is_finite(tokens[j]) or tokens[j].text == ",":
            return j
        if tokens[j].pos not in ("ADP", "NOUN", "PROPN", "ADJ", "DET", "CCONJ", "PUNCT"):
            return end
    return end


def _statistics(reader: SpeakerReader, first: int, end: int, last: int) -> bool:
    """``enligt SCB``, ``enligt myndighetens siffror``: a figure's source, nobody's words."""
    tokens = reader.tagged.tokens
    words = {tokens[j].lower for j in range(first, end)}
    if words & {"scb", "statistiska", "eurostat", "kolada", "lag", "uppgift"}:
        return True
    return end < last and tokens[end - 1].text.endswith("s") and tokens[end].pos in ("NOUN", "ADJ")


def _fronted(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[_Said]:
    """``Det här arbetssättet tror kommunen kan bli ett recept``: the whole sentence."""
    tokens = reader.tagged.tokens
    for i in range(first + 1, last - 2):
        verb = verb_at(reader, i, last, frozenset({Frame.BARE}))
        if (
            verb is None
            or tokens[i - 1].text in (",", ":", '"')
            or tokens[i].pos not in ("VERB", "AUX", "")
        ):
            continue
        phrase = reader.at(i + 1, last)
        if phrase is None or phrase.last >= last:
            continue
        if first + 1 == i and tokens[first].lower in ("det", "så", "detta"):
            continue
        if reader.ending(i, first) is not None and tokens[i - 1].pos == "PRON":
            continue
        if is_finite(tokens[phrase.last]) and not _subordinate(reader, first, i):
            return [_Said(first, last, phrase.heads, verb.lemma, "fronted")]
    return []


def _subordinate(reader: SpeakerReader, first: int, i: int) -> bool:
    return any(
        reader.tagged.tokens[j].lower in ("som", "att", "om", "när") for j in range(first, i)
    )


def _predicate(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[_Said]:
    """``Hon är övertygad om att …``, ``De är överens: …``."""
    tokens = reader.tagged.tokens
    for i in range(first + 1, last - 1):
        entry = opinion_predicates().get(tokens[i].lower)
        if entry is None:
            continue
        copula = next(
            (
                j
                for j in range(i - 1, max(first, i - 7), -1)
                if tokens[j].lower in ("är", "var", "känner", "blev")
            ),
            None,
        )
        if copula is None:
            continue
        subject = subject_of(reader, copula, sentence, first, last, own_side=i, first_person=True)
        if subject is None:
            continue
        if (
            tokens[i + 1].lower in entry.prepositions
            and i + 2 < last
            and tokens[i + 2].lower == "att"
        ):
            if last - i > 5:
                return [_Said(i + 3, last, subject.heads, f"vara {tokens[i].lower}", "predicate")]
        if tokens[i + 1].text == ":" and last - i > 4:
            return [
                _Said(i + 2, last, subject.heads, f"vara {tokens[i].lower}", "predicate, colon")
            ]
    return []


def _opinion(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[_Said]:
    """``Hennes bild är att …``, ``Kommunens bedömning är att …``."""
    tokens = reader.tagged.tokens
    for i in range(first + 1, last - 3):
        if tokens[i].lower not in opinion_nouns():
            continue
        if tokens[i + 1].lower not in ("är", "var") or tokens[i + 2].lower != "att":
            continue
        holder = possessor(reader, i, first)
        if holder is not None:
            return [_Said(i + 3, last, (holder,), tokens[i].lower, "opinion noun")]
    return []


def _object(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[_Said]:
    """``Hon pratar om tätare samverkan mellan …``, ``Han betonar vikten av …``: a long object."""
    tokens = reader.tagged.tokens
    for i in range(first, last):
        for verb in verbs_by_form().get(tokens[i].lower, ()):
            if Frame.OBJECT not in verb.frames and not _ABOUT.intersection(verb.topic):
                continue
            if not has_particle(reader, verb, i, last) or tokens[i].pos == "NOUN":
                continue
            subject = subject_of(reader, i, sentence, first, last)
            if subject is None:
                continue
            begin = reader.skip_adverbs(subject.last if subject.first > i else i + 1, last)
            if begin < last and tokens[begin].lower == verb.particle:
                begin += 1
            if verb.topic and Frame.OBJECT not in verb.frames:
                if begin >= last or tokens[begin].lower not in verb.topic:
                    continue
                begin += 1
            if begin >= last or tokens[begin].lower in (
                "hur",
                "vad",
                "sin",
                "sitt",
                "sina",
                "när",
                "som",
                "om",
            ):
                continue
            words = [t for t in tokens[begin:last] if any(c.isalnum() for c in t.text)]
            if len(words) >= _LONG_OBJECT:
                return [_Said(begin, last, subject.heads, verb.lemma, "object")]
    return []


def _finite(tagged: TaggedArticle, first: int, last: int) -> bool:
    return any(is_finite(tagged.tokens[j]) for j in range(first, last))


def _span(tagged: TaggedArticle, said: _Said) -> Span | None:
    """Without marks at the ends; quotation marks stay where both of a pair are inside."""
    first, last = said.first, said.last
    while first < last and tagged.tokens[first].text in (",", ":", "–", "-", ".", "•", "*", ")"):
        first += 1
    while last > first and tagged.tokens[last - 1].text in (",", ".", ":", ";", "!", "–", "(", "-"):
        last -= 1
    if last - first < 2:
        return None
    start, end = tagged.tokens[first].start, tagged.tokens[last - 1].end
    return Span(start, end)
