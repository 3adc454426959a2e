"""What the attribute rules look at: programmes, places, bodies, and which sentence is about which programme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.article import BlockKind, Span, TaggedArticle, normalise
from pipeline.findings import PlaceMention, ProgrammeMention
from pipeline.link.clusters import Cluster
from pipeline.link.owner_bodies import Body, BodyFinder

_PART = re.compile(
    r"\b(?:delprojekt\w*|deluppdrag\w*|delinsats\w*|syskon\w*|består av|spår)\b[^.]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Scene:
    """One article's programmes with everything that their attributes are read from."""

    tagged: TaggedArticle
    mentions: Sequence[ProgrammeMention]
    clusters: Sequence[Cluster]
    places: Sequence[PlaceMention]
    municipality: str | None

    @cached_property
    def text(self) -> str:
        """The source text with one form for spaces, quotation marks and dashes."""
        return normalise(self.tagged.text)

    def is_firm(self, number: int) -> bool:
        """False for a mere possible name; it takes no sentence away from the others."""
        one = self.clusters[number]
        return one.firm or any(
            self.mentions[i].rule in ("description", "definite") for i in one.mentions
        )

    @cached_property
    def focus(self) -> list[tuple[int, ...]]:
        """For each sentence the programmes it is about: those it mentions, else those of the one before."""
        owner = {m: n for n, one in enumerate(self.clusters) for m in one.mentions}
        firm: dict[int, list[int]] = {}
        loose: dict[int, list[int]] = {}
        for index, number in sorted(owner.items()):
            sentence = self.tagged.sentence_at(self.mentions[index].span.start)
            if sentence is not None:
                heading = self.tagged.blocks[sentence.block].kind is BlockKind.SUBHEADING
                table = firm if heading or self.is_firm(number) else loose
                table.setdefault(sentence.i, []).append(number)
        result: list[tuple[int, ...]] = []
        current: tuple[int, ...] = ()
        block = -1
        several = sum(one.firm for one in self.clusters) > 1
        for sentence in self.tagged.sentences:
            if sentence.block != block:
                block = sentence.block
                if self.tagged.blocks[block].kind is BlockKind.SUBHEADING and several:
                    current = (self.umbrella,) if result else ()
            if sentence.i in firm:
                current = tuple(dict.fromkeys(firm[sentence.i]))
            result.append(tuple(dict.fromkeys((*current, *loose.get(sentence.i, ())))))
        return result

    def sentences_about(self, number: int) -> list[int]:
        """Numbers of the sentences in focus, in order."""
        return [i for i, about in enumerate(self.focus) if number in about]

    def alone(self, number: int) -> bool:
        """True where the article has no other named programme (and no other at all, for an unnamed one)."""
        others = [one for n, one in enumerate(self.clusters) if n != number]
        if self.clusters[number].firm:
            return not any(one.firm for one in others)
        return not others

    def territory(self, number: int) -> list[int]:
        """Sentences whose facts may be the programme's: all where it is alone, else those about it."""
        return list(range(len(self.focus))) if self.alone(number) else self.sentences_about(number)

    def is_part(self, number: int) -> bool:
        """A part of the article's first programme: named in a list of subprojects, or a sister by name."""
        if number == self.umbrella or not self.clusters[number].firm:
            return False
        mentions = [self.mentions[i] for i in self.clusters[number].mentions]
        if any("after-trigger-list" in mention.rule for mention in mentions):
            return True
        start = min(mention.span.start for mention in mentions)
        return bool(_PART.search(self.text[max(0, start - 60) : start]))

    def is_of(self, number: int, sentence: int, span: Span) -> bool:
        """In a sentence on several programmes: are the words at ``span`` told of this one?

        They are, where its name is the last before them, or where no name stands before them.
        """
        if len(self.focus[sentence]) < 2:
            return True
        base = self.in_sentence(sentence)
        before = [
            (mention.span.start, n)
            for n, one in enumerate(self.clusters)
            if self.is_firm(n)
            for index in one.mentions
            if base.contains((mention := self.mentions[index]).span)
            and mention.span.start <= span.start
        ]
        return not before or max(before)[1] == number

    def sentence_text(self, number: int) -> str:
        span = self.tagged.sentence_span(self.tagged.sentences[number])
        return self.text[span.start : span.end]

    def in_sentence(self, number: int) -> Span:
        return self.tagged.sentence_span(self.tagged.sentences[number])

    @cached_property
    def bodies(self) -> list[Body]:
        """Organisations that may own a programme, in text order."""
        return BodyFinder(self.tagged, self.places, self.municipality).find()

    @cached_property
    def umbrella(self) -> int:
        """The programme told first stands for the whole article."""
        return next((n for n in range(len(self.clusters)) if self.is_firm(n)), 0)
