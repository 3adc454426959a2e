"""Sources → articles in the corpus, one outcome for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto
from pathlib import Path

from pipeline.article import Article, Metadata
from pipeline.collect.convert import documents
from pipeline.collect.document import Columns, Document, Limits
from pipeline.collect.nearness import Nearness
from pipeline.collect.sources import received
from pipeline.collect.store import Store
from pipeline.collect.web import Web
from pipeline.errors import ArticleError
from pipeline.layout import blocks, headline


class Status(StrEnum):
    """What became of one article."""

    ADDED = auto()
    PRESENT = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, and what the user should know of it."""

    status: Status
    origin: str
    article_id: str | None = None
    meta: Metadata = field(default_factory=Metadata)
    notes: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()  # paragraphs of the source that the article's text does not hold
    error: ArticleError | None = None


@dataclass(frozen=True)
class Options:
    """How sources are read. ``meta`` holds what the user states and overrides what pages say."""

    columns: Columns = field(default_factory=Columns)
    limits: Limits = field(default_factory=Limits)
    meta: Metadata = field(default_factory=Metadata)
    name: str | None = None
    dry_run: bool = False
    web: Web = field(default_factory=Web)
    cache: Path | None = None  # where profiles of the corpus are kept between runs


def add(sources: Sequence[str], corpus: Path, options: Options) -> Iterator[Outcome]:
    """Add what the sources hold to a corpus folder. Each article is written whole before its outcome comes.

    Raises UsageError where the corpus cannot be written at all.
    """
    nearness = Nearness(corpus, options.cache)
    with Store(corpus, dry_run=options.dry_run) as store:
        for raw in received(sources, options.web, options.limits, options.name):
            if isinstance(raw, ArticleError):
                yield Outcome(Status.FAILED, raw.path, error=raw)
                continue
            for document in documents(raw, options.columns, options.limits):
                if isinstance(document, ArticleError):
                    yield Outcome(Status.FAILED, document.path, error=document)
                else:
                    yield _store(store, nearness, _stated(document, options))


def _stated(document: Document, options: Options) -> Document:
    """The document with what the user said about it."""
    stated = {
        name: value
        for name in ("title", "published", "publisher", "author", "url")
        if (value := getattr(options.meta, name)) is not None
    }
    meta = replace(document.meta, **stated)
    if meta.title is None:
        article = Article(document.name, document.name, "", document.text)
        title = headline(article, blocks(article))
        meta = replace(meta, title=" ".join(title.split()) if title else None)
    return replace(document, meta=meta, name=options.name or document.name)


def _store(store: Store, nearness: Nearness, document: Document) -> Outcome:
    if there := store.known(document):
        return Outcome(Status.PRESENT, document.origin, there, document.meta)
    notes = document.notes
    twin = store.same_text(document)
    if twin and document.meta.url is None:
        return Outcome(Status.PRESENT, document.origin, twin, document.meta)
    article_id = store.add(document)
    near = nearness.note(document, article_id)
    if twin:
        notes = (*notes, f"the same text as {twin}: counted once in the dataset")
    elif near:
        notes = (*notes, near)
    return Outcome(Status.ADDED, document.origin, article_id, document.meta, notes, document.lost)
