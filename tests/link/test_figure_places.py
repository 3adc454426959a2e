"""Which place a figure holds for."""

from __future__ import annotations

import pytest

from pipeline.extract import figures, places
from pipeline.link.figures import figure_places

TOPIC = "Projektet vänder sig till arbetslösa. Det drivs av två kommuner."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I Motala fick 40 personer jobb.", ["0583"]),
        ("I Motala fick 40 personer jobb och i Sunne fick 12 jobb.", ["0583", "1766"]),
        ("I hela landet är 7 procent arbetslösa.", ["SE"]),
        ("Hittills har 40 personer fått jobb.", [None]),
    ],
)
def test_nearest_place_of_the_clause(tag, text, expected):
    tagged = tag(f"{TOPIC}\n\n{text}")
    found = [f for f in figures.find(tagged) if f.span.start > len(TOPIC)]
    assert list(figure_places(tagged, found, list(places.find(tagged)))) == expected
