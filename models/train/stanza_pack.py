"""Trained Stanza processors as a resource folder that ``stanza.Pipeline`` reads offline."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy

from models.train.corpus import Sentence, talbanken
from models.train.lemmas import write_lemmas
from models.train.stanza_forms import write_forms
from pipeline.tag import stanza_tags
from pipeline.tag.stanza_vectors import FOLDER

PACKAGE = "insats"
PROCESSORS = ("pos", "lemma", "depparse", "ner")
_LOADS_VECTORS = ("pos", "depparse", "ner")
# The commonest words keep a ready vector; the rest get theirs from the floret table when met.
WORDS = 5_000


def write_pretrain(vectors: Path, path: Path) -> None:
    """Vectors from a text file in the form Stanza keeps them in."""
    from stanza.models.common.pretrain import Pretrain

    path.unlink(missing_ok=True)
    Pretrain(str(path), str(vectors), -1).load()


def pack(work: Path, data: Path, vectors: Path, out: Path) -> None:
    """``resources.json``, ``sv/``, the lemma table and the vectors of the spaCy model ``vectors``,
    put in place of what is in ``out``.
    """
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    files = {"pretrain": fresh / "sv" / "pretrain" / f"{PACKAGE}.pt"}
    files["pretrain"].parent.mkdir(parents=True)
    _copy_pretrain(work / "pretrain.pt", files["pretrain"])
    for name in PROCESSORS:
        files[name] = fresh / "sv" / name / f"{PACKAGE}.pt"
        files[name].parent.mkdir()
        _copy(work / name / f"{name}.pt", files[name])
    resources = json.dumps(_resources(files), indent=2, sort_keys=True)
    (fresh / "resources.json").write_text(resources + "\n", encoding="utf-8")
    treebank = talbanken(data, "train")
    write_lemmas(treebank, fresh)
    write_tags(treebank, fresh)
    write_forms(treebank, combinations(treebank), data, vectors, fresh)
    _copy_floret(vectors, fresh / FOLDER)
    shutil.rmtree(out, ignore_errors=True)
    fresh.replace(out)


def combinations(sentences: Iterable[Sentence]) -> list[tuple[str, str, str, int]]:
    """The combinations of the three tags in a treebank and their counts, commonest first."""
    counts = Counter((w.upos, w.xpos, w.feats) for s in sentences for w in s.words)
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(*tags, count) for tags, count in rows]


def write_tags(sentences: Iterable[Sentence], folder: Path) -> None:
    """The combinations, for the adapter to choose among."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in combinations(sentences))
    (folder / stanza_tags.FILE).write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def _copy_floret(model: Path, folder: Path) -> None:
    """The table that words outside the vocabulary get their vectors from, in half the width."""
    table = spacy.load(model, exclude=["tagger", "morphologizer", "parser", "ner"]).vocab.vectors
    table.data = table.data.astype("float16")
    table.to_disk(folder, exclude=["strings"])


def _copy(trained: Path, shipped: Path) -> None:
    """A checkpoint without the paths of the machine it was trained on and without dead weight."""
    import torch

    checkpoint = torch.load(trained, map_location="cpu", weights_only=True)
    checkpoint["config"] = {key: _nameless(value) for key, value in checkpoint["config"].items()}
    # Not tuned (--no_emb_finetune), these embeddings are zeros: every word gets its vector alone.
    deltas = [key for key in checkpoint["model"] or {} if key.startswith("delta_emb.")]
    if deltas and not any(checkpoint["model"][key].any() for key in deltas):
        checkpoint["vocab"].pop("delta")
        for key in deltas:
            del checkpoint["model"][key]
    if "word" in checkpoint["vocab"] and trained.stem == "ner":
        _cut(checkpoint["vocab"]["word"])  # its copy of the words of the vectors
    checkpoint.pop("optimizer_state_dict", None)
    # Half the width on disk; Stanza copies the weights into layers of full width when it loads them.
    for key, value in (checkpoint["model"] or {}).items():
        if torch.is_tensor(value) and value.dtype == torch.float32:
            checkpoint["model"][key] = value.half()
    torch.save(checkpoint, shipped, _use_new_zipfile_serialization=False)


def _copy_pretrain(trained: Path, shipped: Path) -> None:
    import torch

    table = torch.load(trained, map_location="cpu", weights_only=True)
    _cut(table["vocab"])
    table["emb"] = table["emb"][: len(table["vocab"]["_id2unit"])].clone()
    torch.save(table, shipped, _use_new_zipfile_serialization=False)


def _cut(vocabulary: dict[str, Any]) -> None:
    """The vocabulary is in order of frequency, behind a few signs of Stanza's own."""
    units = vocabulary["_id2unit"][:WORDS]
    vocabulary["_id2unit"] = units
    vocabulary["_unit2id"] = {unit: i for i, unit in enumerate(units)}


def _nameless(value: Any) -> Any:
    return Path(value).name if isinstance(value, str) and "/" in value else value


def _resources(files: dict[str, Path]) -> dict[str, Any]:
    """What Stanza wants to know: which models there are, and which vectors they load."""
    sv: dict[str, Any] = {"lang_name": "Swedish", "tokenize": {PACKAGE: {}}}
    for name, path in files.items():
        entry: dict[str, Any] = {"md5": hashlib.md5(path.read_bytes()).hexdigest()}
        if name in _LOADS_VECTORS:
            entry["dependencies"] = [{"model": "pretrain", "package": PACKAGE}]
        sv[name] = {PACKAGE: entry}
    sv["packages"] = {"default": dict.fromkeys(("tokenize", *PROCESSORS), PACKAGE)}
    return {"sv": sv}
