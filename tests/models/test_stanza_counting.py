"""Which sentences are tagged to count forms."""

from __future__ import annotations

import random

import pytest

from models.train.stanza_forms import choose

KNOWN = dict.fromkeys(["vi", "har", "en", "kurs", "i", "dag", "ny"], 50)


@pytest.mark.parametrize(
    ("sentence", "chosen"),
    [
        ("vi har en ny kurs i dag", False),  # nothing rare
        ("vi har en snickarkurs i vårsolen", True),  # two rare forms
        ("vi har en kurs i Vårgårda Alingsås 2021", False),  # names and figures are not forms
        ("ny snickarkurs vårsolen", False),  # too short to show an article
    ],
)
def test_sentences_with_rare_forms_are_chosen(sentence: str, chosen: bool) -> None:
    found = list(choose([sentence.split()], KNOWN, random.Random(1)))
    assert found == ([sentence.split()] if chosen else [])


def test_a_form_is_no_longer_rare_when_seen_often() -> None:
    sentence = "vi har en snickarkurs i vårsolen".split()
    assert len(list(choose([sentence] * 20, KNOWN, random.Random(1)))) == 6


def test_the_text_ends_at_its_size() -> None:
    sentences = [f"vi har ord{'abcdefgh'[i]} och sak{'abcdefgh'[i]}".split() for i in range(8)]
    assert len(list(choose(sentences, KNOWN, random.Random(1), size=12))) == 3
