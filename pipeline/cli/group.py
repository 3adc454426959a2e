"""The command group: help, version, and errors as one line."""

from __future__ import annotations

import gc
import sys
from typing import Any

import click

from pipeline import __version__
from pipeline.errors import PipelineError

OK, SOME_FAILED, USAGE = 0, 1, 2
# A run makes many objects and keeps most of them: to look for garbage among them more seldom saves a twentieth of it.
_OBJECTS_BETWEEN_COLLECTIONS = 100_000


class _Group(click.Group):
    """Prints errors a user can act on as one line, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, *gc.get_threshold()[1:])
        try:
            return super().invoke(ctx)
        except PipelineError as error:
            click.echo(f"insats: {error}", err=True)
            ctx.exit(USAGE)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(OK)


@click.group(
    cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="insats")
def main() -> None:
    """Swedish articles about labour-market work → programmes, places, figures, quotes, success factors.

    \b
    Examples:
      insats extract corpus --out build/dataset
      insats trace a07-kliv-in-hudiksvall.figure812-823 --dataset build/dataset
      insats score corpus/dev tests/gold/dev --errors
    """
