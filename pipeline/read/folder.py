"""Which files of a corpus folder are articles."""

from __future__ import annotations

import os
import posixpath
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ArticleError, UsageError

# Files beside the articles that are no articles themselves.
_BESIDE = {"readme.md", "license", "licence", "review.jsonl"}
# Formats that insats add turns into text.
_ADDABLE = frozenset(
    (".pdf", ".docx", ".mhtml", ".mht", ".csv", ".tsv", ".jsonl", ".xlsx", ".parquet", ".zip")
)
SUFFIXES = (".txt", ".md", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One article file: where it lies, its path in the corpus (``/``), its identifier."""

    file: Path
    path: str
    article_id: str


def list_corpus(
    corpus: Path, exclude: Path | None = None
) -> tuple[list[CorpusFile], list[ArticleError]]:
    """Article files below ``corpus`` in the order of their identifiers, and the files that cannot be one.

    ``exclude`` (the output folder) is left out when it lies inside the corpus. Hidden files and folders
    are passed over. Raises UsageError where there is no such folder or nothing in it.
    """
    if not corpus.exists():
        raise UsageError(f"{corpus}: no such folder; name the folder that holds the articles")
    if not corpus.is_dir():
        raise UsageError(f"{corpus}: is a file; name the folder that holds it")
    problems: list[ArticleError] = []
    by_id: dict[str, CorpusFile] = {}
    for relative in sorted(_files(corpus, "", exclude)):
        name = relative.rpartition("/")[2]
        if name.lower() in _BESIDE:
            continue
        stem, suffix = posixpath.splitext(name)
        path = unicodedata.normalize("NFC", relative)
        if suffix.lower() not in SUFFIXES:
            problems.append(_unknown(path, suffix))
            continue
        article_id = unicodedata.normalize("NFC", stem)
        if article_id in by_id:
            problems.append(
                ArticleError(
                    path,
                    f"same name as {by_id[article_id].path}, which is used",
                    "rename one of them: the file name is the article's identifier",
                )
            )
            continue
        by_id[article_id] = CorpusFile(corpus / relative, path, article_id)
    if not by_id and not problems:
        raise UsageError(
            f"{corpus}: holds no articles; insats add puts them there, or save {', '.join(SUFFIXES)} files"
        )
    return [by_id[key] for key in sorted(by_id)], problems


def _files(corpus: Path, below: str, exclude: Path | None) -> Iterator[str]:
    """Paths of the files in a folder and those below, with ``/``. Scanned flat: corpora are large."""
    if exclude is not None and (corpus / below).resolve() == exclude.resolve():
        return
    with os.scandir(corpus / below) as found:
        for entry in found:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                if not entry.is_symlink():
                    yield from _files(corpus, f"{below}{entry.name}/", exclude)
            elif entry.is_file():
                yield below + entry.name


def _unknown(path: str, suffix: str) -> ArticleError:
    if suffix.lower() in _ADDABLE:
        remedy = "insats add takes it into the corpus as text; move the file out of the corpus"
    else:
        remedy = f"save it as one of {', '.join(SUFFIXES)}, or move it out of the corpus"
    return ArticleError(path, f"unknown format '{suffix}'", remedy)
