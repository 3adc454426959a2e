"""Which files of a corpus folder are articles."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ArticleError, UsageError

# Files beside the articles that are no articles themselves.
_BESIDE = {"readme.md", "license", "licence", "review.jsonl"}
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
    for file in sorted(corpus.rglob("*"), key=lambda f: f.relative_to(corpus).as_posix()):
        relative = file.relative_to(corpus)
        if any(part.startswith(".") for part in relative.parts) or not file.is_file():
            continue
        if file.name.lower() in _BESIDE:
            continue
        if exclude is not None and file.is_relative_to(exclude):
            continue
        path = unicodedata.normalize("NFC", relative.as_posix())
        if file.suffix.lower() not in SUFFIXES:
            problems.append(
                ArticleError(
                    path,
                    f"unknown format '{file.suffix}'",
                    f"save it as one of {', '.join(SUFFIXES)}, or move it out of the corpus",
                )
            )
            continue
        article_id = unicodedata.normalize("NFC", file.stem)
        if article_id in by_id:
            problems.append(
                ArticleError(
                    path,
                    f"same name as {by_id[article_id].path}, which is used",
                    "rename one of them: the file name is the article's identifier",
                )
            )
            continue
        by_id[article_id] = CorpusFile(file, path, article_id)
    if not by_id and not problems:
        raise UsageError(
            f"{corpus}: holds no articles; put {', '.join(SUFFIXES)} files there, one for each article"
        )
    return [by_id[key] for key in sorted(by_id)], problems
