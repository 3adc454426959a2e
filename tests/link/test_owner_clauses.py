"""Who runs a programme, told in a clause that does not name it, in a list of grants, or under a short name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import TaggedArticle
from pipeline.extract import places, programmes
from pipeline.findings import LocalProgramme
from pipeline.link.programmes import link_programmes

Tag = Callable[..., TaggedArticle]
END = "\n\nDeltagarna får praktik. Fler ska få jobb eller börja studera.\n"


def lyktan(tag: Tag, text: str) -> LocalProgramme:
    tagged = tag(text + END)
    found = link_programmes(tagged, tuple(programmes.find(tagged)), tuple(places.find(tagged)))
    return next(one for one in found if "Lyktan" in (one.name, *one.aliases))


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (
            "Projektet Lyktan startade i Mora i våras. Det är Stiftelsen Kajen som driver projektet.",
            "Stiftelsen Kajen",
        ),
        ("Projektet Lyktan finns i Mora. ABF håller i det.", "ABF"),
        ("Kursen heter Lyktan och ges i Mora. Det är ABF som håller i kursen.", "ABF"),
        ("I Mora startade insatsen Lyktan. Svenska kyrkan sköter den.", "Svenska kyrkan"),
        (
            "Insatsen Lyktan finns i Mora och Orsa. Samordningsförbundet Siljan samordnar insatsen.",
            "Samordningsförbundet Siljan",
        ),
        (
            "Projektet Lyktan startar i Mora i höst. Det är Region Dalarna som har ansökt.",
            "Region Dalarna",
        ),
        (
            "Lyktan är ett projekt i Mora. Huvudman för projektet är Orsa kommun.",
            "Orsa kommun",
        ),
        (
            "Mora och Orsa delar på insatsen Lyktan. Orsa kommun är värdkommun.",
            "Orsa kommun",
        ),
        (
            "I Mora finns Lyktan. Lyktan är en verksamhet under Stiftelsen Kajen.",
            "Stiftelsen Kajen",
        ),
        ("Projektet Lyktan avslutades i fjol. Det var Orsas projekt för nyanlända.", "Orsa kommun"),
        ("I Mora finns insatsen Lyktan, som Åsa folkhögskola håller i.", "Åsa folkhögskola"),
        ("Projektet Lyktan i Mora leds av Orsa kommun.", "Orsa kommun"),
        ("I Mora finns Lyktan, ett initiativ från Röda korset.", "Röda korset"),
        ("Insatsen Lyktan finns i Mora. Bakom står Stiftelsen Kajen.", "Stiftelsen Kajen"),
        ("Insatsen Lyktan i Mora växer. ABF har fått ansvaret.", "ABF"),
        ("Insatsen Lyktan finns i Mora. Allt sker i Svenska kyrkans regi.", "Svenska kyrkan"),
        ("Sedan i våras driver Svenska kyrkan insatsen Lyktan i Mora.", "Svenska kyrkan"),
    ],
)
def test_who_is_in_charge(tag: Tag, text: str, owner: str) -> None:
    assert lyktan(tag, text).owner == owner


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Styrelsen ger 900 000 kronor till Orsa kommun för projektet Lyktan.", "Orsa kommun"),
        (
            "Länsstyrelsen fördelar medel.\n\nLyktan, Orsa kommun, 450 000 kr. Ett projekt för unga i Mora.",
            "Orsa kommun",
        ),
        ("I Mora söker ABF ledare till projektet Lyktan.", "ABF"),
        ("Stödmottagare: Orsa kommun\n\nProjektet Lyktan finns i Mora.", "Orsa kommun"),
        ("Arrangör: Åsa folkhögskola\n\nInsatsen Lyktan finns i Mora.", "Åsa folkhögskola"),
    ],
)
def test_grants_and_labels(tag: Tag, text: str, owner: str) -> None:
    assert lyktan(tag, text).owner == owner


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        # the company, not the municipality that owns it
        (
            "Projektet Lyktan i Mora ägs av kommunens eget bostadsbolag, Siljanshem AB.",
            "Siljanshem AB",
        ),
        # named after a noun of its class
        ("Projektet Lyktan i Mora drivs av bolaget Siljanshem AB.", "Siljanshem AB"),
        # under the last word of its name
        (
            "Bostadsstiftelsen Furuhem och Mora kommun startar projektet Lyktan. "
            "Initiativet kom från Furuhem, som är huvudman.",
            "Bostadsstiftelsen Furuhem",
        ),
        # taken up by its noun
        (
            "Bostadsstiftelsen Furuhem finns i Mora. Projektet Lyktan startade i fjol. Stiftelsen driver projektet.",
            "Bostadsstiftelsen Furuhem",
        ),
        # the first of two that own it together
        ("Rättviks och Orsas gemensamma insats Lyktan startade i fjol.", "Rättviks kommun"),
        # where it goes on, and who does it
        ("I Mora driver ABF sedan i fjol insatsen Lyktan.", "ABF"),
        # a branch under a name of its own
        ("Projektet Lyktan i Mora drivs av Röda korset Orsa.", "Röda korset Orsa"),
        # carried out on somebody's behalf
        (
            "Projektet Lyktan finns i Mora. IFK Siljan sköter det på uppdrag av kommunen.",
            "Mora kommun",
        ),
        # who gives the money does not own it
        (
            "Projektet Lyktan finns i Mora. Kommunen har tecknat avtalet med ESF-rådet och är därmed projektägare.",
            "Mora kommun",
        ),
    ],
)
def test_whose_name_it_is(tag: Tag, text: str, owner: str) -> None:
    assert lyktan(tag, text).owner == owner


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # places that take no part
        ("Projektet Lyktan drivs av Mora kommun. Orsa har avböjt.", {"2062"}),
        ("Projektet Lyktan drivs av Mora kommun. Orsa valde att stå utanför.", {"2062"}),
        ("Projektet Lyktan drivs av Mora kommun, men Orsa avvaktar.", {"2062"}),
        ("Projektet Lyktan drivs av Mora kommun. Orsa deltar inte.", {"2062"}),
        # a list of parties
        (
            "Projektet Lyktan drivs av Mora kommun.\n\nSamverkansparter: Orsa kommun och Älvdalens kommun",
            {"2062", "2034", "2039"},
        ),
        # all but
        (
            "Projektet Lyktan drivs av Region Gävleborg i samtliga kommuner i Gävleborgs län utom Ockelbo "
            "och Hofors.",
            {"2121", "2132", "2161", "2180", "2181", "2182", "2183", "2184"},
        ),
    ],
)
def test_where_it_runs(tag: Tag, text: str, codes: set[str]) -> None:
    assert set(lyktan(tag, text).municipality_codes) == codes
