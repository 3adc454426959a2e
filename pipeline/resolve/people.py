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
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from rapidfuzz import fuzz

from pipeline.findings import LocalPerson, Locals
from pipeline.swedish.names import name_words, same_name, sound, words_alike

_SAME_BODY = 85  # token_sort_ratio from which two organisation names are one


class ResolvedPerson(NamedTuple):
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


class _Facts(NamedTuple):
    """What an article tells of where a person belongs."""

    name: str
    role: str | None
    organisation: str | None
    municipality: str | None


class _Told(NamedTuple):
    """One local person of one article."""

    key: tuple[int, int]
    person: LocalPerson
    article_id: str
    facts: _Facts


def resolve_people(linked: Sequence[Locals]) -> ResolvedPeople:
    """People of articles sorted by id; the same articles always give the same identifiers."""
    told = [
        _Told(
            (a, p),
            person,
            one.article_id,
            _Facts(person.name, person.role, person.organisation, one.municipality_code),
        )
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
        spellings = dict.fromkeys(one.person.variants for one in cluster)
        variants = dict.fromkeys(chain.from_iterable(spellings))
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
    """Each person joins the first cluster they fit wholly.

    A name is compared with the names near it in sound only, and what is told of two people once, however many
    articles tell the same: a corpus names its people over and over.
    """
    clusters: list[_Cluster] = []
    names = _Names()
    by_name: dict[str, list[int]] = {}  # clusters that hold the name
    near: dict[str, list[int]] = {}  # clusters that hold a name like it, in order
    for one in told:
        facts, article = one.facts, one.key[0]
        found = near.get(facts.name)
        if found is None:
            alike = names.alike(facts.name)
            found = near[facts.name] = sorted({n for name in alike for n in by_name.get(name, ())})
        for home in found:
            if clusters[home].fits(article, facts):
                break
        else:
            home = len(clusters)
            clusters.append(_Cluster())
        clusters[home].take(one)
        known = by_name.setdefault(facts.name, [])
        if home not in known:
            known.append(home)
            for name in (*names.alike(facts.name), facts.name):
                near.pop(name, None)
    return [cluster.members for cluster in clusters]


class _Cluster:
    """People of different articles who are one so far."""

    def __init__(self) -> None:
        self.members: list[_Told] = []
        self._articles: set[int] = set()
        self._taken: set[_Facts] = set()
        self._names: dict[str, None] = {}
        self._bodies: dict[
            _Facts, None
        ] = {}  # facts that name an organisation, without the person's name
        self._never: set[_Facts] = set()
        self._always: set[_Facts] = set()  # until something new is told of them

    def take(self, one: _Told) -> None:
        """Add a person."""
        self.members.append(one)
        self._articles.add(one.key[0])
        if one.facts in self._taken:
            return
        self._taken.add(one.facts)
        held = len(self._names), len(self._bodies)
        self._names.setdefault(one.facts.name)
        if one.facts.organisation:
            self._bodies.setdefault(one.facts._replace(name=""))
        if (len(self._names), len(self._bodies)) != held:
            self._always.clear()

    def fits(self, article: int, facts: _Facts) -> bool:
        """True where somebody of an article can be everyone in here: two of one article were told apart there."""
        if article in self._articles or facts in self._never:
            return False
        if facts in self._always:
            return True
        fits = all(_one_name(facts.name, name) for name in self._names) and (
            not facts.organisation or all(_one_body(facts, other) for other in self._bodies)
        )
        (self._always if fits else self._never).add(facts)
        return fits


class _Names:
    """Names met so far, found again by names that can be the same person's."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, str], list[str]] = {}
        self._alike: dict[str, list[str]] = {}

    def alike(self, name: str) -> list[str]:
        """Names like ``name`` that were met, itself among them."""
        found = self._alike.get(name)
        if found is None:
            keys = _keys(name)
            if not keys:  # a given name alone is nobody across articles
                return []
            near = dict.fromkeys(n for key in keys for n in self._by_key.get(key, ()))
            found = [other for other in near if _one_name(name, other)]
            for other in found:
                self._alike[other].append(name)
            found.append(name)
            self._alike[name] = found
            for key in keys:
                self._by_key.setdefault(key, []).append(name)
        return found


def _keys(name: str) -> list[tuple[str, str]]:
    """Keys of which two names that can be one person's share one.

    Given name and a surname: one of them as it sounds, the other as it sounds or with a letter left out.
    """
    words = name_words(name)
    if len(words) < 2:
        return []
    given, last = sound(words[0]), sound(words[-1])
    keys = {(given, key): None for word in words[1:] for key in _spellings(word)}
    keys.update(((key, last), None) for key in _spellings(words[0]))
    return list(keys)


@lru_cache(maxsize=1 << 16)
def _spellings(word: str) -> tuple[str, ...]:
    """Keys of which two words that are alike share one."""
    written = word.lower()
    if len(written) < 5:
        return (sound(word),)
    short = {f"{written[:i]}{written[i + 1 :]}-" for i in range(1, len(written))}
    return (sound(word), f"{written}-", *short)


@lru_cache(maxsize=1 << 16)
def _one_name(one: str, other: str) -> bool:
    """True where two full names can be one person's: a slip in the given name or in the last, not in both."""
    a, b = name_words(one), name_words(other)
    if len(a) < 2 or len(b) < 2 or not words_alike(a[0], b[0]) or not same_name(one, other):
        return False
    if sound(a[0]) != sound(b[0]) and sound(a[-1]) != sound(b[-1]):
        return False
    return words_alike(a[-1], b[-1]) or abs(len(a) - len(b)) == 1


def _one_body(one: _Facts, other: _Facts) -> bool:
    """True where two organisations are one, or can have the same person: in one municipality, or in one role."""
    assert one.organisation
    assert other.organisation
    if _same_body(one.organisation, other.organisation):
        return True
    if one.municipality and other.municipality:
        return one.municipality == other.municipality
    return one.role is not None and one.role == other.role


@lru_cache(maxsize=1 << 16)
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
    return Counter(known).most_common(1)[0][0]  # of equals the first


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


@lru_cache(maxsize=1 << 16)
def slug(text: str) -> str:
    """``Åsa Öman-Lind`` → ``asa-oman-lind``."""
    plain = unicodedata.normalize("NFKD", text.replace("ø", "o").replace("Ø", "O")).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
