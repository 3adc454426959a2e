"""In which municipalities a programme operates: lists, whole counties, places that are only mentioned."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import TaggedArticle
from pipeline.extract import places, programmes
from pipeline.findings import LocalProgramme
from pipeline.link.municipalities import codes_of_county
from pipeline.link.operates import chosen
from pipeline.link.programmes import link_programmes

Tag = Callable[..., TaggedArticle]
END = "\n\nDeltagarna får praktik. Fler ska få jobb eller börja studera.\n"
MORA, ORSA, ALVDALEN, RATTVIK = "2062", "2034", "2039", "2031"


def link(tag: Tag, text: str) -> dict[str, LocalProgramme]:
    tagged = tag(text + END)
    found = link_programmes(tagged, tuple(programmes.find(tagged)), tuple(places.find(tagged)))
    return {one.name: one for one in found}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # together
        ("Kommunerna Mora, Orsa och Älvdalen driver projektet Lyktan.", {MORA, ORSA, ALVDALEN}),
        ("Projektet Lyktan finns i Mora och Orsa.", {MORA, ORSA}),
        ("Projektet Lyktan drivs av Mora kommun tillsammans med Orsa kommun.", {MORA, ORSA}),
        (
            "Projektet Lyktan startar i höst.\n\nProjektägare: Mora kommun\n\nDeltagande kommuner: Mora, Orsa, "
            "Älvdalen",
            {MORA, ORSA, ALVDALEN},
        ),
        # a whole county
        (
            "Region Gävleborg driver projektet Lyktan i samtliga kommuner i Gävleborgs län.",
            set(codes_of_county("21")),
        ),
        # takes no part
        ("Mora kommun driver projektet Lyktan. Rättvik tackade nej.", {MORA}),
        ("Mora kommun driver projektet Lyktan. Rättvik valde att stå utanför.", {MORA}),
        # only where the idea comes from, or where somebody went
        ("Mora kommun driver projektet Lyktan. Idén är hämtad från Rättvik.", {MORA}),
        ("Mora kommun driver projektet Lyktan. Eva flyttade till Rättvik i fjol.", {MORA}),
    ],
)
def test_where(tag: Tag, text: str, codes: set[str]) -> None:
    assert set(link(tag, text)["Lyktan"].municipality_codes) == codes


def test_each_programme_has_its_own_place(tag: Tag) -> None:
    found = link(
        tag,
        "Mora kommun driver projektet Lyktan. Det är till för unga.\n\n"
        "I Rättvik finns insatsen Masten. Rättviks kommun driver Masten för sjukskrivna.",
    )
    assert found["Lyktan"].municipality_codes == (MORA,)
    assert found["Masten"].municipality_codes == (RATTVIK,)


@pytest.mark.parametrize(
    ("likely", "codes"),
    [
        ({MORA: 0.9, ORSA: 0.6, ALVDALEN: 0.1}, (ORSA, MORA)),
        ({MORA: 0.4, ORSA: 0.35}, (MORA,)),  # the likeliest where none is likely
        ({MORA: 0.1}, ()),
        ({}, ()),
    ],
)
def test_chosen(likely: dict[str, float], codes: tuple[str, ...]) -> None:
    assert chosen(likely) == codes
