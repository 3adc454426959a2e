"""What the rules for direct speech hand on, and the few questions they share."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.article import Span, normalise
from pipeline.findings import Quote


@dataclass(frozen=True, slots=True)
class DirectQuote:
    """A quote and the stretches of it that are speech, attribution left out.

    ``quote`` is None for speech without a speaker: no quote, but nothing reported stands in it either.
    """

    quote: Quote | None
    speech: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens ``[first, last)`` of one block."""

    first: int
    last: int


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Without white space, commas and dashes at the ends, and quotation marks that enclose all of it."""
    piece = normalise(text[start:end])
    while piece and (piece[-1].isspace() or piece[-1] in ",–-"):
        piece = piece[:-1]
    lead = len(piece) - len(piece.lstrip(" ,–-\n\r"))
    start, piece = start + lead, piece[lead:]
    marks = piece.count('"')
    if len(piece) > 2 and piece[0] == '"' and (marks == 1 or (marks == 2 and piece[-1] == '"')):
        start, piece = start + 1, piece[1:]
        marks -= 1
    if piece.endswith('"') and marks == 1:
        piece = piece[:-1]
    while piece and (piece[-1].isspace() or piece[-1] == ","):
        piece = piece[:-1]
    return Span(start, start + len(piece)) if any(char.isalnum() for char in piece) else None
