"""Is a group that a sentence names addressed there, or counted, paid for, one person, an office?"""

from __future__ import annotations

import re

from pipeline.article import Span
from pipeline.swedish.names import gender_of
from pipeline.vocab import TargetGroup

_WORK = (
    "insats|projekt|satsning|stöd|kurs|utbildning|verksamhet|grupp|program|modell|metod|plats|jobb|praktik|"
    "väg|mötesplats|spår|aktivitet|åtgärd|anställning|möjlighet|öppe[nt]|arbetssätt|chans|skräddarsydd|anpassad"
)
# What stands before a group that a programme is told to be for.
DEFINES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:målgrupp\w*(?:\s*:)?|(?:vänd\w*|vänt|rikta\w*) sig (?:\w+ )?(?:till|mot)|rikta[dts]\w* (?:till|mot)|"
        r"till för|avsedd\w* för|för dig|du som|\bdu \w+|är du|anvisa\w*|omfattar|prioriter\w*|"
        r"fokus\w* (?:på|är|ligger på|låg på)|i första hand|deltar främst)(?![\wåäö])[^.;:!?]{0,90}$",
        rf"\b\w*(?:{_WORK})\w*(?:\s+[\w,-]+){{0,4}}\s+(?:för|åt|till|mot)\s+(?:[\w-]+,?\s+){{0,5}}$",
        r"\b(?:hjälp\w*|stött\w*|stödj\w*|rusta\w*|coacha\w*|matcha\w*|anställ\w*|rekryter\w*|utbilda\w*|"
        r"erbjud\w*|lär|bjud\w*|lotsa\w*|vägled\w*|stärk\w*|nå|når|nådde|nått|fånga\w*|fånga\w* upp|"
        r"få (?:in|ut)|ge|ger|ta emot|tar emot|tog emot|tagit emot|så att|för att|där)\s+(?:[\w-]+,?\s+){0,5}$",
        r"\b(?:samtliga|alla|deltagarna|eleverna|deltagare)\b(?:[\s,]+(?:är|var|består av|har|som))?"
        r"\s+(?:[\w-]+\s+){0,3}$",
    )
)
# Sentences that speak of shares, costs or units, where a group is counted and not addressed.
_STATISTICS = re.compile(
    r"(?:procent|%)[^.]{0,30}arbetslösa|\barbetslöshet\w* (?:bland|för|hos|i|har)|(?:det|där) finns \S+ arbetslösa|"
    r"(?:lägre|högre|minskad|ökad) arbetslöshet|ungdomsarbetslöshet|jämför\w*|kontrollgrupp|statistik|"
    r"\bsiffran (?:\d|är)|är den (?:ännu )?(?:högre|lägre)|utfallet|"
    r"\b(?:över|under)representera\w*",
    re.IGNORECASE,
)
# "Antalet långtidsarbetslösa steg"; what a programme is to bring down or up is its aim.
_NUMBER_OF = re.compile(r"\b(?:antalet|andelen)\s(?:\w+\s)?$", re.IGNORECASE)
_BRINGS = re.compile(
    r"\b(?:(?:ska|skulle|vill|att|kan|för att) (?:\w+ )?|syftar till att )"
    r"(?:minska|sänka|halvera|öka|höja|få (?:ned|ner|upp))"
    r"(?: \w+)? (?:antalet|andelen)",
    re.IGNORECASE,
)
# "I november var 49 invånare arbetslösa": how many there are, not who takes part.
_THERE_ARE = re.compile(
    r"\b(?:är|var|finns|fanns|går|gick|står|stod|blev|blir|har|hade)\s(?:[\w§]+\s){0,3}?"
    r"(?:\d[\d ]*|\w*(?:hundra|tusen|tusental\w*|hundratal\w*|miljoner|tio|ton)|"
    r"två|tre|fyra|fem|sex|sju|åtta|nio|elva|tolv)\s(?:(?!(?:för|åt|till|med|mot)\s)[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
_IN_THE_AREA = re.compile(
    r"\w*\s(?:här )?i (?:kommunen|länet|staden|landet|regionen|sverige|dag)\s*(?:[.,;]|$)",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"\b(?:finns|fanns) (?:det )?(?:\w+ )?"
    r"(?:gott om|många|fler|få|en stor grupp|tusentals|hundratals)\s(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
# "Syftet är att minska arbetslösheten bland unga": told as an aim, not counted.
_FIGHTS = re.compile(
    r"\b(?:att|ska|skulle|vill|kan) (?:\w+ )?(?:minska|sänka|bekämpa|motverka|bryta|pressa|halvera|få (?:ned|ner|bukt))"
    r"\b[^.;]{0,25}arbetslöshet\w* (?:bland|för|hos)",
    re.IGNORECASE,
)
_TAKING_PART = re.compile(
    r"\b(?:deltagar|deltog|deltar|deltagit|inskriv|skrivits in|projekt|plats)", re.IGNORECASE
)
_UNIT = re.compile(
    r"(?:enhet\w*|socialsekreterar\w*|handläggar\w*|kollegor\w*|avdelning\w*|chef\w*|ryms(?: även)?|område:?)\s+"
    r"(?:på|för|inom|vid|från)?\s*(?:\w+,? ){0,2}$",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"(?:kostnad\w*|utgift\w*|utbetalning\w*|budget\w*|miljon\w*|kronor) (?:för|till|i|på) (?:det )?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:\d|%|procent|varav|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|fler|flest|är|var|"
    r"av fyra \w+ var)\s(?:var |är )?(?:\w+ )?$",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"(?:som (?:aktivt |aktiva )?|eller |studier,? |till |vidare till |beviljats )$", re.IGNORECASE
)
# "Där syr tio kvinnor väskor": all who take part.
_AT_WORK_THERE = re.compile(
    r"\b(?:där|här)\s(?!är|var|finns|fanns|har|hade|får|fick)[a-zåäö]+r\s[\w]+\s$", re.IGNORECASE
)
_ALL_AGES = re.compile(r"^\w+ och (?:\w+ )?vuxna|^\w+(?:,| och) äldre|^\w+ såväl", re.IGNORECASE)
_ONE_PERSON = re.compile(r"\b(?:hon|han|jag|min|mitt|mig|hennes|hans|henne|honom)\b", re.IGNORECASE)
# A condition is a group only where people have it.
_CONDITION = re.compile(
    r"sjukpenning|utmattning|utbränd|(?:psykisk )?ohälsa|sjukfrånvar|sjukskrivning|sjukersättning|"
    r"(?:långvarig|kronisk) (?:smärta|värk)|försörjningsstöd|(?:ekonomiskt |socialt )?bistånd|missbruk|"
    r"stressrelatera",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"\b(?:med|har|haft|hade|får|fått|fick|uppbär|uppburit|söker|sökte|sökt|på|i|från|av|beslut om|behov av|"
    r"behöver|ansöker om|ansöka om|lämna|lämnar|beroende|lever|för|mellan|eller|och|ur|alltid)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_MEN = re.compile(r"\bmän\b|\bmännen\b|\bkillar\b|\bkarlar\b", re.IGNORECASE)
_TOLD_OF_ONE = frozenset(
    {
        TargetGroup.SICK_LISTED,
        TargetGroup.DISABLED,
        TargetGroup.UNEMPLOYED,
        TargetGroup.WOMEN,
        TargetGroup.LONG_TERM_UNEMPLOYED,
    }
)
_OUT_OF_WORK = frozenset({TargetGroup.UNEMPLOYED, TargetGroup.LONG_TERM_UNEMPLOYED})
# "en kock från Chile", "sjukpenning eller aktivitetsersättning"
_ONE_FROM = re.compile(r"\b(?:en|ett)\s(?:[\w-]+\s){1,2}från\s?$", re.IGNORECASE)
_SICKNESS_BENEFIT = re.compile(r"sjuk\w*[^.;]{0,60}aktivitetsersättning\w*$", re.IGNORECASE)
_NAME_AFTER = re.compile(r"\s[A-ZÅÄÖ][a-zåäö]+ [A-ZÅÄÖ]")  # "arbetssökande Eva Lind"
# Told of one person: her own way, or what she is or was; a single word may be a programme's name.
_OWN_WAY = re.compile(
    r"\b([A-ZÅÄÖ][a-zåäöé]+)(?:-[A-ZÅÄÖ]\w+)?(?: [A-ZÅÄÖ][\w-]+)* (?:[a-zåäö]+[, ]+){1,5}(?:sin|sitt|sina)\b"
)
_OWN_STATE = re.compile(
    r"\b([A-ZÅÄÖ][a-zåäöé]+)(?:-[A-ZÅÄÖ]\w+)?(?:(?: [A-ZÅÄÖ][\w-]+)+(?:, \d\d(?: år)?)?|, \d\d(?: år)?)"
    r"(?:, ?som)?\s(?:(?:har(?: (?:varit|haft|levt|gått))?|är|var|hade|blev)\s(?:[\w-]+\s){0,3})?$"
)
_CHARGE = re.compile(r"\bkosta[rt]?(?:de)?\b", re.IGNORECASE)
_RESULT = re.compile(r"beviljats|vidare till|gått till|lämnat", re.IGNORECASE)


def addressed(words: str, span: Span, group: TargetGroup) -> bool:
    """False where a group is counted, costs money, is one person or an office rather than addressed."""
    before = words[: span.start]
    counted = _STATISTICS.search(words) is not None and _FIGHTS.search(words) is None
    if counted or _UNIT.search(before) or is_bare(words, span, group):
        return False
    if _NUMBER_OF.search(before) and not _BRINGS.search(before):
        return False
    if group in _TOLD_OF_ONE and _tells_of_a_named_one(before):
        return False
    if _inhabitants(words, span, group):
        return False
    if group is TargetGroup.BENEFIT_RECIPIENTS and _COSTS.search(before):
        return False
    if group is TargetGroup.WOMEN and (
        _MEN.search(words) or (_COUNTED.search(before) and not _AT_WORK_THERE.search(before))
    ):
        return False
    if group is TargetGroup.WOMEN and re.match(
        r"\w* (?:var|är) (?:för )?(?:få|fler)", words[span.start :]
    ):
        return False
    if group in (TargetGroup.UNEMPLOYED, TargetGroup.SICK_LISTED) and _OUTCOME.search(before):
        return "arbetssökande" not in words[span.start : span.end] and not _RESULT.search(words)
    if group is TargetGroup.YOUTH and _ALL_AGES.match(words[span.start :]):
        return False
    if group in (TargetGroup.BENEFIT_RECIPIENTS, TargetGroup.SICK_LISTED) and _CHARGE.search(words):
        return any(pattern.search(before) for pattern in DEFINES)
    if group is TargetGroup.FOREIGN_BORN and _ONE_FROM.search(words[: span.start + 5]):
        return False
    if group is TargetGroup.DISABLED and _SICKNESS_BENEFIT.search(words[: span.end]):
        return False
    if group is TargetGroup.UNEMPLOYED and _NAME_AFTER.match(words, span.end):
        return False
    personal = _ONE_PERSON.search(words) is not None
    return not (personal and group in _TOLD_OF_ONE and not DEFINES[1].search(before))


def _inhabitants(words: str, span: Span, group: TargetGroup) -> bool:
    """``I november var 49 (arbetslösa)``, ``Det finns gott om (unga) i länet``: who lives there."""
    before = words[: span.start]
    here = _IN_THE_AREA.match(words, span.end) is not None
    if _MANY.search(before) and here:
        return True
    if _THERE_ARE.search(before) is None or _TAKING_PART.search(words):
        return False
    return here or group in _OUT_OF_WORK


def _tells_of_a_named_one(before: str) -> bool:
    """``Ulla Mohlin berättar om sin väg från (sjukskrivning)``, ``Ulla, 60, som (förlorade jobbet)``."""
    return any(
        gender_of(match[1]) is not None
        for pattern in (_OWN_WAY, _OWN_STATE)
        for match in pattern.finditer(before)
    )


def is_bare(words: str, span: Span, group: TargetGroup) -> bool:
    """``kostnaden för ekonomiskt bistånd``: the condition, not the people who have it."""
    if not _CONDITION.match(words, span.start):
        return False
    if _UNIT.search(words[: span.start]):
        return True
    return not _HAS.search(words[: span.start])
