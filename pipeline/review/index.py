"""The rows of one table while they are changed: each found by its article, key, names or references at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.tables import columns


class Rows:
    """Rows in their order. A lookup is built when it is first asked for, and kept up from then on."""

    def __init__(self, table: str, rows: Iterable[Any]) -> None:
        self._slots: list[Any | None] = list(rows)
        self._at = {id(row): slot for slot, row in enumerate(self._slots)}
        self._key = next((c.name for c in columns(table) if c.key), None)
        self._lookups: dict[str, dict[str, set[int]]] = {}

    def __iter__(self) -> Iterator[Any]:
        return (row for row in self._slots if row is not None)

    def where(self, column: str, value: str | None) -> list[Any]:
        """The rows with a value in a column (in a list: among others); ``names`` is all that a row is called."""
        if column not in self._lookups:
            lookup: dict[str, set[int]] = {}
            for slot, row in enumerate(self._slots):
                for one in _values(row, column):
                    lookup.setdefault(one, set()).add(slot)
            self._lookups[column] = lookup
        if value is None:
            return []
        return [self._slots[slot] for slot in sorted(self._lookups[column].get(value, ()))]

    def by_key(self, key: str | None) -> Any | None:
        """The row with a key."""
        return next(iter(self.where(self._key, key)), None) if self._key else None

    def add(self, row: Any) -> None:
        """Put a row at the end."""
        self._slots.append(None)
        self._put(len(self._slots) - 1, row)

    def replace(self, old: Any, new: Any) -> None:
        """Put a row in the place of another."""
        slot = self._take(old)
        self._put(slot, new)

    def remove(self, row: Any) -> None:
        """Take a row away."""
        self._take(row)

    def _put(self, slot: int, row: Any) -> None:
        self._slots[slot] = row
        self._at[id(row)] = slot
        for column, lookup in self._lookups.items():
            for one in _values(row, column):
                lookup.setdefault(one, set()).add(slot)

    def _take(self, row: Any) -> int:
        slot = self._at.pop(id(row))
        self._slots[slot] = None
        for column, lookup in self._lookups.items():
            for one in _values(row, column):
                lookup[one].discard(slot)
        return slot


def _values(row: Any | None, column: str) -> Iterable[str]:
    """What a row is found by; names whatever their case."""
    if row is None:
        return ()
    if column == "names":
        others = row.aliases if hasattr(row, "aliases") else row.variants
        return {name.casefold() for name in (row.name, *others)}
    value = getattr(row, column)
    if value is None:
        return ()
    return {str(one) for one in value} if isinstance(value, tuple) else (str(value),)
