"""Counts of forms: what they say of a form, of one that ends like it, and of none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import ModelError
from pipeline.tag.stanza_forms import FILE, Forms

NEUTER, COMMON, PLURAL, VERB, ADVERB = range(5)
ROWS = [
    ("NOUN", "NN|NEU|SIN", "Gender=Neut|Number=Sing", 100),
    ("NOUN", "NN|UTR|SIN", "Gender=Com|Number=Sing", 300),
    ("NOUN", "NN|UTR|PLU", "Gender=Com|Number=Plur", 200),
    ("VERB", "VB|INF", "VerbForm=Inf", 300),
    ("ADV", "AB", "", 100),
]
FORMS = {
    "uppdrag": {NEUTER: 40, PLURAL: 1},
    "satsning": {COMMON: 30},
    "mätning": {COMMON: 5},
    "rapport": {COMMON: 4, VERB: 6},
    "idag": {ADVERB: 9},
}


def best(forms: Forms, word: str, part: str) -> int:
    """The favoured combination among those of one part of speech."""
    (scores,) = forms.scores([word])
    return max((i for i, row in enumerate(ROWS) if row[0] == part), key=lambda i: scores[i])


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("uppdrag", NEUTER),
        ("Uppdrag", NEUTER),  # at the start of a sentence
        ("regeringsuppdrag", NEUTER),  # inflects like its last part
        ("satsning", COMMON),
        ("skattning", COMMON),  # like most in -ning
    ],
)
def test_a_form_or_its_ending_tells_the_gender(word: str, expected: int) -> None:
    assert best(Forms(ROWS, FORMS), word, "NOUN") == expected


def test_the_part_of_speech_is_left_to_the_sentence() -> None:
    (scores,) = Forms(ROWS, FORMS).scores(["rapport"])
    shares = np.exp(scores / 1.5)
    for part in ("NOUN", "VERB", "ADV"):
        of_part = [share for share, row in zip(shares, ROWS, strict=True) if row[0] == part]
        assert sum(of_part) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("word", ["Zetterqvist", "xy", "—"])
def test_what_nothing_is_known_of_gets_no_score(word: str) -> None:
    assert not Forms(ROWS, FORMS).scores([word]).any()


def test_a_closed_word_class_is_no_ending() -> None:
    assert not Forms(ROWS, {"sedan": {ADVERB: 50}}).scores(["bortsedan"]).any()


def test_counts_are_read_from_the_file_beside_a_model(tmp_path: Path) -> None:
    assert Forms.of(tmp_path, ROWS) is None
    lines = "".join(
        form + "\t" + " ".join(f"{i}:{n}" for i, n in counts.items()) + "\n"
        for form, counts in FORMS.items()
    )
    (tmp_path / FILE).write_text(lines, encoding="utf-8")
    read = Forms.of(tmp_path, ROWS)
    assert read is not None
    words = ["uppdrag", "rapport", "avrapport", "okänd"]
    assert np.array_equal(read.scores(words), Forms(ROWS, FORMS).scores(words))


@pytest.mark.parametrize("line", ["hus", "hus\t", "hus\t0", "hus\tett:2", "hus\t5:1"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ModelError, match="not a list of forms"):
        Forms.of(tmp_path, ROWS)
