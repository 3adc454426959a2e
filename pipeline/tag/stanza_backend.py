"""Stanza as a backend, for those who can wait: an optional extra, imported when first used."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import nullcontext
from functools import cached_property
from importlib import metadata, util
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError
from pipeline.tag import stanza_forms, stanza_tags
from pipeline.tag.assemble import Analysis, Words, entity_label, one_root
from pipeline.tag.lemmas import FILE, Lemmas
from pipeline.tag.stanza_forms import Forms
from pipeline.tag.stanza_tags import Combinations
from pipeline.tag.stanza_vectors import FOLDER, Floret

_PROCESSORS = "tokenize,pos,lemma,depparse,ner"
_WITHOUT = (
    "stanza is not installed; install it with `pip install '.[stanza]'` "
    "or run without --tagger stanza"
)


class StanzaBackend:
    """Stanza's Swedish processors from a resource folder (one that holds ``sv/`` and
    ``resources.json``): the shipped one, or one that :func:`download` filled.
    """

    def __init__(self, model: str) -> None:
        self._folder = Path(model)
        if util.find_spec("stanza") is None:
            raise ModelError(_WITHOUT)
        if not (self._folder / "sv").is_dir():
            raise ModelError(
                f"{model}: no Stanza models there (a folder sv/ is expected); train them with "
                "`make models-stanza DATA=…`, or fetch the official ones with "
                "`insats models download DIR` and give the folder with --model DIR"
            )

    @cached_property
    def identity(self) -> str:
        digest = hashlib.sha256()
        tables = [self._folder / name for name in (FILE, stanza_tags.FILE, stanza_forms.FILE)]
        beside = [*(self._folder / FOLDER).rglob("*"), *tables]
        for path in [
            *sorted((self._folder / "sv").rglob("*.pt")),
            *sorted(path for path in beside if path.is_file()),
        ]:
            digest.update(path.relative_to(self._folder).as_posix().encode())
            digest.update(path.read_bytes())
        return f"stanza-{metadata.version('stanza')}/sv/{digest.hexdigest()[:12]}"

    @cached_property
    def _nlp(self) -> Any:
        import stanza
        import torch

        # More threads would change the last bits of a result, and with them now and then a tag.
        torch.set_num_threads(1)
        try:
            nlp = stanza.Pipeline(
                "sv",
                dir=str(self._folder),
                processors=_PROCESSORS,
                tokenize_pretokenized=True,
                download_method=None,
                use_gpu=False,
                verbose=False,
            )
        except Exception as error:
            raise ModelError(
                f"{self._folder}: cannot be loaded as a Stanza pipeline ({error}); "
                "it needs the processors pos, lemma, depparse and ner"
            ) from error
        if combinations := Combinations.of(self._folder):
            forms = Forms.of(self._folder, combinations.rows)
            combinations.bind(nlp.processors["pos"].trainer, forms)
        return nlp

    @cached_property
    def _lemmas(self) -> Lemmas | None:
        return Lemmas.of(self._folder)

    @cached_property
    def _floret(self) -> Floret | None:
        return Floret.of(self._folder)

    def analyse(self, sentences: Sequence[Words]) -> list[list[Analysis]]:
        """Stanza reads the words as given (``tokenize_pretokenized``) and returns one analysis for
        each.
        """
        if not sentences:
            return []
        words = [list(one.forms) for one in sentences]
        known = self._floret.known(self._nlp, chain(*words)) if self._floret else nullcontext()
        with known:
            document = self._nlp(words)
        return [_analyses(sentence, self._lemmas) for sentence in document.sentences]


def download(folder: Path, resources_url: str | None = None) -> None:
    """The official Swedish models into ``folder``, from the network or from ``resources_url`` (an
    address that answers with ``resources_VERSION.json``). Files already there are kept.
    """
    if util.find_spec("stanza") is None:
        raise ModelError(_WITHOUT)
    import stanza

    source = {} if resources_url is None else {"resources_url": resources_url}
    try:
        stanza.download(
            "sv", model_dir=str(folder), processors=_PROCESSORS, verbose=False, **source
        )
    except Exception as error:
        raise ModelError(
            f"{folder}: the Swedish models of Stanza could not be fetched ({error}); they need "
            "a connection to huggingface.co; without one, use the shipped models (no --model)"
        ) from error


def _analyses(sentence: Any, lemmas: Lemmas | None) -> list[Analysis]:
    found = []
    for i, token in enumerate(sentence.tokens):
        word = token.words[0]
        mark, _, label = (token.ner or "O").partition("-")
        entity = entity_label(label) if mark != "O" else ""
        lemma, pos, tag = word.lemma or "", word.upos or "", word.xpos or ""
        found.append(
            Analysis(
                lemma=lemmas.lemma(word.text, pos, tag, lemma) if lemmas else lemma,
                pos=pos,
                tag=tag,
                feats=word.feats or "",
                head=i if not word.head else word.head - 1,
                dep=word.deprel or "dep",
                entity=entity,
                entity_start=bool(entity) and mark in {"B", "S"},
            )
        )
    return one_root(found)
