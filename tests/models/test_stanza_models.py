"""The shipped Stanza models through Stanza itself: packed, fetched from a list of models, loaded."""

from __future__ import annotations

import functools
import hashlib
import json
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import util
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.build import DEFAULT_MODELS
from pipeline.cli import main
from pipeline.errors import ModelError
from pipeline.tag.assemble import Words
from pipeline.tag.stanza_backend import StanzaBackend, download

SHIPPED = DEFAULT_MODELS["stanza"]
pytestmark = [
    pytest.mark.skipif(
        util.find_spec("stanza") is None, reason="needs the extra stanza: pip install '.[stanza]'"
    ),
    pytest.mark.filterwarnings("default"),
]
shipped = pytest.mark.skipif(
    not SHIPPED.is_dir(), reason="needs models/stanza: make models-stanza DATA=…"
)
WORDS = Words(("Lotta", "Ström", "arbetar", "i", "Eslöv", "."), (True,) * 4 + (False, False))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address on which it is served: what the network would give."""
    folder = tmp_path / "served"
    folder.mkdir()
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as one:
        threading.Thread(target=one.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{one.server_port}"
        one.shutdown()


def publish(folder: Path, address: str) -> None:
    """The shipped models as Stanza publishes its own, with a stand-in for the tokenizer."""
    from stanza.resources.common import DEFAULT_RESOURCES_VERSION

    resources = json.loads((SHIPPED / "resources.json").read_text(encoding="utf-8"))
    tokenizer = folder / "sv" / "tokenize" / "insats.pt"
    shutil.copytree(SHIPPED / "sv", folder / "sv")
    tokenizer.parent.mkdir()
    tokenizer.write_bytes(b"none")
    resources["sv"]["tokenize"]["insats"]["md5"] = hashlib.md5(b"none").hexdigest()
    resources["url"] = address + "/{lang}/{filename}"
    name = f"resources_{DEFAULT_RESOURCES_VERSION}.json"
    (folder / name).write_text(json.dumps(resources), encoding="utf-8")


@shipped
def test_models_are_fetched_and_read(server: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = server
    publish(folder, address)
    there = tmp_path / "models"
    result = CliRunner().invoke(main, ["models", "download", str(there), "--resources", address])
    assert result.exit_code == 0, result.output
    assert f"--model {there}" in result.output
    (found,) = StanzaBackend(str(there)).analyse([WORDS])
    assert [word.entity for word in found] == ["PER", "PER", "", "", "LOC", ""]
    assert len(found) == len(WORDS.forms)


@shipped
def test_extract_fetches_them_where_asked(
    server: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, address = server
    publish(folder, address)
    fetch = functools.partial(download, resources_url=address)
    monkeypatch.setattr("pipeline.tag.stanza_backend.download", fetch)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("Lotta Ström arbetar i Eslöv.\n", encoding="utf-8")
    line = ["extract", str(tmp_path / "corpus"), "--out", str(tmp_path / "out"), "--no-cache"]
    line += ["--tagger", "stanza", "--model", str(tmp_path / "models"), "--download"]
    result = CliRunner().invoke(main, line)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "models" / "sv").is_dir()
    assert "1 articles; 1 places" in result.output


def test_a_failed_download_says_what_to_do(server: tuple[Path, str], tmp_path: Path) -> None:
    _, address = server
    with pytest.raises(ModelError, match="could not be fetched"):
        download(tmp_path / "models", address)


@shipped
def test_an_answer_does_not_depend_on_the_sentences_beside_it() -> None:
    backend = StanzaBackend(str(SHIPPED))
    other = Words(("Fler", "måste", "få", "en", "chans", "till", "."), (True,) * 7)
    (alone,) = backend.analyse([WORDS])
    assert backend.analyse([other, WORDS, other])[1] == alone


@shipped
def test_no_path_of_the_training_machine_is_shipped() -> None:
    import torch

    for path in sorted(SHIPPED.rglob("*.pt")):
        config = torch.load(path, weights_only=True, map_location="cpu").get("config", {})
        paths = [value for value in config.values() if isinstance(value, str) and "/" in value]
        assert not paths, f"{path}: {paths}"


def test_packing_drops_paths_and_untuned_vectors(tmp_path: Path) -> None:
    import torch

    from models.train.stanza_pack import _copy

    trained, packed = tmp_path / "a.pt", tmp_path / "b.pt"
    config = {"train_file": "/home/eva/data/train.json", "lr": 0.1, "lang": "sv"}
    model = {"delta_emb.weight": torch.zeros(3, 2), "tag.weight": torch.ones(2)}
    torch.save({"config": config, "model": model, "vocab": {"delta": {}, "word": {}}}, trained)
    _copy(trained, packed)
    found = torch.load(packed, weights_only=True)
    assert found["config"] == {"train_file": "train.json", "lr": 0.1, "lang": "sv"}
    assert list(found["model"]) == ["tag.weight"]
    assert list(found["vocab"]) == ["word"]


@shipped
def test_a_word_outside_the_vocabulary_gets_a_vector_for_the_time_of_the_call() -> None:
    backend = StanzaBackend(str(SHIPPED))
    nlp, floret = backend._nlp, backend._floret
    assert floret is not None
    table = nlp.processors["pos"].pretrain
    layer = nlp.processors["pos"].trainer.model.pretrained_emb
    size, rows, word = len(table.vocab), len(layer.weight), "kanotverkstadshandledarna"
    assert word not in table.vocab
    with floret.known(nlp, ["och", word.upper(), word]):
        assert len(table.vocab) == size + 1
        assert layer.weight[table.vocab.unit2id(word)].any()
    assert word not in table.vocab
    assert (len(table.vocab), len(layer.weight)) == (size, rows)
