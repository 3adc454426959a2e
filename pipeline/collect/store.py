"""Writing articles into the corpus: whole or not at all, one process at a time, nothing ever overwritten."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.collect.document import Document, slug
from pipeline.errors import ArticleError, StorageError, UsageError
from pipeline.read.folder import SUFFIXES
from pipeline.read.frontmatter import front_matter, paragraphs, render

ORIGINALS = ".originals"
TRASH = ".trash"
_LOCK = ".lock"
_WAIT_SECONDS = 600
_SHA = re.compile(rb"^sha256: *'?\"?([0-9a-f]{64})", re.MULTILINE)


class Store:
    """An open corpus folder. Use it in a ``with`` statement: it holds the folder's lock."""

    def __init__(self, corpus: Path, *, dry_run: bool = False) -> None:
        if corpus.exists() and not corpus.is_dir():
            raise UsageError(f"{corpus}: is a file; name a folder for the corpus")
        self.corpus = corpus
        self.dry_run = dry_run
        self._names: set[str] = set()
        self._received: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Store:
        if not self.dry_run:
            try:
                self.corpus.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise UsageError(f"{self.corpus}: cannot be made ({error.strerror})") from None
            self._stack.enter_context(_locked(self.corpus))
        self._scan()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stack.close()

    def _scan(self) -> None:
        """Which articles are there: by name, by what was received, by text."""
        if not self.corpus.is_dir():
            return
        for file in sorted(self.corpus.rglob("*")):
            inner = file.relative_to(self.corpus)
            if (
                any(part.startswith(".") for part in inner.parts)
                or file.suffix.lower() not in SUFFIXES
            ):
                continue
            try:
                data = file.read_bytes()
            except OSError:
                continue
            self._names.add(file.stem.lower())
            self._received.setdefault(hashlib.sha256(data).hexdigest(), file.stem)
            if data.startswith(b"---") and (match := _SHA.search(data[:8192])):
                self._received.setdefault(match[1].decode("ascii"), file.stem)
            self._texts.setdefault(_text_hash(data.decode("utf-8", "replace")), file.stem)

    def known(self, document: Document) -> str | None:
        """The article that holds just what was received, None where it is new."""
        return self._received.get(document.sha256)

    def same_text(self, document: Document) -> str | None:
        """An article with the very same words, from wherever it came."""
        return self._texts.get(_text_hash(document.text))

    def add(self, document: Document) -> str:
        """Write one article, its original first, and return its identifier.

        Raises StorageError where the disk is full or the folder cannot be written: nothing of it stays.
        """
        article_id = self._free_name(document)
        content = _content(document, article_id).encode("utf-8")
        if not self.dry_run:
            original: Path | None = None
            try:
                if document.suffix:
                    original = self.corpus / ORIGINALS / f"{article_id}{document.suffix}"
                    write_new(original, document.received)
                write_new(self.corpus / f"{article_id}.md", content)
            except BaseException as error:
                if original is not None:
                    original.unlink(missing_ok=True)
                if isinstance(error, OSError):
                    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
                    what = "the disk is full" if full else f"cannot be written ({error.strerror})"
                    raise StorageError(
                        f"{self.corpus}: {what}; {document.origin} was not added, and nothing of it stays"
                    ) from None
                raise
        self._names.add(article_id.lower())
        self._received[document.sha256] = article_id
        self._texts.setdefault(_text_hash(document.text), article_id)
        return article_id

    def _free_name(self, document: Document) -> str:
        stem = re.sub(
            r"\.(?:txt|text|md|markdown|x?html?|mht(?:ml)?|pdf|docx)$",
            "",
            document.name,
            flags=re.I,
        )
        base = slug(stem) or slug(document.meta.title or "") or document.sha256[:12]
        if (
            base in ("index", "default", "page", "artikel", "article", "untitled")
            and document.meta.title
        ):
            base = slug(document.meta.title) or base
        name, number = base, 1
        while name in self._names or (self.corpus / f"{name}.md").exists():
            number += 1
            name = f"{base}-{number}"
        return name


def _content(document: Document, article_id: str) -> str:
    """The corpus file: front matter, a blank line, the text."""
    meta = document.meta
    values: dict[str, str | None] = {
        "title": meta.title,
        "publisher": meta.publisher,
        "author": meta.author,
        "url": meta.url,
        "published": meta.published,
        "modified": meta.modified,
        "added": time.strftime("%Y-%m-%d", time.gmtime()),
        "sha256": document.sha256,
    }
    if meta.language != "sv":
        values["language"] = meta.language
    if document.suffix:
        values["original"] = f"{ORIGINALS}/{article_id}{document.suffix}"
    for key, value in document.extra.items():
        values.setdefault(" ".join(key.split()).replace(":", ""), value)
    if document.letters:
        content = render({**values, "blocks": document.letters}) + document.text
        matter = front_matter(content)
        if matter and len(paragraphs(content, matter.span.end)) == len(document.letters):
            return content
    return render(values) + document.text


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        if path.exists():
            raise FileExistsError(errno.EEXIST, "exists already", str(path))
        Path(temporary).rename(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _text_hash(text: str) -> str:
    matter = front_matter(text)
    body = text[matter.span.end :] if matter else text
    return hashlib.sha256(" ".join(body.split()).encode("utf-8", "surrogatepass")).hexdigest()


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder against other processes that add; wait for one that does."""
    try:
        import fcntl
    except ImportError:  # not on this system: the checks before each write remain
        yield
        return
    try:
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise UsageError(
            f"{folder}: cannot be written ({error.strerror}); choose another folder"
        ) from None
    try:
        deadline = time.monotonic() + _WAIT_SECONDS
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise UsageError(
                        f"{folder}: another insats has been adding for ten minutes; wait for it or stop it"
                    ) from None
                time.sleep(0.1)
        yield
    finally:
        os.close(handle)


def trash(corpus: Path, file: Path) -> Path:
    """Move an article, and the original kept beside it, to the corpus's trash folder; where it now lies."""
    with _locked(corpus):
        stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime())
        folder = corpus / TRASH / stamp
        number = 1
        while folder.exists():
            number += 1
            folder = corpus / TRASH / f"{stamp}-{number}"
        inner = file.relative_to(corpus)
        goal = folder / inner
        try:
            goal.parent.mkdir(parents=True)
            file.rename(goal)
            for original in (corpus / ORIGINALS).glob(f"{glob_escape(file.stem)}.*"):
                if original.stem == file.stem:
                    (folder / ORIGINALS).mkdir(exist_ok=True)
                    original.rename(folder / ORIGINALS / original.name)
        except OSError as error:
            raise ArticleError(
                str(file), f"cannot be moved ({error.strerror})", "check permissions"
            ) from None
    return goal


def glob_escape(name: str) -> str:
    """A file name as a pattern that matches just it."""
    return re.sub(r"([*?[])", r"[\1]", name)
