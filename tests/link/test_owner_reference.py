"""Owners behind a noun, a letterhead or a line of facts, owners without a name, and places of others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import TaggedArticle
from pipeline.extract import places, programmes
from pipeline.findings import LocalProgramme
from pipeline.link.municipalities import code_of_name
from pipeline.link.programmes import link_programmes

Tag = Callable[..., TaggedArticle]
END = "\n\nDeltagarna får praktik. Fler ska få jobb eller börja studera.\n"


def lyktan(tag: Tag, text: str) -> LocalProgramme:
    tagged = tag(text + END)
    found = link_programmes(tagged, tuple(programmes.find(tagged)), tuple(places.find(tagged)))
    return next(
        one for one in found if any(name.startswith("Lyktan") for name in (one.name, *one.aliases))
    )


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        # A noun stands for the body, also where its name comes later.
        (
            "Region Dalarna har fler sjuka än förr. I Mora prövas insatsen Lyktan. "
            "Regionen driver insatsen.",
            "Region Dalarna",
        ),
        (
            "I Mora prövas insatsen Lyktan. Regionen driver insatsen. Region Dalarna vill ha fler.",
            "Region Dalarna",
        ),
        (
            "Mora församling är stor. Nu finns insatsen Lyktan, som församlingen driver.",
            "Mora församling",
        ),
        # A name that the tagger does not know acts as only a body does.
        ("Gatuverket Nord driver projektet Lyktan i Mora.", "Gatuverket Nord"),
        ("Fryshuset driver sedan i våras projektet Lyktan i Mora.", "Fryshuset"),
        ("Emmaus Hamnen har genom sitt projekt Lyktan gett praktik i Mora.", "Emmaus Hamnen"),
        # A partner or payer before the verb is not its subject.
        ("Tillsammans med Lindlunds AB startar Mora kommun projektet Lyktan.", "Mora kommun"),
        ("Åtta unga i Mora deltar i projektet Lyktan, som får stöd av Arvsfonden.", "Mora kommun"),
        # Taken over, told of, coordinated.
        (
            "Tidigare drevs insatsen Lyktan av Röda korset, men nu har Mora kommun tagit över.",
            "Mora kommun",
        ),
        ("På en mässa i Hjo berättade Tibro kommun om projektet Lyktan.", "Tibro kommun"),
        (
            "Projektet Lyktan samlar fem kommuner. Siljans Kommunalförbund koordinerar. "
            "De träffades i Mora.",
            "Siljans Kommunalförbund",
        ),
        ("Projektet Lyktan i Mora är slut. Projektägare har varit ABF.", "ABF"),
        (
            "I Mora prövas projektet Lyktan. Det är Region Dalarna som har tagit initiativet.",
            "Region Dalarna",
        ),
        # A line of facts.
        (
            "Projektet Lyktan\n\nSökande: Orsa kommun\n\nMedsökande: Mora kommun\n\n"
            "Projektet ska nå unga i Mora.",
            "Orsa kommun",
        ),
        # Who writes the letter and says we.
        (
            "Månadsbrev från Studieförbundet Siljan\n\nVår kurs Lyktan i Mora har börjat.",
            "Studieförbundet Siljan",
        ),
        ("Projektet Lyktan Mora har börjat. Det vänder sig till unga.", "Mora kommun"),
    ],
)
def test_owners(tag: Tag, text: str, owner: str) -> None:
    assert lyktan(tag, text).owner == owner


@pytest.mark.parametrize(
    "text",
    [
        "I Mora finns insatsen Lyktan. Insatsen drivs av ett kooperativ.",
        "Projektet Lyktan i Mora drivs ideellt av ett tjugotal pensionärer.",
        "I Mora finns insatsen Lyktan, som kyrkan driver.",
        "Siv Ek i Mora tröttnade på bidrag. I dag driver hon verksamheten Lyktan.",
    ],
)
def test_an_owner_without_a_name_is_not_the_municipality(tag: Tag, text: str) -> None:
    assert lyktan(tag, text).owner is None


@pytest.mark.parametrize(
    "text",
    [
        "I Mora finns insatsen Lyktan. Insatsen leds av två handledare.",
        "Projektet Lyktan i Mora drivs av ett team på arbetsmarknadsenheten.",
        "I Mora finns insatsen Lyktan. Kursen drivs av ett företag på uppdrag av kommunen.",
        "Insatsen Lyktan i Mora växer. En förening bjuder på kaffe.",
        "Utbildningen Vård Direkt startar i projektet Lyktan i Mora.",
        "Landshövding Karin Ek öppnade projektet Lyktan i Mora.",
        "Deltagare driver kafé i projektet Lyktan i Mora.",
        "Kerstin driver projektet Lyktan i Mora.",
    ],
)
def test_staff_and_helpers_are_no_owners(tag: Tag, text: str) -> None:
    assert lyktan(tag, text).owner == "Mora kommun"


@pytest.mark.parametrize(
    "text",
    [
        "Mora satsar på unga. Mora vill mer.\n\nI Orsa finns insatsen Lyktan. Kommunen driver den.",
        "Mora satsar på unga. Mora vill mer.\n\nOrsa har valt en egen väg. "
        "Där startade kommunen insatsen Lyktan.",
    ],
)
def test_kommunen_is_the_one_the_paragraph_is_set_in(tag: Tag, text: str) -> None:
    assert lyktan(tag, text).owner == "Orsa kommun"


@pytest.mark.parametrize(
    "text",
    [
        "Mora kommun driver projektet Lyktan. Kursen hålls tillsammans med ett företag från Umeå.",
        "Mora kommun driver projektet Lyktan. Ali deltog i våras och jobbar nu som väktare i Gävle.",
        "Mora kommun driver projektet Lyktan tillsammans med en konsultbyrå i Lund.",
    ],
)
def test_where_others_are_is_no_place_of_the_programme(tag: Tag, text: str) -> None:
    assert lyktan(tag, text).municipality_codes == ("2062",)


@pytest.mark.parametrize(
    ("name", "code"), [("Sotenäs", "1427"), ("Lyktan", None), ("sotenäs", None)]
)
def test_code_of_a_municipality_name(name: str, code: str | None) -> None:
    assert code_of_name(name) == code
