"""Treebanks (CoNLL-U) and name corpora (BIO) as one kind of sentence.

A sentence may lack trees (the name corpora) or names (a treebank without entity labels): what is
missing
stays missing all the way into training, so one model learns from both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ENTITY_LABELS = ("PER", "ORG", "LOC", "MISC")


@dataclass(frozen=True, slots=True)
class Word:
    """One token. ``head`` is an index in the sentence (its own at the root); ``entity`` is a BIO
    tag.
    """

    form: str
    space: bool = True
    lemma: str = ""
    upos: str = ""
    xpos: str = ""
    feats: str = ""
    head: int = 0
    deprel: str = ""
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what is known about it."""

    id: str
    words: tuple[Word, ...]
    trees: bool
    names: bool
    opens_paragraph: bool = True

    @property
    def text(self) -> str:
        return "".join(w.form + " " * w.space for w in self.words).rstrip(" ")


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file; multiword ranges and empty nodes are left out."""
    rows: list[list[str]] = []
    name, new = "", True
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# sent_id ="):
                name = line.partition("=")[2].strip()
            elif line.startswith(("# newpar", "# newdoc")):
                new = True
            elif line and not line.startswith("#"):
                row = line.split("\t")
                if row[0].isdigit():
                    rows.append(row)
            elif not line and rows:
                yield _tree(name, rows, new)
                rows, name, new = [], "", False
    if rows:
        yield _tree(name, rows, new)


def _tree(name: str, rows: list[list[str]], new: bool) -> Sentence:
    words = tuple(
        Word(
            form=row[1],
            space="SpaceAfter=No" not in row[9],
            lemma=row[2],
            upos=row[3],
            xpos="" if row[4] == "_" else row[4],
            feats="" if row[5] == "_" else row[5],
            head=int(row[6]) - 1 if row[6] != "0" else i,
            deprel="ROOT" if row[6] == "0" else row[7],
        )
        for i, row in enumerate(rows)
    )
    return Sentence(name, words, trees=True, names=False, opens_paragraph=new)


def read_bio(path: Path) -> Iterator[Sentence]:
    """The sentences of a ``token<TAB>tag`` file. Spaces are guessed: the files have none."""
    rows: list[tuple[str, str]] = []
    number = 0
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line:
                form, _, tag = line.rpartition("\t")
                rows.append((form, tag))
            elif rows:
                number += 1
                yield _named(f"{path.stem}-{number}", rows)
                rows = []
    if rows:
        yield _named(f"{path.stem}-{number + 1}", rows)


def _named(name: str, rows: list[tuple[str, str]]) -> Sentence:
    spaces = guess_spaces([form for form, _ in rows])
    words = tuple(
        Word(form=form, space=space, entity=tag)
        for (form, tag), space in zip(rows, spaces, strict=True)
    )
    return Sentence(name, words, trees=False, names=True)


def guess_spaces(forms: list[str]) -> list[bool]:
    """Whether a space follows each token, by the rules of Swedish typography."""
    spaces = [True] * len(forms)
    quote_open = False
    for i, form in enumerate(forms):
        if form in {"(", "[", "/"}:
            spaces[i] = False
        if i and form in {",", ".", "!", "?", ":", ";", ")", "]", "%", "/", "…"}:
            spaces[i - 1] = False
        if form in {'"', "”", "'"}:
            if quote_open and i:
                spaces[i - 1] = False
            else:
                spaces[i] = False
            quote_open = not quote_open
    return spaces


def with_names(trees: Iterable[Sentence], bio: Path, ids: Path) -> Iterator[Sentence]:
    """Trees with the entity tags of a parallel BIO file, joined by sentence id."""
    order = ids.read_text(encoding="utf-8").split()
    tags = {key: [w.entity for w in s.words] for key, s in zip(order, read_bio(bio), strict=True)}
    for sentence in trees:
        found = tags.get(sentence.id)
        if found is None or len(found) != len(sentence.words):
            yield sentence
            continue
        words = tuple(replace(w, entity=t) for w, t in zip(sentence.words, found, strict=True))
        yield replace(sentence, words=words, names=True)


def talbanken(data: Path, split: str) -> list[Sentence]:
    """One split of UD Talbanken with the names of UNER Talbanken."""
    trees = read_conllu(data / "treebank" / f"sv_talbanken-ud-{split}.conllu")
    ner = data / "ner"
    return list(with_names(trees, ner / f"talbanken-{split}.conll", ner / f"talbanken-{split}.ids"))


def lines(data: Path, split: str) -> list[Sentence]:
    """One split of UD LinES: for evaluation only, its licence is non-commercial."""
    return list(read_conllu(data / "treebank" / f"sv_lines-ud-{split}.conllu"))


def pud(data: Path) -> list[Sentence]:
    """UD PUD with the names of UNER PUD: for evaluation only."""
    ner = data / "ner"
    trees = read_conllu(data / "treebank" / "sv_pud-ud-test.conllu")
    return list(with_names(trees, ner / "pud-test.conll", ner / "pud-test.ids"))


def names(data: Path, corpus: str, split: str) -> list[Sentence]:
    """One split of a corpus with names only (``webnews2012``, ``sucx3``)."""
    return list(read_bio(data / "ner" / f"{corpus}-{split}.conll"))


def places_of(sentences: Iterable[Sentence]) -> frozenset[str]:
    """One-word names that are places more often than anything else."""
    votes: Counter[str] = Counter()
    for sentence in sentences:
        following = [*(w.entity for w in sentence.words[1:]), "O"]
        for word, after in zip(sentence.words, following, strict=True):
            if word.entity.startswith("B-") and not after.startswith("I-"):
                votes[word.form.removesuffix("s")] += 1 if word.entity == "B-LOC" else -1
    return frozenset(form for form, count in votes.items() if count > 0)


def harmonise(sentences: Iterable[Sentence], places: frozenset[str]) -> Iterator[Sentence]:
    """SUC's names in the manner of the other corpora: no titles in names, countries are places."""
    for sentence in sentences:
        words = list(sentence.words)
        for i, word in enumerate(words):
            alone = i + 1 == len(words) or not words[i + 1].entity.startswith("I-")
            if word.entity == "B-ORG" and alone and word.form.removesuffix("s") in places:
                words[i] = replace(word, entity="B-LOC")
            elif word.entity == "B-PER" and not alone and word.form.islower():
                words[i] = replace(word, entity="O")
                words[i + 1] = replace(words[i + 1], entity="B-PER")
        yield replace(sentence, words=tuple(words))


def training_names(data: Path, corpora: Sequence[str]) -> list[Sentence]:
    """The training splits of the named corpora in one manner of annotation."""
    found: list[Sentence] = []
    for corpus in corpora:
        sentences = names(data, corpus, "train")
        if corpus == "sucx3":
            known = names(data, "webnews2012", "train") + talbanken(data, "train")
            sentences = list(harmonise(sentences, places_of(known)))
        found += sentences
    return found
