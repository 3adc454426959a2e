"""Where the words of a decision stand now: by checksum, else by the words and what surrounded them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.review.decisions import Decision


@dataclass(frozen=True)
class Anchored:
    """The words found again."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True)
class Corpus:
    """The articles of this run."""

    texts: dict[str, str]  # article id → source text
    by_hash: dict[str, str]  # sha256 → article id

    def find(self, decision: Decision) -> Anchored | str:
        """The place of the decision's words, or why it cannot be told."""
        article_id = self.by_hash.get(decision.sha256, decision.article)
        text = self.texts.get(article_id)
        if text is None:
            return f"the article {decision.article} is not in the corpus"
        if text[decision.start : decision.end] == decision.text and decision.sha256 in self.by_hash:
            return Anchored(article_id, decision.start, decision.end)
        return _search(article_id, text, decision)


def _search(article_id: str, text: str, decision: Decision) -> Anchored | str:
    if not decision.text.strip():
        return "the decision names no words"
    places = [match.span() for match in re.finditer(re.escape(decision.text), text)]
    if not places:
        # A text set anew: other line breaks or spaces, the same words.
        words = r"\s+".join(re.escape(word) for word in decision.text.split())
        places = [match.span() for match in re.finditer(words, text)]
    if not places:
        return "the words are no longer in the article"
    if len(places) == 1:
        return Anchored(article_id, *places[0])
    scores = [_likeness(text, place, decision) for place in places]
    best = max(scores)
    if scores.count(best) > 1:
        return f"the words stand {len(places)} times in the article and none fits better"
    return Anchored(article_id, *places[scores.index(best)])


def _likeness(text: str, place: tuple[int, int], decision: Decision) -> int:
    """How many characters before and after agree with those of the decision, white space folded."""
    before = _folded(text[max(0, place[0] - 2 * len(decision.before)) : place[0]])[::-1]
    after = _folded(text[place[1] : place[1] + 2 * len(decision.after)])
    return _common(before, _folded(decision.before)[::-1]) + _common(after, _folded(decision.after))


def _common(left: str, right: str) -> int:
    """How many characters two strings begin with alike."""
    for n, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return n
    return min(len(left), len(right))


def _folded(words: str) -> str:
    return re.sub(r"\s+", " ", words)
