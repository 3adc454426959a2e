"""What speaks for and against a programme's operating in a municipality that the article names."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from pipeline.article import BlockKind, Token
from pipeline.findings import MentionRole, PlaceMention
from pipeline.lexicon.load import load
from pipeline.link.municipalities import code_of_body
from pipeline.link.operate_rules import (
    beside,
    is_outside,
    members,
    speaks_of_members,
    tells_of_elsewhere,
    tells_of_many,
    told_codes,
    whole_county,
)
from pipeline.link.owner_bodies import Body
from pipeline.link.scene import Scene
from pipeline.vocab import PlaceLevel


@dataclass(frozen=True, slots=True)
class PlaceRole:
    """One line of ``place_roles.tsv``."""

    group: str
    side: str  # before | after the place
    form: str  # * stands for any letters
    example: str


Features = dict[str, float]
_LIST_GAP = 6  # characters between the places of one list
_BEFORE, _AFTER = 9, 8  # tokens around a place whose words are looked at
_TOP = 3  # first sentences
_WITH = frozenset(("named", "referred", "about"))
_QUOTED = re.compile(r'\s*[–-] |.*"', re.DOTALL)


def candidates(scene: Scene, number: int, owner: Body | None) -> dict[str, Features]:
    """Each municipality that an article names or entails, with its features for one programme.

    Without those of which it only says that they take no part.
    """
    look = _Look(scene, number, owner)
    found = {code: look.features(code) for code in sorted(look.mentions) if look.may_be(code)}
    near = {code for code in found if {"in:named", "in:referred"} & set(found[code])}
    for code, known in found.items():
        if near - {code}:
            known["another-own"] = 1.0
            if "never-with-it" in known:
                known["another-own&never"] = 1.0
                for what in ("home", "owner"):
                    if what in known:
                        known[f"{what}&another-own&never"] = 1.0
    return found


@dataclass(frozen=True)
class _Look:
    """One programme's view of the places."""

    scene: Scene
    number: int
    owner: Body | None
    naming: set[int] = field(init=False)
    told: set[int] = field(init=False)
    rule: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        scene, mentions = self.scene, self.scene.mentions
        own = self.scene.clusters[self.number].mentions
        names = {scene.sentence_of(i) for i in own if mentions[i].role is not MentionRole.REFERENCE}
        object.__setattr__(self, "naming", names)
        object.__setattr__(self, "told", {scene.sentence_of(i) for i in own})
        object.__setattr__(self, "rule", told_codes(scene, self.number, self.owner))

    @cached_property
    def about(self) -> set[int]:
        return set(self.scene.sentences_about(self.number))

    @cached_property
    def seat(self) -> str | None:
        """The owner's municipality."""
        if self.owner is None:
            return None
        return self.owner.code or code_of_body(self.owner.name)

    @cached_property
    def mentions(self) -> dict[str, list[PlaceMention]]:
        found: dict[str, list[PlaceMention]] = {}
        for place in self.scene.places:
            if place.level is not PlaceLevel.COUNTY:
                found.setdefault(place.code, []).append(place)
        for code in (*self.rule, self.seat, self.scene.municipality):
            if code:
                found.setdefault(code, [])
        return found

    @cached_property
    def _article(self) -> dict[str, set[str]]:
        """What the article as a whole says of municipalities: all of a county, all members …"""
        scene, alone = self.scene, self.scene.alone(self.number)
        sentences = range(len(scene.focus)) if alone else sorted(self.about)
        counties = {county for i in sentences if (county := whole_county(scene, i))}
        listed = members(scene)
        all_of_them = any(speaks_of_members(scene.sentence_text(i)) for i in self.about)
        umbrella: frozenset[str] = frozenset()
        if scene.umbrella != self.number:
            umbrella = told_codes(scene, scene.umbrella, self.owner)
        return {
            "county": counties,
            "members": listed if all_of_them else set(),
            "listed-somewhere": set() if all_of_them else listed,
            "beside": beside(scene, self.number),
            "umbrella": set(umbrella),
        }

    def may_be(self, code: str) -> bool:
        """False where all the article says of a place is that it takes no part."""
        known = self.mentions[code]
        return not known or code == self.seat or any(map(self._inside, known))

    def _inside(self, place: PlaceMention) -> bool:
        sentence = self.scene.tagged.sentence_at(place.span.start)
        return sentence is not None and not is_outside(self.scene, sentence.i, place)

    def features(self, code: str) -> Features:
        known = dict.fromkeys(self._overall(code), 1.0)
        known["candidates"] = math.log(len(self.mentions))
        known["mentions"] = math.log1p(len(self.mentions[code]))
        for place in self.mentions[code]:
            known.update(dict.fromkeys(self._there(code, place), 1.0))
        never = not {f"in:{where}" for where in _WITH} & set(known)
        if never and self.mentions[code]:
            known["never-with-it"] = 1.0
        side = "alone" if self.scene.alone(self.number) else "others"
        for what in ("home", "owner"):
            if what in known:
                known[f"{what}&{'never' if never else 'with'}&{side}"] = 1.0
        rule = "rule" if code in self.rule else "norule"
        known.update({f"{rule}&{f}": 1.0 for f in tuple(known) if f.startswith("in:")})
        return known

    def _overall(self, code: str) -> Iterator[str]:
        """Features that hold wherever the place is named."""
        yield from ("rule",) if code in self.rule else ()
        yield from ("rule-only",) if self.rule == {code} else ()
        yield from ("rule-none",) if not self.rule else ()
        if self.seat is not None:
            yield "owner" if code == self.seat else "owner-other"
        if self.owner is not None:
            yield f"owner-kind:{self.owner.kind}{':own' if code == self.seat else ''}"
        if code == self.scene.municipality:
            yield "home"
        if self.mentions[code]:
            yield from ("only-place",) if sum(map(bool, self.mentions.values())) == 1 else ()
        else:
            yield "not-mentioned"
        whole = self._article
        if whole["county"]:
            yield "whole-county" if code[:2] in whole["county"] else "whole-county-other"
        for what in ("members", "listed-somewhere"):
            yield from (what,) if code in whole[what] else ()
        for what in ("beside", "umbrella"):
            if whole[what]:
                yield what if code in whole[what] else f"{what}-not"
        if self.scene.is_part(self.number):
            yield "part-umbrella" if code in whole["umbrella"] else "part-umbrella-not"

    def _there(self, code: str, place: PlaceMention) -> Iterator[str]:
        """Features of one mention of the place."""
        scene = self.scene
        sentence = scene.tagged.sentence_at(place.span.start)
        if sentence is None:
            return
        i, words = sentence.i, scene.sentence_text(sentence.i)
        where = self._where(i, place)
        yield f"in:{where}"
        near = "own" if where in ("named", "referred") else "about" if where == "about" else "away"
        outside = is_outside(scene, i, place)
        if outside or near != "away":
            yield f"outside:{near}" if outside else "inside"
        yield from (f"elsewhere:{near}",) if tells_of_elsewhere(words) else ()
        yield from (f"together:{near}",) if tells_of_many(words) else ()
        yield from (f"quote:{near}",) if _QUOTED.match(words) else ()
        yield from (f"digits:{near}",) if near != "own" and re.search(r"\d", words) else ()
        yield from ("shared",) if where in _WITH and len(scene.focus[i]) > 1 else ()
        yield from ("early",) if i < _TOP else ()
        yield from ("next-sentence",) if near == "away" and i - 1 in self.told else ()
        if sentence.block == 0 or scene.tagged.blocks[sentence.block].kind is BlockKind.HEADLINE:
            yield "headline"
        if any(n != self.number and scene.is_firm(n) for n in self._named_in(i)):
            yield f"others-named:{near}"
        here = [p for p in scene.places_in(i) if p.level is not PlaceLevel.COUNTY]
        yield from (f"many:{near}",) if len({p.code for p in here}) > 2 else ()
        run = _list_of(here, place)
        yield from (
            ("listed-outside",)
            if any(p is not place and is_outside(scene, i, p) for p in run)
            else ()
        )
        yield from (f"role:{role}:{near}" for role in _roles(scene, i, run))

    def _where(self, sentence: int, place: PlaceMention) -> str:
        """How the sentence of a place has to do with the programme."""
        scene = self.scene
        if sentence in self.told:
            where = "named" if sentence in self.naming else "referred"
            return where if scene.is_of(self.number, sentence, place.span) else "named-other"
        if sentence in self.about:
            return "about" if scene.is_of(self.number, sentence, place.span) else "about-other"
        return "other" if any(scene.clusters[n].firm for n in scene.focus[sentence]) else "none"

    def _named_in(self, sentence: int) -> set[int]:
        span = self.scene.in_sentence(sentence)
        return {
            number
            for number, one in enumerate(self.scene.clusters)
            if any(span.start <= self.scene.mentions[m].span.start < span.end for m in one.mentions)
        }


def _list_of(here: list[PlaceMention], place: PlaceMention) -> list[PlaceMention]:
    """``Mora, Orsa och Älvdalen``: the places that stand in one list with this one."""
    first = last = here.index(place)
    while first and here[first].span.start - here[first - 1].span.end <= _LIST_GAP:
        first -= 1
    while last + 1 < len(here) and here[last + 1].span.start - here[last].span.end <= _LIST_GAP:
        last += 1
    return here[first : last + 1]


def _roles(scene: Scene, sentence: int, run: list[PlaceMention]) -> set[str]:
    """What the words before and after a list of places say of their part, up to a semicolon, colon or dash."""
    tokens = scene.tagged.sentence_tokens(scene.tagged.sentences[sentence])
    places = [p.span for p in scene.places_in(sentence)]
    before: list[Token] = []
    for token in reversed([t for t in tokens if t.end <= run[0].span.start]):
        if token.text in (";", ":", "–") or len(before) == _BEFORE:
            break
        if not any(span.start <= token.start < span.end for span in places):
            before.append(token)
    after: list[Token] = []
    for token in [t for t in tokens if t.start >= run[-1].span.end][:_AFTER]:
        if token.text in (";", "–"):
            break
        after.append(token)
    sides = (("before", before), ("after", after))
    return {role for side, items in sides for t in items for role in _roles_of(t.lower, side)}


@cache
def _patterns() -> dict[tuple[str, str], re.Pattern[str]]:
    forms: dict[tuple[str, str], list[str]] = {}
    for entry in load(PlaceRole, "place_roles.tsv"):
        form = re.escape(entry.form).replace(r"\*", r"[\w-]*")
        forms.setdefault((entry.group, entry.side), []).append(form)
    return {key: re.compile("|".join(items)) for key, items in forms.items()}


@lru_cache(maxsize=1 << 16)
def _roles_of(word: str, side: str) -> tuple[str, ...]:
    return tuple(
        group
        for (group, at), pattern in _patterns().items()
        if at == side and pattern.fullmatch(word)
    )
