"""How sure a row is: the signs it shows, weighed as they were found to matter on gold.

A *sign* is something known of a row when it is made: how strongly its words spoke for it, whether its number is
spelt in letters, whether its speaker is a named person. Each has a weight in ``lexicon/doubts.tsv``, fitted by
``insats review calibrate``; together they give the share of rows like it that were right on gold. Signs that
speak against a row, and that a reader can understand, are its *doubts*.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.findings import Factor, FactorLink, Figure, PlaceMention, Quote, QuoteLink
from pipeline.lexicon.load import load
from pipeline.vocab import FactorCode, Measure, PlaceLevel, QuoteKind, Status, Unit

Signs = Mapping[str, float]

# Tables whose rows have a confidence, with their signs in the order of ``doubts.tsv``.
SIGNS: dict[str, tuple[str, ...]] = {
    "figures": (
        *("likely", "unlikely", "other_measure", "capacity", "common_measure"),
        *("jobs", "target", "forecast", "number_word", "elliptical"),
    ),
    "quotes": ("no_speaker", "indirect", "no_person", "short"),
    "success_factors": ("likely", "asserted", "unlikely", "other_factor", "no_speaker"),
    "programmes": (
        *("name_score", "not_weighed", "unnamed", "one_mention", "no_owner", "no_figures"),
    ),
    "places": ("locality", "once"),
}
_SHORT = 30  # characters
_ELLIPTICAL = frozenset({"elliptical", "paired"})
_SURE = 4.0  # log odds
_NEVER_SURE = 0.999  # 1 is for rows that a reviewer decided on


@dataclass(frozen=True, slots=True)
class Doubt:
    """One line of ``lexicon/doubts.tsv``: a sign with its weight, and its words where it can be a doubt."""

    table: str
    code: str
    weight: float | None
    sv: str | None
    en: str | None


@dataclass(frozen=True, slots=True)
class Assessed:
    """What a row's signs come to."""

    confidence: float | None
    doubts: tuple[str, ...]


@cache
def doubts(table: str) -> dict[str, Doubt]:
    """The signs of a table by code, ``base`` among them."""
    return {one.code: one for one in load(Doubt, "doubts.tsv") if one.table == table}


def assess(table: str, signs: Signs) -> Assessed:
    """The confidence and the doubts of a row with these signs; no confidence where a weight is not fitted."""
    return _assessed(table, tuple(signs.items()))


@lru_cache(maxsize=1 << 16)  # most rows of a corpus show the same few signs
def _assessed(table: str, signs: tuple[tuple[str, float], ...]) -> Assessed:
    known = doubts(table)
    total: float | None = known["base"].weight if "base" in known else None
    held: list[tuple[float, str]] = []
    for code, value in signs:
        weight = known[code].weight
        if value and known[code].sv and (weight is None or weight < 0):
            held.append((0.0 if weight is None else weight, code))
        if total is not None:
            total = None if weight is None else total + weight * value
    share = None if total is None else min(round(1 / (1 + math.exp(-total)), 3), _NEVER_SURE)
    return Assessed(share, tuple(code for _, code in sorted(held)))


def figure_signs(figure: Figure, text: str) -> Signs:
    """Signs of a figure: how likely the learned model held its measure and status, and how it is written."""
    measure, likely = figure.measure, figure.likely
    return {
        "likely": _bounded(likely),
        "unlikely": likely is not None and likely < 0,
        "other_measure": measure is Measure.OTHER,
        "capacity": measure is Measure.CAPACITY,
        "common_measure": measure in (Measure.PARTICIPANTS, Measure.EMPLOYMENT),
        "jobs": figure.unit is Unit.JOBS,
        "target": figure.status is Status.TARGET,
        "forecast": figure.status is Status.FORECAST,
        "number_word": not any(c.isdigit() for c in text),
        "elliptical": figure.rule in _ELLIPTICAL,
    }


def quote_signs(quote: Quote, said: QuoteLink) -> Signs:
    """Signs of a quote: whether it is reported speech, and whether its speaker is known."""
    return {
        "no_speaker": said.speaker is None,
        "indirect": quote.kind is QuoteKind.INDIRECT,
        "no_person": said.speaker is not None and said.person is None,
        "short": quote.span.end - quote.span.start < _SHORT,
    }


def factor_signs(factor: Factor, held: FactorLink) -> Signs:
    """Signs of a factor: how likely the learned model held it to be."""
    return {
        "likely": _bounded(factor.likely),
        "asserted": _bounded(factor.asserted),
        "unlikely": factor.likely is not None and factor.likely < 0,
        "other_factor": factor.factor is FactorCode.OTHER,
        "no_speaker": held.speaker is None,
    }


def programme_signs(
    *, score: float | None, named: bool, mentions: int, owner: bool, told: bool
) -> Signs:
    """Signs of a programme over all its articles; ``score`` is the best of its mentions, ``told`` whether
    any figure or factor is about it.
    """
    return {
        "name_score": _bounded(score),
        "not_weighed": score is None,
        "unnamed": not named,
        "one_mention": mentions < 2,
        "no_owner": not owner,
        "no_figures": not told,
    }


def place_signs(place: PlaceMention, once: bool) -> Signs:
    """Signs of a place; ``once`` where the article names it no more."""
    return {
        "locality": place.level in (PlaceLevel.LOCALITY, PlaceLevel.DISTRICT),
        "once": once,
    }


def _bounded(log_odds: float | None) -> float:
    return 0.0 if log_odds is None else max(-_SURE, min(_SURE, log_odds)) / 2
