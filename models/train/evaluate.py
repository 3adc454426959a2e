"""Measure a tagger on data it was not trained on: ``python -m models.train.evaluate DATA``.

Gold tokens: the treebank's own words are given. Raw text: our layout-free text of each paragraph
goes through our
tokenizer first, and words are matched by their characters (CoNLL 2018 rules).
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from models.train import corpus, scores
from models.train.corpus import ENTITY_LABELS, Sentence
from models.train.scores import METRICS, Ratio, Row, TreeScores
from pipeline.article import Article, Block, BlockKind, Span, normalise
from pipeline.tag.assemble import Analysis, Backend, Words, clean, sentence_words
from pipeline.tokens import tokenize

_BATCH = 64


@dataclass
class Report:
    """All figures of one model."""

    model: str
    megabytes: float
    trees: dict[str, TreeScores] = field(default_factory=dict)
    raw: dict[str, TreeScores] = field(default_factory=dict)
    names: dict[str, dict[str, Ratio]] = field(default_factory=dict)
    words_per_second: float = 0.0
    peak_megabytes: float = 0.0

    def as_dict(self) -> dict[str, object]:
        """Plain values, rounded to four digits."""

        def f1(ratio: Ratio) -> float:
            return round(ratio.f1, 4)

        def tree(found: TreeScores) -> dict[str, float]:
            rest = {name: f1(ratio) for name, ratio in found.metrics.items()}
            return {"words": f1(found.words), "sentences": f1(found.sentences), **rest}

        return {
            "model": self.model,
            "megabytes": round(self.megabytes, 1),
            "words_per_second": round(self.words_per_second),
            "peak_megabytes": round(self.peak_megabytes),
            "gold_tokens": {name: tree(found) for name, found in self.trees.items()},
            "raw_text": {name: tree(found) for name, found in self.raw.items()},
            "names": {
                name: {label: f1(ratio) for label, ratio in ratios.items()}
                for name, ratios in self.names.items()
            },
        }


def evaluate(backend: Backend, folder: Path, data: Path, split: str = "test") -> Report:
    """Every figure of the model card. ``split="dev"`` looks at the development splits only."""
    report = Report(
        model=backend.identity,
        megabytes=sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6,
    )
    treebanks = {"Talbanken": corpus.talbanken(data, split)}
    if split == "test":
        treebanks["PUD"] = corpus.pud(data)
        treebanks["LinES"] = corpus.lines(data, "test")
    analyse(backend, treebanks["Talbanken"][:20])  # loads the model
    for name, sentences in treebanks.items():
        began = time.perf_counter()
        found = analyse(backend, sentences)
        seconds = time.perf_counter() - began
        if name == "Talbanken":
            report.words_per_second = sum(len(s.words) for s in sentences) / seconds
        report.trees[name] = _tree_scores(sentences, found)
        report.raw[name] = _raw_scores(backend, sentences)
        if sentences[0].names:
            report.names[name] = _name_scores(sentences, found, ENTITY_LABELS[:3])
    for name in ("webnews2012", "sucx3"):
        sentences = corpus.names(data, name, split)
        report.names[name] = _name_scores(sentences, analyse(backend, sentences), ENTITY_LABELS)
    report.peak_megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return report


def analyse(backend: Backend, sentences: Sequence[Sentence]) -> list[list[Analysis]]:
    """Analyses of the gold words, given in the form the pipeline gives them."""
    given = [
        Words(tuple(clean(normalise(w.form)) for w in s.words), tuple(w.space for w in s.words))
        for s in sentences
    ]
    found: list[list[Analysis]] = []
    for start in range(0, len(given), _BATCH):
        found.extend(backend.analyse(given[start : start + _BATCH]))
    return found


def _tree_scores(sentences: Sequence[Sentence], found: Sequence[list[Analysis]]) -> TreeScores:
    gold, system = [], []
    offset = 0
    for sentence, analyses in zip(sentences, found, strict=True):
        forms = [w.form for w in sentence.words]
        gold.append(scores.rows(forms, scores.gold_analyses(sentence), offset))
        system.append(scores.rows(forms, analyses, offset))
        offset = gold[-1][-1].span[1]
    return scores.compare(gold, system)


def _raw_scores(backend: Backend, sentences: Sequence[Sentence]) -> TreeScores:
    gold: list[list[Row]] = []
    offset = 0
    paragraphs: list[str] = []
    for sentence in sentences:
        gold.append(
            scores.rows([w.form for w in sentence.words], scores.gold_analyses(sentence), offset)
        )
        offset = gold[-1][-1].span[1]
        shown = "".join(w.form + " " * w.space for w in sentence.words)
        if sentence.opens_paragraph or not paragraphs:
            paragraphs.append(shown)
        else:
            paragraphs[-1] += shown
    system: list[list[Row]] = []
    offset = 0
    for start in range(0, len(paragraphs), _BATCH):
        for forms, analyses in _analyse_text(backend, paragraphs[start : start + _BATCH]):
            system.append(scores.rows(forms, analyses, offset))
            offset = system[-1][-1].span[1]
    return scores.compare(gold, system)


def _analyse_text(
    backend: Backend, paragraphs: Sequence[str]
) -> list[tuple[list[str], list[Analysis]]]:
    """Our sentences of some paragraphs: the words as they stand in the text, and their analyses."""
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(Span(start, start + len(paragraph)), BlockKind.PARAGRAPH))
        start += len(paragraph) + 1
    tokens = tokenize(Article("evaluation", "", "", text), blocks)
    bounds = [*tokens.sentence_starts, len(tokens.words)]
    shown = [
        [text[s.start : s.end] for s in tokens.words[first:last]]
        for first, last in pairwise(bounds)
    ]
    return list(zip(shown, backend.analyse(sentence_words(tokens)), strict=True))


def _name_scores(
    sentences: Sequence[Sentence], found: Sequence[list[Analysis]], labels: Sequence[str]
) -> dict[str, Ratio]:
    gold = [scores.bio_spans(s) for s in sentences]
    system = [scores.entity_spans((w.entity, w.entity_start) for w in words) for words in found]
    return scores.score_names(gold, system, labels)


def table(report: Report) -> str:
    """The report as text, for people."""
    lines = [
        f"model  {report.model}",
        f"size   {report.megabytes:.1f} MB, {report.words_per_second:,.0f} words/s, "
        f"peak memory {report.peak_megabytes:,.0f} MB",
        "",
    ]
    columns = ("words", "sents", *METRICS, "LAS strict")
    lines.append(f"{'trees and tags, F1':28}" + "".join(f"{c:>11}" for c in columns))
    for kind, found in (("gold tokens", report.trees), ("raw text", report.raw)):
        for name, one in found.items():
            every = (one.words, one.sentences, *(one.metrics[c] for c in columns[2:]))
            shown = "".join(f"{ratio.f1:11.4f}" for ratio in every)
            lines.append(f"{name + ', ' + kind:28}{shown}")
    lines += ["", f"{'names, F1 of exact spans':28}" + "".join(f"{c:>11}" for c in _LABELS)]
    for name, ratios in report.names.items():
        shown = "".join(
            f"{ratios[label].f1:11.4f}" if label in ratios else " " * 11 for label in _LABELS
        )
        lines.append(f"{name:28}{shown}")
    return "\n".join(lines)


_LABELS = ("all", *ENTITY_LABELS)


def main() -> None:
    """``python -m models.train.evaluate DATA [--tagger spacy] [--model DIR] [--split test]
    [--json]``.
    """
    parser = argparse.ArgumentParser(prog="python -m models.train.evaluate", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--tagger", choices=["spacy", "stanza"], default="spacy")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    folder = args.model or Path("models") / args.tagger
    report = evaluate(backend_for(args.tagger, folder), folder, args.data, args.split)
    print(json.dumps(report.as_dict(), indent=2) if args.json else table(report))


def backend_for(tagger: str, folder: Path) -> Backend:
    """The backend ``spacy`` or ``stanza`` with the model in ``folder``."""
    if tagger == "stanza":
        from pipeline.tag.stanza_backend import StanzaBackend

        return StanzaBackend(str(folder))
    from pipeline.tag.spacy_backend import SpacyBackend

    return SpacyBackend(str(folder))


if __name__ == "__main__":
    main()
