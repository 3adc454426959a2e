"""spaCy as a backend: any pipeline with tags, trees and names, given our words and sentences."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import nullcontext
from functools import cached_property
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ModelError
from pipeline.tag.assemble import Analysis, Words, entity_label, one_root
from pipeline.tag.lemmas import Lemmas

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

# Sentences of one article go through in batches of fixed size, so results depend on nothing but
# the article.
_BATCH = 256


class SpacyBackend:
    """A spaCy pipeline: a folder, or the name of an installed package such as
    ``sv_core_news_lg``.
    """

    def __init__(self, model: str) -> None:
        self._model = model
        self._folder = _find(model)

    @cached_property
    def identity(self) -> str:
        meta = self._folder / "meta.json"
        named = json.loads(meta.read_text(encoding="utf-8"))
        digest = hashlib.sha256()
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and path.suffix not in {".py", ".pyc", ".md"}:
                digest.update(path.relative_to(self._folder).as_posix().encode())
                digest.update(path.read_bytes())
        name = f"{named.get('lang', 'sv')}_{named.get('name', 'model')}-{named.get('version', '0')}"
        return f"spacy-{metadata.version('spacy')}/{name}/{digest.hexdigest()[:12]}"

    @cached_property
    def _nlp(self) -> Language:
        from pipeline.tag.spacy_load import load

        try:
            nlp = load(self._folder)
        except Exception as error:
            raise ModelError(
                f"{self._folder}: cannot be loaded as a spaCy pipeline ({error}); "
                "train it again with `make models DATA=…` or give another with --model"
            ) from error
        has = {attr.upper() for pipe in nlp.pipe_names for attr in _assigns(nlp, pipe)}
        missing = [name for name in ("DEP", "TAG", "LEMMA", "ENT_TYPE") if name not in has]
        if missing:
            raise ModelError(
                f"{self._model}: the pipeline {nlp.pipe_names} gives no {', '.join(missing)}; "
                "choose one with tagger, lemmatizer, parser and ner"
            )
        nlp.max_length = 10**9
        if self._blas is not None:
            _multiply_with_numpy(nlp)
        return nlp

    @cached_property
    def _blas(self) -> ThreadpoolController | None:
        """Holds numpy's matrix product to one thread: its threads would change the last bits of a result."""
        try:
            from threadpoolctl import ThreadpoolController
        except ImportError:
            return None
        return ThreadpoolController()

    @cached_property
    def _lemmas(self) -> Lemmas | None:
        return Lemmas.of(self._folder)

    def analyse(self, sentences: Sequence[Words]) -> list[list[Analysis]]:
        """Each sentence is a document of its own: neighbours cannot change its analysis."""
        nlp = self._nlp
        from spacy.tokens import Doc  # behind the loading, which leaves part of spaCy out

        docs = [
            Doc(
                nlp.vocab,
                words=list(words.forms),
                spaces=list(words.spaces),
                sent_starts=[i == 0 for i in range(len(words.forms))],
            )
            for words in sentences
        ]
        with nullcontext() if self._blas is None else self._blas.limit(limits=1, user_api="blas"):
            return [_analyses(doc, self._lemmas) for doc in nlp.pipe(docs, batch_size=_BATCH)]


def _multiply_with_numpy(nlp: Language) -> None:
    """Use numpy's matrix product: half as fast again as spaCy's own on processors that this does not know."""
    from thinc.api import Model, NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if isinstance(model, Model) and isinstance(model.ops, NumpyOps):
            for node in model.walk():
                node.ops = ops


def _find(model: str) -> Path:
    """The folder of a pipeline, by path or by the name of an installed package."""
    folder = Path(model)
    if (folder / "meta.json").is_file():
        return folder
    if not folder.exists() and model.isidentifier():
        spec = util.find_spec(model)
        if spec is not None and spec.origin is not None:
            package = Path(spec.origin).parent
            for meta in sorted(package.glob("*/meta.json")):
                return meta.parent
    raise ModelError(
        f"{model}: no spaCy pipeline there; train one with `make models DATA=…`, "
        "or name an installed one with --model (for example sv_core_news_lg)"
    )


def _assigns(nlp: Language, pipe: str) -> list[str]:
    """The token attributes a component sets, by its own declaration."""
    factory = nlp.get_pipe_meta(pipe).factory
    declared = [a.removeprefix("token.") for a in nlp.get_pipe_meta(pipe).assigns]
    known = {
        "trainable_lemmatizer": ["LEMMA"],
        "lemmatizer": ["LEMMA"],
        "tagger": ["TAG"],
        "morphologizer": ["POS", "MORPH"],
        "attribute_ruler": ["POS", "MORPH"],
        "parser": ["DEP", "HEAD"],
        "ner": ["ENT_TYPE"],
    }
    return [*declared, *known.get(factory, [])]


def _analyses(doc: Doc, lemmas: Lemmas | None) -> list[Analysis]:
    found = []
    for token in doc:
        entity = entity_label(token.ent_type_)
        lemma, pos, tag = token.lemma_, token.pos_, token.tag_
        found.append(
            Analysis(
                lemma=lemmas.lemma(token.text, pos, tag, lemma) if lemmas else lemma,
                pos=pos,
                tag=tag,
                feats=str(token.morph),
                head=token.head.i,
                dep="root" if token.dep_ == "ROOT" else token.dep_,
                entity=entity,
                entity_start=bool(entity) and token.ent_iob_ == "B",
            )
        )
    return one_root(found)
