"""Rules that tell who runs a programme from the sentences that name it."""

from __future__ import annotations

import re

from pipeline.article import Span
from pipeline.link.municipalities import body_of
from pipeline.link.owner_bodies import Body
from pipeline.link.owner_clauses import (
    first_of_pair,
    is_located,
    is_oblique,
    possessed,
)
from pipeline.link.owner_unnamed import by_fact_line, code_in_name
from pipeline.link.programme_names import is_title
from pipeline.link.scene import Scene

_GIVEN = re.compile(r"\bbevilja(?:t|r|de)?\s+$|\b(?:ger|gav|gett)\s+$", re.IGNORECASE)
_STANDS_AS = re.compile(
    r"\b([A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)*) (?:står som|är|blir|är formell) (?:\w+ )?"
    r"(?:huvudman|projektägare|ägare)\b"
)
_LABEL = re.compile(
    r"\b(?:projektägar(?:e|en|ens)|huvudm(?:an|annen)|ägare|ansvarig organisation|stödmottagare|arrangör|"
    r"projektansvarig organisation|sökande organisation|värdorganisation)\b\s*:?",
    re.IGNORECASE,
)
_FUND = re.compile(r"\bESF|socialfond|\bEU\b", re.IGNORECASE)
# "säger vd:n på Hyresgården, som är huvudman": a body under the last word of its name
_SHORT = re.compile(r"\b([A-ZÅÄÖ][\w&-]+),? som (?:är|blir|var|står som) (?:\w+ )?$")
_RUN_BY = re.compile(
    r"\b(?:leds|leddes|sköts|samordnas|hålls|drivs|drevs|ägdes|ordnas|ordnades|drivits|bedrivs|bedrivits|bedrevs|ägs|genomförs|genomfördes|"
    r"arrangeras|startades|startats|initierades|"
    r"grundades|drogs i ?gång|skapades|initierats|utvecklats|utvecklades|tagits fram|togs fram|"
    r"administreras|erbjuds|ges|"
    r"anordnas|utförs|ansvaras|bekostas och drivs)\b[^.;:]{0,60}?(?<!stöd )(?<!medel )(?<!hjälp )(?<!bidrag )\bav\s+$|"
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
    r"kör|sköter|håller|höll|hållit|leder|leds av|arrangerar|anordnar|ordnar|bjuder in till|"
    r"satte i ?gång|sätter i ?gång|"
    r"bygger upp|byggt upp|tar över|tog över|tagit över|ligger bakom|låg bakom|"
    r"har (?:sedan (?:tidigare|länge)|redan|anställt|inrättat)|har satsningen|har projektet|"
    r"har insatsen|erbjuder|satsar på)\b",
    re.IGNORECASE,
)
# "Sedan i fjol driver | kyrkan insatsen Fyren"
_INVERTED = re.compile(
    r"\b(?:driver|drev|startade|startar|öppnade|öppnar|lanserade|lanserar|äger|prövar|testar|inför|införde|"
    r"har|genomför|samordnar|erbjuder|sköter|leder)\s+(?:nu\s|då\s|numera\s|också\s)?$"
)
# "Mora kommun berättade om Fyren"
_TOLD = re.compile(
    r"\s+(?:berättade|berättar|presenterade|presenterar|redovisade|visade upp)\s+(?:om\s+)?"
    r"(?:[a-zåäö]+\s){0,3}?[\"']?"
)
_TELLS = re.compile(r"\b(?:berättade|berättar|presenterade|redovisade)\s+$")
_OF = re.compile(r"\s+(?:om\s+)?(?:[a-zåäö]+\s){0,3}?[\"']?")
_OWN_PROGRAMME = re.compile(r"\b(?:sin|sitt) (?:[a-zåäö-]+ ){0,2}[\"']?$")


def namesake(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Kooperativet Fyren``, ``Föreningen Fyren`` runs Fyren."""
    return scene.namesakes.get(scene.clusters[number].key)


def granted(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Fonden har beviljat Region Dalarna åtta miljoner till projektet Fyren``: the one that gets."""
    for index in scene.clusters[number].mentions:
        start = scene.in_sentence(scene.sentence_of(index)).start
        for body in scene.bodies_in(scene.sentence_of(index)):
            before = scene.text[start : body.span.start]
            if body.span.end <= scene.mentions[index].span.start and _GIVEN.search(before):
                return body
    return None


def fact_line(scene: Scene, number: int, about: set[int]) -> Body | None:
    return by_fact_line(scene) if scene.alone(number) or number == scene.umbrella else None


def labelled(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Projektägare: Flens kommun``, ``Flens kommun, som är projektägare``."""
    mine = scene.alone(number) or number == scene.umbrella
    for i in range(len(scene.focus)) if mine else sorted(about):
        match = _LABEL.search(scene.sentence_text(i))
        if match is None:
            continue
        start = scene.in_sentence(i).start
        span = Span(match.start() + start, match.end() + start)
        inside, following = scene.bodies_in(i), scene.bodies_in(i + 1)
        after = [
            b
            for b in (*inside, *following)
            if 0 <= b.span.start - span.end <= 3 and "." not in scene.text[span.end : b.span.start]
        ]
        before = [b for b in inside if b.span.end <= span.start and not _FUND.search(b.name)]
        short = _SHORT.search(scene.text[: span.start])
        full = [b for b in scene.bodies if short and b.name.endswith(f" {short[1]}")]
        if full:
            return full[0]
        if after:
            return after[0]
        if before:
            return before[-1]
        told = _STANDS_AS.search(scene.sentence_text(i))
        if told is not None:
            return Body(Span(start + told.start(1), start + told.end(1)), told[1], "organisation")
    return None


def possessive(scene: Scene, number: int, about: set[int]) -> Body | None:
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
                return first_of_pair(scene, body)
    return None


def reflexive(scene: Scene, number: int, about: set[int]) -> Body | None:
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


def run_by(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``drivs av Flens kommun``: in a sentence about the programme."""
    for i in sorted(about):
        start = scene.in_sentence(i).start
        for body in scene.bodies_in(i):
            if _RUN_BY.search(scene.text[start : body.span.start]):
                return possessed(scene, body, scene.in_sentence(i))
    return None


def subject(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Kyrkan startade Fyren``, ``Fyren, som kyrkan driver``: body, verb of running and programme together."""
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index].span
        sentence = scene.sentence_of(index)
        end = scene.in_sentence(sentence).end
        for body in scene.bodies_in(sentence):
            if is_oblique(scene, body):
                continue
            if body.span.end <= mention.start:
                start = scene.in_sentence(sentence).start
                if _INVERTED.search(scene.text[start : body.span.start]) and not body.owns:
                    return body
                if is_located(scene, body) and _another(scene, sentence, body, mention):
                    continue
                between = scene.text[body.span.end : mention.start]
                before = scene.text[start : body.span.start]
                if (
                    body.code
                    and is_title(scene.mentions[index])
                    and not body.owns
                    and (
                        _TOLD.fullmatch(between)
                        or (_TELLS.search(before) and _OF.fullmatch(between))
                    )
                ):
                    return body
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


def _another(scene: Scene, sentence: int, body: Body, mention: Span) -> bool:
    """``I Mora driver ABF insatsen``: a body that stands between a place and the programme."""
    return any(
        body.span.end <= other.span.start and other.span.end <= mention.start and not other.owns
        for other in scene.bodies_in(sentence)
    )


def behind(scene: Scene, number: int, about: set[int]) -> Body | None:
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


def own_words(scene: Scene, number: int, about: set[int]) -> Body | None:
    """A coordination body's newsletter speaks of its own measures: ``vår insats``, ``startar vi Fyren``."""
    name = scene.letter
    return Body(Span(0, 0), name, "association") if name else None


def chief(scene: Scene, number: int) -> Body | None:
    """Municipal work is the main municipality's, or that of the municipality in its name."""
    code = code_in_name(scene, number) or scene.municipality
    if not code:
        return None
    written = next(
        (b.name for b in scene.bodies if b.kind == "municipality" and b.code == code),
        body_of(code),
    )
    return Body(Span(0, 0), written, "own", code) if written else None
