"""What the extractors find in one article, and what the linkers make of it. Frozen values, positions first.

Extractors (``pipeline/extract``) yield *findings*: spans with facts and the name of the rule. Linkers
(``pipeline/link``) tie findings of one article together into :class:`LinkedArticle`. Across articles,
``pipeline/resolve`` turns local programmes and people into identities.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum, auto
from typing import NamedTuple

from pipeline.article import Article, Block, Span
from pipeline.vocab import (
    FactorCode,
    Measure,
    PlaceLevel,
    Polarity,
    ProgrammeKind,
    Qualifier,
    QuoteKind,
    Status,
    TargetGroup,
    Unit,
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A municipality, county, locality or city district named in the text."""

    span: Span
    level: PlaceLevel
    code: str  # four digits: municipality (also for a locality or district in it); two: county
    name: str  # official name
    rule: str


class MentionRole(StrEnum):
    """How a mention points at its programme."""

    NAME = auto()  # "Jobbspåret", "projektet Nya vägar"
    DESCRIPTION = auto()  # "ett samverkansprojekt med EU-stöd"
    REFERENCE = auto()  # "projektet", "insatsen", "satsningen": points back


@dataclass(frozen=True, slots=True)
class ProgrammeMention:
    """A mention of a programme. ``name`` is its cleaned form; references repeat their noun."""

    span: Span
    name: str
    kind: ProgrammeKind | None
    role: MentionRole
    rule: str
    strength: float | None = None  # log odds that it is a name, where they were weighed


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity with what it counts."""

    span: Span
    value: float
    value_high: float | None
    unit: Unit
    qualifier: Qualifier
    measure: Measure
    status: Status
    group: TargetGroup | None
    place_code: str | None  # municipality, county or SE
    period_start: str | None  # EDTF
    period_end: str | None
    source: str | None
    rule: str
    likely: float | None = None  # log odds that measure and status are right, as the model has it


@dataclass(frozen=True, slots=True)
class Quote:
    """Words somebody said. ``speaker_spans`` point at the speaker's name, pronoun or role noun.

    Joint speakers have several spans; a direct quote whose speaker stands elsewhere has none.
    """

    span: Span
    kind: QuoteKind
    speaker_spans: tuple[Span, ...]
    cue: str | None  # lemma of the reporting verb, or "enligt"
    rule: str


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person's name in the text with the role and organisation that stand beside it."""

    span: Span
    name: str
    role: str | None
    organisation: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Factor:
    """Something held to make the work succeed or fail, with its evidence span."""

    span: Span
    factor: FactorCode
    polarity: Polarity
    rule: str
    likely: float | None = None  # log odds of the learned model
    asserted: float | None = None  # log odds that its sentence asserts anything


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one article, each tuple in text order."""

    article: Article
    title: str
    sentences: tuple[Span, ...]
    n_tokens: int
    places: tuple[PlaceMention, ...] = ()
    programmes: tuple[ProgrammeMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    factors: tuple[Factor, ...] = ()
    people: tuple[PersonMention, ...] = ()
    blocks: tuple[Block, ...] = ()


class LocalProgramme(NamedTuple):
    """One programme as one article tells it. ``mentions`` index ``Findings.programmes``."""

    name: str
    aliases: tuple[str, ...]
    kind: ProgrammeKind
    named: bool
    owner: str | None
    funder: str | None
    budget_sek: float | None
    start_date: str | None  # EDTF
    end_date: str | None
    target_groups: tuple[TargetGroup, ...]
    municipality_codes: tuple[str, ...]
    mentions: tuple[int, ...]


class LocalPerson(NamedTuple):
    """One person as one article names them. ``mentions`` index ``Findings.people``."""

    name: str
    variants: tuple[str, ...]
    role: str | None
    organisation: str | None
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QuoteLink:
    """Who said a quote and what it is about. Indices point into the linked article."""

    speaker: str | None  # a name, an organisation, or a description; joint speakers with "; "
    person: int | None
    role: str | None
    organisation: str | None
    programme: int | None


@dataclass(frozen=True, slots=True)
class FactorLink:
    """Who holds a factor and what it is about."""

    speaker: str | None
    person: int | None
    quote: int | None
    programme: int | None
    place_code: str | None


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """Findings of one article tied together.

    ``figure_programmes``, ``figure_places``, ``quotes`` and ``factors`` run parallel to the findings of the same kind;
    their indices point into ``programmes``, ``people`` and ``findings.quotes``.
    """

    findings: Findings
    municipality_code: str | None
    programmes: tuple[LocalProgramme, ...]
    people: tuple[LocalPerson, ...]
    figure_programmes: tuple[int | None, ...]
    figure_places: tuple[str | None, ...]
    quotes: tuple[QuoteLink, ...]
    factors: tuple[FactorLink, ...]


class Told(NamedTuple):
    """How much an article tells of one of its programmes."""

    mentions: int
    score: float | None  # the best of its mentions' log odds
    linked: bool  # a figure or a success factor is about it


class Locals(NamedTuple):
    """What the other articles need to know of one. ``told`` runs parallel to ``programmes``."""

    article_id: str
    municipality_code: str | None
    programmes: tuple[LocalProgramme, ...]
    people: tuple[LocalPerson, ...]
    told: tuple[Told, ...]


def locals_of(one: LinkedArticle) -> Locals:
    """The programmes and people of an article, without its findings."""
    about = {*one.figure_programmes, *(held.programme for held in one.factors)}
    told = []
    for number, programme in enumerate(one.programmes):
        mentions = (one.findings.programmes[m].strength for m in programme.mentions)
        scores = [score for score in mentions if score is not None]
        told.append(Told(len(programme.mentions), max(scores, default=None), number in about))
    return Locals(
        one.findings.article.id, one.municipality_code, one.programmes, one.people, tuple(told)
    )


def without_findings(one: LinkedArticle) -> LinkedArticle:
    """The article alone: what a copy of a newer article contributes to the dataset."""
    bare = replace(
        one.findings, places=(), programmes=(), figures=(), quotes=(), factors=(), people=()
    )
    return LinkedArticle(bare, one.municipality_code, (), (), (), (), (), ())
