"""People across articles (being built)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.findings import LinkedArticle


@dataclass(frozen=True, slots=True)
class ResolvedPerson:
    """One person over all articles."""

    person_id: str
    name: str
    variants: tuple[str, ...]
    role: str | None
    organisation: str | None
    article_ids: tuple[str, ...]


@dataclass(frozen=True)
class ResolvedPeople:
    """``ids`` maps (article number, local person) to a person_id; ``merged`` is sorted by person_id."""

    ids: dict[tuple[int, int], str]
    merged: tuple[ResolvedPerson, ...]


def resolve_people(linked: Sequence[LinkedArticle]) -> ResolvedPeople:
    """Placeholder until the real one lands."""
    ids, merged = {}, []
    for i, one in enumerate(linked):
        for j, p in enumerate(one.people):
            ids[i, j] = f"{one.findings.article.id}.person{j}"
            merged.append(ResolvedPerson(ids[i, j], p.name, p.variants, p.role, p.organisation, (one.findings.article.id,)))
    return ResolvedPeople(ids, tuple(merged))
