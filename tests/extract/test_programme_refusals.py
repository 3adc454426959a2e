"""Persons, employers, parties and plain words that look like programmes; names that were read too short."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import TaggedArticle
from pipeline.extract import programmes
from pipeline.findings import MentionRole

Tag = Callable[..., TaggedArticle]
AFTER = "\n\nDeltagarna får praktik och handledning. Målet är att fler arbetslösa ska få jobb eller börja studera.\n"


def names(tag: Tag, text: str) -> set[str]:
    found = programmes.find(tag(text + AFTER))
    return {mention.name for mention in found if mention.role is MentionRole.NAME}


@pytest.mark.parametrize(
    "text",
    [
        "Moderaterna vill satsa på arbetslösa. Moderaternas talesperson är nöjd med projektet.",
        "Uppsagda på Nordcell får stöd. De som sagts upp från Nordcell erbjuds praktik.",
        "Batteritillverkaren Nordcell varslade i fjol. Nordcell har nu konkurs.",
        "I projektet får ansvarig kommissionär Věra Jelínková frågor om insatsen.",
        "Barn och unga är en grupp som insatsen når. Kunskapen om barn och unga växer.",
        "Från årsskiftet startar en insats. Skatten sänks från årsskiftet.",
        "På torsdag besöker de Casa Alba, en stiftelse som hjälper arbetslösa.",
        "Ahlgren-Persson vill veta mer om insatsen. Enligt Ahlgren-Persson räcker inte platserna.",
        "Bostadsstiftelsen Furuhem deltar. Bostadsstiftelsen Furuhem tar emot praktikanter.",
        "Ansökan från föreningen avslogs. Ansökan gällde en insats för unga.",
    ],
)
def test_no_programme(tag: Tag, text: str) -> None:
    assert names(tag, text) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Regionen tar över ett spår, Ung i köket, som finns i Mora.", "Ung i köket"),
        (
            "De söker folk till en ny satsning, Grånad klokskap, där man hyr ut sig.",
            "Grånad klokskap",
        ),
        ("Det vi kallar Tråckelboden ligger i Mora.", "Tråckelboden"),
        ("Sex gårdar samarbetar under det gemensamma namnet Lada & Lön.", "Lada & Lön"),
        ("Kursen har i folkmun fått heta Morotsskolan.", "Morotsskolan"),
        ("Jobbussen kallas den, och den står i Mora på måndagar.", "Jobbussen"),
        ("Svenska på sågen, Mora kommun, 450 000 kr. Projekt för nyanlända.", "Svenska på sågen"),
        ("Kvinnor i farten, föreningen Rosa Rosen, Mora, 900 000 kr.", "Kvinnor i farten"),
        (
            "Projektet Fyren i Mora drivs vidare. Barn till deltagare i projektet Fyren välkomnas.",
            "Fyren",
        ),
        ("Projektet Bergslags-Persson har fått sitt namn av en smed.", "Bergslags-Persson"),
    ],
)
def test_a_name(tag: Tag, text: str, name: str) -> None:
    assert name in names(tag, text)


@pytest.mark.parametrize(
    "headline", ["Nytt i veckan", "Kort och gott", "Blandat från nämnden", "Sommar i centrum"]
)
def test_a_headline_said_once_is_no_programme(tag: Tag, headline: str) -> None:
    text = f"{headline}\n\nKommunen rustar badhuset i sommar. Arbetslösa får praktik."
    assert not list(programmes.find(tag(text)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("”Kök och kurs” rullar vidare. Satsningen har fått mer pengar.", "Kök och kurs"),
        ("”Landa lugnt” fick åtta anmälningar i våras.", "Landa lugnt"),
        ("”Rätt att välja” i Mora växer. Kursen ges två gånger om året.", "Rätt att välja"),
        ("”Läsa lönen” vände sig förra året till nyanlända. Projektet görs nu om.", "Läsa lönen"),
    ],
)
def test_a_name_in_quotation_marks_as_subject(tag: Tag, text: str, name: str) -> None:
    assert name in names(tag, text)


@pytest.mark.parametrize(
    "text",
    [
        "”Bra jobbat” säger chefen. Projektet fortsätter.",
        "”Vi ger aldrig upp” står det på väggen. Projektet fortsätter.",
        "”Sommarvind” spelades av kören. Sedan blev det kaffe.",
    ],
)
def test_something_else_in_quotation_marks(tag: Tag, text: str) -> None:
    assert names(tag, text) == set()
