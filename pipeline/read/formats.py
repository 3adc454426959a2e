"""One corpus file → one Article, by its format."""

from __future__ import annotations

import hashlib

from pipeline.article import Article
from pipeline.errors import ArticleError
from pipeline.read.decode import decode
from pipeline.read.folder import CorpusFile
from pipeline.read.html import read_html
from pipeline.read.metadata import text_metadata

MAX_BYTES = 50_000_000


def read_article(source: CorpusFile) -> Article:
    """Read one file. Raises ArticleError (where, what, what next) where it holds no readable article."""
    try:
        size = source.file.stat().st_size
        if size > MAX_BYTES:
            raise ArticleError(
                source.path,
                f"{size / 1e6:.0f} MB; an article has at most {MAX_BYTES / 1e6:.0f}",
                "split the file into one file for each article",
            )
        data = source.file.read_bytes()
    except OSError as error:
        raise ArticleError(
            source.path, f"cannot be read ({error.strerror})", "check the file's permissions"
        ) from None
    sha256 = hashlib.sha256(data).hexdigest()
    text = decode(data, source.path)
    if source.file.suffix.lower() in (".html", ".htm"):
        text, hints, meta = read_html(text, source.path)
    else:
        hints, meta = (), text_metadata(text)
    return Article(source.article_id, source.path, sha256, text, meta, hints)
