"""The very words around a would-be name, as features: those that many articles share have learned weights."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.programmes.text import QUOTES, Text

_MOST_PLACES = 6
_NEAR = 6  # words


def wording(text: Text, places: Sequence[tuple[int, int]]) -> dict[str, float]:
    """``w-1:projektet``, ``w+1:riktar``, ``near:deltagare``: lower-case words beside the mentions."""
    found: dict[str, float] = {}
    tokens = text.tokens
    for first, last in places[:_MOST_PLACES]:
        start, end = text.sentence_bounds(first)
        before = first - (first > start and tokens[first - 1].text in QUOTES)
        after = last + (last < end and tokens[last].text in QUOTES)
        for step in (1, 2):
            if before - step >= start:
                found[f"w-{step}:{tokens[before - step].lower}"] = 1.0
            if after + step - 1 < end:
                found[f"w+{step}:{tokens[after + step - 1].lower}"] = 1.0
        if before == start:
            found["w-1:^"] = 1.0
        if after == end:
            found["w+1:$"] = 1.0
        near = (
            *tokens[max(start, before - _NEAR) : before],
            *tokens[after : min(end, after + _NEAR)],
        )
        for token in near:
            if token.text.islower() and token.pos in ("NOUN", "VERB", "ADJ", "PRON"):
                found[f"near:{token.lower}"] = 1.0
    return found
