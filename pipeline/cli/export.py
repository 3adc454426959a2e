"""insats export: the tables in formats people open."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.group import main

FORMATS = ("xlsx", "csv", "parquet", "stata", "spss")


@main.command()
@click.argument("dataset", type=click.Path(path_type=Path), default=Path("build/dataset"))
@click.option("--format", "kind", type=click.Choice(FORMATS), required=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="File (xlsx) or folder; default: beside the dataset.",
)
@click.option(
    "--excel-safe",
    is_flag=True,
    help="CSV: semicolons, a byte-order mark, and an apostrophe before cells that Excel would run as a formula.",
)
@click.option(
    "--site",
    default="http://127.0.0.1:8001",
    show_default=True,
    help="xlsx: where the links to evidence lead (insats inspect).",
)
def export(dataset: Path, kind: str, out: Path | None, excel_safe: bool, site: str) -> None:
    """Write the tables of DATASET for Excel, statistics programs or others.

    \b
    Examples:
      insats export build/dataset --format xlsx --out insats.xlsx
      insats export build/dataset --format csv --excel-safe --out for-excel
      insats export build/dataset --format stata --out stata
    """
    from pipeline.formats import write

    for path in write(dataset, kind, out, excel_safe=excel_safe, site=site):
        click.echo(str(path))
