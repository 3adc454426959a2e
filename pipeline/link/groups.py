"""Target groups of a programme: whom the article says it is for."""

from __future__ import annotations

import re

from pipeline.article import BlockKind, Span
from pipeline.link.group_words import groups_in
from pipeline.link.scene import Scene
from pipeline.vocab import TargetGroup

# Words that say that the sentence tells whom the programme is for.
_CUE = re.compile(
    r"målgrupp|vänder sig|riktar sig|riktad\w* (?:till|mot)|riktas (?:till|mot)|till för|avsedd\w* för|"
    r"ska hjälpa|hjälpa|"
    r"stötta|stödja|fokus|öppe[nt] för|anvisas|för dig som|du som|du (?:ska )?(?:vara|är|har)|få (?:fler|"
    r"ut)|får fler|erbjud|"
    r"utbildas|deltagarna (?:är|har)|de flesta av dem|tar emot|kan komma|personer (?:som|med|i)|"
    r"människor (?:som|med)|insats\w* för|"
    r"projekt\w* för|grupp för|stöd (?:till|för)|lär sig|anställs|anställa|gäller|delta|ge folk|där",
    re.IGNORECASE,
)
# Sentences that speak of shares, costs or units, where a group is counted and not addressed.
_STATISTICS = re.compile(
    r"(?:procent|%) (?:öppet )?arbetslösa|arbetslöshet\w* (?:bland|för|hos)|det finns \S+ arbetslösa|"
    r"(?:lägre|högre|minskad|ökad) arbetslöshet|ungdomsarbetslöshet",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?:enhet\w*|socialsekreterar\w*|handläggar\w*|kollegor\w*|avdelning\w*|chef\w*) (?:på|för|inom|"
    r"vid) (?:\w+ )?$",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"(?:kostnad\w*|utgift\w*|utbetalning\w*|budget\w*|miljon\w*|kronor) (?:för|till|i|på) (?:det )?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:\d|%|procent|varav|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|fler|flest|"
    r"av fyra \w+ var)\s(?:var |är )?(?:\w+ )?$",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"(?:som (?:aktivt |aktiva )?|eller |studier,? |till |vidare till )$", re.IGNORECASE
)
_ALL_AGES = re.compile(r"^\w+ och (?:\w+ )?vuxna|^\w+(?:,| och) äldre|^\w+ såväl", re.IGNORECASE)
_ONE_PERSON = re.compile(r"\b(?:hon|han|jag|min|mitt|mig|hennes|hans|henne|honom)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:var (?:tredje|fjärde|femte|sjätte|tionde)|hälften|en tredjedel|en femtedel|varav|däribland)\b|"
    r"\d (?:procent|%)",
    re.IGNORECASE,
)
# The programme is told to be for somebody.
_ADDRESS = re.compile(
    r"målgrupp|vänder sig|riktar sig|riktad\w* (?:till|mot)|riktas|till för|avsedd|för dig|du som|den som|"
    r"öppe[nt] för|anvisas|"
    r"personer (?:med|som|i)|människor (?:med|som)|de som|dem som|deltagarna är|samtliga|alla (?:är|har)|"
    r"för (?:kvinnor|män|unga|ungdomar|nyanlända|arbetslösa|långtidsarbetslösa|vuxna)|"
    r"(?:insats|projekt|grupp|stöd|kurs|verksamhet)\w* för",
    re.IGNORECASE,
)
# A condition is a group only where the programme is for those who have it.
_CONDITION = re.compile(
    r"sjukpenning|utmattning|utbränd|psykisk ohälsa|sjukfrånvar|sjukskrivning|sjukersättning|"
    r"(?:långvarig|kronisk) smärta",
    re.IGNORECASE,
)
_MEN = re.compile(r"\bmän\b|\bmännen\b|\bkillar\b", re.IGNORECASE)


def target_groups(scene: Scene, number: int) -> tuple[TargetGroup, ...]:
    """The groups the article addresses the programme to, in the order of the code list.

    Descriptions and sentences that say whom it is for come first; where these name none, any sentence about it;
    then what is said of the whole it is a part of, or of its parts; then headline and lead.
    """
    chosen = _own(scene, number)
    parts = [n for n in range(len(scene.clusters)) if scene.is_part(n)]
    if not chosen and number in parts:
        chosen = _own(scene, scene.umbrella)
    elif not chosen and number == scene.umbrella:
        chosen = {group for n in parts for group in _own(scene, n)}
    chosen = chosen or _headline(scene)
    if TargetGroup.FOREIGN_BORN_WOMEN in chosen:
        chosen -= {TargetGroup.WOMEN, TargetGroup.FOREIGN_BORN}
    return tuple(sorted(chosen, key=list(TargetGroup).index))


def _own(scene: Scene, number: int) -> set[TargetGroup]:
    told: set[TargetGroup] = set()
    else_where: set[TargetGroup] = set()
    for index in scene.clusters[number].mentions:
        span = scene.mentions[index].span
        told.update(group for _, group in groups_in(scene.text[span.start : span.end]))
    for i in scene.territory(number):
        words = scene.sentence_text(i)
        hits = [
            (span, group)
            for span, group in _own_part(scene, number, i)
            if addressed(words, span, group)
        ]
        if not hits:
            continue
        kind = scene.tagged.blocks[scene.tagged.sentences[i].block].kind
        spoken = kind is BlockKind.QUOTE and not _ADDRESS.search(words)
        near = _CUE.search(words) or number in scene.focus[i]
        direct = near and not spoken and not _SHARE.search(words)
        (told if direct else else_where).update(group for _, group in hits)
    return told or else_where


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
    if _STATISTICS.search(words) or _UNIT.search(before):
        return False
    if group is TargetGroup.BENEFIT_RECIPIENTS and _COSTS.search(before):
        return False
    if group is TargetGroup.WOMEN and (_MEN.search(words) or _COUNTED.search(before)):
        return False
    if group is TargetGroup.UNEMPLOYED and _OUTCOME.search(before):
        return "arbetssökande" not in words[span.start : span.end]
    if group is TargetGroup.YOUTH and _ALL_AGES.match(words[span.start :]):
        return False
    if _CONDITION.match(words, span.start) and not _ADDRESS.search(words):
        return False
    personal = _ONE_PERSON.search(words) is not None
    return not (personal and group in _TOLD_OF_ONE)


_TOLD_OF_ONE = frozenset(
    {
        TargetGroup.SICK_LISTED,
        TargetGroup.DISABLED,
        TargetGroup.UNEMPLOYED,
        TargetGroup.WOMEN,
        TargetGroup.LONG_TERM_UNEMPLOYED,
    }
)


def _own_part(scene: Scene, number: int, sentence: int) -> list[tuple[Span, TargetGroup]]:
    """Groups in a sentence; where it tells of several programmes, those told of this one."""
    start = scene.in_sentence(sentence).start
    return [
        (span, group)
        for span, group in scene.groups_of(sentence)
        if scene.is_of(number, sentence, Span(span.start + start, span.end + start))
    ]
