"""What Stanza trains from: CoNLL-U, JSON with names, and a table of word vectors."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import spacy

from models.train import corpus
from models.train.augment import Augmenter
from models.train.corpus import Sentence, Word
from models.train.gazetteer import Gazetteer
from models.train.vectors import write_text

WORDS = 100_000
NAME_CORPORA = ("webnews2012", "sucx3")
# Of each corpus as it stands and so many times in the dress of today's news (``augment.py``).
TREE_COPIES = 3
NAME_COPIES = 2
# Sentences from templates in the last stages.
TEMPLATES = 1_200


def write_all(data: Path, vectors: Path, work: Path, seed: int = 11) -> None:
    """Every training and development file in ``work``; vectors from the spaCy model ``vectors``."""
    work.mkdir(parents=True, exist_ok=True)
    gazetteer = Gazetteer.load(data / "reference")
    train = corpus.talbanken(data, "train")
    augmenter = Augmenter(gazetteer, random.Random(seed))
    trees = [*train, *(augmenter(s) for _ in range(TREE_COPIES) for s in train)]
    write_conllu(trees, work / "trees-train.conllu")
    write_conllu(corpus.talbanken(data, "dev"), work / "trees-dev.conllu")
    write_conllu(word_types(train), work / "lemmas-train.conllu")

    named = corpus.training_names(data, NAME_CORPORA) + [s for s in train if s.names]
    augmenter = Augmenter(gazetteer, random.Random(seed + 1))
    names = list(named)
    for _ in range(NAME_COPIES):
        names += map(augmenter, named)
        names += augmenter.invented(len(named) // 15)
    write_names(names, work / "names-train.json")
    dev = [s for name in NAME_CORPORA for s in corpus.names(data, name, "dev")]
    write_names(dev + corpus.talbanken(data, "dev"), work / "names-dev.json")
    write_names(news_names(data, gazetteer, seed + 20), work / "names-news.json")
    news = corpus.names(data, "webnews2012", "dev") + corpus.talbanken(data, "dev")
    write_names(news, work / "names-news-dev.json")

    text = work / "text.txt"
    if not text.is_file():
        write_text(data, text)
    write_vectors(common_words(text, trees + names, WORDS), vectors, work / "vectors.txt")


def news_names(data: Path, gazetteer: Gazetteer, seed: int) -> list[Sentence]:
    """For the last stages: news twice as it stands and once changed, and less of the rest. SUC's
    ``MISC`` is another thing than that of the news: sentences with it are left out.
    """
    news, both = (corpus.training_names(data, NAME_CORPORA[:n]) for n in (1, 2))
    suc = [s for s in both[len(news) :] if not any(w.entity.endswith("MISC") for w in s.words)]
    trees = [s for s in corpus.talbanken(data, "train") if s.names]
    augmenter = Augmenter(gazetteer, random.Random(seed))
    changed = list(map(augmenter, news))
    return [*news, *news, *changed, *suc, *map(augmenter, trees), *augmenter.invented(TEMPLATES)]


def word_types(sentences: Iterable[Sentence], length: int = 50) -> Iterator[Sentence]:
    """Every form once with each part of speech it has, and its commonest lemma: what a lemmatizer
    must learn is the rare word, and a treebank shows it the common ones a thousand times.
    """
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for word in (w for s in sentences for w in s.words):
        seen[word.form, word.upos][word.lemma] += 1
    words = [
        Word(form, lemma=lemmas.most_common(1)[0][0], upos=upos, deprel="dep")
        for (form, upos), lemmas in sorted(seen.items())
    ]
    for start in range(0, len(words), length):
        part = words[start : start + length]
        part[0] = replace(part[0], deprel="ROOT")
        yield Sentence(f"types-{start}", tuple(part), trees=True, names=False)


def write_conllu(sentences: Iterable[Sentence], path: Path) -> None:
    """Sentences with trees in CoNLL-U."""
    with path.open("w", encoding="utf-8") as out:
        for sentence in sentences:
            out.write(f"# text = {sentence.text}\n")
            for i, word in enumerate(sentence.words):
                root = word.head == i
                columns = (
                    str(i + 1),
                    word.form,
                    word.lemma or "_",
                    word.upos,
                    word.xpos or "_",
                    word.feats or "_",
                    "0" if root else str(word.head + 1),
                    "root" if root else word.deprel,
                    "_",
                    "_" if word.space else "SpaceAfter=No",
                )
                out.write("\t".join(columns) + "\n")
            out.write("\n")


def write_names(sentences: Iterable[Sentence], path: Path) -> None:
    """Sentences with names as Stanza's JSON: a list of lists of ``text`` and ``ner``."""
    rows = [[{"text": w.form, "ner": w.entity or "O"} for w in s.words] for s in sentences]
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def common_words(text: Path, sentences: Sequence[Sentence], size: int) -> list[str]:
    """The words of the training sentences and the commonest of the text, in lower case, by
    frequency.
    """
    with text.open(encoding="utf-8") as lines:
        counts = Counter(word.replace("_", " ") for line in lines for word in line.split())
    ours = {w.form.lower() for s in sentences for w in s.words}
    others = (word for word, _ in counts.most_common() if word not in ours)
    kept = ours.union(islice(others, max(0, size - len(ours))))
    return sorted(kept, key=lambda word: (-counts[word], word))


def write_vectors(words: Sequence[str], model: Path, path: Path) -> None:
    """A text file of vectors. Stanza reads a space inside a word as a no-break space."""
    lookup = _lookup(model)
    with path.open("w", encoding="utf-8") as out:
        rows = list(lookup(words))
        out.write(f"{len(words)} {len(rows[0])}\n")
        for word, row in zip(words, rows, strict=True):
            shown = word.replace(" ", "\u00a0")
            out.write(shown + " " + " ".join(f"{value:.5g}" for value in row) + "\n")


def _lookup(model: Path) -> Callable[[Sequence[str]], Iterator[Sequence[float]]]:
    table = spacy.load(model, exclude=["tagger", "morphologizer", "parser", "ner"]).vocab.vectors

    def rows(words: Sequence[str]) -> Iterator[Sequence[float]]:
        for start in range(0, len(words), 1000):
            yield from table.get_batch(
                [word.replace(" ", "_") for word in words[start : start + 1000]]
            ).tolist()

    return rows
