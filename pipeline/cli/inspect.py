"""insats inspect: the tables in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.group import main


@main.command()
@click.argument(
    "dataset", type=click.Path(path_type=Path, file_okay=False), default=Path("build/dataset")
)
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True)
def inspect(dataset: Path, port: int) -> None:
    """Open the tables of DATASET in the browser, on 127.0.0.1 only.

    \b
    Example:
      insats inspect build/dataset --port 8002
    """
    from pipeline.inspect import serve

    serve(dataset, port)
