"""Reading treebanks and name corpora, and joining them."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.train.corpus import (
    Sentence,
    Word,
    guess_spaces,
    harmonise,
    places_of,
    read_bio,
    read_conllu,
    with_names,
)

CONLLU = """\
# newpar id = p1
# sent_id = s-1
# text = Eva går.
1\tEva\tEva\tPROPN\tPM|NOM\tCase=Nom\t2\tnsubj\t_\t_
2-3\tgårt\t_\t_\t_\t_\t_\t_\t_\t_
2\tgår\tgå\tVERB\tVB|PRS|AKT\tMood=Ind\t0\troot\t_\tSpaceAfter=No
2.1\tinte\tinte\t_\t_\t_\t_\t_\t_\t_
3\t.\t.\tPUNCT\tMAD\t_\t2\tpunct\t_\t_

# sent_id = s-2
1\tt ex\ttill_exempel\tADV\tAB|AN\tAbbr=Yes\t0\troot\t_\t_
"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "train.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return path


def test_conllu_words_without_ranges_and_empty_nodes(treebank: Path) -> None:
    first, second = read_conllu(treebank)
    assert [w.form for w in first.words] == ["Eva", "går", "."]
    assert [w.head for w in first.words] == [1, 1, 1]
    assert [w.deprel for w in first.words] == ["nsubj", "ROOT", "punct"]
    assert first.text == "Eva går."
    assert (first.opens_paragraph, second.opens_paragraph) == (True, False)
    assert second.words[0].form == "t ex"
    assert (first.trees, first.names) == (True, False)


def test_names_join_trees_by_id(treebank: Path, tmp_path: Path) -> None:
    bio, ids = tmp_path / "train.conll", tmp_path / "train.ids"
    bio.write_text("Eva\tB-PER\ngår\tO\n.\tO\n\nannan\tO\n", encoding="utf-8")
    ids.write_text("s-1\ns-9\n", encoding="utf-8")
    first, second = with_names(read_conllu(treebank), bio, ids)
    assert [w.entity for w in first.words] == ["B-PER", "O", "O"]
    assert first.names
    assert not second.names


def test_bio_sentences(tmp_path: Path) -> None:
    path = tmp_path / "x-train.conll"
    path.write_text("Region\tB-ORG\nSkåne\tI-ORG\n\nJa\tO\n!\tO\n", encoding="utf-8")
    first, second = read_bio(path)
    assert [w.entity for w in first.words] == ["B-ORG", "I-ORG"]
    assert second.text == "Ja!"
    assert not second.trees


@pytest.mark.parametrize(
    ("forms", "text"),
    [
        ('" Ja " , säger hon ( 42 ) .', '"Ja", säger hon (42).'),
        ("Foto : Eva / SVT", "Foto: Eva/SVT"),
        ("45 % av dem ?", "45% av dem?"),
    ],
)
def test_spaces_are_guessed_by_typography(forms: str, text: str) -> None:
    words = forms.split()
    spaces = guess_spaces(words)
    shown = "".join(w + " " * s for w, s in zip(words, spaces, strict=True))
    assert shown.strip() == text


def named(text: str) -> Sentence:
    """``Eva/B-PER går`` as a sentence."""
    pairs = [(form, tag or "O") for form, _, tag in (w.partition("/") for w in text.split())]
    return Sentence("s", tuple(Word(f, entity=t) for f, t in pairs), trees=False, names=True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kapten/B-PER Ek/I-PER går", "kapten Ek/B-PER går"),
        ("Eva/B-PER Ek/I-PER går", "Eva/B-PER Ek/I-PER går"),
        ("Norge/B-ORG säger ja", "Norge/B-LOC säger ja"),
        ("Norges/B-ORG bank/I-ORG", "Norges/B-ORG bank/I-ORG"),
        ("Saab/B-ORG säger ja", "Saab/B-ORG säger ja"),
    ],
)
def test_names_in_one_manner(before: str, after: str) -> None:
    places = places_of([named("Norge/B-LOC Norges/B-LOC Norge/B-ORG Saab/B-ORG")])
    assert list(harmonise([named(before)], places)) == [named(after)]
