"""Train the weights that decide whether a phrase names a programme.

    python -m models.train.programme_names [--check] [PRESS]

Reads the articles of :func:`models.train.programme_texts.material`, tags them with ``models/spacy``, collects the
features of every candidate (:func:`pipeline.extract.programmes.gathering.described`) and fits a logistic
regression. Words as features must stand in :data:`LEAST_WORDS` articles. So that the weights hold for names of any
shape, each article is also read with its programmes renamed at random (:mod:`models.train.programme_renaming`).
PRESS (``labour-market.jsonl.xz``: government press releases, one JSON object with ``id`` and ``text`` a line) adds
counter-examples: next to nothing in them is a local programme, so what no strong rule introduces counts as none.
The weights go to ``pipeline/lexicon/programme_weights.tsv``; ``--check`` prints cross-validated figures (on the
articles as they are) instead. Train :mod:`models.train.programme_extents` first. INSATS_CACHE names a folder that
keeps the tags.
"""

from __future__ import annotations

import json
import lzma
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scipy import sparse
from sklearn.linear_model import LogisticRegression

from models.train.folds import fold_of
from models.train.programme_renaming import rename
from models.train.programme_texts import ROOT, material
from pipeline.article import Article, TaggedArticle
from pipeline.build import prepare
from pipeline.extract.programmes.clue import STRONG
from pipeline.extract.programmes.gathering import described
from pipeline.extract.programmes.lexicons import formative_of
from pipeline.extract.programmes.text import Text
from pipeline.score import _name_key, same_programme
from pipeline.tag import load_tagger

TARGET = ROOT / "pipeline" / "lexicon" / "programme_weights.tsv"
CACHE = Path(os.environ["INSATS_CACHE"]) if "INSATS_CACHE" in os.environ else None
C = 0.4
VARIANTS, VARIANT_WEIGHT = 2, 0.5
LEAST_WORDS, LEAST = 8, 3  # articles
FOLDS = 5
HEADER = """# How much each feature of a would-be name speaks for its being a programme: logistic regression trained by
# models/train/programme_names.py; do not edit by hand. The sum decides: above 0 it is a name.
feature\tweight
"""


Gold = dict[str, Any]
Example = tuple[str, str, dict[str, float], int]


def tag(articles: Sequence[Article]) -> list[TaggedArticle]:
    """Tagged by the shipped model."""
    tagger = load_tagger("spacy", str(ROOT / "models" / "spacy"), CACHE)
    return list(tagger.tag([prepare(a) for a in articles]))


def examples(pairs: Sequence[tuple[Article, Gold]]) -> list[Example]:
    """(article, key, features, 1 where the key is a gold name). Names of unnamed gold are left out."""
    found: list[Example] = []
    for tagged, (_, gold) in zip(tag([a for a, _ in pairs]), pairs, strict=True):
        for key, _group, known in described(Text(tagged)):
            mine = {"name": key, "aliases": []}
            matches = [p for p in gold["programmes"] if same_programme(mine, p)]
            exact = [
                p
                for p in matches
                if _name_key(key) in {_name_key(n) for n in (p["name"], *p["aliases"])}
            ]
            if matches and not any(p["named"] and not p.get("optional") for p in exact):
                continue
            found.append((tagged.article.id, key, known, int(bool(exact))))
    return found


def counter_examples(path: Path) -> list[Example]:
    """Candidates of the press releases that no naming rule introduces, as no names."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        releases = [json.loads(line) for line in lines]
    found: list[Example] = []
    for tagged in tag([Article(r["id"], r["id"], "", r["text"]) for r in releases]):
        for key, group, known in described(Text(tagged)):
            if max(clue.weight for clue in group) < STRONG - 1 and formative_of(key) is None:
                found.append((tagged.article.id, key, known, 0))
    return found


def fit(
    rows: Sequence[Example], renamed: Sequence[Example], press: Sequence[Example], c: float = C
) -> dict[str, float]:
    """Feature → weight. The features are chosen by the articles as they are."""
    names = vocabulary(rows)
    given = [*rows, *renamed, *press]
    weight = [1.0] * len(rows) + [VARIANT_WEIGHT] * len(renamed) + [1.0] * len(press)
    model = LogisticRegression(C=c, max_iter=2000)
    model.fit(matrix(given, names), [row[3] for row in given], sample_weight=weight)
    return {"bias": float(model.intercept_[0])} | {
        name: float(value) for name, value in zip(names, model.coef_[0], strict=True)
    }


def vocabulary(rows: Sequence[Example]) -> list[str]:
    """The features that stand in enough articles."""
    where: dict[str, set[str]] = defaultdict(set)
    for article, _, known, _ in rows:
        for name in known:
            where[name].add(article)
    words = ("w-", "w+", "near:")
    return sorted(
        name
        for name, articles in where.items()
        if name != "bias"
        and len(articles)
        >= (LEAST_WORDS if name.startswith(words) and name not in _FIXED else LEAST)
    )


# Told by word classes, not by words.
_FIXED = frozenset(("near:participants", "near:trigger"))


def matrix(rows: Sequence[Example], names: Sequence[str]) -> sparse.csr_matrix:
    at = {name: column for column, name in enumerate(names)}
    cells = [
        (value, number, at[name])
        for number, row in enumerate(rows)
        for name, value in row[2].items()
        if name in at
    ]
    values, lines, columns = zip(*cells, strict=True)
    return sparse.csr_matrix((values, (lines, columns)), shape=(len(rows), len(names)))


def check(rows: list[Example], renamed: list[Example], press: list[Example]) -> None:
    """Cross-validation by article, tested on the articles as they are."""
    fold = fold_of((row[0] for row in rows), FOLDS)
    for c in (C / 4, C, C * 4):
        scored: list[tuple[float, int]] = []
        for k in range(FOLDS):
            table = fit(
                [r for r in rows if fold[r[0]] != k],
                [r for r in renamed if fold.get(r[0]) != k],
                press,
                c,
            )
            for row in rows:
                if fold[row[0]] == k:
                    score = sum(table.get(name, 0.0) * x for name, x in row[2].items())
                    scored.append((score, row[3]))
        gold = sum(label for _, label in scored)
        for cut in (-1.0, -0.5, 0.0, 0.5):
            right = sum(label for score, label in scored if score >= cut)
            told = sum(score >= cut for score, _ in scored)
            share = 2 * right / (told + gold)
            print(f"C {c} cut {cut}: P {right / told:.3f} R {right / gold:.3f} F {share:.3f}")


def main() -> None:
    pairs = material()
    rows = examples(pairs)
    press = [
        row for path in sys.argv[1:] if path.endswith(".xz") for row in counter_examples(Path(path))
    ]
    renamed = [row for turn in range(VARIANTS) for row in examples(rename(pairs, turn))]
    print(
        f"{len(rows)} + {len(renamed)} + {len(press)} candidates, {sum(r[3] for r in rows)} names"
    )
    if "--check" in sys.argv:
        check(rows, renamed, press)
        return
    table = fit(rows, renamed, press)
    body = "".join(f"{name}\t{w:.3f}\n" for name, w in table.items() if abs(w) >= 0.005)
    TARGET.write_text(HEADER + body, encoding="utf-8")


if __name__ == "__main__":
    main()
