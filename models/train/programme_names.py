"""Train the weights that decide whether a capitalised phrase names a programme.

    python -m models.train.programme_names [--check] [PRESS]

Reads ``corpus/train`` with its gold and the texts of :mod:`models.train.programme_texts`, tags with
``models/spacy``, collects the features of
``pipeline.extract.programmes.features`` for every candidate and fits a logistic regression. So that the weights
hold for names of any shape, each article is also read with its programmes renamed at random
(:mod:`models.train.programme_renaming`). PRESS (``labour-market.jsonl.xz``: government press releases, one JSON
object with ``id`` and ``text`` a line) adds counter-examples: next to nothing in them is a local programme, so
what no strong rule introduces counts as none. The weights go to ``pipeline/lexicon/programme_weights.tsv``;
``--check`` prints cross-validated figures (on the articles as they are) instead.
"""

from __future__ import annotations

import json
import lzma
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from models.train.programme_renaming import rename
from models.train.programme_texts import written
from pipeline.article import Article, TaggedArticle
from pipeline.build import prepare
from pipeline.extract.programmes import groups
from pipeline.extract.programmes.clue import STRONG
from pipeline.extract.programmes.features import features
from pipeline.extract.programmes.lexicons import formative_of
from pipeline.extract.programmes.text import Text
from pipeline.read import list_corpus, read_article
from pipeline.score import _name_key, _same_programme
from pipeline.tag import load_tagger

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "pipeline" / "lexicon" / "programme_weights.tsv"
CACHE = Path(os.environ["INSATS_CACHE"]) if "INSATS_CACHE" in os.environ else None
C = 0.1
VARIANTS = 4
HEADER = """# How much each feature of a would-be name speaks for its being a programme: logistic regression trained on
# corpus/train by models/train/programme_names.py; do not edit by hand. The sum decides: above 0 it is a name.
feature\tweight\texample
"""


Gold = dict[str, Any]
Example = tuple[str, str, dict[str, float], int]
Fit = Callable[[Sequence[Example], float], LogisticRegression]


def corpus(split: str) -> list[tuple[Article, Gold]]:
    """The articles of a split that have gold."""
    files, _ = list_corpus(ROOT / "corpus" / split, None)
    found = []
    for file in files:
        article = read_article(file)
        path = ROOT / "tests" / "gold" / split / f"{article.id}.json"
        if path.exists():
            found.append((article, json.loads(path.read_text(encoding="utf-8"))))
    return found


def tag(articles: Sequence[Article]) -> list[TaggedArticle]:
    """Tagged by the shipped model."""
    tagger = load_tagger("spacy", str(ROOT / "models" / "spacy"), CACHE)
    return list(tagger.tag([prepare(a) for a in articles]))


def examples(pairs: Sequence[tuple[Article, Gold]]) -> list[Example]:
    """(article, key, features, 1 where the key is a gold name). Names of unnamed gold are left out."""
    found: list[Example] = []
    for tagged, (_, gold) in zip(tag([a for a, _ in pairs]), pairs, strict=True):
        text = Text(tagged)
        for key, group in groups(text).items():
            mine = {"name": key, "aliases": []}
            matches = [p for p in gold["programmes"] if _same_programme(mine, p)]
            exact = [
                p
                for p in matches
                if _name_key(key) in {_name_key(n) for n in (p["name"], *p["aliases"])}
            ]
            if matches and not any(p["named"] and not p.get("optional") for p in exact):
                continue
            found.append((tagged.article.id, key, features(text, key, group), int(bool(exact))))
    return found


def counter_examples(path: Path) -> list[Example]:
    """Candidates of the press releases that no naming rule introduces, as no names."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        releases = [json.loads(line) for line in lines]
    articles = [Article(r["id"], r["id"], "", r["text"]) for r in releases]
    found: list[Example] = []
    for tagged in tag(articles):
        text = Text(tagged)
        for key, group in groups(text).items():
            if max(clue.weight for clue in group) < STRONG - 1 and formative_of(key) is None:
                found.append((tagged.article.id, key, features(text, key, group), 0))
    return found


def main() -> None:
    pairs = [*corpus("train"), *written()]
    rows = examples(pairs)
    press = [
        row for path in sys.argv[1:] if path.endswith(".xz") for row in counter_examples(Path(path))
    ]
    renamed = [row for turn in range(VARIANTS) for row in examples(rename(pairs, turn))] + press
    names = sorted({name for _, _, known, _ in rows + renamed for name in known} - {"bias"})

    def fit(train: Sequence[Example], c: float) -> LogisticRegression:
        model = LogisticRegression(C=c, max_iter=3000, random_state=0)
        return model.fit(matrix(train, names), [row[3] for row in train])

    print(
        f"{len(rows)} + {len(renamed)} candidates, {sum(r[3] for r in rows)} names, {len(names)} features"
    )
    if "--check" in sys.argv:
        check(rows, renamed, names, fit)
        return
    model = fit(rows + renamed, C)
    lines = [("bias", float(model.intercept_[0])), *zip(names, model.coef_[0], strict=True)]
    body = "".join(f"{name}\t{weight:.3f}\t\n" for name, weight in lines if abs(weight) >= 0.005)
    TARGET.write_text(HEADER + body, encoding="utf-8")


def matrix(rows: Sequence[Example], names: Sequence[str]) -> np.ndarray:
    return np.array([[known.get(name, 0.0) for name in names] for _, _, known, _ in rows])


def check(rows: list[Example], renamed: list[Example], names: list[str], fit: Fit) -> None:
    """Ten-fold cross-validation by article, tested on the articles as they are."""
    articles = sorted({row[0] for row in rows})
    fold = defaultdict(lambda: -1, {a: number % 10 for number, a in enumerate(articles)})
    for c in (0.05, 0.1, 0.3):
        scored: list[tuple[float, Example]] = []
        for k in range(10):
            model = fit([r for r in rows + renamed if fold[r[0]] != k], c)
            held = [r for r in rows if fold[r[0]] == k]
            scored += zip(model.predict_proba(matrix(held, names))[:, 1], held, strict=True)
        for cut in (0.2, 0.35, 0.5, 0.65):
            right = sum(q >= cut and row[3] for q, row in scored)
            predicted, gold = sum(q >= cut for q, _ in scored), sum(row[3] for _, row in scored)
            f = 2 * right / (predicted + gold)
            print(f"C {c} cut {cut}: P {right / predicted:.3f} R {right / gold:.3f} F {f:.3f}")
        if c == C:
            for q, (article, key, known, label) in sorted(scored, key=lambda s: -s[0]):
                if (q >= 0.4) != bool(label):
                    print(f"  {q:.2f} {label} {article} {key} {sorted(known)}")


if __name__ == "__main__":
    main()
