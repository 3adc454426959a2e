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
    ids, merged = {}, []
    for i, one in enumerate(linked):
        for j, p in enumerate(one.programmes):
            ids[i, j] = f"{one.findings.article.id}.programme{j}"
            merged.append(ResolvedProgramme(ids[i, j], p.name, p.aliases, p.kind, p.named, p.owner, p.funder, p.budget_sek, p.start_date, p.end_date, p.target_groups, p.municipality_codes, (one.findings.article.id,)))
    return ResolvedProgrammes(ids, tuple(merged))
