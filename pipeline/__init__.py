"""insats: Swedish news and municipal pages about labour-market work → one dataset with evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.dataset import LoadedDataset

__version__ = "0.1.0"


def load(folder: str | Path) -> LoadedDataset:
    """Open a dataset folder as typed pandas DataFrames: ``pipeline.load("build/dataset").figures``.

    Raises UsageError where the folder does not hold a whole dataset of this version.
    """
    from pipeline.dataset import load as load_dataset

    return load_dataset(folder)
