"""Owners told by where a programme is: ``Gruvfolk i Kiruna``, ``I Ronneby … Fyren``, the first of a list of places."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.link.municipalities import body_of
from pipeline.link.owner_bodies import Body
from pipeline.link.scene import Scene

# Longest way back to the place that a programme among several belongs to.
_PLACE_REACH = 2
_BESIDE = ("i", ":", "(", "–")
# "bolaget Fjällstaden AB" bears its name after the noun; "Föreningen Grannhjälp" has it in its name.
_CLASS_NOUN = re.compile(
    r"(?:(?:kommunal|samordnings)förbundet (?=\S+ (?:\S+ )?\w*förbund\b)|samordningsförbundet (?=Finsam)|"
    r"[a-zåäö]*(?:föreningen|stiftelsen|jouren|bolaget|företaget|koncernen|studieförbundet|kooperativet|"
    r"entreprenören|organet|firman|klubben|församlingen) "
    r"(?=[A-ZÅÄÖ]))"
)


def legal(body: Body) -> Body:
    if body.kind == "place" and body.code:
        return Body(body.span, body_of(body.code) or body.name, "municipality", body.code)
    return replace(
        body,
        name=_CLASS_NOUN.sub("", body.name, count=1) if _CLASS_NOUN.match(body.name) else body.name,
    )


def part_of_place(scene: Scene, number: int, about: set[int]) -> Body | None:
    """Of the parts of a project, each is run where the sentence that names it says: ``Köket i Karlsborg``."""
    if not scene.is_part(number) or scene.letter:
        return None
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        towns = _towns(scene, scene.sentence_of(index))
        for body in towns:
            gap = scene.text[mention.end : body.span.start].strip()
            if (
                body.span.start > mention.end
                and gap in _BESIDE
                and body.span.start - mention.end <= 4
            ):
                return body
        before = [b for b in towns if b.span.end <= mention.start]
        if len(towns) == 1 and before:
            return before[0]
    return None


def first_of_list(scene: Scene, number: int) -> Body | None:
    """Of ``Mora, Orsa och Älvdalen`` the first, where the municipality told of most is one of them."""
    if not scene.municipality:
        return None
    for i in scene.territory(number):
        towns = _towns(scene, i)
        for first, second, third in zip(towns, towns[1:], towns[2:], strict=False):
            row = (first, second, third)
            close = all(0 < b.span.start - a.span.end <= 5 for a, b in pairwise(row))
            if close and scene.municipality in {b.code for b in towns}:
                return legal(first)
    return None


def at_place(scene: Scene, number: int, about: set[int]) -> Body | None:
    """Of several programmes, each belongs to the place beside it: ``Gruvfolk i Kiruna``, ``I Ronneby … Fyren``."""
    if scene.alone(number):
        return None
    if number == scene.umbrella and (listed := first_of_list(scene, number)):
        return listed
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        for body in _towns(scene, scene.sentence_of(index)):
            gap = body.span.start - mention.end
            if 0 < gap <= 4 and scene.text[mention.end : body.span.start].strip() in _BESIDE:
                return body
    first = scene.mentions[scene.clusters[number].mentions[0]].span
    here = scene.sentence_of(scene.clusters[number].mentions[0])
    block = scene.tagged.sentences[here].block
    for i in range(here, max(-1, here - 1 - _PLACE_REACH), -1):
        before = [b for b in _towns(scene, i) if b.span.end <= first.start]
        if before and scene.tagged.sentences[i].block == block:
            return before[-1]
    return None


def _towns(scene: Scene, sentence: int) -> list[Body]:
    return [b for b in scene.bodies_in(sentence) if b.code and b.kind in ("place", "municipality")]


def first_named(scene: Scene, number: int) -> Body | None:
    """Where no municipality is the chief one: the first that is named with the programme."""
    for i in scene.territory(number):
        towns = _towns(scene, i)
        if towns:
            return legal(towns[0])
    return None
