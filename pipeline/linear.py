"""Linear models over named features, many decisions at a time, kept in ``.npz`` files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SMALL = 0.02  # weights that decide nothing
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Linear:
    """A row of weights per feature, a column per decision."""

    index: Mapping[str, int]
    weights: Array
    bias: Array

    def logits(self, features: Mapping[str, float], scale: float = 1.0) -> Array:
        """The weighted sums of the known features, ``scale`` times, one for each decision."""
        known = [
            (self.index[name], value) for name, value in features.items() if name in self.index
        ]
        if not known:
            return self.bias.copy()
        rows, values = zip(*known, strict=True)
        return np.asarray(self.bias + scale * (np.asarray(values) @ self.weights[list(rows)]))


def load(path: Path, names: Sequence[str]) -> list[Linear]:
    """The models of a file by name."""
    with np.load(path, allow_pickle=False) as stored:
        return [
            Linear(
                {f: i for i, f in enumerate(_text(stored[f"{name}_features"]).split("\n"))},
                stored[f"{name}_weights"].astype(np.float64),
                stored[f"{name}_bias"].astype(np.float64),
            )
            for name in names
        ]


def save(path: Path, models: Mapping[str, Linear]) -> None:
    """Write models; features whose weights are all next to nothing are left out."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, linear in models.items():
        kept = [
            feature
            for feature in sorted(linear.index)
            if np.abs(linear.weights[linear.index[feature]]).max() > SMALL
        ]
        rows = [linear.index[feature] for feature in kept]
        arrays[f"{name}_features"] = np.frombuffer("\n".join(kept).encode(), dtype=np.uint8)
        arrays[f"{name}_weights"] = linear.weights[rows].astype(np.float16)
        arrays[f"{name}_bias"] = linear.bias.astype(np.float32)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def _text(letters: NDArray[np.generic]) -> str:
    return letters.tobytes().decode("utf-8")
