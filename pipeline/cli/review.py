"""insats review: what reviewers decided."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.cli.group import main
from pipeline.cli.options import engine_options, report_failed, settings_for
from pipeline.errors import UsageError


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
    "--write", "save", is_flag=True, help="Put the weights into pipeline/lexicon/doubts.tsv."
)
@engine_options
def calibrate(
    corpus: Path,
    gold: Path,
    save: bool,
    tagger: str,
    model: str | None,
    cache: Path,
    no_cache: bool,
    workers: int | None,
) -> None:
    """Fit how much each reason for doubt says, on CORPUS and its GOLD; tells how well it holds.

    \b
    Example:
      insats review calibrate corpus/train tests/gold/train --write
    """
    from pipeline.build import build
    from pipeline.calibrate import calibrate as fit
    from pipeline.calibrate import write_weights
    from pipeline.lexicon.load import FOLDER
    from pipeline.score import load_gold

    wanted = load_gold(gold)
    dataset = build(corpus, settings_for(corpus, tagger, model, cache, no_cache, workers))
    report_failed(dataset.failed)
    fits = fit(dataset, wanted)
    click.echo(
        f"{'table':<18}{'rows':>6}{'right':>7}{'Brier':>8}{'constant':>10}{'calibration error':>19}"
    )
    for one in fits:
        click.echo(
            f"{one.table:<18}{one.rows:>6}{one.right:>7.2f}{one.brier:>8.3f}{one.brier_base:>10.3f}{one.error:>19.3f}"
        )
        click.echo(
            "    " + ", ".join(f"{code} {weight:+.2f}" for code, weight in one.weights.items())
        )
    if save:
        write_weights(fits, FOLDER / "doubts.tsv")
