"""Sources beside a statement: ``enligt X``, ``X är övertygad om att``, ``X:s bild är att``."""

from __future__ import annotations

from pipeline.article import Sentence, Span
from pipeline.extract.quotes.announce import possessor
from pipeline.extract.quotes.clauses import clause_stop, infinitive_follows
from pipeline.extract.quotes.said import Said, begin_with_fragment
from pipeline.extract.quotes.subject import subject_of
from pipeline.swedish.nouns import role_of
from pipeline.swedish.reporting import is_finite, opinion_nouns, opinion_predicates
from pipeline.swedish.speakers import SpeakerReader
from pipeline.swedish.words import words

_OBJECT_PRONOUNS = words("henne honom dem dom")
_STATISTICS = words("scb statistiska eurostat kolada lag uppgift")
_IN_PHRASE = words("ADP NOUN PROPN ADJ DET CCONJ PUNCT")
_HAVING = words("har hade ger gav")
_COPULAS = words("är var känner blev blir")


def according_to(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[Said]:
    """``Enligt Eva Ek …``, ``…, enligt kommunen.``, ``Allt beror enligt henne på …``."""
    tokens = reader.tagged.tokens
    for i in range(first, last - 1):
        if tokens[i].lower != "enligt":
            continue
        source = _source(reader, i + 1, last)
        if source is None:
            continue
        speakers, end = source
        if i == first:
            end = _phrase_end(reader, end, last)
            begin = end + 1 if end < last and tokens[end].text == "," else end
            if last - begin >= 3:
                return [Said(begin, last, speakers, "enligt", "according to, first")]
        elif _ends_sentence(reader, end, last, tokens[i - 1].text == ","):
            stop = i - 1 if tokens[i - 1].text == "," else i
            begin = begin_with_fragment(reader.tagged, sentence, first, stop)
            return [Said(begin, stop, speakers, "enligt", "according to, last")]
        else:
            return [Said(first, last, speakers, "enligt", "according to, inside")]
    return []


def _source(reader: SpeakerReader, i: int, last: int) -> tuple[tuple[Span, ...], int] | None:
    """Who stands after ``enligt``, and where the phrase ends; None for statistics, laws and plans."""
    tokens = reader.tagged.tokens
    opinion = _opinion_noun(reader, i, last)
    if opinion is not None:
        return (opinion[0],), opinion[1]
    phrase = reader.at(i, last)
    if phrase is None:
        return ((tokens[i].span,), i + 1) if tokens[i].lower in _OBJECT_PRONOUNS else None
    if any(tokens[j].lower in _STATISTICS for j in range(phrase.first, phrase.last)):
        return None
    end = phrase.last
    if end < last and tokens[end - 1].text.endswith("s") and tokens[end].pos in ("NOUN", "ADJ"):
        return None  # "enligt myndighetens siffror"
    return phrase.heads, end


def _opinion_noun(reader: SpeakerReader, i: int, last: int) -> tuple[Span, int] | None:
    """``enligt hennes uppfattning``, ``enligt enhetens bedömning``: the holder, and where the phrase ends."""
    for j in range(i + 1, min(last, i + 6)):
        if reader.tagged.tokens[j].lower in opinion_nouns():
            holder = possessor(reader, j, i)
            return None if holder is None else (holder, j + 1)
    return None


def _ends_sentence(reader: SpeakerReader, end: int, last: int, comma: bool) -> bool:
    """True where after the source only an apposition follows: ``…, enligt Eva Ek, chef på Jobbcentrum.``"""
    tokens = reader.tagged.tokens
    tail = [j for j in range(end, last) if tokens[j].pos != "PUNCT"]
    if not tail:
        return True
    opening = tokens[tail[0]]
    if tokens[end].text == ",":
        role = role_of(opening.text)
        return opening.lower == "som" or (role is not None and not role.definite)
    return (
        comma and opening.pos == "ADP" and not any(tokens[j].pos in ("VERB", "AUX") for j in tail)
    )


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
        if tokens[j].pos not in _IN_PHRASE:
            return end
    return end


def predicate(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[Said]:
    """``Hon är övertygad om att …``, ``De är överens: …``."""
    tokens = reader.tagged.tokens
    for i in range(first + 1, last - 4):
        entry = opinion_predicates().get(tokens[i].lower)
        if entry is None:
            continue
        copula = next(
            (j for j in range(i - 1, max(first, i - 7) - 1, -1) if tokens[j].lower in _COPULAS),
            None,
        )
        if copula is None:
            continue
        cue = f"vara {tokens[i].lower}"
        subject = subject_of(reader, copula, sentence, first, last, own_side=i, first_person=True)
        if subject is None:
            continue
        if tokens[i + 1].lower in entry.prepositions and tokens[i + 2].lower == "att":
            if infinitive_follows(reader, i + 3, last):
                continue
            end = clause_stop(reader, i + 3, last)
            return [Said(i + 3, end, subject.heads, cue, "predicate")]
        if tokens[i + 1].text == ":":
            return [Said(i + 2, last, subject.heads, cue, "predicate, colon")]
    return []


def opinion(reader: SpeakerReader, sentence: Sentence, first: int, last: int) -> list[Said]:
    """``Hennes bild är att …``, ``Kommunens bedömning är att …``."""
    tokens = reader.tagged.tokens
    for i in range(first + 1, last - 3):
        if tokens[i].lower not in opinion_nouns():
            continue
        held = _held(reader, sentence, i, first, last)
        if held is not None:
            return [held]
        if tokens[i + 1].lower not in ("är", "var") or tokens[i + 2].lower != "att":
            continue
        holder = possessor(reader, i, first)
        if holder is not None:
            end = clause_stop(reader, i + 3, last)
            return [Said(i + 3, end, (holder,), tokens[i].lower, "opinion noun")]
    return []


def _held(
    reader: SpeakerReader, sentence: Sentence, noun: int, first: int, last: int
) -> Said | None:
    """``Eva Ek har en enkel förklaring till siffran: …``: the words after the colon."""
    tokens = reader.tagged.tokens
    have = next(
        (j for j in range(noun - 1, max(first, noun - 5) - 1, -1) if tokens[j].lower in _HAVING),
        None,
    )
    colon = next((j for j in range(noun + 1, min(last, noun + 15)) if tokens[j].text == ":"), None)
    if have is None or colon is None or last - colon < 4 or tokens[colon + 1].text == '"':
        return None
    subject = subject_of(reader, have, sentence, first, last, own_side=noun)
    if subject is None:
        return None
    return Said(colon + 1, last, subject.heads, tokens[noun].lower, "opinion noun, colon")
