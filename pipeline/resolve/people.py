"""People across articles: who is one and the same, and their identifiers.

Two people of two articles are one where their full names are alike in every word (``Victor`` and ``Viktor``)
and nothing speaks against it. A different organisation in a different municipality does. A given name alone
is never enough across articles. Identifiers are slugs of the name; where several people share it, the
organisation, municipality or article that tells them apart is added.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.findings import LinkedArticle, LocalPerson
from pipeline.swedish.names import name_words, same_name, sound, words_alike

_SAME_BODY = 85  # token_sort_ratio from which two organisation names are one


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


@dataclass(frozen=True, slots=True)
class _Told:
    """One local person with what its article says about where they belong."""

    key: tuple[int, int]
    person: LocalPerson
    article_id: str
    municipality: str | None


def resolve_people(linked: Sequence[LinkedArticle]) -> ResolvedPeople:
    """People of articles sorted by id; the same articles always give the same identifiers."""
    told = [
        _Told((a, p), person, one.findings.article.id, one.municipality_code)
        for a, one in enumerate(linked)
        for p, person in enumerate(one.people)
    ]
    clusters = _clusters(told)
    names = [_name(cluster) for cluster in clusters]
    ids: dict[tuple[int, int], str] = {}
    merged: list[ResolvedPerson] = []
    for cluster, name, person_id in zip(clusters, names, _ids(clusters, names), strict=True):
        for one in cluster:
            ids[one.key] = person_id
        variants = dict.fromkeys(v for one in cluster for v in one.person.variants)
        merged.append(
            ResolvedPerson(
                person_id,
                name,
                tuple(variants),
                _most([one.person.role for one in cluster]),
                _most([one.person.organisation for one in cluster]),
                tuple(sorted({one.article_id for one in cluster})),
            )
        )
    return ResolvedPeople(ids, tuple(sorted(merged, key=lambda person: person.person_id)))


def _clusters(told: Sequence[_Told]) -> list[list[_Told]]:
    """Each person joins the first cluster they fit wholly; names that sound alike are looked up, not compared all."""
    clusters: list[list[_Told]] = []
    by_sound: dict[str, list[int]] = {}
    for one in told:
        words = name_words(one.person.name)
        keys = [sound(words[0]), sound(words[-1])] if len(words) > 1 else []
        near = sorted({n for key in keys for n in by_sound.get(key, ())})
        home = next(
            (n for n in near if all(_one_person(one, other) for other in clusters[n])), None
        )
        if home is None:
            home = len(clusters)
            clusters.append([])
        clusters[home].append(one)
        for key in keys:
            known = by_sound.setdefault(key, [])
            if home not in known:
                known.append(home)
    return clusters


def _one_person(one: _Told, other: _Told) -> bool:
    if one.key[0] == other.key[0]:
        return False  # two people of one article were told apart there
    a, b = name_words(one.person.name), name_words(other.person.name)
    if len(a) < 2 or len(b) < 2 or not words_alike(a[0], b[0]):
        return False
    if not same_name(one.person.name, other.person.name):
        return False
    if not (words_alike(a[-1], b[-1]) or abs(len(a) - len(b)) == 1):
        return False
    mine, theirs = one.person.organisation, other.person.organisation
    if not mine or not theirs or _same_body(mine, theirs):
        return True
    if one.municipality and other.municipality:
        return one.municipality == other.municipality
    return one.person.role is not None and one.person.role == other.person.role


def _same_body(one: str, other: str) -> bool:
    a, b = one.casefold(), other.casefold()
    return a in b or b in a or fuzz.token_sort_ratio(a, b) >= _SAME_BODY


def _name(cluster: Sequence[_Told]) -> str:
    """The name most articles use; of equals the longest, then the first."""
    names = [one.person.name for one in cluster]
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], -len(name_words(name)), names.index(name)))


def _most(values: Sequence[str | None]) -> str | None:
    known = [value for value in values if value]
    if not known:
        return None
    counts = Counter(known)
    return min(counts, key=lambda value: (-counts[value], known.index(value)))


def _ids(clusters: Sequence[Sequence[_Told]], names: Sequence[str]) -> list[str]:
    slugs = [slug(name) for name in names]
    shared = Counter(slugs)
    ids: list[str] = []
    for cluster, base in zip(clusters, slugs, strict=True):
        if shared[base] == 1 and "-" in base:
            ids.append(base)
            continue
        first = cluster[0]
        organisation = _most([one.person.organisation for one in cluster])
        apart = organisation if "-" in base and organisation else first.article_id
        ids.append(f"{base}.{slug(apart)}")
    counts = Counter(ids)
    seen: Counter[str] = Counter()
    final: list[str] = []
    for cluster, identity in zip(clusters, ids, strict=True):
        if counts[identity] > 1:
            identity = f"{identity}.{slug(cluster[0].article_id)}"
        seen[identity] += 1
        final.append(identity if seen[identity] == 1 else f"{identity}.{seen[identity]}")
    return final


def slug(text: str) -> str:
    """``Åsa Öman-Lind`` → ``asa-oman-lind``."""
    plain = unicodedata.normalize("NFKD", text.replace("ø", "o").replace("Ø", "O")).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
