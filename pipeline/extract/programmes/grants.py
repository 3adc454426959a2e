"""Lists of grants: ``Röda korset – Fyren, 265 000 kronor``, ``Fyren, Mora kommun, 450 000 kr``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.programmes.clue import STRONG, Clue
from pipeline.extract.programmes.text import MAX_NAME, QUOTES, Text, is_capital

_MONEY = ("kronor", "kr", "tkr", "mkr", "mnkr", "miljoner")
_RECEIVER = frozenset(
    "kommun stad region föreningen stiftelsen folkhögskola församling förbund".split()
)
_TO_RECEIVER, _TO_SUM = 7, 14  # words


def grant_row(text: Text, i: int) -> Iterator[Clue]:
    """``Svenska på gården, Mora kommun, 450 000 kr``: name, receiver and sum in a list of grants."""
    start, end = text.sentence_bounds(i)
    if i != start or not is_capital(text.tokens[i]):
        return
    yield from _sum_after_name(text, i, end)
    commas = [j for j in range(i, min(end, i + _TO_SUM)) if text.tokens[j].text == ","]
    if len(commas) < 2 or commas[0] - i > _TO_RECEIVER:
        return
    if any(t.feat("VerbForm") == "Fin" for t in text.tokens[i + 1 : commas[0]]):
        return
    middle = {t.lower for t in text.tokens[commas[0] + 1 : commas[1]]}
    after = text.tokens[commas[1] + 1 : min(end, commas[-1] + 6)]
    summed = any(t.lower in _MONEY for t in after) and any(t.text[0].isdigit() for t in after)
    if middle & _RECEIVER and summed and not any(t.pos == "VERB" for t in after[:1]):
        first = i + 1 if text.tokens[i].text in QUOTES else i
        yield Clue(first, commas[0], STRONG, "grant-line", None)


def _sum_after_name(text: Text, i: int, end: int) -> Iterator[Clue]:
    """``Fyren, 2,4 miljoner``, ``Fyren (Mora kommun): 3,1 mkr``: a line that opens with a name and its sum."""
    last = next((j for j in range(i, min(end, i + 6)) if text.tokens[j].text in (",", "(")), i)
    if last == i or not text.tokens[last - 1].text[-1].isalnum():
        return
    j = last + 1
    if text.tokens[last].text == "(":
        close = next((k for k in range(j, min(end, j + 6)) if text.tokens[k].text == ")"), None)
        if close is None or close + 2 >= end or text.tokens[close + 1].text not in (":", ","):
            return
        j = close + 2
    block = text.tagged.block_of(text.tokens[i]).span
    whole = text.tokens[last].text == "(" or end - j <= 5
    words = text.tokens[j : min(end, j + 5)]
    summed = words and words[0].text[0].isdigit() and any(t.lower in _MONEY for t in words[1:])
    if block.start != text.tokens[i].start or not (whole and summed):
        return
    yield Clue(i, last, 3.0, "grant-line", None)


def grant_line(text: Text, i: int) -> Iterator[Clue]:
    """``Röda korset – Språkpromenaden 2018, 265 000 kronor``: what a grant goes to, in a list of grants."""
    _, end = text.sentence_bounds(i)
    stop = min(end, i + MAX_NAME + 2)
    comma = next((j for j in range(i + 1, stop) if text.tokens[j].text == ","), None)
    if comma is None or comma < i + 2 or comma + 2 >= end or not is_capital(text.tokens[i + 1]):
        return
    if text.tokens[comma + 1].text[0].isdigit() and any(
        t.lower in _MONEY for t in text.tokens[comma + 2 : comma + 5]
    ):
        first = i + 2 if text.tokens[i + 1].text in QUOTES else i + 1
        last = comma - 1 if text.tokens[comma - 1].text in QUOTES else comma
        if last > first:
            yield Clue(first, last, 3.0, "grant-line", None)
