"""Train the shipped pipeline: ``python -m models.train --data ../shared/data --out
models/spacy``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from models.train.pipeline import train
from models.train.vectors import vectors_from


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with treebank/, ner/, text/"
    )
    parser.add_argument("--out", type=Path, required=True, help="where the pipeline is put")
    parser.add_argument(
        "--work", type=Path, default=Path("build/models"), help="intermediate files"
    )
    parser.add_argument("--steps", type=int, help="training steps (default: the configuration's)")
    parser.add_argument(
        "--quick", action="store_true", help="no vectors, few steps: a first version"
    )
    args = parser.parse_args()
    if args.quick:
        train(args.data, args.out, args.work, vectors=None, steps=args.steps or 2500)
        return
    vectors = vectors_from(args.data, args.work)
    train(args.data, args.out, args.work, vectors=vectors, steps=args.steps)


if __name__ == "__main__":
    main()
