"""What earns its place: scores without the parser, without names, without each lexicon.

``python -m tests.ablation`` prints a Markdown table of what is lost in F1 (percentage points) on the training and
development articles together. Each line is a process of its own, since lexicons are read once. A lexicon
without which any article fails is said to be needed.
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline import build as building
from pipeline import tagging
from pipeline.article import TaggedArticle, Token, Tokens
from pipeline.build import DEFAULT_MODELS, Settings, build, rows_by_article
from pipeline.lexicon import load as lexicons
from pipeline.score import load_gold, score
from pipeline.tag import load_tagger

SPLITS = ("train", "dev")
TABLES = ("municipalities", "programmes", "figures", "quotes", "success_factors")
FAILED = 3  # exit status of a part that cannot be left out


class Kept:
    """A tagger that gives back what another one said, each token changed by ``change``."""

    identity = "kept"

    def __init__(
        self, articles: dict[str, TaggedArticle], change: Callable[[Token], Token]
    ) -> None:
        self.articles, self.change = articles, change

    def tag(self, batch: Iterable[Tokens]) -> Iterator[TaggedArticle]:
        for one in batch:
            found = self.articles[one.article.id]
            yield replace(found, tokens=tuple(self.change(token) for token in found.tokens))


def without_tree(token: Token) -> Token:
    """The token hanging on nothing."""
    return replace(token, head=token.i, dep="dep")


def without_name(token: Token) -> Token:
    """The token outside any name."""
    return replace(token, entity="", entity_start=False)


def without_lexicon(name: str) -> None:
    """From now on the lexicon has no lines."""
    full = lexicons.load

    def load(entry_type: type[Any], asked: str) -> tuple[Any, ...]:
        return () if asked == name else full(entry_type, asked)

    lexicons.load = load  # type: ignore[assignment]
    for module in list(sys.modules.values()):
        if getattr(module, "load", None) is full:
            module.load = load  # type: ignore[attr-defined]


def measure(part: str, kept: Path) -> dict[str, float]:
    """F1 of every table without ``part``."""
    change: Callable[[Token], Token] = lambda token: token  # noqa: E731
    if part == "parser":
        change = without_tree
    elif part == "names":
        change = without_name
    elif part != "nothing":
        without_lexicon(part)
    tagger = Kept(pickle.loads(kept.read_bytes()), change)
    building.load_tagger = lambda *_: tagger  # type: ignore[assignment,return-value]
    tagging._tagger = lambda *_: tagger  # type: ignore[assignment,return-value]
    predicted, gold = {}, {}
    for split in SPLITS:
        dataset = build(Path("corpus") / split, Settings())
        if dataset.failed:
            raise RuntimeError(str(dataset.failed[0]))
        predicted |= rows_by_article(dataset)
        gold |= load_gold(Path("tests/gold") / split)
    return {name: score(predicted, gold).tables[name].f1 for name in TABLES}


def tag_all(into: Path) -> None:
    """Tag the articles once for all parts."""
    found: dict[str, TaggedArticle] = {}

    class Noting(Kept):
        def tag(self, batch: Iterable[Tokens]) -> Iterator[TaggedArticle]:
            for one in tagger.tag(list(batch)):
                found[one.article.id] = one
                yield one

    tagger = load_tagger("spacy", str(DEFAULT_MODELS["spacy"]), None)
    tagging._tagger = lambda *_: Noting({}, without_tree)  # type: ignore[assignment,return-value]
    for split in SPLITS:
        build(Path("corpus") / split, Settings())
    into.write_bytes(pickle.dumps(found))


def main() -> None:
    """Parse, run each part in a process of its own, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.ablation", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", help="parser, names, or files of pipeline/lexicon; default all"
    )
    parser.add_argument("--kept", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.kept:
        try:
            print(json.dumps(measure(args.parts[0], args.kept)))
        except Exception as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            sys.exit(FAILED)
        return
    files = sorted(path.name for path in lexicons.FOLDER.glob("*.tsv"))
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "tagged.pickle"
        tag_all(kept)
        whole = _one("nothing", kept)
        assert whole is not None, "the whole program does not run"
        print("| without | " + " | ".join(name.replace("_", " ") for name in TABLES) + " |")
        print("| --- |" + " ---: |" * len(TABLES))
        print("| nothing (F1) | " + " | ".join(f"{whole[name]:.3f}" for name in TABLES) + " |")
        for part in args.parts or ["parser", "names", *files]:
            found = _one(part, kept)
            if found is None:
                print(f"| {part} | needed |" + " |" * (len(TABLES) - 1), flush=True)
                continue
            lost = [100 * (found[name] - whole[name]) for name in TABLES]
            cells = [f"{change:+.1f}" if abs(change) >= 0.05 else "" for change in lost]
            print(f"| {part} | " + " | ".join(cells) + " |", flush=True)


def _one(part: str, kept: Path) -> dict[str, float] | None:
    command = [sys.executable, "-m", "tests.ablation", part, "--kept", str(kept)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == FAILED:
        return None
    done.check_returncode()
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    main()
