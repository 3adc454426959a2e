"""insats extract, score, trace: run the pipeline."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import __version__
from pipeline.cli.group import SOME_FAILED, main
from pipeline.cli.options import engine_options, report_failed, settings_for

if TYPE_CHECKING:
    from pipeline.score import ArticleRows
    from pipeline.survey import Seen
    from pipeline.tagging import Settings
    from pipeline.update import Updated

Progress = Callable[[int, int], None]


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build/dataset"),
    show_default=True,
    help="Folder for the dataset; replaced as a whole when the run is complete.",
)
@click.option(
    "--download",
    is_flag=True,
    help="With --tagger stanza: fetch Stanza's official models into --model DIR first (needs internet).",
)
@engine_options
def extract(
    corpus: Path,
    out: Path,
    download: bool,
    tagger: str,
    model: str | None,
    cache: Path,
    no_cache: bool,
    workers: int | None,
) -> None:
    """Extract the dataset from every article in CORPUS.

    Writes OUT/tables/*.parquet and *.csv, OUT/dataset.sqlite, OUT/datapackage.json and OUT/run.json.
    Exit status: 0 all well; 1 some articles failed (listed, and in run.json); 2 wrong usage.

    \b
    Examples:
      insats extract corpus
      insats extract ~/articles --out ~/dataset --workers 4
      insats extract corpus --tagger stanza --model ~/stanza --download
    """
    from pipeline.build import model_identity
    from pipeline.inputs import inputs, unchanged
    from pipeline.output import check_output
    from pipeline.survey import see

    check_output(out, corpus)
    if download:
        _fetch_model(tagger, model)
    settings = settings_for(corpus, tagger, model, cache, no_cache, workers)
    began = time.time()
    identity = model_identity(settings)
    seen = see(corpus, exclude=out)
    wanted = inputs(corpus, seen, identity)
    if not no_cache and (record := unchanged(out, wanted)):
        click.echo(f"{_summary(out, record['counts'])} (nothing has changed since the last run)")
        return
    record = _run_record(corpus, settings, identity, began) | {"inputs": wanted}
    with _progress() as progress:
        done = _write(corpus, seen, settings, identity, out, record, progress)
    report_failed(done.failed)
    click.echo(_summary(out, done.counts))
    if done.copies:
        click.echo(
            f"{done.copies} of the articles are copies or older texts of others: counted once"
        )
    if done.failed:
        click.echo(
            f"insats: {len(done.failed)} of the files could not be used (see above)", err=True
        )
        sys.exit(SOME_FAILED)


def _fetch_model(tagger: str, model: str | None) -> None:
    """Stanza's official models into the folder ``model``; files already there are kept."""
    from pipeline.errors import UsageError
    from pipeline.tag.stanza_backend import download

    if tagger != "stanza" or model is None:
        raise UsageError(
            "--download goes with --tagger stanza and --model DIR, the folder for the models"
        )
    download(Path(model))


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Something to tell how far a run has come, where somebody looks on."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label="Articles", file=sys.stderr) as bar:

        def progress(done: int, everything: int) -> None:
            bar.length = everything
            bar.update(done - bar.pos)

        yield progress


def _write(
    corpus: Path,
    seen: Seen,
    settings: Settings,
    identity: str,
    out: Path,
    record: dict[str, Any],
    progress: Progress | None,
) -> Updated:
    """Write the dataset, changed as the corpus's ``review.jsonl`` says; what could not be applied is told."""
    from pipeline.review import REVIEW_FILE, apply_decisions, read_decisions
    from pipeline.update import update, write_all

    decisions, problems = read_decisions(corpus / REVIEW_FILE)
    record["review"] = {"decisions": len(decisions), "applied": 0, "not_applied": []}
    lost: list[str] = []

    def change(tables: dict[str, list[Any]]) -> None:
        made = apply_decisions(tables, decisions)
        lost.extend(
            f"{row.table_name} {row.article} “{row.text[:60]}”: {row.note}"
            for row in made
            if row.state != "applied"
        )
        record["review"] |= {"applied": len(made) - len(lost), "not_applied": lost}

    record["review"]["broken_lines"] = problems
    if decisions:
        done = write_all(corpus, settings, out, record, change, progress=progress)
    else:
        done = update(seen, settings, identity, out, record, progress=progress)
    for line in [*problems, *(f"review not applied: {line}" for line in lost)]:
        click.echo(f"insats: {line}", err=True)
    return done


def _summary(out: Path, counts: dict[str, int]) -> str:
    """One line: how many rows of each table."""
    told = {t: c for t, c in counts.items() if t not in ("articles", "texts", "blocks", "reviews")}
    rows = ", ".join(f"{c} {t.replace('_', ' ')}" for t, c in told.items())
    return f"{out}: {counts['articles']} articles; {rows}"


def _run_record(corpus: Path, settings: Settings, identity: str, began: float) -> dict[str, Any]:
    """What run.json holds: enough to tell how a dataset came about."""
    from importlib.metadata import version

    from pipeline.tables import DATASET_VERSION

    return {
        "insats": __version__,
        "dataset_version": DATASET_VERSION,
        "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(began)),
        "corpus": str(corpus),
        "tagger": settings.tagger,
        "model": identity,
        "workers": settings.workers,
        "versions": {
            "python": platform.python_version(),
            "spacy": version("spacy"),
            "pandas": version("pandas"),
            "pyarrow": version("pyarrow"),
        },
    }


def _print_genres(rows: Mapping[str, ArticleRows], wanted: Mapping[str, dict[str, Any]]) -> None:
    """A line for each genre: its articles, and the F1 of each table."""
    from pipeline.score import score as compare

    by_genre: dict[str, dict[str, dict[str, Any]]] = {}
    for article, gold in wanted.items():
        by_genre.setdefault(str(gold.get("genre", "not named")), {})[article] = gold
    shown = ("municipalities", "programmes", "figures", "quotes", "success_factors")
    click.echo(f"\n{'genre':<28}{'articles':>9}" + "".join(f"{name:>17}" for name in shown))
    for genre, articles in sorted(by_genre.items()):
        tallies = compare(rows, articles).tables
        cells = (
            f"{tallies[name].f1:.3f} ({tallies[name].gold})" if tallies[name].gold else "–"
            for name in shown
        )
        click.echo(f"{genre:<28}{len(articles):>9}" + "".join(f"{cell:>17}" for cell in cells))


@main.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--errors", is_flag=True, help="List every miss, invention and wrong value.")
@click.option(
    "--table", "tables", multiple=True, help="With --errors: only this table (repeatable)."
)
@click.option(
    "--floors",
    type=click.Path(path_type=Path, dir_okay=False),
    help="JSON file of lowest allowed values; a lower score gives exit status 1.",
)
@click.option("--genres", is_flag=True, help="Also F1 per genre, as the gold files name it.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@engine_options
def score(
    corpus: Path,
    gold: Path,
    errors: bool,
    tables: tuple[str, ...],
    floors: Path | None,
    genres: bool,
    as_json: bool,
    tagger: str,
    model: str | None,
    cache: Path,
    no_cache: bool,
    workers: int | None,
) -> None:
    """Run the pipeline on CORPUS and compare with the gold files in GOLD.

    \b
    Examples:
      insats score corpus/dev tests/gold/dev
      insats score corpus tests/gold --errors --table figures
    """
    from pipeline.build import build, rows_by_article
    from pipeline.score import load_gold
    from pipeline.score import score as compare

    wanted = load_gold(gold)
    dataset = build(corpus, settings_for(corpus, tagger, model, cache, no_cache, workers))
    report_failed(dataset.failed)
    rows = rows_by_article(dataset)
    scores = compare(rows, wanted)
    summary = scores.summary()
    if as_json:
        import json

        click.echo(json.dumps(summary, indent=2))
    else:
        click.echo(
            f"{'table':<28}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>7}{'found':>7}{'gold':>7}"
        )
        for name, tally in scores.tables.items():
            click.echo(
                f"{name:<28}{tally.precision:>10.3f}{tally.recall:>8.3f}{tally.f1:>8.3f}"
                f"{tally.right:>7}{tally.predicted:>7}{tally.gold:>7}"
            )
        for name, values in scores.attributes.items():
            mean = sum(values) / len(values) if values else 0.0
            click.echo(
                f"{'programmes.' + name:<28}{'':>10}{'':>8}{mean:>8.3f}{'':>7}{'':>7}{len(values):>7}"
            )
    if genres:
        _print_genres(rows, wanted)
    if errors:
        for name, tally in scores.tables.items():
            if tables and name not in tables:
                continue
            click.echo(f"\n{name}")
            for line in tally.errors:
                click.echo(f"  {line}")
    missing = sorted(set(wanted) - {one.findings.article.id for one in dataset.linked})
    if missing:
        click.echo(f"insats: gold without an article in {corpus}: {', '.join(missing)}", err=True)
        sys.exit(SOME_FAILED)
    if floors is not None and _below(floors, summary):
        sys.exit(SOME_FAILED)


def _below(floors: Path, summary: dict[str, float]) -> bool:
    """True where a score is below its floor; each such line is printed."""
    import json

    from pipeline.errors import UsageError

    try:
        limits = json.loads(floors.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{floors}: not readable as JSON ({error})") from None
    below = False
    for name, limit in limits.items():
        if summary.get(name, 0.0) < limit:
            below = True
            click.echo(
                f"insats: {name} is {summary.get(name, 0.0):.4f}, below its floor {limit}", err=True
            )
    return below


@main.command()
@click.argument("row_id")
@click.option(
    "--dataset",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/dataset"),
    show_default=True,
    help="The dataset the row is in.",
)
@engine_options
def trace(
    row_id: str,
    dataset: Path,
    tagger: str,
    model: str | None,
    cache: Path,
    no_cache: bool,
    workers: int | None,
) -> None:
    """Show how the row with identifier ROW_ID came about: block, tagged sentence, rule, links.

    \b
    Examples:
      insats trace a03-sju-av-tio-kalmar-lan.figure1520-1535
      insats trace kalejdo-oskarshamn
    """
    from pipeline.trace import trace_row

    for line in trace_row(
        row_id, dataset, settings_for(dataset, tagger, model, cache, no_cache, workers or 1)
    ):
        click.echo(line)
