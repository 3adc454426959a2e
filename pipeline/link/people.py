"""People of one article: mentions of one person joined, with role and organisation; speakers of quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.article import TaggedArticle
from pipeline.findings import LocalPerson, PersonMention
from pipeline.link.speakers import link_speakers
from pipeline.swedish.names import name_words, same_name
from pipeline.swedish.nouns import Rank, body_of, role_of

__all__ = ["link_people", "link_speakers"]


def link_people(
    tagged: TaggedArticle, mentions: Sequence[PersonMention], municipality: str | None = None
) -> tuple[LocalPerson, ...]:
    """The people of an article in order of first mention.

    Full names come first, so that ``Svensson`` before ``Eva Svensson`` still joins her; a short form goes
    to the nearest person before it that it fits, else the nearest after. ``municipality`` (``Sala kommun``)
    is the employer of officials without another one.
    """
    groups: list[list[int]] = []
    full = [i for i, mention in enumerate(mentions) if len(mention.name.split()) > 1]
    for i in sorted(full, key=lambda n: (-len(mentions[n].name.split()), n)):
        for group in groups:
            if all(same_name(mentions[i].name, mentions[j].name) for j in group[:1]):
                group.append(i)
                break
        else:
            groups.append([i])
    for i, mention in enumerate(mentions):
        if i in full:
            continue
        fitting = [g for g in groups if any(same_name(mention.name, mentions[j].name) for j in g)]
        if fitting:
            _nearest(fitting, i).append(i)
        else:
            groups.append([i])
    groups = _joined_by_identity(tagged, mentions, groups)
    people = [_person(mentions, sorted(group), municipality) for group in groups]
    return tuple(sorted(people, key=lambda person: person.mentions[0]))


def _nearest(groups: list[list[int]], i: int) -> list[int]:
    def distance(group: list[int]) -> tuple[int, int]:
        before = [j for j in group if j < i]
        return (0, i - max(before)) if before else (1, min(group) - i)

    return min(groups, key=distance)


def _joined_by_identity(
    tagged: TaggedArticle, mentions: Sequence[PersonMention], groups: list[list[int]]
) -> list[list[int]]:
    """``Jocke är Joakim Ek``: two names said to be one person."""
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
    mentions: Sequence[PersonMention], group: list[int], municipality: str | None
) -> LocalPerson:
    names = [mentions[i].name for i in group]
    longest = max(len(name_words(name)) for name in names)
    counts = Counter(name for name in names if len(name_words(name)) == longest)
    name = max(counts, key=lambda n: (counts[n], -names.index(n)))
    role, organisation = _role(mentions, group)
    if organisation is not None:
        organisation = _legal_body(organisation, municipality)
    elif role is not None and _municipal(role):
        organisation = municipality
    return LocalPerson(
        name=name,
        variants=tuple(dict.fromkeys(n for n in names)),
        role=role,
        organisation=organisation,
        mentions=tuple(group),
    )


def _role(mentions: Sequence[PersonMention], group: list[int]) -> tuple[str | None, str | None]:
    """The role told with an organisation, else the first one; an organisation from any mention."""
    told = [(mentions[i].role, mentions[i].organisation) for i in group if mentions[i].role]
    if not told:
        return None, None
    role = next((r for r, o in told if o), told[0][0])
    return role, next((o for _, o in told if o), None)


def _municipal(role: str) -> bool:
    found = role_of(role.split()[-1])
    return found is not None and found.rank is Rank.OFFICE


def _legal_body(organisation: str, municipality: str | None) -> str:
    """``kommunen`` and departments named without an owner belong to the municipality."""
    body = body_of(organisation)
    if body is not None and municipality is not None and organisation[:1].islower():
        return municipality
    return organisation
