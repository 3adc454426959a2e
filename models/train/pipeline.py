"""One training run by ``config.cfg`` and the packing of its best model."""

from __future__ import annotations

import shutil
from pathlib import Path

from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_nlp
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

import models.train.spacy_docs  # noqa: F401  (registers the corpus readers)

CONFIG = Path(__file__).with_name("config.cfg")


def train(
    data: Path,
    out: Path,
    work: Path,
    *,
    vectors: Path | None,
    steps: int | None = None,
    overrides: dict[str, object] | None = None,
) -> None:
    """Train and leave the best model (by the development splits) in ``out``."""
    changes: dict[str, object] = {"paths.data": str(data)}
    if vectors is not None:
        changes["paths.vectors"] = str(vectors)
        changes["components.tok2vec.model.embed.include_static_vectors"] = True
    if steps is not None:
        changes["training.max_steps"] = steps
    config = load_config(CONFIG, overrides=changes | (overrides or {}), interpolate=False)
    run = work / "run"
    shutil.rmtree(run, ignore_errors=True)
    run.mkdir(parents=True)
    # On processors that blis does not know, numpy's matrix product is three times as fast.
    set_current_ops(NumpyOps(use_blis=False))
    nlp = init_nlp(config.interpolate(), use_gpu=-1)
    train_nlp(nlp, run, use_gpu=-1)
    publish(run / "model-best", out)


def publish(model: Path, out: Path) -> None:
    """Put a trained model in place of the old one, without the paths of this machine in it."""
    config = model / "config.cfg"
    text = config.read_text(encoding="utf-8")
    kept = []
    for line in text.splitlines():
        if line.startswith(("data = ", "vectors = ")):
            line = line.partition("=")[0] + "= null"
        kept.append(line)
    config.write_text("\n".join(kept) + "\n", encoding="utf-8")
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(model, fresh)
    shutil.rmtree(out, ignore_errors=True)
    fresh.replace(out)
