"""What the factor weights are learned from: gold articles, and texts written for training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.article import Article, Block, BlockKind, Sentence, Span, TaggedArticle, Token
from pipeline.extract.factors.features import (
    Features,
    named_features,
    setting_features,
    text_features,
)
from pipeline.extract.factors.stretches import clauses, own_words, stretches
from pipeline.layout import blocks
from pipeline.read import list_corpus, read_article
from pipeline.score import load_gold
from pipeline.tokens import tokenize
from pipeline.vocab import FactorCode

TEXTS = Path(__file__).parent / "factor_sentences"


@dataclass(frozen=True)
class Row:
    """One sentence of a gold article, its clauses, and the gold rows that touch it."""

    own: Features
    setting: Features
    clauses: Sequence[tuple[int, int]]
    parts: Sequence[Features]
    named: Mapping[FactorCode, Features]
    gold: tuple[int, ...]


@dataclass(frozen=True)
class GoldArticle:
    """The factor rows of a gold article and all its sentences."""

    name: str
    gold: list[dict[str, Any]]
    rows: list[Row]


@dataclass(frozen=True)
class Written:
    """A text written for training. Code ``none``: plain; polarity ``words``: mere words of the code."""

    code: str
    polarity: str
    features: Features


def gold_articles(split: str) -> list[GoldArticle]:
    """The articles of a split that have gold."""
    answers = load_gold(Path("tests/gold") / split)
    found = []
    for file in list_corpus(Path("corpus") / split, None)[0]:
        article = read_article(file)
        if article.id not in answers:
            continue
        gold = answers[article.id]["success_factors"]
        places = [occurrences(article.text, row["text"]) for row in gold]
        lines = list(stretches(untagged_article(article)))
        rows = []
        for i, line in enumerate(lines):
            words, span = line.words[: line.own], line.span(0, len(line.words))
            limits = clauses(words)
            rows.append(
                Row(
                    text_features(words),
                    setting_features(lines, i),
                    limits,
                    [text_features(words[first:last]) for first, last in limits],
                    named_features(words, limits),
                    tuple(k for k, at in enumerate(places) if any(span.overlaps(s) for s in at)),
                )
            )
        found.append(GoldArticle(article.id, gold, rows))
    return found


def untagged_article(article: Article, labelled: tuple[Block, ...] | None = None) -> TaggedArticle:
    """The article with words and sentences but no tags: factors are found on word forms."""
    cut = tokenize(article, blocks(article) if labelled is None else labelled)
    ends = [*cut.sentence_starts[1:], len(cut.words)][: len(cut.sentence_starts)]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (first, last) in enumerate(zip(cut.sentence_starts, ends, strict=True)):
        sentences.append(Sentence(number, first, last, cut.token_blocks[first]))
        for i in range(first, last):
            word, span = cut.word(i), cut.words[i]
            tokens.append(
                Token(i, span.start, span.end, word, word.lower(), "X", "", "", i, "", number)
            )
    return TaggedArticle(article, cut.blocks, tuple(tokens), tuple(sentences))


def occurrences(text: str, part: str) -> list[Span]:
    """Every place where ``part`` stands in ``text``."""
    found, at = [], text.find(part)
    while at >= 0:
        found.append(Span(at, at + len(part)))
        at = text.find(part, at + 1)
    return found


def features_of_text(text: str) -> Features:
    """The features of a loose sentence or clause."""
    whole = (Block(Span(0, len(text)), BlockKind.PARAGRAPH),)
    words = [t.lower for t in untagged_article(Article("text", "text", "", text), whole).tokens]
    return text_features(words[: own_words(words)]) if words else {}


def written_texts() -> Iterator[Written]:
    """Everything under models/train/factor_sentences.

    ``## code polarity`` heads the lines that follow, a sentence each; under polarity ``words`` each
    line holds several texts with commas between them.
    """
    code = polarity = ""
    for file in sorted(TEXTS.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                _, code, polarity = line.split()
            elif line.strip() and not line.startswith("#"):
                for text in line.split(",") if polarity == "words" else [line]:
                    yield Written(code, polarity, features_of_text(text.strip()))
