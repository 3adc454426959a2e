"""Target groups of a programme: whom the article says it is for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.article import Span
from pipeline.lexicon.load import load
from pipeline.link.scene import Scene
from pipeline.vocab import TargetGroup


@dataclass(frozen=True, slots=True)
class GroupPattern:
    """One line of ``target_groups.tsv``."""

    pattern: str
    group: TargetGroup
    example: str


# Words that say that what follows (or stands before) is the target group.
_CUE = re.compile(
    r"målgrupp|vänder sig|riktar sig|riktad\w* (?:till|mot)|riktas (?:till|mot)|till för|avsedd\w* för|ska hjälpa|hjälper|"
    r"hjälpa|stötta|stödja|stöttar|fokus|öppe[nt] för|anvisas|för dig som|du (?:som )?(?:ska )?(?:vara|är|har)|"
    r"få (?:fler|ut)|får fler|fler .{0,40} i (?:arbete|jobb)|erbjud|utbildas|deltagarna (?:är|har)|de flesta av dem|"
    r"tar emot|vilka är ni till för|kan komma|personer som|stöd (?:till|för)|närmare|insats(?:en)? för|projekt för|"
    r"lärde|lär sig|anställs|anställa|gäller",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:för|åt|till|mot|riktad\w* till)\s+(?:att\s+\w+\s+)?[^.]{0,60}$", re.IGNORECASE)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], TargetGroup], ...]:
    return tuple(
        (re.compile(entry.pattern, re.IGNORECASE), entry.group)
        for entry in load(GroupPattern, "target_groups.tsv")
    )


def groups_in(text: str) -> list[tuple[Span, TargetGroup]]:
    """Every group named in ``text``; of overlapping ones the longest (foreign-born women, not women)."""
    found = [
        (Span(*match.span()), group)
        for pattern, group in _patterns()
        for match in pattern.finditer(text)
    ]
    found.sort(key=lambda hit: (-len(hit[0]), hit[0].start))
    kept: list[tuple[Span, TargetGroup]] = []
    for span, group in found:
        if not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, group))
    return sorted(kept, key=lambda hit: hit[0])


def target_groups(scene: Scene, number: int) -> tuple[TargetGroup, ...]:
    """The groups told in descriptions and in sentences that say whom the programme is for."""
    chosen: dict[TargetGroup, None] = {}
    one = scene.clusters[number]
    for index in one.mentions:
        for _, group in groups_in(scene.text[scene.mentions[index].span.start : scene.mentions[index].span.end]):
            chosen.setdefault(group)
    for i in scene.sentences_about(number):
        words = scene.sentence_text(i)
        if not _CUE.search(words) or len(scene.focus[i]) > 2:
            continue
        for _, group in groups_in(words):
            chosen.setdefault(group)
    return tuple(sorted(chosen, key=list(TargetGroup).index))
