"""Owners that the article does not name, and those that its page or newsletter names once for all."""

from __future__ import annotations

import re

from pipeline.link.municipalities import code_of_name
from pipeline.link.owner_bodies import Body
from pipeline.link.programme_names import is_title
from pipeline.link.scene import Scene

_NOUN = (
    r"[a-zåäö]*(?:förening|stiftelse|kooperativ|företag|bolag|studieförbund|församling|kyrka|klubb|byalag|"
    r"folkhögskola|kollektiv|pastorat|fackförbund|arbetsgivare|eldsjälar|privatperson(?:er)?|frivilliga|volontärer)"
)
_DEFINITE = (
    r"[a-zåäö]*(?:föreningen|stiftelsen|kooperativet|församlingen|kyrkan|klubben|byalaget|folkhögskolan|"
    r"studieförbundet|företaget|bolaget|pastoratet|facket)"
)
_RUN = (
    r"(?:drivs|drevs|har drivits|sköts|sköttes|startades|grundades|ordnas|ordnades|arrangeras|anordnas|"
    r"hålls|leds|ägs)"
)
# "drivs av en ideell förening", "som församlingen driver": somebody else than the municipality.
_BY_OTHERS = re.compile(
    rf"\b{_RUN}\s(?:\w+\s){{0,4}}?av\s(?:(?:en|ett|två|tre|fyra|några|flera|ortens|byns|den lokala)\s"
    rf"(?:[a-zåäö-]+\s){{0,3}}?)?(?:{_NOUN}(?:ar|er)?|{_DEFINITE})\b|"
    rf"\bsom\s(?:den lokala\s)?{_DEFINITE}\s(?:\w+\s)?(?:driver|drev|drivit|startade|startat|ordnar|håller i|"
    r"sköter|äger|arrangerar|anordnar|grundade|ligger bakom|står bakom)\b|"
    r"\b(?:drivs|drevs|ägs|startades|grundades)\s(?:\w+\s){0,2}?av\s(?:en|ett|två|tre|några|frivilliga|ideella)\s"
    r"(?!(?:[a-zåäö-]+\s){0,3}?[a-zåäö]*(?:handledare|coach\w*|samordnare|konsulent\w*|enhet|förvaltning|team|"
    r"lärare|arbetsgrupp|projektledare|styrgrupp|myndighet\w*|förbund|region|föreståndare)\b)[a-zåäö]",
    re.IGNORECASE,
)
# "I dag driver hon Sybutiken", "Bilan är ett socialt företag".
_PRIVATE_HANDS = re.compile(
    r"\b(?:driver|drev|drivit)\s(?:hon|han|paret|familjen|makarna|systrarna|bröderna)\b|"
    r"\bär (?:nu |numera |i dag )?ett (?:arbetsintegrerande )?socialt företag\b",
    re.IGNORECASE,
)
_COOPERATIVE = re.compile(r"\b(?:kooperativet|arbetskooperativ(?:et)?)\b", re.IGNORECASE)
_PUBLIC = re.compile(
    r"\b(?:kommun(?:en|ens)?|staden|stadens|kommunal\w*|på uppdrag av|på entreprenad)\b",
    re.IGNORECASE,
)
# "Fyren är en ekonomisk förening": what is told of is a body itself.
_IS_BODY = re.compile(
    r"[\"']?(?: i [A-ZÅÄÖ]\w+)? (?:är|blev|har blivit|drivs som) (?:nu |numera |i dag |sedan \d{4} )?(?:en|ett)\s"
    r"(?:[a-zåäö-]+ ){0,2}[a-zåäö]*(?:förening|företag|kooperativ|stiftelse|bolag)\b"
)
_FACT_LINE = re.compile(
    r"^\W*(?:projektägare|stödmottagare|huvudman|sökande(?: organisation)?|organisation|bidragsmottagare|"
    r"projektansvarig organisation|"
    r"värdorganisation|ansvarig organisation)\s*:\s*",
    re.IGNORECASE,
)
_OWN_LETTER = re.compile(
    r"\b\w*(?:brev|blad|nytt|bulletin|hälsning(?:ar)?|pressmeddelande)\s+från\s+$", re.IGNORECASE
)
_WORDS = frozenset(("Vara", "Mark"))  # "Våga Vara"
_REACH = 120  # characters
_LETTER_HEAD = 250  # characters
_FIRST_PERSON = re.compile(r"\b(?:vår|vårt|våra|vi)\b", re.IGNORECASE)
_PRIVATE = frozenset(("association", "company", "organisation", "actor"))


def is_run_by_others(scene: Scene, number: int) -> bool:
    """An association, company or congregation without a name runs it: ``drivs av ett kooperativ``."""
    for i in scene.sentences_about(number):
        words = scene.sentence_text(i)
        if _BY_OTHERS.search(words) and not _PUBLIC.search(words):
            return True
        if _PRIVATE_HANDS.search(words):
            return True
    mine = scene.sentences_about(number) if scene.alone(number) else []
    return any(_COOPERATIVE.search(scene.sentence_text(i)) for i in mine)


def is_body(scene: Scene, number: int, about: set[int]) -> Body | None:
    """``Fyren är en ekonomisk förening som …``: it runs itself."""
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index]
        following = scene.text[mention.span.end : mention.span.end + _REACH]
        if is_title(mention) and _IS_BODY.match(following):
            return Body(mention.span, scene.clusters[number].name, "association")
    return None


def by_fact_line(scene: Scene) -> Body | None:
    """``Projektägare: Region Dalarna`` as a line of its own holds for all that the page tells of."""
    for body in scene.bodies:
        sentence = scene.tagged.sentence_at(body.span.start)
        if sentence is None:
            continue
        start = scene.tagged.blocks[sentence.block].span.start
        if _FACT_LINE.fullmatch(scene.text[start : body.span.start]):
            return body
    return None


def by_letter(scene: Scene, number: int) -> Body | None:
    """``Månadsbrev från Bygdens hus … vår egen kurs``: who writes the letter and says *we* of it."""
    for body in scene.bodies:
        if body.span.start > _LETTER_HEAD:
            return None
        if body.kind in _PRIVATE and _OWN_LETTER.search(scene.text[: body.span.start]):
            told = scene.sentences_about(number)
            return body if any(_FIRST_PERSON.search(scene.sentence_text(i)) for i in told) else None
    return None


def code_in_name(scene: Scene, number: int) -> str | None:
    """``Arbetslyft Sotenäs``: the municipality that stands last in the programme's own name."""
    one = scene.clusters[number]
    for name in (one.name, *one.aliases):
        *before, last = name.split()
        if before and last not in _WORDS and (code := code_of_name(last)):
            # "Fyren i Mora" says where a part of it is, "Fyren Mora" is its name.
            return None if before[-1].islower() else code
    return None
