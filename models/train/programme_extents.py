"""Train the weights that decide how far an unquoted programme name reaches.

    python -m models.train.programme_extents [--check]

Wherever a name of the gold stands in the articles of :func:`models.train.programme_texts.material`, its end is the
right one among the readings of :mod:`pipeline.extract.programmes.readings`; other capitals end with their run and
count a little. A softmax over the readings is fitted and written to ``pipeline/lexicon/programme_extents.tsv``;
``--check`` prints the share right in cross-validation by article instead.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from models.train.programme_names import tag
from models.train.programme_texts import ROOT, material
from pipeline.article import TaggedArticle
from pipeline.extract.programmes.extent import capital_run
from pipeline.extract.programmes.readings import extent_features, readings
from pipeline.extract.programmes.text import FUNCTION, QUOTES, Text, is_capital

TARGET = ROOT / "pipeline" / "lexicon" / "programme_extents.tsv"
PENALTY, OTHER_WEIGHT, LEAST, FOLDS = 0.5, 0.01, 2, 5
HEADER = """# How far an unquoted name reaches: what each feature of a reading speaks for its being the right one.
# Softmax over readings, trained by models/train/programme_extents.py; do not edit by hand.
feature\tweight
"""


@dataclass(frozen=True)
class Place:
    """A capital with the features of each reading and the right one. ``name``: a programme's."""

    options: tuple[tuple[str, ...], ...]
    right: int
    name: bool


def places(tagged: TaggedArticle, gold: Sequence[Mapping[str, Any]]) -> Iterator[Place]:
    """The capitals of an article where more than one reading is possible."""
    text = Text(tagged)
    names = [
        (order, " ".join(name.casefold().split()))
        for row in gold
        if row["named"]
        for order, name in enumerate((row["name"], *row["aliases"]))
    ]
    opening = {n.split()[0] for row in gold for n in _folded(row)}
    for token in text.tokens:
        i, ends = token.i, readings(text, token.i)
        if len(ends) < 2 or not _may_open(text, i):
            continue
        keys = {end: text.key(i, end) for end in ends}
        fits = [
            (order, -end)
            for end, key in keys.items()
            for order, name in names
            if key in (name, name + "s")
        ]
        base = capital_run(text, i)
        if fits:
            right = -min(fits)[1]
            # Another name of the same programme is no wrong reading.
            ends = [end for end in ends if end == right or all(end != -e for _, e in fits)]
        elif base in ends and not _is_name_or_opening(text, i, opening):
            right = base
        else:
            continue
        options = tuple(tuple(extent_features(text, i, base, end)) for end in ends)
        if len(options) > 1:
            yield Place(options, ends.index(right), bool(fits))


def _folded(row: Mapping[str, Any]) -> Iterator[str]:
    yield from (name.casefold() for name in (row["name"], *row["aliases"]))


def _may_open(text: Text, i: int) -> bool:
    token = text.tokens[i]
    if not (is_capital(token) or token.text[0].isdigit()):
        return False
    before = text.tokens[i - 1] if i else None
    if before is None:
        return True
    inside = is_capital(before) and before.sentence == token.sentence
    return before.text not in QUOTES and not (inside and i - 1 not in text.openings)


def _is_name_or_opening(text: Text, i: int, opening: set[str]) -> bool:
    token = text.tokens[i]
    if token.lower in opening or token.lower.rstrip("s") in opening:
        return True
    return i in text.openings and (
        token.lower in FUNCTION or token.pos not in ("PROPN", "NOUN", "ADJ")
    )


def fit(given: Sequence[Place]) -> dict[str, float]:
    """Feature → weight of the likeliest softmax, large weights held back."""
    count = Counter(f for one in given for f in {f for option in one.options for f in option})
    names = sorted(name for name, times in count.items() if times >= LEAST)
    at = {name: column for column, name in enumerate(names)}
    sizes = [len(one.options) for one in given]
    starts = np.cumsum([0, *sizes[:-1]])
    right = starts + np.array([one.right for one in given])
    weight = np.array([1.0 if one.name else OTHER_WEIGHT for one in given])
    options = [option for one in given for option in one.options]
    cells = [(line, at[f]) for line, option in enumerate(options) for f in set(option) if f in at]
    table = sparse.csr_matrix(
        (np.ones(len(cells)), tuple(zip(*cells, strict=True))), shape=(len(options), len(names))
    )
    chosen = table[right]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = table @ w
        most = np.maximum.reduceat(score, starts)
        raised = np.exp(score - np.repeat(most, sizes))
        total = np.add.reduceat(raised, starts)
        share = raised / np.repeat(total, sizes)
        told = float((weight * (score[right] - most - np.log(total))).sum())
        slope = chosen.T @ weight - table.T @ (share * np.repeat(weight, sizes))
        return PENALTY / 2 * float(w @ w) - told, PENALTY * w - slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, map(float, found.x), strict=True))


def check(articles: Sequence[Sequence[Place]]) -> None:
    """Cross-validation by article."""
    right: Counter[bool] = Counter()
    for k in range(FOLDS):
        table = fit([p for n, one in enumerate(articles) if n % FOLDS != k for p in one])
        for place in (p for n, one in enumerate(articles) if n % FOLDS == k for p in one):
            scores = [sum(table.get(f, 0.0) for f in option) for option in place.options]
            right[place.name] += int(np.argmax(scores)) == place.right
    total = Counter(place.name for one in articles for place in one)
    print(f"names {right[True]} of {total[True]}, other capitals {right[False]} of {total[False]}")


def main() -> None:
    pairs = material()
    tagged = tag([article for article, _ in pairs])
    articles = [
        list(places(one, gold["programmes"])) for one, (_, gold) in zip(tagged, pairs, strict=True)
    ]
    if "--check" in sys.argv:
        check(articles)
        return
    table = fit([place for one in articles for place in one])
    body = "".join(f"{name}\t{w:.3f}\n" for name, w in table.items() if abs(w) >= 0.02)
    TARGET.write_text(HEADER + body, encoding="utf-8")


if __name__ == "__main__":
    main()
