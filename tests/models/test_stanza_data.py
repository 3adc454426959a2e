"""What Stanza trains from, and the calls that train it; no Stanza needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.train import stanza_data
from models.train.corpus import Sentence, Word, read_conllu
from models.train.stanza_continue import fitting
from models.train.stanza_recipe import STEPS, command, stages

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
    first, second = (command("pos", Path("work"), stage=stage) for stage in (0, 1))
    assert "stanza.models.tagger" in first
    assert "models.train.stanza_continue" in second
    assert "work/pos/pos.1.pt" in second
    assert "work/pos/pos.pt" not in first
    assert second[second.index("--lr") + 1] == "0.001"


def test_names_go_on_with_the_news_and_an_embedding_of_each_word() -> None:
    lines = [command("ner", Path("work"), stage=stage) for stage in range(len(stages("ner")))]
    tuned = ["--no_emb_finetune" not in line for line in lines]
    on_news = ["work/names-news.json" in line for line in lines]
    assert tuned == on_news == [False, False, True, True]


def test_what_fits_is_taken_over_by_name() -> None:
    torch = pytest.importorskip("torch")
    tags = {"_id2unit": {0: ["O", "B-PER", "B-LOC"]}}
    saved = {
        "vocab": {"char": {"_id2unit": ["a", "b", "ö"]}, "tag": tags},
        "model": {
            "charmodel.char_emb.weight": torch.tensor([[1.0], [2.0], [3.0]]),
            "tag_clfs.0.bias": torch.tensor([1.0, 2.0, 3.0]),
            "crits.0._transitions": torch.arange(9.0).reshape(3, 3),
            "lstm.weight": torch.ones(2, 2),
            "delta_emb.weight": torch.ones(5, 2),
        },
    }
    ours = {
        "charmodel.char_emb.weight": torch.zeros(3, 1),
        "tag_clfs.0.bias": torch.zeros(4),
        "crits.0._transitions": torch.zeros(4, 4),
        "lstm.weight": torch.zeros(2, 2),
        "delta_emb.weight": torch.zeros(9, 2),
    }
    units = {"char": ["b", "a", "x"], "tag": ["B-LOC", "O", "B-ORG", "B-PER"]}
    taken = fitting(saved, ours, units)
    assert taken["charmodel.char_emb.weight"].tolist() == [[2.0], [1.0], [0.0]]
    assert taken["tag_clfs.0.bias"].tolist() == [3.0, 1.0, 0.0, 2.0]
    assert taken["crits.0._transitions"].tolist() == [
        [8.0, 6.0, 0.0, 7.0],
        [2.0, 0.0, 0.0, 1.0],
        [0.0, 0.0, 0.0, 0.0],
        [5.0, 3.0, 0.0, 4.0],
    ]
    assert set(ours) - set(taken) == {"delta_emb.weight"}
