"""Analyses of a backend and our tokens become one article."""

from __future__ import annotations

import pytest

from pipeline.article import Article, Block, BlockKind, Span, Tokens
from pipeline.tag.assemble import Analysis, assemble, clean, entity_label, one_root, sentence_words
from pipeline.tokens import tokenize


def tokens_of(text: str) -> Tokens:
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH)
    return tokenize(Article("a", "a.txt", "", text), [block])


def word(head: int, dep: str = "dep", pos: str = "NOUN") -> Analysis:
    return Analysis("", pos, "NN", "", head, dep)


def test_backend_is_given_sentences_with_spaces() -> None:
    first, second = sentence_words(tokens_of("Hon”, säger\u00a0han. Ja!"))
    assert first.forms == ("Hon", '"', ",", "säger", "han", ".")
    assert first.spaces == (False, False, True, True, False, False)
    assert second.forms == ("Ja", "!")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("arbets\u00admarknad", "arbetsmarknad"),
        ("o\u0308n", "ön"),
        ("\u200b", "_"),
        ("jobb", "jobb"),
    ],
)
def test_backend_is_given_clean_forms(form: str, expected: str) -> None:
    assert clean(form) == expected


def test_heads_are_indices_in_the_article() -> None:
    tokens = tokens_of("Hon går. Han står.")
    sentence = [word(1, "nsubj"), word(1, "root"), word(1, "punct")]
    tagged = assemble(tokens, [sentence, sentence])
    assert [t.head for t in tagged.tokens] == [1, 1, 1, 4, 4, 4]
    assert [t.sentence for t in tagged.tokens] == [0, 0, 0, 1, 1, 1]
    assert all(tagged.text[t.start : t.end] == t.text for t in tagged.tokens)
    assert tagged.tokens[0].lemma == "hon"


def test_a_backend_that_loses_a_token_is_found_out() -> None:
    with pytest.raises(ValueError, match="1 analyses for 2 tokens"):
        assemble(tokens_of("Hon går"), [[word(0, "root")]])


@pytest.mark.parametrize(
    ("heads", "deps", "expected_heads", "expected_deps"),
    [
        ([1, 1], ["nsubj", "root"], [1, 1], ["nsubj", "root"]),
        ([0, 1], ["root", "root"], [0, 0], ["root", "parataxis"]),
        ([1, 0, 2], ["nsubj", "obj", "root"], [2, 0, 2], ["parataxis", "obj", "root"]),
        ([9], ["dep"], [0], ["root"]),
    ],
)
def test_one_root(
    heads: list[int], deps: list[str], expected_heads: list[int], expected_deps: list[str]
) -> None:
    fixed = one_root([word(h, d) for h, d in zip(heads, deps, strict=True)])
    assert [w.head for w in fixed] == expected_heads
    assert [w.dep for w in fixed] == expected_deps


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("PRS", "PER"), ("person", "PER"), ("ORG", "ORG"), ("inst", "ORG"), ("GPE", "LOC"), ("place", "LOC"),
        ("TME", ""), ("MSR", ""), ("WRK", "MISC"), ("EVN", "MISC"), ("okänt", "MISC"), ("", ""),
    ],
)  # fmt: skip
def test_entity_labels_of_other_models(label: str, expected: str) -> None:
    assert entity_label(label) == expected
