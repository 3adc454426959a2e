"""The accurate model: Stanza's own training entry points, one step each.

``python -m models.train stanza --data ../shared/data --out models/stanza`` does all of them;
``--only`` one, from what an earlier call left in ``--work``. Each step runs in a process of its
own, so that what the recipe prints can be repeated by hand. Stanza takes a GPU where there is one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.train.stanza_data import write_all
from models.train.stanza_pack import pack, write_pretrain


@dataclass(frozen=True, slots=True)
class Stage:
    """Options of one run, and its training and development files where they are others."""

    options: str = ""
    files: tuple[str, str] | None = None


STEPS = ("data", "vectors", "pos", "depparse", "lemma", "ner", "pack")
_SHORT = "sv_insats"
# Sizes for an hour or two on one core: what costs time there is the number of operations, not
# their width. Words of the training file rarer than the cutoff have no embedding of their own;
# the file holds every sentence four times.
_SIZES = {
    "pos": (
        "--hidden_dim 160 --char_hidden_dim 100 --char_emb_dim 50 --share_hid "
        "--deep_biaff_hidden_dim 200 --dropout 0.3 --word_dropout 0.15 --batch_size 50 "
        "--word_cutoff 12"
    ),
    # Tags and vectors tell the parser what the letters would; without them it takes half the time.
    "depparse": (
        "--hidden_dim 200 --num_layers 2 --no_char --no_xpos --deep_biaff_hidden_dim 200 "
        "--deep_biaff_output_dim 60 --dropout 0.3 --word_dropout 0.15 --batch_size 1000 "
        "--word_cutoff 12 --eval_interval 200 --max_steps 1600 --optim adam --lr 0.003 "
        "--beta2 0.95 --weight_decay 0 --second_lr 0.001 --second_optim_start_step 1000 "
        "--plateau_steps 400 --max_steps_before_stop 800 --no_checkpoint"
    ),
    "lemma": (
        "--hidden_dim 100 --emb_dim 50 --batch_size 100 --num_epoch 10 --lr 0.003 "
        "--dropout 0.3 --emb_dropout 0.3"
    ),
    "ner": (
        "--hidden_dim 128 --char_hidden_dim 64 --char_emb_dim 50 --optim adam --batch_size 64 "
        "--max_batch_words 1600 --pretrain_max_vocab 250000"
    ),
}
_NEWS = ("names-news.json", "names-news-dev.json")
# The parser lowers its rate by itself; the taggers go on from what they have (stanza_continue.py).
# Names first get to know all corpora with the vectors as they are, then the news, where each word
# also has an embedding of its own: without it, few organisations are remembered.
_STAGES = {
    "pos": (
        Stage("--fix_eval_interval --eval_interval 250 --max_steps 1250"),
        Stage("--fix_eval_interval --lr 0.001 --eval_interval 200 --max_steps 600"),
    ),
    "ner": (
        Stage(
            "--no_emb_finetune --lr 0.003 --word_dropout 0.05 --dropout 0.4 "
            "--max_steps 1200 --eval_interval 200 --patience 2"
        ),
        Stage(
            "--no_emb_finetune --lr 0.0008 --word_dropout 0.05 --dropout 0.4 "
            "--max_steps 1200 --eval_interval 150 --patience 1"
        ),
        Stage(
            "--lr 0.001 --word_dropout 0.05 --dropout 0.4 "
            "--max_steps 1000 --eval_interval 150 --patience 2",
            _NEWS,
        ),
        Stage(
            "--lr 0.0008 --word_dropout 0.1 --dropout 0.5 "
            "--max_steps 700 --eval_interval 100 --patience 2",
            _NEWS,
        ),
    ),
}
_ENTRY = {
    "pos": "stanza.models.tagger",
    "depparse": "stanza.models.parser",
    "lemma": "stanza.models.lemmatizer",
    "ner": "stanza.models.ner_tagger",
}
_FILES = {
    "pos": ("trees-train.conllu", "trees-dev.conllu"),
    "depparse": ("trees-train.conllu", "trees-dev.conllu"),
    "lemma": ("lemmas-train.conllu", "trees-dev.conllu"),
    "ner": ("names-train.json", "names-dev.json"),
}


def command(step: str, work: Path, steps: int | None = None, stage: int = 0) -> list[str]:
    """The call that trains one processor, or trains it on. ``steps`` cuts it short, to try it."""
    line = [sys.executable, "-m", _ENTRY[step]]
    if stage:
        start = str(work / step / _before(step, stage))
        line = [sys.executable, "-m", "models.train.stanza_continue", _ENTRY[step], start]
    one = stages(step)[stage]
    train, dev = (str(work / name) for name in one.files or _FILES[step])
    line += ["--shorthand", _SHORT, "--seed", "1234", "--train_file", train, "--eval_file", dev]
    line += ["--save_dir", str(work / step), "--save_name", f"{step}.pt", *_SIZES[step].split()]
    if step != "lemma":
        line += ["--wordvec_pretrain_file", str(work / "pretrain.pt")]
    if step in {"pos", "depparse"}:
        line += ["--lang", "sv"]
    line += one.options.split()
    if steps is not None and step == "lemma":
        line += ["--num_epoch", "1"]
    elif steps is not None:
        line += ["--eval_interval", str(steps), "--max_steps", str(steps)]
    return line


def stages(step: str) -> tuple[Stage, ...]:
    """One or more runs, each from where the one before it ended."""
    return _STAGES.get(step, (Stage(),))


def _before(step: str, stage: int) -> str:
    return f"{step}.{stage}.pt"


def train(step: str, work: Path, steps: int | None = None) -> None:
    """Run one step; on one thread, so that a run repeats itself."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    for stage in range(len(stages(step))):
        if stage:
            (work / step / f"{step}.pt").replace(work / step / _before(step, stage))
        line = command(step, work, steps, stage)
        print(f"{step}: python {' '.join(line[1:])}", flush=True)
        subprocess.run(line, check=True, env=environment)


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse, call."""
    parser = argparse.ArgumentParser(prog="python -m models.train stanza", description=__doc__)
    add = parser.add_argument
    add("--data", type=Path, required=True, help="folder with treebank/, ner/, text/, reference/")
    add("--vectors", type=Path, default=Path("models/spacy"), help="spaCy model with vectors")
    add("--out", type=Path, default=Path("models/stanza"), help="where the model is put")
    add("--work", type=Path, default=Path("build/stanza"), help="intermediate files")
    add("--steps", type=int, help="training steps of each processor, to try the recipe out")
    add("--only", choices=STEPS, help="one step instead of all")
    args = parser.parse_args(arguments)
    for step in (args.only,) if args.only else STEPS:
        if step == "data":
            write_all(args.data, args.vectors, args.work)
        elif step == "vectors":
            write_pretrain(args.work / "vectors.txt", args.work / "pretrain.pt")
        elif step == "pack":
            pack(args.work, args.data, args.vectors, args.out)
        else:
            train(step, args.work, args.steps)


if __name__ == "__main__":
    main()
