"""Known lemmas behind the trained lemmatizer."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.train.corpus import Sentence, Word
from models.train.lemmas import write_lemmas
from pipeline.errors import ModelError
from pipeline.tag.lemmas import FILE, Lemmas

DEF = "NN|NEU|SIN|DEF|NOM"
PAST = "VB|PRT|AKT"


@pytest.fixture
def lemmas() -> Lemmas:
    return Lemmas({DEF: {"yrket": "yrke", "samhället": "samhälle"}, PAST: {"kom": "komma"}})


@pytest.mark.parametrize(
    ("form", "pos", "tag", "guess", "expected"),
    [
        ("yrket", "NOUN", DEF, "yrk", "yrke"),
        ("Yrket", "NOUN", DEF, "yrk", "yrke"),
        ("idealsamhället", "NOUN", DEF, "idealsamhäll", "idealsamhälle"),
        ("småyrket", "NOUN", DEF, "småyrk", "småyrk"),  # the last part is too short to be sure
        ("tillkom", "VERB", PAST, "tillkom", "tillkomma"),
        ("välkom", "VERB", PAST, "välkom", "välkom"),  # no particle before it
        ("yrket", "VERB", PAST, "yrka", "yrka"),  # another tag
        (".", "PUNCT", "MAD", ".", "."),
    ],
)
def test_words(lemmas: Lemmas, form: str, pos: str, tag: str, guess: str, expected: str) -> None:
    assert lemmas.lemma(form, pos, tag, guess) == expected


@pytest.mark.parametrize(
    ("form", "tag", "guess", "expected"),
    [
        ("Umeå", "PM|NOM", "Ume", "Umeå"),
        ("Umeås", "PM|GEN", "Umeå", "Umeå"),
        ("Umeås", "PM|GEN", "ume", "Umeå"),
        ("EU:s", "PM|GEN", "eu", "EU"),
        ("Markus", "PM|GEN", "Markus", "Markus"),
    ],
)
def test_names(lemmas: Lemmas, form: str, tag: str, guess: str, expected: str) -> None:
    assert lemmas.lemma(form, "PROPN", tag, guess) == expected


def test_table_keeps_unambiguous_pairs(tmp_path: Path) -> None:
    words = (
        Word("Yrket", lemma="yrke", upos="NOUN", xpos=DEF),
        Word("kom", lemma="komma", upos="VERB", xpos=PAST),
        Word("fann", lemma="finna", upos="VERB", xpos=PAST),
        Word("fann", lemma="finnas", upos="VERB", xpos=PAST),
        Word("Eva", lemma="Eva", upos="PROPN", xpos="PM|NOM"),
        Word("yrkes-", lemma="yrkesval", upos="NOUN", xpos=DEF),
        Word("12", lemma="12", upos="NUM", xpos="RG|NOM"),
    )
    write_lemmas([Sentence("s", words, trees=True, names=False)], tmp_path)
    read = Lemmas.of(tmp_path)
    assert read is not None
    assert read.lemma("yrket", "NOUN", DEF, "?") == "yrke"
    assert read.lemma("kom", "VERB", PAST, "?") == "komma"
    assert [read.lemma(f, "X", t, "?") for f, t in [("fann", PAST), ("yrkes-", DEF)]] == ["?", "?"]
    assert "Eva" not in (tmp_path / FILE).read_text()


def test_no_table_and_a_broken_one(tmp_path: Path) -> None:
    assert Lemmas.of(tmp_path) is None
    (tmp_path / FILE).write_text("{")
    with pytest.raises(ModelError, match="not a lemma table"):
        Lemmas.of(tmp_path)
