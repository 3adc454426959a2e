"""Units for bare numbers, and values for figures by reference (``lika många``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.article import Span
from pipeline.extract.figures.cues import cues_in, has_result
from pipeline.extract.figures.nouns import Noun, Role, noun
from pipeline.extract.figures.predicates import is_predicate
from pipeline.extract.figures.quantity import Quantity
from pipeline.swedish.numbers import Form, Number
from pipeline.vocab import Qualifier, Unit

_COUNTS = frozenset(
    {Unit.PERSONS, Unit.HOUSEHOLDS, Unit.MUNICIPALITIES, Unit.ORGANISATIONS, Unit.JOBS, Unit.PLACES}
)
_TIME = frozenset({Unit.YEARS, Unit.MONTHS, Unit.WEEKS, Unit.DAYS, Unit.HOURS})
_PAIRED = re.compile(
    r"^\s*(?:till|och|respektive|mot|eller|samt|av|av de|av våra|av alla|–|-|jämfört med|ner till|ned till|upp till)\s*(?:cirka |ungefär |drygt |omkring )?$",
    re.IGNORECASE,
)
_ONE_REACH = 45
_ADDED = re.compile(r"^\s*(?:och|samt|eller|av|av de|av våra|av alla)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrån\s+(?:cirka |ungefär |drygt |knappt |omkring )?$", re.IGNORECASE)
_PAYS = re.compile(
    r"\b(?:betal\w*|står|stod|svarar|bidrar|bidrog|kommer|finansier\w*|skjuter|tillskjut\w*|varav|resten|mer|mindre|kosta\w*|lägger|sparar|budget\w*)\b",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"\s*(?P<word>[^\W\d_]+)(?:\s+(?P<next>[^\W\d_]+))?")
_PREPOSITIONAL = frozenset(
    "till i ut på vidare inskrivna anställda vi som tillbaka färre fler av med".split()
)
_PERSONAL_AGE = re.compile(
    r"\b(?:han|hon|hen|jag|du|som)\s(?:är|var|fyller|fyllde|blir|blev)\s(?:bara |nu |snart )*$|\b(?:är|var)\s(?:han|hon|hen|jag|du)\s$",
    re.IGNORECASE,
)
_KNOWN_FEW = re.compile(r"\b(?:de|dom|vi|oss|båda|bägge|ni|er|dem)\s+$", re.IGNORECASE)
_DETERMINED = re.compile(
    r"\b(?:de|dom|dessa|våra|alla|samtliga|siffran|antalet|planens|målet på|mål på|ytterligare|totalt|sammanlagt|bara|endast|resterande|övriga|är det|var de|är de|blev det|blir det|hittills)\s+(?:nu |i dag |hittills |bara |cirka |ungefär |drygt |omkring )*$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|[,.;(|•–-])\s*(?P<label>[^:,.;(|•\n]{2,60}):\s*(?:cirka |ca |minst |högst |drygt )?$"
)
_COPULA = re.compile(
    r"\b(?:är|var|blev|blir|varit|blivit|hade|har|nu|siffran|antalet)\s+(?:hon |han |vi |de |det |ni |jag )?(?:nu |redan |bara |endast |i dag |just nu |uppe i |nere på )*$",
    re.IGNORECASE,
)
_COPULA_AFTER = re.compile(r"\s+(?:är|var|blev)\s+(?:de|dom|vi|antalet)\b", re.IGNORECASE)
_GOAL = re.compile(r"\b(?:mål\w*|planen|planens|snittet|genomsnittet|rikssnittet)\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b\w{3,}(?:des|ts|ades)\s+(?:bara |endast |totalt |sammanlagt )?$", re.IGNORECASE
)
_ROOM_FOR = re.compile(
    r"\bplats(?:er)? (?:för|till|åt)\s+(?:cirka |ungefär |omkring )?$", re.IGNORECASE
)
_TAKES_PEOPLE = re.compile(
    r"\b(?:anställ\w*|rekryter\w*|hjälpt|hjälpte|nått|nådde|når|stöttat|tagit emot|tog emot|tar emot|behöver|behövde|söker|mött|mötte"
    r"|tappade|förlorade|utbildat|utbildade|matchat|skrivit in|fått ut|fick ut|hade|har|ha|plats för|byggd för|målet|samlade)\s+"
    r"(?:nu |redan |bara |hittills |omkring |cirka |drygt |ungefär |minst )?$",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"\b(?:varav|därav|där|och|samt|respektive|av)\s+$", re.IGNORECASE)


@dataclass(slots=True)
class Memory:
    """What was counted last, as the text goes on. ``count`` for people and things, ``money`` for sums."""

    count: Unit | None = None
    money: float | None = None  # the scale the last sum was told in
    time: Unit | None = None
    last: Quantity | None = None
    last_unit: Unit | None = None
    value: float | None = None


def remember(memory: Memory, quantity: Quantity, unit: Unit) -> None:
    """Keeps what a later elliptical number may need."""
    if unit in _COUNTS:
        memory.count = unit
    elif unit is Unit.SEK:
        memory.money = quantity.number.scale
    elif unit in _TIME:
        memory.time = unit
    if unit not in _TIME:
        memory.last, memory.last_unit = quantity, unit


def resolve(quantities: list[Quantity], text: str, shift: int, memory: Memory) -> list[Quantity]:
    """Gives bare numbers unit and scale; those that stay without a unit are dropped. Updates memory."""
    resolved: list[Quantity] = []
    for k, quantity in enumerate(quantities):
        following = quantities[k + 1] if k + 1 < len(quantities) else None
        found = (
            _resolved(quantity, following, resolved, text, shift, memory)
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
    left, right = text[:start], text[end:]
    if following is not None and not following.bare:
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
        change = re.match(r"^[^.;]{0,60}\btill\s+(?:\w+\s)?$", between) and _FROM.search(
            text[: previous.span.start - shift]
        )
        if previous.unit in (Unit.PERCENT, *_TIME) and (change or _PAIRED.match(between)):
            return replace(quantity, unit=previous.unit, noun=previous.noun, rule="paired")
        if change or (
            _PAIRED.match(between) and not _ADDED.match(between) and previous.unit is not Unit.SEK
        ):
            return replace(quantity, unit=previous.unit, noun=previous.noun, rule="paired")
    money = _money(quantity, text, start, end, before, memory)
    if money is not None:
        return money
    number = quantity.number
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
    label = _LABEL.search(left)
    if label:
        counted = _label_noun(label["label"])
        if counted is not None:
            return replace(quantity, unit=counted.unit, noun=counted, rule="label")
        if cues_in(label["label"]) and number.form is Form.DIGITS:
            return replace(quantity, unit=Unit.PERSONS, rule="label")
    counted = _number_of(left)
    if counted is not None:
        return replace(quantity, unit=counted.unit, noun=counted, rule="number_of")
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
    copula = bool(_COPULA.search(left)) or bool(_COPULA_AFTER.match(right))
    unit = memory.count if copula and memory.count else Unit.PERSONS
    if copula and memory.last_unit is Unit.PERCENT and _GOAL.search(left):
        return replace(quantity, unit=Unit.PERCENT, rule="like_before")
    if quantity.before_verb or (follows and is_predicate(word)):
        return replace(quantity, unit=unit, rule="elliptical")
    if quantity.partitive or _DETERMINED.search(left) or word in _PREPOSITIONAL:
        return replace(quantity, unit=unit, rule="elliptical")
    if _ROOM_FOR.search(left):
        return replace(quantity, unit=Unit.PLACES, rule="elliptical")
    if quantity.qualifier is not Qualifier.EXACT and memory.count and previous is not None:
        return replace(quantity, unit=unit, rule="elliptical")
    if _TAKES_PEOPLE.search(left) or _PASSIVE.search(left):
        return replace(quantity, unit=unit, rule="elliptical")
    if memory.count and (number.form is Form.TALLY or copula or _ENUMERATED.search(left)):
        return replace(quantity, unit=unit, rule="elliptical")
    return None


_NUMBER_OF = re.compile(r"\bantal(?:et)?\s+((?:[^\W\d_]+\s+){1,3})[^.;:]{0,60}$", re.IGNORECASE)


def _number_of(left: str) -> Noun | None:
    """What ``antalet platser … från 12 till 20`` counts."""
    match = _NUMBER_OF.search(left)
    for word in match[1].split() if match else ():
        entry = noun(word)
        if entry is not None and entry.role is not Role.IDLE:
            return entry
    return None


def _label_noun(label: str) -> Noun | None:
    """The counted noun that a line label names: ``Antal deltagare: 382``."""
    words = re.findall(r"[^\W\d_]+", label)
    if words and words[0].lower() not in ("antal", "antalet"):
        words = words[::-1][:2]
    for word in words:
        entry = noun(word)
        if entry is not None and entry.role not in (Role.IDLE, Role.TIME, Role.MONEY, Role.MINUTE):
            return entry
    return None


def _money(
    quantity: Quantity, text: str, start: int, end: int, before: list[Quantity], memory: Memory
) -> Quantity | None:
    """``kostar 6,2 miljoner, varav ESF betalar 4,1``; ``det är 400 000 mer än i dag``."""
    sums = [q for q in before if q.unit is Unit.SEK]
    scale = sums[-1].number.scale if sums else memory.money
    number = quantity.number
    around = text[max(0, start - 60) : start] + " " + text[end : end + 25]
    decimal = number.value != int(number.value)
    if number.value >= _PLAIN_SUM and number.form is Form.DIGITS:
        if memory.last_unit is Unit.SEK or _PER_HEAD.match(text, end):
            return replace(quantity, unit=Unit.SEK, noun=noun("kronor"), rule="money_like_before")
    if scale is None or scale < 1000 or number.scale != 1 or quantity.partitive:
        return None
    if number.form not in (Form.DIGITS, Form.WORDS):
        return None
    if (
        (sums or memory.last_unit is Unit.SEK)
        and (decimal or number.value < 1000)
        and (decimal or sums)
        and _PAYS.search(around)
    ):
        scaled = replace(number, value=number.value * scale, scale=scale)
        return replace(
            quantity, unit=Unit.SEK, noun=noun("kronor"), number=scaled, rule="money_like_before"
        )
    return None


_PLAIN_SUM = 10_000
_PER_HEAD = re.compile(
    r"\s+(?:per|i|om) (?:person|deltagare|plats|månad|år|individ)\b", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"(?P<q>ungefär |nästan |i stort sett |närmare |omkring |precis |exakt )?(?:en |ett )?(?P<q2>ungefär |nästan )?"
    r"(?P<times>dubbelt|hälften|tre gånger|fyra gånger|fem gånger)?\s?(?:lika|så) (?:många|stor andel|stort antal|mycket|hög andel)"
    r"(?! som\b)(?!\w)",
    re.IGNORECASE,
)
_TIMES = {"dubbelt": 2.0, "hälften": 0.5, "tre gånger": 3.0, "fyra gånger": 4.0, "fem gånger": 5.0}


def references(text: str, shift: int, resolved: list[Quantity], memory: Memory) -> list[Quantity]:
    """Figures that repeat or multiply the figure before them: ``ungefär lika många``."""
    found: list[Quantity] = []
    for match in _REFERENCE.finditer(text):
        times = (match["times"] or "").lower()
        if not times and " så " in f" {match.group().lower()} ":
            continue
        earlier = [
            q for q in resolved if q.span.start - shift < match.start() and q.unit not in _TIME
        ]
        source = earlier[-1] if earlier else memory.last
        if source is None or source.span.start - shift >= match.start():
            continue
        if times and source.unit is Unit.PERCENT:
            continue
        factor = _TIMES.get(times, 1.0)
        number = Number(
            match.start() + shift, match.end() + shift, source.number.value * factor,
            source.number.high * factor if source.number.high is not None else None, source.number.form,
        )  # fmt: skip
        hedge = (match["q"] or match["q2"] or "").strip().lower()
        qualifier = (
            Qualifier.NEARLY
            if hedge in ("nästan", "närmare")
            else Qualifier.ABOUT
            if hedge in ("ungefär", "i stort sett", "omkring")
            else Qualifier.EXACT
        )
        found.append(replace(source, span=Span(number.start, number.end), number=number, qualifier=qualifier,
                             head=None, partitive=False, rule="reference"))  # fmt: skip
    return found
