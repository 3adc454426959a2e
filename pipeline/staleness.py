"""Which kept results a change of the pipeline has made stale.

What a step found is kept with the hash of the step's files. Where nothing but lexicons has changed since, and
these tell where their entries are found, only the articles that hold a word of a changed entry are stale.
"""

from __future__ import annotations

import functools
from contextlib import closing
from pathlib import Path
from typing import Any

from pipeline.article import TaggedArticle, normalise
from pipeline.dependencies import ROOT, hashes_of
from pipeline.lexicon.changes import changed_words
from pipeline.memo import Memo, key
from pipeline.swedish.words import visible

_NAME = "versions"  # the memo of what steps and lexicons were made of
_LEXICON = ".tsv"


def matters(cache: Path | None, step: str, earlier: str, text: Words) -> bool:
    """False where what a step gave for a text in its ``earlier`` version must be what it would give now.

    A step is named by its module, a version by the hash of its files.
    """
    words = _changed(cache, step, earlier)
    return words is None or any(word in text.held for word in words)


@functools.cache  # the same for thousands of articles
def _changed(cache: Path | None, step: str, earlier: str) -> frozenset[str] | None:
    """Words of which a text must hold one for the changes to matter; None where they always may."""
    with closing(Memo(cache, _NAME)) as memo:
        kept, now = _kept(memo, step, earlier), hashes_of(step)
        if not isinstance(kept, dict) or kept.keys() != now.keys():
            return None
        found: set[str] = set()
        for file in (file for file in now if kept[file] != now[file]):
            old = _kept(memo, kept[file]) if file.endswith(_LEXICON) else None
            words = changed_words(old, _content(file)) if isinstance(old, str) else None
            if words is None:
                return None
            found |= words
        return frozenset(found)


def _kept(memo: Memo, *parts: str) -> Any:
    name = key(*parts)
    return memo.get([name]).get(name)


class Words:
    """A tagged article as the entries of a lexicon are looked for in it."""

    def __init__(self, tagged: TaggedArticle) -> None:
        self._tagged = tagged

    @functools.cached_property
    def held(self) -> str:
        """Everything that lexicons are held against, in lower case: text, words as cut, lemmas, metadata."""
        meta = self._tagged.article.meta
        parts = [normalise(self._tagged.text), self._tagged.article.path]
        parts += [word for word in (meta.title, meta.publisher, meta.author, meta.url) if word]
        parts += [word for token in self._tagged.tokens for word in (token.text, token.lemma)]
        found = "\n".join(parts).lower()
        return f"{found}\n{visible(found)}"


def keep_versions(cache: Path | None, steps: dict[str, str]) -> None:
    """Keep what the steps (module → hash) are made of, for later runs."""
    files = {step: hashes_of(step) for step in steps}
    lexicons = {
        digest: file
        for of_step in files.values()
        for file, digest in of_step.items()
        if file.endswith(_LEXICON)
    }
    names = [key(step, digest) for step, digest in steps.items()] + [*map(key, lexicons)]
    with closing(Memo(cache, _NAME)) as memo:
        lacking = set(names) - memo.held(names)
        if lacking:
            made = {key(step, digest): files[step] for step, digest in steps.items()}
            texts = {key(digest): _content(file) for digest, file in lexicons.items()}
            memo.put({name: value for name, value in (made | texts).items() if name in lacking})
            memo.keep_only(len(names), lambda: names)


def _content(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")
