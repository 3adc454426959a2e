"""Train the weights that decide whether a capitalised phrase names a programme.

    python -m models.train.programme_names [--check]

Reads ``corpus/train`` and ``tests/gold/train``, tags with ``models/spacy``, collects the features of
``pipeline.extract.programmes.features`` for every candidate and fits a logistic regression. The weights go to
``pipeline/lexicon/programme_weights.tsv``; ``--check`` prints cross-validated figures instead.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from pipeline.article import TaggedArticle
from pipeline.extract.programmes import groups
from pipeline.extract.programmes.features import features
from pipeline.extract.programmes.text import Text
from pipeline.layout import blocks
from pipeline.read import list_corpus, read_article
from pipeline.score import _name_key, _same_programme
from pipeline.tag import load_tagger
from pipeline.tokens import tokenize

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "pipeline" / "lexicon" / "programme_weights.tsv"
C = 0.6
HEADER = """# How much each feature of a would-be name speaks for its being a programme: logistic regression trained on
# corpus/train by models/train/programme_names.py; do not edit by hand. The sum decides: above 0 it is a name.
feature\tweight\texample
"""


def tagged_corpus(split: str) -> list[TaggedArticle]:
    """The articles of a split, tagged by the shipped model."""
    files, _ = list_corpus(ROOT / "corpus" / split, None)
    articles = [read_article(file) for file in files]
    tagger = load_tagger("spacy", str(ROOT / "models" / "spacy"), None)
    return list(tagger.tag([tokenize(a, blocks(a)) for a in articles]))


Example = tuple[str, str, dict[str, float], int]


def examples(articles: Sequence[TaggedArticle], split: str) -> list[Example]:
    """(article, key, features, 1 where the key is a gold name). Names of unnamed gold are left out."""
    found: list[Example] = []
    for tagged in articles:
        path = ROOT / "tests" / "gold" / split / f"{tagged.article.id}.json"
        if not path.exists():
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = Text(tagged)
        for key, group in groups(text).items():
            mine = {"name": key, "aliases": []}
            matches = [p for p in gold["programmes"] if _same_programme(mine, p)]
            exact = [
                p for p in matches if _name_key(key) in {_name_key(n) for n in (p["name"], *p["aliases"])}
            ]
            if matches and not any(p["named"] for p in exact):
                continue
            found.append((tagged.article.id, key, features(text, key, group), int(bool(exact))))
    return found


def main() -> None:
    rows = examples(tagged_corpus("train"), "train")
    names = sorted({name for _, _, known, _ in rows for name in known} - {"bias"})
    x = np.array([[known.get(name, 0.0) for name in names] for _, _, known, _ in rows])
    y = np.array([label for *_, label in rows])
    articles = [article for article, *_ in rows]
    print(f"{len(rows)} candidates, {y.sum()} names, {len(names)} features")
    if "--check" in sys.argv:
        for c in (0.1, 0.3, 0.6, 1.0, 2.0):
            model = LogisticRegression(C=c, max_iter=2000, random_state=0)
            p = cross_val_predict(
                model, x, y, groups=articles, cv=GroupKFold(10), method="predict_proba"
            )[:, 1]
            for cut in (0.35, 0.5, 0.65):
                tp = int(((p >= cut) & (y == 1)).sum())
                pred, gold = int((p >= cut).sum()), int(y.sum())
                print(f"C {c} cut {cut}: P {tp / pred:.3f} R {tp / gold:.3f} F {2 * tp / (pred + gold):.3f}")
            if c == C:
                for (article, key, known, label), q in sorted(zip(rows, p, strict=True), key=lambda r: -r[1]):
                    if (q >= 0.5) != bool(label):
                        print(f"  {q:.2f} {label} {article} {key} {sorted(known)}")
        return
    model = LogisticRegression(C=C, max_iter=2000, random_state=0).fit(x, y)
    lines = [("bias", float(model.intercept_[0])), *zip(names, model.coef_[0], strict=True)]
    body = "".join(f"{name}\t{weight:.3f}\t\n" for name, weight in lines if abs(weight) >= 0.005)
    TARGET.write_text(HEADER + body, encoding="utf-8")


if __name__ == "__main__":
    main()
