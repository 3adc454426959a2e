"""A first look over the whole corpus: which articles are copies, and what furniture their publishers repeat.

Cheap for what was seen before: the bytes are hashed, and the profile kept from an earlier run is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.duplicates import find_duplicates
from pipeline.engine import run, shards
from pipeline.errors import ArticleError
from pipeline.layout import blocks
from pipeline.memo import PROFILE, Memo, fingerprint, key
from pipeline.profile import Profile, learned_furniture, profile
from pipeline.read import CorpusFile, read_article

_SHARD = 200


@dataclass(frozen=True)
class Survey:
    """What one article's analysis needs to know of the others."""

    sha256: dict[str, str] = field(default_factory=dict)  # article → hash of its bytes
    duplicates: dict[str, str] = field(default_factory=dict)  # article → the newer one that counts
    learned: dict[str, frozenset[str]] = field(
        default_factory=dict
    )  # article → its publisher's lines


def hash_files(files: Sequence[CorpusFile]) -> dict[str, str]:
    """Article → SHA-256 of its bytes; files that cannot be read are left out."""
    found = {}
    for file in files:
        try:
            with open(file.file, "rb") as handle:  # noqa: PTH123 (10,000 times: Path.open is slower)
                found[file.article_id] = hashlib.sha256(handle.read()).hexdigest()
        except OSError:
            continue
    return found


def survey(files: Sequence[CorpusFile], cache: Path | None, workers: int = 1) -> Survey:
    """Look over a corpus. Articles that cannot be read are passed over: reading them again will tell why."""
    sha256 = hash_files(files)
    profiles = profiles_of(files, sha256, cache, workers)
    duplicates = find_duplicates(profiles)
    usual = learned_furniture(profiles, duplicates)
    learned = {
        one.article_id: lines
        for one in profiles
        if (lines := usual.get(one.publisher, frozenset()) & frozenset(one.lines))
    }
    return Survey(sha256, duplicates, learned)


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
    code = fingerprint(PROFILE)
    keys = {f.article_id: key("profile", code, f.path, sha256.get(f.article_id, "")) for f in files}
    memo = Memo(cache, "profiles")
    try:
        known = memo.get(list(keys.values()))
        missing = [file for file in files if keys[file.article_id] not in known]
        if most is not None and len(missing) > most:
            missing = []
        for work, made in zip(
            shards(missing, _SHARD), run(shards(missing, _SHARD), _profiles, workers), strict=True
        ):
            new = {
                keys[f.article_id]: one
                for f, one in zip(work, made, strict=True)
                if one is not None
            }
            memo.put(new)
            known.update(new)
        if whole:
            memo.keep_only(keys.values())
    finally:
        memo.close()
    return [known[k] for k in keys.values() if k in known]


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


__all__ = ["Survey", "hash_files", "profiles_of", "survey"]
