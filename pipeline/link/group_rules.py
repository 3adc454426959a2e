"""What rules say of whom a programme is for: one voice among those that :mod:`pipeline.link.groups` weighs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.article import BlockKind, Span
from pipeline.link.group_address import DEFINES, addressed
from pipeline.link.group_exclusions import (
    SOME,
    given_up,
    told_of_another_place,
    told_of_politics,
    told_of_the_like,
    turned_away,
)
from pipeline.link.programme_names import is_title
from pipeline.link.scene import Scene
from pipeline.vocab import TargetGroup

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
NUMBER = re.compile(
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
SHARE = re.compile(
    r"\b(?:var (?:tredje|fjärde|femte|sjätte|tionde)|hälften|en tredjedel|en femtedel|varav|däribland)\b|"
    r"\d (?:procent|%)",
    re.IGNORECASE,
)
# "… långtidsarbetslösa | och unga som har | försörjningsstöd": said of the same people, or of more of them.
_ALSO = re.compile(r"[^.;:!?]{0,30}(?:,| och| eller| samt)\s[^.;:!?]{0,30}", re.IGNORECASE)
# Where people are to come, not where they are.
_GOAL = re.compile(r"tillbaka|närmare|närma sig|in i|in på|återgå", re.IGNORECASE)
_WHO = re.compile(r"\b(?:vem|vilka|målgrupp\w*)\b[^?]*\?\W*$", re.IGNORECASE)
_IPS = re.compile(r"IPS")  # a method for people with a psychiatric disability
_STRETCH = 6  # sentences in which all groups of a definition stand
_CLOSE = 2  # sentences between a programme and a definition that does not name it


@dataclass(frozen=True, slots=True)
class _Hit:
    """A group told of a programme. ``level``: see :func:`_firmness`."""

    level: int
    sentence: int
    group: TargetGroup


def told_groups(scene: Scene, number: int) -> set[TargetGroup]:
    """The groups the article addresses the programme to.

    Descriptions and sentences that say whom it is for come first; where these name none, any sentence about it;
    then what is said of the whole it is a part of, or of its parts; then headline and lead.
    """
    chosen = _own(scene, number)
    if not chosen and scene.is_part(number):
        chosen = _own(scene, scene.umbrella)
    elif not chosen and number == scene.umbrella:
        chosen = {group for n in scene.parts for group in _own(scene, n)}
    chosen = chosen or _headline(scene, number)
    if chosen >= {TargetGroup.WOMEN} and _women_from_abroad(scene, number):
        chosen = chosen | {TargetGroup.FOREIGN_BORN_WOMEN}
    return chosen


def _women_from_abroad(scene: Scene, number: int) -> bool:
    return any(
        group is TargetGroup.FOREIGN_BORN_WOMEN and addressed(scene.sentence_text(i), span, group)
        for i in scene.territory(number)
        for span, group in _own_part(scene, number, i)
    )


def given_up_groups(scene: Scene, number: int) -> set[TargetGroup]:
    """Groups that it was for once and is no more."""
    return {
        group
        for i in scene.territory(number)
        for span, group in _own_part(scene, number, i)
        if given_up(scene.sentence_text(i), span)
    }


def _own(scene: Scene, number: int) -> set[TargetGroup]:
    """The groups of the firmest sort of evidence that there is, as far as they are told in one stretch.

    A group named far from where the first was defined is mostly another programme's or a passing remark.
    """
    hits = sorted(_hits(scene, number), key=lambda hit: (hit.level, hit.sentence))
    if not hits:
        return set()
    gone = given_up_groups(scene, number)
    hits = [hit for hit in hits if hit.group not in gone] or hits
    first = hits[0]
    reach = _STRETCH if first.level == 0 else 0
    return {
        hit.group
        for hit in hits
        if hit.level == first.level and hit.sentence - first.sentence <= reach
    }


def _hits(scene: Scene, number: int) -> Iterator[_Hit]:
    for index in scene.clusters[number].mentions:
        for group in scene.groups_of_mention(index):
            yield _Hit(0, scene.sentence_of(index), group)
    for i in scene.territory(number):
        words = scene.sentence_text(i)
        told: Span | None = None
        for span, group in _own_part(scene, number, i):
            if not addressed(words, span, group) or is_of_others(scene, number, i, span):
                continue
            level = _firmness(scene, number, i, span)
            if told is not None and _ALSO.fullmatch(words, told.end, span.start):
                level = 0
            if _GOAL.match(words, span.start) and level < 2:
                level += 1
            if level == 0:
                told = span
            yield _Hit(level, i, group)


def _firmness(scene: Scene, number: int, sentence: int, span: Span) -> int:
    """0: it says that the programme is for the group; 1: it speaks of both; 2: the article names it."""
    words = scene.sentence_text(sentence)
    about = number in scene.focus[sentence]
    kind = scene.tagged.blocks[scene.tagged.sentences[sentence].block].kind
    spoken = kind is BlockKind.QUOTE
    before = words[: span.start]
    if SHARE.search(words) or SOME.search(words):
        return 2
    if _IPS.match(words, span.start):
        return 1 if scene.alone(number) else 2
    if about and sentence and _WHO.search(scene.sentence_text(sentence - 1)):
        return 0
    defined = any(pattern.search(before) for pattern in DEFINES)
    if defined and (about or (scene.alone(number) and _is_near(scene, number, sentence))):
        return 0 if not spoken or DEFINES[0].search(before) else 1
    if not about:
        return 1 if _CUE.search(words) and not spoken else 2
    counted = NUMBER.search(before) is not None and _REACHED.search(words) is not None
    people = _PEOPLE.search(before) is not None
    gets = _GETS.match(words, span.end) is not None and not spoken
    if counted or people or gets:
        return 0 if not spoken else 1
    return 2 if spoken else 1


def is_of_others(scene: Scene, number: int, sentence: int, span: Span) -> bool:
    """The group is turned away here, or is that of another place."""
    words = scene.sentence_text(sentence)
    following = scene.sentence_text(sentence + 1) if sentence + 1 < len(scene.focus) else ""
    if turned_away(words, span, following):
        return True
    if any(scene.sentence_of(i) == sentence for i in scene.clusters[number].mentions):
        return False
    if told_of_politics(words):
        return True
    here = [place.code for place in scene.places_in(sentence)]
    if not here or scene.municipality in here:
        return False
    known = scene.municipality is not None
    return told_of_the_like(words) or (known and told_of_another_place(words))


def _is_near(scene: Scene, number: int, sentence: int) -> bool:
    return any(
        abs(scene.sentence_of(i) - sentence) <= _CLOSE for i in scene.clusters[number].mentions
    )


def _headline(scene: Scene, number: int) -> set[TargetGroup]:
    """Groups of headline and lead, for a programme of which the text names none."""
    found: set[TargetGroup] = set()
    for sentence in scene.tagged.sentences:
        kind = scene.tagged.blocks[sentence.block].kind
        if kind not in (BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.LEAD):
            break
        words = scene.sentence_text(sentence.i)
        found.update(
            g
            for span, g in scene.groups_of(sentence.i)
            if addressed(words, span, g) and not is_of_others(scene, number, sentence.i, span)
        )
    return found


def _own_part(scene: Scene, number: int, sentence: int) -> list[tuple[Span, TargetGroup]]:
    """Groups in a sentence; where it tells of several programmes, those told of this one."""
    start = scene.in_sentence(sentence).start
    found = [
        (span, group, Span(span.start + start, span.end + start))
        for span, group in scene.groups_of(sentence)
    ]
    return [
        (span, group)
        for span, group, place in found
        if scene.is_of(number, sentence, place)
        and not _in_another_name(scene, number, sentence, place)
    ]


def _in_another_name(scene: Scene, number: int, sentence: int, place: Span) -> bool:
    """``Hamnen, Lyktan och Ungdomsteamet``: the last name says nothing of its neighbours."""
    own = scene.clusters[number].mentions
    if sentence not in {scene.sentence_of(index) for index in own}:
        return False
    return any(
        mention.span.start <= place.start and place.end <= mention.span.end and is_title(mention)
        for index, mention in enumerate(scene.mentions)
        if index not in own
    )
