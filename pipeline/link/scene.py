"""What the attribute rules look at: programmes, places, bodies, and which sentence is about which programme."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.article import BlockKind, Span, TaggedArticle, normalise
from pipeline.findings import PlaceMention, ProgrammeMention
from pipeline.link.group_address import is_bare
from pipeline.link.group_words import Wording, groups_in, likely_wordings
from pipeline.link.newsletters import newsletter_association
from pipeline.link.owner_bodies import Body, BodyFinder
from pipeline.link.programme_names import Cluster, is_title
from pipeline.vocab import ProgrammeKind, TargetGroup

# Words before the names of the parts of a project.
_PART = re.compile(
    r"\b(?:delprojekt\w*|delinsats\w*|syskon\w*|består av)\b[^.]*$|"
    r"\b(?:två|tre|fyra|fem|sex|flera|\d) (?:\w+ )?(?:delprojekt|spår|delar|grenar|ben)\b",
    re.IGNORECASE,
)
_PROJECT_WORDS = re.compile(
    r"\b(?:projektägar|projektled|projektperiod|projekttid|projektmedel|\w*projektet)\w*",
    re.IGNORECASE,
)
_MEASURE_WORDS = re.compile(r"\b\w*(?:insats|åtgärd)(?:en|er|erna)?\b", re.IGNORECASE)
_ARTICLES = frozenset("en ett den det detta denna vår vårt sin sitt".split())
_PARTS_BELOW = re.compile(r"(?:våra |projektets |de \w+ )?del(?:projekt|insats)", re.IGNORECASE)
_NAMING_BODIES = frozenset(
    "kooperativet föreningen stiftelsen bolaget företaget kooperativ förening".split()
)
_FAR_FROM_NAME = 90  # characters: then the sentence speaks of its first programme again
_BEFORE_PART = 220  # characters


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
        return one.firm or any(self._tells_of_one(self.mentions[i]) for i in one.mentions)

    def _tells_of_one(self, mention: ProgrammeMention) -> bool:
        """``ett projekt för unga``, ``projektet``; not ``vedverksamhet``, which says what somebody does."""
        if mention.rule == "definite" or len(self._named) == 0:
            return mention.rule in ("description", "definite")
        first = mention.name.split()[0].lower()
        return mention.rule == "description" and (first in _ARTICLES or first.endswith("s"))

    def _is_title(self, number: int) -> bool:
        return any(is_title(self.mentions[i]) for i in self.clusters[number].mentions)

    @cached_property
    def _named(self) -> list[int]:
        return [number for number, one in enumerate(self.clusters) if one.firm]

    @cached_property
    def focus(self) -> list[tuple[int, ...]]:
        """For each sentence the programmes it is about: those it mentions, else those of the one before."""
        owner = {m: n for n, one in enumerate(self.clusters) for m in one.mentions}
        firm: dict[int, list[int]] = {}
        loose: dict[int, list[int]] = {}
        for index, number in sorted(owner.items()):
            sentence = self.tagged.sentence_at(self.mentions[index].span.start)
            if sentence is not None:
                place = self.tagged.blocks[sentence.block]
                opens = self.mentions[index].span.start == place.span.start and self._is_title(
                    number
                )
                heading = place.kind is BlockKind.SUBHEADING or opens
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

    @cached_property
    def _about(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for i, about in enumerate(self.focus):
            for number in about:
                found.setdefault(number, []).append(i)
        return found

    def sentences_about(self, number: int) -> list[int]:
        """Numbers of the sentences in focus, in order."""
        return self._about.get(number, [])

    @cached_property
    def _firm(self) -> int:
        return sum(one.firm for one in self.clusters)

    def alone(self, number: int) -> bool:
        """True where the article has no other named programme (and no other at all, for an unnamed one)."""
        if self.clusters[number].firm:
            return self._firm == 1
        return len(self.clusters) == 1

    def territory(self, number: int) -> list[int]:
        """Sentences whose facts may be the programme's: all where it is alone, else those about it."""
        return list(range(len(self.focus))) if self.alone(number) else self.sentences_about(number)

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """The parts of the article's first programme."""
        return tuple(n for n in range(len(self.clusters)) if self._tells_part(n))

    @cached_property
    def _part_set(self) -> frozenset[int]:
        return frozenset(self.parts)

    def is_part(self, number: int) -> bool:
        """True for one of :attr:`parts`."""
        return number in self._part_set

    def _tells_part(self, number: int) -> bool:
        """A part of the article's first programme: named in a list of subprojects, or a sister by name."""
        if number == self.umbrella or not self._is_title(number):
            return False
        mentions = [self.mentions[i] for i in self.clusters[number].mentions]
        if any("after-trigger-list" in mention.rule for mention in mentions):
            return True
        start = min(mention.span.start for mention in mentions)
        if _PART.search(self.text[max(0, start - _BEFORE_PART) : start]):
            return True
        return _PARTS_BELOW.match(self._heading_above(start)) is not None

    @cached_property
    def _headings(self) -> list[Span]:
        return [b.span for b in self.tagged.blocks if b.kind is BlockKind.SUBHEADING]

    def _heading_above(self, offset: int) -> str:
        """The text of the last subheading before ``offset``."""
        at = bisect.bisect_right(self._headings, Span(offset, offset))
        return self.text[self._headings[at - 1].start : self._headings[at - 1].end] if at else ""

    @cached_property
    def namesakes(self) -> dict[str, Body]:
        """Name, case-folded → the cooperative, association or company that bears it or has it in its name."""
        found: dict[str, Body] = {}
        for body in self.bodies:
            opening, _, rest = body.name.casefold().partition(" ")
            if opening in _NAMING_BODIES:
                for key in (rest.strip("\"' "), body.name.casefold()):
                    found.setdefault(key, body)
        return found

    def is_of(self, number: int, sentence: int, span: Span) -> bool:
        """In a sentence on several programmes: are the words at ``span`` told of this one?

        They are, where its name is the last before them, or where no name stands before them.
        """
        if len(self.focus[sentence]) < 2:
            return True
        before = [mark for mark in self._marks.get(sentence, ()) if mark[0] <= span.start]
        if not before:
            return True
        last = max(before)
        return last[1] == number or (
            min(before)[1] == number and span.start - last[0] > _FAR_FROM_NAME
        )

    @cached_property
    def _marks(self) -> dict[int, list[tuple[int, int]]]:
        """Sentence → where each programme that is told of, or may be a name, stands in it."""
        found: dict[int, list[tuple[int, int]]] = {}
        for number, one in enumerate(self.clusters):
            if self.is_firm(number) or self._is_title(number):
                for index in one.mentions:
                    start = self.mentions[index].span.start
                    found.setdefault(self.sentence_of(index), []).append((start, number))
        return found

    def sentence_of(self, index: int) -> int:
        """Number of the sentence that a mention stands in."""
        sentence = self.tagged.sentence_at(self.mentions[index].span.start)
        return sentence.i if sentence is not None else 0

    @cached_property
    def _sentence_spans(self) -> list[Span]:
        return [self.tagged.sentence_span(sentence) for sentence in self.tagged.sentences]

    @cached_property
    def _sentence_texts(self) -> list[str]:
        return [self.text[span.start : span.end] for span in self._sentence_spans]

    def sentence_text(self, number: int) -> str:
        """The words of a sentence."""
        return self._sentence_texts[number]

    def in_sentence(self, number: int) -> Span:
        """Where a sentence stands."""
        return self._sentence_spans[number]

    @cached_property
    def letter(self) -> str | None:
        """The coordination body whose newsletter or page this is."""
        return newsletter_association(self.tagged)

    @cached_property
    def bodies(self) -> list[Body]:
        """Organisations that may own a programme, in text order."""
        names = {m.name.casefold() for m in self.mentions if is_title(m)}
        found = BodyFinder(self.tagged, self.places, self.municipality, self.letter).find()
        return [b for b in found if b.kind != "organisation" or b.name.casefold() not in names]

    @cached_property
    def _bodies(self) -> dict[int, list[Body]]:
        found: dict[int, list[Body]] = {}
        for body in self.bodies:
            sentence = self.tagged.sentence_at(body.span.start)
            if sentence is not None:
                found.setdefault(sentence.i, []).append(body)
        return found

    def bodies_in(self, sentence: int) -> list[Body]:
        """The bodies of one sentence."""
        return self._bodies.get(sentence, [])

    @cached_property
    def _places(self) -> dict[int, list[PlaceMention]]:
        found: dict[int, list[PlaceMention]] = {}
        for place in self.places:
            sentence = self.tagged.sentence_at(place.span.start)
            if sentence is not None:
                found.setdefault(sentence.i, []).append(place)
        return found

    def places_in(self, sentence: int) -> list[PlaceMention]:
        """The places of one sentence."""
        return self._places.get(sentence, [])

    @cached_property
    def _group_wordings(self) -> tuple[Wording, ...]:
        return likely_wordings(self.text)

    @cached_property
    def _groups(self) -> dict[int, list[tuple[Span, TargetGroup]]]:
        return {}

    def groups_of(self, sentence: int) -> list[tuple[Span, TargetGroup]]:
        """The target groups named in one sentence, at offsets into it; looked up once."""
        known = self._groups
        if sentence not in known:
            known[sentence] = groups_in(self.sentence_text(sentence), self._group_wordings)
        return known[sentence]

    def groups_of_mention(self, index: int) -> list[TargetGroup]:
        """The target groups that a mention of a programme names as people: ``Jobb för unga``."""
        span = self.mentions[index].span
        words = self.text[span.start : span.end]
        known = self._groups_of_names
        if words not in known:
            known[words] = [
                group
                for where, group in groups_in(words, self._group_wordings)
                if not is_bare(words, where, group)
            ]
        return known[words]

    @cached_property
    def _groups_of_names(self) -> dict[str, list[TargetGroup]]:
        return {}

    @cached_property
    def outside(self) -> dict[int, bool]:
        """Where a place starts → whether its clause says that it takes no part; filled as it is asked for."""
        return {}

    @cached_property
    def owners_told(self) -> dict[int, dict[str, Body]]:
        """Programme → rule → the body that it holds for the owner; filled as it is asked for."""
        return {}

    @cached_property
    def kind_nouns(self) -> dict[int, list[tuple[ProgrammeKind, bool]]]:
        """Sentence → its nouns that say a kind by themselves; filled as it is asked for."""
        return {}

    @cached_property
    def called(self) -> dict[int, ProgrammeKind]:
        """Programme → its kind by the rules; filled as it is asked for."""
        return {}

    @cached_property
    def spoken_of(self) -> tuple[int, int]:
        """How often the article says ``projektet`` and the like, and ``insatsen`` and the like."""
        return len(_PROJECT_WORDS.findall(self.text)), len(_MEASURE_WORDS.findall(self.text))

    @cached_property
    def umbrella(self) -> int:
        """The named programme told first stands for the whole article; without one, the first described."""
        if self._named:
            return self._named[0]
        return next((n for n in range(len(self.clusters)) if self.is_firm(n)), 0)
