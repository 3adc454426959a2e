"""Units for bare numbers, from what stands around them and what was counted before."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.figures.cues import cues_in, has_result
from pipeline.extract.figures.labels import in_number, labelled
from pipeline.extract.figures.memory import COUNTS, TIME_UNITS, Memory, remember
from pipeline.extract.figures.money import elliptical_sum
from pipeline.extract.figures.nouns import noun
from pipeline.extract.figures.predicates import is_predicate
from pipeline.extract.figures.quantity import Quantity
from pipeline.extract.figures.series import elliptical_share, of_a_whole, one_more, same_count
from pipeline.swedish.numbers import Form
from pipeline.vocab import Qualifier, Unit

_PAIRED = re.compile(
    r"^\s*(?:till|och|respektive|,?\s*mot(?: tidigare)?|eller|samt|av|av \w+s|av de \w+|av de|av våra|av"
    r" (?:totalt|sammanlagt|planerade|tänkta|utlovade)"
    r"|av alla|–|-|,?\s*(?:att )?jämför(?:t|a)(?:s)? med(?: tidigare)?|ner till|ned till|upp till)"
    r"\s*(?:cirka |ungefär |drygt |omkring )?$",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(r"^\s*av\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:i stället för|istället för|snarare än)\s+$", re.IGNORECASE)
_ONE_REACH = 45
_ADDED = re.compile(r"^\s*(?:och|samt|eller|av|av de|av våra|av alla)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\bfrån\s+(?:cirka |ungefär |drygt |knappt |omkring )?$", re.IGNORECASE)
_NEW_LEVEL = re.compile(
    r"\b(?:ner|ned|upp|sänks|höjs|ökas|minskas|justeras|sänktes|höjdes)\s+till\s+$", re.IGNORECASE
)
_FOLLOWS = re.compile(r"\s*(?P<word>[^\W\d_]+)(?:\s+(?P<next>[^\W\d_]+))?")
_PREPOSITIONAL = frozenset((
    "in", "till", "i", "ut", "på", "vidare", "inskrivna", "anställda", "vi", "som", "tillbaka",
    "färre", "fler", "av", "med",
))  # fmt: skip
_PERSONAL_AGE = re.compile(
    r"\b(?:han|hon|hen|jag|du|som)\s(?:är|var|fyller|fyllde|blir|blev)\s(?:bara |nu |snart )*$"
    r"|\b(?:är|var)\s(?:han|hon|hen|jag|du)\s$",
    re.IGNORECASE,
)
_KNOWN_FEW = re.compile(r"\b(?:de|dom|vi|oss|båda|bägge|ni|er|dem)\s+$", re.IGNORECASE)
_DETERMINED = re.compile(
    r"\b(?:de|dom|dessa|våra|alla|samtliga|siffran|siffra|antalet|planens|målet på|mål på|ytterligare"
    r"|totalt|sammanlagt|bara|endast|resterande|övriga|är det|var de|är de|blev det|blir det"
    r"|hittills)\s+(?:nu |i dag |hittills |bara |cirka |ungefär |drygt |omkring )*$",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"\b(?:är|var|blev|blir|varit|blivit|hade|har|nu|kom|kommer|siffran|antalet)\s+(?:hon |han |vi |de "
    r"|det |ni |jag )?(?:antalet |siffran )?(?:nu |redan |bara |endast |i dag |just nu |hela |uppe i |uppe på "
    r"|nere i |nere på )*$",
    re.IGNORECASE,
)
_WITH_SHARE = re.compile(r"\s*\(\d+(?:,\d+)?\s?(?:procent|%)\)")
# "70 företag har hört av sig, ett fyrtiotal har tagit emot någon"
_TAKES_ON = re.compile(
    r"\s+(?:av dem\s+)?(?:har\s|hade\s)?(?:redan\s|hittills\s)?(?:tagit emot|tog emot|tar emot|anställt"
    r"|anställde|erbjud\w+"
    r"|hört av sig|rekryterat|tackat ja|skrivit avtal)\b",
    re.IGNORECASE,
)
# "35 platser, men bara 27 är besatta"
_FILLED = re.compile(
    r"\s+(?:av dem\s+)?(?:är|var|står|har|används|utnyttjas)?\s*(?:nu\s+|fortfarande\s+)?(?:besatta|lediga|fyllda"
    r"|tillsatta|tillsatts|tomma|upptagna|vakanta|används|utnyttjas)\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\s+av (?:dem|dessa)\b", re.IGNORECASE)
_COPULA_AFTER = re.compile(r"\s+(?:är|var|blev)\s+(?:de|dom|vi|antalet)\b", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:han|hon|hen|jag|de) (?:uppe|nere) (?:i|på)\s+$", re.IGNORECASE)
_OF_THE_GOAL = re.compile(
    r"\b(?:procent|%) av (?:målet|planen|planens|målets)(?: på| om)?\s+$", re.IGNORECASE
)
_GOAL = re.compile(r"\b(?:mål\w*|planen|planens|snittet|genomsnittet|rikssnittet)\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b\w{3,}(?:des|ts|ades)\s+(?:bara |endast |totalt |sammanlagt )?$", re.IGNORECASE
)
_ROOM_FOR = re.compile(
    r"\bplats(?:er)? (?:för|till|åt)\s+(?:cirka |ungefär |omkring )?$", re.IGNORECASE
)
_TAKES_PEOPLE = re.compile(
    r"\b(?:anställ\w*|rekryter\w*|hjälpt|hjälpte|nått|nådde|når|stöttat|tagit emot|tog emot"
    r"|tar emot|behöver|behövde|söker|mött|mötte"
    r"|tappade|förlorade|utbildat|utbildade|matchat|skrivit in|fått ut|fick ut|hade|har|ha"
    r"|plats för|byggd för|målet|samlade|siktar på|siktade på|siktar vi på|hoppas på|hoppas nå)\s+"
    r"(?:nu |redan |bara |hittills |omkring |cirka |drygt |ungefär |minst )?$",
    re.IGNORECASE,
)
_AIM = re.compile(r"\bmål(?:et)?\b(?:[^.;(]{0,25}\(|:?\s+)$", re.IGNORECASE)
_FOR_SOME = re.compile(
    r"(?:,|\boch|;)\s+(?:bland|hos|av|för|i)\s+(?:[^\W\d_]+\s+){1,3}$", re.IGNORECASE
)
_INVERTED = re.compile(r"\b(?P<verb>[^\W\d_]+)\s+$")
# "206 (plan för perioden: 240)", "76 inskrivna (81 samma tid förra året)", "402 (mars i fjol: 455)"
_IN_BRACKETS = re.compile(r"\((?:(?:19|20)\d\d:?\s|[^()\d]{0,30}[\s:])?$")
_TOLD_OF = re.compile(r"\s+(?:i|samma|förra|året|månaden|under|vid)\b[^()]*\)|\s*\)", re.IGNORECASE)
_TIME_LABEL = re.compile(
    r"(?:^|[.;•]\s*)(?:[åå]ret |förra |i |månaden |våren |hösten |samma |ht |vt |kv\w* )*"
    r"(?:året|år|fjol|dessförinnan|innan|före|månad|termin|läsår|våras|höstas|(?:19|20)\d\d)*\s*"
    r"(?:(?:19|20)\d\d)?:\s*$",
    re.IGNORECASE,
)
_COUNTED_ARE = re.compile(r"\b(?:är|var|blev)\s+(?P<noun>[^\W\d_]+)\s+$", re.IGNORECASE)
_NEAR = 30
_REACH = 240
_ENUMERATED = re.compile(r"\b(?:varav|därav|där|och|samt|respektive|av)\s+$", re.IGNORECASE)


def resolve(
    quantities: list[Quantity], text: str, shift: int, memory: Memory, before: str = ""
) -> list[Quantity]:
    """Gives bare numbers unit and scale; those that stay without a unit are dropped. Updates memory."""
    resolved: list[Quantity] = []
    for k, quantity in enumerate(quantities):
        following = quantities[k + 1] if k + 1 < len(quantities) else None
        found = (
            in_number(quantity, text, shift, before)
            or _resolved(quantity, following, resolved, text, shift, memory)
            if quantity.bare
            else quantity
        )
        if found is None or found.unit is None:
            continue
        resolved.append(found)
        remember(memory, found, found.unit)
    return resolved


def _resolved(
    quantity: Quantity,
    following: Quantity | None,
    before: list[Quantity],
    text: str,
    shift: int,
    memory: Memory,
) -> Quantity | None:
    start, end = quantity.span.start - shift, quantity.span.end - shift
    left, right = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    article = quantity.number.form is Form.ARTICLE
    if following is not None and not following.bare and not article:
        between = text[end : following.span.start - shift]
        if _PAIRED.match(between) and following.number.form is not Form.RATIO:
            scale = (
                following.number.scale
                if following.unit is Unit.SEK and quantity.number.scale == 1
                else 1.0
            )
            number = replace(
                quantity.number,
                value=quantity.number.value * scale,
                scale=max(scale, quantity.number.scale),
            )
            return replace(quantity, unit=following.unit, noun=following.noun, number=number,
                           percent_points=following.percent_points, rule="paired")  # fmt: skip
    previous = before[-1] if before else None
    if previous is not None:
        between = text[previous.span.end - shift : start]
        change = re.match(r"^[^.;]{0,60}\btill\s+(?:\w+\s)?$", between) and _CHANGED.search(
            text[max(0, previous.span.start - shift - _NEAR) : previous.span.start - shift]
        )
        pair = _PAIRED.match(between) and not _OF_WHOLE.match(between)
        if previous.unit in (Unit.PERCENT, *TIME_UNITS) and (change or pair):
            return replace(quantity, unit=previous.unit, noun=previous.noun, rule="paired")
        if change or (
            _PAIRED.match(between) and not _ADDED.match(between) and previous.unit is not Unit.SEK
        ):
            return replace(quantity, unit=previous.unit, noun=previous.noun, rule="paired")
    if previous is not None and (_INSTEAD.search(left) or _NEW_LEVEL.search(left)):
        return replace(quantity, unit=previous.unit, noun=previous.noun, rule="paired")
    money = elliptical_sum(quantity, text, start, end, before, memory)
    if money is not None:
        return money
    if previous is not None and previous.unit in TIME_UNITS and between.strip() == "av":
        return None  # tre dagar av fem
    if previous is not None and previous.unit in (Unit.HOURS, Unit.DAYS) and _UP_TO.search(left):
        return replace(quantity, unit=previous.unit, noun=previous.noun, rule="paired")
    number = quantity.number
    share = elliptical_share(quantity, previous, left, right, text[start:end], memory)
    if share is not None:
        return share
    if number.form is Form.ARTICLE and one_more(quantity, previous, left, right):
        return replace(quantity, unit=Unit.PERSONS, rule="elliptical")
    if number.form is Form.ARTICLE:
        single = memory.count is Unit.PERSONS and has_result(right[:_ONE_REACH])
        return replace(quantity, unit=Unit.PERSONS, rule="elliptical") if single else None
    if number.value != int(number.value):
        if memory.last_unit is Unit.PERCENT:
            return replace(quantity, unit=Unit.PERCENT, rule="like_before")
        return None
    if _PERSONAL_AGE.search(left):
        return None
    if number.form is Form.WORDS and number.value <= 4 and _KNOWN_FEW.search(left):
        return None
    told = labelled(quantity, left)
    if told is not None:
        return told
    if re.search(r"\b(?:varav|därav)\s+$", left, re.IGNORECASE) and memory.count:
        return replace(quantity, unit=memory.count, rule="elliptical")
    follows = _FOLLOWS.match(right)
    word = follows["word"].lower() if follows else ""
    if (
        previous is not None
        and previous.unit is Unit.PERCENT
        and word in ("i", "till", "på", "inom")
    ):
        return replace(quantity, unit=Unit.PERCENT, rule="like_before")
    if memory.count and _OF_THE_GOAL.search(left):
        return replace(quantity, unit=memory.count, rule="like_before")
    if memory.last_unit is Unit.PERCENT and _GOAL.search(left[-_NEAR:]):
        return replace(quantity, unit=Unit.PERCENT, rule="like_before")
    if _AIM.search(left):
        return replace(quantity, unit=memory.count or Unit.PERSONS, rule="label")
    if (
        previous is not None
        and previous.unit in (Unit.PLACES, Unit.HOUSEHOLDS, Unit.JOBS, Unit.ORGANISATIONS)
        and re.search(r",\s+(?:sedan |och |ytterligare )?$", left)
        and word in ("under", "i", "på", "vid", "till", "")
        and not cues_in(right[:_NEAR])
    ):
        return replace(quantity, unit=previous.unit, noun=previous.noun, rule="paired")
    if same_count(previous, left, right):
        return replace(quantity, unit=memory.count or Unit.PERSONS, rule="elliptical")
    if memory.count and _TIME_LABEL.search(left) and number.form is Form.DIGITS:
        return replace(quantity, unit=memory.count, rule="like_before")
    if (
        previous is not None
        and previous.unit is Unit.PERCENT
        and _FOR_SOME.search(left)
        and not word
        and number.form is Form.DIGITS
    ):
        return replace(quantity, unit=Unit.PERCENT, rule="like_before")
    if (
        previous is not None
        and previous.unit in (*COUNTS, Unit.PERCENT)
        and (previous.unit is not Unit.PERCENT or not word)
        and _IN_BRACKETS.search(left)
        and _TOLD_OF.match(right)
    ):
        return replace(quantity, unit=previous.unit, noun=previous.noun, rule="paired")
    inverted = _INVERTED.search(left)
    if (
        inverted
        and number.value > 1
        and is_predicate(inverted["verb"])
        and has_result(f" {inverted['verb']}{right[:_ONE_REACH]}")
    ):
        return replace(quantity, unit=Unit.PERSONS, rule="elliptical")
    if inverted and is_predicate(inverted["verb"]) and of_a_whole(previous, text, shift):
        return replace(quantity, unit=Unit.PERSONS, rule="elliptical")
    if previous is not None and previous.unit in (Unit.PLACES, Unit.JOBS) and _FILLED.match(right):
        return replace(quantity, unit=previous.unit, noun=previous.noun, rule="elliptical")
    hosts = previous is not None and previous.unit is Unit.ORGANISATIONS
    if hosts and _TAKES_ON.match(right):
        return replace(quantity, unit=Unit.ORGANISATIONS, noun=noun("företag"), rule="elliptical")
    if previous is not None and previous.unit in COUNTS and _OF_THEM.match(right):
        return replace(quantity, unit=previous.unit, noun=previous.noun, rule="elliptical")
    copula = bool(_COPULA.search(left)) or bool(_COPULA_AFTER.match(right))
    unit = memory.count if copula and memory.count else Unit.PERSONS
    if quantity.before_verb or (follows and is_predicate(word)):
        return replace(quantity, unit=unit, rule="elliptical")
    after = (follows["next"] or "").lower() if follows else ""
    nya = word == "nya" and (not after or after in _PREPOSITIONAL or is_predicate(after))
    if _WITH_SHARE.match(right):
        return replace(quantity, unit=memory.count or Unit.PERSONS, rule="elliptical")
    if nya or quantity.partitive or _DETERMINED.search(left) or word in _PREPOSITIONAL:
        return replace(quantity, unit=unit, rule="elliptical")
    are = _COUNTED_ARE.search(left)
    subject = noun(are["noun"]) if are else None
    if are and (subject or are["noun"].endswith(("na", "erna"))) and not word:
        return replace(
            quantity, unit=subject.unit if subject else unit, noun=subject, rule="elliptical"
        )
    if _ROOM_FOR.search(left):
        return replace(quantity, unit=Unit.PLACES, rule="elliptical")
    if quantity.qualifier is not Qualifier.EXACT and memory.count and previous is not None:
        return replace(quantity, unit=unit, rule="elliptical")
    if _TAKES_PEOPLE.search(left) or _PASSIVE.search(left):
        return replace(quantity, unit=unit, rule="elliptical")
    if memory.count and (number.form is Form.TALLY or copula or _ENUMERATED.search(left)):
        return replace(quantity, unit=unit, rule="elliptical")
    return None
