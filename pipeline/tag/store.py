"""The tag store: analyses keyed by what they depend on, namely words, model and this adapter.

Change a layout rule, and only the articles whose tokens moved are tagged again. A file that cannot
be read back
is ignored and written anew; writing is atomic, so several processes may share a store.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.article import TaggedArticle, Tokens
from pipeline.tag.assemble import Analysis, Backend, Words, assemble, sentence_words

# Raise when the adapters change what they return for the same words and model.
ADAPTER_VERSION = "2"


class UnstoredTagger:
    """Tags every article anew."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    @property
    def identity(self) -> str:
        """The identity of the model behind it."""
        return self._backend.identity

    def tag(self, articles: Iterable[Tokens]) -> Iterator[TaggedArticle]:
        """Tag articles one after the other."""
        for tokens in articles:
            yield assemble(tokens, self._backend.analyse(sentence_words(tokens)))


class StoredTagger:
    """Tags what the store does not hold yet."""

    def __init__(self, backend: Backend, folder: Path) -> None:
        self._backend = backend
        self._folder = folder

    @property
    def identity(self) -> str:
        """The identity of the model behind it."""
        return self._backend.identity

    def tag(self, articles: Iterable[Tokens]) -> Iterator[TaggedArticle]:
        """Tag articles one after the other."""
        for tokens in articles:
            sentences = sentence_words(tokens)
            path = self._path(sentences)
            analyses = _read(path, sentences)
            if analyses is None:
                analyses = self._backend.analyse(sentences)
                _write(path, analyses)
            yield assemble(tokens, analyses)

    def _path(self, sentences: Sequence[Words]) -> Path:
        content = json.dumps(
            [ADAPTER_VERSION, self.identity, [[w.forms, w.spaces] for w in sentences]],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        key = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / "tags" / key[:2] / f"{key[2:]}.json.z"


def _write(path: Path, analyses: Sequence[Sequence[Analysis]]) -> None:
    """Write atomically. A store that cannot be written costs time, not the run."""
    rows = [
        [
            [a.lemma, a.pos, a.tag, a.feats, a.head, a.dep, a.entity, int(a.entity_start)]
            for a in sentence
        ]
        for sentence in analyses
    ]
    content = zlib.compress(json.dumps(rows, separators=(",", ":")).encode("ascii"), 6)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError:
        return


def _read(path: Path, sentences: Sequence[Words]) -> list[list[Analysis]] | None:
    """What is stored there, or None where nothing usable is."""
    try:
        rows = json.loads(zlib.decompress(path.read_bytes()))
        analyses = [[_analysis(*row) for row in sentence] for sentence in rows]
    except (OSError, ValueError, TypeError, IndexError, KeyError, zlib.error):
        return None
    if [len(sentence) for sentence in analyses] != [len(words.forms) for words in sentences]:
        return None
    return analyses


def _analysis(
    lemma: str, pos: str, tag: str, feats: str, head: int, dep: str, entity: str, start: int
) -> Analysis:
    return Analysis(lemma, pos, tag, feats, head, dep, entity, bool(start))
