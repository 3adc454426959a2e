"""Sentences as rows of words with clause limits: the unit in which factors are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.article import BlockKind, Span, TaggedArticle, Token

MAX_WORDS = 120  # a longer "sentence" is a list or a broken page; it is taken piece by piece
MIN_CLAUSE = 4  # words; a shorter one is judged with its neighbour
_LIMITS = frozenset(",;:–()")
_OPENERS = frozenset(
    "men utan eftersom medan fast fastän trots däremot annars så samt dels".split()
)
_JOINERS = frozenset("och eller när om".split())
_SUBJECTS = frozenset(
    "att jag du han hon den det vi ni de dem dom man ingen alla många flera här där då nu".split()
)
# A reported clause at the end of a sentence says who spoke, not what helps.
_REPORTED = frozenset(
    "säger berättar förklarar menar anser tycker tror konstaterar betonar framhåller understryker "
    "påpekar poängterar skriver sa sade minns svarar tillägger fortsätter".split()
)
MAX_REPORTED = 16


@dataclass(frozen=True, slots=True)
class Stretch:
    """At most ``MAX_WORDS`` tokens of one sentence. ``own`` words come before a reported clause."""

    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    own: int
    kind: BlockKind
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
            yield Stretch(tokens, words, own_words(words), kind, quoted)


def own_words(words: Sequence[str]) -> int:
    """How many words come before a reported clause at the end (``…, säger X``); all without one."""
    for i in range(len(words) - 1, max(3, len(words) - MAX_REPORTED), -1):
        if words[i] in _REPORTED and words[i - 1] in (",", '"', "?", "!"):
            return i - 1
    return len(words)


def clauses(words: Sequence[str]) -> list[tuple[int, int]]:
    """Clauses as ``[first, last)`` of words, by punctuation and conjunctions; empty where there is but one.

    No parse is asked, so none can mislead: "projektet var kort, men kontakten var nära".
    """
    limits = [0]
    for i in range(1, len(words)):
        after = words[i + 1] if i + 1 < len(words) else ""
        if (
            words[i] in _LIMITS
            or words[i] in _OPENERS
            or (words[i] in _JOINERS and after in _SUBJECTS)
        ):
            limits.append(i)
    found: list[tuple[int, int]] = []
    for first, last in zip(limits, [*limits[1:], len(words)], strict=True):
        if found and min(_count(words, first, last), _count(words, *found[-1])) < MIN_CLAUSE:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found if len(found) > 1 else []


def _count(words: Sequence[str], first: int, last: int) -> int:
    return sum(word[0].isalpha() for word in words[first:last])
