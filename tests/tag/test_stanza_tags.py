"""Tags chosen together: a small tagger with Stanza's parts, whose scores are given."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.errors import ModelError
from pipeline.tag.stanza_tags import FILE, Combinations

ROWS = [
    ("NOUN", "NN|NEU|PLU", "Gender=Neut|Number=Plur", 10),
    ("NOUN", "NN|UTR|SIN", "Gender=Com|Number=Sing", 10),
    ("ADV", "AB", "", 1),
]
GENDERS, NUMBERS = ["", "Neut", "Com"], ["", "Plur", "Sing"]
PARTS = [["", "NN", "AB"], ["", "NEU", "UTR"], ["", "PLU", "SIN"]]


class Words:
    """The vocabulary of the parts of speech: 0 is padding."""

    def unit2id(self, unit: str) -> int:
        return ["", "NOUN", "ADV"].index(unit)


class Parts:
    """A vocabulary of composed tags, one number for each part."""

    def __init__(self, keyed: bool) -> None:
        self._keyed = keyed

    def map(self, tags: list[str]) -> list[list[int]]:
        return [self._one(tag) for tag in tags]

    def _one(self, tag: str) -> list[int]:
        if self._keyed:
            values = dict(part.split("=") for part in tag.split("|") if "=" in part)
            return [
                GENDERS.index(values.get("Gender", "")),
                NUMBERS.index(values.get("Number", "")),
            ]
        parts = tag.split("|")
        return [PARTS[i].index(parts[i]) if i < len(parts) else 0 for i in range(3)]


def tagger(scores: dict[str, list[list[list[float]]]]) -> Any:
    """A trainer whose scorers answer with ``scores``, words in the order of a packed batch."""
    torch = pytest.importorskip("torch")

    class Given(torch.nn.Module):  # type: ignore[misc]
        def __init__(self, rows: list[list[float]]) -> None:
            super().__init__()
            self.rows = torch.tensor(rows)

        def forward(self, _: Any) -> Any:
            return self.rows

    class Model(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.upos_clf = Given(scores["upos"][0])
            self.tag_clf = torch.nn.ModuleDict(
                {
                    name: torch.nn.ModuleList(Given(rows) for rows in scores[name])
                    for name in ("xpos", "feats")
                }
            )

        def forward(self, *given: Any) -> Any:
            for scorer in [self.upos_clf, *self.tag_clf["xpos"], *self.tag_clf["feats"]]:
                scorer(None)
            return 0.0, []

    vocab = {"upos": Words(), "xpos": Parts(keyed=False), "feats": Parts(keyed=True)}
    return SimpleNamespace(model=Model(), vocab=vocab)


def chosen(trainer: Any, lengths: list[int]) -> list[Any]:
    Combinations(ROWS).bind(trainer)
    _, tags = trainer.model(*[None] * 7, lengths)
    return [one.tolist() for one in tags]


NOUN, ADVERB = [0.0, 4.0, 0.0], [0.0, 0.0, 4.0]


def test_scores_that_disagree_are_settled_by_all_of_them() -> None:
    neuter, barely_common = [0.0, 3.0, 0.0], [0.0, 0.0, 0.4]
    plural, barely_singular = [0.0, 2.0, 0.0], [0.0, 0.0, 0.3]
    trainer = tagger(
        {
            "upos": [[NOUN]],
            "xpos": [[NOUN], [barely_common], [plural]],
            "feats": [[neuter], [barely_singular]],
        }
    )
    upos, xpos, feats = chosen(trainer, [1])
    assert (upos, xpos, feats) == ([[1]], [[[1, 1, 1]]], [[[1, 1]]])


def test_every_word_gets_its_own_place() -> None:
    """Two words and one word: a packed batch holds first words first."""
    none, neuter, plural = [4.0, 0.0, 0.0], [0.0, 4.0, 0.0], [0.0, 4.0, 0.0]
    common, singular = [0.0, 0.0, 4.0], [0.0, 0.0, 4.0]
    trainer = tagger(
        {
            "upos": [[NOUN, ADVERB, NOUN]],
            "xpos": [[NOUN, ADVERB, NOUN], [neuter, none, common], [plural, none, singular]],
            "feats": [[neuter, none, common], [plural, none, singular]],
        }
    )
    upos, xpos, feats = chosen(trainer, [2, 1])
    assert upos == [[1, 1], [2, 0]]
    assert xpos == [[[1, 1, 1], [1, 2, 2]], [[2, 0, 0], [0, 0, 0]]]
    assert feats == [[[1, 1], [2, 2]], [[0, 0], [0, 0]]]


def test_a_model_without_the_list_has_none(tmp_path: Path) -> None:
    assert Combinations.of(tmp_path) is None


@pytest.mark.parametrize("content", ["{", "[[1]]", "7", json.dumps([["NOUN", "NN", "", "many"]])])
def test_a_list_that_cannot_be_read_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="not a list of tag combinations"):
        Combinations.of(tmp_path)
