"""insats add, insats corpus, insats diff: growing and keeping a corpus."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from pipeline.cli.group import SOME_FAILED, main
from pipeline.errors import StorageError, UsageError

_CORPUS = click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    default=Path("corpus"),
    show_default=True,
    help="The corpus folder.",
)
_COLUMN_HELP = "Column of a table (CSV, JSONL, Excel, Parquet) that holds the {}."


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_CORPUS
@click.option("--dry-run", is_flag=True, help="Show what would happen; write nothing.")
@click.option("--text-column", help=_COLUMN_HELP.format("text"))
@click.option("--title-column", help=_COLUMN_HELP.format("headline"))
@click.option("--date-column", help=_COLUMN_HELP.format("date of publication"))
@click.option("--url-column", help=_COLUMN_HELP.format("web address"))
@click.option("--publisher-column", help=_COLUMN_HELP.format("publisher"))
@click.option("--author-column", help=_COLUMN_HELP.format("author"))
@click.option("--title", help="State the headline (of a single article).")
@click.option(
    "--published", help="State the date of publication, e.g. 2022-12-04 or '4 december 2022'."
)
@click.option("--publisher", help="State the publisher.")
@click.option("--author", help="State the author.")
@click.option("--url", help="State the web address the text came from.")
@click.option("--name", help="State the article's identifier (of a single article).")
@click.option(
    "--max-mb", type=click.IntRange(1, 10_000), default=100, show_default=True,
    help="Largest file or page that is read.",
)  # fmt: skip
@click.option(
    "--allow-private", is_flag=True, help="Fetch from private networks and this machine too."
)
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/cache"),
    show_default=True,
    help="Where insats extract keeps what it knows of the corpus; used where it is there.",
)
@click.option(
    "--losses", is_flag=True, help="List the paragraphs of a page that its text does not hold."
)
@click.option("--verbose", "-v", is_flag=True, help="Print every repair and loss.")
def add(
    sources: tuple[str, ...],
    corpus: Path,
    dry_run: bool,
    max_mb: int,
    allow_private: bool,
    cache: Path,
    losses: bool,
    verbose: bool,
    name: str | None,
    **stated: str | None,
) -> None:
    """Add articles to the corpus: files, folders, patterns, web addresses, - for standard input.

    Text, Markdown, HTML, MHTML, PDF, DOCX, ZIP of these; CSV, JSONL, Excel and Parquet with one article on
    each row; RSS and Atom feeds. Each becomes one file with front matter; originals are kept in
    CORPUS/.originals. Exit status: 0 all well; 1 some could not be added, or nothing was new; 2 wrong usage.

    \b
    Examples:
      insats add page.html report.pdf ~/inbox
      insats add https://www.exempel.se/nyheter/ny-verkstad
      insats add export.csv --text-column brödtext --title-column rubrik --date-column datum
      pbpaste | insats add - --name ny-verkstad --published 2022-12-04
    """
    from pipeline.article import Metadata
    from pipeline.collect import MEGABYTE, Columns, Limits, Options, Status, Web
    from pipeline.collect import add as add_sources
    from pipeline.swedish.dates import first_date

    published = stated["published"]
    if published and not (published := first_date(published)):
        raise UsageError(f"--published '{stated['published']}': no date; write it as 2022-12-04")
    options = Options(
        columns=Columns(
            **{
                k: stated[f"{k}_column"]
                for k in ("text", "title", "date", "url", "publisher", "author")
            }
        ),
        limits=Limits(file_bytes=max_mb * MEGABYTE),
        meta=Metadata(
            title=stated["title"],
            published=published,
            publisher=stated["publisher"],
            author=stated["author"],
            url=stated["url"],
        ),
        name=name,
        dry_run=dry_run,
        web=Web(max_bytes=max_mb * MEGABYTE, allow_private=allow_private),
        cache=cache if cache.is_dir() else None,
    )
    counts = dict.fromkeys(Status, 0)
    try:
        for outcome in add_sources(sources, corpus, options):
            counts[outcome.status] += 1
            _print_outcome(outcome, dry_run, verbose, losses or verbose)
    except StorageError as error:
        click.echo(f"insats: {error}", err=True)
        counts[Status.FAILED] += 1
    except KeyboardInterrupt:
        click.echo(f"insats: stopped; {counts[Status.ADDED]} article(s) were added whole", err=True)
        sys.exit(SOME_FAILED)
    word = "would be added" if dry_run else "added"
    parts = [f"{counts[Status.ADDED]} {word}"]
    if counts[Status.PRESENT]:
        parts.append(f"{counts[Status.PRESENT]} there already")
    if counts[Status.FAILED]:
        parts.append(f"{counts[Status.FAILED]} failed")
    click.echo(f"{corpus}: {', '.join(parts)}")
    if counts[Status.FAILED] or not counts[Status.ADDED]:
        sys.exit(SOME_FAILED)


def _print_outcome(outcome: Any, dry_run: bool, verbose: bool, losses: bool) -> None:
    from pipeline.collect import Status

    if outcome.status is Status.FAILED:
        click.echo(f"insats: {outcome.error}", err=True)
        return
    if outcome.status is Status.PRESENT:
        click.echo(f"there already: {outcome.origin} is {outcome.article_id}")
        return
    meta = outcome.meta
    facts = [
        meta.title or "no title",
        meta.published or "no date",
        meta.publisher or "no publisher",
    ]
    click.echo(f"{'would add' if dry_run else 'added'}: {outcome.article_id}  ({'; '.join(facts)})")
    for note in outcome.notes:
        if verbose or not note.endswith("page furniture"):
            click.echo(f"    {note}")
    if outcome.lost:
        what = "1 paragraph" if len(outcome.lost) == 1 else f"{len(outcome.lost)} paragraphs"
        hint = ":" if losses else " (--losses lists them)"
        click.echo(f"    not in the text: {what} that the page holds but does not show{hint}")
    for paragraph in outcome.lost if losses else ():
        click.echo(f"      - {paragraph}")


@main.group()
def corpus() -> None:
    """Look after the corpus: list, show, check, stats, remove.

    \b
    Examples:
      insats corpus check
      insats corpus stats --corpus ~/articles
    """


@corpus.command("list")
@_CORPUS
def list_(corpus: Path) -> None:
    """List every article: identifier, date, publisher, title."""
    from pipeline.cli.options import report_failed
    from pipeline.collect.inventory import entries

    found, failed = entries(corpus)
    for entry in found:
        meta = entry.article.meta
        date = meta.published or meta.modified or "-"
        click.echo("\t".join((entry.file.article_id, date, meta.publisher or "-", _title(entry))))
    report_failed(failed)
    if failed:
        sys.exit(SOME_FAILED)


@corpus.command()
@click.argument("article_id")
@_CORPUS
def show(article_id: str, corpus: Path) -> None:
    """Show an article: what is known of it, and each block with its kind."""
    from pipeline.collect.inventory import find

    entry = find(corpus, article_id)
    meta = entry.article.meta
    for key in ("title", "publisher", "author", "url", "published", "modified", "language"):
        click.echo(f"{key:>10}  {getattr(meta, key) or '-'}")
    click.echo(f"{'path':>10}  {entry.file.path}")
    click.echo("")
    for block in entry.blocks:
        text = " ".join(entry.article.text[block.span.start : block.span.end].split())
        click.echo(f"{block.kind:>10}  {text}")


@corpus.command()
@_CORPUS
def check(corpus: Path) -> None:
    """Check the corpus: every problem with file, line and remedy. Exit status 1 where something must be mended."""
    from pipeline.collect.inventory import check as problems_of

    serious = notices = 0
    for problem in problems_of(corpus):
        serious += problem.serious
        notices += not problem.serious
        click.echo(f"{'problem' if problem.serious else 'notice'}: {problem}")
    click.echo(f"{corpus}: {serious} problems, {notices} notices")
    if serious:
        sys.exit(SOME_FAILED)


@corpus.command()
@_CORPUS
@click.option(
    "--dataset",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/dataset"),
    show_default=True,
    help="The dataset made from the corpus; it tells which municipalities the articles name.",
)
def stats(corpus: Path, dataset: Path) -> None:
    """Count articles by publisher, year and county, and name the municipalities never covered."""
    from pipeline.collect import stats as count
    from pipeline.collect.inventory import entries

    found, failed = entries(corpus)
    click.echo(f"{len(found)} articles, {len(failed)} files that are none")
    tables = [("Publisher", count.by_publisher(found)), ("Year", count.by_year(found))]
    named = None
    if (dataset / "tables").is_dir():
        named = count.municipalities_named(dataset)
        tables.append(
            ("County (municipalities named, once for each article)", count.by_county(named))
        )
    for heading, counter in tables:
        click.echo(f"\n{heading}")
        order = sorted(counter.items()) if heading == "Year" else counter.most_common()
        for value, number in order:
            click.echo(f"{number:>6}  {value}")
    if named is None:
        click.echo(f"\nCounties: no dataset in {dataset}; run insats extract {corpus} first")
        return
    missing = count.never_named(named)
    click.echo(f"\nNever covered: {len(missing)} municipalities")
    click.echo(
        click.wrap_text(", ".join(missing), width=100, initial_indent="  ", subsequent_indent="  ")
    )


@corpus.command()
@click.argument("article_ids", nargs=-1, required=True, metavar="ID...")
@_CORPUS
def remove(article_ids: tuple[str, ...], corpus: Path) -> None:
    """Move articles to the corpus's trash folder (CORPUS/.trash); the next extract drops their rows."""
    from pipeline.collect.inventory import find
    from pipeline.collect.store import trash

    entries = [find(corpus, article_id) for article_id in article_ids]
    for entry in entries:
        click.echo(f"removed: {entry.file.article_id}, now in {trash(corpus, entry.file.file)}")


@main.command()
@click.argument("old", type=click.Path(path_type=Path, file_okay=False))
@click.argument("new", type=click.Path(path_type=Path, file_okay=False))
@click.option("--table", "tables", multiple=True, help="Only this table (repeatable).")
@click.option("--summary", is_flag=True, help="Only the numbers.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each change.")
def diff(old: Path, new: Path, tables: tuple[str, ...], summary: bool, as_json: bool) -> None:
    """Show what changed from dataset OLD to dataset NEW, row by row. Exit status 1 where they differ.

    \b
    Example:
      insats diff build/dataset.before build/dataset --table figures
    """
    import json

    from pipeline.diff import compare

    changed = 0
    for table in compare(old, new, tables):
        changed += len(table.changes)
        if as_json:
            for change in table.changes:
                click.echo(
                    json.dumps({"table": table.name, **change.as_dict()}, ensure_ascii=False)
                )
            continue
        if table.changes:
            click.echo(
                f"{table.name}: {table.count('+')} new, {table.count('-')} gone, {table.count('~')} changed"
            )
        if not summary:
            for change in table.changes:
                click.echo(f"  {change}")
    if changed:
        sys.exit(SOME_FAILED)
    if not as_json:
        click.echo("no difference")


def _title(entry: Any) -> str:
    from pipeline.layout import headline

    return entry.article.meta.title or " ".join(
        (headline(entry.article, entry.blocks) or "-").split()
    )
