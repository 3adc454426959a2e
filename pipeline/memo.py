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
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_BATCH = 500
_BOARDS = 64  # pieces that a shelf is kept in


def key(*parts: str) -> bytes:
    """One key from all parts, in order."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).digest()


def content_hash(value: Any) -> str:
    """Hash of a value made of dataclasses, tuples, texts and numbers: of equal values the same in every run."""
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()


class Memo:
    """A keyed store of pickled values. Without a folder it holds nothing and forgets everything."""

    def __init__(self, folder: Path | None, name: str, *, compression: int = 1) -> None:
        self._connection: sqlite3.Connection | None = None
        self._compression = compression
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

    def held(self, keys: Collection[bytes]) -> set[bytes]:
        """Those of the keys that have a value."""
        if self._connection is None or not keys:
            return set()
        try:
            there = {name for (name,) in self._connection.execute("SELECT key FROM memo")}
        except sqlite3.Error:
            return set()
        return there.intersection(keys)

    def put(self, values: Mapping[bytes, Any]) -> bool:
        """Keep values, all of them or none. False where none could be kept."""
        if self._connection is None:
            return False
        rows = ((name, _dumps(value, self._compression)) for name, value in values.items())
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO memo VALUES (?, ?)", rows)
        except sqlite3.Error:
            return False
        return True

    def keep_only(self, n: int, wanted: Callable[[], Iterable[bytes]]) -> None:
        """Drop what this run did not use, once that is most of the store: all but the ``n`` keys wanted."""
        if self._connection is None:
            return
        with contextlib.suppress(sqlite3.Error), self._connection as connection:
            (held,) = connection.execute("SELECT count(*) FROM memo").fetchone()
            if held <= 4 * n + 1000:
                return
            connection.execute("CREATE TEMP TABLE wanted (key BLOB PRIMARY KEY)")
            rows = ((k,) for k in dict.fromkeys(wanted()))
            connection.executemany("INSERT INTO wanted VALUES (?)", rows)
            connection.execute("DELETE FROM memo WHERE key NOT IN (SELECT key FROM wanted)")
            connection.execute("DROP TABLE wanted")

    def close(self) -> None:
        """Give the file free."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class Shelf:
    """One small value for each article, with the key it holds under; kept many together.

    Ten thousand values are read back in a tenth of the time that as many of a memo take.
    """

    def __init__(self, folder: Path | None, name: str) -> None:
        self._memo = Memo(folder, name, compression=0)

    def get(self, keys: Mapping[str, bytes]) -> dict[str, Any]:
        """The values of the named articles that are there under these very keys."""
        boards = self._boards({_board(name) for name in keys})
        return {
            name: held[1]
            for board in boards.values()
            for name, held in board.items()
            if keys.get(name) == held[0]
        }

    def put(
        self, values: Mapping[str, tuple[bytes, Any]], every: Collection[str] | None = None
    ) -> None:
        """Keep values by article, with their keys. ``every``: no other articles need be kept."""
        changed = {_board(name) for name in values}
        boards = self._boards(changed)
        for name, held in values.items():
            boards.setdefault(_board(name), {})[name] = held
        if every is not None:
            known = frozenset(every)
            boards = {
                n: {a: held for a, held in b.items() if a in known} for n, b in boards.items()
            }
        if boards:
            self._memo.put(boards)

    def close(self) -> None:
        """Give the file free."""
        self._memo.close()

    def _boards(self, names: Collection[bytes]) -> dict[bytes, dict[str, tuple[bytes, Any]]]:
        found = self._memo.get(sorted(names))
        return {name: board for name, board in found.items() if isinstance(board, dict)}


def _board(article: str) -> bytes:
    return bytes([zlib.crc32(article.encode("utf-8", "surrogatepass")) % _BOARDS])


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


def _dumps(value: Any, compression: int) -> bytes:
    out = io.BytesIO()
    _Pickler(out, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return zlib.compress(out.getvalue(), compression)


def _loads(value: bytes) -> Any:
    return pickle.loads(zlib.decompress(value))
