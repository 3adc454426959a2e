"""The store of earlier results: reads back what was put, survives damage, forgets what is no longer used."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.article import Span
from pipeline.findings import PlaceMention
from pipeline.memo import Memo, Shelf, key
from pipeline.vocab import PlaceLevel

VALUE = (
    PlaceMention(Span(0, 4), PlaceLevel.MUNICIPALITY, "0482", "Flen", "name"),
    None,
    "åäö",
    1.5,
)


def test_reads_back_equal_values(tmp_path: Path) -> None:
    memo = Memo(tmp_path, "m")
    memo.put({key("a"): VALUE, key("b"): []})
    memo.close()
    again = Memo(tmp_path, "m")
    assert again.get([key("a"), key("b"), key("c")]) == {key("a"): VALUE, key("b"): []}
    again.close()


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"x" * 4000])
def test_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "m.sqlite").write_bytes(damage)
    memo = Memo(tmp_path, "m")
    memo.put({key("a"): VALUE})
    assert memo.get([key("a")]) == {key("a"): VALUE}
    memo.close()


def test_damaged_entry_is_left_out(tmp_path: Path) -> None:
    import sqlite3

    memo = Memo(tmp_path, "m")
    memo.put({key("a"): VALUE, key("b"): VALUE})
    memo.close()
    with sqlite3.connect(tmp_path / "m.sqlite") as connection:
        connection.execute("UPDATE memo SET value = x'00ff' WHERE key = ?", (key("a"),))
    connection.close()
    again = Memo(tmp_path, "m")
    assert again.get([key("a"), key("b")]) == {key("b"): VALUE}
    again.close()


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    memo = Memo(None, "m")
    memo.put({key("a"): VALUE})
    assert memo.get([key("a")]) == {}
    (tmp_path / "file").write_text("x")
    blocked = Memo(tmp_path / "file", "m")
    blocked.put({key("a"): VALUE})
    assert blocked.get([key("a")]) == {}


def test_unused_entries_go_when_they_are_most(tmp_path: Path) -> None:
    memo = Memo(tmp_path, "m")
    memo.put({key(str(n)): n for n in range(1500)})
    memo.keep_only(2, lambda: [key("1"), key("2")])
    assert memo.get([key(str(n)) for n in range(1500)]) == {key("1"): 1, key("2"): 2}
    memo.close()


def test_keys_tell_their_parts_apart() -> None:
    assert len({key("ab", "c"), key("a", "bc"), key("abc"), key("c", "ab")}) == 4


def test_a_shelf_gives_back_what_holds_under_the_same_key(tmp_path: Path) -> None:
    names = [f"artikel-{n}" for n in range(300)]
    shelf = Shelf(tmp_path, "s")
    shelf.put({name: (key(name), n) for n, name in enumerate(names)})
    shelf.close()
    again = Shelf(tmp_path, "s")
    asked = {name: key(name) for name in names} | {"artikel-7": key("changed"), "none": key("none")}
    found = again.get(asked)
    assert found == {name: n for n, name in enumerate(names) if n != 7}
    again.put({name: (key(name), "new") for name in names[:200]}, every=names[:200])
    assert again.get({name: key(name) for name in names}) == dict.fromkeys(names[:200], "new")
    again.close()


def test_values_that_cannot_be_kept_are_told(tmp_path: Path) -> None:
    memo = Memo(tmp_path, "m")
    assert memo.put({key("a"): 1})
    assert memo.held([key("a"), key("b")]) == {key("a")}
    memo.close()
    assert not memo.put({key("b"): 1})
    assert memo.held([key("a")]) == set()
