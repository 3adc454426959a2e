"""What the user names → bytes: files, folders, patterns, standard input, web addresses."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.collect.addresses import is_address
from pipeline.collect.convert import SUFFIXES
from pipeline.collect.document import MEGABYTE, Limits, Raw
from pipeline.collect.web import Web
from pipeline.errors import ArticleError

# What browsers save beside a page, and what systems leave in folders: passed over without a word.
_ASSETS = frozenset(
    {
        *(
            ".css",
            ".js",
            ".png",
            ".jpg",
            ".jpeg",
            ".gif",
            ".svg",
            ".webp",
            ".ico",
            ".woff",
            ".woff2",
        ),
        *(".ttf", ".map", ".mp4", ".mp3", ".db", ".ini"),
    }
)


def received(
    sources: Sequence[str], web: Web, limits: Limits, name: str | None = None
) -> Iterator[Raw | ArticleError]:
    """Everything the sources hold, in their order; an ArticleError for each that cannot be had."""
    for source in sources:
        try:
            if source == "-":
                yield _standard_input(limits, name)
            elif is_address(source):
                yield web.fetch(source)
            else:
                yield from _files(source, limits)
        except ArticleError as error:
            yield error


def _standard_input(limits: Limits, name: str | None) -> Raw:
    data = sys.stdin.buffer.read(limits.file_bytes + 1)
    if not data.strip():
        raise ArticleError("standard input", "is empty", "pipe or paste a text into it")
    return Raw(origin="standard input", name=name or "", data=data)


def _files(source: str, limits: Limits) -> Iterator[Raw | ArticleError]:
    path = Path(source).expanduser()
    if path.is_dir():
        found = _in_folder(path)
        if not found:
            yield ArticleError(
                source, "the folder holds no files", "name the folder with the articles"
            )
    elif path.exists():
        found = [path]
    else:
        found = [Path(p) for p in sorted(glob.glob(str(path), recursive=True)) if Path(p).is_file()]  # noqa: PTH207
        if not found:
            yield ArticleError(source, "no such file, folder or address", "check the name")
    for file in found:
        try:
            yield _read(file, limits)
        except ArticleError as error:
            yield error


def _in_folder(folder: Path) -> list[Path]:
    """Files of a folder and those below, in order; not the parts a browser saved beside a page."""
    found = []
    for file in sorted(folder.rglob("*")):
        inner = file.relative_to(folder)
        if any(part.startswith(".") for part in inner.parts) or not file.is_file():
            continue
        if any(part.endswith(("_files", "_filer", ".files")) for part in inner.parts[:-1]):
            continue
        if file.suffix.lower() not in _ASSETS or file.suffix.lower() in SUFFIXES:
            found.append(file)
    return found


def _read(file: Path, limits: Limits) -> Raw:
    try:
        size = file.stat().st_size
        if size > limits.file_bytes:
            raise ArticleError(
                str(file),
                f"{size / MEGABYTE:.0f} MB; at most {limits.file_bytes // MEGABYTE} are read",
                "split it, or raise --max-mb",
            )
        return Raw(origin=str(file), name=file.name, data=file.read_bytes())
    except OSError as error:
        raise ArticleError(
            str(file), f"cannot be read ({error.strerror})", "check the name and its permissions"
        ) from None
