"""Augmented sentences keep the annotation right."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from models.train.augment import Augmenter, Gazetteer, drop_stop, long_dashes, lower_first, recase
from models.train.corpus import Sentence, Word
from models.train.templates import TEMPLATES

GAZETTEER = Gazetteer(
    given=("Eva", "Omar"),
    given_weights=(1.0, 1.0),
    surnames=("Ek", "Said"),
    surname_weights=(1.0, 1.0),
    municipalities=("Upplands Väsby", "Kiruna"),
    places=("Abisko", "Råneå"),
    organisations=("Statens museum", "Lantmäteriet"),
)


def sentence() -> Sentence:
    rows = [
        ("'", "'", "PUNCT", "PAD", 2, "punct", "O"),
        ("Kommunen", "kommun", "NOUN", "NN|UTR|SIN|DEF|NOM", 2, "nsubj", "O"),
        ("betalar", "betala", "VERB", "VB|PRS|AKT", 2, "ROOT", "O"),
        ("Bos", "Bo", "PROPN", "PM|GEN", 4, "nmod:poss", "B-PER"),
        ("1970", "1970", "NUM", "RG|NOM", 2, "obj", "O"),
        ("'", "'", "PUNCT", "PAD", 2, "punct", "O"),
        ("-", "-", "PUNCT", "MID", 2, "punct", "O"),
        (".", ".", "PUNCT", "MAD", 2, "punct", "O"),
    ]
    words = tuple(Word(f, True, m, u, x, "", h, d, e) for f, m, u, x, h, d, e in rows)
    return Sentence("s", words, trees=True, names=True)


def augmenter(seed: int = 1) -> Augmenter:
    return Augmenter(GAZETTEER, random.Random(seed))


@pytest.mark.parametrize("seed", range(40))
def test_every_copy_is_a_well_formed_tree(seed: int) -> None:
    changed = augmenter(seed)(sentence())
    n = len(changed.words)
    assert all(0 <= w.head < n for w in changed.words)
    assert sum(w.deprel == "ROOT" for w in changed.words) == 1
    root = next(i for i, w in enumerate(changed.words) if w.deprel == "ROOT")
    assert changed.words[root].lemma == "betala"
    assert changed.words[root].head == root
    assert all(w.upos and w.xpos and w.lemma and w.entity for w in changed.words)


def test_same_seed_same_copies() -> None:
    first, second = augmenter(5), augmenter(5)
    assert [first(sentence()) for _ in range(9)] == [second(sentence()) for _ in range(9)]


def test_names_are_swapped_in_the_same_case() -> None:
    changed = augmenter().swap_names(sentence())
    name = changed.words[3]
    assert (name.form, name.lemma) in {
        ("Evas", "Eva"),
        ("Omars", "Omar"),
        ("Eks", "Ek"),
        ("Saids", "Said"),
    }
    assert name.entity == "B-PER"


def test_quotes_dashes_stops_and_case() -> None:
    marks = {w.form for w in augmenter().restyle_quotes(sentence()).words if w.xpos == "PAD"}
    assert len(marks) in {1, 2}
    assert long_dashes(sentence()).words[6].form == "–"
    assert drop_stop(sentence()).words[-1].form == "-"
    assert recase(sentence(), str.upper).words[1].form == "KOMMUNEN"
    assert recase(sentence(), str.upper).words[1].lemma == "kommun"
    first = replace(sentence(), words=sentence().words[1:])
    assert lower_first(first).words[0].form == "kommunen"


def test_years_move_to_our_time() -> None:
    year = augmenter().new_digits(sentence()).words[4]
    assert 1990 <= int(year.form) <= 2030
    assert year.lemma == year.form


def test_attribution_hangs_on_the_statement() -> None:
    words = augmenter().attribute(sentence()).words
    verb = next(i for i, w in enumerate(words) if w.deprel == "parataxis")
    assert words[words[verb].head].deprel == "ROOT"
    speaker = [w for w in words if w.head == verb and w.deprel == "nsubj"]
    assert [w.entity for w in speaker] == ["B-PER"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_templates_fill(template: str) -> None:
    filled = augmenter().fill(template)
    assert "{" not in filled.text
    named = any(w.entity != "O" for w in filled.words)
    assert named == ("{" in template)
