"""A small pattern language over word forms, for the factor lexicons.

A pattern is a row of elements separated by spaces, matched against lower-case tokens:

====== ==========================================================================
word   this word form
a/b    either form (each may carry a star)
stem*  a form that begins so; ``*stem`` ends so; ``*stem*`` contains it
_      any one word
…      at most four words, none of them a full stop, colon or semicolon
====== ==========================================================================

Word forms, not lemmas: a stem with a star survives a wrong tag, and the two taggers cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GAP = "…"
GAP_WORDS = 4
_GAP_STOPS = frozenset(".:;!?")


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``[first, last)`` matched entry number ``entry``."""

    first: int
    last: int
    entry: int


class Matcher:
    """All patterns of a lexicon, looked up word by word.

    The first element of each pattern is compared once per distinct word form; texts repeat their
    words, so a whole lexicon costs little more than one dictionary look-up per token.
    """

    def __init__(self, entries: Sequence[Sequence[str]]) -> None:
        self._patterns = [
            (number, [_Element.parse(part) for part in pattern.split()])
            for number, patterns in enumerate(entries)
            for pattern in patterns
        ]
        self._exact: dict[str, list[int]] = {}
        self._begins: dict[str, list[int]] = {}
        self._open: list[int] = []
        for i, (_, elements) in enumerate(self._patterns):
            first = elements[0]
            if first.gap:
                raise ValueError("a pattern cannot begin with a gap")
            for form in first.exact:
                self._exact.setdefault(form, []).append(i)
            for stem in first.begins:
                self._begins.setdefault(stem, []).append(i)
            if first.ends or first.contains or first.anything:
                self._open.append(i)
        self._seen: dict[str, tuple[int, ...]] = {}

    def find(self, words: Sequence[str]) -> Iterator[Match]:
        """Every match, in order of first word. Matches may overlap."""
        for first, word in enumerate(words):
            for i in self._starting_with(word):
                number, elements = self._patterns[i]
                last = _match(elements, 1, words, first + 1)
                if last is not None:
                    yield Match(first, last, number)

    def _starting_with(self, word: str) -> tuple[int, ...]:
        known = self._seen.get(word)
        if known is None:
            found = list(self._exact.get(word, ()))
            for size in range(1, len(word) + 1):
                found += self._begins.get(word[:size], ())
            found += [i for i in self._open if self._patterns[i][1][0].open_accepts(word)]
            known = tuple(sorted(set(found)))
            if len(self._seen) < 100_000:
                self._seen[word] = known
        return known


@dataclass(frozen=True, slots=True)
class _Element:
    gap: bool = False
    anything: bool = False
    exact: frozenset[str] = frozenset()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()

    @staticmethod
    def parse(text: str) -> _Element:
        if text == GAP:
            return _Element(gap=True)
        if text == "_":
            return _Element(anything=True)
        exact, begins, ends, contains = set(), [], [], []
        for form in text.split("/") if len(text) > 1 else [text]:
            if "*" not in form:
                exact.add(form)
                continue
            core = form.strip("*")
            if not core or "*" in core:
                raise ValueError(f"'{text}': a star stands at the beginning or end of a stem")
            if form.startswith("*") and form.endswith("*"):
                contains.append(core)
            elif form.endswith("*"):
                begins.append(core)
            else:
                ends.append(core)
        return _Element(
            exact=frozenset(exact),
            begins=tuple(begins),
            ends=tuple(ends),
            contains=tuple(contains),
        )

    def open_accepts(self, word: str) -> bool:
        if self.anything:
            return word[:1].isalnum()
        return (
            word.startswith(self.begins)
            or word.endswith(self.ends)
            or (bool(self.contains) and any(part in word for part in self.contains))
        )

    def accepts(self, word: str) -> bool:
        return word in self.exact or self.open_accepts(word)


def _match(elements: list[_Element], k: int, words: Sequence[str], at: int) -> int | None:
    while k < len(elements):
        if elements[k].gap:
            for skip in range(GAP_WORDS + 1):
                found = _match(elements, k + 1, words, at + skip)
                if found is not None:
                    return found
                if at + skip >= len(words) or words[at + skip] in _GAP_STOPS:
                    return None
            return None
        if at >= len(words) or not elements[k].accepts(words[at]):
            return None
        k, at = k + 1, at + 1
    return at
