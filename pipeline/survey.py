"""A first look over the whole corpus: which articles are copies, and what furniture their publishers repeat.

Cheap for what was seen before: the bytes are hashed, and the profile kept from an earlier run is used.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.dependencies import digest_of
from pipeline.duplicates import find_duplicates
from pipeline.engine import run, shards
from pipeline.errors import ArticleError
from pipeline.layout import blocks
from pipeline.memo import Shelf, key
from pipeline.profile import Profile, learned_furniture, profile
from pipeline.read import CorpusFile, list_corpus, read_article

_SHARD = 200
_PART = 1 << 20  # bytes of a file that are read at a time


@dataclass(frozen=True)
class Seen:
    """The files of a corpus with the hashes of their bytes, and what cannot be an article."""

    files: list[CorpusFile]
    failed: list[ArticleError]
    sha256: dict[str, str]


@dataclass(frozen=True)
class Survey:
    """What one article's analysis needs to know of the others."""

    sha256: dict[str, str] = field(default_factory=dict)  # article → hash of its bytes
    duplicates: dict[str, str] = field(default_factory=dict)  # article → the newer one that counts
    learned: dict[str, frozenset[str]] = field(
        default_factory=dict
    )  # article → its publisher's lines


def see(corpus: Path, exclude: Path | None = None) -> Seen:
    """List a corpus folder and hash its files. Raises UsageError where it cannot be read at all."""
    files, failed = list_corpus(corpus, exclude)
    return Seen(files, failed, hash_files(files))


def hash_files(files: Sequence[CorpusFile]) -> dict[str, str]:
    """Article → SHA-256 of its bytes; files that cannot be read are left out."""
    found = {}
    for file in files:
        try:
            found[file.article_id] = _hash(str(file.file))
        except OSError:
            continue
    return found


def _hash(path: str) -> str:
    digest = hashlib.sha256()
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))  # a third of the calls of open()
    try:
        while part := os.read(file, _PART):
            digest.update(part)
    finally:
        os.close(file)
    return digest.hexdigest()


def survey(seen: Seen, cache: Path | None, workers: int = 1) -> Survey:
    """Look over a corpus. Articles that cannot be read are passed over: reading them again will tell why."""
    profiles = profiles_of(seen.files, seen.sha256, cache, workers)
    duplicates = find_duplicates(profiles)
    usual = learned_furniture(profiles, duplicates)
    learned = {
        one.article_id: lines
        for one in profiles
        if (lines := usual.get(one.publisher, frozenset()) & frozenset(one.lines))
    }
    return Survey(seen.sha256, duplicates, learned)


def profiles_of(
    files: Sequence[CorpusFile],
    sha256: Mapping[str, str],
    cache: Path | None,
    workers: int = 1,
    *,
    whole: bool = True,
    most: int | None = None,
) -> list[Profile]:
    """The profiles of readable articles, kept from an earlier run or made.

    Where more than ``most`` would have to be made, only those that are kept. ``whole``: these are all the
    articles there are, so that others may be forgotten.
    """
    code = digest_of("pipeline.layout", "pipeline.profile", "pipeline.read")
    keys = {f.article_id: key("profile", code, f.path, sha256.get(f.article_id, "")) for f in files}
    shelf = Shelf(cache, "profiles")
    try:
        known = shelf.get(keys)
        missing = [file for file in files if file.article_id not in known]
        if most is not None and len(missing) > most:
            missing = []
        work = shards(missing, _SHARD)
        for part, made in zip(work, run(work, _profiles, workers), strict=True):
            pairs = zip(part, made, strict=True)
            new = {f.article_id: one for f, one in pairs if one is not None}
            known |= new
            shelf.put({a: (keys[a], one) for a, one in new.items()}, keys if whole else None)
    finally:
        shelf.close()
    return [known[f.article_id] for f in files if f.article_id in known]


def _profiles(files: Sequence[CorpusFile]) -> list[Profile | None]:
    return list(map(_profile, files))


def _profile(file: CorpusFile) -> Profile | None:
    try:
        article = read_article(file)
        return profile(article, blocks(article))
    except ArticleError:
        return None
    except Exception:  # the article's own analysis reports it, with its place
        return None
