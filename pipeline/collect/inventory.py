"""What lies in a corpus folder: every article with what is known of it, and every problem."""

from __future__ import annotations

import hashlib
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.article import Article, Block, BlockKind
from pipeline.collect.store import ORIGINALS
from pipeline.collect.text import repair
from pipeline.duplicates import find_duplicates
from pipeline.errors import ArticleError, UsageError
from pipeline.layout import blocks
from pipeline.profile import Profile, profile
from pipeline.read import CorpusFile, list_corpus, read_article
from pipeline.read.decode import decode_bytes
from pipeline.read.frontmatter import KEYS, FrontMatter, front_matter, paragraphs
from pipeline.swedish.dates import first_date

_SHORT = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of the corpus."""

    file: CorpusFile
    article: Article
    blocks: tuple[Block, ...]

    @property
    def n_chars(self) -> int:
        """Characters outside page furniture."""
        return sum(len(b.span) for b in self.blocks if b.kind is not BlockKind.FURNITURE)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, or (``serious`` false) to know."""

    path: str
    line: int | None
    what: str
    remedy: str
    serious: bool = True

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.what}; {self.remedy}"


def entries(corpus: Path) -> tuple[list[Entry], list[ArticleError]]:
    """Every readable article in the order of identifiers, and the files that are none."""
    files, failed = list_corpus(corpus)
    found = []
    for file in files:
        try:
            article = read_article(file)
        except ArticleError as error:
            failed.append(error)
            continue
        found.append(Entry(file, article, blocks(article)))
    return found, failed


def find(corpus: Path, article_id: str) -> Entry:
    """One article by its identifier. Raises UsageError where there is none."""
    wanted = unicodedata.normalize("NFC", article_id)
    files, _ = list_corpus(corpus)
    for file in files:
        if file.article_id == wanted:
            article = read_article(file)
            return Entry(file, article, blocks(article))
    close = [file.article_id for file in files if wanted.lower() in file.article_id.lower()]
    hint = f"did you mean {', '.join(close[:3])}?" if close else "insats corpus list shows them all"
    raise UsageError(f"{corpus}: no article '{article_id}'; {hint}")


def check(corpus: Path) -> Iterator[Problem]:
    """Every problem of the folder, file by file, then what concerns several files."""
    found, failed = entries(corpus)
    for error in failed:
        yield Problem(error.path, None, error.problem, error.remedy)
    profiles: list[Profile] = []
    for entry in found:
        yield from _check_entry(corpus, entry)
        profiles.append(profile(entry.article, entry.blocks))
    for copy, newer in sorted(find_duplicates(profiles).items()):
        yield Problem(
            next(e.file.path for e in found if e.file.article_id == copy),
            None,
            f"is the same article as {newer}, which is newer or longer",
            "nothing to do: it is counted once",
            serious=False,
        )
    yield from _check_originals(corpus, {entry.file.article_id for entry in found})


def _check_entry(corpus: Path, entry: Entry) -> Iterator[Problem]:
    path, article = entry.file.path, entry.article
    decoded = decode_bytes(entry.file.file.read_bytes(), path)
    if not decoded.encoding.startswith("utf-8"):
        yield Problem(path, None, f"is in {decoded.encoding}", "save it as UTF-8", serious=False)
    if decoded.mixed:
        yield Problem(path, None, "mixes encodings", "save it as UTF-8")
    matter = (
        front_matter(decoded.text) if entry.file.file.suffix.lower() in (".txt", ".md") else None
    )
    if matter is not None:
        yield from _check_front_matter(corpus, path, decoded.text, matter)
    for number, line in enumerate(decoded.text.split("\n"), start=1):
        _, garbled = repair(line)
        if garbled >= 2:
            yield Problem(
                path,
                number,
                "garbled characters (such as 'Ã¶' for 'ö')",
                "add it anew: that repairs them",
            )
            break
    if not unicodedata.is_normalized("NFC", article.text):
        yield Problem(
            path, None, "letters and diacritics apart (NFD)", "add it anew", serious=False
        )
    if entry.n_chars < _SHORT:
        yield Problem(
            path,
            None,
            f"only {entry.n_chars} characters of text",
            "is it a cookie wall or a teaser?",
            False,
        )
    if article.meta.published is None and article.meta.modified is None:
        remedy = "put 'published: YYYY-MM-DD' in its front matter"
        yield Problem(path, None, "no date: 'i fjol' cannot be read", remedy, serious=False)
    today = time.strftime("%Y-%m-%d", time.gmtime())
    for date in (article.meta.published, article.meta.modified):
        if date and (date[:10] > today or date[:4] < "1990"):
            yield Problem(path, None, f"is dated {date}", "correct its front matter")


def _check_front_matter(
    corpus: Path, path: str, text: str, matter: FrontMatter
) -> Iterator[Problem]:
    if matter.problem:
        yield Problem(
            path, 1, f"front matter is not YAML ({matter.problem})", "quote values with a colon"
        )
    lines = text[: matter.span.end].split("\n")

    def line_of(key: str) -> int:
        return next((n for n, line in enumerate(lines, 1) if line.lower().startswith(f"{key}:")), 1)

    for name in ("published", "modified"):
        for key in KEYS[name]:
            value = matter.values.get(key, "")
            if value and value.lower() not in ("null", "none", "~") and not first_date(value):
                yield Problem(path, line_of(key), f"no date: '{value}'", "write it as 2022-12-04")
    letters = matter.values.get("blocks", "")
    if letters and len(letters) != len(paragraphs(text, matter.span.end)):
        yield Problem(
            path,
            line_of("blocks"),
            "'blocks' no longer fits the text",
            "delete the line",
            serious=False,
        )
    original = matter.values.get("original")
    if original and original != "null":
        file = corpus / original
        if not file.is_file():
            yield Problem(
                path, line_of("original"), f"{original} is gone", "delete the line", serious=False
            )
        elif hashlib.sha256(file.read_bytes()).hexdigest() != matter.values.get("sha256"):
            yield Problem(
                path, line_of("sha256"), f"{original} is not what was added", "add it anew"
            )


def _check_originals(corpus: Path, ids: set[str]) -> Iterator[Problem]:
    folder = corpus / ORIGINALS
    for file in sorted(folder.glob("*")) if folder.is_dir() else ():
        if file.name.startswith(".new-"):
            continue
        if file.stem not in ids:
            yield Problem(
                f"{ORIGINALS}/{file.name}", None, "its article is gone", "delete it", serious=False
            )
    for file in sorted(corpus.rglob(".new-*")):
        yield Problem(
            file.relative_to(corpus).as_posix(), None, "left by a run that was cut off", "delete it"
        )
