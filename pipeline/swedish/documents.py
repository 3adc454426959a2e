"""Nouns for what informs without being anybody: ``statistiken``, ``slutrapporten``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.load import load
from pipeline.swedish.inflected import Form, lookup, table


@dataclass(frozen=True, slots=True)
class DocumentNoun:
    """One line of ``lexicon/document_nouns.tsv``: what informs without being anybody."""

    noun: str
    definite: str
    plural: str
    plural_definite: str
    example: str


def is_document(word: str) -> bool:
    """``statistiken``, ``slutrapporten``: informs, but is nobody who could say it."""
    return lookup(word.lower(), _documents()) is not None


@cache
def _documents() -> dict[str, tuple[DocumentNoun, Form]]:
    return table(load(DocumentNoun, "document_nouns.tsv"))
