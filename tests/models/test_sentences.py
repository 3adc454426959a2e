"""Sentence breaks of our tokenizer against breaks set by hand (``sentences.txt``: one sentence per
line, an empty line between paragraphs; twelve articles of the training split).
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from models.train.scores import Ratio
from pipeline.article import Article, Block, BlockKind, Span
from pipeline.tokens import tokenize

GOLD = Path(__file__).with_name("sentences.txt")


def paragraphs() -> list[list[str]]:
    text = GOLD.read_text(encoding="utf-8")
    return [part.strip().split("\n") for part in text.split("\n\n")]


def found(paragraph: list[str]) -> list[str]:
    text = " ".join(paragraph)
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH)
    tokens = tokenize(Article("a", "a.txt", "", text), [block])
    bounds = [*tokens.sentence_starts, len(tokens.words)]
    return [
        text[tokens.words[first].start : tokens.words[last - 1].end]
        for first, last in pairwise(bounds)
    ]


def score(parts: list[list[str]]) -> Ratio:
    ratio = Ratio()
    for gold in parts:
        system = found(gold)
        ratio.correct += len(set(gold) & set(system))
        ratio.predicted += len(system)
        ratio.gold += len(gold)
    return ratio


def test_sentences_of_news_like_text() -> None:
    every = paragraphs()
    long = [part for part in every if len(part) > 1]
    assert len(every) > 150
    assert len(long) > 75
    assert score(every).f1 >= 0.98
    assert score(long).f1 >= 0.97


if __name__ == "__main__":
    for name, parts in (
        ("all", paragraphs()),
        ("of several sentences", [part for part in paragraphs() if len(part) > 1]),
    ):
        one = score(parts)
        print(f"paragraphs, {name}: {one.gold} sentences, F1 {one.f1:.4f}")
        for gold in parts:
            for sentence in sorted(set(gold) ^ set(found(gold))):
                print("  ", sentence)
