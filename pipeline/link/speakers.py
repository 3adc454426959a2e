"""Who said a quote: from a name, a pronoun, a role or an organisation to a person or a speaker's name."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.article import Span, TaggedArticle, normalise
from pipeline.findings import LocalPerson, PersonMention, PlaceMention, Quote, QuoteLink
from pipeline.link.focus import Focus, Meant, singular_role
from pipeline.link.speaker_bodies import SpeakerBodies, plain
from pipeline.swedish.names import Gender
from pipeline.swedish.nouns import BodyKind, Role, body_of, role_of
from pipeline.swedish.words import words
from pipeline.vocab import QuoteKind

_SHE, _HE, _ONE = words("hon henne hennes"), words("han honom hans"), words("hen hens")
_THEY = words("de dom dem deras")
_FIRST_PERSON = words("jag vi")
_OWNERS = words("hans hennes deras dess vår")
_BLOCKS_BACK = 6  # how far speech without an attribution looks for whom it belongs to
_TOKENS_BACK = 80  # how far "de" looks for a plural
_REPLIES = words("ja jo nej nä joho precis")
_NEAR = 5  # mentions within which somebody is still there to answer
_SIGNATURE = 90  # characters of a line that can be a signature


@dataclass(frozen=True, slots=True)
class _Source:
    """One resolved speaker."""

    text: str
    person: int | None = None
    organisation: str | None = None
    role: str | None = None


def link_speakers(
    tagged: TaggedArticle,
    quotes: Sequence[Quote],
    people: Sequence[LocalPerson],
    mentions: Sequence[PersonMention],
    places: Sequence[PlaceMention],
) -> tuple[QuoteLink, ...]:
    """One link per quote, in the same order. The programme is left to ``link_to_programme``."""
    resolver = _Resolver(tagged, quotes, people, mentions, places)
    return tuple(resolver.link(n) for n in range(len(quotes)))


class _Resolver:
    """Goes through an article's quotes in order and remembers who spoke last."""

    def __init__(
        self,
        tagged: TaggedArticle,
        quotes: Sequence[Quote],
        people: Sequence[LocalPerson],
        mentions: Sequence[PersonMention],
        places: Sequence[PlaceMention],
    ) -> None:
        self.tagged = tagged
        self.quotes = quotes
        self.people = people
        self.mentions = mentions
        self.focus = Focus(tagged, quotes, people, mentions)
        self.bodies = SpeakerBodies(tagged, places)
        self.blocks = [self._block_at(quote.span.start) for quote in quotes]
        self.sources: list[tuple[_Source, ...]] = []

    def link(self, n: int) -> QuoteLink:
        """Resolve quote ``n``; all before it have been resolved."""
        quote = self.quotes[n]
        resolved = (self._source(span, n) for span in quote.speaker_spans)
        found = tuple(source for source in resolved if source is not None)
        if not found and not quote.speaker_spans and quote.kind is QuoteKind.DIRECT:
            found = self._from_context(n)
        self.sources.append(found)
        if not found:
            return QuoteLink(None, None, None, None, None)
        texts = dict.fromkeys(source.text for source in found)
        if len(texts) > 1:
            return QuoteLink("; ".join(texts), None, None, None, None)
        only = found[0]
        return QuoteLink(only.text, only.person, only.role, only.organisation, None)

    # --- a span that points at somebody ------------------------------------------------------------

    def _source(self, span: Span, n: int) -> _Source | None:
        mention = self._mention_at(span)
        if mention is not None:
            return self._person(self.focus.owner[mention])
        text = " ".join(normalise(self.tagged.cut(span)).split())
        word = text.lower()
        if word in _SHE | _HE | _ONE:
            return self._meant(self._pronoun(span, n, _gender(word)))
        if word in _THEY:
            return self._they(span, n)
        if word in _FIRST_PERSON:
            return self._author()
        role, body = _role_in(text), body_of(text.split()[-1])
        if role is not None and (body is None or body.kind is BodyKind.COUNCIL):
            return self._role_holder(span, text, role)
        return _Source(plain(text), None, self.bodies.organisation(plain(text), span))

    def _person(self, person: int) -> _Source:
        one = self.people[person]
        return _Source(one.name, person, one.organisation, one.role)

    def _meant(self, meant: Meant | None) -> _Source | None:
        if meant is None:
            return None
        if meant.person is not None:
            return self._person(meant.person)
        if meant.role is None:
            return None
        role = role_of(meant.role.text)
        return None if role is None else self._role_holder(meant.role.span, meant.role.text, role)

    def _mention_at(self, span: Span) -> int | None:
        i = bisect.bisect_right(self.focus.starts, span.end) - 1
        for m in range(i, max(-1, i - 4), -1):
            if self.mentions[m].span.overlaps(span) and m in self.focus.owner:
                return m
        return None

    def _role_holder(self, span: Span, text: str, role: Role) -> _Source:
        """``enhetschefen`` → the person with that role, nearest before first; else the words themselves."""
        owned = text.split()[0].lower()
        if singular_role(role) or (not role.plural and (owned in _OWNERS or _genitive(text))):
            fitting = [
                p
                for p, person in enumerate(self.people)
                if person.role and _role_fits(person.role, role)
            ]
            if fitting:
                return self._person(min(fitting, key=lambda p: self._distance(p, span.start)))
        return _Source(text, role=role.base)

    def _distance(self, person: int, at: int) -> tuple[int, int]:
        away = [at - self.mentions[m].span.start for m in self.people[person].mentions]
        past = [d for d in away if d >= 0]
        return (0, min(past)) if past else (1, min(-d for d in away))

    # --- pronouns -----------------------------------------------------------------------------------

    def _pronoun(self, span: Span, n: int, gender: Gender | None) -> Meant | None:
        """Whom ``han`` or ``hon`` means. A speaker quoted since the last mention is nearer in mind."""
        meant, mention = self.focus.before(span, gender)
        speaker = self._last_speaker(n, gender)
        if meant is None:
            return Meant(speaker) if speaker is not None else self.focus.after(span, gender)
        if meant.person is not None and speaker is not None and speaker != meant.person:
            at = self.mentions[mention].span.start
            if n and self.quotes[n - 1].span.start > at and self.sources[n - 1]:
                return Meant(speaker)
        return meant

    def _last_speaker(self, n: int, gender: Gender | None) -> int | None:
        for sources in reversed(self.sources[max(0, n - 20) : n]):
            for source in sources:
                if source.person is not None and self.focus.fits(source.person, gender):
                    return source.person
        return None

    def _they(self, span: Span, n: int) -> _Source | None:
        """``de``: the last plural source before, quoted or not."""
        index = self.tagged.token_index_at(span.start)
        if index is None:
            return None
        for i in range(index - 1, max(-1, index - _TOKENS_BACK), -1):
            token = self.tagged.tokens[i]
            role, body = role_of(token.text), body_of(token.text)
            if role is not None and role.plural and role.definite:
                return _Source(token.text, role=role.base)
            if body is not None and body.plural and body.definite:
                return _Source(token.text)
        together = self._named_together(span)
        if together is not None:
            return together
        for sources in reversed(self.sources[max(0, n - 20) : n]):
            if len(sources) > 1:
                return _Source("; ".join(source.text for source in sources))
        return None

    def _named_together(self, span: Span) -> _Source | None:
        """``Siri och Olle sitter vid bordet. De …``: people named together in one of the last sentences."""
        here = self.tagged.sentence_at(span.start)
        if here is None:
            return None
        for i in range(here.i - 1, max(-1, here.i - 4), -1):
            sentence = self.tagged.sentence_span(self.tagged.sentences[i])
            first = bisect.bisect_left(self.focus.starts, sentence.start)
            last = bisect.bisect_left(self.focus.starts, sentence.end)
            people = dict.fromkeys(
                self.focus.owner[m] for m in range(first, last) if m in self.focus.owner
            )
            if len(people) > 1:
                return _Source("; ".join(self.people[person].name for person in people))
        return None

    def _author(self) -> _Source | None:
        """``Jag är övertygad om att``: whoever signs the text, the last name in a short line of its own."""
        for m in range(len(self.mentions) - 1, max(-1, len(self.mentions) - 8), -1):
            mention = self.mentions[m]
            index = self.tagged.token_index_at(mention.span.start)
            if index is None or m not in self.focus.owner:
                continue
            block = self.tagged.block_of(self.tagged.tokens[index])
            if len(block.span) < _SIGNATURE and mention.span.start - block.span.start < 12:
                return self._person(self.focus.owner[m])
        return None

    # --- no attribution -----------------------------------------------------------------------------

    def _from_context(self, n: int) -> tuple[_Source, ...]:
        """The speaker of speech without an attribution: just introduced, or still speaking."""
        block = self.blocks[n]
        if block is None:
            return ()
        previous = self._previous_direct(n)
        for other in range(block - 1, max(-1, block - 1 - _BLOCKS_BACK), -1):
            if not self.tagged.block_sentences(other):
                continue
            if previous is not None and self.blocks[previous] == other:
                reply = self._reply(n, previous) if other == block - 1 else None
                return self.sources[previous] if reply is None else (reply,)
            introduced = self._introduced(other, n)
            if introduced is not None and introduced.person not in self._talked_of(n):
                return (introduced,)
        if previous is not None:
            return self.sources[previous]
        following = self._next_speaker(n)
        if following is not None:
            return (following,)
        meant = self.focus.after(self.quotes[n].span, None)
        source = self._meant(meant)
        return () if source is None else (source,)

    def _reply(self, n: int, previous: int) -> _Source | None:
        """``– Ja, för du var rädd.`` right after another's words: the other one of two who are there."""
        opening = self.tagged.tokens_in(self.quotes[n].span)[:1]
        if not opening or opening[0].lower not in _REPLIES or len(self.sources[previous]) != 1:
            return None
        spoke = self.sources[previous][0].person
        last = bisect.bisect_left(self.focus.starts, self.quotes[n].span.start)
        near = [self.focus.owner.get(m) for m in range(max(0, last - _NEAR), last)]
        others = {person for person in near if person is not None and person != spoke}
        return self._person(others.pop()) if spoke is not None and len(others) == 1 else None

    def _talked_of(self, n: int) -> set[int]:
        """People named in the words of a quote: they are not the ones who speak."""
        span = self.quotes[n].span
        first = bisect.bisect_left(self.focus.starts, span.start)
        last = bisect.bisect_left(self.focus.starts, span.end)
        return {self.focus.owner[m] for m in range(first, last) if m in self.focus.owner}

    def _next_speaker(self, n: int) -> _Source | None:
        """Speech that opens an article and is attributed in its second paragraph."""
        block = self.blocks[n]
        if block is None or n + 1 >= len(self.quotes) or self.blocks[n + 1] != block + 1:
            return None
        spans = self.quotes[n + 1].speaker_spans
        return self._source(spans[0], n) if len(spans) == 1 else None

    def _previous_direct(self, n: int) -> int | None:
        for k in range(n - 1, max(-1, n - 20), -1):
            if self.quotes[k].kind is QuoteKind.DIRECT and self.sources[k]:
                return k
        return None

    def _introduced(self, block: int, n: int) -> _Source | None:
        """Whom a paragraph of narration is about: who is quoted in it last, else its most prominent person."""
        for k in range(n - 1, max(-1, n - 6), -1):
            reported = self.blocks[k] == block and self.quotes[k].kind is QuoteKind.INDIRECT
            if reported and self.sources[k] and self.sources[k][0].person is not None:
                return self.sources[k][0]
        span = self.tagged.blocks[block].span
        first = bisect.bisect_left(self.focus.starts, span.start)
        last = bisect.bisect_left(self.focus.starts, span.end)
        best: tuple[int, int] | None = None
        for m in range(first, last):
            if m not in self.focus.owner or self.focus.inside_speech(m):
                continue
            tokens = self.tagged.tokens_in(self.mentions[m].span)
            subject = any(t.dep.startswith("nsubj") or t.dep == "root" for t in tokens)
            weight = 2 * subject + bool(self.mentions[m].role)
            if best is None or (weight, m) > best:
                best = (weight, m)
        if best is not None:
            return self._person(self.focus.owner[best[1]])
        return self._spoken_of(block, n)

    def _spoken_of(self, block: int, n: int) -> _Source | None:
        """``Hon har jobbat här i tio år.``, ``Vi frågar kassören.``: a paragraph about somebody unnamed in it."""
        for sentence in reversed(self.tagged.block_sentences(block)):
            tokens = self.tagged.sentence_tokens(sentence)
            for token in tokens[:6]:
                if token.lower in _SHE | _HE:
                    meant = self._pronoun(token.span, n, _gender(token.lower))
                    if meant is not None:
                        return self._meant(meant)
            for token in reversed(tokens[-4:]):
                role = role_of(token.text)
                if role is not None and singular_role(role):
                    return self._role_holder(token.span, token.text, role)
        return None

    def _block_at(self, offset: int) -> int | None:
        index = self.tagged.token_index_at(offset)
        if index is None:
            return None
        return self.tagged.sentences[self.tagged.tokens[index].sentence].block


def _genitive(text: str) -> bool:
    """``projektets samordnare``: a genitive makes the role a definite one."""
    return len(text.split()) > 1 and text.split()[-2].endswith("s")


def _role_in(text: str) -> Role | None:
    found = (role_of(word) for word in reversed(text.split()))
    return next((role for role in found if role is not None), None)


def _gender(word: str) -> Gender | None:
    return Gender.WOMAN if word in _SHE else Gender.MAN if word in _HE else None


def _role_fits(own: str, said: Role) -> bool:
    """``chefen`` fits an ``enhetschef``, ``enhetschefen`` a ``chef``; ``projektledaren`` no ``gruppledare``."""
    found = role_of(own.split()[-1])
    if found is None or found.head != said.head:
        return False
    return found.base == said.base or said.base == said.head or found.base == found.head
