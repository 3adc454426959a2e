"""The facts of one programme: kind, owner, funder, money, period, target groups, municipalities."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.findings import LocalProgramme, MentionRole
from pipeline.link.clusters import GENERIC
from pipeline.link.groups import target_groups
from pipeline.link.operates import municipality_codes
from pipeline.link.owners import funder, owner
from pipeline.link.periods import budget, period
from pipeline.link.programme_names import Cluster
from pipeline.link.scene import Scene
from pipeline.vocab import ProgrammeKind

_SHAPES = frozenset(
    (
        "capital",
        "line",
        "quoted",
        "left-context",
        "right-context",
        "run-verb",
        "lower-case-opening",
        "fact-heading",
        "acronym",
    )
)
# Forms of names that say what they are: …torget and …centrum, …modellen and …metoden, …projektet.
_SHAPED = frozenset((ProgrammeKind.SERVICE, ProgrammeKind.METHOD, ProgrammeKind.PROJECT))
_PLACE_TO_COME = re.compile(
    r"\b(?:slår upp dörrarna|har öppet|öppettid\w*|öppet (?:måndag|tisdag|onsdag|torsdag|fredag|varje|"
    r"alla)|drop-?in|"
    r"besök(?:are)?|besöka|stänga sina lokaler|lokalen|lokaler|tar emot besök|tidsbokning|dit kan|hit kan)\b",
    re.IGNORECASE,
)
_PROJECT_WORDS = re.compile(
    r"\b(?:projektägar|projektled|projektperiod|projekttid|projektmedel|\w*projektet)\w*",
    re.IGNORECASE,
)
_MEASURE_WORDS = re.compile(r"\b\w*(?:insats|åtgärd)(?:en|er|erna)?\b", re.IGNORECASE)


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
        municipality_codes=municipality_codes(scene, number, body),
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


def kind(scene: Scene, number: int) -> ProgrammeKind:
    """The article's own word: beside the name, in a description, in a reference; else what is said of it."""
    one = scene.clusters[number]
    votes: list[tuple[int, int, ProgrammeKind]] = []
    for order, index in enumerate(one.mentions):
        mention = scene.mentions[index]
        if mention.kind is None:
            continue
        if mention.role is MentionRole.REFERENCE:
            rank = 2
        elif mention.rule == "description":
            rank = 1
        elif mention.rule.split("+")[0] not in _SHAPES:
            rank = 0
        elif mention.kind in _SHAPED:
            rank = 3
        else:
            continue
        votes.append((rank, order, mention.kind))
    if votes:
        return min(votes)[2]
    about = " ".join(scene.sentence_text(i) for i in scene.sentences_about(number))
    if _PLACE_TO_COME.search(about):
        return ProgrammeKind.SERVICE
    return _usual(scene)


def _usual(scene: Scene) -> ProgrammeKind:
    """The word the article uses for what it tells of, where it never says it of this one."""
    counts: Counter[ProgrammeKind] = Counter(
        m.kind
        for m in scene.mentions
        if m.kind is not None and (m.rule == "description" or m.name.lower() in GENERIC)
    )
    counts[ProgrammeKind.PROJECT] += 2 * len(_PROJECT_WORDS.findall(scene.text))
    counts[ProgrammeKind.MEASURE] += len(_MEASURE_WORDS.findall(scene.text))
    best, count = max(
        counts.items(), key=lambda item: (item[1], -list(ProgrammeKind).index(item[0]))
    )
    return best if count else ProgrammeKind.MEASURE
