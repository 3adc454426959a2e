"""Whom a pronoun stands for: people and role nouns in focus, nearest and most prominent first."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.article import BlockKind, Span, TaggedArticle, Token
from pipeline.findings import LocalPerson, PersonMention, Quote
from pipeline.swedish.names import Gender, gender_of
from pipeline.swedish.nouns import Rank, Role, role_of
from pipeline.vocab import QuoteKind

_WINDOW = 40  # mentions looked back on; what a pronoun means is seldom farther away
_PER_SENTENCE = 2  # weight lost with each sentence between
_AS_SUBJECT, _AS_SPEAKER = 3, 3
_AS_MODIFIER, _IN_SPEECH, _IN_MARGIN = -2, -6, -4
_ROLE_REACH = 3  # sentences within which a role noun without a name can be meant
_GENDERED = {
    **dict.fromkeys(
        ("kvinna", "tjej", "flicka", "mamma", "syster", "dotter", "hustru"), Gender.WOMAN
    ),
    **dict.fromkeys(("man", "kille", "pojke", "pappa", "bror", "son"), Gender.MAN),
}
_MODIFIERS = frozenset({"nmod:poss", "nmod", "obl", "obj", "obl:agent"})


@dataclass(frozen=True, slots=True)
class Meant:
    """What a pronoun stands for: a local person, or a role noun that nobody in the article is named for."""

    person: int | None
    role: Token | None = None


class Focus:
    """The people of an article as candidates for ``han`` and ``hon``."""

    def __init__(
        self,
        tagged: TaggedArticle,
        quotes: Sequence[Quote],
        people: Sequence[LocalPerson],
        mentions: Sequence[PersonMention],
    ) -> None:
        self.tagged = tagged
        self.mentions = mentions
        self.owner = {m: n for n, person in enumerate(people) for m in person.mentions}
        self.starts = [mention.span.start for mention in mentions]
        self.gender = [_gender_of(person) for person in people]
        self._said = sorted(quote.span for quote in quotes)
        self._direct = sorted(q.span for q in quotes if q.kind is QuoteKind.DIRECT)
        speakers = sorted(span for quote in quotes for span in quote.speaker_spans)
        self._speaking = {m for m, one in enumerate(mentions) if _touches(speakers, one.span)}
        self._weight = [self._prominence(m) for m in range(len(mentions))]

    def fits(self, person: int, gender: Gender | None) -> bool:
        """False where the given name speaks against the pronoun."""
        own = self.gender[person]
        return gender is None or own in (gender, Gender.EITHER, None)

    def inside_speech(self, m: int) -> bool:
        """True where mention ``m`` stands in the words of a quote and is not its speaker."""
        return m not in self._speaking and _touches(self._direct, self.mentions[m].span)

    def before(self, span: Span, gender: Gender | None) -> tuple[Meant | None, int]:
        """What a pronoun at ``span`` means by what stands before it, and the mention it comes from."""
        here = self.tagged.sentence_at(span.start)
        if here is None:
            return None, -1
        last = bisect.bisect_left(self.starts, span.start)
        best: tuple[int, int] | None = None
        for m in range(max(0, last - _WINDOW), last):
            if m not in self.owner or not self.fits(self.owner[m], gender):
                continue
            there = self.tagged.sentence_at(self.mentions[m].span.start)
            if there is None:
                continue
            score = self._weight[m] - _PER_SENTENCE * (here.i - there.i)
            if best is None or (score, m) > best:
                best = (score, m)
        role = self._role_subject(span, gender, -1 if best is None else self.starts[best[1]])
        if role is not None:
            return Meant(None, role), -1
        if best is not None:
            return Meant(self.owner[best[1]]), best[1]
        return None, -1

    def after(self, span: Span, gender: Gender | None) -> Meant | None:
        """``"…", säger hon. Hon heter Eva Ek.``: the first fitting person named later."""
        here = self.tagged.sentence_at(span.start)
        first = bisect.bisect_right(self.starts, span.start)
        for m in range(first, min(len(self.mentions), first + _WINDOW)):
            there = self.tagged.sentence_at(self.mentions[m].span.start)
            if here is None or there is None or there.i - here.i > _ROLE_REACH:
                return None
            if m in self.owner and self.fits(self.owner[m], gender):
                return Meant(self.owner[m])
        return None

    def _prominence(self, m: int) -> int:
        mention = self.mentions[m]
        tokens = self.tagged.tokens_in(mention.span)
        weight = 0
        if any(token.dep.startswith("nsubj") for token in tokens):
            weight += _AS_SUBJECT
        elif any(token.dep in _MODIFIERS for token in tokens):
            weight += _AS_MODIFIER
        if m in self._speaking:
            weight += _AS_SPEAKER
        elif _touches(self._direct, mention.span):
            weight += _IN_SPEECH
        if tokens and self.tagged.block_of(tokens[0]).kind in (
            BlockKind.CAPTION,
            BlockKind.HEADLINE,
        ):
            weight += _IN_MARGIN
        return weight

    def _role_subject(self, span: Span, gender: Gender | None, after: int) -> Token | None:
        """``Kassören räknade om pengarna.``: a definite role as subject nearer than any fitting name.

        In the pronoun's own sentence also ``en handläggare``: ``När jag frågade en handläggare svarade hon``.
        """
        here = self.tagged.sentence_at(span.start)
        if here is None:
            return None
        before: Token | None = None
        for token in self.tagged.sentence_tokens(here):
            if token.start >= span.start:
                break
            role = None if _touches(self._said, token.span) else role_of(token.text)
            if role is not None and not role.plural and token.start > after:
                article = before is not None and before.lower in ("en", "ett")
                one = (article or role.definite) and _can_be(role, gender)
                if one and not self._named(token):
                    return token
            before = token
        for i in range(here.i - 1, max(-1, here.i - 1 - _ROLE_REACH), -1):
            sentence = self.tagged.sentences[i]
            if self.tagged.sentence_span(sentence).end <= after:
                return None
            for token in self.tagged.sentence_tokens(sentence)[:3]:
                role = role_of(token.text)
                if (
                    role is None
                    or token.lower.endswith("s")
                    or token.start <= after
                    or _touches(self._direct, token.span)
                ):
                    continue
                if singular_role(role) and _can_be(role, gender) and not self._named(token):
                    return token
        return None

    def _named(self, token: Token) -> bool:
        """True where a name follows: then the person is in the list anyway."""
        n = bisect.bisect_left(self.starts, token.end)
        return n < len(self.mentions) and self.mentions[n].span.start - token.end < 30


def _can_be(role: Role, gender: Gender | None) -> bool:
    """True where a pronoun may take up the role: not ``hon`` for ``mannen``, nor a participant in general."""
    own = _GENDERED.get(role.head)
    if own is not None:
        return gender is None or own is gender
    return role.rank is not Rank.PERSON


def singular_role(role: Role) -> bool:
    """``kassören``: definite and one."""
    return role.definite and not role.plural


def _gender_of(person: LocalPerson) -> Gender | None:
    return next(
        (g for name in (person.name, *person.variants) if (g := gender_of(name)) is not None), None
    )


def _touches(spans: Sequence[Span], span: Span) -> bool:
    """True where one of the sorted spans overlaps; they do not overlap each other much."""
    n = bisect.bisect_right(spans, Span(span.end, span.end))
    return any(spans[k].overlaps(span) for k in range(max(0, n - 3), min(n + 1, len(spans))))
