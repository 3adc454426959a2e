"""Train the factor weights: ``python -m models.train.factors`` from the repository root.

Reads the training articles with their gold and what was written for training
(models/train/factor_sentences); writes pipeline/extract/factors/weights.npz. ``--check`` prints F1 in
cross-validation over the training articles and on the development articles instead of writing;
``--extra`` names further splits to learn from.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from models.train.factor_data import (
    GoldArticle,
    Written,
    features_of_text,
    gold_articles,
    written_texts,
)
from pipeline.extract.factors import HINDERS, THRESHOLD
from pipeline.extract.factors.features import Features
from pipeline.extract.factors.model import CODES, PATH, Judged, Linear, Model, judge, save, sigmoid
from pipeline.extract.factors.pairs import Pair, pairs
from pipeline.score import pair as match

WRITTEN = 0.1  # weight of a written sentence for "asserted": these are all clear cases
WORDS = 0.3  # weight of a mere word or phrase for the code
OPTIONAL = 0.5  # weight of optional gold for the code and the polarity
OPTIONAL_ASSERTED = 0.15
STRENGTH = {"asserted": 0.3, "code": 10.0, "barrier": 1.0, "pairs": 1.0, "polarity": 0.3}  # inverse regularisation
FOLDS = 5


def main() -> None:
    """Parse, call."""
    parser = argparse.ArgumentParser(prog="python -m models.train.factors", description=__doc__)
    parser.add_argument("--check", action="store_true", help="print F1 instead of writing")
    parser.add_argument("--extra", nargs="*", default=[], help="splits to learn from besides train")
    args = parser.parse_args()
    articles = [one for split in ("train", *args.extra) for one in gold_articles(split)]
    written = list(written_texts())
    if args.check:
        check(articles, written)
    else:
        save(fit(articles, written), PATH)


def fit(articles: Sequence[GoldArticle], written: Sequence[Written]) -> Model:
    """Fit texts on everything, pairs on what text models that had not seen the article say of it."""
    said = cross_judged(articles, written)
    return Model(
        fit_texts(articles, written), fit_pairs(articles, said), fit_polarity(articles, said)
    )


def folds(articles: Sequence[GoldArticle]) -> list[set[int]]:
    """Numbers of the articles held out in each fold."""
    order = list(range(len(articles)))
    random.Random(1).shuffle(order)
    return [set(order[fold::FOLDS]) for fold in range(FOLDS)]


def cross_judged(
    articles: Sequence[GoldArticle], written: Sequence[Written]
) -> list[list[Judged]]:
    """For each article the judgements of a text model that was fitted without it."""
    found: list[list[Judged]] = [[] for _ in articles]
    for held in folds(articles):
        linear = fit_texts([a for i, a in enumerate(articles) if i not in held], written)
        for i in held:
            found[i] = judged(linear, articles[i])
    return found


def judged(linear: Linear, article: GoldArticle) -> list[Judged]:
    """The judgements of all sentences of an article."""
    return [
        judge(linear, row.own, row.setting, row.clauses, row.parts) for row in article.rows
    ]


def fit_texts(articles: Sequence[GoldArticle], written: Iterable[Written]) -> Linear:
    """Fit the three decisions on gold rows and written texts."""
    seen: list[Features] = []
    answers: list[bool] = []
    trusted: list[float] = []
    told: list[Features] = []
    codes: list[str] = []
    barriers: list[bool] = []
    known_codes: list[float] = []
    known_polarity: list[float] = []
    for article in articles:
        for gold in article.gold:
            told.append(features_of_text(gold["text"]))
            codes.append(gold["factor"])
            barriers.append(gold["polarity"] == "barrier")
            known_codes.append(OPTIONAL if gold["optional"] else 1.0)
            known_polarity.append(known_codes[-1])
        for row in article.rows:
            required = any(not article.gold[k]["optional"] for k in row.gold)
            seen.append({**row.own, **row.setting})
            answers.append(bool(row.gold))
            trusted.append(1.0 if required or not row.gold else OPTIONAL_ASSERTED)
    for text in written:
        if text.polarity != "words":
            seen.append({**text.features, "written": 1.0})
            answers.append(text.code != "none")
            trusted.append(WRITTEN)
        if text.code != "none":
            told.append(text.features)
            codes.append(text.code)
            barriers.append(text.polarity == "barrier")
            known_codes.append(1.0 if text.polarity != "words" else WORDS)
            known_polarity.append(1.0 if text.polarity != "words" else 0.0)
    counts = Counter(name for features in (*seen, *told) for name in features)
    names = sorted(n for n, k in counts.items() if k > 1 or n.startswith(("w=", "p5=")))
    index = {name: i for i, name in enumerate(names)}
    told_matrix, code_names = matrix(index, told), np.asarray(codes)
    columns = [
        _column(matrix(index, seen), np.asarray(answers), trusted, STRENGTH["asserted"]),
        _column(told_matrix, np.asarray(barriers), known_polarity, STRENGTH["barrier"]),
    ]
    for code in CODES:
        columns.append(_column(told_matrix, code_names == code, known_codes, STRENGTH["code"]))
    return Linear(
        index,
        np.stack([weights for weights, _ in columns], axis=1),
        np.array([bias for _, bias in columns]),
    )


def _column(
    features: csr_matrix, answers: NDArray[np.bool_], trusted: Sequence[float], strength: float
) -> tuple[NDArray[np.float64], float]:
    fitted = LogisticRegression(C=strength, solver="liblinear", tol=1e-3, random_state=0)
    fitted.fit(features, answers, sample_weight=np.asarray(trusted))
    return fitted.coef_[0], float(fitted.intercept_[0])


def matrix(index: dict[str, int], texts: Sequence[Features]) -> csr_matrix:
    """Feature dictionaries as a sparse matrix; unknown features are left out."""
    lines, columns, values = [], [], []
    for i, one in enumerate(texts):
        for name, value in one.items():
            if name in index and value:
                lines.append(i)
                columns.append(index[name])
                values.append(value)
    return csr_matrix((values, (lines, columns)), shape=(len(texts), len(index)))


def all_pairs(article: GoldArticle, judgements: Sequence[Judged]) -> list[Pair]:
    """The likely codes of all sentences of an article."""
    rows = article.rows
    return list(
        pairs(
            judgements,
            [row.own for row in rows],
            [row.setting for row in rows],
            [row.named for row in rows],
        )
    )


def fit_pairs(
    articles: Sequence[GoldArticle], judgements: Sequence[Sequence[Judged]]
) -> Linear:
    """Fit which likely code of which sentence is a required factor; optional ones are left out."""
    seen, answers = [], []
    for article, said in zip(articles, judgements, strict=True):
        for pair in all_pairs(article, said):
            gold = [article.gold[k] for k in article.rows[pair.row].gold]
            same = [row for row in gold if row["factor"] == CODES[pair.code]]
            required = any(not row["optional"] for row in same)
            if required or not same:
                seen.append(pair.features)
                answers.append(required)
    index = {name: i for i, name in enumerate(sorted({n for f in seen for n in f}))}
    trusted = [1.0] * len(seen)
    weights, bias = _column(
        matrix(index, seen), np.asarray(answers), trusted, STRENGTH["pairs"]
    )
    return Linear(index, weights[:, None], np.array([bias]))


def fit_polarity(
    articles: Sequence[GoldArticle], judgements: Sequence[Sequence[Judged]]
) -> Linear:
    """Fit whether a gold factor is a barrier."""
    seen, answers, trusted = [], [], []
    for article, said in zip(articles, judgements, strict=True):
        for pair in all_pairs(article, said):
            for k in article.rows[pair.row].gold:
                gold = article.gold[k]
                if gold["factor"] == CODES[pair.code]:
                    seen.append(pair.polarity)
                    answers.append(gold["polarity"] == "barrier")
                    trusted.append(OPTIONAL if gold["optional"] else 1.0)
    index = {name: i for i, name in enumerate(sorted({n for f in seen for n in f}))}
    weights, bias = _column(
        matrix(index, seen), np.asarray(answers), trusted, STRENGTH["polarity"]
    )
    return Linear(index, weights[:, None], np.array([bias]))


def f1(
    articles: Sequence[GoldArticle],
    judgements: Sequence[Sequence[Judged]],
    weighed: Sequence[tuple[Linear, Linear]],
    threshold: float,
    hinders: float = HINDERS,
) -> tuple[float, float, float]:
    """(precision, recall, F1) as the dataset's rules count them."""
    right = predicted = wanted = 0
    for article, said, (linear, polarity) in zip(articles, judgements, weighed, strict=True):
        guesses = []
        for one in all_pairs(article, said):
            if sigmoid(float(linear.logits(one.features)[0])) >= threshold:
                hindering = float(polarity.logits(one.polarity)[0]) > hinders
                guesses.append((str(CODES[one.code]), "barrier" if hindering else "success", one.row))
        required = [k for k, row in enumerate(article.gold) if not row["optional"]]
        optional = [k for k, row in enumerate(article.gold) if row["optional"]]

        def fits(k: int, guess: tuple[str, str, int], a: GoldArticle = article) -> bool:
            gold = a.gold[k]
            return (gold["factor"], gold["polarity"]) == guess[:2] and k in a.rows[guess[2]].gold

        hits = match(len(required), len(guesses), lambda i, j: fits(required[i], guesses[j]))
        left = [guess for j, guess in enumerate(guesses) if j not in set(hits.values())]
        free = match(len(optional), len(left), lambda i, j: fits(optional[i], left[j]))
        right += len(hits)
        wanted += len(required)
        predicted += len(guesses) - len(free)
    precision, recall = right / max(predicted, 1), right / max(wanted, 1)
    return precision, recall, 2 * right / max(predicted + wanted, 1)


def check(articles: Sequence[GoldArticle], written: Sequence[Written]) -> None:
    """Print F1 for several thresholds, by cross-validation and on the development articles."""
    said = cross_judged(articles, written)
    crossed: dict[int, tuple[Linear, Linear]] = {}
    for held in folds(articles):
        rest = [i for i in range(len(articles)) if i not in held]
        kept, heard = [articles[i] for i in rest], [said[i] for i in rest]
        weighed = fit_pairs(kept, heard), fit_polarity(kept, heard)
        for i in held:
            crossed[i] = weighed
    dev = gold_articles("dev")
    texts = fit_texts(articles, written)
    weighed = fit_pairs(articles, said), fit_polarity(articles, said)
    dev_said = [judged(texts, article) for article in dev]
    for threshold in sorted({0.2, 0.24, 0.28, 0.32, 0.36, 0.4, THRESHOLD}):
        inside = f1(articles, said, [crossed[i] for i in range(len(articles))], threshold)
        outside = f1(dev, dev_said, [weighed] * len(dev), threshold)
        print(
            f"{threshold:.2f}  train, {FOLDS} folds: P %.3f R %.3f F1 %.3f" % inside,
            "  dev: P %.3f R %.3f F1 %.3f" % outside,
            flush=True,
        )


if __name__ == "__main__":
    main()
