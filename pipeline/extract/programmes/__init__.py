"""Programmes in one article: names by gathered evidence, then descriptions and references.

Every capitalised, quoted or introduced phrase collects *clues* (:mod:`evidence`) over all its mentions. What
reaches :data:`NAMED` is a programme's name, and each further mention of it is marked. What falls short but has
something for it is reported as a description, so that a reader may decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.article import TaggedArticle
from pipeline.extract.programmes.clue import STRONG, Clue
from pipeline.extract.programmes.descriptions import coinages, descriptions, references, versions
from pipeline.extract.programmes.domain import labour_share
from pipeline.extract.programmes.gathering import described
from pipeline.extract.programmes.lexicons import trigger_form
from pipeline.extract.programmes.mentions import mark
from pipeline.extract.programmes.places import is_place
from pipeline.extract.programmes.refusals import is_only_headline
from pipeline.extract.programmes.text import DIRECTIONS, Text, is_capital
from pipeline.findings import MentionRole, ProgrammeMention
from pipeline.lexicon.weights import log_odds, weights
from pipeline.vocab import ProgrammeKind

NAMED = 0.0  # logit: probability 0.5
# Rules that make a name by themselves, from this weight on; the training has few examples of some.
_SURE = {
    "after-trigger": STRONG,
    "after-trigger-list": 2.5,
    "hyphen-compound": STRONG,
    "is-a": STRONG,
    "inverted-naming": STRONG,
    "naming-verb": STRONG,
    "fact-line": STRONG,
    "grant-line": 3.0,
    "quoted-subject": STRONG,
}
# Below this score not even such a rule makes one.
_UNLIKELY, _NOT_AT_ALL = -2.5, -4.0
# A name in lower case is always a possible one; a line that opens in lower case may also be a broken line.
_LOWER = frozenset(("lower-case-opening", "naming-verb-lower"))
_SIBLING = 0.3
# Kinds that the form of a name tells better than a noun somewhere before it.
_SHAPED = frozenset((ProgrammeKind.SERVICE, ProgrammeKind.METHOD, ProgrammeKind.PROJECT))
# Below this share of labour words an article is about building, sport or culture.
_ABOUT_LABOUR = 0.35
_OFF_TOPIC = 4.0
POSSIBLE = -2.2  # probability 0.10: below, hardly a name in the gold


@dataclass(frozen=True, slots=True)
class Candidate:
    """A would-be name with everything that speaks for and against it."""

    key: str
    name: str
    score: float
    kind: ProgrammeKind | None
    rules: tuple[str, ...]
    lower: bool = False  # written in lower case throughout


def find(tagged: TaggedArticle) -> Iterator[ProgrammeMention]:
    """Every mention of a programme, in text order, none overlapping."""
    if not tagged.tokens:
        return
    text = Text(tagged)
    taken: list[ProgrammeMention] = []
    names = [c for c in candidates(text) if c.score >= POSSIBLE and not _passing(text, c)]
    for candidate, first, last in mark(text, names):
        role = MentionRole.NAME if candidate.score >= NAMED else MentionRole.DESCRIPTION
        rule = "+".join(candidate.rules[:3])
        span = text.span(first, last)
        taken.append(
            ProgrammeMention(span, candidate.name, candidate.kind, role, rule, candidate.score)
        )
    sure = {(c.name, c.kind) for c in names if c.score >= NAMED}
    found = _without_overlaps(taken, versions(text, sorted(sure, key=lambda pair: pair[0])))
    found = _without_overlaps(found, descriptions(text))
    found = _without_overlaps(found, coinages(text))
    found = _without_overlaps(found, _alone(text, taken, references(text)))
    yield from sorted(found, key=lambda mention: mention.span)


def _passing(text: Text, one: Candidate) -> bool:
    return one.score < NAMED and is_only_headline(text, one.key, one.rules)


def candidates(text: Text) -> list[Candidate]:
    """All phrases with clues, best first."""
    judged = [_judge(text, key, group, known) for key, group, known in described(text)]
    if labour_share(text.tagged.text) < _ABOUT_LABOUR:
        judged = [replace(one, score=one.score - _OFF_TOPIC) for one in judged]
    return sorted(_with_siblings(judged), key=lambda c: (-c.score, c.key))


def _with_siblings(judged: list[Candidate]) -> list[Candidate]:
    """``Fyren 2`` and ``Fyren Öst`` are programmes where ``Fyren`` or ``Fyren Syd`` is one."""
    scores: dict[str, float] = {}
    for one in judged:
        for key in {one.key, _stem(one.key)}:
            scores[key] = max(scores.get(key, -9.0), one.score)
    return [
        replace(one, score=max(one.score, scores[stem] - _SIBLING)) if stem != one.key else one
        for one in judged
        for stem in [_stem(one.key)]
    ]


def _stem(key: str) -> str:
    """A name without a version, direction or place at its end."""
    words = key.split()
    while len(words) > 1 and (
        words[-1] in DIRECTIONS
        or words[-1][0].isdigit()
        or words[-1] in ("+", "ii", "iii", "plus")
        or is_place(words[-1])
    ):
        words.pop()
    return " ".join(words)


def _closes(text: Text, group: list[Clue]) -> bool:
    """The name is the last that its sentence names, but for a relative clause."""
    following = (text.tokens[clue.last].lower for clue in group if clue.last < len(text.tokens))
    return any(word in (".", "som") for word in following)


def _judge(text: Text, key: str, group: list[Clue], known: dict[str, float]) -> Candidate:
    score = log_odds(weights("programme_weights.tsv"), known)
    if any(clue.rule in _SURE and clue.weight >= _SURE[clue.rule] for clue in group):
        score = max(score, NAMED) if score > _UNLIKELY else score
    elif "fragment-after" in known and score > _NOT_AT_ALL and _closes(text, group):
        score = max(score, NAMED)  # "På mässan fanns Fyren. En insats för …"
    elif any(clue.rule in _LOWER for clue in group):
        score = max(score, NAMED - 0.1)
    lead = max(
        group, key=lambda clue: (clue.weight, is_capital(text.tokens[clue.first]), -clue.first)
    )
    name = text.words(lead.first, lead.last)
    head, hyphen, tail = name.rpartition("-")
    if hyphen and head and trigger_form(tail) is not None:
        name = head
    first = min(group, key=lambda clue: clue.first)
    best = {clue.rule: clue.weight for clue in sorted(group, key=lambda c: c.weight)}
    ranked = sorted((r for r in best if best[r] > 0), key=lambda rule: (-best[rule], rule))
    return Candidate(
        key,
        name,
        round(score, 3),
        _kind(text, group, first),
        tuple(ranked or ["capital"]),
        lower=lead.rule in _LOWER,
    )


def _kind(text: Text, group: list[Clue], first: Clue) -> ProgrammeKind | None:
    """The kind the strongest clue gives; earlier mentions first among equals."""
    told = [
        clue for clue in group if clue.kind is not None and clue.rule not in ("capital", "line")
    ]
    shaped = [clue for clue in group if clue.rule == "capital" and clue.kind in _SHAPED]
    if shaped and all(clue.rule == "naming-verb" for clue in told):
        return shaped[0].kind
    told = told or [clue for clue in group if clue.kind is not None]
    return max(told, key=lambda clue: (clue.weight, -clue.first)).kind if told else None


def _alone(
    text: Text, names: list[ProgrammeMention], nouns: Iterator[ProgrammeMention]
) -> Iterator[ProgrammeMention]:
    """References that do not merely introduce the name after them (``projektet | Fyren``)."""
    starts = {mention.span.start for mention in names}
    for noun in nouns:
        end = noun.span.end
        if not any(end + gap in starts for gap in (1, 2)):
            yield noun


def _without_overlaps(
    taken: list[ProgrammeMention], more: Iterator[ProgrammeMention]
) -> list[ProgrammeMention]:
    """``taken`` plus those of ``more`` that share no character with it."""
    spans = sorted(mention.span for mention in taken)
    result = list(taken)
    at = 0
    for mention in sorted(more, key=lambda m: m.span):
        while at < len(spans) and spans[at].end <= mention.span.start:
            at += 1
        if at < len(spans) and spans[at].overlaps(mention.span):
            continue
        result.append(mention)
    return result
