"""Is this about labour-market work at all? Building, sport and culture have projects with names, too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.extract.programmes.text import Text
from pipeline.lexicon.load import load

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class DomainWord:
    """One line of ``programme_domain.tsv``."""

    stem: str
    domain: str  # labour | other
    example: str


@cache
def _stems(domain: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Stems of words, and a pattern of those that are several words."""
    stems = sorted(
        e.stem.lower() for e in load(DomainWord, "programme_domain.tsv") if e.domain == domain
    )
    several = [stem for stem in stems if " " in stem]
    phrases = re.compile(r"\b(?:" + "|".join(map(re.escape, several or ["\0"])) + ")")
    return tuple(stem for stem in stems if " " not in stem), phrases


@lru_cache(maxsize=1 << 16)
def _is_of(word: str, domain: str) -> bool:
    # A stem may also be a later part of a compound (ungdomsarbetslöshet).
    return any(stem in word for stem in _stems(domain)[0])


@lru_cache(maxsize=1 << 10)
def labour_share(words: str) -> float:
    """Labour words among labour and other words, 0.5 where there are none."""
    lowered = words.lower()
    told = _WORD.findall(lowered)
    labour, other = (
        sum(_is_of(word, domain) for word in told) + len(_stems(domain)[1].findall(lowered))
        for domain in ("labour", "other")
    )
    return (labour + 0.5) / (labour + other + 1)


def neighbourhood(text: Text, first: int) -> str:
    """The sentence of a token with those before and after it."""
    sentences = text.tagged.sentences
    at = text.tokens[first].sentence
    begin, end = sentences[max(0, at - 1)], sentences[min(len(sentences) - 1, at + 1)]
    return text.tagged.text[text.tokens[begin.first].start : text.tokens[end.last - 1].end]
