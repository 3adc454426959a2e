"""Programmes in one article: names by gathered evidence, then descriptions and references.

Every capitalised, quoted or introduced phrase collects *clues* (:mod:`evidence`) over all its mentions. What
reaches :data:`NAMED` is a programme's name, and each further mention of it is marked. What falls short but has
something for it is reported as a description, so that a reader may decide.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.article import Span, TaggedArticle
from pipeline.extract.programmes.descriptions import descriptions, references
from pipeline.extract.programmes.domain import labour_share, neighbourhood
from pipeline.extract.programmes.evidence import Clue, clues
from pipeline.extract.programmes.lexicons import is_stop_name, trigger_form
from pipeline.extract.programmes.mentions import mark
from pipeline.extract.programmes.places import is_place
from pipeline.extract.programmes.text import Text, is_capital
from pipeline.findings import MentionRole, ProgrammeMention
from pipeline.vocab import ProgrammeKind

NAMED = 3.0
POSSIBLE = 1.8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A would-be name with everything that speaks for and against it."""

    key: str
    name: str
    score: float
    kind: ProgrammeKind | None
    rules: tuple[str, ...]


def find(tagged: TaggedArticle) -> Iterator[ProgrammeMention]:
    """Every mention of a programme, in text order, none overlapping."""
    if not tagged.tokens:
        return
    text = Text(tagged)
    taken: list[ProgrammeMention] = []
    names = [c for c in candidates(text) if c.score >= POSSIBLE]
    for candidate, first, last in mark(text, names):
        role = MentionRole.NAME if candidate.score >= NAMED else MentionRole.DESCRIPTION
        rule = "+".join(candidate.rules[:3])
        span = text.span(first, last)
        taken.append(ProgrammeMention(span, candidate.name, candidate.kind, role, rule))
    found = _without_overlaps(taken, descriptions(text))
    found = _without_overlaps(found, references(text))
    yield from sorted(found, key=lambda mention: mention.span)


def candidates(text: Text) -> list[Candidate]:
    """All phrases with clues, best first."""
    groups: dict[str, list[Clue]] = defaultdict(list)
    for clue in clues(text):
        groups[_group_key(text, clue)].append(clue)
    judged = [_judge(text, key, group) for key, group in groups.items()]
    return sorted((c for c in judged if c is not None), key=lambda c: (-c.score, c.key))


def _group_key(text: Text, clue: Clue) -> str:
    """Mentions that differ in case, a genitive s or ``-projektet`` collect their clues together."""
    key = text.key(clue.first, clue.last).strip(" .,:;")
    if clue.rule == "hyphen-compound":
        key = key.rsplit("-", 1)[0]
    if key.endswith("s") and (
        text.ngrams.get(key[:-1], 0) or text.tokens[clue.last - 1].feat("Case") == "Gen"
    ):
        key = key[:-1]
    return key


def _judge(text: Text, key: str, group: list[Clue]) -> Candidate | None:
    best: dict[str, float] = {}
    for clue in group:
        if abs(clue.weight) > abs(best.get(clue.rule, 0.0)):
            best[clue.rule] = clue.weight
    if not best:
        return None
    score = sum(best.values())
    first = min(group, key=lambda clue: clue.first)
    lead = max(group, key=lambda clue: (clue.weight, -clue.first))
    name = text.words(lead.first, lead.last)
    if lead.rule == "hyphen-compound":
        name = name.rsplit("-", 1)[0]
    if not any(c.isalpha() for c in key) or len(key) < 2 or is_stop_name(key) or is_place(key):
        return None
    if trigger_form(key) is not None and lead.rule not in ("hyphen-compound",) and " " not in key:
        if not _own_trigger_name(text, key, group):
            return None
    strong = max(best.values()) >= 3.0
    mentions = len({(clue.first, clue.last) for clue in group})
    inside = sum(1 for i in {c.first for c in group} if i not in text.openings)
    score += min(1.0, 0.4 * (mentions - 1))
    score += _labels(text, group, strong)
    if not strong and not inside:
        score -= 1.5  # only at openings, where any word has a capital
    if any(text.is_heading(c.first) for c in group) and mentions >= 2:
        score += 0.4
    around = " ".join(neighbourhood(text, i) for i in sorted({c.first for c in group})[:6])
    share = labour_share(around)
    if share < 0.35:
        score -= 3.0 if share < 0.25 else 1.5
    kind = _kind(text, group, first)
    ranked = sorted(best, key=lambda rule: (-best[rule], rule))
    return Candidate(key, name, round(score, 2), kind, tuple(ranked))


def _own_trigger_name(text: Text, key: str, group: list[Clue]) -> bool:
    """``Ungdomssatsningen``, ``Vetlandaprojektet``: capitalised where no sentence opens."""
    capital = any(
        c.first not in text.openings and is_capital(text.tokens[c.first]) for c in group
    )
    form = trigger_form(key)
    return capital and form is not None and len(form.head) >= 3 and text.lower_words[key] == 0


def _labels(text: Text, group: list[Clue], strong: bool) -> float:
    """What the tagger calls the phrase: people and places are none, weak programmes are often called ORG."""
    labels: Counter[str] = Counter()
    people = 0
    for first, last in {(c.first, c.last) for c in group}:
        labels.update({t.entity for t in text.tokens[first:last]})
        words = [t.text.casefold() for t in text.tokens[first:last]]
        people += all(w in text.person_words or w.removesuffix("s") in text.person_words for w in words)
    score = 0.0
    total = sum(labels.values()) or 1
    if people:
        score -= 5.0
    if labels["PER"] / total > 0.5:
        score -= 0.5 if strong else 3.0
    if labels["LOC"] / total > 0.5:
        score -= 0.5 if strong else 2.0
    if labels["MISC"]:
        score += 0.5
    return score


def _kind(text: Text, group: list[Clue], first: Clue) -> ProgrammeKind | None:
    """The kind the strongest clue gives; earlier mentions first among equals."""
    told = [clue for clue in group if clue.kind is not None and clue.rule != "shape"]
    told = told or [clue for clue in group if clue.kind is not None]
    return max(told, key=lambda clue: (clue.weight, -clue.first)).kind if told else None


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
            shortened = _before(mention, spans[at])
            if shortened is not None:
                result.append(shortened)
            continue
        result.append(mention)
    return result


def _before(mention: ProgrammeMention, name: Span) -> ProgrammeMention | None:
    """A description that runs into a name (``ett nytt projekt inom Fyren``) is told up to it."""
    return None
