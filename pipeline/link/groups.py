"""Target groups of a programme: whom the article says it is for."""

from __future__ import annotations

import re

from pipeline.article import BlockKind, Span
from pipeline.link.group_words import groups_in
from pipeline.link.scene import Scene
from pipeline.vocab import TargetGroup

_WORK = (
    "insats|projekt|satsning|stöd|kurs|utbildning|verksamhet|grupp|program|modell|metod|plats|jobb|praktik|"
    "väg|mötesplats|spår|aktivitet|åtgärd|anställning|möjlighet|öppe[nt]|arbetssätt|chans|skräddarsydd|anpassad"
)
# What stands before a group that a programme is told to be for.
_DEFINES = tuple(
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
# People who are, have or get something: with a word on the programme in the sentence, those it is for.
_PEOPLE = re.compile(
    r"\b(?:personer|människor|individer|folk|de|dem|den|någon|invånare|vuxna|deltagare|deltagarna|män|"
    r"gruppen)\s+(?:som|med|utan|i|vilka|är|har)\s+(?:[\w-]+\s+){0,5}$",
    re.IGNORECASE,
)
_GETS = re.compile(
    r"^(?:[\s,][\w-]+){0,6}?\s(?:får|ska|kan|lär|börjar|erbjuds|anställs|utbildas|varvar|tränar|möter|syr|"
    r"lagar|deltar|prövar|provar|tar|läser|arbetar|jobbar)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:\d|\btvå|\btre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tjugo|hundra|tusen|\w+tal)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:fick|fått|får|gått|deltagit|deltog|deltar|skrivits|passerat|fångat|fångade|nått|nådde|mött|hjälpt|"
    r"anställt|utbildat|coachat|varvar|läser|tränar|syr|lagar|röjer|haft|tränar)\b",
    re.IGNORECASE,
)
# Words that say that the sentence tells whom the programme is for.
_CUE = re.compile(
    r"målgrupp|vänder sig|riktar sig|riktad\w* (?:till|mot)|riktas (?:till|mot)|till för|avsedd\w* för|"
    r"hjälpa|stötta|stödja|fokus|öppe[nt] för|anvisas|du som|få (?:fler|ut)|får fler|erbjud|utbildas|"
    r"deltagarna (?:är|har)|tar emot|kan komma|personer (?:som|med|i)|människor (?:som|med)|"
    r"stöd (?:till|för)|lär sig|anställ|delta|ge folk|där",
    re.IGNORECASE,
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
_SHARE = re.compile(
    r"\b(?:var (?:tredje|fjärde|femte|sjätte|tionde)|hälften|en tredjedel|en femtedel|varav|däribland)\b|"
    r"\d (?:procent|%)",
    re.IGNORECASE,
)
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
# "… långtidsarbetslösa | och unga som har | försörjningsstöd": said of the same people, or of more of them.
_ALSO = re.compile(r"[^.;:!?]{0,30}(?:,| och| eller| samt)\s[^.;:!?]{0,30}", re.IGNORECASE)
# Where people are to come, not where they are.
_GOAL = re.compile(r"tillbaka|närmare|närma sig|in i|in på|återgå", re.IGNORECASE)
_WHO = re.compile(r"\b(?:vem|vilka|målgrupp\w*)\b[^?]*\?\W*$", re.IGNORECASE)
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
_IPS = re.compile(r"IPS")  # a method for people with a psychiatric disability
_CLOSE = 2  # sentences between a programme and a definition that does not name it


def target_groups(scene: Scene, number: int) -> tuple[TargetGroup, ...]:
    """The groups the article addresses the programme to, in the order of the code list.

    Descriptions and sentences that say whom it is for come first; where these name none, any sentence about it;
    then what is said of the whole it is a part of, or of its parts; then headline and lead.
    """
    chosen = _own(scene, number)
    if not chosen and scene.is_part(number):
        chosen = _own(scene, scene.umbrella)
    elif not chosen and number == scene.umbrella:
        chosen = {group for n in scene.parts for group in _own(scene, n)}
    chosen = chosen or _headline(scene)
    if chosen >= {TargetGroup.WOMEN} and scene.alone(number) and _women_from_abroad(scene):
        chosen = chosen | {TargetGroup.FOREIGN_BORN_WOMEN}
    if TargetGroup.FOREIGN_BORN_WOMEN in chosen:
        chosen -= {TargetGroup.WOMEN, TargetGroup.FOREIGN_BORN}
    return tuple(sorted(chosen, key=list(TargetGroup).index))


def _women_from_abroad(scene: Scene) -> bool:
    return any(
        group is TargetGroup.FOREIGN_BORN_WOMEN and addressed(scene.sentence_text(i), span, group)
        for i in range(len(scene.focus))
        for span, group in scene.groups_of(i)
    )


def _own(scene: Scene, number: int) -> set[TargetGroup]:
    """The groups of the firmest sort of evidence that there is."""
    found: tuple[set[TargetGroup], ...] = (set(), set(), set())
    for index in scene.clusters[number].mentions:
        span = scene.mentions[index].span
        words = scene.text[span.start : span.end]
        found[0].update(
            group for where, group in groups_in(words) if not _bare(words, where, group)
        )
    for i in scene.territory(number):
        words = scene.sentence_text(i)
        told: Span | None = None
        for span, group in _own_part(scene, number, i):
            if not addressed(words, span, group):
                continue
            level = _firmness(scene, number, i, span)
            if told is not None and _ALSO.fullmatch(words, told.end, span.start):
                level = 0
            if _GOAL.match(words, span.start) and level < 2:
                level += 1
            if level == 0:
                told = span
            found[level].add(group)
    return next((groups for groups in found if groups), set())


def _firmness(scene: Scene, number: int, sentence: int, span: Span) -> int:
    """0: it says that the programme is for the group; 1: it speaks of both; 2: the article names it."""
    words = scene.sentence_text(sentence)
    about = number in scene.focus[sentence]
    kind = scene.tagged.blocks[scene.tagged.sentences[sentence].block].kind
    spoken = kind is BlockKind.QUOTE
    before = words[: span.start]
    if _SHARE.search(words):
        return 2
    if _IPS.match(words, span.start):
        return 1 if scene.alone(number) else 2
    if about and sentence and _WHO.search(scene.sentence_text(sentence - 1)):
        return 0
    defined = any(pattern.search(before) for pattern in _DEFINES)
    if defined and (about or (scene.alone(number) and _is_near(scene, number, sentence))):
        return 0 if not spoken or _DEFINES[0].search(before) else 1
    if not about:
        return 1 if _CUE.search(words) and not spoken else 2
    counted = _NUMBER.search(before) is not None and _REACHED.search(words) is not None
    people = _PEOPLE.search(before) is not None
    gets = _GETS.match(words, span.end) is not None and not spoken
    if counted or people or gets:
        return 0 if not spoken else 1
    return 2 if spoken else 1


def _is_near(scene: Scene, number: int, sentence: int) -> bool:
    return any(
        abs(scene.sentence_of(i) - sentence) <= _CLOSE for i in scene.clusters[number].mentions
    )


def _headline(scene: Scene) -> set[TargetGroup]:
    """Groups of headline and lead, for a programme of which the text names none."""
    found: set[TargetGroup] = set()
    for sentence in scene.tagged.sentences:
        kind = scene.tagged.blocks[sentence.block].kind
        if kind not in (BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.LEAD):
            break
        words = scene.sentence_text(sentence.i)
        found.update(g for span, g in groups_in(words) if addressed(words, span, g))
    return found


def addressed(words: str, span: Span, group: TargetGroup) -> bool:
    """False where a group is counted, costs money, is one person or an office rather than addressed."""
    before = words[: span.start]
    if _STATISTICS.search(words) or _UNIT.search(before) or _bare(words, span, group):
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
        return any(pattern.search(before) for pattern in _DEFINES)
    if group is TargetGroup.UNEMPLOYED and _NAME_AFTER.match(words, span.end):
        return False
    personal = _ONE_PERSON.search(words) is not None
    return not (personal and group in _TOLD_OF_ONE and not _DEFINES[1].search(before))


_NAME_AFTER = re.compile(r"\s[A-ZÅÄÖ][a-zåäö]+ [A-ZÅÄÖ]")  # "arbetssökande Eva Lind"
_CHARGE = re.compile(r"\bkosta[rt]?(?:de)?\b", re.IGNORECASE)
_RESULT = re.compile(r"beviljats|vidare till|gått till|lämnat", re.IGNORECASE)


def _bare(words: str, span: Span, group: TargetGroup) -> bool:
    """``kostnaden för ekonomiskt bistånd``: the condition, not the people who have it."""
    if not _CONDITION.match(words, span.start):
        return False
    if _UNIT.search(words[: span.start]):
        return True
    return not _HAS.search(words[: span.start])


def _own_part(scene: Scene, number: int, sentence: int) -> list[tuple[Span, TargetGroup]]:
    """Groups in a sentence; where it tells of several programmes, those told of this one."""
    start = scene.in_sentence(sentence).start
    return [
        (span, group)
        for span, group in scene.groups_of(sentence)
        if scene.is_of(number, sentence, Span(span.start + start, span.end + start))
    ]
