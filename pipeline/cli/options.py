"""Options that several commands share, and what they mean for a run."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipeline.errors import ArticleError


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--tagger, --model, --cache, --workers: the same for every command that runs the pipeline."""
    options = [
        click.option(
            "--tagger",
            type=click.Choice(["spacy", "stanza"]),
            default="spacy",
            show_default=True,
            help="Which tagger reads the text.",
        ),
        click.option(
            "--model",
            help="A spaCy pipeline (name or folder) or a Stanza folder; default: the shipped one.",
        ),
        click.option(
            "--cache",
            type=click.Path(path_type=Path, file_okay=False),
            default=Path("build/cache"),
            show_default=True,
            help="Where tagged texts are kept for the next run.",
        ),
        click.option("--no-cache", is_flag=True, help="Tag every article anew."),
        click.option(
            "--workers",
            type=click.IntRange(min=1),
            default=None,
            help="Local processes; default: one, or all cores for 200 articles and more.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def settings_for(
    corpus: Path, tagger: str, model: str | None, cache: Path, no_cache: bool, workers: int | None
) -> Any:
    from pipeline.build import DEFAULT_MODELS, Settings

    if workers is None:
        many = corpus.is_dir() and sum(1 for _ in corpus.rglob("*.*")) >= 200
        workers = (os.cpu_count() or 1) if many else 1
    return Settings(
        tagger, model or str(DEFAULT_MODELS[tagger]), None if no_cache else cache, workers
    )


def report_failed(failed: list[ArticleError]) -> None:
    for error in failed:
        click.echo(f"insats: {error}", err=True)
