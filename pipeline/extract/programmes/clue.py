"""One piece of evidence that a phrase names a programme, with the rule that gives it and its weight."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.programmes.places import is_place
from pipeline.extract.programmes.text import FUNCTION, HARD_STOPS, Text
from pipeline.vocab import ProgrammeKind

STRONG = 4.0  # enough by itself


@dataclass(frozen=True, slots=True)
class Clue:
    """Tokens ``[first, last)`` may be a programme's name."""

    first: int
    last: int
    weight: float
    rule: str
    kind: ProgrammeKind | None = None


def is_something_else(text: Text, name: tuple[int, int], in_quotes: bool) -> bool:
    """A person, a place or an organisation right after the trigger starts the next phrase."""
    first, last = name
    if in_quotes:
        opening = text.tokens[first]
        if opening.text[0].islower() and (
            opening.lower in HARD_STOPS or opening.lower in FUNCTION or opening.pos == "VERB"
        ):
            return True
        # Four words and more with a finite verb are something said, not a name.
        return last - first >= 4 and any(
            t.feat("VerbForm") == "Fin" for t in text.tokens[first + 1 : last]
        )
    if any(text.persons.get(i) for i in range(first, last)):
        return True
    following = text.tokens[last].lower if last < len(text.tokens) else ""
    return is_place(text.key(first, last)) or following in ("kommun", "kommuns", "stad", "län")
