"""What a changed lexicon can matter to: texts that hold a word of a changed entry.

Only for lexicons that tell in a comment line where their entries are found: ``# found by: noun, definite``
(columns; ``|`` between alternatives, ``*`` for any letters) or ``# found by pattern: pattern`` (regular
expressions). A change of any other lexicon may matter to every text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.lexicon.anchors import anchors

_FOUND_BY = re.compile(r"^# found by( pattern)?: (.+)$", re.MULTILINE)
_EXAMPLE = "example"  # the column that decides nothing


@dataclass(frozen=True)
class _Lexicon:
    """The entries of a lexicon in order, without their examples; each alternative of one column is an entry."""

    header: tuple[str, ...]
    entries: tuple[tuple[str, ...], ...]
    found_by: tuple[str, ...]  # columns
    patterns: bool


def changed_words(before: str, after: str) -> frozenset[str] | None:
    """Lower-case strings of which every text that the change of a lexicon's file can matter to holds one.

    None where it may matter to any text. ``before`` and ``after`` are what the file held.

    >>> head = "# found by: noun\\nnoun\\texample\\n"
    >>> sorted(changed_words(head + "hund\\tEn hund.\\n", head + "katt|kisse\\tEn katt.\\n"))
    ['hund', 'katt', 'kisse']
    """
    old, new = _read(before), _read(after)
    if old is None or new is None or _manner(old) != _manner(new):
        return None
    in_old, in_new = frozenset(old.entries), frozenset(new.entries)
    if [e for e in old.entries if e in in_new] != [e for e in new.entries if e in in_old]:
        return None  # their order may decide
    words: set[str] = set()
    for entry in in_old ^ in_new:
        found = _words(new, entry)
        if not found:
            return None
        words |= found
    return frozenset(words)


def _manner(lexicon: _Lexicon) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    return lexicon.header, lexicon.found_by, lexicon.patterns


def _read(text: str) -> _Lexicon | None:
    """None where the file does not tell where its entries are found."""
    told = _FOUND_BY.search(text)
    lines = [line.split("\t") for line in text.splitlines() if line.strip() and line[0] != "#"]
    if told is None or not lines:
        return None
    header = tuple(lines[0])
    columns = tuple(name.strip() for name in told[2].split(","))
    if not set(columns) <= set(header) or any(len(line) != len(header) for line in lines):
        return None
    deciding = [n for n, name in enumerate(header) if name != _EXAMPLE]
    kept = tuple(header[n] for n in deciding)
    entries = [tuple(line[n].strip() for n in deciding) for line in lines[1:]]
    if told[1] is None and len(columns) == 1:
        place = kept.index(columns[0])
        entries = [
            (*entry[:place], one, *entry[place + 1 :])
            for entry in entries
            for one in entry[place].split("|")
        ]
    return _Lexicon(kept, tuple(entries), columns, told[1] is not None)


def _words(lexicon: _Lexicon, entry: Sequence[str]) -> set[str]:
    """Strings of which a text must hold one, or else the entry cannot be found there; none where not known."""
    found: set[str] = set()
    for name in lexicon.found_by:
        cell = entry[lexicon.header.index(name)]
        if lexicon.patterns:
            needed = set(anchors(cell))
            if not needed:
                return set()
            found |= needed
        else:
            found |= {word for phrase in cell.split("|") for word in _longest(phrase)}
    return found


def _longest(phrase: str) -> Iterator[str]:
    """The longest word of a phrase: the others must stand beside it. ``och/eller`` counts as two."""
    words = re.split(r"[\s*]+", phrase.strip().lower())
    return iter(re.findall(r"\w+", max(words, key=len)))
