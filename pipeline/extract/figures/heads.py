"""The counted noun to the right of a number: ``98 beviljade hushåll``, ``åtta av länets kommuner``."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.article import Sentence, Span, TaggedArticle, Token
from pipeline.extract.figures.cues import cues_in
from pipeline.extract.figures.nouns import Noun, Role, looks_like_person, noun
from pipeline.extract.figures.predicates import is_predicate
from pipeline.extract.figures.quantity import Quantity
from pipeline.swedish.number_words import number_word
from pipeline.swedish.numbers import Number
from pipeline.vocab import TargetGroup, Unit

_OF = re.compile(r"\bav\s(?:de\s|våra\s|dessa\s)?$", re.IGNORECASE)
_MAX_HEAD_DISTANCE = 6
_SKIP_WORDS = frozenset((
    "olika", "nya", "nytt", "ny", "totalt", "helt", "fler", "ytterligare", "så", "kallade",
    "andra", "hela", "egna", "nästan", "hittills", "lediga", "av",
))  # fmt: skip
_STOP_WORDS = frozenset((
    "till", "i", "på", "från", "för", "med", "om", "vid", "under", "per", "och", "eller",
    "men", "som", "att", "inte", "förra", "nästa", "varje", "samma",
))  # fmt: skip
_PARTITIVE_WORDS = frozenset((
    "de", "våra", "deras", "alla", "dessa", "sina", "hans", "hennes", "era", "samtliga",
))  # fmt: skip
_PRONOUNS = frozenset((
    "dem", "dom", "oss", "er", "vilka", "det", "den", "vi", "ni", "jag", "hon", "han", "man",
    "de",
))  # fmt: skip
_TIME_GENITIVES = frozenset((
    "års", "månaders", "veckors", "dagars", "dygns", "timmars", "minuters",
))  # fmt: skip
_DEMONYM_ENDINGS = ("are", "bor", "borna", "arna", "iter", "iterna")
_PEOPLE_AFTER = re.compile(
    r"\s+(?:i jobb|i arbete|är|har|lever|bor|saknar|får|fick|står)\b", re.IGNORECASE
)
_PARTICIPLE_ENDINGS = ("ade", "erade", "ande", "ende", "dda", "tta", "lda", "gda", "rda")
_VACANT = frozenset(("lediga", "obesatta", "utannonserade"))


_OF_THEM = re.compile(
    r"\bav (?:dem|de|dessa|alla|samtliga|våra)\b[^.;:]*\b(?:har|hade|fick|fått)\s+(?:\w+\s[^\W\d_]+(?:,|\soch)\s+)*$",
    re.IGNORECASE,
)
_HAVE = re.compile(
    r"\b(?:har|hade|fick|får|fått|haft)\s+(?:\w+\s[^\W\d_]+(?:,|\soch)\s+)*$", re.IGNORECASE
)


def counted(tagged: TaggedArticle, sentence: Sentence, number: Number, base: Quantity) -> Quantity:
    """Looks for the counted noun to the right: ``98 beviljade hushåll``, ``åtta av länets kommuner``."""
    first = token_after(tagged, sentence, base.number.end)
    groups: list[TargetGroup] = []
    partitive = False
    of_number = bool(_OF.search(tagged.text[max(0, base.number.start - 9) : base.number.start]))
    vacant = False
    candidate: tuple[Noun, int] | None = None
    adjective = False
    for i in range(first, min(sentence.last, first + _MAX_HEAD_DISTANCE)):
        token = tagged.tokens[i]
        word = token.lower
        if i == first and word == "av":
            partitive = True
            continue
        if partitive and i == first + 1 and word in _PARTITIVE_WORDS:
            continue
        if number_word(word) is not None:
            break
        vacant = vacant or word in _VACANT
        if (
            word in _STOP_WORDS
            or word in _PRONOUNS
            or (is_predicate(word) and not attributive(token))
        ):
            break
        if token.pos in ("VERB", "AUX"):
            following = tagged.tokens[i + 1].lower if i + 1 < sentence.last else ""
            if candidate:
                break
            if word.endswith(_PARTICIPLE_ENDINGS) and noun(following) and not noun(word):
                continue  # 98 beviljade hushåll, whatever the tagger makes of the participle
        entry = noun(word) if word not in _SKIP_WORDS else None
        genitive = token.feat("Case") == "Gen" and word.endswith("s")
        if entry and partitive and entry.role is Role.IDLE:
            break  # fyra av andra skäl
        if (
            entry
            and entry.role is Role.TIME
            and number.value > 1
            and token.feat("Number") == "Sing"
            and token.feat("Definite") == "Def"
        ):
            break  # "23 första året, 28 det andra": how many came that year
        if number.value > 1 and word.endswith("anställning"):
            break  # i dag har 88 anställning: more than one would be anställningar
        if (
            entry
            and entry.role in (Role.JOB, Role.SUBSIDISED_JOB)
            and word.endswith(("jobb", "arbete"))
            and _OF_THEM.search(tagged.text[max(0, base.number.start - 90) : base.number.start])
        ):
            break  # av dem som slutade har 58 jobb
        if (
            entry
            and entry.role is Role.JOB
            and word.endswith(("jobb", "arbete"))
            and (partitive or of_number or (number.value != 1 and word.endswith("arbete")))
        ):
            break  # fem av de åtta fick jobb; 31 procent arbete: work, not jobs counted
        if entry and (not genitive or word in _TIME_GENITIVES):
            if candidate and not (adjective or _is_attribute(candidate[0], entry)):
                break
            adjective = token.pos == "ADJ"
            candidate = (entry, i)
            if entry.group:
                groups.append(entry.group)
            if token.pos in ("NOUN", "PROPN") and entry.role is not Role.UNEMPLOYED:
                break
        elif candidate:
            break
        elif genitive:
            continue
        elif token.text[0].isupper() and i == first and word.endswith(_DEMONYM_ENDINGS):
            candidate = (Noun(word, Unit.PERSONS, Role.PERSON, None, ""), i)
            break
        elif token.pos == "NOUN" and token.text.isalpha():
            before = tagged.text[max(0, base.number.start - 60) : base.number.start]
            if i == first and number.value > 1 and cues_in(word) and _HAVE.search(before):
                break  # av dem har 38 lönebidrag: what they have
            if (
                token.feat("Number") == "Sing"
                and number.value > 1
                and token.feat("Gender") == "Com"
            ):
                break  # av dem har 39 lön: what they have, not what is counted
            person = looks_like_person(word)
            role = Role.OTHER_PERSON if person else Role.THING
            unknown = Noun(word, Unit.PERSONS if person else Unit.OTHER, role, None, "")
            candidate = (unknown, i)
            break
        elif not (token.pos == "ADJ" or word in _SKIP_WORDS or token.feat("VerbForm") == "Part"):
            break
    if candidate is None or candidate[0].role is Role.PIECE:
        people = _PEOPLE_AFTER.match(tagged.text, base.number.end)
        if base.number.scale >= 1e6 and candidate is None and not people:
            return replace(
                base, unit=Unit.SEK, noun=noun("kronor"), rule="money", partitive=partitive
            )
        return replace(base, partitive=partitive or candidate is not None, rule="bare")
    entry, at = candidate
    if entry.role is Role.THING and base.number.scale >= 1e6:
        return replace(base, unit=Unit.SEK, noun=noun("kronor"), rule="money", partitive=partitive)
    if vacant and entry.role in (Role.JOB, Role.POST):
        entry = noun("vakanser") or entry
    if entry.stem == "halvår":
        base = replace(base, number=replace(base.number, value=base.number.value / 2))
    end = max(base.span.end, tagged.tokens[at].end)
    return replace(
        base, span=Span(base.span.start, end), unit=entry.unit, noun=entry, head=at, groups=tuple(groups),
        partitive=partitive, rule="counted",
    )  # fmt: skip


def attributive(token: Token) -> bool:
    """A participle before its noun: ``55 påbörjade kurser``."""
    return token.pos == "ADJ" or token.feat("VerbForm") == "Part"


def _is_attribute(first: Noun, second: Noun) -> bool:
    """``arbetslösa ungdomar``: the later noun is the head where the first can be an adjective."""
    adjectival = first.role in (Role.PERSON, Role.UNEMPLOYED, Role.EMPLOYEE, Role.PARTICIPANT)
    return adjectival and second.unit in (Unit.PERSONS, Unit.HOUSEHOLDS)


def token_after(tagged: TaggedArticle, sentence: Sentence, offset: int) -> int:
    """Index of the first token of the sentence that begins at or after ``offset``."""
    at = tagged.token_index_at(max(offset - 1, 0))
    i = sentence.first if at is None else at
    while i < sentence.last and tagged.tokens[i].start < offset:
        i += 1
    return i
