"""Stretches of text that may name a place, before context has decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.article import BlockKind, Span, TaggedArticle
from pipeline.extract.places.gazetteer import Gazetteer
from pipeline.vocab import PlaceLevel

WORD = re.compile(r"[^\W\d_][\w\u00ad\u0300-\u036f]*(?:[-:][^\W\d_]\w*)*")
# "Jönköpings, Kronobergs och Kalmar län": the county is meant in each.
_COUNTY_LIST = re.compile(
    r"(?:(?:,| och| samt|, samt) [A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?)+ läns?\b"
)
_DEMONYM = {
    "bo",
    "bon",
    "bor",
    "borna",
    "bornas",
    "bons",
    "bos",
    "are",
    "aren",
    "arna",
    "it",
    "iten",
    "iter",
    "iterna",
}
# Short endings that many other words have too.
_SHORT_ENDINGS = {"are", "aren", "arna", "it", "iten", "iter", "iterna", "bo", "bon", "bos"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may name a place, before context has decided."""

    span: Span
    name: str
    form: str  # name, genitive, compound, demonym
    county: bool  # the words around it say that the county is meant


def candidates(tagged: TaggedArticle, text: str, places: Gazetteer) -> Iterator[Candidate]:
    for block in tagged.blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        position = block.span.start
        while match := WORD.search(text, position, block.span.end):
            found = _at(match, text, block.span.end, places)
            if found:
                yield found
                position = found.span.end
            else:
                position = match.end()


def _at(match: re.Match[str], text: str, limit: int, places: Gazetteer) -> Candidate | None:
    """The longest place name that starts at a word."""
    word = match.group()
    keys = [word]
    if word.isupper() and len(word) > 2:
        keys.append("-".join(part.capitalize() for part in word.split("-")))
    for key in keys:
        # Names of several words: the first word without genitive, the last with or without.
        for name in places.by_first_word.get(key, ()):
            end = match.start() + len(name)
            shown = text[match.start() : end]
            if shown != name and (key is word or shown.lower() != name.lower()):
                continue
            if end > limit or (end < len(text) and (text[end].isalnum() or text[end] == "-")):
                if text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum():
                    return _named(match.start(), end + 1, name, "genitive", text, places)
                continue
            return _named(match.start(), end, name, "name", text, places)
        if key.endswith("s") and len(key) > 3:
            stem = key[:-1]
            for name in places.by_first_word.get(stem, ()):
                if name == stem:
                    return _named(match.start(), match.end(), name, "genitive", text, places)
    for name in places.by_first_word.get(word.split("-")[0], ()):
        # "Malmö-baserade", "Vara-projektet"
        rest = word[len(name) + 1 :].lower()
        if word.startswith(name + "-") and rest in places.context["compound"]:
            return Candidate(Span(match.start(), match.end()), name, "compound", False)
    return _compound(match, places)


def _named(start: int, end: int, name: str, form: str, text: str, places: Gazetteer) -> Candidate:
    after = WORD.match(text, end + 1) if text[end : end + 1] in " \n" else None
    before = re.search(r"([^\W\d_]+) $", text[max(0, start - 30) : start])
    if after and text[end] == " " and after.group().lower() in places.context["county_next"]:
        return Candidate(Span(start, after.end()), name, form, True)
    base = name.removesuffix("s") if name not in places.counties else name
    listed = base in places.counties and _COUNTY_LIST.match(text, end) is not None
    county = listed or bool(before and before.group(1).lower() in places.context["county_before"])
    return Candidate(Span(start, end), name, form, county)


def _compound(match: re.Match[str], places: Gazetteer) -> Candidate | None:
    """``Flensborna``, ``hultsfredsbor``, ``Gävleprojektet``: a name, a link and a known second part."""
    word = match.group()
    if len(word) < 6 or "-" in word:
        return None
    capital = word[0].upper() + word[1:]
    for cut in range(len(word) - 2, 2, -1):
        rest = capital[cut:].lower()
        if rest not in places.context["compound"]:
            continue
        found = places.stems.get(capital[:cut])
        if found is None:
            continue
        name, _ = found
        demonym = rest in _DEMONYM
        if word[0].islower() and not demonym:
            continue
        if rest in _SHORT_ENDINGS and len(name) < 5:
            continue
        entries = places.entries.get(name, ())
        cautious = any("word" in entry.caution for entry in entries) or (demonym and len(name) < 4)
        if cautious and not (rest.startswith("borna") and word[0].isupper()):
            continue
        small = not any(entry.level is PlaceLevel.MUNICIPALITY for entry in entries)
        if small and name not in places.counties and not (demonym and len(name) >= 5):
            continue
        return Candidate(
            Span(match.start(), match.end()), name, "demonym" if demonym else "compound", False
        )
    return None
