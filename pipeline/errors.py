"""Errors a user can act on: every message says where, what, and what to do next."""

from __future__ import annotations


class PipelineError(Exception):
    """Something the user can mend. The CLI prints the message alone, without a traceback."""


class UsageError(PipelineError):
    """The call itself cannot be carried out (missing folder, unwritable output …)."""


class StorageError(UsageError):
    """The disk is full, or the folder can no longer be written; what was done until then stands."""


class ArticleError(PipelineError):
    """One article cannot be read or processed; the run goes on without it."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}; {remedy}")
        self.path = path
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[ArticleError], tuple[str, str, str]]:
        return ArticleError, (self.path, self.problem, self.remedy)


class LexiconError(PipelineError):
    """A line of a lexicon does not fit its columns or codes."""


class ModelError(PipelineError):
    """A language model is missing or does not offer what the pipeline needs."""


class GoldError(PipelineError):
    """A gold file does not follow the gold format."""
