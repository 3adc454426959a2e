"""Who said a quote: from a name, a pronoun, a role or an organisation to a person or a speaker's name."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.article import BlockKind, Span, TaggedArticle, normalise
from pipeline.findings import (
    LocalPerson,
    PersonMention,
    PlaceMention,
    Quote,
    QuoteLink,
)
from pipeline.swedish.names import Gender, gender_of
from pipeline.swedish.nouns import BodyKind, Role, body_of, role_of, without_genitive
from pipeline.swedish.words import words
from pipeline.vocab import PlaceLevel, QuoteKind

_SHE, _HE = words("hon henne hennes"), words("han honom hans")
_ONE = frozenset({"hen", "hens"})
_THEY = words("de dom dem deras")
_ENDS = frozenset({".", "!", "?", ":"})


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
        self.municipality = _municipality(places)
        self.owner = {m: n for n, person in enumerate(people) for m in person.mentions}
        self.starts = [mention.span.start for mention in mentions]
        self.sources: list[tuple[_Source, ...]] = []

    def link(self, n: int) -> QuoteLink:
        quote = self.quotes[n]
        found = [
            source for span in quote.speaker_spans if (source := self._source(span, n)) is not None
        ]
        if not found and not quote.speaker_spans and quote.kind is QuoteKind.DIRECT:
            context = self._from_context(n)
            found = list(context)
        self.sources.append(tuple(found))
        if not found:
            return QuoteLink(None, None, None, None, None)
        people = [source.person for source in found if source.person is not None]
        person = people[0] if len(found) == 1 and people else None
        role = (
            self.people[person].role
            if person is not None
            else found[0].role
            if len(found) == 1
            else None
        )
        organisation = found[0].organisation
        if person is not None:
            organisation = self.people[person].organisation
        texts = list(dict.fromkeys(source.text for source in found))
        return QuoteLink(
            "; ".join(texts), person, role, organisation if len(found) == 1 else None, None
        )

    # --- one span -----------------------------------------------------------------------------------

    def _source(self, span: Span, n: int) -> _Source | None:
        mention = self._mention_at(span)
        if mention is not None:
            return self._person(self.owner[mention])
        text = normalise(self.tagged.cut(span))
        word = text.lower()
        if word in _SHE or word in _HE or word in _ONE:
            person = self._pronoun(span, n, _gender(word))
            return None if person is None else self._person(person)
        if word in _THEY:
            return self._they(span, n)
        if word in ("jag", "vi"):
            return self._author()
        role = self._role_in(text)
        if role is not None and body_kind(text) is None:
            return self._role_holder(span, text, role, n)
        return self._body(span, text)

    def _person(self, person: int) -> _Source:
        return _Source(
            self.people[person].name,
            person,
            self.people[person].organisation,
            self.people[person].role,
        )

    def _mention_at(self, span: Span) -> int | None:
        i = bisect.bisect_right(self.starts, span.end) - 1
        while i >= 0 and self.mentions[i].span.end > span.start - 200:
            if self.mentions[i].span.overlaps(span) and i in self.owner:
                return i
            i -= 1
        return None

    def _role_in(self, text: str) -> Role | None:
        for word in reversed(text.split()):
            role = role_of(word)
            if role is not None:
                return role
        return None

    def _role_holder(self, span: Span, text: str, role: Role, n: int) -> _Source:
        """``enhetschefen`` → the person with that role, the last one spoken of first; else the words themselves."""
        if role.definite and not role.plural:
            fitting = [
                p
                for p, person in enumerate(self.people)
                if person.role and _role_fits(person.role, role)
            ]
            if fitting:
                return self._person(min(fitting, key=lambda p: self._distance(p, span.start)))
        return _Source(text, role=role.base)

    def _distance(self, person: int, at: int) -> tuple[int, int]:
        before = [at - self.mentions[m].span.start for m in self.people[person].mentions]
        past = [d for d in before if d >= 0]
        return (0, min(past)) if past else (1, min(-d for d in before))

    def _body(self, span: Span, text: str) -> _Source:
        words = text.split()
        if body_of(words[-1]) is not None:
            text = " ".join([*words[:-1], without_genitive(words[-1])])
        kind = body_kind(text)
        organisation: str | None = text if text[:1].isupper() else None
        if (
            kind in (BodyKind.MUNICIPALITY, BodyKind.UNIT) and not text[:1].isupper()
        ) or text.lower() == "kommunen":
            organisation = self.municipality
        return _Source(text, None, organisation)

    # --- pronouns -----------------------------------------------------------------------------------

    def _pronoun(self, span: Span, n: int, gender: Gender | None) -> int | None:
        """The person a pronoun stands for: the last subject of fitting gender, then the last one named."""
        candidates: list[tuple[int, int]] = []
        sentence = self.tagged.sentence_at(span.start)
        quote = self.quotes[n]
        for m, mention in enumerate(self.mentions):
            if m not in self.owner or mention.span.start >= span.start:
                continue
            if quote.kind is QuoteKind.DIRECT and quote.span.contains(mention.span):
                continue
            if not self._fits(self.owner[m], gender):
                continue
            candidates.append((self._salience(mention, span, sentence), m))
        speaker = self._last_speaker(n, gender)
        if not candidates:
            return speaker
        best = max(candidates, key=lambda item: (item[0], item[1]))
        person = self.owner[best[1]]
        if speaker is not None and speaker != person and self._between(best[1], n):
            return speaker
        return person

    def _fits(self, person: int, gender: Gender | None) -> bool:
        own = next(
            (
                g
                for name in (self.people[person].name, *self.people[person].variants)
                if (g := gender_of(name))
            ),
            None,
        )
        return gender is None or own in (gender, Gender.EITHER, None)

    def _salience(self, mention: PersonMention, span: Span, sentence: object) -> int:
        """Nearer sentences weigh more; subjects, speakers and those told in their own paragraph more than others."""
        here = self.tagged.sentence_at(span.start)
        there = self.tagged.sentence_at(mention.span.start)
        if here is None or there is None:
            return -1000
        score = -2 * (here.i - there.i)
        tokens = self.tagged.tokens_in(mention.span)
        if any(token.dep.startswith("nsubj") for token in tokens):
            score += 3
        elif any(token.dep in ("nmod:poss", "nmod", "obl", "obj") for token in tokens):
            score -= 2
        if any(
            span.overlaps(mention.span) for quote in self.quotes for span in quote.speaker_spans
        ):
            score += 3
        if self._inside_speech(mention.span):
            score -= 6
        if self.tagged.blocks[there.block].kind in (BlockKind.CAPTION, BlockKind.HEADLINE):
            score -= 4
        return score

    def _inside_speech(self, span: Span) -> bool:
        return any(
            quote.kind is QuoteKind.DIRECT
            and quote.span.contains(span)
            and not any(span.overlaps(s) for s in quote.speaker_spans)
            for quote in self.quotes
        )

    def _last_speaker(self, n: int, gender: Gender | None) -> int | None:
        for sources in reversed(self.sources[:n]):
            for source in sources:
                if source.person is not None and self._fits(source.person, gender):
                    return source.person
        return None

    def _between(self, mention: int, n: int) -> bool:
        """True where a quote was spoken after the mention: its speaker is then nearer in mind."""
        at = self.mentions[mention].span.start
        return any(
            self.quotes[k].span.start > at
            and self.sources[k]
            and self.sources[k][0].person is not None
            for k in range(n)
        )

    def _they(self, span: Span, n: int) -> _Source | None:
        """``de``: joint speakers or the last plural source before."""
        for k in range(n - 1, -1, -1):
            sources = self.sources[k]
            if len(sources) > 1:
                return _Source("; ".join(source.text for source in sources))
            if sources and sources[0].person is None and _plural(sources[0].text):
                return sources[0]
        index = self.tagged.token_index_at(span.start)
        if index is None:
            return None
        for i in range(index - 1, max(-1, index - 80), -1):
            token = self.tagged.tokens[i]
            role, body = role_of(token.text), body_of(token.text)
            if role is not None and role.plural and role.definite:
                return _Source(token.text, role=role.base)
            if body is not None and body.plural and body.definite:
                return _Source(token.text)
        return None

    def _author(self) -> _Source | None:
        """The signature under a debate piece: the last name that stands in a short line of its own."""
        for m in range(len(self.mentions) - 1, -1, -1):
            mention = self.mentions[m]
            index = self.tagged.token_index_at(mention.span.start)
            if index is None or m not in self.owner:
                continue
            block = self.tagged.block_of(self.tagged.tokens[index])
            if len(block.span) < 90 and mention.span.start - block.span.start < 12:
                return self._person(self.owner[m])
        return None

    # --- no attribution -----------------------------------------------------------------------------

    def _from_context(self, n: int) -> tuple[_Source, ...]:
        """The speaker of speech without an attribution: announced, just introduced, or still speaking."""
        quote = self.quotes[n]
        block = self._block_at(quote.span.start)
        if block is None:
            return ()
        previous = self._previous_direct(n)
        for other in range(block - 1, max(-1, block - 6), -1):
            sentences = self.tagged.block_sentences(other)
            if not sentences:
                continue
            if previous is not None and self._block_at(self.quotes[previous].span.start) == other:
                return self._turn(n, previous)
            introduced = self._introduced(other, n)
            if introduced is not None:
                return (introduced,)
        if previous is not None:
            return self.sources[previous]
        return self._later(quote)

    def _previous_direct(self, n: int) -> int | None:
        return next(
            (
                k
                for k in range(n - 1, -1, -1)
                if self.quotes[k].kind is QuoteKind.DIRECT and self.sources[k]
            ),
            None,
        )

    def _turn(self, n: int, previous: int) -> tuple[_Source, ...]:
        """Right after another quote: the same speaker goes on."""
        return self.sources[previous]

    def _introduced(self, block: int, n: int) -> _Source | None:
        """The person a paragraph of narration is about: who spoke in it last, else its last subject."""
        span = self.tagged.blocks[block].span
        told = [
            k
            for k in range(n)
            if span.overlaps(self.quotes[k].span)
            and self.quotes[k].kind is QuoteKind.INDIRECT
            and self.sources[k]
            and self.sources[k][0].person is not None
        ]
        best: tuple[int, int, int] | None = None
        for m, mention in enumerate(self.mentions):
            if (
                m not in self.owner
                or not span.contains(mention.span)
                or self._inside_speech(mention.span)
            ):
                continue
            tokens = self.tagged.tokens_in(mention.span)
            subject = any(token.dep.startswith("nsubj") or token.dep == "root" for token in tokens)
            weight = (2 if subject else 0) + (1 if mention.role else 0)
            key = (weight, m, m)
            if best is None or key > best:
                best = key
        if told:
            return self.sources[told[-1]][0]
        if best is not None:
            return self._person(self.owner[best[2]])
        return self._pronoun_subject(block, n)

    def _pronoun_subject(self, block: int, n: int) -> _Source | None:
        """``Hon har jobbat i tio år.``: a paragraph about somebody already named."""
        for sentence in reversed(self.tagged.block_sentences(block)):
            for token in self.tagged.sentence_tokens(sentence)[:6]:
                if token.lower in ("han", "hon"):
                    person = self._pronoun(token.span, n, _gender(token.lower))
                    if person is not None:
                        return self._person(person)
        return None

    def _later(self, quote: Quote) -> tuple[_Source, ...]:
        """A quote that opens the article: the person named first after it."""
        for m, mention in enumerate(self.mentions):
            if mention.span.start >= quote.span.end and m in self.owner:
                return (self._person(self.owner[m]),)
        return ()

    def _block_at(self, offset: int) -> int | None:
        index = self.tagged.token_index_at(offset)
        return (
            None
            if index is None
            else self.tagged.sentences[self.tagged.tokens[index].sentence].block
        )


def body_kind(text: str) -> BodyKind | None:
    """The kind of organisation a phrase names, by its last noun for one."""
    for word in reversed(text.split()):
        body = body_of(word)
        if body is not None and body.kind is not BodyKind.COUNCIL:
            return body.kind
    return None


def _gender(word: str) -> Gender | None:
    return Gender.WOMAN if word in _SHE else Gender.MAN if word in _HE else None


def _role_fits(own: str, said: Role) -> bool:
    """``chefen`` fits an ``enhetschef``, ``enhetschefen`` a ``chef``; ``projektledaren`` no ``gruppledare``."""
    found = role_of(own.split()[-1])
    if found is None:
        return own.endswith(said.base)
    if found.head != said.head:
        return False
    return found.base == said.base or said.base == said.head or found.base == found.head


def _plural(text: str) -> bool:
    return any(
        ((role := role_of(word)) is not None and role.plural)
        or ((body := body_of(word)) is not None and body.plural)
        for word in text.split()
    )


def _municipality(places: Sequence[PlaceMention]) -> str | None:
    """The one municipality an article names most, as an organisation: ``Sala kommun``."""
    counts: dict[str, int] = {}
    for place in places:
        if place.level is PlaceLevel.MUNICIPALITY:
            counts[place.name] = counts.get(place.name, 0) + 1
    if not counts:
        return None
    name = max(counts, key=lambda key: counts[key])
    ending = "" if name.endswith(("s", "x", "z")) else "s"
    return f"{name}{ending} kommun"
