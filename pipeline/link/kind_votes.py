"""What kind of thing the article calls a programme: the votes of its names, descriptions and references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.programmes.lexicons import formative_of, trigger_form
from pipeline.findings import MentionRole, ProgrammeMention
from pipeline.link.clusters import GENERIC
from pipeline.link.funders import funder
from pipeline.link.programme_names import Cluster, is_title
from pipeline.link.scene import Scene
from pipeline.vocab import ProgrammeKind

_SHAPES = frozenset(
    (
        "capital",
        "line",
        "quoted",
        "left-context",
        "right-context",
        "run-verb",
        "lower-case-opening",
        "fact-heading",
        "acronym",
    )
)
# Forms of names that say what they are: …torget and …centrum, …modellen and …metoden, …projektet.
_SHAPED = frozenset((ProgrammeKind.SERVICE, ProgrammeKind.METHOD, ProgrammeKind.PROJECT))
_PLACE_TO_COME = re.compile(
    r"\b(?:slår upp dörrarna|har öppet|öppettid\w*|öppet (?:måndag|tisdag|onsdag|torsdag|fredag|varje|"
    r"alla)|drop-?in|"
    r"besök(?:are)?|besöka|stänga sina lokaler|lokal(?:en|er|erna)|butiken|caféet|kaféet|verkstaden|tvätteriet|"
    r"snickeriet|öppnade (?:i|på|dörr\w*)|ligger (?:på|i|vid|mitt)|källaren|inne på|kliver? in|lokaler|"
    r"tar emot (?:\w+ )?(?:besökare|alla|folk)|kom(?:ma)? in och|receptionen|bemanna\w*|dit varje|"
    r"tar emot besök|tidsbokning|dit kan|hit kan)\b",
    re.IGNORECASE,
)


# Votes for a kind. ”Verksamheten” and ”samarbetet” may be said of anything.
_NAME, _DESCRIPTION, _ANNOUNCEMENT, _SHAPE, _OTHER_REFERENCE, _ENOUGH = 4.0, 2.0, 0.9, 1.0, 0.7, 0.3
_REFERENCE = {
    "projektet": 1.0,
    "insatsen": 1.0,
    "satsningen": 1.0,
    "metoden": 0.5,
    "arbetssättet": 0.5,
    "modellen": 0.5,
    "verksamheten": 0.6,
    "kursen": 0.14,
    "samarbetet": 0.3,
    "arbetsmarknadsenheten": 0.0,
}
# "Fyren startade som ett pilotprojekt": said of the name itself.
_PREDICATE = re.compile(
    r"[\"']?(?:\s\([^()\n]{1,60}\))?(?: i [A-ZÅÄÖ]\w+(?: kommun)?)?(?:,? som)?\s"
    r"(?:är|var|blir|blev|startade som|började som|drivs som|bedrivs som|fungerar som)\s"
    r"(?:nu |alltså |också |egentligen |i grunden )?"
    r"(?:(?:ett|en|kommunens|stadens|vårt?|[\w-]+s)\s|(?<=\bsom\s))"
    r"(?:[a-zåäö-]+,?\s){0,4}?([a-zåäö-]+)\b"
)
_PREDICATED = 3.0
# "Fyren, som verksamheten heter": the name of what the noun says.
_CALLED = re.compile(
    r"[\"']?,? som (?:[a-zåäö]+ )?([a-zåäö]+) "
    r"(?:heter|kallas|döptes till|fick heta|har döpts till|fått heta|går under)\b"
)
_CALLED_SO = 4.0
# "Metoden är Supported Employment".
_IS_CALLED = re.compile(
    r"\b([a-zåäö]+) (?:är|heter|kallas|döptes till|fick namnet)\s[\"']?$", re.IGNORECASE
)
# "Bryggan är ett samarbete mellan …" says who runs it more than what it is.
_TOGETHER = frozenset(("samarbete", "samverkan", "partnerskap"))
_TOLD_TOGETHER = 1.0
_GRANTS = re.compile(
    r"fond|vinnova|samordningsförbund|finsam|länsstyrelse|tillväxtverk", re.IGNORECASE
)
# A name given without a noun ("Jobblinjen kallas den") has its kind from its last part.
_BARE_NAMING = frozenset(("naming-verb", "inverted-naming", "run-relative"))
# "en fortsättning på fjolårets förstudie": another thing.
_OTHER_THING = re.compile(
    r"\b(?:fortsättning(?:en)? på|efterföljare till|avlöser|ersätter|bygger (?:vidare )?på|påminner om|"
    r"ur)\s(?:\w+\s){0,2}$|\b(?:inte|inget|ingen)\s(?:längre\s)?$",
    re.IGNORECASE,
)
_MOST_ROLES = 3
_PROJECT_ROLES = re.compile(
    r"\b(?:projektägar|projektled|projektperiod|projekttid|projektmedel|projektpengar|projektplan)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Vote:
    """One thing in the article that speaks for a kind. ``source`` says what: a name, a description …"""

    kind: ProgrammeKind
    source: str
    weight: float


def votes(scene: Scene, number: int) -> list[Vote]:
    """What names, descriptions, references and predicates call it."""
    found = [vote for vote in _of_mentions(scene, number) if vote is not None]
    for told, (source, weight) in _predicates(scene, number).items():
        found.append(Vote(told, source, weight))
    if scene.clusters[number].firm:
        words = len(_PROJECT_ROLES.findall(_about(scene, number)))
        found += [Vote(ProgrammeKind.PROJECT, "project-role", 1.0)] * min(words, _MOST_ROLES)
    return found


def _elected(cast: list[Vote]) -> ProgrammeKind | None:
    """The kind with most votes, None where the article hardly says."""
    sums: dict[ProgrammeKind, float] = {}
    for vote in cast:
        sums[vote.kind] = sums.get(vote.kind, 0.0) + vote.weight
    if sums and max(sums.values()) >= _ENOUGH:
        return max(sums, key=lambda code: sums[code])
    return None


def by_rule(scene: Scene, number: int) -> ProgrammeKind:
    """The article's own word; without one what is said of it, its form, or the article's usual word."""
    known = scene.called
    if number not in known:
        known[number] = _called(scene, number, votes(scene, number))
    return known[number]


def _called(scene: Scene, number: int, cast: list[Vote]) -> ProgrammeKind:
    told = _elected(cast) or _shape_of_a_part(scene.clusters[number])
    if told is not None:
        return told
    if _PLACE_TO_COME.search(_mentioning(scene, number)):
        return ProgrammeKind.SERVICE
    return _usual(scene, _GRANTS.search(funder(scene, number) or "") is not None)


def _of_mentions(scene: Scene, number: int) -> Iterator[Vote | None]:
    one = scene.clusters[number]
    first = min((i for i in one.mentions if is_title(scene.mentions[i])), default=0)
    named = False
    shaped: set[ProgrammeKind] = set()
    for index in one.mentions:
        mention = scene.mentions[index]
        if mention.kind is None:
            continue
        if mention.role is MentionRole.REFERENCE:
            noun = mention.name.lower()
            source = noun if noun in _REFERENCE else "other"
            weight = _REFERENCE.get(noun, _OTHER_REFERENCE)
            yield Vote(mention.kind, f"reference:{source}", weight)
        elif mention.rule == "description":
            yield _description(scene, index, one, first)
        elif mention.rule.split("+")[0] not in _SHAPES and not _is_shape(mention):
            source = "name-again" if named else f"name:{mention.rule.split('+')[0]}"
            yield Vote(mention.kind, source, 0.0 if named else _NAME)
            named = True
        elif mention.kind in _SHAPED and mention.kind not in shaped:
            yield Vote(mention.kind, "shape", _SHAPE)
        shaped.add(mention.kind)


def _description(scene: Scene, index: int, one: Cluster, first: int) -> Vote | None:
    mention = scene.mentions[index]
    assert mention.kind is not None
    if not one.firm:
        return Vote(mention.kind, "described-only", _NAME)
    if _OTHER_THING.search(scene.text[: mention.span.start][-60:]):
        return None
    if index < first:
        return Vote(mention.kind, "description-before", _ANNOUNCEMENT)
    if not _TOGETHER.isdisjoint(mention.name.lower().split()[:3]):
        return Vote(mention.kind, "description-together", _TOLD_TOGETHER)
    return Vote(mention.kind, "description", _DESCRIPTION)


def _shape_of_a_part(one: Cluster) -> ProgrammeKind | None:
    """``Jobbtorget Väster``: another word of the name says what it is."""
    for word in one.name.split()[:-1]:
        entry = formative_of(word) if word[:1].isupper() else None
        if entry is not None and entry.kind in _SHAPED:
            return entry.kind
    return None


def _is_shape(mention: ProgrammeMention) -> bool:
    entry = formative_of(mention.name.split()[-1])
    bare = mention.rule.split("+")[0] in _BARE_NAMING
    return bare and entry is not None and entry.kind is mention.kind


def _predicates(scene: Scene, number: int) -> dict[ProgrammeKind, tuple[str, float]]:
    """The kinds that follow ``är en`` or ``som`` right after a name, with source and weight."""
    found: dict[ProgrammeKind, tuple[str, float]] = {}
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index]
        if mention.role is MentionRole.REFERENCE:
            continue
        end = scene.in_sentence(scene.sentence_of(index)).end
        following = scene.text[mention.span.end : end]
        for pattern, vote in (
            (_PREDICATE, ("predicate", _PREDICATED)),
            (_CALLED, ("called", _CALLED_SO)),
        ):
            match = pattern.match(following)
            form = trigger_form(match[1]) if match else None
            if form is not None and form.trigger.kind is not None:
                together = form.trigger.noun in _TOGETHER
                found[form.trigger.kind] = ("together", _TOLD_TOGETHER) if together else vote
        told = _IS_CALLED.search(scene.text[max(0, mention.span.start - 60) : mention.span.start])
        form = trigger_form(told[1]) if told else None
        if form is not None and form.definite and not form.plural:
            found[form.trigger.kind] = ("called", _CALLED_SO)
    return found


def _mentioning(scene: Scene, number: int) -> str:
    """The sentences that name it, each with the one after."""
    named = {scene.sentence_of(i) for i in scene.clusters[number].mentions}
    near = named | {i + 1 for i in named if i + 1 in set(scene.sentences_about(number))}
    return " ".join(scene.sentence_text(i) for i in sorted(near))


def _about(scene: Scene, number: int) -> str:
    return " ".join(scene.sentence_text(i) for i in scene.sentences_about(number))


def _says_kind(noun: str) -> bool:
    """``projektet``, ``insatsen``; a course may also be what somebody takes elsewhere."""
    return noun in GENERIC and noun != "kursen"


def _usual(scene: Scene, granted: bool) -> ProgrammeKind:
    """The word the article uses for what it tells of, where it never says it of this one.

    Without any such word, what a fund has granted money to is a project.
    """
    counts: Counter[ProgrammeKind] = Counter(
        m.kind
        for m in scene.mentions
        if m.kind is not None and (m.rule == "description" or _says_kind(m.name.lower()))
    )
    counts[ProgrammeKind.PROJECT] += 2 * scene.spoken_of[0]
    counts[ProgrammeKind.MEASURE] += scene.spoken_of[1]
    best, count = max(
        counts.items(), key=lambda item: (item[1], -list(ProgrammeKind).index(item[0]))
    )
    if count:
        return best
    return ProgrammeKind.PROJECT if granted else ProgrammeKind.MEASURE
