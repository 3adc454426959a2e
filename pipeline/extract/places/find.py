"""Place names in context: what is a place, which one, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.article import Span, TaggedArticle, normalise
from pipeline.extract.places.candidates import Candidate, candidates
from pipeline.extract.places.context import (
    alone_on_line,
    in_person,
    is_place,
    other_name,
    sentence_edge_before,
    sentence_initial,
    subject_of_verb,
    surnames_of,
    word_before,
)
from pipeline.extract.places.gazetteer import CountyEntry, Gazetteer, PlaceEntry, gazetteer
from pipeline.findings import PlaceMention
from pipeline.vocab import PlaceLevel


def find(tagged: TaggedArticle) -> Iterator[PlaceMention]:
    """Every mention of a Swedish municipality, county, locality or city district, in text order.

    Municipalities are decided first: they are the context in which localities and districts are read.
    """
    places = gazetteer()
    text = normalise(tagged.text)
    found = list(candidates(tagged, text, places))
    surnames = surnames_of(tagged)
    decided: dict[Span, PlaceMention] = {}
    for candidate in found:
        mention = _county(candidate, places) or _municipality(
            candidate, tagged, text, places, surnames
        )
        if mention:
            decided[candidate.span] = mention
    _confirm_initial(found, decided, tagged, text, places, surnames)
    known = {m.code for m in decided.values() if m.level is PlaceLevel.MUNICIPALITY}
    counties = {code[:2] for code in known} | {
        m.code for m in decided.values() if m.level is PlaceLevel.COUNTY
    }
    for candidate in found:
        if candidate.span not in decided:
            mention = _smaller(candidate, tagged, text, places, surnames, known, counties)
            if mention:
                decided[candidate.span] = mention
    yield from (decided[span] for span in sorted(decided))


def _county(candidate: Candidate, places: Gazetteer) -> PlaceMention | None:
    entry: CountyEntry | None = places.counties.get(candidate.name)
    if entry is None and candidate.name.endswith("s"):
        entry = places.counties.get(candidate.name[:-1])
    if entry is None:
        return None
    municipal = any(
        e.level is PlaceLevel.MUNICIPALITY for e in places.entries.get(candidate.name, ())
    )
    if municipal and not candidate.county:
        return None
    return PlaceMention(
        candidate.span,
        PlaceLevel.COUNTY,
        entry.code,
        entry.official_name,
        f"places.county.{candidate.form}",
    )


def _municipality(
    candidate: Candidate,
    tagged: TaggedArticle,
    text: str,
    places: Gazetteer,
    surnames: frozenset[str],
) -> PlaceMention | None:
    entry = next(
        (e for e in places.entries.get(candidate.name, ()) if e.level is PlaceLevel.MUNICIPALITY),
        None,
    )
    if entry is None or candidate.county:
        return None
    if not is_place(candidate, entry, tagged, text, places, surnames):
        return None
    return PlaceMention(
        candidate.span,
        PlaceLevel.MUNICIPALITY,
        entry.code,
        entry.name,
        f"places.municipality.{candidate.form}",
    )


def _confirm_initial(
    found: list[Candidate],
    decided: dict[Span, PlaceMention],
    tagged: TaggedArticle,
    text: str,
    places: Gazetteer,
    surnames: frozenset[str],
) -> None:
    """A word-like name that opens a sentence is the place when the article names that place elsewhere.

    Without such support it must stand alone (a dateline) or be followed by a finite verb.
    """
    confirmed = {m.code for m in decided.values()}
    for candidate in found:
        if candidate.span in decided or candidate.county:
            continue
        entry = next(
            (
                e
                for e in places.entries.get(candidate.name, ())
                if e.level is PlaceLevel.MUNICIPALITY
            ),
            None,
        )
        if entry is None or not entry.caution or candidate.form not in ("name", "genitive"):
            continue
        if other_name(candidate.span, text, places) or in_person(candidate, tagged, text, surnames):
            continue
        tokens = tagged.tokens_in(candidate.span)
        proper = all(token.pos == "PROPN" or token.entity in ("LOC", "ORG") for token in tokens)
        nominal = proper or all(token.pos == "NOUN" for token in tokens)
        if (
            (entry.code in confirmed and nominal)
            or alone_on_line(candidate.span, tagged)
            or (
                proper
                and tokens
                and tokens[0].entity == "LOC"
                and subject_of_verb(candidate, tagged)
            )
        ):
            decided[candidate.span] = PlaceMention(
                candidate.span,
                PlaceLevel.MUNICIPALITY,
                entry.code,
                entry.name,
                "places.municipality.initial",
            )


def _smaller(
    candidate: Candidate,
    tagged: TaggedArticle,
    text: str,
    places: Gazetteer,
    surnames: frozenset[str],
    known: set[str],
    counties: set[str],
) -> PlaceMention | None:
    """A locality or district, chosen among its namesakes by the municipalities the article names."""
    entries = [
        e for e in places.entries.get(candidate.name, ()) if e.level is not PlaceLevel.MUNICIPALITY
    ]
    if not entries or candidate.county:
        return None
    if any(e.level is PlaceLevel.MUNICIPALITY for e in places.entries[candidate.name]):
        return None
    shown = text[candidate.span.start : candidate.span.end]
    if not shown[0].isupper() and candidate.form != "demonym":
        return None
    if shown.isupper() and not alone_on_line(candidate.span, tagged):
        return None
    if other_name(candidate.span, text, places) or in_person(candidate, tagged, text, surnames):
        return None
    before = word_before(text, candidate.span.start)
    after_preposition = bool(before and before.lower() in places.context["place_before"])
    if before and before[0].isupper() and not sentence_edge_before(text, candidate.span, before):
        return None  # the second word of some longer name
    if (
        re.match(r" [A-ZÅÄÖ]", text[candidate.span.end : candidate.span.end + 2])
        and not after_preposition
    ):
        return None
    tokens = tagged.tokens_in(candidate.span)
    tagged_as_place = any(token.entity == "LOC" for token in tokens)
    tagged_otherwise = any(token.entity in ("PER", "ORG", "MISC") for token in tokens)
    here = [e for e in entries if e.code in known]
    near = [e for e in entries if e.code[:2] in counties]
    cautious = any(e.caution for e in entries) or len(candidate.name) <= 3
    initial = sentence_initial(candidate.span, tagged, text)
    if here:
        if (cautious or tagged_otherwise) and not (after_preposition or tagged_as_place):
            return None
        if initial and cautious:
            return None
        return _mention(candidate, _largest(here))
    localities = [e for e in entries if e.level is PlaceLevel.LOCALITY]
    if (
        not localities
        or not (after_preposition or tagged_as_place)
        or tagged_otherwise
        or (initial and cautious)
    ):
        return None
    if cautious and not (after_preposition and tagged_as_place):
        return None
    pool = [e for e in near if e.level is PlaceLevel.LOCALITY] or localities
    best = _largest(pool)
    population = int(best.population or 0)
    if len(pool) > 1 and pool is localities and population < 3000:
        return None
    if population < 300 and not near and not (after_preposition and tagged_as_place):
        return None
    return _mention(candidate, best)


def _largest(entries: list[PlaceEntry]) -> PlaceEntry:
    return max(
        entries,
        key=lambda e: (e.level is PlaceLevel.LOCALITY, int(e.population or 0), e.code),
    )


def _mention(candidate: Candidate, entry: PlaceEntry) -> PlaceMention:
    return PlaceMention(
        candidate.span,
        entry.level,
        entry.code,
        entry.name,
        f"places.{entry.level}.{candidate.form}",
    )
