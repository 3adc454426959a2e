"""Counting: trees and tags by the rules of the CoNLL 2018 shared task, names by exact spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.train.corpus import Sentence
from pipeline.article import normalise
from pipeline.tag.assemble import Analysis

# The features that UD defines for all languages; the shared task counts no others.
UNIVERSAL_FEATURES = frozenset(
    [
        "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number",
        "Case", "Definite", "Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident",
        "Polarity", "Person", "Polite",
    ]
)  # fmt: skip
METRICS = ("UPOS", "XPOS", "UFeats", "lemma", "UAS", "LAS")
Span = tuple[int, int]


@dataclass
class Ratio:
    """Correct, predicted and gold counts."""

    correct: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.correct / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.correct / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.predicted + self.gold
        return 2 * self.correct / total if total else 0.0


@dataclass
class TreeScores:
    """Words, sentences and the metrics of the shared task; ``LAS`` leaves relation subtypes
    aside.
    """

    words: Ratio = field(default_factory=Ratio)
    sentences: Ratio = field(default_factory=Ratio)
    metrics: dict[str, Ratio] = field(
        default_factory=lambda: {name: Ratio() for name in (*METRICS, "LAS strict")}
    )


@dataclass(frozen=True)
class Row:
    """One word with its place in the text without white space, and that of its head (None:
    root).
    """

    span: Span
    head: Span | None
    word: Analysis


def gold_analyses(sentence: Sentence) -> list[Analysis]:
    """The gold annotation in the shape a backend returns."""
    return [
        Analysis(
            lemma=w.lemma,
            pos=w.upos,
            tag=w.xpos,
            feats=w.feats,
            head=w.head,
            dep="root" if w.deprel == "ROOT" else w.deprel,
        )
        for w in sentence.words
    ]


def rows(forms: Sequence[str], analyses: Sequence[Analysis], offset: int) -> list[Row]:
    """One sentence as rows; ``offset`` counts the characters (no white space) before it."""
    spans = []
    for form in forms:
        length = len("".join(form.split()))
        spans.append((offset, offset + length))
        offset += length
    return [
        Row(spans[i], None if word.head == i else spans[word.head], word)
        for i, word in enumerate(analyses)
    ]


def compare(gold: Sequence[list[Row]], system: Sequence[list[Row]]) -> TreeScores:
    """System sentences against gold sentences over the same characters."""
    scores = TreeScores()
    _count(scores.sentences, _bounds(gold), _bounds(system))
    gold_rows = {row.span: row for sentence in gold for row in sentence}
    system_rows = [row for sentence in system for row in sentence]
    for ratio in (scores.words, *scores.metrics.values()):
        ratio.gold += len(gold_rows)
        ratio.predicted += len(system_rows)
    for row in system_rows:
        right = gold_rows.get(row.span)
        if right is None:
            continue
        scores.words.correct += 1
        for name, value in _agreement(right, row).items():
            scores.metrics[name].correct += value
    return scores


def _bounds(sentences: Sequence[list[Row]]) -> set[Span]:
    return {(s[0].span[0], s[-1].span[1]) for s in sentences}


def _count(ratio: Ratio, gold: set[Span], predicted: set[Span]) -> None:
    ratio.correct += len(gold & predicted)
    ratio.gold += len(gold)
    ratio.predicted += len(predicted)


def _agreement(gold: Row, system: Row) -> dict[str, bool]:
    g, s = gold.word, system.word
    attached = gold.head == system.head
    return {
        "UPOS": g.pos == s.pos,
        "XPOS": g.tag == s.tag,
        "UFeats": _universal(g.feats) == _universal(s.feats),
        "lemma": g.lemma == "_" or normalise(g.lemma) == normalise(s.lemma),
        "UAS": attached,
        "LAS": attached and g.dep.split(":")[0] == s.dep.split(":")[0],
        "LAS strict": attached and g.dep == s.dep,
    }


def _universal(feats: str) -> frozenset[str]:
    return frozenset(f for f in feats.split("|") if f.partition("=")[0] in UNIVERSAL_FEATURES)


def entity_spans(tags: Iterable[tuple[str, bool]]) -> set[tuple[int, int, str]]:
    """(first, end, label) of the names in a sequence of (label, starts a name)."""
    found = set()
    first, open_label = 0, ""
    i = -1
    for i, (label, starts) in enumerate(tags):
        if open_label and (label != open_label or starts):
            found.add((first, i, open_label))
            open_label = ""
        if label and not open_label:
            first, open_label = i, label
    if open_label:
        found.add((first, i + 1, open_label))
    return found


def bio_spans(sentence: Sentence) -> set[tuple[int, int, str]]:
    """The gold names of a sentence."""
    return entity_spans(
        (w.entity[2:] if w.entity not in {"", "O"} else "", w.entity.startswith("B-"))
        for w in sentence.words
    )


def score_names(
    gold: Sequence[set[tuple[int, int, str]]],
    system: Sequence[set[tuple[int, int, str]]],
    labels: Sequence[str],
) -> dict[str, Ratio]:
    """Exact spans, for each label and for all of ``labels`` together (``all``)."""
    ratios = {name: Ratio() for name in (*labels, "all")}
    counts: Counter[tuple[str, str]] = Counter()
    for right, found in zip(gold, system, strict=True):
        right = {e for e in right if e[2] in ratios}
        found = {e for e in found if e[2] in ratios}
        for kind, entities in (("gold", right), ("predicted", found), ("correct", right & found)):
            for entity in entities:
                counts[entity[2], kind] += 1
                counts["all", kind] += 1
    for name, ratio in ratios.items():
        ratio.correct = counts[name, "correct"]
        ratio.predicted = counts[name, "predicted"]
        ratio.gold = counts[name, "gold"]
    return ratios
