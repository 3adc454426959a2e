"""Subword (floret) vectors from the unlabelled text: a small table that covers every word form."""

from __future__ import annotations

import lzma
import random
import re
from pathlib import Path

from models.train import corpus

_WORD = re.compile(r"\w+(?:[-:.,/’'&]\w+)*-?|[^\w\s]")

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
        train_floret(text, table)
        _as_spacy(table, folder)
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


def _as_spacy(table: Path, folder: Path) -> None:
    import spacy
    from spacy.training.initialize import convert_vectors

    nlp = spacy.blank("sv")
    convert_vectors(
        nlp, table, truncate=0, prune=-1, mode="floret", attr="LOWER", name="sv_insats_floret"
    )
    nlp.to_disk(folder)
