"""Which kept results a change of the pipeline has made stale.

What a step found is kept with the hash of the step's files. Where nothing but lexicons has changed since, and
these tell where their entries are found, only the articles that hold a word of a changed entry are stale.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pipeline.article import TaggedArticle, normalise
from pipeline.dependencies import ROOT, hashes_of
from pipeline.lexicon.changes import changed_words
from pipeline.memo import Memo, key
from pipeline.swedish.words import visible

_NAME = "versions"  # the memo of what steps and lexicons were made of
_LEXICON = ".tsv"


class Changes:
    """The changes since earlier versions of steps, as far as these are known. A step is named by its module."""

    def __init__(self, cache: Path | None) -> None:
        self._memo = Memo(cache, _NAME)
        self._words: dict[tuple[str, str], frozenset[str] | None] = {}

    def close(self) -> None:
        """Give the file free."""
        self._memo.close()

    def matter(self, step: str, earlier: str, text: Words) -> bool:
        """False where what a step of an ``earlier`` version gave for a text must be what it would give now."""
        if (step, earlier) not in self._words:
            self._words[step, earlier] = self._changed(step, earlier)
        words = self._words[step, earlier]
        return words is None or any(word in text.held for word in words)

    def _changed(self, step: str, earlier: str) -> frozenset[str] | None:
        """Words of which a text must hold one for the changes to matter; None where they always may."""
        name, now = key(step, earlier), hashes_of(step)
        before = self._memo.get([name]).get(name)
        if not isinstance(before, dict) or before.keys() != now.keys():
            return None
        changed = [file for file in now if before[file] != now[file]]
        if not all(file.endswith(_LEXICON) for file in changed):
            return None
        found: set[str] = set()
        for file in changed:
            old = self._lexicon(before[file])
            words = None if old is None else changed_words(old, _content(file))
            if words is None:
                return None
            found |= words
        return frozenset(found)

    def _lexicon(self, digest: str) -> str | None:
        name = key(digest)
        found = self._memo.get([name]).get(name)
        return found if isinstance(found, str) else None


class Words:
    """A tagged article as the entries of a lexicon are looked for in it."""

    def __init__(self, tagged: TaggedArticle) -> None:
        self._tagged = tagged

    @cached_property
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
    memo = Memo(cache, _NAME)
    try:
        files = {step: hashes_of(step) for step in steps}
        lexicons = {
            digest: file
            for of_step in files.values()
            for file, digest in of_step.items()
            if file.endswith(_LEXICON)
        }
        names = [key(step, digest) for step, digest in steps.items()] + [*map(key, lexicons)]
        lacking = set(names) - memo.held(names)
        if lacking:
            made = {key(step, digest): files[step] for step, digest in steps.items()}
            texts = {key(digest): _content(file) for digest, file in lexicons.items()}
            memo.put({name: value for name, value in (made | texts).items() if name in lacking})
            memo.keep_only(len(names), lambda: names)
    finally:
        memo.close()


def _content(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")
