"""Who holds a factor, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.article import Metadata, Span, TaggedArticle
from pipeline.findings import Factor, PlaceMention, Quote, QuoteLink
from pipeline.link.factors import link_factors
from pipeline.vocab import FactorCode, PlaceLevel, Polarity, QuoteKind

Tag = Callable[..., TaggedArticle]
TEXT = (
    "Kortare köer i Askby\n\n"
    "Enheten har fått fler händer. Coacherna hinner ringa. Det är tiden som avgör, menar Ulla Berg.\n\n"
    "– Vi ger inte upp, säger hon.\n\n"
    "I Askby kommun är vi stolta över samarbetet.\n"
)
ULLA = QuoteLink("Ulla Berg", 0, "enhetschef", None, None)


def _span(part: str) -> Span:
    at = TEXT.index(part)
    return Span(at, at + len(part))


def _factor(part: str) -> Factor:
    return Factor(_span(part), FactorCode.OTHER, Polarity.SUCCESS, "test")


QUOTES = (
    Quote(_span("Det är tiden som avgör"), QuoteKind.INDIRECT, (_span("Ulla Berg"),), "mena", "t"),
    Quote(_span("Vi ger inte upp"), QuoteKind.DIRECT, (_span("hon"),), "säga", "t"),
)
PLACES = (PlaceMention(_span("Askby kommun"), PlaceLevel.MUNICIPALITY, "9999", "Askby", "test"),)


@pytest.mark.parametrize(
    ("part", "speaker", "quote", "place"),
    [
        ("tiden som avgör", "Ulla Berg", 0, None),
        ("Vi ger inte upp", "Ulla Berg", 1, None),
        ("Coacherna hinner ringa", "Ulla Berg", None, None),
        ("Enheten har fått fler händer", None, None, None),
        ("stolta över samarbetet", None, None, "9999"),
    ],
)
def test_speaker_quote_and_place(
    tag: Tag, part: str, speaker: str | None, quote: int | None, place: str | None
) -> None:
    link = link_factors(tag(TEXT), [_factor(part)], QUOTES, (ULLA, ULLA), PLACES)[0]
    assert (link.speaker, link.quote, link.place_code) == (speaker, quote, place)


@pytest.mark.parametrize(
    ("part", "speaker"),
    [("stolta över samarbetet", "Askby kommun"), ("Enheten har fått fler händer", None)],
)
def test_we_of_a_page_is_its_publisher(tag: Tag, part: str, speaker: str | None) -> None:
    tagged = tag(TEXT)
    meta = Metadata(publisher="Askby kommun")
    published = replace(tagged, article=replace(tagged.article, meta=meta))
    assert link_factors(published, [_factor(part)], (), (), ())[0].speaker == speaker
