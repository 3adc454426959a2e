"""Every mention of the accepted names: exact, in the genitive, with ``-projektet``, whatever the case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from pipeline.extract.programmes.lexicons import trigger_form
from pipeline.extract.programmes.text import Text


class HasKey(Protocol):
    """A name to look for."""

    @property
    def key(self) -> str: ...

    @property
    def lower(self) -> bool: ...


Name = TypeVar("Name", bound=HasKey)


def mark(text: Text, names: Sequence[Name]) -> Iterator[tuple[Name, int, int]]:
    """(name, first token, end) of each mention, left to right, the longest name where several fit."""
    by_first: dict[str, list[tuple[tuple[str, ...], Name]]] = defaultdict(list)
    for name in names:
        words = tuple(name.key.split())
        by_first[words[0]].append((words, name))
        if len(words) == 1:
            by_first[words[0] + "s"].append((words, name))
    for options in by_first.values():
        options.sort(key=lambda option: -len(option[0]))
    i, tokens = 0, text.tokens
    while i < len(tokens):
        folded = tokens[i].text.casefold()
        hit = None
        for first in (folded, folded.split("-", 1)[0]):
            for words, name in by_first.get(first, ()):
                last = _fits(text, i, words, name.lower)
                if last is not None:
                    hit = (name, i, last)
                    break
            if hit:
                break
        if hit:
            yield hit
            i = hit[2]
        else:
            i += 1


def _fits(text: Text, i: int, words: tuple[str, ...], lower: bool) -> int | None:
    """The end of ``words`` at token ``i``, or None. A one-word name keeps its capital or its case."""
    last = i + len(words)
    tokens = text.tokens[i:last]
    if len(tokens) < len(words) or tokens[0].sentence != tokens[-1].sentence:
        return None
    if any(t.text.casefold() != w for t, w in zip(tokens[:-1], words[:-1], strict=True)):
        return None
    final, wanted = tokens[-1].text.casefold(), words[-1]
    head, hyphen, tail = final.rpartition("-")
    compound = bool(hyphen) and head == wanted and trigger_form(tail) is not None
    if final not in (wanted, wanted + "s") and not compound:
        return None
    if (
        not lower
        and len(words) == 1
        and tokens[0].text[0].islower()
        and not _written_lower(text, i)
    ):
        return None
    return last


def _written_lower(text: Text, i: int) -> bool:
    """A one-word name in lower case counts right after a trigger or in quotation marks only."""
    if i == 0:
        return False
    previous = text.tokens[i - 1]
    form = trigger_form(previous.text)
    return previous.text in ('"', "'") or (form is not None and form.definite)
