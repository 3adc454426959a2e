"""What the attribute rules look at: programmes, places, bodies, and which sentence is about which programme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.article import BlockKind, Span, TaggedArticle, normalise
from pipeline.findings import PlaceMention, ProgrammeMention
from pipeline.lexicon.load import load
from pipeline.link.clusters import Cluster
from pipeline.link.municipalities import body_of
from pipeline.vocab import PlaceLevel


@dataclass(frozen=True, slots=True)
class OwnerBody:
    """One line of ``owner_bodies.tsv``."""

    noun: str
    kind: str
    example: str


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation named in the text, under the name of its legal body."""

    span: Span
    name: str
    kind: str  # municipality | association | authority | company | organisation | own
    code: str | None = None


_UNIT = re.compile(
    r"\w*(?:förvaltningen|nämnden|enheten|kontoret|avdelningen|socialtjänsten|socialen|divisionen|utskottet)s?$"
)
_OWN = frozenset(
    "kommunen kommunens staden stadens kommunledningen kommunstyrelsen kommunstyrelsens".split()
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

    @cached_property
    def focus(self) -> list[tuple[int, ...]]:
        """For each sentence the programmes it is about: those it mentions, else those of the one before."""
        owner = {m: n for n, one in enumerate(self.clusters) for m in one.mentions}
        named: dict[int, list[int]] = {}
        for index, number in sorted(owner.items()):
            sentence = self.tagged.sentence_at(self.mentions[index].span.start)
            if sentence is not None:
                named.setdefault(sentence.i, []).append(number)
        result: list[tuple[int, ...]] = []
        current: tuple[int, ...] = ()
        block = -1
        for sentence in self.tagged.sentences:
            if sentence.block != block:
                block = sentence.block
                if self.tagged.blocks[block].kind is BlockKind.SUBHEADING and len(self.clusters) > 1:
                    current = ()
            if sentence.i in named:
                current = tuple(dict.fromkeys(named[sentence.i]))
            result.append(current)
        return result

    def sentences_about(self, number: int) -> list[int]:
        """Numbers of the sentences in focus, in order."""
        return [i for i, about in enumerate(self.focus) if number in about]

    def sentence_text(self, number: int) -> str:
        span = self.tagged.sentence_span(self.tagged.sentences[number])
        return self.text[span.start : span.end]

    def in_sentence(self, number: int) -> Span:
        return self.tagged.sentence_span(self.tagged.sentences[number])

    @cached_property
    def bodies(self) -> list[Body]:
        """Organisations that may own a programme, in text order."""
        found: list[Body] = []
        taken_until = -1
        by_start = {
            p.span.start: p for p in self.places if p.level is not PlaceLevel.COUNTY
        }
        for token in self.tagged.tokens:
            if token.start < taken_until:
                continue
            body = self._body_at(token.i, by_start)
            if body is not None:
                found.append(body)
                taken_until = body.span.end
        return found

    def _body_at(self, i: int, by_start: dict[int, PlaceMention]) -> Body | None:
        tokens = self.tagged.tokens
        token = tokens[i]
        opened = _openers().get(token.lower) or _openers().get(token.lower.removesuffix("s"))
        if opened and i + 1 < len(tokens) and not (token.lower == "region" and token.text[0] == "r"):
            last = self._name_end(i)
            if last > i + 1:
                span = Span(token.start, tokens[last - 1].end)
                return Body(span, self._plain(i, last), opened)
        place = by_start.get(token.start)
        if place is not None:
            return self._municipal(i, place)
        if token.lower in _OWN or _UNIT.fullmatch(token.lower):
            body = body_of(self.municipality) if self.municipality else None
            return Body(token.span, body, "own", self.municipality) if body else None
        if token.entity == "ORG" and token.entity_start and token.text[0].isupper():
            last = i + 1
            while last < len(tokens) and tokens[last].entity == "ORG" and not tokens[last].entity_start:
                last += 1
            return Body(Span(token.start, tokens[last - 1].end), self._plain(i, last), "organisation")
        return None

    def _municipal(self, i: int, place: PlaceMention) -> Body | None:
        tokens = self.tagged.tokens
        last = i + 1
        while last < len(tokens) and tokens[last].start < place.span.end:
            last += 1
        noun = tokens[last].lower if last < len(tokens) else ""
        inside = tokens[last - 1].lower
        body = body_of(place.code)
        if body is None:
            return None
        for word, end in ((noun, last + 1), (inside, last)):
            if word.removesuffix("s") in ("kommun", "stad"):
                written = self._plain(i, end)
                return Body(Span(place.span.start, tokens[end - 1].end), written, "municipality", place.code)
        if place.level is PlaceLevel.MUNICIPALITY:
            return Body(place.span, body, "place", place.code)
        return None

    def _name_end(self, i: int) -> int:
        """End of a body's name after its opening noun: ``Samordningsförbundet i södra Lappland``."""
        tokens = self.tagged.tokens
        sentence = self.tagged.sentence_of(tokens[i])
        last = i + 1
        if last < sentence.last and tokens[last].lower == "i":
            ahead = last + 1
            while ahead < sentence.last and tokens[ahead].lower in _DIRECTIONS:
                ahead += 1
            if ahead < sentence.last and tokens[ahead].text[:1].isupper():
                last = ahead
            else:
                return i + 1
        while last < sentence.last:
            word = tokens[last].text
            joins = word in ("och", "&", "-", "–", "/") and last + 1 < sentence.last
            if word[:1].isupper() or (joins and tokens[last + 1].text[:1].isupper() and last > i + 1):
                last += 1
            elif word == "län" and last > i + 1:
                last += 1
            else:
                break
        return last

    def _plain(self, first: int, last: int) -> str:
        """The words without a genitive s at the end, spaces evened."""
        tokens = self.tagged.tokens
        words = " ".join(self.tagged.text[tokens[first].start : tokens[last - 1].end].split())
        final = tokens[last - 1]
        if final.lower in ("kommuns", "stads", "arbetsförmedlingens", "försäkringskassans"):
            return words[:-1]
        genitive = final.feat("Case") == "Gen" and final.text.endswith("s") and final.pos != "PROPN"
        return words[:-1] if genitive else words


_DIRECTIONS = frozenset("norra södra östra västra mellersta inre övre nedre nordöstra sydöstra".split())


def _openers() -> dict[str, str]:
    return {entry.noun: entry.kind for entry in load(OwnerBody, "owner_bodies.tsv")}
