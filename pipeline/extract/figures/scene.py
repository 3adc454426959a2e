"""Candidates: the quantities of an article with the surroundings that tell what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.article import BlockKind, Sentence, Span, TaggedArticle, normalise
from pipeline.extract.figures.cues import Cue, Field, cues_in, fields
from pipeline.extract.figures.ellipsis import resolve
from pipeline.extract.figures.memory import TIME_UNITS, Memory
from pipeline.extract.figures.quantity import Quantity
from pipeline.extract.figures.reading import MAX_SENTENCE, numbered_names, quantities
from pipeline.extract.figures.references import references
from pipeline.vocab import Measure, Status, Unit

_LABEL_LENGTH = 50


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence as a figure sees it. Offsets of cues and fields count from ``shift``."""

    sentence: Sentence
    text: str
    shift: int
    kind: BlockKind
    cues: tuple[Cue, ...]
    before: str  # the sentence before, in the same block
    before_cues: tuple[Cue, ...]
    heading: str  # the heading or label line above
    heading_cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quantity with a unit, and where it stands."""

    quantity: Quantity
    unit: Unit
    field: Field
    scene: Scene

    @property
    def is_time(self) -> bool:
        return self.unit in TIME_UNITS


def candidates(tagged: TaggedArticle) -> Iterator[Candidate]:
    """The quantities of an article in text order, each with its unit and scene."""
    memory = Memory()
    heading = before = ""
    block = -1
    names = numbered_names(tagged.text)
    for sentence in tagged.sentences:
        span = tagged.sentence_span(sentence)
        text = normalise(tagged.cut(span))[:MAX_SENTENCE]
        kind = tagged.blocks[sentence.block].kind
        if sentence.block != block:
            block, before = sentence.block, ""
        found = resolve(quantities(tagged, sentence, names), text, span.start, memory, before)
        found += references(text, span.start, found, memory)
        if found:
            found.sort(key=lambda quantity: quantity.span)
            scene = Scene(
                sentence,
                text,
                span.start,
                kind,
                _cues(text),
                before,
                _cues(before),
                heading,
                _cues(heading),
            )
            for quantity, field in zip(found, _fields(text, span.start, found), strict=True):
                if quantity.unit is not None:
                    yield Candidate(quantity, quantity.unit, field, scene)
        if kind in (BlockKind.HEADLINE, BlockKind.SUBHEADING) or _is_label(text, kind):
            heading = text
        before = text


# "projektet Vägar till jobb", "insatsen ”Steget mot arbete”": the words of a name say nothing of the figure.
_NAME = re.compile(
    r"(\b\w*(?:[Pp]rojektet|[Ii]nsatsen|ningen|programmet|verksamheten|modellen|metoden|initiativet) )"
    r"(\"[^\"\n]{2,60}\"|[A-ZÅÄÖ][\w-]+ (?:till|mot|in i|för) [a-zåäö]+)"
)


@lru_cache(maxsize=64)
def _cues(text: str) -> tuple[Cue, ...]:
    return tuple(cues_in(_NAME.sub(lambda match: match[1] + "–" * len(match[2]), text)))


def _is_label(text: str, kind: BlockKind) -> bool:
    """A line that heads what follows: ``Vi kräver att:``, ``LÄGET 30 JUNI``."""
    if text.endswith((":", " att")):
        return True
    return kind is not BlockKind.LIST_ITEM and len(text) < _LABEL_LENGTH and text[-1:].isalnum()


def _fields(text: str, shift: int, found: list[Quantity]) -> list[Field]:
    """The field of each quantity. Durations do not cut the field of what is counted."""
    end = len(text)
    spans = [Span(min(q.span.start - shift, end), min(q.span.end - shift, end)) for q in found]
    counting = [k for k, q in enumerate(found) if q.unit not in TIME_UNITS]
    bare = [
        q.rule in ("elliptical", "paired") or (q.rule == "share" and following is Unit.PERCENT)
        for q, following in zip(found, [*(q.unit for q in found[1:]), None], strict=True)
    ]
    loose = [q.rule == "paired" for q in found]
    counted = fields(
        text,
        [spans[k] for k in counting],
        [bare[k] for k in counting],
        [loose[k] for k in counting],
    )
    by_index = dict(zip(counting, counted, strict=True))
    everything = fields(text, spans, bare, loose)
    return [by_index.get(k, everything[k]) for k in range(len(found))]


Decided = tuple[Candidate, Measure, Status]
