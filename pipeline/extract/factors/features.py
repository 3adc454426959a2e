"""What speaks for a factor in a sentence: its words, what the lexicons find, and where it stands.

Used alike when the weights are learned (models/train/factors.py) and when they are applied.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.article import BlockKind
from pipeline.extract.factors.lexicons import (
    Cue,
    Side,
    content_matcher,
    contents,
    cue_matcher,
    cues,
)
from pipeline.extract.factors.patterns import Match
from pipeline.extract.factors.stretches import Stretch
from pipeline.vocab import FactorCode

Features = dict[str, float]
CERTAIN = 3  # strength of a cue that asserts by itself
GRAM = 0.4  # weight of a stretch of letters: one word has many
_GRAMS = (4, 5)
_NEGATIONS = frozenset("inte aldrig ej icke ingen inget inga knappast sällan varken".split())


def text_features(words: Sequence[str]) -> Features:
    """The features of words by themselves, a sentence or a clause."""
    return {**word_features(words), **lexicon_features(words)}


def word_features(words: Sequence[str]) -> Features:
    """Forms, stems, stretches of letters and pairs of words. Swedish compounds share their parts."""
    found: Features = {}
    row = ["<s>", *words, "</s>"]
    for word in words:
        if any(character.isdigit() for character in word):
            found["w=#"] = 1.0
            continue
        found[f"w={word}"] = 1.0
        if len(word) > 5:
            found[f"p5={word[:5]}"] = 1.0
        if len(word) > 7:
            found[f"p7={word[:7]}"] = 1.0
        if len(word) > 8:
            found[f"s5={word[-5:]}"] = 0.5
        for gram in _grams(word):
            found[gram] = GRAM
    for left, right in pairwise(row):
        found[f"b={left} {right}"] = 0.7
    return found


@lru_cache(maxsize=50_000)
def _grams(word: str) -> tuple[str, ...]:
    """Every stretch of four or five letters, word limits included; none of a short word."""
    if len(word) < 4 or not word.isalpha():
        return ()
    whole = f"<{word}>"
    return tuple(
        f"g={whole[i : i + length]}" for length in _GRAMS for i in range(len(whole) - length + 1)
    )


def lexicon_features(words: Sequence[str]) -> Features:
    """What the content and cue lexicons find."""
    found: Features = {}
    for match in _content_matches(words):
        entry = contents()[match.entry]
        key = f"lex={entry.factor}"
        found[key] = max(found.get(key, 0.0), entry.strength * 2 / 3)
        if entry.polarity is not None:
            found[f"lexpol={entry.polarity}"] = 1.5
        if entry.asserts:
            found["lexasserts"] = 1.5
    for match in cue_matcher().find(words):
        cue = cues()[match.entry]
        found[f"cue={cue.kind}.{cue.strength:g}"] = 1.0
        if cue.polarity is not None:
            found[f"cuepol={cue.polarity}"] = 1.0
    return found


def setting_features(rows: Sequence[Stretch], i: int) -> Features:
    """Where the sentence stands, and what its neighbours assert."""
    row = rows[i]
    found: Features = {
        f"kind={row.kind}": 1.0,
        "quoted": float(row.quoted),
        "length": min(len(row.words), 40) / 40,
        "position": i / len(rows),
        "digits": float(any(word[0].isdigit() for word in row.words)),
        "question": float("?" in row.words),
        "headline": float(row.kind in (BlockKind.HEADLINE, BlockKind.SUBHEADING)),
    }
    for j, name in ((i - 1, "before"), (i + 1, "after")):
        if 0 <= j < len(rows):
            for match in cue_matcher().find(rows[j].words):
                cue = cues()[match.entry]
                if cue.strength >= CERTAIN:
                    found[f"{name}:{cue.kind}"] = 1.0
    return found


def named_features(
    words: Sequence[str], limits: Sequence[tuple[int, int]]
) -> dict[FactorCode, Features]:
    """For each code that the content lexicon names: with what cues, in the same clause or beside it."""
    found: dict[FactorCode, Features] = {}
    told = [(m, cues()[m.entry]) for m in cue_matcher().find(words)]
    for match in _content_matches(words):
        entry = contents()[match.entry]
        features = found.setdefault(entry.factor, {})
        features["named"] = max(features.get("named", 0.0), entry.strength / 3)
        if entry.polarity is not None:
            features[f"named {entry.polarity}"] = 1.0
        if entry.asserts:
            features["named asserts"] = 1.0
        if _NEGATIONS.intersection(words[max(0, match.first - 3) : match.first]):
            features["named negated"] = 1.0
        if entry.strength < 2:
            continue
        clause = _clause(match.first, limits)
        for at, cue in told:
            away = abs(_clause(at.first, limits) - clause)
            if away > 1 or (cue.strength < CERTAIN and away):
                continue
            fits = _fits(match, at, cue)
            grade = "strong" if cue.strength >= CERTAIN else "weak"
            side = "fits" if fits else "against"
            features[f"{'by' if away else 'with'} {grade} {cue.kind} {side}"] = 1.0
            if cue.polarity is not None and not away:
                features[f"with {cue.polarity}"] = 1.0
    return found


def _clause(word: int, limits: Sequence[tuple[int, int]]) -> int:
    return next((i for i, (first, last) in enumerate(limits) if first <= word < last), 0)


def _fits(content: Match, at: Match, cue: Cue) -> bool:
    """Does the content stand on the side of the cue where its factor is told?"""
    if cue.side is Side.BOTH:
        return True
    return (at.first >= content.last) == (cue.side is Side.LEFT)


def _content_matches(words: Sequence[str]) -> list[Match]:
    """Content matches, less those inside a longer one: "brist på folk" is not "folk"."""
    found = list(content_matcher().find(words))
    return [
        m
        for m in found
        if not any(
            o.first <= m.first and m.last <= o.last and o.last - o.first > m.last - m.first
            for o in found
        )
    ]
