"""Programmes across articles: one programme told by several articles becomes one row with all its facts.

Two local programmes are one where they share a name or alias (case, quotation marks and ``-projektet`` aside,
version numbers equal) and a municipality or an owner; one that tells neither joins the only programme of its name.
The same name in different municipalities, with different owners, stays apart. Programmes without a name are
never joined: two articles' ``ett samverkansprojekt`` need not be the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeVar

from pipeline.article import normalise
from pipeline.findings import LocalProgramme, Locals
from pipeline.vocab import ProgrammeKind, TargetGroup

Place = tuple[int, int]  # article number, local programme number
Value = TypeVar("Value", bound=Hashable)

_TAIL = re.compile(
    r"-(?:projektet|satsningen|insatsen|modellen|metoden|programmet|verksamheten)s?$"
)
_HEAD = re.compile(r"^(?:del|pilot)?projekt(?:et)? (?=\w)")
_LONGEST_SLUG = 60
_GROUPS = list(TargetGroup)


class ResolvedProgramme(NamedTuple):
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


def resolve_programmes(linked: Sequence[Locals]) -> ResolvedProgrammes:
    """Identities over articles sorted by id. The result depends on the articles alone, not on their order."""
    local = {
        (a, p): programme
        for a, article in enumerate(linked)
        for p, programme in enumerate(article.programmes)
    }
    groups = _groups(local)
    ids: dict[Place, str] = {}
    merged = []
    names = _identifiers(linked, local, groups)
    for identifier, places in zip(names, groups, strict=True):
        ids.update(dict.fromkeys(places, identifier))
        articles = sorted({linked[a].article_id for a, _ in places})
        merged.append(_merge(identifier, [local[place] for place in places], articles))
    return ResolvedProgrammes(ids, tuple(sorted(merged, key=lambda one: one.programme_id)))


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """A name folded for comparison; versions keep their numbers."""
    folded = re.sub(r"[\"']", "", normalise(name)).casefold().strip(" .,:;()")
    folded = _HEAD.sub("", _TAIL.sub("", folded))
    return " ".join(folded.split())


@lru_cache(maxsize=1 << 16)
def slug(words: str) -> str:
    """``Väg in 2.0`` → ``vag-in-2-0``."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].strip("-") or "programme"


def _groups(local: dict[Place, LocalProgramme]) -> list[list[Place]]:
    """Sets of places that are one programme, each sorted, in order of their first place."""
    parent: dict[Place, Place] = {place: place for place in local}

    def root(place: Place) -> Place:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def join(places: Iterable[Place]) -> None:
        roots = sorted({root(place) for place in places})
        for other in roots[1:]:
            parent[other] = roots[0]

    by_name: dict[str, list[Place]] = defaultdict(list)
    for place, programme in sorted(local.items()):
        if programme.named:
            for key in {name_key(name) for name in (programme.name, *programme.aliases)}:
                by_name[key].append(place)
    for places in by_name.values():
        if len(places) == 1:
            continue
        by_fact: dict[str, list[Place]] = defaultdict(list)
        bare = []
        for place in places:
            facts = _facts(local[place])
            for fact in facts:
                by_fact[fact].append(place)
            if not facts:
                bare.append(place)
        for alike in by_fact.values():
            if len(alike) > 1:
                join(alike)
        known = {root(place) for alike in by_fact.values() for place in alike}
        if len(known) <= 1:
            join([*bare, *known])
    groups: dict[Place, list[Place]] = defaultdict(list)
    for place in sorted(local):
        groups[root(place)].append(place)
    return list(groups.values())


def _facts(programme: LocalProgramme) -> set[str]:
    """What two articles must share besides the name: a municipality or the owner."""
    facts = set(programme.municipality_codes)
    if programme.owner:
        facts.add(name_key(programme.owner))
    return facts


def _identifiers(
    linked: Sequence[Locals],
    local: dict[Place, LocalProgramme],
    groups: Sequence[Sequence[Place]],
) -> list[str]:
    """Slugs of name and place; where two programmes would share one, the article that tells first is added."""
    wanted = []
    for places in groups:
        members = [local[place] for place in places]
        article = linked[places[0][0]].article_id
        base = slug(_usual([one.name for one in members]) or "programme")
        if not any(one.named for one in members):
            wanted.append((f"{article}.{base}", article))
            continue
        codes = {code for one in members for code in one.municipality_codes}
        if len(codes) == 1:
            base = f"{base}-{next(iter(codes))}"
        elif owner := _foremost([one.owner for one in members if one.owner]):
            base = f"{base}-{slug(owner)}"
        wanted.append((base, article))
    shared = Counter(base for base, _ in wanted)
    taken: Counter[str] = Counter()
    found = []
    for base, article in wanted:
        name = base if shared[base] == 1 or base.startswith(f"{article}.") else f"{base}.{article}"
        taken[name] += 1
        found.append(name if taken[name] == 1 else f"{name}.{taken[name]}")
    return found


def _usual(values: Iterable[Value | None]) -> Value | None:
    """The most frequent value, the first told among equals; None where there is none."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return known[0] if known else None
    return Counter(known).most_common(1)[0][0]


def _foremost(values: Sequence[str]) -> str | None:
    """The most frequent value, of equals the first in the alphabet; None where there is none."""
    if len(values) < 2:
        return values[0] if values else None
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _merge(
    identifier: str, members: Sequence[LocalProgramme], articles: Sequence[str]
) -> ResolvedProgramme:
    if len(members) == 1:
        return _alone(identifier, members[0], articles)
    name = _usual(one.name for one in members if one.named) or members[0].name
    aliases = dict.fromkeys(alias for one in members for alias in (one.name, *one.aliases))
    aliases.pop(name, None)
    groups = {group for one in members for group in one.target_groups}
    return ResolvedProgramme(
        programme_id=identifier,
        name=name,
        aliases=tuple(aliases),
        kind=_usual(one.kind for one in members) or members[0].kind,
        named=any(one.named for one in members),
        owner=_usual(one.owner for one in members),
        funder=_usual(one.funder for one in members),
        budget_sek=_usual(one.budget_sek for one in members),
        start_date=_usual(one.start_date for one in members),
        end_date=_usual(one.end_date for one in members),
        target_groups=_in_order(groups),
        municipality_codes=tuple(
            sorted({code for one in members for code in one.municipality_codes})
        ),
        article_ids=tuple(articles),
    )


def _alone(identifier: str, one: LocalProgramme, articles: Sequence[str]) -> ResolvedProgramme:
    """A programme that one article tells of: most are, and there are many."""
    return ResolvedProgramme(
        programme_id=identifier,
        name=one.name,
        aliases=tuple(dict.fromkeys([alias for alias in one.aliases if alias != one.name])),
        kind=one.kind,
        named=one.named,
        owner=one.owner,
        funder=one.funder,
        budget_sek=one.budget_sek,
        start_date=one.start_date,
        end_date=one.end_date,
        target_groups=_in_order(one.target_groups),
        municipality_codes=tuple(sorted(set(one.municipality_codes))),
        article_ids=tuple(articles),
    )


def _in_order(groups: Collection[TargetGroup]) -> tuple[TargetGroup, ...]:
    """Groups as the vocabulary has them, each once."""
    return tuple(groups if len(groups) < 2 else sorted(set(groups), key=_GROUPS.index))
