"""People of one article: mentions of one person joined, with role and organisation; speakers of quotes."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.article import TaggedArticle
from pipeline.findings import LocalPerson, PersonMention, PlaceMention
from pipeline.lexicon.load import load
from pipeline.link.speaker_bodies import SpeakerBodies
from pipeline.link.speakers import link_speakers
from pipeline.swedish.names import name_words, same_name, sound

__all__ = ["link_people", "link_speakers"]

_SOUND = 3  # letters of a word's sound under which names are looked up


@dataclass(frozen=True, slots=True)
class RoleEmployer:
    """One line of ``lexicon/role_employers.tsv``: whom a role works for where nothing else is told."""

    role: str
    employer: str  # "municipality" or the name of a body
    example: str


@cache
def _employers() -> dict[str, str]:
    return {entry.role: entry.employer for entry in load(RoleEmployer, "role_employers.tsv")}


def link_people(
    tagged: TaggedArticle,
    mentions: Sequence[PersonMention],
    places: Sequence[PlaceMention] = (),
) -> tuple[LocalPerson, ...]:
    """The people of an article in order of first mention.

    Full names come first, so that ``Svensson`` before ``Eva Svensson`` still joins her; a short form goes
    to the nearest person before it that it fits, else the nearest after. Municipal officials without
    another employer work for the municipality named last before their role is told.
    """
    bodies = SpeakerBodies(tagged, places)
    groups = _joined_by_identity(tagged, mentions, _grouped(mentions))
    people = [_person(mentions, sorted(group), bodies) for group in groups]
    return tuple(sorted(people, key=lambda person: person.mentions[0]))


def _grouped(mentions: Sequence[PersonMention]) -> list[list[int]]:
    """Mentions by person. Names are compared once each, and only where a word of them sounds alike."""
    by_name: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        by_name.setdefault(mention.name, []).append(i)
    groups: list[list[int]] = []
    first_name: list[str] = []  # the fullest name of each group
    by_sound: dict[str, list[int]] = {}

    def fitting(name: str) -> list[int]:
        near = {g for word in name_words(name) for g in by_sound.get(sound(word)[:_SOUND], ())}
        return [g for g in sorted(near) if same_name(name, first_name[g])]

    def open_group(name: str) -> None:
        for word in name_words(name):
            by_sound.setdefault(sound(word)[:_SOUND], []).append(len(groups))
        groups.append(list(by_name[name]))
        first_name.append(name)

    full = [name for name in by_name if len(name.split()) > 1]
    for name in sorted(full, key=lambda n: (-len(name_words(n)), by_name[n][0])):
        found = fitting(name)
        if found:
            groups[found[0]].extend(by_name[name])
        else:
            open_group(name)
    told = [sorted(group) for group in groups]
    for name, places in by_name.items():
        if len(name.split()) > 1:
            continue
        found = fitting(name)
        if not found:
            open_group(name)
            told.append(sorted(groups[-1]))
            continue
        for i in places:
            groups[min(found, key=lambda g: _away(told[g], i))].append(i)
    return groups


def _away(told: Sequence[int], i: int) -> tuple[int, int]:
    """How far mention ``i`` is from a person told in full before it, or else after it."""
    n = bisect.bisect_left(told, i)
    if n:
        return 0, i - told[n - 1]
    return 1, told[0] - i if told else 0


def _joined_by_identity(
    tagged: TaggedArticle, mentions: Sequence[PersonMention], groups: list[list[int]]
) -> list[list[int]]:
    """``Lasse är Lars Ek``: two names said to be one person."""
    owner = {i: group for group in groups for i in group}
    for i in range(len(mentions) - 1):
        one, other = mentions[i], mentions[i + 1]
        between = tagged.text[one.span.end : other.span.start].strip().lower()
        if (
            between in ("är", "heter egentligen", ", egentligen", "(egentligen")
            and len(one.name.split()) == 1
        ):
            a, b = owner[i], owner[i + 1]
            if a is not b:
                b.extend(a)
                groups = [group for group in groups if group is not a]
                for j in a:
                    owner[j] = b
    return groups


def _person(
    mentions: Sequence[PersonMention], group: list[int], bodies: SpeakerBodies
) -> LocalPerson:
    names = [mentions[i].name for i in group]
    longest = max(len(name_words(name)) for name in names)
    counts = Counter(name for name in names if len(name_words(name)) == longest)
    name = max(counts, key=lambda n: (counts[n], -names.index(n)))
    role, organisation = _role(mentions, group, bodies)
    return LocalPerson(name, tuple(dict.fromkeys(names)), role, organisation, tuple(group))


def _role(
    mentions: Sequence[PersonMention], group: list[int], bodies: SpeakerBodies
) -> tuple[str | None, str | None]:
    """The role told with an organisation, else the first one; who employs it."""
    told = [mentions[i] for i in group if mentions[i].role]
    if not told:
        return None, None
    mention = next((m for m in told if m.organisation), told[0])
    if mention.organisation is not None:
        if mention.organisation[:1].islower():
            legal = bodies.organisation(mention.organisation, mention.span)
            return mention.role, legal or mention.organisation
        return mention.role, mention.organisation
    employer = _employers().get(mention.role or "")
    if employer == "municipality":
        employer = bodies.municipality_near(mention.span)
    return mention.role, employer
