"""The programme lexicons as typed entries and look-up tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.lexicon.load import load
from pipeline.vocab import ProgrammeKind


@dataclass(frozen=True, slots=True)
class Trigger:
    """A noun that stands before a name (``projektet``) or heads a description (``ett projekt för …``)."""

    noun: str
    kind: ProgrammeKind
    forms: tuple[str, ...]  # singular indefinite, definite, plural indefinite, definite
    after: str  # strong | weak
    compounds: bool
    describes: bool
    example: str


@dataclass(frozen=True, slots=True)
class Formative:
    """The last part of a coined name (``Vårdspåret``)."""

    tail: str
    kind: ProgrammeKind
    weight: int
    example: str


@dataclass(frozen=True, slots=True)
class Head:
    """The first part of a lower-case compound for a measure (``arbetstrappan``)."""

    head: str
    example: str


@dataclass(frozen=True, slots=True)
class NotProgramme:
    """What looks like a name of a programme and is none."""

    form: str
    match: str  # name | ending | after | opening
    reason: str
    example: str


@dataclass(frozen=True, slots=True)
class Context:
    """Words beside a capitalised phrase that speak for its being a programme."""

    words: str
    slot: str  # left | right
    weight: float
    example: str


@dataclass(frozen=True, slots=True)
class NamingCue:
    """Words that introduce a name."""

    words: str
    slot: str  # after | former | renamed | socalled
    example: str


@dataclass(frozen=True, slots=True)
class TriggerForm:
    """One word of the text read as a form of a trigger."""

    trigger: Trigger
    definite: bool
    plural: bool
    head: str  # what stands before it in the compound; empty for the bare noun


@cache
def triggers() -> tuple[Trigger, ...]:
    return load(Trigger, "programme_triggers.tsv")


@cache
def formatives() -> dict[str, Formative]:
    return {entry.tail: entry for entry in load(Formative, "programme_formatives.tsv")}


@cache
def stop_names() -> frozenset[str]:
    return frozenset(e.form for e in load(NotProgramme, "not_programmes.tsv") if e.match == "name")


# What a name may open with all the same: ``Mötesplats Holma``, ``Blekinge i rörelse``, ``IPS Direkt``.
_OPENS_NAMES = frozenset(
    ("word", "furniture", "place", "venue", "unit", "heading", "term", "event", "method taught")
)


@cache
def _stop_openings() -> frozenset[str]:
    return frozenset(
        e.form
        for e in load(NotProgramme, "not_programmes.tsv")
        if e.match == "name" and e.reason not in _OPENS_NAMES
    )


@cache
def _stop_endings() -> dict[str, str]:
    return {
        e.form: e.reason for e in load(NotProgramme, "not_programmes.tsv") if e.match == "ending"
    }


@cache
def other_things() -> frozenset[str]:
    """Nouns whose following name is that of another sort of thing (``äldreboendet Tallmon``)."""
    return frozenset(e.form for e in load(NotProgramme, "not_programmes.tsv") if e.match == "after")


@cache
def opening_nouns() -> frozenset[str]:
    """Ordinary definite nouns that often open a sentence (``Utvärderingen``)."""
    return frozenset(
        e.form for e in load(NotProgramme, "not_programmes.tsv") if e.match == "opening"
    )


@cache
def contexts(slot: str) -> dict[tuple[str, ...], float]:
    """Word sequences of one side with their weights."""
    entries = load(Context, "programme_contexts.tsv")
    return {tuple(e.words.split()): e.weight for e in entries if e.slot == slot}


@cache
def naming_cues() -> dict[tuple[str, ...], str]:
    return {tuple(e.words.split()): e.slot for e in load(NamingCue, "naming_cues.tsv")}


@cache
def naming_openers() -> frozenset[str]:
    """The first words of the naming cues."""
    return frozenset(words[0] for words in naming_cues())


@cache
def _forms() -> dict[str, tuple[Trigger, bool, bool]]:
    table: dict[str, tuple[Trigger, bool, bool]] = {}
    for trigger in triggers():
        for index, form in enumerate(trigger.forms):
            table.setdefault(form, (trigger, index % 2 == 1, index >= 2))
    return table


@cache
def _form_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(form) for form in _forms()}, reverse=True))


# Compounds that end like a trigger but name a benefit, a school form, a medium or a building matter.
_NOT_A_TRIGGER_HEAD = (
    "bygg", "väg", "järnvägs", "infrastruktur", "parti", "valförsörjnings", "tv-", "tv", "radio", "folkhög",
    "grund", "för", "hög", "gymnasie", "social", "närings", "arbetsmarknads- och", "lag", "val", "film",
    "bil", "data", "dator", "natur", "miljö", "klimat", "energi", "bostads", "exploaterings", "forsknings",
    "forskar", "skol", "konst", "kultur", "idrotts", "stads", "vindkrafts", "gruv", "fastighets", "kyrko",
    "affärs", "kon", "års", "växel", "kärn", "asyl", "sjukvårds", "lands", "jord", "flykting",
    "polis", "brotts", "vaccinations", "vård", "familje", "rätts", "reform", "spar", "budget",
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def trigger_form(word: str) -> TriggerForm | None:
    """``samverkansprojektet`` → projekt, definite; None for other words, also ``byggprojekt``."""
    lower = word.lower()
    forms = _forms()
    if lower in forms:
        trigger, definite, plural = forms[lower]
        return TriggerForm(trigger, definite, plural, "")
    for length in _form_lengths():
        if length + 1 < len(lower) and lower[-length:] in forms:
            trigger, definite, plural = forms[lower[-length:]]
            head = lower[:-length]
            if trigger.compounds and head.rstrip("-") not in _NOT_A_TRIGGER_HEAD:
                return TriggerForm(trigger, definite, plural, head)
            return None
    return None


def formative_of(word: str) -> Formative | None:
    """The tail of a coined compound: ``Vårdspåret`` → spåret. The head must have at least two letters."""
    lower = word.lower()
    table = formatives()
    for length in range(min(12, len(lower) - 2), 2, -1):
        entry = table.get(lower[-length:])
        if entry is not None:
            return entry
    return None


@cache
def _heads() -> tuple[str, ...]:
    return tuple(entry.head for entry in load(Head, "programme_heads.tsv"))


def coined(word: str) -> Formative | None:
    """``arbetstrappan``, ``cv-verkstad``: a lower-case word that names a measure or service by its parts."""
    entry = formative_of(word)
    if entry is None or is_stop_name(word) or word[: -len(entry.tail)] not in _heads():
        return None
    return entry


def is_stop_name(name: str) -> bool:
    """True where the whole name, or its last word's ending, is on the list of non-programmes."""
    folded = name.casefold().strip("\"'- ")
    if folded in stop_names() or folded.removesuffix("s") in stop_names():
        return True
    return opens_with_stop(folded) or ending_reason(folded) not in (None, "unit")


def opens_like_none(folded: str) -> bool:
    """``samhalls verksamhet``, ``skr och facken``: the first word is an organisation on the list."""
    return _opens_with(folded, _stop_openings())


def opens_with_stop(folded: str) -> bool:
    """``jobb nynäs``: the first word alone would be no name."""
    return _opens_with(folded, stop_names())


def _opens_with(folded: str, listed: frozenset[str]) -> bool:
    first, _, rest = folded.partition(" ")
    if not rest:
        return False
    second = first + " " + rest.split(" ")[0]
    return any(w in listed for w in (first, first.removesuffix("s"), second)) or (
        ending_reason(first) in ("organisation", "authority", "company", "party")
    )


def ending_reason(name: str) -> str | None:
    """Why a name's last word ends like no programme: ``unit`` (…enheten), ``newspaper`` … ; None where it does not."""
    last = name.casefold().rsplit(" ", 1)[-1]
    endings = _stop_endings()
    for word in (last, last.removesuffix("s")):
        reason = endings.get(word)
        if reason in ("authority", "organisation", "school"):
            return reason
        for n in range(min(14, len(word) - 1), 1, -1):
            if word[-n:] in endings:
                return endings[word[-n:]]
    return None
