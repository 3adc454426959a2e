"""insats review: what reviewers decided."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.group import main
from pipeline.cli.options import engine_options, report_failed, settings_for
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from pipeline.calibrate import Holds


@main.group()
def review() -> None:
    """Decisions of reviewers, kept in review.jsonl beside the articles (taken in: insats inspect).

    \b
    Examples:
      insats review stats corpus/review.jsonl
      insats review export build/dataset --out reviewed-gold
    """


@review.command()
@click.argument("file", type=click.Path(path_type=Path), default=Path("corpus/review.jsonl"))
def stats(file: Path) -> None:
    """Precision per table as reviewed, and where reviewers disagree.

    \b
    Example:
      insats review stats corpus/review.jsonl
    """
    from pipeline.review import read_decisions
    from pipeline.review.stats import disagreements, statistics

    if not file.exists():
        raise UsageError(f"{file}: no such file; decisions are taken with insats inspect")
    decisions, problems = read_decisions(file)
    click.echo(
        f"{'table':<20}{'right':>7}{'edited':>8}{'wrong':>7}{'missed':>8}{'precision':>11}  95 %"
    )
    for one in statistics(decisions):
        precision, span = one.precision, one.interval
        told = (
            ""
            if precision is None or span is None
            else f"{precision:>11.2f}  {span[0]:.2f}–{span[1]:.2f}"
        )
        click.echo(
            f"{one.table:<20}{one.right:>7}{one.edited:>8}{one.wrong:>7}{one.missed:>8}{told}"
        )
    for earlier, later in disagreements(decisions):
        click.echo(
            f"differ: {later.table} {later.article} “{later.text[:50]}”: "
            f"{earlier.who} {earlier.verdict}, then {later.who} {later.verdict} (holds)"
        )
    for problem in problems:
        click.echo(f"insats: {problem}", err=True)


@review.command()
@click.argument("dataset", type=click.Path(path_type=Path), default=Path("build/dataset"))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the gold files.",
)
@click.option("--partly", is_flag=True, help="Also articles that were reviewed only in part.")
def export(dataset: Path, out: Path, partly: bool) -> None:
    """Turn reviewed articles of DATASET into gold files for insats score.

    An article is whole when every figure, quote and factor in it has a decision. Rows without one are
    marked optional in the gold file.

    \b
    Example:
      insats review export build/dataset --out reviewed-gold
    """
    from pipeline.dataset import check_dataset, open_database
    from pipeline.review.gold import coverage, gold

    connection = open_database(check_dataset(dataset))
    made = 0
    for one in coverage(connection):
        if one.whole or partly:
            out.mkdir(parents=True, exist_ok=True)
            text = json.dumps(gold(connection, one.article_id), ensure_ascii=False, indent=1)
            (out / f"{one.article_id}.json").write_text(text + "\n", encoding="utf-8")
            made += 1
        else:
            click.echo(
                f"{one.article_id}: {one.reviewed} of {one.rows} rows reviewed; left out (--partly takes it)"
            )
    click.echo(f"{out}: {made} gold files" if made else "no article is reviewed as a whole yet")


@review.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--rules",
    type=(click.Path(path_type=Path), click.Path(path_type=Path)),
    multiple=True,
    metavar="CORPUS GOLD",
    help="Further articles, for tables made by rules: those the learned tables were trained on.",
)
@click.option(
    "--base",
    type=(click.Path(path_type=Path), click.Path(path_type=Path)),
    metavar="CORPUS GOLD",
    help="Articles no rule was written on: the mean confidence is moved to the share right there.",
)
@click.option(
    "--write", "save", is_flag=True, help="Put the weights into pipeline/lexicon/doubts.tsv."
)
@click.option("--check", is_flag=True, help="Fit nothing: tell how the weights in use hold here.")
@engine_options
def calibrate(
    corpus: Path,
    gold: Path,
    rules: tuple[tuple[Path, Path], ...],
    base: tuple[Path, Path] | None,
    save: bool,
    check: bool,
    tagger: str,
    model: str | None,
    cache: Path,
    no_cache: bool,
    workers: int | None,
) -> None:
    """Fit what each sign says of a row being right, on CORPUS and its GOLD; tells how well it holds.

    \b
    Examples:
      insats review calibrate corpus/dev tests/gold/dev --rules corpus/train tests/gold/train --write
      insats review calibrate corpus/test tests/gold/test --check
    """
    from pipeline.build import build
    from pipeline.calibrate import (
        LEARNED,
        Judged,
        fit,
        joined,
        judged,
        shifted,
        shipped,
        write_weights,
    )
    from pipeline.lexicon.load import FOLDER
    from pipeline.score import load_gold

    if check and (save or rules or base):
        raise UsageError("--check fits nothing; leave out --write, --rules and --base")

    def read(articles: Path, wanted: Path) -> dict[str, Judged]:
        known = load_gold(wanted)
        settings = settings_for(articles, tagger, model, cache, no_cache, workers)
        dataset = build(articles, settings)
        report_failed(dataset.failed)
        if dataset.failed and save:
            raise UsageError(
                f"{articles}: {len(dataset.failed)} articles failed; no weights written"
            )
        return judged(dataset, known)

    parts = [read(corpus, gold), *(read(*more) for more in rules)]
    rows = {
        table: one if table in LEARNED else joined([part[table] for part in parts])
        for table, one in parts[0].items()
    }
    rows = {table: one for table, one in rows.items() if len(one.right)}
    if check:
        _tell([shipped(one) for one in rows.values()])
        return
    fits = [fit(one) for one in rows.values()]
    _tell([one.holds for one in fits])
    if base:
        elsewhere = read(*base)
        for n, one in enumerate(fits):
            fits[n] = shifted(one, elsewhere[one.holds.table])
            told = elsewhere[one.holds.table].right
            moved = fits[n].weights["base"] - one.weights["base"]
            click.echo(
                f"{one.holds.table:<18}base {moved:+.2f}: {told.mean():.2f} of {len(told)} rows right in {base[0]}"
            )
    if save:
        write_weights(fits, FOLDER / "doubts.tsv")


def _tell(tables: Sequence[Holds]) -> None:
    """What was said and what was so, by table and range of confidence."""
    click.echo(f"{'table':<18}{'confidence':>12}{'rows':>7}{'said':>7}{'right':>7}")
    for one in tables:
        for part in one.bins:
            span = f"{part.low:.2f}–{part.high:.2f}"
            click.echo(
                f"{one.table:<18}{span:>12}{part.rows:>7}{part.said:>7.2f}{part.right:>7.2f}"
            )
        click.echo(
            f"{one.table:<18}{'all':>12}{one.rows:>7}{'':>7}{one.right:>7.2f}"
            f"  Brier {one.brier:.3f} (constant {one.brier_base:.3f}), calibration error {one.error:.3f}"
        )
