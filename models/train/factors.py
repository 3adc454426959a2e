"""Train the factor weights: ``python -m models.train.factors`` from the repository root.

Reads the training articles with their gold and the sentences written for training
(models/train/factor_sentences); writes pipeline/extract/factors/weights.npz. ``--check`` prints F1 in
cross-validation over the training articles and on the development articles instead of writing.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pipeline.article import Article, Block, BlockKind, Sentence, Span, TaggedArticle, Token
from pipeline.extract.factors.features import (
    Features,
    lexicon_features,
    own_words,
    setting_features,
    word_features,
)
from pipeline.extract.factors.model import CODES, PATH
from pipeline.extract.factors.stretches import stretches
from pipeline.layout import blocks
from pipeline.read import list_corpus, read_article
from pipeline.score import load_gold, pair
from pipeline.tokens import tokenize

SENTENCES = Path(__file__).parent / "factor_sentences"
WRITTEN = 0.3  # weight of a written sentence for "asserted": these are all clear cases
WORDS = 0.3  # weight of a mere word or phrase for the code
OPTIONAL = 0.5  # weight of optional gold for the code and the polarity
STRENGTH = {"asserted": 0.3, "code": 10.0, "barrier": 1.0}  # inverse regularisation


@dataclass(frozen=True)
class Row:
    """One sentence of a gold article."""

    article: int
    own: Features
    setting: Features
    span: Span
    gold: tuple[int, ...]  # gold rows that touch the sentence


@dataclass(frozen=True)
class GoldArticle:
    """A gold article: its text, its factor rows, and where each may stand."""

    text: str
    gold: list[dict[str, Any]]
    places: list[list[Span]]


@dataclass
class Weights:
    """Fitted weights: as in pipeline.extract.factors.model."""

    index: dict[str, int]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]


def main() -> None:
    """Parse, call."""
    parser = argparse.ArgumentParser(prog="python -m models.train.factors", description=__doc__)
    parser.add_argument("--check", action="store_true", help="print F1 instead of writing")
    args = parser.parse_args()
    articles, rows = read_gold(Path("corpus/train"), Path("tests/gold/train"))
    written = list(written_sentences())
    if args.check:
        check(articles, rows, written)
    else:
        save(fit(articles, rows, written), PATH)


def read_gold(corpus: Path, gold: Path) -> tuple[list[GoldArticle], list[Row]]:
    """The articles of a split that have gold, and all their sentences."""
    answers = load_gold(gold)
    articles: list[GoldArticle] = []
    rows: list[Row] = []
    for file in list_corpus(corpus, None)[0]:
        article = read_article(file)
        if article.id not in answers:
            continue
        factors = answers[article.id]["success_factors"]
        places = [occurrences(article.text, row["text"]) for row in factors]
        number = len(articles)
        articles.append(GoldArticle(article.text, factors, places))
        untagged = untagged_article(article)
        lines = list(stretches(untagged))
        for i, line in enumerate(lines):
            span = line.span(0, len(line.words))
            touching = tuple(
                k for k, spans in enumerate(places) if any(span.overlaps(one) for one in spans)
            )
            rows.append(
                Row(number, features_of(line.words), setting_features(lines, i), span, touching)
            )
    return articles, rows


def untagged_article(article: Article, labelled: tuple[Block, ...] | None = None) -> TaggedArticle:
    """The article with words and sentences but no tags: factors are found on word forms."""
    cut = tokenize(article, blocks(article) if labelled is None else labelled)
    ends = [*cut.sentence_starts[1:], len(cut.words)][: len(cut.sentence_starts)]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (first, last) in enumerate(zip(cut.sentence_starts, ends, strict=True)):
        sentences.append(Sentence(number, first, last, cut.token_blocks[first]))
        for i in range(first, last):
            word = cut.word(i)
            span = cut.words[i]
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


def features_of(words: Sequence[str]) -> Features:
    """The features of a sentence's own words."""
    kept = own_words(words)
    return {**word_features(kept), **lexicon_features(kept)}


def features_of_text(text: str) -> Features:
    """The features of a loose sentence or clause."""
    article = Article("written", "written", "", text)
    whole = (Block(Span(0, len(text)), BlockKind.PARAGRAPH),)
    words = [token.lower for token in untagged_article(article, whole).tokens]
    return features_of(words) if words else {}


def written_sentences() -> Iterator[tuple[str, str, Features]]:
    """(code, polarity, features) of what was written for training.

    Code ``none`` marks plain sentences, polarity ``words`` mere words that belong to a code.
    """
    code = polarity = ""
    for file in sorted(SENTENCES.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                _, code, polarity = line.split()
            elif line.strip() and not line.startswith("#"):
                texts = line.split(",") if polarity == "words" else [line]
                for text in texts:
                    yield code, polarity, features_of_text(text.strip())


def fit(
    articles: Sequence[GoldArticle],
    rows: Sequence[Row],
    written: Iterable[tuple[str, str, Features]],
) -> Weights:
    """Fit the three decisions on gold rows and written sentences."""
    seen, answers, weights = [], [], []
    told, codes, barriers, trust = [], [], [], []
    clauses = {k for row in rows for k in [(row.article, g) for g in row.gold]}
    for article, k in sorted(clauses):
        gold = articles[article].gold[k]
        told.append(features_of_text(gold["text"]))
        codes.append(gold["factor"])
        barriers.append(gold["polarity"] == "barrier")
        trust.append(OPTIONAL if gold["optional"] else 1.0)
    for row in rows:
        required = any(not articles[row.article].gold[k]["optional"] for k in row.gold)
        if required or not row.gold:
            seen.append({**row.own, **row.setting})
            answers.append(required)
            weights.append(1.0)
    for code, polarity, features in written:
        if polarity != "words":
            seen.append({**features, "written": 1.0})
            answers.append(code != "none")
            weights.append(WRITTEN)
        if code != "none":
            told.append(features)
            codes.append(code)
            barriers.append(polarity == "barrier")
            trust.append(1.0 if polarity != "words" else WORDS)
    known = [weight if weight != WORDS else 0.0 for weight in trust]  # words have no polarity
    index = {name: i for i, name in enumerate(sorted({n for f in (*seen, *told) for n in f}))}
    columns = [
        _fit_one(index, seen, answers, weights, STRENGTH["asserted"]),
        _fit_one(index, told, barriers, known, STRENGTH["barrier"]),
    ]
    columns += [
        _fit_one(index, told, [c == code for c in codes], trust, STRENGTH["code"]) for code in CODES
    ]
    return Weights(
        index,
        np.stack([column for column, _ in columns], axis=1),
        np.array([bias for _, bias in columns]),
    )


def _fit_one(
    index: dict[str, int],
    features: Sequence[Features],
    answers: Sequence[bool],
    weights: Sequence[float],
    strength: float,
) -> tuple[NDArray[np.float64], float]:
    model = LogisticRegression(C=strength, solver="liblinear", tol=1e-4)
    model.fit(matrix(index, features), np.asarray(answers), sample_weight=np.asarray(weights))
    return model.coef_[0], float(model.intercept_[0])


def matrix(index: dict[str, int], features: Sequence[Features]) -> csr_matrix:
    """Feature dictionaries as a sparse matrix; unknown features are left out."""
    lines, columns, values = [], [], []
    for i, one in enumerate(features):
        for name, value in one.items():
            if name in index and value:
                lines.append(i)
                columns.append(index[name])
                values.append(value)
    return csr_matrix((values, (lines, columns)), shape=(len(features), len(index)))


def save(fitted: Weights, path: Path) -> None:
    """Write the weights; features whose weights are all next to nothing are left out."""
    names = sorted(fitted.index)
    order = [fitted.index[name] for name in names]
    weights = fitted.weights[order]
    kept = np.abs(weights).max(axis=1) > 0.02
    np.savez_compressed(
        path,
        features=np.frombuffer(
            "\n".join(n for n, k in zip(names, kept, strict=True) if k).encode(), dtype=np.uint8
        ),
        weights=weights[kept].astype(np.float16),
        bias=fitted.bias.astype(np.float32),
    )


def judged(fitted: Weights, rows: Sequence[Row]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """(asserted, barrier, code shares) for every row."""
    own = matrix(fitted.index, [row.own for row in rows]) @ fitted.weights + fitted.bias
    placed = matrix(fitted.index, [{**row.own, **row.setting} for row in rows]) @ fitted.weights
    odds = np.exp(own[:, 2:] - own[:, 2:].max(axis=1, keepdims=True))
    return (
        1 / (1 + np.exp(-(placed[:, 0] + fitted.bias[0]))),
        1 / (1 + np.exp(-own[:, 1])),
        odds / odds.sum(axis=1, keepdims=True),
    )


def f1(
    articles: Sequence[GoldArticle],
    rows: Sequence[Row],
    answers: tuple[NDArray[Any], NDArray[Any], NDArray[Any]],
    threshold: float,
    barrier: float = 0.5,
) -> tuple[float, float, float]:
    """(precision, recall, F1) as the dataset's rules count them."""
    asserted, hindering, shares = answers
    scored = asserted[:, None] * shares
    guesses: list[list[tuple[str, str, int]]] = [[] for _ in articles]
    for i, row in enumerate(rows):
        for j in np.flatnonzero(scored[i] >= threshold):
            polarity = "barrier" if hindering[i] >= barrier else "success"
            guesses[row.article].append((str(CODES[j]), polarity, i))
    right = predicted = wanted = 0
    for article, guessed in zip(articles, guesses, strict=True):
        required = [k for k, row in enumerate(article.gold) if not row["optional"]]
        optional = [k for k, row in enumerate(article.gold) if row["optional"]]

        def fits(k: int, guess: tuple[str, str, int], a: GoldArticle = article) -> bool:
            gold = a.gold[k]
            return (gold["factor"], gold["polarity"]) == guess[:2] and k in rows[guess[2]].gold

        hits = pair(len(required), len(guessed), lambda i, j: fits(required[i], guessed[j]))
        left = [guess for j, guess in enumerate(guessed) if j not in set(hits.values())]
        free = pair(len(optional), len(left), lambda i, j: fits(optional[i], left[j]))
        right += len(hits)
        wanted += len(required)
        predicted += len(guessed) - len(free)
    precision, recall = right / max(predicted, 1), right / max(wanted, 1)
    return precision, recall, 2 * right / max(predicted + wanted, 1)


def check(
    articles: Sequence[GoldArticle],
    rows: Sequence[Row],
    written: Sequence[tuple[str, str, Features]],
    folds: int = 5,
) -> None:
    """Print F1 for several thresholds."""
    order = list(range(len(articles)))
    random.Random(1).shuffle(order)
    asserted, hindering = np.zeros(len(rows)), np.zeros(len(rows))
    shares = np.zeros((len(rows), len(CODES)))
    for fold in range(folds):
        held = set(order[fold::folds])
        test = [i for i, row in enumerate(rows) if row.article in held]
        fitted = fit(articles, [row for row in rows if row.article not in held], written)
        a, b, c = judged(fitted, [rows[i] for i in test])
        asserted[test], hindering[test], shares[test] = a, b, c
    dev, dev_rows = read_gold(Path("corpus/dev"), Path("tests/gold/dev"))
    answers = judged(fit(articles, rows, written), dev_rows)
    for threshold in (0.1, 0.14, 0.18, 0.22, 0.26, 0.3, 0.35):
        inside = f1(articles, rows, (asserted, hindering, shares), threshold)
        outside = f1(dev, dev_rows, answers, threshold)
        print(
            f"{threshold:.2f}  train, {folds} folds: P %.3f R %.3f F1 %.3f" % inside,
            "  dev: P {:.3f} R {:.3f} F1 {:.3f}".format(*outside),
        )


if __name__ == "__main__":
    main()
