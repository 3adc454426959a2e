"""Is this about labour-market work at all? Building, sport and culture have projects with names, too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract.programmes.text import Text
from pipeline.lexicon.load import load


@dataclass(frozen=True, slots=True)
class DomainWord:
    """One line of ``programme_domain.tsv``."""

    stem: str
    domain: str  # labour | other
    example: str


@cache
def _pattern(domain: str) -> re.Pattern[str]:
    stems = [e.stem for e in load(DomainWord, "programme_domain.tsv") if e.domain == domain]
    # A stem may also be a later part of a compound (ungdomsarbetslöshet), but not of any word (snabbjobb).
    return re.compile(r"\b\w*?(?:" + "|".join(map(re.escape, sorted(stems))) + ")", re.IGNORECASE)


def labour_share(words: str) -> float:
    """Labour words among labour and other words, 0.5 where there are none."""
    labour = len(_pattern("labour").findall(words))
    other = len(_pattern("other").findall(words))
    return (labour + 0.5) / (labour + other + 1)


def neighbourhood(text: Text, first: int) -> str:
    """The sentence of a token with those before and after it."""
    sentences = text.tagged.sentences
    at = text.tokens[first].sentence
    begin, end = sentences[max(0, at - 1)], sentences[min(len(sentences) - 1, at + 1)]
    return text.tagged.text[text.tokens[begin.first].start : text.tokens[end.last - 1].end]
