"""Results of earlier runs, kept by what they depend on: one SQLite file in the cache folder.

A key is the hash of everything a result comes from (bytes, settings, code, lexicons), so a value never
grows stale. What cannot be read back is ignored and made anew; a cache that cannot be written costs time,
not the run.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import hashlib
import io
import pickle
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent
_BATCH = 500
# Everything that decides what one article gives: all code and lexicons below the cross-article step.
ANALYSIS = ("*.py", "read/*", "swedish/*", "tag/*", "extract/**/*", "link/*", "lexicon/*")
# What decides an article's profile (duplicates, learned furniture).
PROFILE = (
    *("article.py", "furniture.py", "layout.py", "profile.py", "read/*", "swedish/dates.py"),
    *("lexicon/furniture.tsv", "lexicon/publishers.tsv", "lexicon/municipality_bodies.tsv"),
)
# What decides a whole dataset besides its articles.
EVERYTHING = ("**/*",)


@cache
def fingerprint(patterns: tuple[str, ...]) -> str:
    """Hash of the pipeline's own files that match: the same code and lexicons give the same results."""
    digest = hashlib.sha256()
    files = {file for pattern in patterns for file in _ROOT.glob(pattern)}
    for file in sorted(files):
        if file.suffix != ".pyc" and file.is_file():
            digest.update(file.relative_to(_ROOT).as_posix().encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def key(*parts: str) -> bytes:
    """One key from all parts, in order."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


class Memo:
    """A keyed store of pickled values. Without a folder it holds nothing and forgets everything."""

    def __init__(self, folder: Path | None, name: str) -> None:
        self._connection: sqlite3.Connection | None = None
        if folder is None:
            return
        file = folder / f"{name}.sqlite"
        for again in (False, True):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                self._connection = _open(file)
                return
            except sqlite3.DatabaseError:
                if again:
                    return
                for part in folder.glob(f"{file.name}*"):
                    with contextlib.suppress(OSError):
                        part.unlink()
            except OSError:
                return

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Any]:
        """The values that are there and can be read back."""
        found: dict[bytes, Any] = {}
        if self._connection is None:
            return found
        with without_collection():
            for start in range(0, len(keys), _BATCH):
                batch = keys[start : start + _BATCH]
                marks = ",".join("?" * len(batch))
                query = f"SELECT key, value FROM memo WHERE key IN ({marks})"
                try:
                    rows = self._connection.execute(query, batch).fetchall()
                except sqlite3.Error:
                    continue
                for name, value in rows:
                    with contextlib.suppress(Exception):  # whatever a damaged pickle raises
                        found[name] = _loads(value)
        return found

    def put(self, values: Mapping[bytes, Any]) -> None:
        """Keep values; all of them or none."""
        if self._connection is None or not values:
            return
        rows = ((name, _dumps(value)) for name, value in values.items())
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO memo VALUES (?, ?)", rows)

    def keep_only(self, keys: Iterable[bytes]) -> None:
        """Drop what this run did not use, once that is most of the store."""
        if self._connection is None:
            return
        wanted = list(dict.fromkeys(keys))
        with contextlib.suppress(sqlite3.Error), self._connection as connection:
            (held,) = connection.execute("SELECT count(*) FROM memo").fetchone()
            if held <= 4 * len(wanted) + 1000:
                return
            connection.execute("CREATE TEMP TABLE wanted (key BLOB PRIMARY KEY)")
            connection.executemany("INSERT INTO wanted VALUES (?)", ((k,) for k in wanted))
            connection.execute("DELETE FROM memo WHERE key NOT IN (SELECT key FROM wanted)")
            connection.execute("DROP TABLE wanted")

    def close(self) -> None:
        """Give the file free."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _open(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=30)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS memo (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID"
        )
        connection.execute("SELECT count(*) FROM memo").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def without_collection() -> Iterator[None]:
    """For work that makes many objects and keeps them all: looking for garbage among them takes half its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Pickler(pickle.Pickler):
    """Frozen dataclasses as their constructor's arguments: read back three times as fast."""

    def reducer_override(self, value: Any) -> Any:
        kind: type = type(value)
        names = _field_names(kind)
        if names is None:
            return NotImplemented
        return kind, tuple(getattr(value, name) for name in names)


@cache
def _field_names(kind: type) -> tuple[str, ...] | None:
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(field.name for field in dataclasses.fields(kind) if field.init)


def _dumps(value: Any) -> bytes:
    out = io.BytesIO()
    _Pickler(out, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return zlib.compress(out.getvalue(), 1)


def _loads(value: bytes) -> Any:
    return pickle.loads(zlib.decompress(value))
