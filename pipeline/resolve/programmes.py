"""Programmes across articles (being built)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.findings import LinkedArticle
from pipeline.vocab import ProgrammeKind, TargetGroup


@dataclass(frozen=True, slots=True)
class ResolvedProgramme:
    """One programme over all articles."""

    programme_id: str
    name: str
    aliases: tuple[str, ...]
    kind: ProgrammeKind
    named: bool
    owner: str | None
    funder: str | None
    budget_sek: float | None
    start_date: str | None
    end_date: str | None
    target_groups: tuple[TargetGroup, ...]
    municipality_codes: tuple[str, ...]
    article_ids: tuple[str, ...]


@dataclass(frozen=True)
class ResolvedProgrammes:
    """``ids`` maps (article number, local programme) to a programme_id; ``merged`` is sorted by programme_id."""

    ids: dict[tuple[int, int], str]
    merged: tuple[ResolvedProgramme, ...]


def resolve_programmes(linked: Sequence[LinkedArticle]) -> ResolvedProgrammes:
    """Placeholder until the real one lands."""
    return ResolvedProgrammes({}, ())
