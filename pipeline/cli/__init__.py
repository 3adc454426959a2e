"""The command line: parse, call, print, translate errors. The work is done elsewhere."""

from pipeline.cli import corpus, export, inspect, models, report, review, run  # noqa: F401  (commands register themselves)
from pipeline.cli.group import main

__all__ = ["main"]
