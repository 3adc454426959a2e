"""How much of a run is saved where little has changed: nothing, one article more or less, a lexicon."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.corpus import write

ROOT = Path(__file__).parent.parent.parent


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
        return f"{self.what:<34}{self.seconds:>9.2f} s  (limit {self.limit:.2f} s) {'ok' if self.kept else 'MISSED'}"


def claims(articles: int, workers: int, folder: Path | None = None) -> list[Claim]:
    """Run the command line on a synthetic corpus, in a copy of the package so that a lexicon may change."""
    work = Path(tempfile.mkdtemp(prefix="insats-bench-", dir=folder))
    try:
        shutil.copytree(
            ROOT / "pipeline", work / "pipeline", ignore=shutil.ignore_patterns("__pycache__")
        )
        (work / "models").symlink_to(ROOT / "models")
        write(work / "corpus", articles)
        first = _extract(work, workers)
        print(f"{'first run':<34}{first:>9.2f} s  ({articles} articles)", flush=True)
        found = []

        def claim(what: str, limit: float) -> None:
            found.append(Claim(what, _extract(work, workers), limit))
            print(found[-1], flush=True)

        claim("nothing changed", 3.0)
        write(work / "corpus", 1, first=articles)
        claim("one article added", 5.0)
        next((work / "corpus").rglob("artikel-000007.txt")).unlink()
        claim("one article removed", 5.0)
        lexicon = work / "pipeline" / "lexicon" / "place_contexts.tsv"
        with lexicon.open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        claim("a lexicon changed", first / 5)
        return found
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _extract(work: Path, workers: int) -> float:
    command = [sys.executable, "-m", "pipeline", "extract", "corpus", "--workers", str(workers)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(work)}
    began = time.perf_counter()
    done = subprocess.run(
        command, cwd=work, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(
            f"bench: insats extract failed:\n{done.stdout[-500:]}{done.stderr[-2000:]}"
        )
    return time.perf_counter() - began
