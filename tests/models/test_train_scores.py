"""The evaluation counts what the shared task counts."""

from __future__ import annotations

import pytest

from models.train.scores import Ratio, compare, entity_spans, rows, score_names
from pipeline.tag.assemble import Analysis


def word(lemma: str, head: int, dep: str, feats: str = "", pos: str = "NOUN") -> Analysis:
    return Analysis(lemma, pos, "NN", feats, head, dep)


GOLD = [
    word("hon", 1, "nsubj:pass", "Case=Nom|Typo=Yes"),
    word("gå", 1, "root"),
    word(".", 1, "punct"),
]


def test_a_perfect_system() -> None:
    gold = [rows(["Hon", "går", "."], GOLD, 0)]
    found = compare(gold, gold)
    assert found.sentences.f1 == found.words.f1 == 1
    assert all(ratio.f1 == 1 for ratio in found.metrics.values())


def test_subtypes_and_language_features_do_not_count_in_the_shared_task() -> None:
    gold = [rows(["Hon", "går", "."], GOLD, 0)]
    system = [rows(["Hon", "går", "."], [word("hon", 1, "nsubj", "Case=Nom"), *GOLD[1:]], 0)]
    metrics = compare(gold, system).metrics
    assert metrics["LAS"].f1 == 1
    assert metrics["LAS strict"].f1 == pytest.approx(2 / 3)
    assert metrics["UFeats"].f1 == 1


def test_words_are_matched_by_characters() -> None:
    gold = [rows(["12 000", "kr"], [word("12 000", 1, "nummod"), word("krona", 1, "root")], 0)]
    system = [
        rows(
            ["12", "000", "kr"],
            [word("12", 2, "nummod"), word("000", 2, "nummod"), word("krona", 2, "root")],
            0,
        )
    ]
    found = compare(gold, system)
    assert (found.words.correct, found.words.predicted, found.words.gold) == (1, 3, 2)
    assert found.metrics["LAS"].correct == 1
    assert found.sentences.f1 == 1


def test_a_split_sentence_is_one_missed_and_two_wrong() -> None:
    gold = [rows(["Hon", "går", "."], GOLD, 0)]
    system = [rows(["Hon"], [word("hon", 0, "root")], 0), rows(["går", "."], GOLD[:2], 3)]
    assert compare(gold, system).sentences == Ratio(correct=0, predicted=2, gold=1)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([("PER", True), ("PER", False)], {(0, 2, "PER")}),
        ([("PER", True), ("PER", True)], {(0, 1, "PER"), (1, 2, "PER")}),
        ([("PER", False), ("LOC", False), ("", False)], {(0, 1, "PER"), (1, 2, "LOC")}),
        ([], set()),
    ],
)
def test_entity_spans(tags: list[tuple[str, bool]], expected: set[tuple[int, int, str]]) -> None:
    assert entity_spans(tags) == expected


def test_names_count_by_exact_span_and_label() -> None:
    gold = [{(0, 2, "PER"), (3, 4, "LOC"), (5, 6, "MISC")}]
    system = [{(0, 1, "PER"), (3, 4, "LOC"), (7, 8, "MISC")}]
    found = score_names(gold, system, ("PER", "LOC"))
    assert found["all"] == Ratio(correct=1, predicted=2, gold=2)
    assert found["LOC"].f1 == 1
    assert found["PER"].precision == 0
