"""What the rules for reported speech hand on, and the few questions they share."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.article import Sentence, Span, TaggedArticle
from pipeline.swedish.reporting import is_finite


@dataclass(frozen=True, slots=True)
class Said:
    """Tokens ``[first, last)`` are the words reported."""

    first: int
    last: int
    speakers: tuple[Span, ...]
    cue: str
    rule: str


def has_finite(tagged: TaggedArticle, first: int, last: int) -> bool:
    """True where a finite verb stands among tokens ``[first, last)``."""
    return any(is_finite(tagged.tokens[j]) for j in range(first, last))


def sentence_before(tagged: TaggedArticle, sentence: Sentence) -> Sentence | None:
    """The sentence before in the same paragraph."""
    if sentence.i == 0:
        return None
    before = tagged.sentences[sentence.i - 1]
    return before if before.block == sentence.block else None


def begin_with_fragment(tagged: TaggedArticle, sentence: Sentence, first: int, stop: int) -> int:
    """Where words before an attribution begin: where they have no finite verb, with the sentence before."""
    if first == sentence.first and not has_finite(tagged, first, stop):
        before = sentence_before(tagged, sentence)
        if before is not None:
            return before.first
    return first
