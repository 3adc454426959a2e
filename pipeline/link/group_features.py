"""What speaks for and against each target group that an article names, for each of its programmes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.article import BlockKind, Span
from pipeline.link.group_address import DEFINES, addressed, is_bare
from pipeline.link.group_exclusions import (
    SOME,
    given_up,
    told_of_another_place,
    told_of_before,
    told_of_politics,
    told_of_the_like,
    turned_away,
)
from pipeline.link.group_rules import NUMBER, SHARE, given_up_groups, is_of_others
from pipeline.link.scene import Scene
from pipeline.vocab import TargetGroup

Features = dict[str, float]

_HEADS = (BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.LEAD)
_PEOPLE = re.compile(
    r"\b(?:personer|människor|individer|folk|de|dem|den|dig|du|ni|någon|invånare|vuxna|deltagare|deltagarna|"
    r"män|kvinnor|gruppen|en|arbetssökande|kommuninvånare|klienter|besökare)\s+(?:som|med|utan|i|vilka|är|har)\s+"
    r"(?:[\w-]+\s+){0,5}$",
    re.IGNORECASE,
)
_TAKE_PART = re.compile(
    r"\b(?:delta\w*|deltog\w*|deltar|erbjud\w*|gått|går|får|fick|fått|anvisa\w*|inskriv\w*|skriv\w* in|kom|kommit|"
    r"kommer|praktik\w*|börja\w*|tränar|coacha\w*|stöd|stöttning|hjälp\w*|anställ\w*|lär|plats\w*|träffa\w*)\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:målgrupp\w*|vänder sig|riktar sig|riktad\w*|riktas|till för|avsedd\w*|fokus|öppe[nt] för|du som|syfte\w*|"
    r"ska (?:hjälpa|stötta|stödja|ge|få)|för att (?:hjälpa|stötta|stödja|ge|få|fler)|hjälpa|hjälper|stötta\w*|"
    r"stödja|stödjer|rusta\w*|bryta)\b",
    re.IGNORECASE,
)
_STATISTICS = re.compile(
    r"\b(?:arbetslöshet\w*|statistik\w*|andel\w*|siffr\w*|ökat|ökar|minskat|minskar|jämfört|snittet|riket|landet|"
    r"länet|befolkning\w*|enligt (?:scb|arbetsförmedlingen|kolada))\b",
    re.IGNORECASE,
)
_WORLD = re.compile(
    r"\b(?:regeringen|riksdagen|partiet|oppositionen|politik\w*|debatt\w*|samhället|generellt|i sverige)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:tidigare|förut|förra|innan dess|i fjol|dåvarande|föregångar\w*|tidigare projekt\w*)\b",
    re.IGNORECASE,
)
_OTHER_PROJECT = re.compile(
    r"\b(?:ett annat|en annan|andra|liknande|samtidigt)\b[^.;]{0,30}\b\w*(?:projekt|insats|verksamhet|satsning)\w*",
    re.IGNORECASE,
)
_FORMERLY = re.compile(
    r"\b(?:var|varit|blev|hade|levde|stod|gick|åkte|fick)\s+(?:\w+\s+){0,4}$", re.IGNORECASE
)
_EVERYBODY = re.compile(
    r"\b(?:alla|samtliga|deltagarna|de flesta|många av|flera av)\b", re.IGNORECASE
)
_NEGATION = re.compile(r"\b(?:inte|aldrig|ingen|inget|inga|utan att)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:för|åt|till|med|av|bland)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_FOR = re.compile(r"\b(?:för|åt)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:bland|hos)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|och|eller|samt)\s", re.IGNORECASE)
_NEAR = 3  # sentences
_FIRST = 4  # sentences that open an article
_TELLING = frozenset(("defined", "people", "aim", "takes part", "counted", "for itself"))
# Groups told as a state that people are in ("utan arbete i åratal"): the rules for being addressed ask too much.
_LOOSE = frozenset(
    (
        TargetGroup.WOMEN,
        TargetGroup.LONG_TERM_UNEMPLOYED,
        TargetGroup.BENEFIT_RECIPIENTS,
        TargetGroup.SICK_LISTED,
    )
)
_TOLD = _TELLING | frozenset(
    (
        "near",
        "within",
        "after a mention",
        "named here",
        "addressed",
        "takes part after",
        "aim before",
    )
)
_PLACED = _TELLING | frozenset(
    (
        "addressed",
        "headline",
        "opening",
        "quote",
        "everybody",
        "among",
        "share",
        "statistics",
        "formerly",
        "list",
    )
)


def candidates(
    scene: Scene, number: int, verdicts: Iterable[TargetGroup]
) -> dict[TargetGroup, Features]:
    """Each group that the article names → its features for one programme. ``verdicts``: what the rules say."""
    found: dict[TargetGroup, list[Features]] = {}
    for group, hit in _mention_hits(scene, number):
        found.setdefault(group, []).append(hit)
    mentions = [scene.mentions[index] for index in scene.clusters[number].mentions]
    # An earlier version that is only mentioned has the groups told of it alone.
    earlier = all(mention.rule == "version" for mention in mentions)
    for sentence in scene.tagged.sentences:
        named = scene.groups_of(sentence.i)
        for span, group in named:
            if is_of_others(scene, number, sentence.i, span):
                continue
            before = told_of_before(scene.sentence_text(sentence.i), span)
            if earlier != before and not (earlier and number in scene.focus[sentence.i]):
                continue
            hit = _hit(scene, number, sentence.i, span, group)
            if "in focus" in hit or "near" in hit:
                beside = {str(other) for _, other in named if other is not group}
                hit |= {f"{group} with {other}": 1.0 for other in beside}
            found.setdefault(group, []).append(hit)
    for group in given_up_groups(scene, number):
        found.pop(group, None)
    said = frozenset(verdicts)
    found = {
        g: hits for g, hits in found.items() if g in _LOOSE or g in said or _is_addressed(hits)
    }
    for group in said:
        found.setdefault(group, [])
    article = _article(scene, number)
    return {
        group: _together(group, hits, said, article, len(found)) for group, hits in found.items()
    }


def _is_addressed(hits: Iterable[Features]) -> bool:
    return any("addressed" in hit or "other's, addressed" in hit for hit in hits)


def _article(scene: Scene, number: int) -> Features:
    one = scene.clusters[number]
    firm = sum(cluster.firm for cluster in scene.clusters)
    return {
        "alone": float(scene.alone(number)),
        "firm": float(one.firm),
        "umbrella": float(number == scene.umbrella),
        "part": float(scene.is_part(number)),
        "several": float(firm > 1),
        "many": float(firm > 3),
        "about": math.log1p(len(scene.sentences_about(number))),
    }


def _together(
    group: TargetGroup,
    hits: list[Features],
    said: frozenset[TargetGroup],
    article: Features,
    groups: int,
) -> Features:
    """The features of all places where a group is named, and of the article."""
    best: Features = {}
    for hit in hits:
        for name, value in hit.items():
            if value > best.get(name, 0.0):
                best[name] = value
    total = {f"any {name}": value for name, value in best.items()}
    addressed_hits = sum(hit.get("addressed", 0.0) for hit in hits)
    near = sum(hit.get("in focus", 0.0) for hit in hits)
    total |= {
        "hits": math.log1p(len(hits)),
        "addressed hits": math.log1p(addressed_hits),
        "hits in focus": math.log1p(near),
        "share in focus": near / len(hits) if hits else 0.0,
        "all told of others": float(bool(hits) and all(h.get("other's") for h in hits)),
        "all statistics": float(bool(hits) and all(h.get("statistics") for h in hits)),
        "all politics": float(bool(hits) and all(h.get("world") for h in hits)),
        "groups named": groups / 5,
        "rules": float(group in said),
        "rules say others": float(bool(said - {group})),
        "rules say none": float(not said),
        f"group={group}": 1.0,
        f"group={group}, rules": float(group in said),
        f"group={group}, focus": float(near > 0),
    }
    total |= {f"article {name}": value for name, value in article.items()}
    total |= {f"rules, {name}": value for name, value in article.items() if group in said}
    if near == 0:
        total |= {f"elsewhere, {name}": value for name, value in article.items()}
    return {name: value for name, value in total.items() if value}


def _mention_hits(scene: Scene, number: int) -> list[tuple[TargetGroup, Features]]:
    found = []
    for index in scene.clusters[number].mentions:
        for group in scene.groups_of_mention(index):
            found.append((group, {"in name": 1.0, "in focus": 1.0, "addressed": 1.0}))
    return found


def _hit(scene: Scene, number: int, i: int, span: Span, group: TargetGroup) -> Features:
    """One place where a group is named."""
    words = scene.sentence_text(i)
    place = Span(span.start + scene.in_sentence(i).start, span.end + scene.in_sentence(i).start)
    following = scene.sentence_text(i + 1) if i + 1 < len(scene.focus) else ""
    focus = scene.focus[i]
    mine = number in focus and scene.is_of(number, i, place)
    own = [scene.sentence_of(index) for index in scene.clusters[number].mentions]
    distance = min((abs(s - i) for s in own), default=99)
    others = bool(set(focus) - {number})
    kind = scene.tagged.blocks[scene.tagged.sentences[i].block].kind
    here = [one.code for one in scene.places_in(i)]
    elsewhere = bool(here) and scene.municipality is not None and scene.municipality not in here
    flags = {
        "in focus": mine,
        "only in focus": mine and not others,
        "named here": distance == 0,
        "near": distance <= 1,
        "within": distance <= _NEAR,
        "far": distance > _NEAR,
        "after a mention": any(0 < i - s <= 2 for s in own),
        "other's": not mine and bool(focus),
        "nobody's": not focus,
        "headline": kind in _HEADS,
        "opening": i < _FIRST,
        "quote": kind is BlockKind.QUOTE,
        "list": kind is BlockKind.LIST_ITEM,
        "elsewhere": elsewhere,
        "told elsewhere": elsewhere and (told_of_another_place(words) or told_of_the_like(words)),
    }
    found = {name: 1.0 for name, true in flags.items() if true}
    found |= dict.fromkeys(_said(words, span, group, following), 1.0)
    if "other's" in found:
        return {f"other's, {name}" if name in _TOLD else name: 1.0 for name in found}
    for name in _PLACED & found.keys():
        if mine:
            found[f"{name}, in focus"] = 1.0
        if distance <= 1:
            found[f"{name}, near"] = 1.0
        if not others:
            found[f"{name}, no other"] = 1.0
    if mine and "addressed" in found:
        found |= {f"addressed, {name}, in focus": 1.0 for name in _TELLING & found.keys()}
    return found


@lru_cache(maxsize=1 << 10)  # asked for each programme of the article
def _said(words: str, span: Span, group: TargetGroup, following: str) -> tuple[str, ...]:
    """What the sentence itself says of a group named in it."""
    before, after = words[: span.start], words[span.end :]
    flags = {
        "addressed": addressed(words, span, group),
        "bare": is_bare(words, span, group),
        "defined": any(pattern.search(before) for pattern in DEFINES),
        "people": _PEOPLE.search(before) is not None,
        "counted": NUMBER.search(before) is not None,
        "aim": _AIM.search(words) is not None,
        "aim before": _AIM.search(before) is not None,
        "takes part": _TAKE_PART.search(words) is not None,
        "takes part after": _TAKE_PART.search(after[:60]) is not None,
        "for": _PREPOSITION.search(before) is not None,
        "for itself": _FOR.search(before) is not None,
        "among": _AMONG.search(before) is not None,
        "share": SHARE.search(words) is not None,
        "some": SOME.search(words) is not None,
        "statistics": _STATISTICS.search(words) is not None,
        "world": _WORLD.search(words) is not None,
        "earlier": _EARLIER.search(words) is not None,
        "other project": _OTHER_PROJECT.search(words) is not None,
        "formerly": _FORMERLY.search(before) is not None,
        "everybody": _EVERYBODY.search(words) is not None,
        "negated": _NEGATION.search(before[-40:]) is not None,
        "turned away": turned_away(words, span, following),
        "given up": given_up(words, span),
        "politics": told_of_politics(words),
        "question": words.rstrip().endswith("?"),
        "opens sentence": span.start < 3,
        "coordinated": _AND.match(after) is not None,
    }
    return tuple(name for name, true in flags.items() if true)
