"""The facts of one programme: kind, owner, funder, money, period, target groups, municipalities."""

from __future__ import annotations

from collections import Counter

from pipeline.findings import LocalProgramme, MentionRole
from pipeline.link.clusters import Cluster, core
from pipeline.link.groups import target_groups
from pipeline.link.operates import municipality_codes
from pipeline.link.owners import funder, owner
from pipeline.link.periods import budget, period
from pipeline.link.scene import Scene
from pipeline.vocab import ProgrammeKind

_SHAPES = ("shape", "quoted", "left-context", "right-context", "lower-case-opening", "fact-heading")


def describe(scene: Scene, number: int) -> LocalProgramme:
    """Programme ``number`` of the scene with its attributes."""
    one = scene.clusters[number]
    body = owner(scene, number)
    start, end = period(scene, number)
    return LocalProgramme(
        name=one.name,
        aliases=_aliases(one),
        kind=kind(scene, one),
        named=one.named,
        owner=body.name if body else None,
        funder=funder(scene, number),
        budget_sek=budget(scene, number),
        start_date=start,
        end_date=end,
        target_groups=target_groups(scene, number),
        municipality_codes=municipality_codes(scene, number, body),
        mentions=tuple(one.mentions),
    )


def _aliases(one: Cluster) -> tuple[str, ...]:
    """Other forms of the name in the order they appear, without those that differ in case or a genitive s."""
    seen = {_folded(one.name)}
    aliases = []
    for alias in one.aliases:
        key = _folded(alias)
        if key not in seen:
            seen.add(key)
            aliases.append(alias)
    return tuple(aliases)


def _folded(name: str) -> str:
    folded = name.casefold().strip("\"'”“ ")
    return folded.removesuffix("s") if len(folded) > 3 else folded


def kind(scene: Scene, one: Cluster) -> ProgrammeKind:
    """The article's own word: beside the name, in a description, in a reference; else the shape of the name."""
    votes: list[tuple[int, int, ProgrammeKind]] = []
    for order, index in enumerate(one.mentions):
        mention = scene.mentions[index]
        if mention.kind is None:
            continue
        if mention.role is MentionRole.REFERENCE:
            rank = 2
        elif mention.rule == "description":
            rank = 1
        else:
            rank = 3 if mention.rule.split("+")[0] in _SHAPES else 0
        votes.append((rank, order, mention.kind))
    if votes:
        return min(votes)[2]
    other = Counter(
        m.kind for m in scene.mentions if m.kind is not None and core(m.name) != one.key
    )
    return max(other, key=lambda k: (other[k], k)) if other else ProgrammeKind.MEASURE
