"""Who runs a programme, and who pays for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.article import Span
from pipeline.lexicon.load import load
from pipeline.link.municipalities import body_of
from pipeline.link.owner_bodies import Body, newsletter_association
from pipeline.link.scene import Scene


@dataclass(frozen=True, slots=True)
class Funder:
    """One line of ``funders.tsv``."""

    pattern: str
    name: str
    example: str


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
    r"har satsningen|har projektet|har insatsen|erbjuder|satsar på)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"finansier|medel|pengar|betala|står för|stöd|bidrag|beviljat?|beviljas|går in med|anslag|kronor|"
    r"miljon|mkr|tkr|fond|"
    r"skjuter till|ersätt|lönen?\b|kost",
    re.IGNORECASE,
)
_OWN_PROGRAMME = re.compile(r"\b(?:sin|sitt) (?:[a-zåäö-]+ ){0,2}[\"']?$")
_FINSAM = re.compile(r"samordningsförbund|finsam", re.IGNORECASE)
# Longest way back to the place that a programme among several belongs to.
_PLACE_REACH = 2


def owner(scene: Scene, number: int) -> Body | None:
    """The legal body that runs the programme, by the surest rule that finds one."""
    about = set(scene.sentences_about(number))
    for rule in (
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
    return _default(scene) or _first_named(scene, number)


def _legal(body: Body) -> Body:
    if body.kind == "place" and body.code:
        return Body(body.span, body_of(body.code) or body.name, "municipality", body.code)
    return body


def _labelled(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Projektägare: Flens kommun``, ``Flens kommun, som är projektägare``."""
    for match in _LABEL.finditer(scene.text):
        span = Span(*match.span())
        sentence = scene.tagged.sentence_at(span.start)
        mine = scene.alone(number) or number == scene.umbrella
        if sentence is None or not (mine or sentence.i in about):
            continue
        bounds = scene.in_sentence(sentence.i)
        inside = [b for b in scene.bodies if bounds.overlaps(b.span)]
        after = [b for b in scene.bodies if 0 <= b.span.start - span.end <= 3]
        before = [b for b in inside if b.span.end <= span.start]
        if after:
            return after[0]
        if before:
            return before[-1]
    return None


def _possessive(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``kommunens insats``, ``Arbetsförmedlingens projekt Fyren``, ``Fyren, Flens kommuns projekt``."""
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        for body in scene.bodies:
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
        bounds = scene.in_sentence(sentence.i)
        for body in scene.bodies:
            if body.span.start >= bounds.start and body.span.end <= mention.start and not body.owns:
                return body
    return None


def _run_by(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``drivs av Flens kommun``: in a sentence about the programme."""
    for body in scene.bodies:
        sentence = scene.tagged.sentence_at(body.span.start)
        if sentence is None or sentence.i not in about:
            continue
        start = scene.in_sentence(sentence.i).start
        if _RUN_BY.search(scene.text[start : body.span.start]):
            return body
    return None


def _subject(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Kyrkan startade Fyren``, ``Fyren, som kyrkan driver``: body, verb of running and programme together."""
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        sentence = scene.tagged.sentence_at(mention.start)
        if sentence is None:
            continue
        bounds = scene.in_sentence(sentence.i)
        for body in scene.bodies:
            if not bounds.contains(body.span):
                continue
            if body.span.end <= mention.start:
                between = scene.text[body.span.end : mention.start]
                if len(between) <= 110 and _RUNS.search(between):
                    return body
            elif body.span.start >= mention.end:
                between = scene.text[mention.end : body.span.start]
                tail = scene.text[body.span.end : min(bounds.end, body.span.end + 60)]
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
        for body in scene.bodies:
            after = (
                scene.text[mention.end : body.span.start] if body.span.start >= mention.end else "."
            )
            before = (
                scene.text[body.span.end : mention.start] if body.span.end <= mention.start else "."
            )
            opening = scene.text[max(0, mention.start - 7) : mention.start].strip().lower()
            if re.fullmatch(r"\s+(?:står|stod)\s+", after) and opening == "bakom":
                return body
            if re.fullmatch(r"\s[–-]\s[\"']?", before):
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
    towns = [b for b in scene.bodies if b.code and b.kind in ("place", "municipality")]
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        for body in towns:
            if scene.text[mention.end : body.span.start].strip() in ("i", ":", "(", "–") and (
                0 < body.span.start - mention.end <= 4
            ):
                return body
    first = scene.mentions[scene.clusters[number].mentions[0]].span
    here = scene.tagged.sentence_at(first.start)
    if here is None:
        return None
    nearest = [b for b in towns if b.span.end <= first.start]
    if nearest:
        there = scene.tagged.sentence_at(nearest[-1].span.start)
        if there is not None and here.i - there.i <= _PLACE_REACH and here.block == there.block:
            return nearest[-1]
    return None


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
        bounds = scene.in_sentence(i)
        for body in scene.bodies:
            if body.code and body.kind in ("place", "municipality") and bounds.contains(body.span):
                return _legal(body)
    return None


@cache
def _funders() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(entry.pattern, re.IGNORECASE), entry.name)
        for entry in load(Funder, "funders.tsv")
    )


def funder(scene: Scene, number: int) -> str | None:
    """The first body named as paying, in sentences about the programme; in a single-programme text anywhere."""
    for i in scene.territory(number):
        words = scene.sentence_text(i)
        if not _MONEY.search(words) and "esf" not in words.lower():
            continue
        hits = [
            (match.start(), name)
            for pattern, name in _funders()
            for match in [pattern.search(words)]
            if match
        ]
        bounds = scene.in_sentence(i)
        hits += [
            (body.span.start - bounds.start, body.name)
            for body in scene.bodies
            if bounds.contains(body.span) and _FINSAM.search(body.name)
        ]
        if hits:
            return min(hits)[1]
    return None
