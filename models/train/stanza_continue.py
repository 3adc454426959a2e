"""Train a Stanza processor on from saved weights, with another learning rate or other data.

``python -m models.train.stanza_continue stanza.models.tagger START.pt OPTIONS…``: the options are
those of the entry point. Its parser lowers the rate by itself; its taggers keep one rate until they
stall, and take the last point only from a lower one.

What fits is taken over: layers of the same shape; of letters and names' tags those that both
vocabularies have, whatever their numbers. What does not fit starts anew.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

# Layers with a row (or a row and a column) for each unit of a vocabulary.
_ROWS = {
    "charmodel.char_emb.weight": "char",
    "tag_clfs.0.weight": "tag",
    "tag_clfs.0.bias": "tag",
    "crits.0._transitions": "tag",
}


def starting_from(trainer: type, start: str) -> type:
    """The trainer of an entry point, with the saved weights in place of random ones."""
    import torch

    class Started(trainer):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            saved = torch.load(start, map_location="cpu", weights_only=True)
            names = set(_ROWS.values()) & set(saved["vocab"])
            units = {name: _units(self.vocab[name].state_dict()) for name in names}
            taken = fitting(saved, self.model.state_dict(), units)
            anew = sorted(set(saved["model"]) - set(taken))
            print(f"{start}: {len(taken)} layers taken over, anew: {', '.join(anew) or 'none'}")
            self.model.load_state_dict(taken, strict=False)

    return Started


def fitting(
    saved: Mapping[str, Any], ours: Mapping[str, Any], units: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """The saved layers that fit into ours; ``units`` are the vocabularies we have now."""
    taken: dict[str, Any] = {}
    for key, layer in saved["model"].items():
        name = _ROWS.get(key, "")
        if key in ours and name in units:
            taken[key] = _renumbered(layer, ours[key], _units(saved["vocab"][name]), units[name])
        elif key in ours and layer.shape == ours[key].shape:
            taken[key] = layer
    return taken


def _renumbered(layer: Any, ours: Any, before: Sequence[str], now: Sequence[str]) -> Any:
    numbers = {unit: i for i, unit in enumerate(now)}
    pairs = [(numbers[unit], i) for i, unit in enumerate(before) if unit in numbers]
    new, old = ([pair[k] for pair in pairs] for k in (0, 1))
    table = ours.clone()
    if layer.dim() == 2 and layer.shape[0] == layer.shape[1] == len(before):
        for i, j in pairs:
            table[i, new] = layer[j, old]
    else:
        table[new] = layer[old]
    return table


def _units(vocabulary: Mapping[str, Any]) -> list[str]:
    units = vocabulary["_id2unit"]
    return list(units[0] if isinstance(units, Mapping) else units)


def main(arguments: Sequence[str]) -> None:
    """Name of the entry point, saved weights, its options."""
    name, start, *options = arguments
    entry: Any = import_module(name)
    entry.Trainer = starting_from(entry.Trainer, start)
    entry.main(options)


if __name__ == "__main__":
    main(sys.argv[1:])
