"""One corpus file → one Article, by its format."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from pipeline.article import Article, Block, Metadata
from pipeline.errors import ArticleError
from pipeline.read.decode import decode
from pipeline.read.folder import CorpusFile
from pipeline.read.frontmatter import front_matter, hints, with_front_matter
from pipeline.read.metadata import text_metadata
from pipeline.read.publishers import publisher_of

MAX_BYTES = 50_000_000


def read_article(source: CorpusFile) -> Article:
    """Read one file. Raises ArticleError (where, what, what next) where it holds no readable article."""
    return article_of(source, read_bytes(source))


def read_bytes(source: CorpusFile) -> bytes:
    """The bytes of a corpus file. Raises ArticleError where it cannot be read or is too large."""
    try:
        size = source.file.stat().st_size
        if size > MAX_BYTES:
            raise ArticleError(
                source.path,
                f"{size / 1e6:.0f} MB; an article has at most {MAX_BYTES / 1e6:.0f}",
                "split the file into one file for each article",
            )
        return source.file.read_bytes()
    except OSError as error:
        raise ArticleError(
            source.path, f"cannot be read ({error.strerror})", "check the file's permissions"
        ) from None


def article_of(source: CorpusFile, data: bytes) -> Article:
    """The article that the bytes of a corpus file hold. Raises ArticleError where they hold none."""
    sha256 = hashlib.sha256(data).hexdigest()
    text = decode(data, source.path)
    if source.file.suffix.lower() in (".html", ".htm"):
        from pipeline.read.html import read_html  # needs lxml, which is slow to import

        text, structure, meta = read_html(text, source.path)
    else:
        structure, meta = _read_text(text, source.path)
    if meta.publisher is None and meta.url:
        meta = replace(meta, publisher=publisher_of(meta.url))
    return Article(source.article_id, source.path, sha256, text, meta, structure)


def _read_text(text: str, path: str) -> tuple[tuple[Block, ...], Metadata]:
    matter = front_matter(text)
    if matter is None:
        return (), text_metadata(text)
    body = text[matter.span.end :]
    if not body.strip():
        raise ArticleError(
            path, "front matter without a text below it", "put the article's text under the '---'"
        )
    return hints(text, matter), with_front_matter(text_metadata(body), matter)
