"""A corpus to its dataset, repeating no more than what has changed: analyses, identities, rows, files.

The dataset is the same, and its tables are the same bytes, as if all of it had been made from nothing.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.corpus_analysis import CorpusAnalysis
from pipeline.database import Database
from pipeline.dependencies import digest_of
from pipeline.encode import Encoded, encode, head
from pipeline.engine import shards
from pipeline.errors import ArticleError
from pipeline.export import csv_file, new_dataset, write_dataset, write_parquet
from pipeline.findings import Locals, without_findings
from pipeline.memo import without_collection
from pipeline.resolve import resolve
from pipeline.rows import Known, Tables, across_rows, article_rows, known
from pipeline.standing import PER_ARTICLE, Standing, stand, standing
from pipeline.survey import Seen, survey
from pipeline.tables import TABLES
from pipeline.tagging import Settings

_BATCH = 1000  # articles whose rows are in memory at one time
# Where more of the articles than this have changed, to write all is as quick as to look for their rows.
_FEW = 0.25


@dataclass(frozen=True)
class Updated:
    """What a run did: how many rows each table has, the articles left out, and how long it took."""

    counts: dict[str, int]
    copies: int
    failed: list[ArticleError]
    seconds: dict[str, float]


def update(
    seen: Seen,
    settings: Settings,
    identity: str,
    out: Path,
    record: dict[str, Any],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Updated:
    """Write the dataset of a corpus to ``out``, with ``record`` and what is known at the end in run.json.

    Articles that fail are in ``failed``.
    """
    began = time.perf_counter()
    surveyed = survey(seen, settings.cache, settings.workers)
    analyses = CorpusAnalysis(seen.files, surveyed, settings, identity, progress)
    failed = sorted([*seen.failed, *analyses.failed], key=lambda error: error.path)
    analysed = time.perf_counter()
    copies = {c: one for c, one in surveyed.duplicates.items() if c in analyses.keys}
    with without_collection():
        writing = _Writing(analyses, copies, standing(settings.cache, out, _code()))
        with new_dataset(out, record) as work:
            writing.write(work)
            across = time.perf_counter() - analysed
            seconds = {"articles": analysed - began, "across_articles": across}
            done = Updated(writing.counts, len(copies), failed, seconds)
            _complete(record, done, began)
        writing.keep(settings.cache, out)
    return done


def write_all(
    corpus: Path,
    settings: Settings,
    out: Path,
    record: dict[str, Any],
    change: Callable[[Tables], None],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Updated:
    """As :func:`update`, where ``change`` may touch any row of any table: nothing is taken over."""
    from pipeline.build import build  # not needed by update(), and slow to import

    began = time.perf_counter()
    made = build(corpus, settings, exclude=out, progress=progress)
    change(made.tables)
    counts = {table: len(rows) for table, rows in made.tables.items()}
    copies = sum(row.duplicate_of is not None for row in made.tables["articles"])
    done = Updated(counts, copies, made.failed, made.seconds)
    _complete(record, done, began)
    write_dataset(out, made.tables, record)
    return done


def _complete(record: dict[str, Any], done: Updated, began: float) -> None:
    """Put into a run's record what is known at its end."""
    record["seconds"] = {**done.seconds, "total": round(time.perf_counter() - began, 3)}
    record["counts"] = done.counts
    record["skipped"] = [
        {"path": error.path, "problem": error.problem, "remedy": error.remedy}
        for error in done.failed
    ]


def _code() -> str:
    return digest_of("pipeline.update")


class _Writing:
    """The tables on their way into the files, article by article."""

    def __init__(
        self, analyses: CorpusAnalysis, copies: dict[str, str], before: Standing | None
    ) -> None:
        self._analyses, self._copies = analyses, copies
        articles = [
            Locals(name, one.municipality_code, (), (), ()) if name in copies else one
            for name, one in analyses.locals().items()
        ]
        identities = resolve(articles)
        self._known = {
            one.article_id: found
            for one, found in zip(articles, known(articles, identities, copies), strict=True)
        }
        self._across = {
            name: encode(name, rows)
            for name, rows in {**across_rows(articles, identities), "reviews": []}.items()
        }
        self._outcomes = {name: self._outcome(name, found) for name, found in self._known.items()}
        self._before = before if before and self._few(before) else None
        self._pieces = {table: [encode(table, []).arrow] for table in PER_ARTICLE}
        self._tables: dict[str, pa.Table] = {}
        self._rows: dict[str, list[int]] = {table: [0] for table in PER_ARTICLE}
        self._lines = {table: [len(head(table))] for table in PER_ARTICLE}
        self.counts: dict[str, int] = {}

    def write(self, work: Path) -> None:
        """Write all tables and the database."""
        with ExitStack() as stack:
            files = {t: stack.enter_context(csv_file(work, t).open("wb")) for t in PER_ARTICLE}
            for table, file in files.items():
                file.write(head(table))
            if self._before is None:
                self._anew(work, files)
            else:
                self._changed(work, files, self._before)
        for table, pieces in self._pieces.items():
            self._tables[table] = pa.concat_tables(pieces).combine_chunks()
        for table, data in self._across.items():
            csv_file(work, table).write_bytes(b"".join([head(table), *data.lines]))
        arrow = {**self._tables, **{table: data.arrow for table, data in self._across.items()}}
        for table in TABLES:
            write_parquet(work, table, arrow[table])
        self.counts = {table: arrow[table].num_rows for table in TABLES}

    def keep(self, cache: Path | None, out: Path) -> None:
        """Let the next run know where the rows of each article are."""
        stand(cache, out, _code(), self._outcomes, self._rows, self._lines, self._tables)

    def _anew(self, work: Path, files: dict[str, Any]) -> None:
        database = Database(work / "dataset.sqlite")
        try:
            database.create()
            database.insert(self._across)
            for batch in shards(list(self._outcomes), _BATCH):
                database.insert(self._made(batch, files))
            database.finish()
        finally:
            database.close()

    def _changed(self, work: Path, files: dict[str, Any], before: Standing) -> None:
        """Take over what stands, with the changed articles in its place."""
        new: list[dict[str, Encoded]] = []
        for part in _parts(self._outcomes, before):
            if isinstance(part, range):
                self._taken_over(part, files, before)
            else:
                new.append(self._made(part, files))
        old = dict(zip(before.index.articles, before.index.outcomes, strict=True))
        gone = {one for one, outcome in old.items() if self._outcomes.get(one) != outcome}
        shutil.copyfile(before.out / "dataset.sqlite", work / "dataset.sqlite")
        database = Database(work / "dataset.sqlite")
        try:
            database.update(gone | (self._outcomes.keys() - old.keys()), new, self._across)
        finally:
            database.close()

    def _made(self, articles: Sequence[str], files: dict[str, Any]) -> dict[str, Encoded]:
        """The rows of a few articles, made of their findings, and written."""
        tables: dict[str, list[Any]] = {table: [] for table in TABLES}
        ends: dict[str, list[int]] = {table: [0] for table in PER_ARTICLE}
        for one in self._analyses.linked(articles):
            name = one.findings.article.id
            counted = without_findings(one) if name in self._copies else one
            article_rows(tables, counted, self._known[name])
            for table in PER_ARTICLE:
                ends[table].append(len(tables[table]))
        encoded = {table: encode(table, tables[table]) for table in PER_ARTICLE}
        for table, data in encoded.items():
            self._pieces[table].append(data.arrow)
            files[table].writelines(data.lines)
            for start, end in zip(ends[table], ends[table][1:], strict=False):
                self._rows[table].append(end - start)
                self._lines[table].append(sum(map(len, data.lines[start:end])))
        return encoded

    def _taken_over(self, part: range, files: dict[str, Any], before: Standing) -> None:
        for table in PER_ARTICLE:
            self._pieces[table].append(before.arrow(table, part.start, part.stop))
            files[table].write(before.csv(table, part.start, part.stop))
            for kept, numbers in (
                (self._rows, before.index.rows),
                (self._lines, before.index.lines),
            ):
                ends = numbers[table][part.start : part.stop + 1]
                kept[table] += (ends[1:] - ends[:-1]).tolist()

    def _few(self, before: Standing) -> bool:
        old = dict(zip(before.index.articles, before.index.outcomes, strict=True))
        same = sum(self._outcomes.get(one) == outcome for one, outcome in old.items())
        return max(len(old), len(self._outcomes)) - same <= _FEW * len(old)

    def _outcome(self, article: str, found: Known) -> bytes:
        """Hash of all that an article's rows are made of."""
        told = (self._analyses.keys[article].hex(), self._copies.get(article, ""))
        parts = (*told, *found.programmes, "", *found.people)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()


def _parts(outcomes: dict[str, bytes], before: Standing) -> Iterator[range | list[str]]:
    """The articles in order: runs of those whose rows stand, and batches of the others."""
    place = {article: n for n, article in enumerate(before.index.articles)}
    run, batch = range(0), list[str]()
    for article, outcome in outcomes.items():
        n = place.get(article, -1)
        stands = n >= 0 and before.index.outcomes[n] == outcome
        if run and not (stands and run.stop == n):
            yield run
            run = range(0)
        if batch and (stands or len(batch) == _BATCH):
            yield batch
            batch = []
        if stands:
            run = range(run.start, n + 1) if run else range(n, n + 1)
        else:
            batch.append(article)
    if run:
        yield run
    if batch:
        yield batch
