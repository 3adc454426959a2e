"""The stages in order, on one screen: survey → analysis of each article → resolve → rows."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.corpus_analysis import CorpusAnalysis
from pipeline.errors import ArticleError
from pipeline.findings import LinkedArticle
from pipeline.memo import without_collection
from pipeline.rows import Tables, build_rows
from pipeline.score import ArticleRows
from pipeline.survey import see, survey
from pipeline.tag import load_tagger
from pipeline.tagging import DEFAULT_MODELS, Settings, prepare

__all__ = [
    "DEFAULT_MODELS",
    "Dataset",
    "Settings",
    "build",
    "model_identity",
    "prepare",
    "rows_by_article",
]


@dataclass
class Dataset:
    """What a run made: rows of every table, the articles left out, and how long it took."""

    tables: Tables
    linked: list[LinkedArticle]
    failed: list[ArticleError]
    model: str
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    corpus: Path,
    settings: Settings,
    *,
    exclude: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Dataset:
    """Run the whole pipeline over a corpus folder.

    ``exclude`` is left out of the corpus; ``progress(done, all)`` is called after each shard.
    Raises UsageError where the corpus cannot be read at all; articles that fail are in ``failed``.
    """
    began = time.perf_counter()
    seen = see(corpus, exclude)
    # A missing model is told before any work.
    identity = model_identity(settings)
    known = survey(seen, settings.cache, settings.workers)
    analyses = CorpusAnalysis(seen.files, known, settings, identity, progress)
    failed = sorted([*seen.failed, *analyses.failed], key=lambda error: error.path)
    with without_collection():
        linked = list(analyses.linked(analyses.keys))
        analysed = time.perf_counter()
        tables = build_rows(linked, known.duplicates)
    seconds = {"articles": analysed - began, "across_articles": time.perf_counter() - analysed}
    return Dataset(tables, linked, failed, identity, seconds)


def model_identity(settings: Settings) -> str:
    """Name and content hash of the model. Raises ModelError where it is missing."""
    return load_tagger(settings.tagger, settings.model, settings.cache).identity


def rows_by_article(dataset: Dataset) -> dict[str, ArticleRows]:
    """The rows of each article as the scorer takes them."""
    tables = {
        name: _by_article(dataset.tables[name])
        for name in ("places", "figures", "quotes", "success_factors")
    }
    programmes: dict[str, list[dict[str, object]]] = {}
    for programme in dataset.tables["programmes"]:
        for article_id in programme.article_ids:
            programmes.setdefault(article_id, []).append(asdict(programme))
    return {
        one.findings.article.id: ArticleRows(
            text=one.findings.article.text,
            sentences=one.findings.sentences,
            programmes=programmes.get(one.findings.article.id, []),
            **{name: rows.get(one.findings.article.id, []) for name, rows in tables.items()},
        )
        for one in dataset.linked
    }


def _by_article(rows: Sequence[Any]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row.article_id, []).append(asdict(row))
    return grouped
