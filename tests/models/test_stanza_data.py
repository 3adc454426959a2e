"""What Stanza trains from, and the calls that train it; no Stanza needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.train import stanza_data
from models.train.corpus import Sentence, Word, read_conllu
from models.train.stanza_recipe import STEPS, command

TREE = Sentence(
    "s-1",
    (
        Word("Kurser", lemma="kurs", upos="NOUN", xpos="NN", feats="Number=Plur", head=1,
             deprel="nsubj"),
        Word("startar", lemma="starta", upos="VERB", xpos="VB", head=1, deprel="ROOT"),
        Word("t ex", lemma="till_exempel", upos="ADV", xpos="AB|AN", head=3, deprel="advmod"),
        Word("här", space=False, lemma="här", upos="ADV", xpos="AB", head=1, deprel="advmod"),
        Word(".", lemma=".", upos="PUNCT", xpos="MAD", head=1, deprel="punct"),
    ),
    trees=True,
    names=False,
)  # fmt: skip


def test_trees_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "trees.conllu"
    stanza_data.write_conllu([TREE, TREE], path)
    first, second = read_conllu(path)
    assert first.words == second.words == TREE.words


def test_names_are_lists_of_text_and_tag(tmp_path: Path) -> None:
    path = tmp_path / "names.json"
    words = (Word("Foto", entity="O"), Word("Eva", entity="B-PER"), Word("x"))
    stanza_data.write_names([Sentence("n", words, trees=False, names=True)], path)
    assert json.loads(path.read_text(encoding="utf-8")) == [
        [{"text": "Foto", "ner": "O"}, {"text": "Eva", "ner": "B-PER"}, {"text": "x", "ner": "O"}]
    ]


def test_each_form_once_with_its_commonest_lemma() -> None:
    def one(lemma: str, upos: str) -> Sentence:
        return Sentence("x", (Word("led", lemma=lemma, upos=upos),), trees=True, names=False)

    sentences = [one("leda", "VERB"), one("lida", "VERB"), one("leda", "VERB"), one("led", "NOUN")]
    (found,) = stanza_data.word_types(sentences)
    assert [(w.form, w.upos, w.lemma) for w in found.words] == [
        ("led", "NOUN", "led"),
        ("led", "VERB", "leda"),
    ]
    assert [w.deprel for w in found.words] == ["ROOT", "dep"]
    parts = list(stanza_data.word_types([TREE], length=2))
    assert [len(p.words) for p in parts] == [2, 2, 1]


def test_vocabulary_holds_our_words_and_fills_up_with_common_ones(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("och och och på på startar t_ex zebra\n", encoding="utf-8")
    words = stanza_data.common_words(text, [TREE], 7)
    assert words == ["och", "på", "startar", "t ex", ".", "här", "kurser"]
    assert len(stanza_data.common_words(text, [TREE], 3)) == 5  # ours are never left out


@pytest.mark.parametrize(
    ("step", "files"),
    [
        ("pos", {"trees-train.conllu", "trees-dev.conllu"}),
        ("depparse", {"trees-train.conllu", "trees-dev.conllu"}),
        ("lemma", {"lemmas-train.conllu", "trees-dev.conllu"}),
        ("ner", {"names-train.json", "names-dev.json"}),
    ],
)
def test_a_step_is_a_call_with_fixed_seed_and_no_test_split(step: str, files: set[str]) -> None:
    line = command(step, Path("work"))
    assert {Path(part).name for part in line if part.endswith((".conllu", ".json"))} == files
    assert line[line.index("--seed") + 1] == "1234"
    assert ("--wordvec_pretrain_file" in line) == (step != "lemma")
    short = command(step, Path("work"), steps=3)
    assert short[-1] in {"1", "3"}
    assert step in STEPS


def test_a_tagger_goes_on_from_its_own_weights_at_a_lower_rate() -> None:
    first, second = (command("pos", Path("work"), second=second) for second in (False, True))
    assert "stanza.models.tagger" in first
    assert "models.train.stanza_continue" in second
    assert "work/pos/pos.first.pt" in second
    assert "work/pos/pos.pt" not in first
    assert second[second.index("--lr") + 1] == "0.001"
