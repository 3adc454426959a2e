"""One self-contained file about a dataset, to mail: HTML with charts and map inside, or Markdown."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from pipeline.dataset import check_dataset, open_database, run_record
from pipeline.errors import UsageError
from pipeline.labels import Language, label
from pipeline.views.charts import Bar, Pair, bars, factor_chart
from pipeline.views.facts import Facts, gather
from pipeline.views.geography import counties, municipalities, place_name
from pipeline.views.listings import Row, factor_rows, figure_rows, programme_rows
from pipeline.views.numbers import number, told
from pipeline.views.standalone import standalone
from pipeline.views.sweden import sweden_map

QUOTES_PER_FACTOR = 3
SHOWN = 40
_CHARTS = ("factor_chart", "speaker_chart", "map")


def write_report(
    dataset: Path, out: Path, language: Language = "sv", rows: int = SHOWN
) -> list[Path]:
    """Write the report, and tell what was written; the ending of ``out`` chooses HTML or Markdown.

    Beside Markdown stand its charts, as SVG files in a folder. Tables show ``rows`` rows; 0 shows all.
    Raises UsageError where the dataset is not whole or the file cannot be written.
    """
    if out.suffix.lower() not in (".html", ".htm", ".md"):
        raise UsageError(f"{out}: name a file that ends in .html or .md")
    database = check_dataset(dataset)
    connection = open_database(database)
    try:
        context = _context(connection, run_record(dataset), language, rows or -1)
    finally:
        connection.close()
    markdown = out.suffix.lower() == ".md"
    files: dict[Path, str] = {}
    if markdown:
        charts = {name: standalone(context[name]) for name in _CHARTS}
        folder = out.parent / f"{out.stem}-charts"
        files = {folder / f"{name}.svg": svg for name, svg in charts.items() if svg}
        context["chart_files"] = {file.stem: f"{folder.name}/{file.name}" for file in files}
    template = _environment().get_template("report.md.jinja" if markdown else "report.html")
    files[out] = template.render(context)
    for file, text in files.items():
        _write(file, text)
    return list(files)


def _write(out: Path, text: str) -> None:
    """Write a file whole or not at all."""
    try:
        out.parent.mkdir(exist_ok=True)
        handle, work = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.absolute().parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        fresh = Path(work)
        fresh.chmod(0o644)
        fresh.replace(out)
    except OSError as error:
        raise UsageError(
            f"{out}: cannot be written ({error.strerror}); name another file"
        ) from None


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("pipeline.views", "templates"),
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _context(
    connection: sqlite3.Connection, run: dict[str, Any], language: Language, limit: int
) -> dict[str, Any]:
    facts = gather(connection)

    def tr(sv: str, en: str) -> str:
        return sv if language == "sv" else en

    counts = facts.factor_counts()
    return {
        "language": language,
        "tr": tr,
        "label": lambda kind, code: label(kind, code, language),
        "number": lambda value: number(value, language),
        "told": lambda row: told(row, language),
        "place_name": place_name,
        "facts": facts,
        "run": run,
        "counts": counts,
        "factor_chart": _factor_chart(counts, tr, language),
        "speaker_chart": _speaker_chart(facts, tr, language),
        "map": _map(facts, tr),
        "unknown": [m for code, m in municipalities().items() if not facts.articles_in.get(code)],
        "quotes": {code: _quoted(connection, code) for code in counts},
        "programmes": programme_rows(connection, limit=limit, most_told_first=True),
        "results": figure_rows(connection, measure="employment", status="outcome", limit=limit),
        "n_results": facts.measures.get(("employment", "outcome"), 0),
        "reviewed": facts.rows["reviews"],
        "sure": [(table, round(100 * share)) for table, share in facts.sure.items()],
        "expected": lambda table: _expected(facts, table, tr, language),
        "cut": lambda shown, rows, table: _cut(shown, rows, table, tr, language),
        "md": markdown_safe,
    }


def _expected(facts: Facts, table: str, tr: Any, language: Language) -> str:
    """How many of the rows of a table are expected to be right."""
    right = number(round(facts.sure[table] * facts.rows[table]), language)
    rows = number(facts.rows[table], language)
    return str(
        tr(
            f"Av {rows} rader väntas omkring {right} vara rätt lästa.",
            f"Of {rows} rows about {right} are expected to be read right.",
        )
    )


def _cut(shown: int, rows: int, table: str, tr: Any, language: Language) -> str:
    """That a table shows only some of its rows, and where all of them are."""
    told = number(shown, language), number(rows, language)
    return str(
        tr(
            f"{told[0]} av {told[1]}. Alla finns i datamängden, tables/{table}.csv, "
            "och i rapporten med insats report --rows 0.",
            f"{told[0]} of {told[1]}. All are in the dataset, tables/{table}.csv, "
            "and in the report with insats report --rows 0.",
        )
    )


def _factor_chart(counts: dict[str, tuple[int, int]], tr: Any, language: Language) -> Any:
    pairs = [Pair(label("factor", code, language), *pair) for code, pair in counts.items()]
    return (
        factor_chart(pairs, tr("framgångsfaktor", "success factor"), tr("hinder", "barrier"))
        if pairs
        else ""
    )


def _speaker_chart(facts: Facts, tr: Any, language: Language) -> Any:
    said = facts.quotes_by.most_common()
    return (
        bars(
            [Bar(label("speaker", w, language), n) for w, n in said],
            tr("antal citat", "number of quotes"),
        )
        if said
        else ""
    )


def _map(facts: Facts, tr: Any) -> Any:
    return sweden_map(
        {code: facts.articles_in.get(code, 0) for code in counties()},
        {code: facts.articles_in.get(code, 0) for code in municipalities()},
        title=tr("Sverige", "Sweden"),
        unit=tr(("artikel", "artiklar"), ("article", "articles")),
        show_empty=True,
    )


def _quoted(connection: sqlite3.Connection, factor: str) -> list[Row]:
    """A few pieces of evidence for a factor, from different articles where there are any."""
    found = factor_rows(connection, factor=factor, limit=60)
    first = list({row["article_id"]: row for row in reversed(found)}.values())[::-1]
    others = [row for row in found if row not in first]
    return [*first, *others][:QUOTES_PER_FACTOR]


def markdown_safe(text: Any) -> str:
    """Text in a line of Markdown: nothing in it is markup."""
    flat = " ".join(str(text).split())
    for sign in "\\`*_{}[]<>#|!":
        flat = flat.replace(
            sign, "\\" + sign if sign not in "<>" else {"<": "&lt;", ">": "&gt;"}[sign]
        )
    return flat
