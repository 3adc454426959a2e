"""Who runs a programme, and who pays for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.article import Span
from pipeline.lexicon.load import load
from pipeline.link.municipalities import body_of
from pipeline.link.scene import Body, Scene


@dataclass(frozen=True, slots=True)
class Funder:
    """One line of ``funders.tsv``."""

    pattern: str
    name: str
    example: str


_LABEL = re.compile(r"\b(?:projektägare|huvudman|ägare|projektägaren|huvudmannen|ansvarig organisation)n?\b\s*:?", re.IGNORECASE)
_RUN_BY = re.compile(
    r"\b(?:drivs|drevs|bedrivs|ägs|genomförs|arrangeras|leds|startades|utförs|initierades|samordnas|anordnas|"
    r"i regi|i samarbete mellan|samarbete mellan|samverkan mellan|partnerskap mellan|finns hos|på initiativ|"
    r"har startats|har drivits|har bedrivits)\s+(?:\w+ ){0,2}?(?:av|mellan|hos)?\s*$",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\b(?:driver|drev|drivit|driva|startade|startat|startar|äger|ansvarar för|står bakom|erbjuder|lanserar|lanserade|införde|"
    r"inför|infört|har dragit igång|drog igång|öppnade|öppnar|öppnat|beviljas|beviljades|får|fick|prövar|testar|genomför|"
    r"visade upp|arbetar|jobbar|satsar|samordnar|leder|vill starta|ska starta|utvecklat|tagit fram|köper)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"finansier|medel|pengar|betala|står för|stöd|bidrag|beviljat?|beviljas|går in med|anslag|kronor|miljon|mkr|tkr|"
    r"fond|skjuter till|ersätt|lön|kost",
    re.IGNORECASE,
)
_FINSAM = re.compile(r"samordningsförbund", re.IGNORECASE)


def owner(scene: Scene, number: int) -> Body | None:
    """The legal body that runs the programme, by the surest rule that finds one."""
    bodies = scene.bodies
    if not bodies:
        return _default(scene)
    alone = sum(1 for one in scene.clusters if one.named) <= 1
    about = set(scene.sentences_about(number))
    for rule in (_labelled, _run_by, _possessive, _subject, _at_place):
        found = rule(scene, number, about, alone)
        if found is not None:
            return found
    return _default(scene)


def _near(scene: Scene, span: Span, about: set[int], alone: bool) -> bool:
    if alone:
        return True
    sentence = scene.tagged.sentence_at(span.start)
    return sentence is not None and sentence.i in about


def _labelled(scene: Scene, number: int, about: set[int], alone: bool) -> Body | None:
    """``Projektägare: Flens kommun``, ``Flens kommun, som är projektägare``."""
    for match in _LABEL.finditer(scene.text):
        span = Span(*match.span())
        if not _near(scene, span, about, alone or number == _umbrella(scene)):
            continue
        sentence = scene.tagged.sentence_at(span.start)
        if sentence is None:
            continue
        bounds = scene.in_sentence(sentence.i)
        inside = [b for b in scene.bodies if bounds.overlaps(b.span)]
        colon = ":" in scene.text[span.start : span.end + 1]
        after = [b for b in inside if b.span.start >= span.end]
        before = [b for b in inside if b.span.end <= span.start]
        if colon and not after:
            after = [b for b in scene.bodies if 0 <= b.span.start - span.end <= 3]
        if (colon or not before) and after:
            return after[0]
        if before:
            return before[-1]
    return None


def _umbrella(scene: Scene) -> int:
    """The programme told first stands for the whole article."""
    return next((n for n, one in enumerate(scene.clusters) if one.named), 0)


def _run_by(scene: Scene, number: int, about: set[int], alone: bool) -> Body | None:
    """``drivs av Flens kommun``: in a sentence about the programme."""
    for body in scene.bodies:
        sentence = scene.tagged.sentence_at(body.span.start)
        if sentence is None or sentence.i not in about:
            continue
        start = scene.in_sentence(sentence.i).start
        if _RUN_BY.search(scene.text[start : body.span.start]):
            return body
    return None


def _possessive(scene: Scene, number: int, about: set[int], alone: bool) -> Body | None:
    """``kommunens insats``, ``Arbetsförmedlingens projekt Fyren``, ``Västervik och sin insats``."""
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        for body in scene.bodies:
            owned = scene.text[body.span.start : body.span.end].lower().endswith("s")
            gap = mention.start - body.span.end
            inside = mention.contains(body.span)
            if owned and (inside or 0 <= gap <= 25):
                between = scene.text[body.span.end : max(body.span.end, mention.start)]
                if not re.search(r"[.,;:()]", between):
                    return body
    return None


def _subject(scene: Scene, number: int, about: set[int], alone: bool) -> Body | None:
    """``Kyrkan startade Fyren``: a body, a verb of running, then the programme, in one sentence."""
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        sentence = scene.tagged.sentence_at(mention.start)
        if sentence is None:
            continue
        start = scene.in_sentence(sentence.i).start
        for body in scene.bodies:
            if start <= body.span.start < mention.start:
                between = scene.text[body.span.end : mention.start]
                if len(between) <= 120 and _RUNS.search(between):
                    return body
            elif body.span.start >= mention.end:
                between = scene.text[mention.end : body.span.start]
                same = scene.tagged.sentence_at(body.span.start)
                if same is sentence and len(between) < 60 and re.match(r"\W*(?:,\s*)?som\b", between):
                    tail = scene.text[body.span.end : scene.in_sentence(sentence.i).end]
                    if _RUNS.search(tail[:60]):
                        return body
    return None


def _at_place(scene: Scene, number: int, about: set[int], alone: bool) -> Body | None:
    """``Gruvfolk i Kiruna``: the municipality right after the name, where there are several programmes."""
    if alone:
        return None
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        for body in scene.bodies:
            if body.code and 0 <= body.span.start - mention.end <= 4:
                if scene.text[mention.end : body.span.start].strip() in ("i", ":", "(", "–"):
                    return _municipal(body)
    for i in sorted(about):
        bounds = scene.in_sentence(i)
        for body in scene.bodies:
            if body.code and body.kind in ("place", "municipality") and bounds.overlaps(body.span):
                return _municipal(body)
    return None


def _municipal(body: Body) -> Body:
    name = body_of(body.code) if body.code and body.kind != "municipality" else body.name
    return Body(body.span, name or body.name, "municipality", body.code)


def _default(scene: Scene) -> Body | None:
    """Municipal work is the main municipality's; a coordination body's newsletter tells of its own."""
    publisher = scene.tagged.article.meta.publisher or ""
    if _FINSAM.search(publisher):
        return Body(Span(0, 0), publisher, "association")
    if not scene.municipality:
        return None
    name = body_of(scene.municipality)
    written = next(
        (b.name for b in scene.bodies if b.kind == "municipality" and b.code == scene.municipality), name
    )
    return Body(Span(0, 0), written, "own", scene.municipality) if written else None


@cache
def _funders() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(entry.pattern, re.IGNORECASE), entry.name) for entry in load(Funder, "funders.tsv")
    )


def funder(scene: Scene, number: int) -> str | None:
    """The first body named as paying, in sentences about the programme; in a single-programme text anywhere."""
    named = sum(1 for one in scene.clusters if one.named)
    numbers = range(len(scene.focus)) if named <= 1 else scene.sentences_about(number)
    for i in numbers:
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
