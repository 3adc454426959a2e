"""Vectors for words that the table of a Stanza model lacks.

Swedish makes compounds faster than any table lists them. The table's vectors are sums over parts of
words (floret), so the same sum gives a word that is not in it the vector it would have had there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError

FOLDER = "floret"


class Floret:
    """The sums, from the folder that lies beside a model."""

    def __init__(self, vectors: Any) -> None:
        self._vectors = vectors

    @classmethod
    def of(cls, model: Path) -> Floret | None:
        """The vectors beside a model, if there are any."""
        folder = model / FOLDER
        if not folder.is_dir():
            return None
        vectors = import_module("spacy.vectors").Vectors()
        try:
            vectors.from_disk(folder, exclude=["strings"])
        except (OSError, ValueError) as error:
            raise ModelError(
                f"{folder}: cannot be read ({error}); train the model again with "
                "`make models-stanza DATA=…`"
            ) from error
        vectors.data = vectors.data.astype("float32")  # kept in half the width
        return cls(vectors)

    @contextmanager
    def known(self, nlp: Any, forms: Iterable[str]) -> Iterator[None]:
        """A pipeline that knows the vectors of these words too, as long as the context lasts."""
        import torch

        tagger, parser, names = (nlp.processors[key].trainer for key in ("pos", "depparse", "ner"))
        table = nlp.processors["pos"].pretrain
        layers = (tagger.model.pretrained_emb, parser.model.pretrained_emb, names.model.word_emb)
        vocabularies = (table.vocab, names.vocab["word"])
        units = {table.vocab.normalize_unit(form.lower()) for form in forms}
        new = sorted(unit for unit in units if unit not in table.vocab)
        if not new:
            yield
            return
        rows = self._vectors.get_batch([unit.replace("\u00a0", "_") for unit in new])
        before = table.emb
        after = torch.cat([before, torch.from_numpy(rows)])
        try:
            for vocabulary in vocabularies:
                _append(vocabulary, new)
            for layer in layers:
                _embed(layer, after)
            yield
        finally:
            for vocabulary in vocabularies:
                _drop(vocabulary, new)
            for layer in layers:
                _embed(layer, before)


def _embed(layer: Any, rows: Any) -> None:
    layer.weight.data = rows
    layer.num_embeddings = len(rows)


def _append(vocabulary: Any, units: list[str]) -> None:
    for unit in units:
        vocabulary._unit2id[unit] = len(vocabulary._id2unit)
        vocabulary._id2unit.append(unit)


def _drop(vocabulary: Any, units: list[str]) -> None:
    for unit in units:
        del vocabulary._unit2id[unit]
    del vocabulary._id2unit[-len(units) :]
