"""Training by ``syntax.cfg`` and ``names.cfg``, and the packing of both into one pipeline."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_nlp
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

import models.train.spacy_docs  # noqa: F401  (registers the corpus readers)
from models.train.corpus import talbanken
from models.train.lemmas import write_lemmas

FOLDER = Path(__file__).parent
VERSION = "1.0.0"


def train(
    part: str, data: Path, vectors: Path, work: Path, changes: dict[str, object] | None = None
) -> Path:
    """Train ``syntax`` or ``names``; the folder of the best model by the development splits."""
    overrides: dict[str, object] = {"paths.data": str(data), "paths.vectors": str(vectors)}
    overrides |= changes or {}
    config = load_config(FOLDER / f"{part}.cfg", overrides=overrides, interpolate=False)
    run = work / part
    shutil.rmtree(run, ignore_errors=True)
    run.mkdir(parents=True)
    # On processors that blis does not know, numpy's matrix product is three times as fast.
    set_current_ops(NumpyOps(use_blis=False))
    nlp = init_nlp(config.interpolate(), use_gpu=-1)
    if part == "names":
        start_from(nlp, work / "syntax" / "model-best")
    train_nlp(nlp, run, use_gpu=-1)
    return run / "model-best"


def start_from(nlp: Language, syntax: Path) -> None:
    """Let the names' encoder start where that of the trees ended: it knows names and phrases already."""
    trained = spacy.load(syntax).get_pipe("tok2vec").model
    encoder = nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]
    encoder.from_bytes(trained.to_bytes())


def merge(data: Path, syntax: Path, names: Path, out: Path) -> Language:
    """One pipeline of both parts, put in place of the one in ``out``."""
    nlp = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(names))
    nlp.meta["name"] = "insats_news"
    nlp.meta["version"] = VERSION
    nlp.meta["description"] = "Swedish for news and municipal pages: tags, lemmas, trees, names."
    nlp.meta["license"] = "CC BY-SA 4.0"
    nlp.meta["performance"] = {}
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    _forget_paths(fresh)
    write_lemmas(talbanken(data, "train"), fresh)
    shutil.rmtree(out, ignore_errors=True)
    fresh.replace(out)
    return nlp


def _forget_paths(folder: Path) -> None:
    """Leave no path of the training machine, and no corpus reader of ours, in a published
    pipeline.
    """
    config = load_config(folder / "config.cfg", interpolate=False)
    for section in ("corpora", "paths", "training"):
        config.pop(section, None)
    config["initialize"] |= {"vectors": None, "init_tok2vec": None}
    config.to_disk(folder / "config.cfg")
    meta = folder / "meta.json"
    kept = json.loads(meta.read_text(encoding="utf-8"))
    meta.write_text(json.dumps(kept, indent=2, ensure_ascii=False, sort_keys=True) + "\n")
