"""How much of a run is saved where little has changed: nothing, one article more or less, a lexicon.

Measured in processor time, which other work on the same machine changes little; on an idle machine it is what
a person waits with one worker.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.bench.corpus import write

ROOT = Path(__file__).parent.parent.parent


# Lexicons with an entry to take out (None: one from the middle). Of one that tells nothing about where its entries are
# found, every article's step runs again; of the others only those of articles that hold a word of the entry. Last
# the dearest of all: the word that nearly every article holds, in a lexicon that most steps read.
LEXICONS = (
    ("place_contexts.tsv", None),
    ("figures_cues.tsv", None),
    ("organisation_nouns.tsv", None),
    ("organisation_nouns.tsv", "kommun"),
)


@dataclass(frozen=True)
class Claim:
    """One figure and the limit it is held to."""

    what: str
    seconds: float
    limit: float

    @property
    def kept(self) -> bool:
        return self.seconds <= self.limit

    def __str__(self) -> str:
        return f"{self.what:<44}{self.seconds:>9.2f} s  (limit {self.limit:.2f} s) {'ok' if self.kept else 'MISSED'}"


def claims(articles: int, real: int, workers: int, folder: Path | None = None) -> list[Claim]:
    """Run the command line on a synthetic corpus, in a copy of the package so that a lexicon may change.

    ``real`` articles are extracted: their first run is what a changed lexicon is measured by. Then the corpus
    grows to ``articles`` under analyses made up after theirs, and is changed by one article.
    """
    work = Path(tempfile.mkdtemp(prefix="insats-bench-", dir=folder))
    try:
        shutil.copytree(
            ROOT / "pipeline", work / "pipeline", ignore=shutil.ignore_patterns("__pycache__")
        )
        shutil.copytree(
            ROOT / "tests", work / "tests", ignore=shutil.ignore_patterns("__pycache__", "gold")
        )
        (work / "models").symlink_to(ROOT / "models")
        write(work / "corpus", real)
        first = _extract(work, workers)
        whole = first * articles / real
        print(f"{'first run':<44}{first:>9.2f} s  ({real} articles)", flush=True)
        found = []

        def claim(what: str, limit: float, of: float) -> None:
            found.append(Claim(what, _extract(work, workers), limit))
            print(f"{found[-1]}; 1/{of / found[-1].seconds:.1f} of a first run", flush=True)

        for name, entry in LEXICONS:
            lexicon = work / "pipeline" / "lexicon" / name
            less, gone = _without_an_entry(lexicon.read_text(encoding="utf-8"), entry)
            lexicon.write_text(less, encoding="utf-8")
            claim(f"{name} without {gone}", first / 5, first)
        _run(work, ["-m", "tests.bench.grown", "corpus", "build/cache", str(real), str(articles)])
        _extract(work, workers)
        print(f"grown to {articles} articles", flush=True)
        claim("nothing changed", 3.0, whole)
        write(work / "corpus", 1, first=articles)
        claim("one article added", 5.0, whole)
        next((work / "corpus").rglob("artikel-000007.txt")).unlink()
        claim("one article removed", 5.0, whole)
        return found
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _without_an_entry(lexicon: str, named: str | None) -> tuple[str, str]:
    """The lexicon without an entry, the middle one where none is named, and the first words of the entry."""
    lines = lexicon.splitlines(keepends=True)
    entries = [n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")][1:]
    first = [lines[n].split("\t")[0] for n in entries]
    place = len(entries) // 2 if named is None else first.index(named)
    del lines[entries[place]]
    return "".join(lines), first[place].partition("|")[0]


def _extract(work: Path, workers: int) -> float:
    """Seconds of one run of the command line, its workers included."""
    return _run(work, ["-m", "pipeline", "extract", "corpus", "--workers", str(workers)])


def _run(work: Path, arguments: list[str]) -> float:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(work)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's modules are compiled once
    began = _processor_time()
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=work, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(
            f"bench: {' '.join(arguments)} failed:\n{done.stdout[-500:]}{done.stderr[-2000:]}"
        )
    return _processor_time() - began


def _processor_time() -> float:
    """Seconds that finished child processes have computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
