"""Train a Stanza processor on from saved weights, with another learning rate.

``python -m models.train.stanza_continue stanza.models.tagger START.pt OPTIONS…``: the options are
those of the entry point. Its parser lowers the rate by itself; its taggers keep one rate until they
stall, and take the last point only from a lower one.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any


def starting_from(trainer: type, start: str) -> type:
    """The trainer of an entry point, with the saved weights in place of random ones."""
    import torch

    class Started(trainer):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            saved = torch.load(start, map_location="cpu", weights_only=True)
            ours = self.model.state_dict()
            shapes = {key: tuple(ours[key].shape) for key in saved["model"]}
            if shapes != {key: tuple(value.shape) for key, value in saved["model"].items()}:
                raise SystemExit(f"{start}: trained with other sizes or from other data")
            self.model.load_state_dict(saved["model"], strict=False)

    return Started


def main(arguments: Sequence[str]) -> None:
    """Name of the entry point, saved weights, its options."""
    name, start, *options = arguments
    entry: Any = import_module(name)
    entry.Trainer = starting_from(entry.Trainer, start)
    entry.main(options)


if __name__ == "__main__":
    main(sys.argv[1:])
