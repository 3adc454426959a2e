"""Which municipalities an article tells of as those of a programme: the clear cases, and what a sentence says."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from pipeline.findings import PlaceMention
from pipeline.link.municipalities import code_of_body, codes_of_county
from pipeline.link.owner_bodies import Body
from pipeline.link.scene import Scene
from pipeline.vocab import PlaceLevel

_WHOLE_COUNTY = re.compile(
    r"\b(?:alla kommuner i (?:hela )?länet|samtliga kommuner i (?:hela )?länet|länets (?:alla|"
    r"samtliga)(?: \w+)? kommuner|"
    r"(?:alla|samtliga) (?:länets|av länets)(?: \w+)? kommuner|(?:alla|"
    r"samtliga) kommuner i [A-ZÅÄÖ]\w+(?: län)?|"
    r"\w+s (?:alla|samtliga) kommuner|i hela länet|hela \w+ län|"
    r"(?:alla|samtliga) \w+s (?:\w+ )?kommuner)\b",
    re.IGNORECASE,
)
# "alla kommuner i länet utom Mora"
_BUT = re.compile(r"\b(?:utom|förutom|undantag\w*)\b", re.IGNORECASE)
# "invånare från alla våra medlemskommuner": those that the newsletter lists somewhere.
_MEMBERS = re.compile(
    r"\b(?:(?:alla|samtliga|våra|förbundets) (?:\w+ )?(?:medlems)?kommuner(?:na)?|medlemskommunerna|"
    r"de (?:två|tre|fyra|fem|sex|sju) (?:medlems)?kommunerna|båda kommunerna|bägge kommunerna)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"tillsammans|ihop med|i samverkan|i samarbete|samverkan mellan|samarbet\w* (?:mellan|med)|kommunerna|"
    r"kommuner\b|deltar|deltog|"
    r"medverk\w+|ingår|omfattar|drivs|bedriv\w+|finns i|finns på|delprojekt|utökas|öppnar|även i|också i|"
    r"partner|fokus på|bemannas|"
    r"samverkanspart\w*|parter\b|medfinansiär\w*|geografi|plats:|gemensam\w*|invånare från|skjuts från|"
    r"deltagare från|sprid\w*|utvidga\w*|utbyggd|startar i|pågår i|försök i|i regi",
    re.IGNORECASE,
)
_IN = re.compile(r"(?:s? \w*)? ?(?:i|på|,|och|samt)\s", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"flytta|hotell|bor i|bodde|kommer från|uppvux|studiebesök|inspirer|konferens|förebild|kopiera|"
    r"hämtat från|till skillnad|"
    r"jämför|pendla|resa till|semester|buss",
    re.IGNORECASE,
)


# "Mora valde att stå utanför", "Orsa har bett att få komma med": places that take no part.
_OUTSIDE = re.compile(
    r"\b(?:(?:stå|står|stod|ställde sig|valde att stå) utanför|avböj\w*|avst(?:å|år|od|ått)\b|tacka\w* nej|"
    r"sade nej|sa nej|avvakt\w*|(?:omfattas|deltar|ingår|medverkar|kan|tas) (?:ännu |tyvärr )?inte\b|"
    r"lämnade\b|hoppade av|drog sig ur|slutade|har (?:man )?(?:en )?eg(?:en|na|et)\b|studera|på besök|"
    r"besök\w* (?:av|från)|nyfik\w*|har bett|ha bett|vill ta efter|visat intresse|intresserad\w*|hört av sig|"
    r"förfråg\w*|frågat|ett annat (?:län|avtal|förbund|samordningsförbund)|andra (?:sidan|förbund)|utom|"
    r"förutom|undantaget|lade ner|lagt ner|motsvarande andel|likadan\w*|ska (?:man )?följa arbetet|"
    r"följ(?:er|de) arbetet|kan komma att|prövas om)\b",
    re.IGNORECASE,
)
# "ett företag från Umeå", "konsulterna i Lund", "jobbar nu som väktare i Gävle": where somebody else is.
_OTHERS_PLACE = re.compile(
    r"\b\w*(?:företag|bolag|firma|byrå|konsult|forskare|föreläsare|expert)(?:et|en|er|erna)? från\s+$|"
    r"\b\w*(?:konsult|byrå|universitet|högskola|forskare)(?:et|en|n|er|erna|bolag\w*|företag\w*)? "
    r"(?:i|vid \w+ i)\s+$|\b(?:arbetar|jobbar|arbetade|jobbade) (?:nu |numera |i dag |sedan dess )?som "
    r"[a-zåäö]+ (?:på [a-zåäö ]{3,30} )?i\s+$|\bgick (?:själv )?(?:utan jobb|arbetslös) i\s+$",
    re.IGNORECASE,
)
_BEFORE_PLACE = 80  # characters
_BOUND = re.compile(r"[;:–]|\.\s|,? (?:men|medan|däremot|utom|förutom)\b|, (?:som|där|vilket)\b")
_TOP = 3  # sentences of a head that may list where it all is


def told_codes(scene: Scene, number: int, owner: Body | None) -> frozenset[str]:
    """The owner's, those named where the programme is told of, whole counties."""
    codes: set[str] = set()
    farther: set[str] = set()  # told of in other sentences than those that name it
    if owner is not None:
        code = owner.code or code_of_body(owner.name)
        if code:
            codes.add(code)
    if owner is not None and owner.kind == "association" and (own := beside(scene, number)):
        return frozenset(own)
    mentioned = {scene.sentence_of(index) for index in scene.clusters[number].mentions}
    alone = scene.alone(number) or number == scene.umbrella
    for i in range(len(scene.focus)) if alone else scene.sentences_about(number):
        words = scene.sentence_text(i)
        if county := whole_county(scene, i):
            codes.update(set(codes_of_county(county)) - _excepted(scene, i))
        if number in scene.focus[i] and speaks_of_members(words):
            codes |= members(scene)
        if _is_of_another(scene, number, i):
            continue
        here = [p for p in _places(scene, i) if alone or scene.is_of(number, i, p.span)]
        if not here or tells_of_elsewhere(words):
            continue
        told = {place.code for place in here}
        if i in mentioned:
            codes |= told
        elif tells_of_many(words) or (i < _TOP and _listed(words, here)):
            farther |= told
    if alone or not codes:
        codes |= farther
    if not codes and owner is not None and owner.kind == "association":
        codes.update(members(scene))
    if not codes and scene.municipality:
        codes.add(scene.municipality)
    return frozenset(codes)


def whole_county(scene: Scene, sentence: int) -> str | None:
    """``i hela länet``: the county whose municipalities all take part."""
    words = scene.sentence_text(sentence)
    if "kommuner" not in words and "län" not in words:
        return None
    return _county(scene, sentence) if _WHOLE_COUNTY.search(words) else None


def speaks_of_members(words: str) -> bool:
    """``invånare från alla våra medlemskommuner``."""
    return "kommuner" in words and _MEMBERS.search(words) is not None


@lru_cache(maxsize=1 << 10)  # asked for each programme of the article, as is the next
def tells_of_elsewhere(words: str) -> bool:
    """``Hon flyttade till Mora``, ``idén är hämtad från Mora``."""
    return _ELSEWHERE.search(words) is not None


@lru_cache(maxsize=1 << 10)
def tells_of_many(words: str) -> bool:
    """``tillsammans med Orsa``, ``deltagare från Orsa``."""
    return _TOGETHER.search(words) is not None


def _is_of_another(scene: Scene, number: int, sentence: int) -> bool:
    """A sentence that is only about another named programme, which is no part of this one."""
    about = scene.focus[sentence]
    return number not in about and any(
        scene.clusters[n].named and not scene.is_part(n) for n in about
    )


def _excepted(scene: Scene, sentence: int) -> set[str]:
    """The places after ``utom``."""
    span = scene.in_sentence(sentence)
    but = _BUT.search(scene.text, span.start, span.end)
    return {p.code for p in scene.places_in(sentence) if but and p.span.start > but.start()}


def beside(scene: Scene, number: int) -> set[str]:
    """``Fyren i Mora och Orsa``: of an association's measures, each is where the name says it is."""
    found: set[str] = set()
    for index in scene.clusters[number].mentions:
        end = scene.mentions[index].span.end
        for place in _places(scene, scene.sentence_of(index)):
            if place.span.start < end:
                continue
            if not _IN.fullmatch(scene.text[end : place.span.start]):
                break
            found.add(place.code)
            end = place.span.end
    return found


def members(scene: Scene) -> set[str]:
    """The municipalities that an article lists together: those of its coordination body."""
    return {
        place.code
        for i in range(len(scene.focus))
        if _listed(scene.sentence_text(i), here := _places(scene, i))
        for place in here
    }


def _places(scene: Scene, sentence: int) -> list[PlaceMention]:
    return [
        p
        for p in scene.places_in(sentence)
        if p.level is not PlaceLevel.COUNTY and not is_outside(scene, sentence, p)
    ]


def is_outside(scene: Scene, sentence: int, place: PlaceMention) -> bool:
    """Its clause says that the place takes no part, or only somebody else's seat is there."""
    known = scene.outside
    if place.span.start not in known:
        known[place.span.start] = _takes_no_part(scene, sentence, place)
    return known[place.span.start]


def _takes_no_part(scene: Scene, sentence: int, place: PlaceMention) -> bool:
    at = place.span.start
    if _OTHERS_PLACE.search(scene.text[max(0, at - _BEFORE_PLACE) : at]):
        return True
    start = scene.in_sentence(sentence).start
    words = scene.sentence_text(sentence)
    at, end = place.span.start - start, place.span.end - start
    bounds = [match.start() for match in _BOUND.finditer(words)]
    first = max((b for b in bounds if b <= at), default=0)
    last = min((b for b in bounds if b >= end), default=len(words))
    return _OUTSIDE.search(words, first, last) is not None


def _listed(words: str, here: list[PlaceMention]) -> bool:
    """``Mora, Orsa och Älvdalen``: at least two municipalities in a row."""
    return any(0 < b.span.start - a.span.end <= 5 for a, b in itertools.pairwise(here))


def _county(scene: Scene, sentence: int) -> str | None:
    """The county meant by ``länet``: named in the sentence, else the article's own."""
    inside = [p.code for p in scene.places_in(sentence) if p.level is PlaceLevel.COUNTY]
    if inside:
        return inside[0]
    if scene.municipality:
        return scene.municipality[:2]
    counties = [p for p in scene.places if p.level is PlaceLevel.COUNTY]
    if counties:
        return counties[0].code
    codes = [p.code[:2] for p in scene.places]
    return max(sorted(set(codes)), key=codes.count) if codes else None
