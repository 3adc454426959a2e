"""Is a group that a sentence names addressed there, or counted, paid for, one person, an office?"""

from __future__ import annotations

import re

from pipeline.article import Span
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
    r"\bsiffran (?:\d|är)|är den (?:ännu )?(?:högre|lägre)|utfallet",
    re.IGNORECASE,
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
# "en kock från Chile", "sjukpenning eller aktivitetsersättning"
_ONE_FROM = re.compile(r"\b(?:en|ett)\s(?:[\w-]+\s){1,2}från\s?$", re.IGNORECASE)
_SICKNESS_BENEFIT = re.compile(r"sjuk\w*[^.;]{0,60}aktivitetsersättning\w*$", re.IGNORECASE)
_NAME_AFTER = re.compile(r"\s[A-ZÅÄÖ][a-zåäö]+ [A-ZÅÄÖ]")  # "arbetssökande Eva Lind"
_CHARGE = re.compile(r"\bkosta[rt]?(?:de)?\b", re.IGNORECASE)
_RESULT = re.compile(r"beviljats|vidare till|gått till|lämnat", re.IGNORECASE)


def addressed(words: str, span: Span, group: TargetGroup) -> bool:
    """False where a group is counted, costs money, is one person or an office rather than addressed."""
    before = words[: span.start]
    if _STATISTICS.search(words) or _UNIT.search(before) or is_bare(words, span, group):
        return False
    if group is TargetGroup.BENEFIT_RECIPIENTS and _COSTS.search(before):
        return False
    if group is TargetGroup.WOMEN and (_MEN.search(words) or _COUNTED.search(before)):
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


def is_bare(words: str, span: Span, group: TargetGroup) -> bool:
    """``kostnaden för ekonomiskt bistånd``: the condition, not the people who have it."""
    if not _CONDITION.match(words, span.start):
        return False
    if _UNIT.search(words[: span.start]):
        return True
    return not _HAS.search(words[: span.start])
