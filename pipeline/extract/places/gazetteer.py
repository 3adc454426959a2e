"""The names of places and what the lexicons say about them, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.load import load
from pipeline.vocab import PlaceLevel


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """One line of ``lexicon/places.tsv``."""

    name: str
    level: PlaceLevel
    code: str
    population: str
    caution: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountyEntry:
    """One line of ``lexicon/counties.tsv``: a name that stands for a county."""

    name: str
    code: str
    official_name: str
    example: str


@dataclass(frozen=True, slots=True)
class ContextWord:
    """One line of ``lexicon/place_contexts.tsv``."""

    role: str
    word: str
    example: str


@dataclass(frozen=True)
class Gazetteer:
    """Look-up tables: first word → names; name → entries; context words by role."""

    by_first_word: dict[str, tuple[str, ...]]
    entries: dict[str, tuple[PlaceEntry, ...]]
    counties: dict[str, CountyEntry]
    county_names: dict[str, str]
    context: dict[str, frozenset[str]]
    stems: dict[str, tuple[str, str]]  # stem of a compound → (name, what stood for its ending)


# Municipalities whose name changes before "kommun" or in compounds: Falu kommun, Falubo.
_IRREGULAR = {"Falu": "Falun", "Malungs-Sälens": "Malung-Sälen"}


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, built once."""
    entries: dict[str, list[PlaceEntry]] = {}
    for entry in load(PlaceEntry, "places.tsv"):
        entries.setdefault(entry.name, []).append(entry)
    for form, name in _IRREGULAR.items():
        entries.setdefault(form, []).extend(
            e for e in entries[name] if e.level is PlaceLevel.MUNICIPALITY
        )
    counties = {entry.name: entry for entry in load(CountyEntry, "counties.tsv")}
    names = set(entries) | set(counties)
    by_first: dict[str, list[str]] = {}
    for name in names:
        by_first.setdefault(name.split()[0], []).append(name)
    context: dict[str, set[str]] = {}
    for word in load(ContextWord, "place_contexts.tsv"):
        context.setdefault(word.role, set()).add(word.word)
    stems: dict[str, tuple[str, str]] = {}
    for name in sorted(names):
        if " " in name or len(name) < 3:
            continue
        for stem in _stems(name):
            stems.setdefault(stem, (name, stem[len(name) :]))
    return Gazetteer(
        by_first_word={
            k: tuple(sorted(v, key=lambda n: (-len(n), n))) for k, v in by_first.items()
        },
        entries={k: tuple(v) for k, v in entries.items()},
        counties=counties,
        county_names={entry.code: entry.official_name for entry in counties.values()},
        context={role: frozenset(words) for role, words in context.items()},
        stems=stems,
    )


def _stems(name: str) -> list[str]:
    """Forms a name takes as the first part of a compound: Flens(bo), Malmö(projektet), Luleå(are), Lunda(bo)."""
    stems = [name, name + "s"]
    if name[-1] not in "aeiouyåäö":
        stems.append(name + "a")
    if name.endswith(("e", "a")) and len(name) > 4:
        stems.append(name[:-1])
    return stems
