"""Subword (floret) vectors from the unlabelled text: a small table that covers every word form."""

from __future__ import annotations

import lzma
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.training.initialize import convert_vectors

from models.train import corpus

_WORD = re.compile(r"\w+(?:[-:.,/’'&]\w+)*-?|[^\w\s]")

DIMENSIONS = 80
# Lower case halves the number of forms; the encoder sees case through the shape and prefix
# features.
OPTIONS = {
    "model": "skipgram",
    "mode": "floret",
    "hashCount": 2,
    "bucket": 75_000,
    "dim": 100,
    "minn": 3,
    "maxn": 5,
    "minCount": 5,
    "epoch": 4,
    "neg": 8,
    "ws": 5,
    "lr": 0.05,
    "thread": 1,
    "verbose": 1,
}


def vectors_from(data: Path, work: Path) -> Path:
    """A spaCy vocabulary folder with vectors, trained once and kept in ``work``."""
    folder = work / "vectors"
    if not (folder / "vocab").is_dir():
        work.mkdir(parents=True, exist_ok=True)
        text = work / "text.txt"
        write_text(data, text)
        table = work / "vectors.floret"
        if not table.is_file():
            train_floret(text, table)
        narrow = work / "vectors.narrow.floret"
        compress(text, table, narrow)
        as_spacy(narrow).to_disk(folder)
    return folder


def write_text(data: Path, path: Path, seed: int = 7) -> None:
    """All unlabelled sentences and the training splits, tokenized and shuffled."""
    lines: list[str] = []
    for archive in sorted((data / "text").glob("*.txt.xz")):
        with lzma.open(archive, "rt", encoding="utf-8") as handle:
            lines.extend(" ".join(_WORD.findall(line.lower())) for line in handle)
    labelled = corpus.talbanken(data, "train")
    for name in ("webnews2012", "sucx3"):
        labelled += corpus.names(data, name, "train")
    for sentence in labelled:
        lines.append(" ".join(w.form.lower().replace(" ", "_") for w in sentence.words))
    random.Random(seed).shuffle(lines)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def train_floret(text: Path, table: Path) -> None:
    """Train on one thread: more would make the result depend on timing."""
    try:
        import floret
    except ImportError as error:
        raise SystemExit("training vectors needs floret: pip install floret") from error
    floret.train_unsupervised(str(text), **OPTIONS).save_floret_vectors(str(table))


def as_spacy(table: Path) -> Language:
    """A blank pipeline whose vocabulary holds the vectors."""
    nlp = spacy.blank("sv")
    name = "sv_insats_floret"
    convert_vectors(nlp, table, truncate=0, prune=-1, mode="floret", attr="LOWER", name=name)
    return nlp


def compress(text: Path, table: Path, narrow: Path) -> None:
    """Rotate the table onto its main directions and keep ``DIMENSIONS`` of them: a third less to
    ship.

    A word's vector is a sum of rows, so a rotation of the rows is one of the words. Words weigh by
    the
    square root of their frequency.
    """
    with text.open(encoding="utf-8") as handle:
        counts = Counter(word for line in handle for word in line.split())
    common = counts.most_common(40_000)
    nlp = as_spacy(table)
    seen = nlp.vocab.vectors.get_batch([word for word, _ in common])
    weights = np.sqrt(np.array([count for _, count in common], dtype="float64"))
    covariance = (seen * weights[:, None]).T @ seen / weights.sum()
    values, directions = np.linalg.eigh(covariance)
    kept = directions[:, np.argsort(values)[::-1][:DIMENSIONS]]
    scale = 0.25 / (seen @ kept).std()  # beside the hash embeddings neither drowned nor drowning
    rows = nlp.vocab.vectors.data @ kept * scale
    header = table.open(encoding="utf-8").readline().split()
    header[1] = str(DIMENSIONS)
    with narrow.open("w", encoding="utf-8") as out:
        out.write(" ".join(header) + "\n")
        for number, row in enumerate(rows):
            out.write(f"{number} " + " ".join(f"{value:.5g}" for value in row) + "\n")
