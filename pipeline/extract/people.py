"""People named in the text, with the role and organisation that stand beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.article import Span, TaggedArticle
from pipeline.findings import PersonMention
from pipeline.swedish.documents import is_document
from pipeline.swedish.nouns import BodyKind, Rank, Role, body_of, role_of
from pipeline.swedish.person_names import NameSpan, plain_name
from pipeline.swedish.speakers import ORG_ENDINGS, SpeakerReader
from pipeline.swedish.words import words

_PLACING = words("på vid i hos från för inom")
_ENDS_ROLE = words("PUNCT VERB AUX SCONJ ADP")
_COMPASS = words("Västra Östra Norra Södra Mellersta")
_AT = words("på vid hos")
_BEING = words("är var heter arbetar jobbar som blev")
_PARTIES = words("s m sd c v kd l mp fp")
_REACH = 9  # words from a role to its organisation or name: "chef för den nya arbetsmarknadsenheten i Kil"


@dataclass(frozen=True, slots=True)
class _Apposition:
    role: str | None
    organisation: str | None
    rule: str


def find(tagged: TaggedArticle) -> Iterator[PersonMention]:
    """Every mention of a person by name, in text order."""
    reader = SpeakerReader(tagged)
    for name in reader.names:
        span = Span(tagged.tokens[name.first].start, tagged.tokens[name.last - 1].end)
        beside = _beside(reader, name)
        yield PersonMention(
            span,
            plain_name(tagged, name),
            beside.role,
            beside.organisation,
            f"{name.rule}; {beside.rule}",
        )


def _beside(reader: SpeakerReader, name: NameSpan) -> _Apposition:
    for read in (_before, _after, _clause):
        found = read(reader, name)
        if found is not None:
            if found.organisation is None:
                after = _organisation_after(reader, name.last)
                if after is not None and found.role is not None:
                    return _Apposition(found.role, after, found.rule)
            return found
    return _Apposition(None, None, "name alone")


def _before(reader: SpeakerReader, name: NameSpan) -> _Apposition | None:
    """``enhetschef Eva Ek``, ``samordnaren på Komvux Eva Ek``, ``chef för Jobbcentrum, Eva Ek``."""
    tokens = reader.tagged.tokens
    start = reader.tagged.sentences[tokens[name.first].sentence].first
    i = name.first - 1
    if i < start:
        return None
    if tokens[i].text == "," and i > start:
        i -= 1
        comma = True
    else:
        comma = False
    role = role_of(tokens[i].text)
    if role is not None and not role.plural and _is_role(reader, i):
        if comma and not role.definite:
            return None
        return _Apposition(
            _role_text(reader, i, role), _genitive_owner(reader, i, start), "role before"
        )
    for j in range(i, max(start, i - _REACH) - 1, -1):
        token = tokens[j]
        if token.pos in ("VERB", "AUX", "PUNCT", "SCONJ") or token.lower in ("som", "att"):
            return None
        if token.lower in _PLACING and j > start:
            role = role_of(tokens[j - 1].text)
            if role is not None and not role.plural and (not comma or role.definite):
                organisation = _organisation(reader, j + 1, i + 1)
                return _Apposition(_role_text(reader, j - 1, role), organisation, "role before")
    return None


def _after(reader: SpeakerReader, name: NameSpan) -> _Apposition | None:
    """``Eva Ek, chef på Komvux``, ``Eva Ek (S), ordförande``, ``Eva Ek, 34, deltagare``, ``Eva Ek som är …``."""
    tokens = reader.tagged.tokens
    end = reader.tagged.sentences[tokens[name.last - 1].sentence].last
    i = name.last
    if i < end and tokens[i].text == "(":
        while i < end and tokens[i].text != ")":
            i += 1
        i += 1
    if i >= end:
        return None
    if tokens[i].text in (",", "–", "-", "(") and i + 1 < end:
        i += 1
        if tokens[i].text.isdigit() or re.fullmatch(r"\d\d", tokens[i].text):
            i += 1
            if i < end and tokens[i].lower == "år":
                i += 1
            if i < end and tokens[i].text == ",":
                i += 1
    elif role_of(tokens[i].text) is None and tokens[i].lower not in (
        "som",
        "är",
        "var",
        "arbetar",
        "jobbar",
    ):
        return None
    while i < end and (tokens[i].lower in _BEING or tokens[i].pos in ("ADV", "DET")):
        i += 1
    return _role_from(reader, i, end, "role after")


def _clause(reader: SpeakerReader, name: NameSpan) -> _Apposition | None:
    """``Projektledaren heter Eva Ek``: the role is the subject."""
    tokens = reader.tagged.tokens
    start = reader.tagged.sentences[tokens[name.first].sentence].first
    i = name.first - 1
    if i > start and tokens[i].lower == "heter":
        role = role_of(tokens[i - 1].text)
        if role is not None and not role.plural:
            return _Apposition(
                _role_text(reader, i - 1, role), _genitive_owner(reader, i - 1, start), "heter"
            )
    return None


def _role_from(reader: SpeakerReader, i: int, end: int, rule: str) -> _Apposition | None:
    """A role within a few words from token ``i``; adjectives and genitives may stand before it."""
    tokens = reader.tagged.tokens
    for j in range(i, min(end, i + 6)):
        token = tokens[j]
        stops = token.pos in _ENDS_ROLE or token.lower in ("som", "och") or reader.in_name(j)
        truncated = token.lower == "och" and j > i and tokens[j - 1].text.endswith("-")
        if stops and not truncated:
            return None
        role = role_of(token.text)
        if role is None or role.plural or token.pos == "VERB" or "Case=Gen" in token.feats:
            continue
        organisation = _organisation_after(reader, j + 1)
        if organisation is None:
            organisation = _genitive_owner(reader, j, i - 1)
        return _Apposition(_role_text(reader, j, role), organisation, rule)
    return None


def _is_role(reader: SpeakerReader, i: int) -> bool:
    return reader.tagged.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "")


def _role_text(reader: SpeakerReader, i: int, role: Role) -> str:
    """The role in its basic form, with a first part cut off by a hyphen: ``arbetsmarknads- och …minister``."""
    tokens = reader.tagged.tokens
    text = role.base
    written = tokens[i].text
    if written[:2].isupper() and not written.isupper():
        text = written[: len(text) - len(role.head)] + role.head  # HR-chef
    if i > 1 and tokens[i - 1].lower == "och" and tokens[i - 2].text.endswith("-"):
        return f"{tokens[i - 2].lower} och {text}"
    if i > 0 and tokens[i - 1].lower in ("vice", "biträdande", "tillförordnad", "tf"):
        return f"{tokens[i - 1].lower} {text}"
    return text


def _genitive_owner(reader: SpeakerReader, i: int, start: int) -> str | None:
    """``Sala kommuns näringslivschef``: the organisation in the genitive before the role."""
    tokens = reader.tagged.tokens
    j = i - 1
    while j > start and tokens[j].pos == "ADJ":
        j -= 1
    if j < max(start, 0) or not tokens[j].text.endswith("s"):
        return None
    body = body_of(tokens[j].text)
    first = j
    while first > start and tokens[first - 1].text[:1].isupper():
        first -= 1
    named = (tokens[first].text[:1].isupper() and first > start) or first < j
    if body is None and not (tokens[j].entity == "ORG" and named):
        return None
    words = [tokens[k].text for k in range(first, j + 1)]
    words[-1] = words[-1][:-1]
    text = " ".join(words)
    if body is not None and first == j:
        return text if body.definite else None
    return text


def _organisation_after(reader: SpeakerReader, i: int) -> str | None:
    tokens = reader.tagged.tokens
    if i >= len(tokens) or i < 1 or tokens[i].sentence != tokens[i - 1].sentence:
        return None
    if tokens[i].lower not in _PLACING:
        return None
    end = reader.tagged.sentences[tokens[i].sentence].last
    return _organisation(reader, i + 1, end, tokens[i].lower in _AT)


def _organisation(reader: SpeakerReader, i: int, end: int, at: bool = False) -> str | None:
    """The organisation that begins within a few words of token ``i``: the last legal body named there."""
    tagged, tokens = reader.tagged, reader.tagged.tokens
    found: str | None = None
    j = i
    while j < min(end, i + _REACH):
        token = tokens[j]
        if token.pos in ("VERB", "AUX", "SCONJ", "PRON") or token.text in (
            ".",
            ":",
            ";",
            ",",
            "(",
            ")",
            "–",
            '"',
        ):
            break
        if token.lower in ("som", "och") and not tokens[j - 1].text.endswith("-"):
            break
        stop = _body_stop(reader, j, end, at and j == i)
        if stop is not None:
            text = tagged.cut(Span(token.start, tokens[stop - 1].end))
            if text in _COMPASS:
                return found
            found = _better(found, re.sub(r":s?$", "", re.sub(r"\s+", " ", text)))
            j = stop
            continue
        j += 1
    return found


def _body_stop(reader: SpeakerReader, j: int, end: int, at: bool) -> int | None:
    """Where an organisation that begins at token ``j`` ends; None where none begins.

    ``at``: it follows ``på``, ``vid`` or ``hos``, where any name is a workplace and not a town.
    """
    tokens = reader.tagged.tokens
    token = tokens[j]
    if is_document(token.text) or reader.in_name(j):
        return None
    capital = token.text[:1].isupper()
    body = body_of(token.text)
    if (capital and token.pos in ("PROPN", "NOUN", "ADJ", "X")) or token.entity == "ORG":
        stop = j + 1
        while (
            stop < end
            and not reader.in_name(stop)
            and (
                tokens[stop].text[:1].isupper()
                or tokens[stop].text in ("&", "-")
                or tokens[stop].lower
                in ("kommun", "stad", "universitet", "högskola", "folkhögskola", "län", "ab")
                or (tokens[stop].entity == "ORG" and not tokens[stop].entity_start)
            )
        ):
            stop += 1
        known = token.entity in ("ORG", "MISC", "") or ORG_ENDINGS.search(token.lower)
        if at or known or stop > j + 1:
            return stop
        return None
    if body is not None and body.kind is not BodyKind.PLACE and body.definite:
        return j + 1
    return None


def _better(old: str | None, new: str) -> str:
    """``enheten för daglig verksamhet på Hjo kommun``: the legal body wins over its part."""
    if old is None:
        return new
    body = body_of(new.split()[-1])
    if body is not None and body.kind in (BodyKind.MUNICIPALITY, BodyKind.BODY):
        return new
    return old


def is_office(role: str | None) -> bool:
    """True for a role that somebody holds for an organisation: ``enhetschef``, not ``deltagare``."""
    found = None if role is None else role_of(role.split()[-1])
    return found is not None and found.rank is Rank.OFFICE
