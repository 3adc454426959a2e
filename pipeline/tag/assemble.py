"""What every backend shares: the words it is given, the analysis it returns, the article made of
both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from pipeline.article import Sentence, TaggedArticle, Token, Tokens

_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Analysis:
    """One token as a backend sees it. ``head`` is an index in the sentence, its own at the root."""

    lemma: str
    pos: str
    tag: str
    feats: str
    head: int
    dep: str
    entity: str = ""
    entity_start: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence as a backend is given it: word forms, and whether a space follows each."""

    forms: tuple[str, ...]
    spaces: tuple[bool, ...]


class Backend(Protocol):
    """A model that analyses sentences one by one: its answer for one never depends on the next."""

    @property
    def identity(self) -> str:
        """Names model, version and content: the same identity gives the same analyses."""

    def analyse(self, sentences: Sequence[Words]) -> list[list[Analysis]]:
        """One list of analyses for each sentence, one analysis for each word."""


class Tagger(Protocol):
    """Tokens → tagged articles, in order."""

    @property
    def identity(self) -> str:
        """The identity of the model behind it."""

    def tag(self, articles: Iterable[Tokens]) -> Iterator[TaggedArticle]:
        """Tag articles one after the other."""


def sentence_words(tokens: Tokens) -> list[Words]:
    """The sentences of an article as a backend is given them."""
    bounds = [*tokens.sentence_starts, len(tokens.words)]
    found = []
    for first, last in pairwise(bounds):
        forms = tuple(clean(tokens.word(i)) for i in range(first, last))
        spaces = tuple(
            i + 1 < last and tokens.words[i].end < tokens.words[i + 1].start
            for i in range(first, last)
        )
        found.append(Words(forms, spaces))
    return found


def clean(form: str) -> str:
    """The form a model knows: composed letters, no soft hyphens or zero-width marks. Never
    empty.
    """
    return unicodedata.normalize("NFC", _HIDDEN.sub("", form)) or "_"


def assemble(tokens: Tokens, analyses: Sequence[Sequence[Analysis]]) -> TaggedArticle:
    """The tagged article of our tokens and a backend's analyses."""
    tagged: list[Token] = []
    sentences: list[Sentence] = []
    for number, (first, sentence) in enumerate(zip(tokens.sentence_starts, analyses, strict=True)):
        for k, word in enumerate(sentence):
            i = first + k
            span = tokens.words[i]
            text = tokens.word(i)
            tagged.append(
                Token(
                    i=i,
                    start=span.start,
                    end=span.end,
                    text=text,
                    lemma=word.lemma or text.lower(),
                    pos=word.pos,
                    tag=word.tag,
                    feats=word.feats,
                    head=first + word.head,
                    dep=word.dep,
                    sentence=number,
                    entity=word.entity,
                    entity_start=word.entity_start,
                )
            )
        last = first + len(sentence)
        sentences.append(Sentence(number, first, last, tokens.token_blocks[first]))
    if len(tagged) != len(tokens.words):
        raise ValueError(f"{len(tagged)} analyses for {len(tokens.words)} tokens")
    return TaggedArticle(tokens.article, tokens.blocks, tuple(tagged), tuple(sentences))


def one_root(analyses: list[Analysis]) -> list[Analysis]:
    """A tree: the first root stays, other roots hang on it as parataxis; a cycle is cut at its
    first word.
    """
    n = len(analyses)
    if not n:
        return analyses
    heads = [word.head if 0 <= word.head < n else i for i, word in enumerate(analyses)]
    for start in range(n):
        seen = set()
        i = start
        while heads[i] != i and i not in seen:
            seen.add(i)
            i = heads[i]
        if heads[i] != i:
            heads[i] = i
    roots = [i for i in range(n) if heads[i] == i]
    top = next((i for i in roots if analyses[i].dep == "root"), roots[0])
    fixed = []
    for i, word in enumerate(analyses):
        head = top if i in roots else heads[i]
        dep = word.dep
        if i == top:
            dep = "root"
        elif i in roots:
            dep = "punct" if word.pos == "PUNCT" else "parataxis"
        if (head, dep) != (word.head, word.dep):
            word = Analysis(
                word.lemma,
                word.pos,
                word.tag,
                word.feats,
                head,
                dep,
                word.entity,
                word.entity_start,
            )
        fixed.append(word)
    return fixed


_ENTITY_LABELS = {
    "PER": "PER", "PRS": "PER", "PERSON": "PER",
    "ORG": "ORG", "INST": "ORG",
    "LOC": "LOC", "GPE": "LOC", "PLACE": "LOC", "FAC": "LOC",
    # Not names: the Swedish models of others tag dates, amounts and the like as entities.
    "TME": "", "MSR": "", "TIME": "", "DATE": "", "CARDINAL": "", "ORDINAL": "",
    "PERCENT": "", "MONEY": "", "QUANTITY": "",
}  # fmt: skip


def entity_label(label: str) -> str:
    """PER, ORG, LOC, MISC or empty for the entity labels of any Swedish model; unknown labels are
    MISC.
    """
    return _ENTITY_LABELS.get(label.upper(), "MISC") if label else ""
