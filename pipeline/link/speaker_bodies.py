"""Organisations as speakers: ``kommunen``, ``myndigheten``, ``Sala`` and the legal bodies they stand for."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from pipeline.article import Span, TaggedArticle
from pipeline.findings import PlaceMention
from pipeline.link.municipalities import body_of as municipality_body
from pipeline.link.places import main_municipality
from pipeline.swedish.inflected import without_genitive
from pipeline.swedish.nouns import BodyKind, body_of
from pipeline.vocab import PlaceLevel

# "myndigheten" after "Arbetsförmedlingen": named bodies that a general noun can take up again.
_NAMED = re.compile(
    r"\b(?P<authority>Arbetsförmedlingen|Försäkringskassan|Skatteverket|Migrationsverket|Socialstyrelsen|"
    r"Skolverket|Länsstyrelsen|(?:Svenska )?ESF-rådet|Tillväxtverket|"
    r"[A-ZÅÄÖ][a-zåäö]+(?:myndigheten|verket|inspektionen))\b"
    r"|\b(?P<union>(?:Samordningsförbundet|Kommunförbundet|Finsamförbundet)"
    r"(?: [A-ZÅÄÖ][a-zåäö]+(?:[-–][A-ZÅÄÖ][a-zåäö]+){0,4}| i [a-zåäö]+ [A-ZÅÄÖ][a-zåäö]+){0,3})"
    r"|\b(?P<region>Region [A-ZÅÄÖ][a-zåäö]+(?: län)?|Västra Götalandsregionen)\b"
)
_GENERAL = {
    "myndighet": "authority",
    "förbund": "union",
    "samordningsförbund": "union",
    "region": "region",
}


class SpeakerBodies:
    """The organisations of one article by position."""

    def __init__(self, tagged: TaggedArticle, places: Sequence[PlaceMention]) -> None:
        self.places = [p for p in places if p.level is not PlaceLevel.COUNTY]
        self.starts = [place.span.start for place in self.places]
        main = main_municipality(tagged, places)
        self.main = municipality_body(main) if main is not None else None
        self.named = [
            (match.start(), match.lastgroup or "", match.group())
            for match in _NAMED.finditer(tagged.text)
        ]

    def organisation(self, text: str, span: Span) -> str | None:
        """The legal body behind a speaker's words at ``span``."""
        place = self._place_at(span)
        if place is not None and place.level is PlaceLevel.MUNICIPALITY and _bare(text, place):
            return municipality_body(place.code) or text
        if _NAMED.fullmatch(text):
            return text
        words = text.split()
        body = body_of(words[-1])
        if body is None or (text[:1].isupper() and len(words) > 1):
            named = text[:1].isupper() and (body is not None or words[-1][:1].isupper())
            return text if named else None
        group = _GENERAL.get(body.base)
        if group is not None and body.definite:
            before = [name for at, kind, name in self.named if kind == group and at < span.start]
            if before:
                return before[-1]
        local = body.kind in (BodyKind.MUNICIPALITY, BodyKind.UNIT)
        if local and body.definite and not body.plural:
            return self.municipality_near(span)
        return text if text[:1].isupper() and body.base != body.head else None

    def municipality_near(self, span: Span) -> str | None:
        """The municipality named last before ``span``, else the one the article is about."""
        n = bisect.bisect_left(self.starts, span.start)
        return (municipality_body(self.places[n - 1].code) if n else None) or self.main

    def _place_at(self, span: Span) -> PlaceMention | None:
        n = bisect.bisect_right(self.starts, span.start) - 1
        return self.places[n] if n >= 0 and self.places[n].span.overlaps(span) else None


def plain(text: str) -> str:
    """``enhetens`` → ``enheten``: a speaker's words without a genitive s."""
    words = text.split()
    if body_of(words[-1]) is not None:
        return " ".join([*words[:-1], without_genitive(words[-1])])
    return text


def _bare(text: str, place: PlaceMention) -> bool:
    return text.removesuffix("s") in (place.name, place.name.removesuffix("s"))
