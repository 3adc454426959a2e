"""Place names in context: what is a place, which one, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.article import BlockKind, Span, TaggedArticle, normalise
from pipeline.extract.places.gazetteer import CountyEntry, Gazetteer, PlaceEntry, gazetteer
from pipeline.findings import PlaceMention
from pipeline.vocab import PlaceLevel

_WORD = re.compile(r"[^\W\d_][\w\u00ad\u0300-\u036f]*(?:[-:][^\W\d_]\w*)*")
_BARE_MUNICIPALITY = re.compile(r" (?:kommun|stad|kommuns|stads|kommunala|kommuner)\b")
_GENITIVE_LIST = re.compile(
    r"(?:(?:,| och| samt|, samt) [A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?)+ (?:kommun|kommuner|stad)\b"
)
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
_SENTENCE_EDGE = re.compile(r"(?:^|[.!?:•–\"(»“”]\s*|\n\s*)$")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A stretch of text that may name a place, before context has decided."""

    span: Span
    name: str
    form: str  # name, genitive, compound, demonym
    county: bool  # the words around it say that the county is meant


def find(tagged: TaggedArticle) -> Iterator[PlaceMention]:
    """Every mention of a Swedish municipality, county, locality or city district, in text order.

    Municipalities are decided first: they are the context in which localities and districts are read.
    """
    places = gazetteer()
    text = normalise(tagged.text)
    candidates = list(_candidates(tagged, text, places))
    surnames = _surnames(tagged)
    decided: dict[Span, PlaceMention] = {}
    for candidate in candidates:
        mention = _county(candidate, places) or _municipality(
            candidate, tagged, text, places, surnames
        )
        if mention:
            decided[candidate.span] = mention
    _confirm_initial(candidates, decided, tagged, text, places, surnames)
    known = {m.code for m in decided.values() if m.level is PlaceLevel.MUNICIPALITY}
    counties = {code[:2] for code in known} | {
        m.code for m in decided.values() if m.level is PlaceLevel.COUNTY
    }
    for candidate in candidates:
        if candidate.span not in decided:
            mention = _smaller(candidate, tagged, text, places, surnames, known, counties)
            if mention:
                decided[candidate.span] = mention
    yield from (decided[span] for span in sorted(decided))


def _candidates(tagged: TaggedArticle, text: str, places: Gazetteer) -> Iterator[_Candidate]:
    for block in tagged.blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        position = block.span.start
        while match := _WORD.search(text, position, block.span.end):
            found = _at(match, text, block.span.end, places)
            if found:
                yield found
                position = found.span.end
            else:
                position = match.end()


def _at(match: re.Match[str], text: str, limit: int, places: Gazetteer) -> _Candidate | None:
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
            return _Candidate(Span(match.start(), match.end()), name, "compound", False)
    return _compound(match, places)


def _named(start: int, end: int, name: str, form: str, text: str, places: Gazetteer) -> _Candidate:
    after = _WORD.match(text, end + 1) if text[end : end + 1] in " \n" else None
    before = re.search(r"([^\W\d_]+) $", text[max(0, start - 30) : start])
    if after and text[end] == " " and after.group().lower() in places.context["county_next"]:
        return _Candidate(Span(start, after.end()), name, form, True)
    base = name.removesuffix("s") if name not in places.counties else name
    listed = base in places.counties and _COUNTY_LIST.match(text, end) is not None
    county = listed or bool(before and before.group(1).lower() in places.context["county_before"])
    return _Candidate(Span(start, end), name, form, county)


def _compound(match: re.Match[str], places: Gazetteer) -> _Candidate | None:
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
        if (
            rest in ("are", "aren", "arna", "it", "iten", "iter", "iterna", "bo", "bon", "bos")
            and len(name) < 5
        ):
            continue
        entries = places.entries.get(name, ())
        if any("word" in entry.caution for entry in entries) or (demonym and len(name) < 4):
            if not (rest.startswith("borna") and word[0].isupper()):
                continue
        small = not any(entry.level is PlaceLevel.MUNICIPALITY for entry in entries)
        if small and name not in places.counties and not (demonym and len(name) >= 5):
            continue
        return _Candidate(
            Span(match.start(), match.end()), name, "demonym" if demonym else "compound", False
        )
    return None


def _county(candidate: _Candidate, places: Gazetteer) -> PlaceMention | None:
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
    candidate: _Candidate,
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
    if not _is_place(candidate, entry, tagged, text, places, surnames):
        return None
    name = next(n for n, es in places.entries.items() if entry in es and n == entry.name)
    return PlaceMention(
        candidate.span,
        PlaceLevel.MUNICIPALITY,
        entry.code,
        name,
        f"places.municipality.{candidate.form}",
    )


def _is_place(
    candidate: _Candidate,
    entry: PlaceEntry,
    tagged: TaggedArticle,
    text: str,
    places: Gazetteer,
    surnames: frozenset[str],
) -> bool:
    """Context decides between place, surname, ordinary word and part of another name."""
    span = candidate.span
    if candidate.form in ("compound", "demonym"):
        return True
    if _BARE_MUNICIPALITY.match(text, span.end) or _GENITIVE_LIST.match(text, span.end):
        return True
    if _other_name(span, text, places):
        return False
    before = _word_before(text, span.start)
    if before and before.lower() in places.context["place_before"] and not before[0].isupper():
        return True
    if _in_person(candidate, tagged, text, surnames):
        return False
    if text[span.start : span.end].isupper() and len(candidate.name) > 1:
        return _alone_on_line(span, tagged) or "word" not in entry.caution
    if "word" in entry.caution or "given" in entry.caution:
        return not _sentence_initial(span, tagged, text)
    return True


def _other_name(span: Span, text: str, places: Gazetteer) -> bool:
    """Part of a newspaper's, club's, company's or university's name, or of a hyphenated one."""
    after = _WORD.match(text, span.end + 1) if text[span.end : span.end + 1] == " " else None
    if after and after.group().lower() in places.context["not_place_next"]:
        return True
    return text[span.end : span.end + 1] == "-" and text[span.end + 1 : span.end + 2].isupper()


def _word_before(text: str, start: int) -> str | None:
    found = re.search(r"([^\W\d_][\w-]*)[ \u00a0]$", text[max(0, start - 40) : start])
    return found.group(1) if found else None


def _surnames(tagged: TaggedArticle) -> frozenset[str]:
    """Last words of the full names in the article: ``Lund`` after ``Kerstin Lund`` is a person."""
    found = set()
    for label, span in tagged.entities():
        words = normalise(tagged.cut(span)).split()
        if label == "PER" and len(words) > 1 and words[0][:1].isupper():
            found.add(words[-1].removesuffix("s") if len(words[-1]) > 4 else words[-1])
            found.add(words[-1])
    return frozenset(found)


def _in_person(
    candidate: _Candidate, tagged: TaggedArticle, text: str, surnames: frozenset[str]
) -> bool:
    tokens = tagged.tokens_in(candidate.span)
    before = _word_before(text, candidate.span.start)
    after = re.match(r" ([A-ZÅÄÖ][\w-]+)", text[candidate.span.end : candidate.span.end + 40])
    per = any(token.entity == "PER" for token in tokens)
    if before and before[0].isupper() and per:
        return True
    if per and after and candidate.form == "name":
        return True
    shown = text[candidate.span.start : candidate.span.end]
    return per and (shown in surnames or candidate.name in surnames)


def _sentence_initial(span: Span, tagged: TaggedArticle, text: str) -> bool:
    tokens = tagged.tokens_in(span)
    if tokens and tagged.sentences[tokens[0].sentence].first == tokens[0].i:
        return True
    return bool(_SENTENCE_EDGE.search(text[max(0, span.start - 4) : span.start]))


def _alone_on_line(span: Span, tagged: TaggedArticle) -> bool:
    """A dateline: ``VARA`` or ``Vara.`` as a line, or the first word of a paragraph with a full stop."""
    tokens = tagged.tokens_in(span)
    if not tokens:
        return False
    sentence = tagged.sentences[tokens[0].sentence]
    words = [t for t in tagged.sentence_tokens(sentence) if any(c.isalnum() for c in t.text)]
    return len(words) <= len(span_words(tagged.cut(span))) + 1


def span_words(text: str) -> list[str]:
    """The words of a stretch of text."""
    return _WORD.findall(text)


def _confirm_initial(
    candidates: list[_Candidate],
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
    for candidate in candidates:
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
        if _other_name(candidate.span, text, places) or _in_person(
            candidate, tagged, text, surnames
        ):
            continue
        tokens = tagged.tokens_in(candidate.span)
        proper = all(token.pos == "PROPN" or token.entity in ("LOC", "ORG") for token in tokens)
        if (
            (entry.code in confirmed and (proper or "word" not in entry.caution))
            or _alone_on_line(candidate.span, tagged)
            or (
                proper
                and tokens
                and tokens[0].entity == "LOC"
                and _subject_of_verb(candidate, tagged)
            )
        ):
            decided[candidate.span] = PlaceMention(
                candidate.span,
                PlaceLevel.MUNICIPALITY,
                entry.code,
                entry.name,
                "places.municipality.initial",
            )


def _subject_of_verb(candidate: _Candidate, tagged: TaggedArticle) -> bool:
    index = tagged.tokens_in(candidate.span)[-1].i + 1
    if index >= len(tagged.tokens):
        return False
    token = tagged.tokens[index]
    return token.pos in ("VERB", "AUX") and token.feat("VerbForm") == "Fin"


def _smaller(
    candidate: _Candidate,
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
    if shown.isupper() and not _alone_on_line(candidate.span, tagged):
        return None
    if _other_name(candidate.span, text, places) or _in_person(candidate, tagged, text, surnames):
        return None
    before = _word_before(text, candidate.span.start)
    after_preposition = bool(before and before.lower() in places.context["place_before"])
    if before and before[0].isupper() and not _sentence_edge_before(text, candidate.span, before):
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
    initial = _sentence_initial(candidate.span, tagged, text)
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


def _sentence_edge_before(text: str, span: Span, before: str) -> bool:
    """True where the capital of the word before is only that of a sentence's first word."""
    start = span.start - len(before) - 1
    return bool(_SENTENCE_EDGE.search(text[max(0, start - 4) : start])) and before.lower() in (
        "i",
        "från",
        "till",
        "utanför",
        "på",
        "kring",
        "runt",
        "nära",
        "hela",
        "både",
        "även",
        "men",
        "och",
    )


def _largest(entries: list[PlaceEntry]) -> PlaceEntry:
    return max(
        entries,
        key=lambda e: (e.level is PlaceLevel.LOCALITY, int(e.population or 0), e.code),
    )


def _mention(candidate: _Candidate, entry: PlaceEntry) -> PlaceMention:
    return PlaceMention(
        candidate.span,
        entry.level,
        entry.code,
        entry.name,
        f"places.{entry.level}.{candidate.form}",
    )
