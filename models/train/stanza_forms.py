"""Counts of the tags of word forms in unlabelled text, tagged by ``models/spacy``.

The treebank has 66,000 words. A form that it lacks or shows once or twice occurs elsewhere, with an
article or an adjective that gives its gender and number away: sentences with such forms are tagged
and their forms counted (``pipeline/tag/stanza_forms.py`` reads them).
"""

from __future__ import annotations

import lzma
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from models.train.corpus import Sentence
from pipeline.tag import stanza_forms
from pipeline.tag.stanza_forms import Row

TEXTS = ("regeringen-press", "riksdag-interpellations", "superlim", "sou-causality")
# Statutes repeat themselves: a part of them is enough.
STATUTES, STATUTE_LINES = "sfs-laws", 60_000
WORDS = 2_200_000
_WORD = re.compile(r"\w+(?:[-:.,/’'&]\w+)*-?|[^\w\s]")
_LENGTHS = range(4, 46)
# A form is rare below this many occurrences, in the treebank or among the sentences chosen.
_RARE = 6
_ONE_RARE_FORM = 0.3
_FREQUENCY = 0.1
# Left out: forms seen once (if not in the treebank), and readings of a form below this share.
_TWICE, _SHARE = 2, 0.02
_PART = 512
_SEED = 9


def write_forms(
    sentences: Sequence[Sentence], rows: Sequence[Row], data: Path, model: Path, folder: Path
) -> None:
    """Count the forms of the treebank and of the text; ``rows`` are the tag combinations."""
    numbers = {row[:3]: i for i, row in enumerate(rows)}
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for word in (w for s in sentences for w in s.words):
        counts[word.form.lower()][numbers[word.upos, word.xpos, word.feats]] += 1
    treebank = frozenset(counts)
    known = {form: sum(one.values()) for form, one in counts.items()}
    set_current_ops(NumpyOps(use_blis=False))
    rng = random.Random(_SEED)
    text = choose(read_text(data, rng), known, rng)
    for form, number in tagged(text, spacy.load(model), rows):
        counts[form.lower()][number] += 1
    lines = list(_lines(counts, treebank))
    (folder / stanza_forms.FILE).write_text("".join(lines), encoding="utf-8")


def _lines(counts: Mapping[str, Mapping[int, int]], treebank: frozenset[str]) -> Iterator[str]:
    for form, one in sorted(counts.items()):
        total = sum(one.values())
        worth = total >= _TWICE or form in treebank
        if worth and any(c.isalpha() for c in form):
            kept = sorted((i, count) for i, count in one.items() if count >= _SHARE * total)
            yield form + "\t" + " ".join(f"{i}:{count}" for i, count in kept) + "\n"


def read_text(data: Path, rng: random.Random) -> Iterator[list[str]]:
    """The unlabelled sentences, tokenized and shuffled."""
    lines: list[str] = []
    for name in (*TEXTS, STATUTES):
        with lzma.open(data / "text" / f"{name}.txt.xz", "rt", encoding="utf-8") as handle:
            found = list(handle)
        if name == STATUTES:
            rng.shuffle(found)
            found = found[:STATUTE_LINES]
        lines += found
    rng.shuffle(lines)
    yield from (_WORD.findall(line) for line in lines)


def choose(
    sentences: Iterable[list[str]],
    known: Mapping[str, int],
    rng: random.Random,
    size: int = WORDS,
) -> Iterator[list[str]]:
    """Sentences with rare forms, until there are ``size`` words."""
    seen: Counter[str] = Counter()
    for forms in sentences:
        if len(forms) not in _LENGTHS:
            continue
        plain = [form for form in forms if form.isalpha() and form.islower()]
        rare = sum(seen[form] < _RARE and known.get(form, 0) < _RARE for form in plain)
        if rare >= 2 or (rare == 1 and rng.random() < _ONE_RARE_FORM):
            yield forms
            seen.update(form.lower() for form in forms)
            size -= len(forms)
            if size < 0:
                return


def tagged(
    sentences: Iterable[list[str]], nlp: Language, rows: Sequence[Row]
) -> Iterator[tuple[str, int]]:
    """Every word with the combination that tagger and morphologizer together favour."""
    pipes: list[Any] = [nlp.get_pipe(name) for name in ("tok2vec", "tagger", "morphologizer")]
    tags = {label: i for i, label in enumerate(pipes[1].labels)}
    morphs = {_parts(label): i for i, label in enumerate(pipes[2].labels)}
    columns = (
        [tags[xpos] for _, xpos, _, _ in rows],
        [morphs[_parts(f"{feats}|POS={upos}")] for upos, _, feats, _ in rows],
    )
    prior = _FREQUENCY * np.log([row[3] for row in rows])
    part: list[list[str]] = []
    for forms in [*sentences, []]:
        if forms:
            part.append(forms)
        if part and (not forms or len(part) == _PART):
            docs = [Doc(nlp.vocab, words=one) for one in part]
            pipes[0].set_annotations(docs, pipes[0].predict(docs))
            found = [pipe.model.predict(docs) for pipe in pipes[1:]]
            for one, tag, morph in zip(part, *found, strict=True):
                scores = prior + _log(tag)[:, columns[0]] + _log(morph)[:, columns[1]]
                yield from zip(one, scores.argmax(1).tolist(), strict=True)
            part = []


def _parts(label: str) -> frozenset[str]:
    return frozenset(part for part in label.split("|") if part)


def _log(scores: Any) -> Any:
    shifted = scores - scores.max(1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
