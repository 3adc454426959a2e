"""The facts of one programme: kind, owner, funder, money, period, target groups, municipalities."""

from __future__ import annotations

from pipeline.findings import LocalProgramme
from pipeline.link.funders import funder
from pipeline.link.groups import target_groups
from pipeline.link.kinds import kind
from pipeline.link.operates import municipality_codes
from pipeline.link.owners import owner
from pipeline.link.periods import budget, period
from pipeline.link.programme_names import Cluster
from pipeline.link.scene import Scene


def describe(scene: Scene, number: int) -> LocalProgramme:
    """Programme ``number`` of the scene with its attributes."""
    one = scene.clusters[number]
    body = owner(scene, _told_with(scene, number))
    start, end = period(scene, number)
    return LocalProgramme(
        name=one.name,
        aliases=_aliases(one),
        kind=kind(scene, number),
        named=one.named,
        owner=body.name if body else None,
        funder=funder(scene, number),
        budget_sek=budget(scene, number),
        start_date=start,
        end_date=end,
        target_groups=target_groups(scene, number),
        municipality_codes=municipality_codes(scene, number),
        mentions=tuple(one.mentions),
    )


def _told_with(scene: Scene, number: int) -> int:
    """An earlier version that is only mentioned has the owner of the version the article tells of."""
    one = scene.clusters[number]
    if all(scene.mentions[i].rule == "version" for i in one.mentions):
        base = one.key.rsplit(" ", 1)[0]
        for other, cluster in enumerate(scene.clusters):
            if other != number and cluster.key.startswith(base):
                return other
    return number


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
