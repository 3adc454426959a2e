"""Sentences as spaCy examples, and the corpus readers that the training configuration names."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from models.train import corpus
from models.train.augment import Augmenter
from models.train.corpus import Sentence
from models.train.gazetteer import Gazetteer

Reader = Callable[[Language], Iterator[Example]]


def gold_doc(vocab: Vocab, sentence: Sentence) -> Doc:
    """The reference annotation; what the sentence lacks is left unset, which spaCy reads as
    missing.
    """
    words = sentence.words
    trees = sentence.trees
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        tags=[w.xpos for w in words] if trees else None,
        pos=[w.upos for w in words] if trees else None,
        morphs=[w.feats for w in words] if trees else None,
        lemmas=[w.lemma for w in words] if trees else None,
        heads=[w.head for w in words] if trees else None,
        deps=[w.deprel for w in words] if trees else None,
        ents=[w.entity or "O" for w in words] if sentence.names else None,
    )


def bare_doc(vocab: Vocab, sentence: Sentence) -> Doc:
    """Words and spaces only: what a tagger is given."""
    return Doc(
        vocab,
        words=[w.form for w in sentence.words],
        spaces=[w.space for w in sentence.words],
    )


def example(vocab: Vocab, sentence: Sentence) -> Example:
    return Example(bare_doc(vocab, sentence), gold_doc(vocab, sentence))


@registry.readers("insats.train.v1")
def train_reader(data: str, name_corpora: list[str], copies: int, seed: int, trees: bool) -> Reader:
    """Every training sentence as it stands and ``copies`` times augmented in the style of news."""
    kept: list[Sentence] = []

    def read(nlp: Language) -> Iterator[Example]:
        if not kept:
            kept.extend(_training_sentences(Path(data), name_corpora, copies, seed, trees))
        for sentence in kept:
            yield example(nlp.vocab, sentence)

    return read


def _training_sentences(
    data: Path, name_corpora: list[str], copies: int, seed: int, trees: bool
) -> Iterator[Sentence]:
    sentences = corpus.talbanken(data, "train") + corpus.training_names(data, name_corpora)
    if not trees:
        sentences = [s for s in sentences if s.names]
    augmenter = Augmenter(Gazetteer.load(data / "reference"), random.Random(seed))
    yield from sentences
    for _ in range(copies):
        yield from map(augmenter, sentences)
        yield from augmenter.invented(len(sentences) // 15)


@registry.readers("insats.dev.v1")
def dev_reader(data: str, name_corpora: list[str]) -> Reader:
    """The development splits, unchanged."""

    def read(nlp: Language) -> Iterator[Example]:
        sentences = corpus.talbanken(Path(data), "dev")
        for name in name_corpora:
            sentences += corpus.names(Path(data), name, "dev")
        for sentence in sentences:
            yield example(nlp.vocab, sentence)

    return read
