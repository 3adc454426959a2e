"""The two factor lexicons: what a factor is about, and what asserts it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache

from pipeline.extract.factors.patterns import Matcher
from pipeline.lexicon.load import load
from pipeline.vocab import FactorCode, Polarity


@dataclass(frozen=True, slots=True)
class Content:
    """One line of ``lexicon/factors_content.tsv``: words that express a factor code."""

    factor: FactorCode
    strength: float
    polarity: Polarity | None
    asserts: bool
    patterns: tuple[str, ...]
    example: str


class CueKind(StrEnum):
    """How a cue asserts that something helps or hinders."""

    KEY = auto()
    CAUSE = auto()
    EFFECT = auto()
    NEED = auto()
    COUNTERFACTUAL = auto()
    OBSTACLE = auto()
    ABSENCE = auto()
    BELIEF = auto()
    EVALUATION = auto()
    TESTIMONY = auto()
    REMEDY = auto()
    RESULT = auto()


class Side(StrEnum):
    """Where the factor stands, seen from the cue."""

    LEFT = auto()
    RIGHT = auto()
    BOTH = auto()


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of ``lexicon/factors_cues.tsv``: words that assert a cause, a need or an obstacle."""

    kind: CueKind
    strength: float
    side: Side
    polarity: Polarity | None
    patterns: tuple[str, ...]
    example: str


@cache
def contents() -> tuple[Content, ...]:
    """The content lexicon, in file order."""
    return load(Content, "factors_content.tsv")


@cache
def cues() -> tuple[Cue, ...]:
    """The cue lexicon, in file order."""
    return load(Cue, "factors_cues.tsv")


@cache
def content_matcher() -> Matcher:
    """Finds the lines of :func:`contents`."""
    return Matcher([entry.patterns for entry in contents()])


@cache
def cue_matcher() -> Matcher:
    """Finds the lines of :func:`cues`."""
    return Matcher([entry.patterns for entry in cues()])
