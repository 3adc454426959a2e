"""The tag store: right keys, atomic files, bad files ignored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.article import Article, Block, BlockKind, Span, Tokens
from pipeline.tag.assemble import Analysis, Words
from pipeline.tag.store import StoredTagger, UnstoredTagger
from pipeline.tokens import tokenize


class Counting:
    """A backend that counts how often it is asked."""

    def __init__(self, identity: str = "test/1") -> None:
        self.identity = identity
        self.asked = 0

    def analyse(self, sentences: Sequence[Words]) -> list[list[Analysis]]:
        self.asked += 1
        return [
            [Analysis(f.lower(), "X", "UO", "A=B", 0, "root" if i == 0 else "dep", "PER", i == 0)
             for i, f in enumerate(words.forms)]
            for words in sentences
        ]  # fmt: skip


def tokens_of(text: str, name: str = "a") -> Tokens:
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH)
    return tokenize(Article(name, f"{name}.txt", "", text), [block])


def stored_files(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file()]


def test_second_time_comes_from_the_store(tmp_path: Path) -> None:
    backend = Counting()
    tagger = StoredTagger(backend, tmp_path)
    first = list(tagger.tag([tokens_of("Eva går. Hon ler.")]))
    second = list(StoredTagger(backend, tmp_path).tag([tokens_of("Eva går. Hon ler.")]))
    assert backend.asked == 1
    assert first == second == list(UnstoredTagger(Counting()).tag([tokens_of("Eva går. Hon ler.")]))


def test_same_tokens_in_another_article_are_shared(tmp_path: Path) -> None:
    backend = Counting()
    tagger = StoredTagger(backend, tmp_path)
    tagged = list(tagger.tag([tokens_of("Eva går.", "a"), tokens_of("Eva går.", "b")]))
    assert backend.asked == 1
    assert [t.article.id for t in tagged] == ["a", "b"]


@pytest.mark.parametrize("text", ["Eva går", "Eva går .", "Eva. Går."])
def test_other_tokens_are_tagged_anew(tmp_path: Path, text: str) -> None:
    backend = Counting()
    tagger = StoredTagger(backend, tmp_path)
    list(tagger.tag([tokens_of("Eva går.")]))
    list(tagger.tag([tokens_of(text)]))
    assert backend.asked == 2


def test_another_model_is_another_key(tmp_path: Path) -> None:
    list(StoredTagger(Counting("test/1"), tmp_path).tag([tokens_of("Eva går.")]))
    other = Counting("test/2")
    list(StoredTagger(other, tmp_path).tag([tokens_of("Eva går.")]))
    assert other.asked == 1


@pytest.mark.parametrize("content", [b"", b"not zlib", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_corrupt_entries_are_ignored_and_written_anew(tmp_path: Path, content: bytes) -> None:
    backend = Counting()
    tagger = StoredTagger(backend, tmp_path)
    first = list(tagger.tag([tokens_of("Eva går.")]))
    (path,) = stored_files(tmp_path)
    path.write_bytes(content)
    assert list(tagger.tag([tokens_of("Eva går.")])) == first
    assert backend.asked == 2
    list(tagger.tag([tokens_of("Eva går.")]))
    assert backend.asked == 2
    assert stored_files(tmp_path) == [path]


def test_a_store_that_cannot_be_written_does_not_stop_the_run(tmp_path: Path) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file, not a folder")
    (tagged,) = StoredTagger(Counting(), blocked).tag([tokens_of("Eva går.")])
    assert [t.lemma for t in tagged.tokens] == ["eva", "går", "."]
