"""``insats models``: measure a language model, or fetch one."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.build import DEFAULT_MODELS
from pipeline.cli.group import main
from pipeline.errors import UsageError


@main.group()
def models() -> None:
    """The language models behind the taggers (model card: models/README.md)."""


@models.command()
@click.argument("data", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--tagger", type=click.Choice(["spacy", "stanza"]), default="spacy", show_default=True
)
@click.option(
    "--model",
    type=click.Path(path_type=Path),
    help="Folder of the model; default: the shipped one.",
)
@click.option("--split", type=click.Choice(["dev", "test"]), default="test", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate(data: Path, tagger: str, model: Path | None, split: str, as_json: bool) -> None:
    """Tags, lemmas, trees and names against gold in DATA (folders treebank/ and ner/).

    \b
    Example:
      insats models evaluate ../shared/data
    """
    try:
        from models.train.evaluate import backend_for, table
        from models.train.evaluate import evaluate as measure
    except ImportError as error:
        raise UsageError(
            f"the training code is not installed ({error}); run this in the repository"
        ) from None
    folder = model or DEFAULT_MODELS[tagger]
    report = measure(backend_for(tagger, folder), folder, data, split)
    click.echo(json.dumps(report.as_dict(), indent=2) if as_json else table(report))


@models.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--resources", metavar="URL", help="Where Stanza's list of models is; default: Stanza's own."
)
def download(folder: Path, resources: str | None) -> None:
    """The official Swedish models of Stanza into FOLDER (needs internet and the extra stanza).

    \b
    Example:
      insats models download ~/stanza
      insats extract corpus --tagger stanza --model ~/stanza
    """
    from pipeline.tag.stanza_backend import download as fetch

    fetch(folder, resources)
    click.echo(f"models in {folder}; use them with --tagger stanza --model {folder}")
