"""Shared fixtures: the shipped model behind ``tag(text)``, the real articles where they are present."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipeline.article import Article, Metadata, TaggedArticle
from pipeline.build import prepare
from pipeline.tag import Tagger, load_tagger

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("INSATS_SHARED", ROOT.parent / "shared"))


@cache
def _tagger() -> Tagger:
    return load_tagger("spacy", str(ROOT / "models" / "spacy"), None)


def tag_text(text: str, published: str | None = None) -> TaggedArticle:
    """What the fixture ``tag`` gives, for programs."""
    article = Article("test", "test.txt", "0" * 64, text, Metadata(published=published))
    return next(iter(_tagger().tag([prepare(article)])))


@pytest.fixture(scope="session")
def tag() -> Callable[..., TaggedArticle]:
    """``tag(text, published=None)``: a text through layout, tokens and the shipped spaCy model."""
    return tag_text


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real articles, their gold and the language data; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the shared material, which is not at {SHARED} (set INSATS_SHARED)")
    return SHARED
