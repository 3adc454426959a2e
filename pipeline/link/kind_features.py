"""What in an article tells a programme's kind: who calls it what, the nouns about it, the words of its sentences.

``told`` holds features that speak for the kind they come with (a noun right before the name); ``seen`` those
that may speak for any kind (a word for a place to come to, a municipal page).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pipeline.article import Span, Token
from pipeline.extract.programmes.lexicons import Trigger, trigger_form
from pipeline.findings import MentionRole
from pipeline.lexicon.load import load
from pipeline.link.kind_votes import Vote, by_rule, votes
from pipeline.link.programme_names import is_title
from pipeline.link.scene import Scene
from pipeline.vocab import ProgrammeKind


@dataclass(frozen=True, slots=True)
class KindWord:
    """One line of ``kind_words.tsv``."""

    group: str
    form: str  # * stands for any letters
    example: str


@dataclass
class Evidence:
    """Everything that speaks for one kind or another."""

    told: dict[tuple[str, ProgrammeKind], float] = field(default_factory=dict)
    seen: dict[str, float] = field(default_factory=lambda: {"bias": 1.0})


_FAR, _NEAR = 12, 4  # tokens between a name and a noun that may say what it is
_AFTER = 8  # tokens after a name whose words are looked at
# "Det är en satsning på unga", after the sentence that names it.
_IT_IS = re.compile(
    r"(?:det|den|detta|det här|den här)\s(?:är|blev|var|kallas)\s((?:[\w-]+\s?){1,6})", re.I
)
_YOU = re.compile(r"\bd(?:u|ig|in|itt|ina)\b", re.IGNORECASE)
_ADDRESSED = 0.02  # share of tokens that are du, dig, din
_GENRES = {
    "fund": re.compile(r"socialfond|\besf\b|\besf-", re.IGNORECASE),
    "association": re.compile(r"samordningsförbund|finsam", re.IGNORECASE),
    "quotes": re.compile(r"^[-–] ", re.MULTILINE),
    "debate": re.compile(
        r"\b(?:interpellation|motion|insändare|debatt|replik|fullmäktige)", re.IGNORECASE
    ),
    "report": re.compile(r"\b(?:utvärdering|slutrapport|rapporten|följeforsk)", re.IGNORECASE),
}


def evidence(scene: Scene, number: int) -> Evidence:
    """The features of programme ``number``."""
    found = Evidence()
    cast = votes(scene, number)
    _voted(found, scene, number, cast)
    _beside_names(found, scene, number)
    _about_it(found, scene, number)
    for genre in _genres(scene.text, len(scene.tagged.tokens)):
        found.seen[f"genre:{genre}"] = 1.0
    others = [n for n, one in enumerate(scene.clusters) if one.firm and n != number]
    found.seen["with-others" if others else "alone"] = 1.0
    if scene.is_part(number):
        found.seen["part"] = 1.0
    for other in others:
        key = ("sister", by_rule(scene, other))
        found.told[key] = found.told.get(key, 0.0) + 1 / len(others)
    return found


def _voted(found: Evidence, scene: Scene, number: int, cast: list[Vote]) -> None:
    """Who calls it what, and what the rules make of it."""
    told = Counter((vote.source, vote.kind) for vote in cast)
    for (source, kind), count in told.items():
        repeated = source.startswith("reference:") or source == "project-role"
        found.told[source, kind] = 0.5 + min(count, 3) / 2 if repeated else float(count)
    rule = by_rule(scene, number)
    said = any(vote.source not in ("shape", "reference:kursen") for vote in cast)
    found.told["rule" if said else f"rule-unsaid:{rule}", rule] = 1.0
    if said:
        found.seen["said"] = 1.0


def _beside_names(found: Evidence, scene: Scene, number: int) -> None:
    """The nearest nouns before and after its names, and the words right after them."""
    for index in scene.clusters[number].mentions:
        mention = scene.mentions[index]
        if not is_title(mention):
            continue
        before, after = _around(scene, mention.span)
        for side, tokens in (("before", reversed(before)), ("after", iter(after))):
            near = _nearest(scene, number, tokens)
            if near is not None:
                trigger, distance = near
                assert trigger.kind is not None
                key = (f"{side}:{trigger.after}", trigger.kind)
                weight = 1.0 if distance < _NEAR else 0.5
                found.told[key] = max(found.told.get(key, 0.0), weight)
                found.seen[f"noun:{trigger.noun}"] = 1.0
        if before and before[-1].pos == "NOUN":
            noun = trigger_form(before[-1].lower)
            if noun is not None and noun.trigger.kind is not None:
                found.told["right-before", noun.trigger.kind] = 1.0
            for group in groups_of(before[-1].lower):
                found.seen[f"right-before:{group}"] = 1.0
        for token in after[:_AFTER]:
            for group in groups_of(token.lower):
                found.seen[f"after:{group}"] = 1.0


def _around(scene: Scene, span: Span) -> tuple[list[Token], list[Token]]:
    """The tokens of its sentence before and after a name, without quotation marks."""
    sentence = scene.tagged.sentence_at(span.start)
    if sentence is None:
        return [], []
    tokens = [t for t in scene.tagged.sentence_tokens(sentence) if t.text not in ('"', "'")]
    before = [t for t in tokens if t.start < span.start]
    return before, [t for t in tokens if t.start >= span.end]


def _nearest(scene: Scene, number: int, tokens: Iterable[Token]) -> tuple[Trigger, int] | None:
    """The first noun that says a kind, unless another programme's name stands between."""
    for distance, token in enumerate(tokens):
        if distance == _FAR or _names_another(scene, number, token):
            return None
        noun = trigger_form(token.lower) if token.pos in ("NOUN", "PROPN", "X") else None
        if noun is not None and noun.trigger.kind is not None and not noun.plural:
            return noun.trigger, distance
    return None


def _names_another(scene: Scene, number: int, token: Token) -> bool:
    return any(
        other != number
        and one.firm
        and any(
            scene.mentions[i].span.start <= token.start < scene.mentions[i].span.end
            and scene.mentions[i].role is not MentionRole.REFERENCE
            for i in one.mentions
        )
        for other, one in enumerate(scene.clusters)
    )


def _about_it(found: Evidence, scene: Scene, number: int) -> None:
    """The words of the sentences that name it, of those about it, and of the whole article."""
    about = set(scene.sentences_about(number))
    mentions = scene.clusters[number].mentions
    naming = {
        scene.sentence_of(i)
        for i in mentions
        if scene.mentions[i].role is not MentionRole.REFERENCE
    }
    for place, sentences in (("near", naming | {i + 1 for i in naming} & about), ("about", about)):
        words = Counter(g for i in sentences for t in _tokens(scene, i) for g in groups_of(t.lower))
        for group, count in words.items():
            found.seen[f"{place}:{group}"] = math.log1p(count)
    nouns = Counter(noun for i in about for noun in _kind_nouns(scene, i))
    for (kind, definite), count in nouns.items():
        if definite:
            found.told["about-definite", kind] = math.log1p(count)
        key = ("about-share", kind)
        found.told[key] = found.told.get(key, 0.0) + count / nouns.total()
    everywhere = Counter(kind for i in range(len(scene.focus)) for kind, _ in _kind_nouns(scene, i))
    for kind, count in everywhere.items():
        found.told["article-share", kind] = count / everywhere.total()
    for i in (naming | {i + 1 for i in naming}) & about:
        match = _IT_IS.match(scene.sentence_text(i))
        for word in match[1].split() if match else ():
            noun = trigger_form(word)
            if noun is not None and noun.trigger.kind is not None:
                found.told["it-is", noun.trigger.kind] = 1.0
                break


def _tokens(scene: Scene, sentence: int) -> tuple[Token, ...]:
    return scene.tagged.sentence_tokens(scene.tagged.sentences[sentence])


def _kind_nouns(scene: Scene, sentence: int) -> list[tuple[ProgrammeKind, bool]]:
    """The nouns of a sentence that say a kind by themselves; True for ``projektet`` and the like."""
    known = scene.kind_nouns
    if sentence not in known:
        nouns = [trigger_form(token.lower) for token in _tokens(scene, sentence)]
        known[sentence] = [
            (noun.trigger.kind, noun.definite and not noun.plural)
            for noun in nouns
            if noun is not None and noun.trigger.after == "strong" and noun.trigger.kind is not None
        ]
    return known[sentence]


@lru_cache(maxsize=8)  # asked for each programme of the article
def _genres(text: str, tokens: int) -> tuple[str, ...]:
    you = ("you",) if len(_YOU.findall(text)) > _ADDRESSED * tokens else ()
    return (*you, *(name for name, pattern in _GENRES.items() if pattern.search(text)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    forms: dict[str, list[str]] = {}
    for entry in load(KindWord, "kind_words.tsv"):
        forms.setdefault(entry.group, []).append(re.escape(entry.form).replace(r"\*", r"[\w-]*"))
    return {group: re.compile("|".join(items)) for group, items in forms.items()}


@lru_cache(maxsize=1 << 16)
def groups_of(word: str) -> tuple[str, ...]:
    """The groups of ``kind_words.tsv`` that a word belongs to: ``caféet`` → place."""
    return tuple(group for group, pattern in _patterns().items() if pattern.fullmatch(word))
