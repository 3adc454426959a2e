"""In which municipalities a programme operates, as far as the article names or entails them."""

from __future__ import annotations

import re

from pipeline.link.owner_bodies import Body
from pipeline.link.municipalities import code_of_body, codes_of_county
from pipeline.link.scene import Scene
from pipeline.vocab import PlaceLevel

_WHOLE_COUNTY = re.compile(
    r"\b(?:alla kommuner i (?:hela )?länet|samtliga kommuner i (?:hela )?länet|länets (?:alla|samtliga)(?: \w+)? kommuner|"
    r"(?:alla|samtliga) (?:länets|av länets)(?: \w+)? kommuner|(?:alla|samtliga) kommuner i [A-ZÅÄÖ]\w+(?: län)?|"
    r"\w+s (?:alla|samtliga) kommuner|i hela länet|hela \w+ län)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"tillsammans med|ihop med|i samverkan|i samarbete|samverkan mellan|samarbete mellan|kommunerna|deltar|medverkar|ingår|"
    r"omfattar|drivs|finns i|delprojekt|utökas|öppnar|även i|också i|medverkande|partner|fokus på|prövad|prövar|bemannas",
    re.IGNORECASE,
)


def municipality_codes(scene: Scene, number: int, owner: Body | None) -> tuple[str, ...]:
    """Municipality codes, sorted: the owner's, those named where the programme is told of, whole counties."""
    codes: set[str] = set()
    if owner is not None:
        code = owner.code or code_of_body(owner.name)
        if code:
            codes.add(code)
    one = scene.clusters[number]
    named = sum(1 for other in scene.clusters if other.named)
    mentioned = {
        s.i
        for index in one.mentions
        if (s := scene.tagged.sentence_at(scene.mentions[index].span.start)) is not None
    }
    about = scene.sentences_about(number)
    for i in about:
        words = scene.sentence_text(i)
        if _WHOLE_COUNTY.search(words):
            county = _county(scene, i)
            if county:
                codes.update(codes_of_county(county))
        shared = len(scene.focus[i]) > 1
        if (i in mentioned and not shared) or (_TOGETHER.search(words) and not shared):
            codes.update(_codes_in(scene, i))
        elif shared and i in mentioned:
            codes.update(_beside(scene, number, i))
    if not codes and scene.municipality and named <= 1:
        codes.add(scene.municipality)
    if not codes and scene.municipality:
        codes.add(scene.municipality)
    return tuple(sorted(codes))


def _codes_in(scene: Scene, sentence: int) -> set[str]:
    bounds = scene.in_sentence(sentence)
    return {
        place.code
        for place in scene.places
        if place.level is not PlaceLevel.COUNTY and bounds.overlaps(place.span)
    }


def _beside(scene: Scene, number: int, sentence: int) -> set[str]:
    """In a sentence on several programmes: the place right after the name."""
    codes: set[str] = set()
    bounds = scene.in_sentence(sentence)
    for index in scene.clusters[number].mentions:
        span = scene.mentions[index].span
        if not bounds.overlaps(span):
            continue
        for place in scene.places:
            if place.level is not PlaceLevel.COUNTY and 0 <= place.span.start - span.end <= 4:
                codes.add(place.code)
    return codes


def _county(scene: Scene, sentence: int) -> str | None:
    """The county meant by ``länet``: named in the sentence, else the article's own."""
    bounds = scene.in_sentence(sentence)
    counties = [p for p in scene.places if p.level is PlaceLevel.COUNTY]
    inside = [p.code for p in counties if bounds.overlaps(p.span)]
    if inside:
        return inside[0]
    if scene.municipality:
        return scene.municipality[:2]
    if counties:
        return counties[0].code
    codes = [p.code[:2] for p in scene.places]
    return max(sorted(set(codes)), key=codes.count) if codes else None
