"""Mentions of one article gathered into programmes: names, then descriptions, then references."""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.article import Span, TaggedArticle, normalise
from pipeline.findings import MentionRole, ProgrammeMention
from pipeline.link.programme_names import Cluster, core, is_title, name_clusters, stem
from pipeline.vocab import ProgrammeKind

# What may stand between a name and a description of the same thing.
_SAME_THING = re.compile(
    r"^[\"']?\s*(?:,|–|-|:|\(|är|var|blir|blev|heter|som heter|som kallas|kallas|kallat|kallad|med namnet|"
    r"vid namn|"
    r"går under namnet|som går under namnet|under namnet|har fått namnet|som fått namnet|som|, som är|"
    r"och är|, som)"
    r"(?: (?:nu|också|numera|ett|en|bara|alltså))?\s*[\"']?$",
    re.IGNORECASE,
)
# References that may point at a programme of any kind.
GENERIC = frozenset(
    "projektet insatsen satsningen verksamheten arbetssättet metoden modellen programmet initiativet "
    "kursen åtgärden piloten försöket kampanjen delprojektet mötesplatsen arbetsmodellen".split()
)
_SUBORDINATORS = frozenset("som där när att vars eftersom medan".split())
# How far a reference looks for its programme, in mentions; and how many descriptions are kept in mind.
_BACK, _AHEAD, _IN_MIND = 80, 40, 30
_ANNOUNCED = 3  # sentences between a description and the name it announces


def cluster(tagged: TaggedArticle, mentions: Sequence[ProgrammeMention]) -> list[Cluster]:
    """Programmes in order of first mention; every mention belongs to at most one."""
    clusters = name_clusters(tagged, mentions)
    clusters = [one for one in clusters if one.mentions]
    _descriptions(tagged, mentions, clusters)
    _references(tagged, mentions, clusters)
    for one in clusters:
        one.mentions.sort()
    clusters.sort(key=lambda one: one.mentions[0])
    return clusters


def noun_of(mention: ProgrammeMention) -> str:
    """The trigger of a reference, or the last word of a description, lower case."""
    return mention.name.split()[-1].lower()


def _descriptions(
    tagged: TaggedArticle, mentions: Sequence[ProgrammeMention], clusters: list[Cluster]
) -> None:
    titles = {i: one for one in clusters for i in one.mentions}
    by_kind: dict[ProgrammeKind | None, list[Cluster]] = defaultdict(list)
    for one in clusters:
        if one.firm:
            for kind in {mentions[i].kind for i in one.mentions}:
                by_kind[kind].append(one)
    starts = {id(one): [mentions[i].span.start for i in sorted(one.mentions)] for one in clusters}
    by_core: dict[str, Cluster] = {one.key: one for one in clusters if not one.firm}
    recent: list[Cluster] = []
    firm = [one for one in clusters if one.firm]
    first = min(firm, key=lambda one: one.mentions[0]) if firm else None
    for index, mention in enumerate(mentions):
        if mention.role is not MentionRole.DESCRIPTION or is_title(mention):
            continue
        same = _beside(tagged, mentions, index, titles)
        alike = by_kind.get(mention.kind, [])
        if same is None and len(alike) == 1:
            near = _nearest(starts[id(alike[0])], mention.span.start)
            same = alike[0] if _close(tagged, near, mention.span.start) else None
        if same is None:
            same = _announces(tagged, mention, mentions, first)
        if same is not None:
            same.mentions.append(index)
            continue
        same = by_core.get(core(mention.name)) or _taken_up(mention, mentions, recent)
        if same is None:
            same = Cluster(core(mention.name), mention.name, False)
            clusters.append(same)
            by_core[same.key] = same
        same.mentions.append(index)
        if mention.name not in same.aliases:
            same.aliases.append(mention.name)
        recent = [*[one for one in recent if one is not same][-_IN_MIND:], same]


def _announces(
    tagged: TaggedArticle,
    mention: ProgrammeMention,
    mentions: Sequence[ProgrammeMention],
    first: Cluster | None,
) -> Cluster | None:
    """``Ett nytt projekt ska hjälpa unga`` right before the first name of the article."""
    if first is None:
        return None
    start = mentions[first.mentions[0]].span.start
    if mention.span.start >= start:
        return None
    kinds = {mentions[i].kind for i in first.mentions if is_title(mentions[i])}
    alike = mention.kind in kinds or kinds == {None}
    if mention.span.start < start and alike and _close(tagged, start, mention.span.start):
        return first
    return None


def _beside(
    tagged: TaggedArticle,
    mentions: Sequence[ProgrammeMention],
    index: int,
    titles: dict[int, Cluster],
) -> Cluster | None:
    """The name that a description is told of: ``Fyren är ett projekt``, ``ett projekt som heter Fyren``."""
    span = mentions[index].span
    for other in (index - 1, index + 1):
        if other not in titles:
            continue
        left, right = sorted((span, mentions[other].span))
        between = normalise(tagged.text[left.end : min(right.start, left.end + 50)])
        if len(between) <= 40 and _SAME_THING.match(between.strip()):
            return titles[other]
        if other < index and _is_next(tagged, left, right) and _opens_fragment(tagged, span):
            return titles[other]
    return None


def _is_next(tagged: TaggedArticle, name: Span, description: Span) -> bool:
    """The description's sentence follows that of the name, in the same paragraph."""
    one, other = tagged.sentence_at(name.start), tagged.sentence_at(description.start)
    if one is None or other is None:
        return False
    return other.i == one.i + 1 and other.block == one.block


def _opens_fragment(tagged: TaggedArticle, span: Span) -> bool:
    """``(… fanns Kalendern.) En insats riktad till unga, där …``: a sentence that only goes on describing."""
    sentence = tagged.sentence_at(span.start)
    if sentence is None or tagged.tokens[sentence.first].start != span.start:
        return False
    if tagged.tokens[sentence.first].lower not in ("en", "ett"):
        return False
    for token in tagged.tokens[sentence.first : sentence.last]:
        if token.lower in _SUBORDINATORS:
            return True
        if token.feat("VerbForm") == "Fin":
            return False
    return True


def _nearest(starts: list[int], offset: int) -> int:
    at = bisect.bisect_left(starts, offset)
    return min(starts[max(0, at - 1) : at + 1], key=lambda start: abs(start - offset))


def _close(tagged: TaggedArticle, name: int, description: int) -> bool:
    """``Ett nytt projekt ska hjälpa unga. Projektet Fyren …``: the name is told within a few sentences."""
    here, there = tagged.sentence_at(description), tagged.sentence_at(name)
    return here is not None and there is not None and abs(here.i - there.i) <= _ANNOUNCED


def _taken_up(
    mention: ProgrammeMention, mentions: Sequence[ProgrammeMention], recent: list[Cluster]
) -> Cluster | None:
    """``det nya arbetssättet`` takes up an earlier ``ett nytt arbetssätt``."""
    words = core(mention.name).split()
    if not words or words[0] not in ("det", "den", "detta", "denna"):
        return None
    own = {stem(word) for word in words if len(word) > 4}
    for one in reversed(recent):
        first = mentions[one.mentions[0]]
        if first.kind == mention.kind and own & {stem(w) for w in core(first.name).split()}:
            return one
    return None


def _references(
    tagged: TaggedArticle, mentions: Sequence[ProgrammeMention], clusters: list[Cluster]
) -> None:
    """Each reference joins the nearest earlier programme of its noun or kind, else the first later one."""
    owner = {i: one for one in clusters for i in one.mentions}
    firm = [one for one in clusters if one.firm]
    only = firm[0] if len(firm) == 1 else None
    loose: list[int] = []
    for index, mention in enumerate(mentions):
        if mention.role is not MentionRole.REFERENCE:
            continue
        found = _in_apposition(tagged, mentions, index, owner)
        if found is None:
            found = _antecedent(mentions, index, owner)
        if found is None and noun_of(mention) in GENERIC:
            found = only
        if found is None:
            loose.append(index)
            continue
        found.mentions.append(index)
        owner[index] = found
    _unnamed_by_reference(mentions, loose, clusters)


def _in_apposition(
    tagged: TaggedArticle,
    mentions: Sequence[ProgrammeMention],
    index: int,
    owner: dict[int, Cluster],
) -> Cluster | None:
    """``Fyren, rehabiliteringsinsatsen för …``: the name right before the comma."""
    if index - 1 not in owner:
        return None
    left, right = mentions[index - 1].span, mentions[index].span
    between = normalise(tagged.text[left.end : min(right.start, left.end + 5)])
    return owner[index - 1] if re.fullmatch(r"[\"']?,\s", between) else None


def _antecedent(
    mentions: Sequence[ProgrammeMention], index: int, owner: dict[int, Cluster]
) -> Cluster | None:
    mention = mentions[index]
    own, generic = stem(noun_of(mention)), noun_of(mention) in GENERIC
    fallback = None
    for back in range(index - 1, max(-1, index - 1 - _BACK), -1):
        one = owner.get(back)
        if one is None:
            continue
        earlier = mentions[back]
        if any(stem(word).endswith(own) for word in earlier.name.lower().split()):
            return one
        if not generic or not one.firm:
            continue
        if earlier.kind == mention.kind:
            return one
        if fallback is None and earlier.kind is None:
            fallback = one
    if fallback is None and generic:
        fallback = _described_before(mentions, index, owner)
    if fallback is not None or not generic:
        return fallback
    for ahead in range(index + 1, min(len(mentions), index + 1 + _AHEAD)):
        one = owner.get(ahead)
        if one is not None and mentions[ahead].kind == mention.kind:
            return one
    return None


def _described_before(
    mentions: Sequence[ProgrammeMention], index: int, owner: dict[int, Cluster]
) -> Cluster | None:
    """``Förvaltningen har ett nytt arbetssätt. … Metoden bygger på tillit``: the last thing described as such."""
    for back in range(index - 1, max(-1, index - 1 - _BACK), -1):
        one = owner.get(back)
        earlier = mentions[back]
        if (
            one is not None
            and earlier.rule == "description"
            and earlier.kind == mentions[index].kind
        ):
            return one
    return None


def _unnamed_by_reference(
    mentions: Sequence[ProgrammeMention], loose: list[int], clusters: list[Cluster]
) -> None:
    """A text that only ever says ``projektet`` still tells of one."""
    nouns = Counter(noun_of(mentions[i]) for i in loose)
    for noun, count in sorted(nouns.items()):
        if (count >= 2 and noun in GENERIC) or len(noun) > 12:
            members = [i for i in loose if noun_of(mentions[i]) == noun]
            clusters.append(Cluster(noun, mentions[members[0]].name, False, members, [noun]))
