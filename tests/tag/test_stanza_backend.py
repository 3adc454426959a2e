"""The Stanza adapter, against a stand-in with Stanza's interface; Stanza itself is an optional extra."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from pipeline.errors import ModelError
from pipeline.tag.assemble import Words
from pipeline.tag.stanza_backend import StanzaBackend

find_spec = importlib.util.find_spec


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    (tmp_path / "sv" / "pos").mkdir(parents=True)
    (tmp_path / "sv" / "pos" / "talbanken.pt").write_bytes(b"weights")
    return tmp_path


def show(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    def spec(name: str, *rest: Any) -> Any:
        if name == "stanza":
            return SimpleNamespace() if there else None
        return find_spec(name, *rest)

    monkeypatch.setattr("pipeline.tag.stanza_backend.util.find_spec", spec)
    monkeypatch.setattr("pipeline.tag.stanza_backend.metadata.version", lambda name: "0.0")


def test_message_where_stanza_is_missing(monkeypatch: pytest.MonkeyPatch, resources: Path) -> None:
    show(monkeypatch, there=False)
    with pytest.raises(ModelError, match=r"pip install '\.\[stanza\]'"):
        StanzaBackend(str(resources))


def test_message_where_the_models_are_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    show(monkeypatch, there=True)
    with pytest.raises(ModelError, match="no Stanza models there"):
        StanzaBackend(str(tmp_path))


def stand_in(calls: list[Any]) -> Callable[..., Any]:
    def pipeline(lang: str, **options: Any) -> Callable[[list[list[str]]], Any]:
        calls.append((lang, options))

        def run(sentences: list[list[str]]) -> Any:
            return SimpleNamespace(
                sentences=[
                    SimpleNamespace(
                        tokens=[
                            SimpleNamespace(
                                ner=["S-person", "B-inst", "E-inst"][i] if i < 3 else "O",
                                words=[
                                    SimpleNamespace(
                                        lemma=form.lower(), upos="PROPN", xpos="PM|NOM", feats=None,
                                        head=0 if i == 0 else 1, deprel="root" if i == 0 else "dep",
                                    )
                                ],
                            )
                            for i, form in enumerate(forms)
                        ]
                    )
                    for forms in sentences
                ]
            )  # fmt: skip

        return run

    return pipeline


def test_our_words_go_in_and_one_analysis_comes_back_for_each(
    monkeypatch: pytest.MonkeyPatch, resources: Path
) -> None:
    calls: list[Any] = []
    stanza = ModuleType("stanza")
    stanza.Pipeline = stand_in(calls)  # type: ignore[attr-defined]
    torch = ModuleType("torch")
    torch.set_num_threads = calls.append  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "stanza", stanza)
    monkeypatch.setitem(sys.modules, "torch", torch)
    show(monkeypatch, there=True)
    backend = StanzaBackend(str(resources))
    words = Words(("Eva", "Region", "Skåne", "t ex"), (True, True, True, False))
    (found,) = backend.analyse([words])
    assert [a.head for a in found] == [0, 0, 0, 0]
    assert [a.entity for a in found] == ["PER", "ORG", "ORG", ""]
    assert [a.entity_start for a in found] == [True, True, False, False]
    threads, (lang, options) = calls
    assert threads == 1
    assert lang == "sv"
    assert options["tokenize_pretokenized"] is True
    assert options["download_method"] is None
    assert backend.analyse([]) == []
    assert backend.identity.startswith("stanza-0.0/sv/")
