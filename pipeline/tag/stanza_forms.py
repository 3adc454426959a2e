"""What a word form mostly is, counted in a large text that was tagged by machine.

Gender and number of a rare noun seldom show where it stands, but somewhere else it has an article.
The counts say how a form's features are distributed for each part of speech it has; a form that is
not in the list takes those of its longest known ending, since Swedish compounds inflect like their
last part. The part of speech itself is left to the sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.errors import ModelError

FILE = "forms.tsv"
# Chosen on the development split: the counts' weight beside the scores, and that of the treebank's
# own distribution beside the counts.
_WEIGHT = 1.5
_SMOOTHING = 0.0005
_OPEN = frozenset(["NOUN", "ADJ", "VERB"])
_WHOLE_ENDING = 5
_ENDINGS = range(4, 10)
_ENOUGH, _AT_MOST = 3, 3
_CACHED = 10_000

Row = tuple[str, str, str, int]


class Forms:
    """Scores of tag combinations by form."""

    def __init__(self, rows: Sequence[Row], forms: Mapping[str, Mapping[int, int]]) -> None:
        counts = np.array([row[3] for row in rows], dtype="float32")
        self._base = _SMOOTHING * len(rows) * counts / counts.sum()
        parts = sorted({row[0] for row in rows})
        self._part = np.array([parts.index(row[0]) for row in rows])
        self._parts = np.eye(len(parts), dtype="float32")[self._part]
        self._open = frozenset(i for i, row in enumerate(rows) if row[0] in _OPEN)
        self._forms = forms
        self._endings = self._count_endings()
        self._row = lru_cache(_CACHED)(self._score)

    @classmethod
    def of(cls, model: Path, rows: Sequence[Row]) -> Forms | None:
        """The counts beside a model, if they are there; ``rows`` are the combinations they name."""
        path = model / FILE
        if not path.is_file():
            return None
        forms: dict[str, dict[int, int]] = {}
        try:
            for line in path.read_text(encoding="utf-8").splitlines():
                form, _, rest = line.partition("\t")
                pairs = (pair.split(":") for pair in rest.split(" "))
                forms[form] = {int(number): int(count) for number, count in pairs}
            if any(number >= len(rows) for counts in forms.values() for number in counts):
                raise ValueError("a combination that tags.json lacks")
        except ValueError as error:
            raise ModelError(
                f"{path}: not a list of forms ({error}); train the model again with "
                "`make models-stanza DATA=…`"
            ) from None
        return cls(rows, forms)

    def scores(self, words: Sequence[str]) -> Any:
        """A row for each word: how common each combination is, given the part of speech."""
        return np.stack([self._row(word.lower()) for word in words])

    def _score(self, form: str) -> Any:
        counts = self._counts(form)
        if not counts:
            return np.zeros_like(self._base)
        share = self._base.copy()
        for number, count in counts.items():
            share[number] += count
        return _WEIGHT * np.log(share / (share @ self._parts)[self._part])

    def _counts(self, form: str) -> Mapping[int, int]:
        known = self._forms.get(form)
        if known is not None:
            return known
        for length in range(min(len(form) - 1, _ENDINGS[-1]), _ENDINGS[0] - 1, -1):
            ending = form[-length:]
            whole = self._forms.get(ending, {}) if length >= _WHOLE_ENDING else {}
            if whole and max(whole, key=lambda number: whole[number]) in self._open:
                return {number: count for number, count in whole.items() if number in self._open}
            if sum(self._endings.get(ending, {}).values()) >= _ENOUGH:
                return self._endings[ending]
        return {}

    def _count_endings(self) -> dict[str, Counter[int]]:
        found: dict[str, Counter[int]] = defaultdict(Counter)
        for form, counts in self._forms.items():
            known = {n: min(count, _AT_MOST) for n, count in counts.items() if n in self._open}
            for length in _ENDINGS:
                if known and length < len(form):
                    found[form[-length:]].update(known)
        return dict(found)
