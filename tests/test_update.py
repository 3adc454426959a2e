"""Whatever happened to a corpus, its dataset is the one that a run from nothing makes."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pipeline import analysis, corpus_analysis
from pipeline.build import build
from pipeline.database import Database
from pipeline.export import write_dataset
from pipeline.survey import see
from pipeline.tables import TABLES
from pipeline.tagging import Settings
from pipeline.update import update
from tests.bench.corpus import article

SHARED = ("Lyftet Mobäck", "Navet Ekholt")


def text(number: int, seed: int = 1) -> str:
    """An article; many are about the same two programmes in the same place."""
    found = article(number, seed)
    name, place = found.splitlines()[0].split(" ger nya jobb i ")
    if number % 3:
        found = found.replace(name, SHARED[number % 2]).replace(place, "Flen")
    return found


def tables(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted((folder / "tables").iterdir())}


def database(folder: Path) -> dict[str, Any]:
    """What the database holds, and its schema; its indexes are looked through for what they should not hold."""
    connection = sqlite3.connect(folder / "dataset.sqlite")
    found: dict[str, Any] = {
        table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in TABLES
    }
    found["schema"] = sorted(
        map(repr, connection.execute("SELECT type, name, sql FROM sqlite_master"))
    )
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for table in TABLES:
        if any(f"'{table}_fts'" in one for one in found["schema"]):
            connection.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('integrity-check')")
    for word in ("Flen", "handledare", "Lyftet"):
        rows = connection.execute(
            "SELECT article_id FROM texts WHERE rowid IN (SELECT rowid FROM texts_fts WHERE texts_fts MATCH ?)",
            (word,),
        )
        found[word] = sorted(row[0] for row in rows)
    connection.close()
    return found


class Rules:
    """A lexicon of the figures that can be changed: it leaves out numbers that ``divisor`` divides."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.divisor = 0
        steps, digest, figures = (
            analysis.steps(),
            corpus_analysis.digest_of,
            analysis.EXTRACTORS["figures"],
        )
        find = figures.find

        def found(tagged: Any) -> list[Any]:
            return [one for one in find(tagged) if not self.divisor or one.value % self.divisor]

        monkeypatch.setattr(figures, "find", found)
        monkeypatch.setattr(
            analysis, "steps", lambda: {**steps, figures.__name__: f"{self.divisor}"}
        )
        monkeypatch.setattr(
            corpus_analysis,
            "digest_of",
            lambda module: (
                digest(module) + (str(self.divisor) if module == "pipeline.analysis" else "")
            ),
        )


def write(corpus: Path, out: Path, cache: Path) -> None:
    update(see(corpus, out), Settings(cache=cache), "model", out, {})


@pytest.mark.parametrize("seed", [1, 2])
def test_any_history_gives_the_same_dataset(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, out, rules = tmp_path / "corpus", tmp_path / "out", Rules(monkeypatch)
    corpus.mkdir()
    pick = random.Random(seed)
    brought_up_to_date = []
    real = Database.update
    monkeypatch.setattr(
        Database, "update", lambda self, *args: (brought_up_to_date.append(1), real(self, *args))
    )

    def put(number: int, written: str) -> None:
        (corpus / f"artikel-{number:02d}.txt").write_text(written, encoding="utf-8")

    def there() -> list[Path]:
        return sorted(corpus.iterdir())

    for number in range(0, 20, 2):
        put(number, text(number))
    write(corpus, out, tmp_path / "cache")
    changes = ["add", "remove", "edit", "copy", "rules", "rename", "nothing"]
    for step, change in enumerate(pick.sample(changes, len(changes))):
        if change == "add":
            put(pick.randrange(1, 20, 2), text(30 + step))
        elif change == "remove":
            pick.choice(there()).unlink()
        elif change == "edit":
            file = pick.choice(there())
            file.write_text(text(60 + step), encoding="utf-8")
        elif change == "copy":
            old = pick.choice(there()).read_text(encoding="utf-8")
            (corpus / "kopia.md").write_text(
                f"---\npublished: 2026-01-01\n---\n\n{old}\nBeskedet kom i går.\n", encoding="utf-8"
            )
        elif change == "rules":
            rules.divisor = pick.choice([3, 5, 7])
        elif change == "rename":
            file = pick.choice(there())
            file.rename(file.with_name(f"annan-{step}.txt"))
        write(corpus, out, tmp_path / "cache")
        fresh, only_tags = tmp_path / f"fresh-{step}", tmp_path / f"cache-{step}"
        shutil.copytree(tmp_path / "cache/tags", only_tags / "tags")
        write(corpus, fresh, only_tags)
        assert tables(out) == tables(fresh), change
        assert database(out) == database(fresh), change
    assert brought_up_to_date  # not everything was made anew each time
    whole = build(corpus, Settings(cache=tmp_path / "cache"))
    write_dataset(tmp_path / "whole", whole.tables, {})
    assert tables(out) == tables(tmp_path / "whole")


def test_a_dataset_that_was_touched_is_made_anew(tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    corpus.mkdir()
    for number in range(8):
        (corpus / f"artikel-{number}.txt").write_text(text(number), encoding="utf-8")
    write(corpus, out, tmp_path / "cache")
    before = tables(out)
    for file in (out / "tables/figures.csv", out / "dataset.sqlite"):
        file.write_bytes(file.read_bytes() + b"by hand")
        write(corpus, out, tmp_path / "cache")
        assert tables(out) == before
        database(out)
    (tmp_path / "cache/standing/index.pickle").write_bytes(b"damaged")
    write(corpus, out, tmp_path / "cache")
    assert tables(out) == before


def test_a_corpus_of_which_nothing_can_be_used(tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    corpus.mkdir()
    (corpus / "tom.txt").write_text("", encoding="utf-8")
    done = update(see(corpus, out), Settings(cache=tmp_path / "cache"), "model", out, {})
    assert [error.path for error in done.failed] == ["tom.txt"]
    assert set(done.counts.values()) == {0}
    write_dataset(tmp_path / "whole", {}, {})
    assert tables(out) == tables(tmp_path / "whole")
    (corpus / "a.txt").write_text(text(1), encoding="utf-8")
    write(corpus, out, tmp_path / "cache")
    assert len(database(out)["articles"]) == 1


def test_only_the_extractors_of_a_changed_lexicon_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, rules = tmp_path / "corpus", Rules(monkeypatch)
    corpus.mkdir()
    for number in range(3):
        (corpus / f"artikel-{number}.txt").write_text(text(number), encoding="utf-8")
    ran: list[str] = []
    for name, module in analysis.EXTRACTORS.items():
        find = module.find
        monkeypatch.setattr(
            module, "find", lambda tagged, name=name, find=find: (ran.append(name), find(tagged))[1]
        )
    monkeypatch.setattr(
        analysis, "link", lambda *a, link=analysis.link: (ran.append("link"), link(*a))[1]
    )
    settings = Settings(cache=tmp_path / "cache")
    build(corpus, settings)
    assert set(ran) == {*analysis.EXTRACTORS, "link"}
    ran.clear()
    rules.divisor = 1_000_003  # changes no finding
    build(corpus, settings)
    assert ran == ["figures"] * 3
    ran.clear()
    rules.divisor = 1  # leaves out all figures of whole numbers
    build(corpus, settings)
    assert sorted(ran) == ["figures"] * 3 + ["link"] * 3
    ran.clear()
    rules.divisor = 0
    build(corpus, settings)  # as the first time: kept as a whole
    assert ran == []
