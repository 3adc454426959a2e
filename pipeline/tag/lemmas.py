"""Known lemmas behind a trained lemmatizer.

A trained lemmatizer guesses an ending for each word and sometimes guesses one that Swedish does not
have (``yrket`` → ``yrk``). The treebank's own pairs are right where they apply; an unknown compound
takes the lemma of its last part (``idealsamhället``: ``samhället`` → ``samhälle``), since Swedish
compounds inflect like that part.
"""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.errors import ModelError

FILE = "lemmas.json"
# A last part shorter than this is too often a chance match (str-ikt); particles license shorter
# ones.
_SHORTEST_LAST_PART = 6
_SHORTEST_VERB = 3
_PARTICLES = frozenset(
    [
        "an", "av", "be", "bort", "efter", "fram", "från", "för", "före", "genom", "hem", "igen",
        "in", "kring", "med", "miss", "mot", "ned", "ner", "om", "på", "sam", "sär", "till",
        "under", "upp", "ut", "van", "vid", "åter", "över",
    ]
)  # fmt: skip
# Tagger and morphologizer decide apart and now and then differ (minskade: VERB, but tagged a participle).
_TAGS = {"VERB": ("VB",), "AUX": ("VB",), "NOUN": ("NN", "PC"), "ADJ": ("JJ", "PC", "RO")}


class Lemmas:
    """Lemma by word form and XPOS."""

    def __init__(self, table: dict[str, dict[str, str]]) -> None:
        self._table = table

    @classmethod
    def of(cls, model: Path) -> Lemmas | None:
        """The table that lies beside a model, if one does."""
        path = model / FILE
        if not path.is_file():
            return None
        try:
            return cls(json.loads(path.read_text(encoding="utf-8")))
        except ValueError as error:
            raise ModelError(
                f"{path}: not a lemma table ({error}); train the model again"
            ) from None

    def lemma(self, form: str, pos: str, tag: str, guess: str) -> str:
        """The lemma of a tagged word, given what the model guessed."""
        if pos == "PROPN":
            return _name(form, tag, guess)
        lower = form.lower()
        forms = self._forms(lower, pos, tag)
        if forms is None or pos in {"PUNCT", "SYM"}:
            return guess
        known = forms.get(lower)
        if known is not None:
            return known
        for i in range(2, len(lower) - 2):
            last = forms.get(lower[i:])
            if last is None or lower[i] == "-":
                continue
            first = lower[:i]
            if len(lower) - i >= _SHORTEST_LAST_PART or (
                tag.startswith("VB") and first in _PARTICLES and len(lower) - i >= _SHORTEST_VERB
            ):
                return first + last
        return guess

    def _forms(self, form: str, pos: str, tag: str) -> dict[str, str] | None:
        """The pairs of a tag. Where tag and part of speech disagree, the part of speech decides."""
        right = _TAGS.get(pos, ("",))
        if tag.startswith(right):
            return self._table.get(tag)
        return next(
            (
                pairs
                for name, pairs in self._table.items()
                if name.startswith(right) and form in pairs
            ),
            None,
        )


def _name(form: str, tag: str, guess: str) -> str:
    """A name is its own lemma, in the genitive without its s."""
    if not tag.endswith("GEN"):
        return form
    if form.startswith(guess) and guess and len(form) - len(guess) <= 2:
        return guess
    if form.endswith((":s", "'s")):
        return form[:-2]
    return form.removesuffix("s")
