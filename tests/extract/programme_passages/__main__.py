"""Print scores, and with ``--errors`` the errors of the part that rules are written on."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipeline.article import Article, TaggedArticle
from pipeline.score import Scores
from pipeline.tag import load_tagger
from pipeline.tagging import prepare
from tests.conftest import ROOT
from tests.extract.programme_passages import ATTRIBUTES, FOLDER, Passage, measure, passages


def line(name: str, chosen: Sequence[Passage], scores: Scores) -> str:
    """One line of figures."""
    tally = scores.tally("programmes")
    shares = [
        sum(values) / len(values) if values else 0.0
        for values in (scores.attributes.get(key, []) for key in ATTRIBUTES)
    ]
    told = " ".join(f"{key} {share:.3f}" for key, share in zip(ATTRIBUTES, shares, strict=True))
    return (
        f"{name:<22}{len(chosen):>4} articles {tally.gold:>4} programmes  P {tally.precision:.3f} "
        f"R {tally.recall:.3f} F1 {tally.f1:.3f}  {told}  mean {sum(shares) / len(shares):.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("develop", "measure", "both"), default="both")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--cache", type=Path, help="folder that keeps the tags")
    args = parser.parse_args()
    tagger = load_tagger("spacy", str(ROOT / "models" / "spacy"), args.cache)

    @cache
    def tag(article: Article) -> TaggedArticle:
        return next(iter(tagger.tag([prepare(article)])))

    files = {file.name: list(passages(file)) for file in sorted(FOLDER.glob("*.txt"))}
    everything = [one for many in files.values() for one in many]
    for part in ("develop", "measure"):
        if args.part not in (part, "both"):
            continue
        for name, many in {**files, "all": everything}.items():
            chosen = [one for one in many if one.measured == (part == "measure")]
            scores = measure(chosen, tag)
            print(line(f"{part} {name}", chosen, scores))
            if args.errors and part == "develop" and name != "all":
                print(*scores.tally("programmes").errors, sep="\n")


if __name__ == "__main__":
    main()
