"""Constructions beside a figure that speak for a measure, where single words would mislead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.figures.cues import Field
from pipeline.extract.figures.nouns import Role
from pipeline.extract.figures.quantity import Quantity
from pipeline.vocab import Measure, Unit

M = Measure
_REACH = 60
_HAS_STAFF = re.compile(
    r"\b(?:har|hade|med|sysselsätter)\s+(?:i dag\s+|idag\s+|just nu\s+)?(?:\w+\s+)?$", re.IGNORECASE
)
_OWN_UNIT = re.compile(
    r"\b\w*(?:enheten|projektet|verksamheten|teamet|kansliet|centret|centrum|insatsen|förvaltningen|torget)\s"
    r"(?:har|hade)\s(?:[^\W\d_]+\s){0,3}$"
    r"|\bpersonal\w*\s(?:består av|är|utgörs av|omfattar)\b[^.;]*$"
    r"|\b\w*(?:center|centrum|kontor|enhet|team|mottagning|projekt|torg) med\s(?:[^\W\d_]+\s)?$",
    re.IGNORECASE,
)
_EACH = re.compile(r"\s+var(?:dera)?(?=\s*[,.;)])", re.IGNORECASE)
_OUR_STAFF = re.compile(
    r"\b(?:vi|vi som) (?:är|var|blir|blev)\s+(?:[^\W\d_]+\s+)?$|\b(?:är|var|blir) vi\s+(?:[^\W\d_]+\s+)?$"
    r"|\b(?:de|våra|enhetens|projektets|verksamhetens|kontorets)\s+$",
    re.IGNORECASE,
)
# what employers think or do is no result of participants
_OF_HOSTS = re.compile(
    r"\s*(?:av\s+)?(?:de\s+|alla\s+|länets\s+|kommunens\s+)?(?:företag|arbetsgivar|chef)[^\W\d_]*",
    re.IGNORECASE,
)
# jobs that nobody has: "1 140 lediga jobb", "har sökt 80 jobb", "45 tjänster obesatta"
_WANTED = re.compile(
    r"\b(?:sökt|sökte|söker|söka)\s(?:[^\W\d_]+\s){0,2}\d|\b(?:lediga|obesatta|utannonserade|vakanta"
    r"|försv[au]nn\w*|försvinner|förlorats|gått förlorade|avvecklas)\b",
    re.IGNORECASE,
)
_HAVE = re.compile(
    r"\b(?:har|hade|fick|får|fått|haft)\s+(?:(?:nu|i dag|drygt|över|ytterligare|hela|bara|totalt|cirka)\s+){0,2}$",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\s*(?:av\s+[^\W\d_]+\s+)?(?:(?:ett|en|fast|nytt|vanligt|riktigt)\s+){0,2}(?:arbete|jobb|anställning)\b"
    r"(?!\s+(?:eller|och|,|med)\b)(?!,\s+(?:studier|utbildning|praktik))",
    re.IGNORECASE,
)
# what is saved when people leave benefits; "nämnden ska spara 12 miljoner" is the budget
_SAVES = re.compile(
    r"(?<!ska )(?<!att )\b(?:sparar|sparade|sparat)\s(?:[^\W\d_]+\s){0,4}$", re.IGNORECASE
)
_ON_BENEFITS = re.compile(
    r"bidrag|bistånd|försörjningsstöd|\b(?:per|varje|för varje|en) (?:person|deltagare|ungdom)\b",
    re.IGNORECASE,
)
_WAGE = re.compile(
    r"\b(?:tjänar|tjänade|tjänat|lön(?:en)?|månadslön\w*|timlön\w*|lönebesked\w*|ingångslön\w*"
    r"|[^\W\d_]*arvode[^\W\d_]*"
    r"|(?:de|deltagarna|ungdomarna|eleverna|du|ni|hon|han|jag|praktikanterna) (?:får|fick))\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_A_WAGE = 60_000


# "har intervjuat 30 deltagare och 14 chefer": whom a study asked
_ASKED = re.compile(r"\b\w*intervju\w*\b[^.;]*$", re.IGNORECASE)


def hints(
    quantity: Quantity, unit: Unit, text: str, field: Field
) -> Iterator[tuple[Measure, float]]:
    """Measures that the construction around a figure speaks for, with weights."""
    left = text[: field.own.start]
    before, end = left[-_REACH:], field.own.end
    if quantity.role is Role.STAFF and _ASKED.search(left):
        yield M.OTHER, 8.0
    if quantity.role is Role.EMPLOYEE:
        if _HAS_STAFF.search(before):
            yield M.OTHER, 3.0
        if _OUR_STAFF.search(left) or _OWN_UNIT.search(left):
            yield M.CAPACITY, 4.0
    if unit is Unit.PERCENT and _OF_HOSTS.match(text, end):
        yield M.OTHER, 4.0
    elif unit is Unit.JOBS and is_vacant(text, field):
        yield M.OTHER, 8.0
    elif unit is Unit.SEK:
        if _SAVES.search(left) and _ON_BENEFITS.search(text):
            yield M.BENEFIT_COST, 4.0
        # what people are paid: "Hon tjänar 31 000", "med lön, 17 500 kronor i månaden"
        if quantity.number.value < _A_WAGE and _WAGE.search(before):
            yield M.OTHER, 4.0
    # "Ett år senare hade 27 personer arbete": verb and object on either side of the figure
    if _HAVE.search(before) and _WORK.match(text, end):
        yield M.EMPLOYMENT, 2.0
    if _EACH.match(text, end):
        yield M.CAPACITY, 4.0


def is_vacant(text: str, field: Field) -> bool:
    """True for jobs that nobody has: ``1 140 lediga jobb``, ``har sökt 80 jobb``."""
    return bool(_WANTED.search(text, max(0, field.own.start - _REACH)))


_THERE_ARE = re.compile(
    r"\b(?:finns|fanns|är|var|blir|blev|har|hade|antalet|antal|andelen|bland|totalt|registrerade|fler|färre"
    r"|ytterligare"
    r"|nya|med|från|till|om)\s+(?:[^\W\d_]+\s+){0,2}$",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(r"\s*(?:$|[.,;:)]|i\s+[A-ZÅÄÖkls]|per\b|på\s+(?:varje|en)\b)")
# "har 86 långtidsarbetslösa fått en coach", "ge 300 arbetslösa en plats"
_GIVEN = re.compile(
    r"\s+(?:(?:har|hade|nu|redan)\s)?(?:fått|fick|får|ska|skulle|erbjuds|erbjudits|deltagit|deltog|deltar"
    r"|börjat|började"
    r"|anställs|anställts|medverkar|medverkat|skrivits|plockats|lotsats|coachats|en plats|en chans|en egen"
    r"|chansen|stöd|hjälp)\b",
    re.IGNORECASE,
)
_FEW = 100
_MANY = 1000


def take_part(quantity: Quantity, text: str, field: Field) -> bool:
    """A few unemployed people of whom something is told take part: ``Tolv arbetslösa ska bygga en båt``."""
    if _GIVEN.match(text, field.own.end):
        return True
    if quantity.number.value > _FEW or _SOMEWHERE.match(text, field.own.end):
        return False
    return not _THERE_ARE.search(text[max(0, field.own.start - _REACH) : field.own.start])


_OF_THE_PLACE = re.compile(r"\b[Aa]v (?:[a-zåäö]+ens|[a-zåäö]+ets|[A-ZÅÄÖ][\w-]+s)\s(?:\w+\s)?$")


def of_the_place(quantity: Quantity, text: str, field: Field) -> bool:
    """``av kommunens 1 900 arbetslösa``, ``en av 150 000 arbetslösa``: a whole, but of no programme."""
    if quantity.number.value > _MANY:
        return True
    return bool(_OF_THE_PLACE.search(text[max(0, field.own.start - _REACH) : field.own.start]))


# "33 av dem, alltså 45 procent, hade jobb": the commas of an aside part nothing
_ASIDE = re.compile(
    r"(?:\s+av\s+[^\W\d_]+)?,\s+(?:(?:alltså|det vill säga|dvs\.?|eller|motsvarande|vilket (?:är"
    r"|motsvarar))\s[^,.;]{1,40}"
    r"|\d[\d,]*\s?(?:procent|%)),",
    re.IGNORECASE,
)


def after_aside(text: str, field: Field) -> int:
    """Where the clause goes on after an aside to the figure; the figure's end without one."""
    match = _ASIDE.match(text, field.own.end)
    return match.end() if match else field.own.end
