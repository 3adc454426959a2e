"""Stanza as a backend, for those who can wait: an optional extra, imported when first used."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib import metadata, util
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError
from pipeline.tag.assemble import Analysis, Words, entity_label, one_root

_PROCESSORS = "tokenize,pos,lemma,depparse,ner"


class StanzaBackend:
    """Stanza's Swedish processors from a resource folder (one that holds ``sv/`` and
    ``resources.json``).
    """

    def __init__(self, model: str) -> None:
        self._folder = Path(model)
        if util.find_spec("stanza") is None:
            raise ModelError(
                "stanza is not installed; install it with `pip install '.[stanza]'` "
                "or run without --tagger stanza"
            )
        if not (self._folder / "sv").is_dir():
            raise ModelError(
                f"{model}: no Stanza models there (a folder sv/ is expected); train them, or fetch "
                "the official ones with `python -c \"import stanza; stanza.download('sv', "
                "model_dir='DIR')\"`, and give the folder with --model DIR"
            )

    @cached_property
    def identity(self) -> str:
        digest = hashlib.sha256()
        for path in sorted((self._folder / "sv").rglob("*.pt")):
            digest.update(path.relative_to(self._folder).as_posix().encode())
            digest.update(path.read_bytes())
        return f"stanza-{metadata.version('stanza')}/sv/{digest.hexdigest()[:12]}"

    @cached_property
    def _nlp(self) -> Any:
        import stanza

        try:
            return stanza.Pipeline(
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

    def analyse(self, sentences: Sequence[Words]) -> list[list[Analysis]]:
        """Stanza reads the words as given (``tokenize_pretokenized``) and returns one analysis for
        each.
        """
        if not sentences:
            return []
        document = self._nlp([list(words.forms) for words in sentences])
        return [_analyses(sentence) for sentence in document.sentences]


def _analyses(sentence: Any) -> list[Analysis]:
    found = []
    for i, token in enumerate(sentence.tokens):
        word = token.words[0]
        mark, _, label = (token.ner or "O").partition("-")
        entity = entity_label(label) if mark != "O" else ""
        found.append(
            Analysis(
                lemma=word.lemma or "",
                pos=word.upos or "",
                tag=word.xpos or "",
                feats=word.feats or "",
                head=i if not word.head else word.head - 1,
                dep=word.deprel or "dep",
                entity=entity,
                entity_start=bool(entity) and mark in {"B", "S"},
            )
        )
    return one_root(found)
