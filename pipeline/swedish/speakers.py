"""Phrases that can name a source, read up to their last word: ``Eva Ek, chef på Jobbcentrum, | säger``."""

from __future__ import annotations

from pipeline.swedish.nouns import role_of
from pipeline.swedish.speaker_phrases import (
    LONGEST,
    ORG_ENDINGS,
    PREPOSITIONS,
    PRONOUNS,
    PhraseReader,
    SpeakerKind,
    SpeakerPhrase,
)

__all__ = ["ORG_ENDINGS", "SpeakerKind", "SpeakerPhrase", "SpeakerReader"]

_PLACING = ("på", "vid", "i", "för", "inom", "hos", "från", "av", "till")


class SpeakerReader(PhraseReader):
    """Reads speaker phrases of one article in both directions."""

    def ending(self, i: int, start: int) -> SpeakerPhrase | None:
        """The phrase that ends just before token ``i``, not reaching before token ``start``."""
        tokens = self.tagged.tokens
        if i <= start:
            return None
        if tokens[i - 1].text == ",":
            return self._before_apposition(i - 1, start)
        if tokens[i - 1].text == ")":
            opening = next(
                (j for j in range(i - 2, max(start, i - 8) - 1, -1) if tokens[j].text == "("), None
            )
            return None if opening is None else self.ending(opening, start)
        name = self._by_last.get(i)
        if name is not None and name.first >= start:
            first = name.first
            span = self._span(name.first, name.last)
            other = self._joined_before(first, start)
            if other is not None:
                return SpeakerPhrase(
                    other.first, i, (*other.heads, span), (*other.kinds, SpeakerKind.NAME)
                )
            return SpeakerPhrase(first, i, (span,), (SpeakerKind.NAME,))
        if tokens[i - 1].lower in PRONOUNS:
            return SpeakerPhrase(i - 1, i, (tokens[i - 1].span,), (SpeakerKind.PRONOUN,))
        # Try every start to the left whose phrase ends here, shortest reach last: "vår nya samordnare".
        best: SpeakerPhrase | None = None
        for first in range(i - 1, max(start, i - LONGEST) - 1, -1):
            phrase = self._one(first, i)
            if phrase is not None and phrase.last == i:
                best = phrase
            elif best is not None:
                break
        if best is not None and not self._free(best.first, start):
            return self._before_modifier(i, start)
        if best is not None:
            other = self._joined_before(best.first, start)
            if other is not None:
                return SpeakerPhrase(
                    other.first, i, other.heads + best.heads, other.kinds + best.kinds
                )
            return best
        return self._before_modifier(i, start)

    def _head_start(self, phrase: SpeakerPhrase) -> int:
        """The first token of the last source of a phrase."""
        index = self.tagged.token_index_at(phrase.heads[-1].start)
        return phrase.first if index is None else index

    def _joined_before(self, first: int, start: int) -> SpeakerPhrase | None:
        if first - 1 > start and self.tagged.tokens[first - 1].lower == "och":
            before = self.ending(first - 1, start)
            if before is not None and SpeakerKind.PRONOUN not in before.kinds:
                return before
        # "projektledaren Eva Ek" before the name: walk over the role to a possible "och"
        j = first - 1
        while j > start and role_of(self.tagged.tokens[j].text) is not None and j > first - 3:
            if self.tagged.tokens[j - 1].lower == "och":
                before = self.ending(j - 1, start)
                return None if before is None or SpeakerKind.PRONOUN in before.kinds else before
            j -= 1
        return None

    def _free(self, first: int, start: int) -> bool:
        """False after a preposition: then the phrase is no subject."""
        return first <= start or self.tagged.tokens[first - 1].lower not in (
            *PREPOSITIONS,
            "enligt",
        )

    def _before_apposition(self, comma: int, start: int) -> SpeakerPhrase | None:
        """``Anna Ek, chef på Jobbcentrum, | säger``: what stands before the enclosed phrase."""
        tokens = self.tagged.tokens
        enclosed = self._by_last.get(comma)
        if (
            enclosed is not None
            and enclosed.first - 1 > start
            and tokens[enclosed.first - 1].text == ","
        ):
            outer = self.ending(enclosed.first - 1, start)
            if outer is not None and outer.kinds[-1] is SpeakerKind.ROLE:
                span = self._span(enclosed.first, enclosed.last)
                return SpeakerPhrase(
                    outer.first,
                    comma,
                    (*outer.heads[:-1], span),
                    (*outer.kinds[:-1], SpeakerKind.NAME),
                )
        for j in range(comma - 1, max(start, comma - 30), -1):
            if tokens[j].text == ",":
                name = self._by_last.get(j)
                if name is not None and name.first >= start:
                    return SpeakerPhrase(
                        name.first, j, (self._span(name.first, name.last),), (SpeakerKind.NAME,)
                    )
                phrase = self.ending(j, start) if tokens[j - 1].text != "," else None
                if phrase is not None and not any(k is SpeakerKind.PRONOUN for k in phrase.kinds):
                    return phrase
        return None

    def _before_modifier(self, i: int, start: int) -> SpeakerPhrase | None:
        """``Företagarna i Ransta |``, ``enhetschef Anna Ek på Jobbcentrum |``: over a short prepositional phrase."""
        tokens = self.tagged.tokens
        for j in range(i - 2, max(start, i - 9) - 1, -1):
            token = tokens[j]
            if token.pos in ("VERB", "AUX", "PUNCT", "SCONJ") or token.lower in ("som", "att"):
                return None
            if token.lower in ("på", "vid", "i", "för", "inom", "hos", "från", "av", "till"):
                before = self.ending(j, start)
                if before is not None and SpeakerKind.PRONOUN not in before.kinds:
                    if SpeakerKind.NAME in before.kinds:
                        return before
                    last = self._span(self._head_start(before), i)
                    return SpeakerPhrase(before.first, i, (*before.heads[:-1], last), before.kinds)
        return None
