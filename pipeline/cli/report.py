"""insats report: one file to mail."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.group import main


@main.command()
@click.argument("dataset", type=click.Path(path_type=Path), default=Path("build/dataset"))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report.html"),
    show_default=True,
    help="report.html, or report.md for Markdown.",
)
@click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
@click.option(
    "--rows",
    type=click.IntRange(min=0),
    default=40,
    show_default=True,
    help="Rows of each table; 0 for all.",
)
def report(dataset: Path, out: Path, language: str, rows: int) -> None:
    """Summarise DATASET in one self-contained file: charts, map, factors with quotes, method, limits.

    Markdown cannot hold charts: they stand beside it as SVG files.

    \b
    Examples:
      insats report build/dataset --out report.html
      insats report build/dataset --out report.md --language en
      insats report build/dataset --out everything.html --rows 0
    """
    from pipeline.report import write_report

    for file in write_report(dataset, out, "en" if language == "en" else "sv", rows):
        click.echo(str(file))
