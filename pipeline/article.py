"""The things that travel through the pipeline: spans, articles, blocks, tokens, tagged articles.

All positions are character offsets, end exclusive, into ``Article.text``, the exact decoded source text.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum, auto
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's source text: ``[start, end)`` in characters."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """True where every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article besides its text. Dates are EDTF; unknown is None."""

    title: str | None = None
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "sv"

    @property
    def dated(self) -> str | None:
        """The day the text speaks from (``i fjol``): when it was published, else last changed."""
        return self.published or self.modified


class BlockKind(StrEnum):
    """What a block of text is on the page."""

    HEADLINE = auto()
    SUBHEADING = auto()
    LEAD = auto()
    PARAGRAPH = auto()
    QUOTE = auto()  # a paragraph that opens with a speech dash
    CAPTION = auto()
    LIST_ITEM = auto()
    FURNITURE = auto()  # menus, bylines, share buttons …: labelled, never extracted from


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like stretch of the page. Labelling never deletes or moves a character."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """One article as received. ``text`` never changes again: it is the source text.

    ``hints`` are blocks whose kind the file format itself tells (HTML headings, lists, menus).
    """

    id: str
    path: str
    sha256: str
    text: str
    meta: Metadata = Metadata()
    hints: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Tokens:
    """An article cut into words and sentences by our own tokenizer, before any tagging.

    ``words`` are the spans of the tokens; ``sentence_starts`` the indices of those that begin a sentence;
    ``token_blocks`` gives for each token the index of its block in ``blocks``. Furniture has no tokens.
    """

    article: Article
    blocks: tuple[Block, ...]
    words: tuple[Span, ...]
    sentence_starts: tuple[int, ...]
    token_blocks: tuple[int, ...]

    def word(self, i: int) -> str:
        """Token ``i`` as the tagger sees it (see :func:`normalise`)."""
        span = self.words[i]
        return normalise(self.article.text[span.start : span.end])


@dataclass(frozen=True, slots=True)
class Token:
    """One tagged token: Universal Dependencies plus an entity label.

    ``head`` is the index of the head token in the article (its own index at the root of a sentence);
    ``entity`` is PER, ORG, LOC, MISC or empty, and ``entity_start`` marks the first token of a name.
    """

    i: int
    start: int
    end: int
    text: str  # the source characters after one-to-one normalisation
    lemma: str
    pos: str  # UPOS
    tag: str  # XPOS (SUC)
    feats: str  # "Definite=Def|Gender=Com", empty where none
    head: int
    dep: str
    sentence: int
    entity: str = ""
    entity_start: bool = False
    # The text in lower case: asked for more often than anything, so made once.
    lower: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", self.text.lower())

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def feat(self, name: str) -> str:
        """The value of a UD feature, empty where the token has none: ``token.feat("Definite")``."""
        for pair in self.feats.split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)`` of an article, all in one block."""

    i: int
    first: int
    last: int
    block: int


@dataclass(frozen=True)
class TaggedArticle:
    """An article with blocks, sentences and tagged tokens: what every extractor reads."""

    article: Article
    blocks: tuple[Block, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return self.article.text

    def cut(self, span: Span) -> str:
        """The source text of a span."""
        return self.article.text[span.start : span.end]

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        return self.tokens[sentence.first : sentence.last]

    def sentence_span(self, sentence: Sentence) -> Span:
        return Span(self.tokens[sentence.first].start, self.tokens[sentence.last - 1].end)

    def sentence_of(self, token: Token) -> Sentence:
        return self.sentences[token.sentence]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence with a token at or nearest before ``offset``; None before the first."""
        i = self.token_index_at(offset)
        return None if i is None else self.sentences[self.tokens[i].sentence]

    def block_of(self, token: Token) -> Block:
        return self.blocks[self.sentences[token.sentence].block]

    def block_sentences(self, block: int) -> list[Sentence]:
        """The sentences of block number ``block``, in order."""
        return self._sentences_by_block.get(block, [])

    def head(self, token: Token) -> Token | None:
        """The syntactic head; None at the root of the sentence."""
        return None if token.head == token.i else self.tokens[token.head]

    def children(self, token: Token) -> tuple[Token, ...]:
        """The direct dependents, left to right."""
        return tuple(self.tokens[i] for i in self._children.get(token.i, ()))

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """The token with everything below it, left to right."""
        found, todo = {token.i}, [token.i]
        while todo:
            for child in self._children.get(todo.pop(), ()):
                if child not in found:
                    found.add(child)
                    todo.append(child)
        return tuple(self.tokens[i] for i in sorted(found))

    def token_index_at(self, offset: int) -> int | None:
        """Index of the token that covers ``offset`` or is nearest before it; None before the first."""
        i = bisect.bisect_right(self._starts, offset) - 1
        return i if i >= 0 else None

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that overlap a span."""
        first = bisect.bisect_right(self._ends, span.start)
        last = bisect.bisect_left(self._starts, span.end)
        return self.tokens[first:last]

    def span_of(self, tokens: tuple[Token, ...] | list[Token]) -> Span:
        """From the first character of the first token to the last of the last."""
        return Span(tokens[0].start, tokens[-1].end)

    def entities(self) -> Iterator[tuple[str, Span]]:
        """The names the tagger found: (PER | ORG | LOC | MISC, span), in order."""
        open_label, start, end = "", 0, 0
        for token in self.tokens:
            if open_label and (token.entity != open_label or token.entity_start):
                yield open_label, Span(start, end)
                open_label = ""
            if token.entity:
                if not open_label:
                    open_label, start = token.entity, token.start
                end = token.end
        if open_label:
            yield open_label, Span(start, end)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self.tokens]

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        children: dict[int, list[int]] = {}
        for token in self.tokens:
            if token.head != token.i:
                children.setdefault(token.head, []).append(token.i)
        return children

    @cached_property
    def _sentences_by_block(self) -> dict[int, list[Sentence]]:
        by_block: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            by_block.setdefault(sentence.block, []).append(sentence)
        return by_block


_ONE_TO_ONE = str.maketrans(
    {
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\t": " ",
        "“": '"',
        "”": '"',
        "„": '"',
        "»": '"',
        "«": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "´": "'",
        "—": "–",
        "―": "–",
        "‒": "–",
        "−": "–",
        "‐": "-",
        "‑": "-",
    }
)


def normalise(text: str) -> str:
    """One form for spaces, quotation marks and dashes. One-to-one: offsets stay true."""
    return text.translate(_ONE_TO_ONE)
