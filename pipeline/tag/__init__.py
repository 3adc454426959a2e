"""Taggers: our tokens in, Universal Dependencies and names out. The tokens never move."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import UsageError
from pipeline.tag.assemble import Backend, Tagger
from pipeline.tag.store import StoredTagger, UnstoredTagger

__all__ = ["Tagger", "load_tagger"]


def load_tagger(tagger: str, model: str, cache: Path | None) -> Tagger:
    """The tagger ``spacy`` or ``stanza`` with a model (folder or installed name), behind a store
    in ``cache``.

    Cheap: the model itself is loaded when the first article needs it. Raises ModelError where it
    is missing.
    """
    backend: Backend
    if tagger == "spacy":
        from pipeline.tag.spacy_backend import SpacyBackend

        backend = SpacyBackend(model)
    elif tagger == "stanza":
        from pipeline.tag.stanza_backend import StanzaBackend

        backend = StanzaBackend(model)
    else:
        raise UsageError(f"unknown tagger '{tagger}'; one of spacy, stanza")
    return UnstoredTagger(backend) if cache is None else StoredTagger(backend, cache)
