"""Programmes with their gold, for training what is told of them: each as the linker sees it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.analysis import EXTRACTORS
from pipeline.article import Article, Metadata
from pipeline.link.clusters import cluster
from pipeline.link.municipalities import only_municipality
from pipeline.link.places import main_municipality
from pipeline.link.scene import Scene
from pipeline.read import list_corpus, read_article
from pipeline.score import match_rows, same_programme
from pipeline.tag import load_tagger
from pipeline.tagging import prepare
from tests.extract.programme_passages import FOLDER, passages

ROOT = Path(__file__).parents[2]
CACHE = Path(os.environ["INSATS_CACHE"]) if "INSATS_CACHE" in os.environ else None


@dataclass(frozen=True)
class Told:
    """A programme that was found and stands in the gold. ``number`` is that of its cluster in the scene."""

    article: str
    scene: Scene
    number: int
    gold: dict[str, Any]


def told_programmes(*parts: str) -> Iterator[Told]:
    """The programmes of parts: ``develop`` and ``measure`` of the passages, splits of the corpus by name.

    INSATS_CACHE names a folder that keeps the tags.
    """
    tagger = load_tagger("spacy", str(ROOT / "models" / "spacy"), CACHE)
    for part in parts:
        for article, gold in _articles(part):
            (tagged,) = tagger.tag([prepare(article)])
            mentions = tuple(EXTRACTORS["programmes"].find(tagged))
            places = tuple(EXTRACTORS["places"].find(tagged))
            home = main_municipality(tagged, places) or only_municipality(tagged.text)
            scene = Scene(tagged, mentions, cluster(tagged, mentions), places, home)
            for number, row in _matched(scene, gold):
                yield Told(article.id, scene, number, row)


def _articles(part: str) -> Iterator[tuple[Article, Sequence[dict[str, Any]]]]:
    if part in ("develop", "measure"):
        for file in sorted(FOLDER.glob("*.txt")):
            for one in passages(file):
                if one.measured == (part == "measure"):
                    yield Article(one.where, "", "0" * 64, one.text, Metadata()), one.programmes
        return
    for source in list_corpus(ROOT / "corpus" / part, None)[0]:
        article = read_article(source)
        gold = ROOT / "tests" / "gold" / part / f"{article.id}.json"
        if gold.exists():
            yield article, json.loads(gold.read_text(encoding="utf-8"))["programmes"]


def _matched(scene: Scene, gold: Sequence[dict[str, Any]]) -> Iterator[tuple[int, dict[str, Any]]]:
    """(number, gold row), paired as the scorer pairs them."""
    found = [
        {"name": one.name, "aliases": list(one.aliases), "named": one.named, "number": number}
        for number, one in enumerate(scene.clusters)
    ]
    for mine, row in match_rows(found, gold, same_programme)[0]:
        yield mine["number"], row
