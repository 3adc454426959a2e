"""Quotation marks of one block → pairs. A stray mark is left alone and breaks nothing."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.article import Span, normalise

_BEFORE_OPENING = frozenset(" ([–-/:,;.!?•*·")
_AFTER_CLOSING = frozenset(" .,;:!?)]–-/")


@dataclass(frozen=True, slots=True)
class Pair:
    """Quotation marks at ``outer``'s ends; ``inner`` is what stands between. ``closed``: both marks are there."""

    outer: Span
    inner: Span
    closed: bool


def pairs(source: str, block: Span) -> list[Pair]:
    """The pairs of a block, left to right, none inside another.

    Which way a mark faces is told by its neighbours, since ``”`` opens and closes in Swedish. An opening
    mark that is never closed counts only where it begins the block or follows a colon: there the page
    has lost the closing one, or the quote goes on in the next paragraph.
    """
    text = normalise(source[block.start : block.end])
    found: list[Pair] = []
    mark = '"'
    if '"' not in text:
        if "'" not in text:
            return found
        mark = "'"
    opened: int | None = None
    at = text.find(mark)
    while at >= 0:
        can_open, can_close = _faces(text, at)
        if opened is None:
            if can_open:
                opened = at
        elif can_close:
            if at > opened + 1:
                found.append(_pair(block, opened, at))
            opened = None
        elif can_open and not _starts_block(text, opened):
            opened = at
        at = text.find(mark, at + 1)
    if opened is not None and mark == '"' and _starts_block(text, opened):
        end = len(text.rstrip())
        if end > opened + 1:
            found.append(
                Pair(
                    Span(block.start + opened, block.start + end),
                    Span(block.start + opened + 1, block.start + end),
                    False,
                )
            )
    return found


def _faces(text: str, at: int) -> tuple[bool, bool]:
    before = text[at - 1] if at > 0 else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    can_open = (before in _BEFORE_OPENING and after not in " .,;:!?)") or at == 0
    can_close = (after in _AFTER_CLOSING or at + 1 == len(text)) and before != " "
    if before == " " and after == " ":
        return False, True  # a mark that floats closes what is open
    if not can_open and not can_close and before.isalnum() and after.isupper():
        return False, True  # 'bra".Och'
    return can_open, can_close


def _starts_block(text: str, at: int) -> bool:
    head = text[:at].rstrip()
    return (len(head) <= 3 and not any(char.isalnum() for char in head)) or head.endswith(":")


def _pair(block: Span, opened: int, closed: int) -> Pair:
    return Pair(
        Span(block.start + opened, block.start + closed + 1),
        Span(block.start + opened + 1, block.start + closed),
        True,
    )
