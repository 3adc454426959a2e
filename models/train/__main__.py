"""Train the shipped pipeline.

``python -m models.train --data ../shared/data --out models/spacy`` makes vectors, trains both
parts and merges them; ``--only`` does one step, from what an earlier call left in ``--work``.
``python -m models.train stanza …`` trains ``models/stanza`` (``stanza_recipe.py``).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from models.train.pipeline import merge, train
from models.train.vectors import vectors_from

STEPS = ("vectors", "syntax", "names", "merge")


def main() -> None:
    """Parse, call."""
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__)
    add = parser.add_argument
    add("--data", type=Path, required=True, help="folder with treebank/, ner/, text/, reference/")
    add("--out", type=Path, default=Path("models/spacy"), help="where the model is put")
    add("--work", type=Path, default=Path("build/models"), help="intermediate files")
    add("--steps", type=int, help="training steps of each part")
    add("--only", choices=STEPS, help="one step instead of all")
    args = parser.parse_args()
    wanted = (args.only,) if args.only else STEPS
    changes: dict[str, object] = {"training.max_steps": args.steps} if args.steps else {}
    vectors = args.work / "vectors"
    if "vectors" in wanted:
        vectors = vectors_from(args.data, args.work)
    for part in ("syntax", "names"):
        if part in wanted:
            train(part, args.data, vectors, args.work, changes)
    if "merge" in wanted:
        syntax, names = (args.work / part / "model-best" for part in ("syntax", "names"))
        merge(args.data, syntax, names, args.out)


if __name__ == "__main__":
    if sys.argv[1:2] == ["stanza"]:
        from models.train.stanza_recipe import main as stanza

        stanza(sys.argv[2:])
    else:
        main()
