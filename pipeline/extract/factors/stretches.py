"""Sentences as rows of words with clause limits: the unit in which factors are looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.article import BlockKind, Span, TaggedArticle, Token

MAX_WORDS = 120  # a longer "sentence" is a list or a broken page; it is taken piece by piece
_LIMITS = frozenset(",;:–()")
_OPENERS = frozenset(
    ("men", "utan", "eftersom", "medan", "fast", "fastän", "trots", "däremot", "annars", "så")
)
_SUBJECTS = frozenset(
    "jag du han hon den det vi ni de dem dom man ingen alla många flera här där då nu".split()
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """At most ``MAX_WORDS`` tokens of one sentence. ``clauses[i]`` is the clause number of token i."""

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    clauses: tuple[int, ...]
    kind: BlockKind
    block: int
    quoted: bool

    def span(self, first: int, last: int) -> Span:
        """From token ``first`` to before token ``last``."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


def stretches(tagged: TaggedArticle) -> Iterator[Stretch]:
    """All sentences of the article, in order, cut where they are too long."""
    open_quote, open_block = False, -1
    for sentence in tagged.sentences:
        if sentence.block != open_block:
            open_quote, open_block = False, sentence.block
        kind = tagged.blocks[sentence.block].kind
        for first in range(sentence.first, sentence.last, MAX_WORDS):
            tokens = tagged.tokens[first : min(first + MAX_WORDS, sentence.last)]
            words = tuple(token.lower for token in tokens)
            marks = sum(word == '"' for word in words)
            quoted = open_quote or marks > 0 or kind is BlockKind.QUOTE
            open_quote = open_quote != (marks % 2 == 1)
            yield Stretch(tokens, words, _clauses(words), kind, sentence.block, quoted)


def _clauses(words: tuple[str, ...]) -> tuple[int, ...]:
    """Clause numbers from punctuation and conjunctions; no parse needed, so none can mislead."""
    numbers, clause = [], 0
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else ""
        if (
            word in _LIMITS
            or (word in _OPENERS and i > 0)
            or (word in ("och", "eller", "när", "om") and after in _SUBJECTS)
        ):
            clause += 1
        numbers.append(clause)
    return tuple(numbers)
