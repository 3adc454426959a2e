"""Whether an article is about labour-market work at all: pages about bridges and football have sums too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.article import TaggedArticle, normalise
from pipeline.extract.figures.cues import pattern_anchors, pattern_regex
from pipeline.lexicon.anchors import compiled, holds_one
from pipeline.lexicon.load import load


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """One line of ``lexicon/figures_topic.tsv``."""

    pattern: str
    points: int
    example: str


_ENOUGH = 3


@cache
def _patterns() -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    found = []
    for entry in load(TopicEntry, "figures_topic.tsv"):
        body = "|".join(pattern_regex(alternative) for alternative in entry.pattern.split("|"))
        found.append((entry.points, rf"(?<!\w)(?:{body})(?!\w)", pattern_anchors(entry.pattern)))
    return tuple(found)


def on_topic(tagged: TaggedArticle) -> bool:
    """True where the words of the article add up to labour-market work. Each line counts once."""
    points = 0
    for sentence in tagged.sentences:
        text = normalise(tagged.cut(tagged.sentence_span(sentence)))
        lowered = text.lower()
        points += sum(
            weight
            for weight, pattern, needed in _patterns()
            if holds_one(lowered, needed) and compiled(pattern).search(text)
        )
        if points >= _ENOUGH:
            return True
    return False
