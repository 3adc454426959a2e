"""Across articles: which local programmes and people are one and the same, and their identifiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.findings import Locals
from pipeline.resolve.people import ResolvedPeople, resolve_people
from pipeline.resolve.programmes import ResolvedProgrammes, resolve_programmes


@dataclass(frozen=True)
class Identities:
    """Identities of programmes and people. ``ids`` map (article number, local number) to an identifier."""

    programmes: ResolvedProgrammes
    people: ResolvedPeople


def resolve(articles: Sequence[Locals]) -> Identities:
    """Identities over articles sorted by id; the same articles always give the same identifiers."""
    return Identities(resolve_programmes(articles), resolve_people(articles))
