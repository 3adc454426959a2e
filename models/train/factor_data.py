"""What the factor weights are learned from: gold articles, and texts written for training."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from models.train.factor_markup import marked_articles
from pipeline.article import Article, Block, BlockKind, Sentence, Span, TaggedArticle, Token
from pipeline.extract.factors.features import (
    Features,
    lexicon_features,
    named_features,
    setting_features,
    text_features,
)
from pipeline.extract.factors.model import evening
from pipeline.extract.factors.stretches import clauses, own_words, stretches
from pipeline.layout import blocks
from pipeline.read import list_corpus, read_article
from pipeline.score import load_gold, occurrences
from pipeline.tokens import tokenize
from pipeline.vocab import FactorCode

TEXTS = Path(__file__).parent / "factor_sentences"


class Texts:
    """The features of all texts, in rows of one sparse matrix: as dictionaries they would not fit."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self._limits = [0]
        self._columns = array("i")
        self._values = array("f")

    def add(self, features: Features) -> int:
        """The number of the new text."""
        for name, value in features.items():
            if value:
                self._columns.append(self.index.setdefault(name, len(self.index)))
                self._values.append(value)
        self._limits.append(len(self._columns))
        return len(self._limits) - 2

    def matrix(self) -> csr_matrix:
        """A row for each text, a column for each name of ``index``."""
        shape = (len(self._limits) - 1, len(self.index))
        return csr_matrix((self._values, self._columns, self._limits), shape, dtype=np.float64)

    def common(self, numbers: Sequence[int]) -> tuple[dict[str, int], csr_matrix, np.ndarray]:
        """The names that at least two of the texts ``numbers`` have, all texts in them, and how rare each is."""
        whole = self.matrix()
        counts = np.diff(whole[list(numbers)].tocsc().indptr)
        names = sorted(name for name, old in self.index.items() if counts[old] > 1)
        old = [self.index[name] for name in names]
        rarity = np.log(len(numbers) / counts[old])
        rarity /= np.average(rarity, weights=counts[old])
        return {name: i for i, name in enumerate(names)}, whole[:, old], rarity

    def evening(self) -> np.ndarray:
        """The factor that evens each text."""
        return np.array(
            [
                evening(self._values[first:last])
                for first, last in zip(self._limits, self._limits[1:], strict=False)
            ]
        )


@dataclass(frozen=True)
class Row:
    """One sentence of a gold article, its clauses, and the gold rows that touch it.

    ``own``, ``seen`` (with the setting) and ``parts`` are numbers of texts.
    """

    own: int
    seen: int
    lexical: Features
    setting: Features
    clauses: Sequence[tuple[int, int]]
    parts: Sequence[int]
    named: Mapping[FactorCode, Features]
    gold: tuple[int, ...]


@dataclass(frozen=True)
class GoldArticle:
    """The factor rows of a gold article, the numbers of their texts, and all its sentences.

    ``weight``: how much it counts in training.
    """

    name: str
    weight: float
    gold: list[dict[str, Any]]
    told: list[int]
    rows: list[Row]


@dataclass(frozen=True)
class Written:
    """A text written for training. Code ``none``: plain; polarity ``words``: mere words of the code."""

    code: str
    polarity: str
    own: int
    seen: int


def gold_articles(split: str, texts: Texts, weight: float) -> list[GoldArticle]:
    """The articles of a split that have gold."""
    answers = load_gold(Path("tests/gold") / split)
    found = []
    for file in list_corpus(Path("corpus") / split, None)[0]:
        article = read_article(file)
        if article.id not in answers:
            continue
        gold = answers[article.id]["success_factors"]
        places = [occurrences(article.text, row["text"]) for row in gold]
        found.append(_gold_article(article, gold, places, texts, weight))
    return found


def written_articles(texts: Texts) -> list[GoldArticle]:
    """The articles under models/train/factor_articles."""
    return [
        _gold_article(
            Article(one.name, one.name, "", one.text),
            one.gold,
            [[span] for span in one.places],
            texts,
        )
        for one in marked_articles()
    ]


def _gold_article(
    article: Article,
    gold: list[dict[str, Any]],
    places: Sequence[Sequence[Span]],
    texts: Texts,
    weight: float = 1.0,
) -> GoldArticle:
    lines = list(stretches(untagged_article(article)))
    rows = []
    for i, line in enumerate(lines):
        words, span = line.words[: line.own], line.span(0, len(line.words))
        limits = clauses(words)
        own, setting = text_features(words), setting_features(lines, i)
        rows.append(
            Row(
                texts.add(own),
                texts.add({**own, **setting}),
                lexicon_features(words),
                setting,
                limits,
                [texts.add(text_features(words[first:last])) for first, last in limits],
                named_features(words, limits),
                tuple(k for k, at in enumerate(places) if any(span.overlaps(s) for s in at)),
            )
        )
    told = [texts.add(features_of_text(row["text"])) for row in gold]
    return GoldArticle(article.id, weight, gold, told, rows)


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


def features_of_text(text: str) -> Features:
    """The features of a loose sentence or clause."""
    whole = (Block(Span(0, len(text)), BlockKind.PARAGRAPH),)
    words = [t.lower for t in untagged_article(Article("text", "text", "", text), whole).tokens]
    return text_features(words[: own_words(words)]) if words else {}


def written_texts(texts: Texts) -> Iterator[Written]:
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
                    found = features_of_text(text.strip())
                    seen = texts.add({**found, "written": 1.0})
                    yield Written(code, polarity, texts.add(found), seen)
