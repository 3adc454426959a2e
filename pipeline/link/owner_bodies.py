"""Organisations in an article that may own or pay for a programme, under the names of their legal bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.article import Span, TaggedArticle, Token
from pipeline.findings import PlaceMention
from pipeline.lexicon.load import load
from pipeline.link.municipalities import body_of
from pipeline.link.owner_names import (
    BRANCHES,
    acting_name,
    branch_end,
    is_actor,
    name_end,
    seat_end,
)
from pipeline.link.owner_reference import TAKEN_UP, is_area, is_setting, local_code
from pipeline.vocab import PlaceLevel


@dataclass(frozen=True, slots=True)
class OwnerBody:
    """One line of ``owner_bodies.tsv``."""

    form: str
    match: str  # opens | closes | whole
    kind: str
    example: str


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation named in the text. ``owns``: it stands in the genitive."""

    span: Span
    name: str
    kind: str  # municipality | place | own | association | authority | company | organisation
    code: str | None = None
    owns: bool = False


_UNIT = re.compile(
    r"[\w -]*(?:förvaltning|nämnd|enhet|kontor|avdelning|socialtjänst|division|utskott)(?:en|et)?s?$|"
    r"socialens?$"
)
_OWN = frozenset(
    "kommunen kommunens staden stadens kommunledningen kommunstyrelsen kommunstyrelsens".split()
)
# "Bostadsstiftelsen Hyresgården", "Byns Hantverksförening": compounds of the words of owner_bodies.tsv.
_OPENS = re.compile(
    r"\w{2,}(stiftelsen|föreningen|förbundet|kooperativet|bolaget|koncernen|folkhögskolan|församlingen|"
    r"jouren|teatern|gymnasiet|företaget|entreprenören|organet|firman|klubben)"
)
# "Länsteatern i Örebro" has its seat in its name, "föreningen i Örebro" is any.
_SEATED = re.compile(
    r"finsam|länsstyrelsen|hushållningssällskapet|coompanion|nyföretagarcentrum|\w+(?:förbundet|jouren|teatern|gymnasiet)"
)
_CLOSES = re.compile(
    r"\w*(förening|förbund|stiftelse|folkhögskola|kooperativ|församling|bolag)s?|"
    r"lokalavdelning|krets|distrikt|stift"
)
_COINED = re.compile(r"[A-ZÅÄÖ]\w{2,}(?:bolaget|koncernen|kooperativet)s?")
_COMPANIES = ("bolag", "bolaget", "koncernen", "företaget", "entreprenören", "firman")
_OWN_ASSOCIATION = frozenset("samordningsförbund samordningsförbundet förbundet förbundets".split())


@cache
def _entries(match: str) -> dict[str, str]:
    return {e.form: e.kind for e in load(OwnerBody, "owner_bodies.tsv") if e.match == match}


class BodyFinder:
    """Finds bodies token by token; ``municipality`` is what ``kommunen`` stands for, ``association`` whose
    letter it is.
    """

    def __init__(
        self,
        tagged: TaggedArticle,
        places: Sequence[PlaceMention],
        municipality: str | None,
        association: str | None,
    ) -> None:
        self._tagged = tagged
        self._municipality = municipality
        self._association = association
        self._found: list[Body] = []
        self._settings: list[tuple[int, str, bool]] = []
        self._ahead: list[Body] = []
        self._missed = False
        self._last_authority: str | None = None
        self._last_municipality: str | None = None
        self._places = {p.span.start: p for p in places if p.level is not PlaceLevel.COUNTY}

    def find(self) -> list[Body]:
        """All bodies in text order, none overlapping.

        A noun may stand before the name it stands for (``Regionen driver …``): then they are read once more.
        """
        found = self._pass()
        if self._missed:
            self._ahead = list(found)
            found = self._pass()
        return found

    def _pass(self) -> list[Body]:
        found = self._found
        found.clear()
        self._settings.clear()
        until = -1
        for token in self._tagged.tokens:
            if token.start < until:
                continue
            body = self._at(token)
            if body is not None:
                found.append(body)
                until = body.span.end
                if body.kind == "authority":
                    self._last_authority = body.name
                if body.kind in ("municipality", "place"):
                    self._last_municipality = body.code
                    if body.code:
                        self._settings.append(
                            (body.span.start, body.code, is_setting(self._tagged, token))
                        )
        return found

    def _at(self, token: Token) -> Body | None:
        i = token.i
        return (
            self._opened(i)
            or self._whole(i)
            or self._closed(i)
            or self._acting(token)
            or self._municipal(i)
            or self._own(token)
            or self._labelled(token)
            or self._coined(token)
        )

    def _whole(self, i: int) -> Body | None:
        tokens = self._tagged.tokens
        if not tokens[i].text[0].isupper():
            return None
        for length in (4, 3, 2, 1):
            words = tokens[i : i + length]
            key = " ".join(t.lower for t in words)
            for form in (key, key.removesuffix("s")):
                kind = _entries("whole").get(form)
                if kind == "association" and form == key:
                    last = branch_end(self._tagged, self._places, i + length)
                    if last > i + length:
                        return self._body(i, last, kind)
                if kind and form != key and self._is_branch(i + length):
                    return self._body(i, seat_end(self._tagged, self._places, i + length + 1), kind)
                if kind:
                    written = " ".join(t.text for t in words)[: len(form)]
                    return Body(self._tagged.span_of(words), written, kind, owns=form != key)
        return None

    def _opened(self, i: int) -> Body | None:
        token = self._tagged.tokens[i]
        if token.lower == "region" and token.text[0] == "r":
            return None
        kind = _entries("opens").get(token.lower)
        compound = _OPENS.fullmatch(token.lower)
        if kind is None and compound:
            kind = "company" if compound[1] in _COMPANIES else "association"
        if kind is None:
            return None
        last = name_end(self._tagged, self._places, i)
        if last <= i + 1 or (
            token.lower.endswith("förbundet")
            and token.text[0].islower()
            and self._closed(i + 1) is not None
        ):
            return None
        if self._tagged.tokens[i + 1].text == "i" and not _SEATED.fullmatch(token.lower):
            return None
        return self._body(i, last, kind)

    def _closed(self, i: int) -> Body | None:
        tokens = self._tagged.tokens
        if not tokens[i].text[0].isupper():
            return None
        end = min(self._tagged.sentence_of(tokens[i]).last, i + 5)
        for last in range(i + 1, end):
            word = tokens[last].lower
            kind = _entries("closes").get(word) or _entries("closes").get(word.removesuffix("s"))
            if kind is None and (compound := _CLOSES.fullmatch(word)):
                kind = "company" if compound[1] in _COMPANIES else "association"
            if kind:
                branch = word in BRANCHES
                if branch and last + 1 < end and tokens[last + 1].text[0].isupper():
                    return None  # "Byns förening | Fjällvärdarna"
                seat = seat_end(self._tagged, self._places, last + 1) if branch else last + 1
                return self._body(i, seat, kind)
            if not (
                tokens[last].text[0].isupper()
                or tokens[last].lower in ("tekniska", "och", "norra", "södra")
            ):
                return None
        return None

    def _municipal(self, i: int) -> Body | None:
        tokens = self._tagged.tokens
        place = self._places.get(tokens[i].start)
        body = body_of(place.code) if place is not None else None
        if place is None or body is None:
            return None
        last = i + 1
        while last < len(tokens) and tokens[last].start < place.span.end:
            last += 1
        noun = tokens[last].lower if last < len(tokens) else ""
        for word, end in ((noun, last + 1), (tokens[last - 1].lower, last)):
            if word.removesuffix("s") in ("kommun", "stad"):
                span = Span(place.span.start, tokens[end - 1].end)
                words = " ".join(self._tagged.cut(span).split())
                owns = words.lower().endswith("s")
                return Body(span, words[:-1] if owns else words, "municipality", place.code, owns)
        if place.level is not PlaceLevel.MUNICIPALITY:
            return None
        text = self._tagged.cut(place.span)
        return Body(
            place.span,
            body,
            "place",
            place.code,
            text.endswith("s") and not place.name.endswith("s"),
        )

    def _own(self, token: Token) -> Body | None:
        word = token.lower
        if word in _OWN or _UNIT.fullmatch(word):
            local = local_code(self._tagged, token, self._settings, self._municipality)
            code, kind = local or self._municipality or self._last_municipality, "own"
            body = body_of(code) if code else None
        elif word in _OWN_ASSOCIATION:
            body, code, kind = self._association, None, "association"
        elif (
            (noun := word.removesuffix("s")) in TAKEN_UP
            and not (noun == "regionen" and is_area(self._tagged, token))
            and (last := self._bearer(noun))
        ):
            body, code, kind = last.name, None, last.kind
        elif word.removesuffix("s") == "myndigheten":
            body, code, kind = self._last_authority, None, "authority"
        else:
            return None
        return Body(token.span, body, kind, code, word.endswith("s")) if body else None

    def _bearer(self, noun: str) -> Body | None:
        """The last body that ``bolaget`` or ``stiftelsen`` may take up."""
        fits = [b for b in self._found if TAKEN_UP[noun].search(b.name)]
        later = [b for b in self._ahead if TAKEN_UP[noun].search(b.name)]
        self._missed = self._missed or not fits
        return fits[-1] if fits else later[0] if later and noun == "regionen" else None

    def _is_branch(self, i: int) -> bool:
        return i < len(self._tagged.tokens) and self._tagged.tokens[i].lower in BRANCHES

    def _coined(self, token: Token) -> Body | None:
        """``Slussbolaget``, where no sentence opens."""
        if token.i == self._tagged.sentence_of(token).first or not _COINED.fullmatch(token.text):
            return None
        return self._body(token.i, token.i + 1, "company")

    def _acting(self, token: Token) -> Body | None:
        """``Gatuhuset driver``, where the tagger saw no organisation."""
        last = acting_name(self._tagged, token, self._places)
        if last is None:
            return None
        kind = "actor" if is_actor(self._tagged, token.i) else "organisation"
        return self._body(token.i, last, kind)

    def _labelled(self, token: Token) -> Body | None:
        """What the tagger calls an organisation, as written."""
        if token.entity != "ORG" or not token.entity_start or not token.text[0].isupper():
            return None
        tokens, last = self._tagged.tokens, token.i + 1
        while last < len(tokens) and tokens[last].entity == "ORG" and not tokens[last].entity_start:
            last += 1
        return self._body(token.i, last, "organisation")

    def _body(self, first: int, last: int, kind: str) -> Body:
        tokens = self._tagged.tokens
        span = Span(tokens[first].start, tokens[last - 1].end)
        words = " ".join(self._tagged.cut(span).split())
        final = tokens[last - 1]
        owns = final.text.endswith("s") and final.feat("Case") == "Gen"
        return Body(span, words[:-1] if owns else words, kind, None, owns)
