"""Who runs a programme."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.article import Span
from pipeline.link.municipalities import body_of
from pipeline.link.owner_bodies import Body, newsletter_association
from pipeline.link.scene import Scene

_GIVEN = re.compile(r"\bbevilja(?:t|r|de)?\s+$|\b(?:ger|gav|gett)\s+$", re.IGNORECASE)
_STANDS_AS = re.compile(
    r"\b([A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)*) (?:står som|är|blir|är formell) (?:\w+ )?"
    r"(?:huvudman|projektägare|ägare)\b"
)
_LABEL = re.compile(
    r"\b(?:projektägar(?:e|en|ens)|huvudm(?:an|annen)|ägare|ansvarig organisation)\b\s*:?",
    re.IGNORECASE,
)
_RUN_BY = re.compile(
    r"\b(?:drivs|drevs|ägdes|ordnas|ordnades|drivits|bedrivs|bedrivits|bedrevs|ägs|genomförs|genomfördes|"
    r"arrangeras|startades|startats|initierades|"
    r"anordnas|utförs|ansvarar|bekostas och drivs)\b[^.;:]{0,60}?\bav\s+$|"
    r"\b(?:i regi av|i samarbete mellan|ett samarbete mellan|ett samverkansprojekt mellan|"
    r"samverkan mellan|ett partnerskap mellan|"
    r"på initiativ av|är ett projekt (?:från|hos|i))\s+$",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\b(?:driver|drev|drivit|driva|startade|startat|startar|äger|ägde|ansvarar för|står bakom|stod bakom|"
    r"lanserar|lanserade|"
    r"införde|inför|infört|dragit i ?gång|drog i ?gång|drar i ?gång|öppnade|öppnar|öppnat|beviljas|"
    r"beviljades|prövar|prövade|"
    r"prövat|testar|testat|genomför|genomfört|visade upp|samordnar|vill starta|ska starta|starta|"
    r"utvecklat|tagit fram|satte ihop|"
    r"har (?:sedan (?:tidigare|länge)|redan|anställt|inrättat)|har satsningen|har projektet|"
    r"har insatsen|erbjuder|satsar på)\b",
    re.IGNORECASE,
)
_OWN_PROGRAMME = re.compile(r"\b(?:sin|sitt) (?:[a-zåäö-]+ ){0,2}[\"']?$")
# Longest way back to the place that a programme among several belongs to.
_PLACE_REACH = 2
_BESIDE = ("i", ":", "(", "–")


def owner(scene: Scene, number: int) -> Body | None:
    """The legal body that runs the programme, by the surest rule that finds one."""
    about = set(scene.sentences_about(number))
    for rule in (
        _namesake,
        _granted,
        _part_of_place,
        _reflexive,
        _labelled,
        _possessive,
        _run_by,
        _behind,
        _subject,
        _own_words,
        _at_place,
    ):
        found = rule(scene, number, about)
        if found is not None:
            return _legal(found)
    if number != scene.umbrella and not scene.municipality and scene.is_firm(scene.umbrella):
        return owner(scene, scene.umbrella)
    return _first_of_list(scene, number) or _default(scene) or _first_named(scene, number)


def _namesake(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Kooperativet Fyren``, ``Föreningen Fyren`` runs Fyren."""
    return scene.namesakes.get(scene.clusters[number].key)


def _granted(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Fonden har beviljat Region Dalarna åtta miljoner till projektet Fyren``: the one that gets."""
    for index in scene.clusters[number].mentions:
        start = scene.in_sentence(scene.sentence_of(index)).start
        for body in scene.bodies_in(scene.sentence_of(index)):
            before = scene.text[start : body.span.start]
            if body.span.end <= scene.mentions[index].span.start and _GIVEN.search(before):
                return body
    return None


def _part_of_place(scene: Scene, number: int, about: set[int]) -> Body | None:
    """Of the parts of a project, each is run where the sentence that names it says: ``Köket i Karlsborg``."""
    if not scene.is_part(number) or newsletter_association(scene.tagged):
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


def _first_of_list(scene: Scene, number: int) -> Body | None:
    """Of ``Mora, Orsa och Älvdalen`` the first, where the municipality told of most is one of them."""
    if not scene.municipality:
        return None
    for i in scene.territory(number):
        towns = _towns(scene, i)
        for first, second, third in zip(towns, towns[1:], towns[2:], strict=False):
            row = (first, second, third)
            close = all(0 < b.span.start - a.span.end <= 5 for a, b in pairwise(row))
            if close and scene.municipality in {b.code for b in towns}:
                return _legal(first)
    return None


def _legal(body: Body) -> Body:
    if body.kind == "place" and body.code:
        return Body(body.span, body_of(body.code) or body.name, "municipality", body.code)
    return body


def _labelled(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Projektägare: Flens kommun``, ``Flens kommun, som är projektägare``."""
    mine = scene.alone(number) or number == scene.umbrella
    for i in range(len(scene.focus)) if mine else sorted(about):
        match = _LABEL.search(scene.sentence_text(i))
        if match is None:
            continue
        start = scene.in_sentence(i).start
        span = Span(match.start() + start, match.end() + start)
        inside, following = scene.bodies_in(i), scene.bodies_in(i + 1)
        after = [b for b in (*inside, *following) if 0 <= b.span.start - span.end <= 3]
        before = [b for b in inside if b.span.end <= span.start]
        if after:
            return after[0]
        if before:
            return before[-1]
        told = _STANDS_AS.search(scene.sentence_text(i))
        if told is not None:
            return Body(Span(start + told.start(1), start + told.end(1)), told[1], "organisation")
    return None


def _possessive(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``kommunens insats``, ``Arbetsförmedlingens projekt Fyren``, ``Fyren, Flens kommuns projekt``."""
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        for body in scene.bodies_in(scene.sentence_of(index)):
            if not body.owns:
                continue
            if mention.contains(body.span):
                return body
            gap = (
                scene.text[body.span.end : mention.start]
                if body.span.end <= mention.start
                else None
            )
            if (
                gap is not None
                and len(gap) <= 40
                and re.fullmatch(r"\s+(?:[a-zåäö-]+\s+){0,2}[\"']?", gap)
                and not _RUNS.search(gap)
            ):
                return body
    return None


def _reflexive(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Motala berättade om sitt projekt Bryggan``: the body that the sentence begins with owns it."""
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        sentence = scene.tagged.sentence_at(mention.start)
        if sentence is None or not _OWN_PROGRAMME.search(
            scene.text[max(0, mention.start - 40) : mention.start]
        ):
            continue
        for body in scene.bodies_in(sentence.i):
            if body.span.end <= mention.start and not body.owns:
                return body
    return None


def _run_by(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``drivs av Flens kommun``: in a sentence about the programme."""
    for i in sorted(about):
        start = scene.in_sentence(i).start
        for body in scene.bodies_in(i):
            if _RUN_BY.search(scene.text[start : body.span.start]):
                return body
    return None


def _subject(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Kyrkan startade Fyren``, ``Fyren, som kyrkan driver``: body, verb of running and programme together."""
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        sentence = scene.sentence_of(index)
        end = scene.in_sentence(sentence).end
        for body in scene.bodies_in(sentence):
            if body.span.end <= mention.start:
                between = scene.text[body.span.end : mention.start]
                if len(between) <= 110 and _RUNS.search(between):
                    return body
            elif body.span.start >= mention.end:
                between = scene.text[mention.end : body.span.start]
                tail = scene.text[body.span.end : min(end, body.span.end + 60)]
                if (
                    len(between) < 70
                    and re.search(r"\bsom\b\s*(?:\w+\s){0,2}$", between)
                    and _RUNS.search(tail)
                ):
                    return body
    return None


def _behind(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Bakom Fyren står stiftelsen Kajen``, ``Röda korset – Fyren, 265 000 kronor``."""
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        for body in scene.bodies_in(scene.sentence_of(index)):
            behind, ahead = body.span.end <= mention.start, body.span.start >= mention.end
            after = scene.text[mention.end : body.span.start] if ahead else "."
            before = scene.text[body.span.end : mention.start] if behind else "."
            opening = scene.text[max(0, mention.start - 7) : mention.start].strip().lower()
            if re.fullmatch(r"\s+(?:står|stod)\s+", after) and opening == "bakom":
                return body
            if re.fullmatch(r"\s[–-]\s[\"']?|\s+för\s+\w+(?:et|en)\s+[\"']?", before):
                return body
    return None


def _own_words(scene: Scene, number: int, about: set[int]) -> Body | None:
    """A coordination body's newsletter speaks of its own measures: ``vår insats``, ``startar vi Fyren``."""
    name = newsletter_association(scene.tagged)
    return Body(Span(0, 0), name, "association") if name else None


def _at_place(scene: Scene, number: int, about: set[int]) -> Body | None:
    """Of several programmes, each belongs to the place beside it: ``Gruvfolk i Kiruna``, ``I Ronneby … Fyren``."""
    if scene.alone(number):
        return None
    if number == scene.umbrella and (listed := _first_of_list(scene, number)):
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


def _default(scene: Scene) -> Body | None:
    """Municipal work is the main municipality's."""
    if not scene.municipality:
        return None
    name = body_of(scene.municipality)
    written = next(
        (b.name for b in scene.bodies if b.kind == "municipality" and b.code == scene.municipality),
        name,
    )
    return Body(Span(0, 0), written, "own", scene.municipality) if written else None


def _first_named(scene: Scene, number: int) -> Body | None:
    """Where no municipality is the chief one: the first that is named with the programme."""
    for i in scene.territory(number):
        towns = _towns(scene, i)
        if towns:
            return _legal(towns[0])
    return None
