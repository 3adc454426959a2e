"""insats inspect: the tables in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.group import main


@main.command()
@click.argument("dataset", type=click.Path(path_type=Path), default=Path("build/dataset"))
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Another address lets other machines in; it needs --read-only or a password.",
)
@click.option("--browser/--no-browser", default=True, help="Open the site in the browser.")
@click.option("--read-only", is_flag=True, help="Show only; no reviewing.")
@click.option(
    "--review",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where decisions are kept; default: review.jsonl in the corpus the dataset came from.",
)
@click.option(
    "--password",
    envvar="INSATS_PASSWORD",
    help="Asked of every visitor; better set in the environment variable INSATS_PASSWORD.",
)
def inspect(
    dataset: Path,
    port: int,
    host: str,
    browser: bool,
    read_only: bool,
    review: Path | None,
    password: str | None,
) -> None:
    """Look at DATASET in the browser, with the evidence of every value, and correct what is wrong.

    \b
    Examples:
      insats inspect
      insats inspect build/dataset --port 8002 --no-browser
      insats inspect build/dataset --host 0.0.0.0 --read-only
    """
    from pipeline.inspect import serve

    serve(
        dataset,
        port,
        host=host,
        browser=browser,
        read_only=read_only,
        review=review,
        password=password,
    )
