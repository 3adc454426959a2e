"""What speaks for a factor in a sentence: its words, what the lexicons find, and where it stands.

Used alike when the weights are learned (models/train/factors.py) and when they are applied.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.article import BlockKind
from pipeline.extract.factors.lexicons import content_matcher, contents, cue_matcher, cues
from pipeline.extract.factors.patterns import Match
from pipeline.extract.factors.stretches import Stretch

Features = dict[str, float]

# A reported clause at the end of a sentence says who spoke, not what helps.
_REPORTED = frozenset(
    "säger berättar förklarar menar anser tycker tror konstaterar betonar framhåller understryker "
    "påpekar poängterar skriver sa sade minns svarar tillägger fortsätter".split()
)


def word_features(words: Sequence[str]) -> Features:
    """Forms, stems and pairs of words. Swedish compounds share their first or last part."""
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
    for left, right in itertools.pairwise(row):
        found[f"b={left} {right}"] = 0.7
    return found


def lexicon_features(words: Sequence[str]) -> Features:
    """What the content and cue lexicons find, and what is negated."""
    found: Features = {}
    for match in content_matches(words):
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


def content_matches(words: Sequence[str]) -> list[Match]:
    """Content matches, less those inside a longer one: "brist på arbetskraft" is not "arbetskraft"."""
    found = list(content_matcher().find(words))
    return [
        m
        for m in found
        if not any(
            o.first <= m.first and m.last <= o.last and o.last - o.first > m.last - m.first
            for o in found
        )
    ]


def setting_features(rows: Sequence[Stretch], i: int) -> Features:
    """Where the sentence stands, and what its neighbours assert."""
    row = rows[i]
    found: Features = {
        f"kind={row.kind}": 1.0,
        "quoted": float(row.quoted),
        "length": min(len(row.words), 40) / 20,
        "position": i / len(rows),
        "digits": float(any(word[0].isdigit() for word in row.words)),
        "question": float("?" in row.words),
        "headline": float(row.kind in (BlockKind.HEADLINE, BlockKind.SUBHEADING)),
    }
    for j, name in ((i - 1, "before"), (i + 1, "after")):
        if 0 <= j < len(rows):
            for match in cue_matcher().find(rows[j].words):
                cue = cues()[match.entry]
                if cue.strength >= 3:
                    found[f"{name}:{cue.kind}"] = 1.0
    return found


def own_words(words: Sequence[str]) -> Sequence[str]:
    """The words of a sentence without a reported clause at its end (``…, säger X``)."""
    for i in range(len(words) - 1, 3, -1):
        if words[i] in _REPORTED and words[i - 1] in (",", '"', "?", "!") and len(words) - i < 16:
            return words[: i - 1]
    return words
