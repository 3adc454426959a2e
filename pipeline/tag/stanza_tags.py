"""The three tags of a word chosen together.

Stanza decides part of speech, SUC tag and each feature by itself, and now and then they do not fit
(a neuter plural in one, a common singular in the other). Only a few hundred combinations exist;
the one that all the scores together favour is right more often than each for itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError
from pipeline.tag.stanza_forms import Forms

FILE = "tags.json"


class Combinations:
    """The combinations of a treebank and their counts."""

    def __init__(self, rows: Sequence[tuple[str, str, str, int]]) -> None:
        self.rows = rows

    @classmethod
    def of(cls, model: Path) -> Combinations | None:
        """The combinations beside a model, if they are there."""
        path = model / FILE
        if not path.is_file():
            return None
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
            return cls([(upos, xpos, feats, int(count)) for upos, xpos, feats, count in rows])
        except (TypeError, ValueError) as error:
            raise ModelError(
                f"{path}: not a list of tag combinations ({error}); train the model again with "
                "`make models-stanza DATA=…`"
            ) from None

    def scorer(self, trainer: Any) -> Callable[[], Any]:
        """Watch a loaded tagger: a call gives the scores of every combination for every word of the
        batch it read last, in the order of a packed batch.
        """
        import torch

        tags = self._tags(trainer.vocab)
        model = trainer.model
        layers = [(("upos", 0), model.upos_clf)]
        for name in ("xpos", "feats"):
            layers += [((name, i), one) for i, one in enumerate(model.tag_clf[name])]
        scores: dict[tuple[str, int], Any] = {}
        for key, layer in layers:
            layer.register_forward_hook(
                lambda module, given, out, key=key: scores.__setitem__(key, out)
            )

        def together() -> Any:
            total = torch.zeros(len(self.rows))
            for (name, i), rows in scores.items():
                total = total + torch.log_softmax(rows, -1)[:, tags[name][:, i]]
            return total

        return together

    def bind(self, trainer: Any, forms: Forms | None = None) -> None:
        """Let a loaded tagger choose among the combinations from now on."""
        import torch

        tags, together = self._tags(trainer.vocab), self.scorer(trainer)

        def choose(module: Any, given: Sequence[Any], out: Any) -> Any:
            scores = together()
            if forms is not None:
                scores = scores + torch.from_numpy(forms.scores(packed(given[9], given[7])))
            best = scores.argmax(1)
            loss, _ = out
            return loss, [padded(rows[best], given[7]) for rows in tags.values()]

        trainer.model.register_forward_hook(choose)

    def _tags(self, vocab: Any) -> dict[str, Any]:
        """The combinations as Stanza numbers them: a column for each part of a tag."""
        import torch

        return {
            "upos": torch.tensor([[vocab["upos"].unit2id(row[0])] for row in self.rows]),
            "xpos": torch.tensor([vocab["xpos"].map([row[1] or "_"])[0] for row in self.rows]),
            "feats": torch.tensor([vocab["feats"].map([row[2] or "_"])[0] for row in self.rows]),
        }


def packed(sentences: Sequence[Sequence[str]], lengths: Sequence[int]) -> list[str]:
    """The words of a batch, first words first (longest sentence on top)."""
    places = range(max(lengths))
    return [
        one[i] for i in places for one, size in zip(sentences, lengths, strict=True) if i < size
    ]


def padded(rows: Any, lengths: Sequence[int]) -> Any:
    """Rows of words, first words first (longest sentence on top), as one row for each sentence."""
    import torch

    sizes = [sum(length > i for length in lengths) for i in range(max(lengths))]
    table = rows.new_zeros(len(lengths), max(lengths), rows.shape[1])
    sentences = torch.tensor(list(chain.from_iterable(range(size) for size in sizes)))
    places = torch.tensor(list(chain.from_iterable([i] * size for i, size in enumerate(sizes))))
    table[sentences, places] = rows
    return table.squeeze(2) if rows.shape[1] == 1 else table
