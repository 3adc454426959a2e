"""A synthetic corpus of any size: made-up articles of a usual length, no two alike, the same for the same seed."""

from __future__ import annotations

import random
from pathlib import Path

_MUNICIPALITIES = (
    "Flen Kil Mora Tierp Åmål Sala Vara Ystad Lund Borås Kalmar Gävle Luleå Umeå Falun Nora Orsa Habo Hjo Eda "
    "Nybro Emmaboda Ljusdal Strömsund Åre Kramfors Sollefteå Piteå Boden Kiruna Haparanda Gotland"
).split()  # fmt: skip
_FIRST = "Anna Bo Cilla David Eva Fatima Göran Hiba Ida Johan Karin Leila Mats Nadja Olof Petra Rolf Siv Tove Ulf".split()
_LAST = "Almfors Bexelius Cederlind Dahlvik Ekholt Forsgård Granath Hedmo Isling Jernvall Krans Lundvik Mobäck".split()
NAMES = "Bron Spåret Lyftet Steget Navet Växthuset Verkstaden Porten Kompassen Trampolinen Fyren Kajen".split()
_ROLES = (
    "projektledare",
    "enhetschef",
    "arbetsmarknadschef",
    "handledare",
    "samordnare",
    "socialchef",
)
_SENTENCES = (
    "Sedan starten i {month} {year} har {n} personer deltagit i {name}.",
    "Av dem har {m} fått en anställning och {k} har börjat studera.",
    "Projektet kostar {money} miljoner kronor, och Europeiska socialfonden betalar hälften.",
    "– Det viktigaste är att vi har tid för varje person, säger {person}, {role} i {place}.",
    "Arbetslösheten i {place} var {percent} procent i {month}.",
    "Enligt {person} är det nära samarbetet med företagen som gör skillnad.",
    "{person} berättar att många deltagare har varit borta från arbetslivet i mer än {years} år.",
    "Målet är att minst {percent} procent ska gå vidare till jobb eller studier.",
    "– Utan handledarna hade vi aldrig klarat det här, säger {person}.",
    "{place} kommun driver verksamheten tillsammans med Arbetsförmedlingen.",
    "Insatsen vänder sig till unga mellan 18 och {age} år som saknar gymnasieexamen.",
    "Under {year} minskade kostnaden för ekonomiskt bistånd med {money} miljoner kronor.",
    "Varje handledare har högst {k} deltagare, och det är ingen slump.",
    "Nu vill även {place2} pröva arbetssättet, som har uppmärksammats i hela länet.",
    "– Man måste få börja i liten skala, konstaterar {person}, som har följt arbetet sedan {year}.",
    "I {place2} finns en liknande satsning, men där är resultaten sämre.",
    "Bristen på långsiktighet är ett problem, menar {person}.",
    "Deltagarna träffar sin handledare {k} gånger i veckan de första månaderna.",
    "Förra året sökte {n} personer till de {m} platserna.",
    "Kommunstyrelsen fattar beslut om fortsättningen i {month}.",
)
_MONTHS = (
    "januari februari mars april maj juni juli augusti september oktober november december".split()
)


def person(pick: random.Random) -> str:
    """A name of two words; there are 780, so a large corpus names each of them over and over."""
    return f"{pick.choice(_FIRST)} {pick.choice(_LAST)}{pick.choice(('', 'son', 'sdotter'))}"


def article(number: int, seed: int = 1) -> str:
    """Article ``number`` of the corpus."""
    pick = random.Random(seed * 1_000_003 + number)
    name = f"{pick.choice(NAMES)} {pick.choice(_LAST)}{number % 97}"
    place = pick.choice(_MUNICIPALITIES)

    def filled(sentence: str) -> str:
        return sentence.format(
            name=name,
            place=place,
            place2=pick.choice(_MUNICIPALITIES),
            person=person(pick),
            role=pick.choice(_ROLES),
            month=pick.choice(_MONTHS),
            year=pick.randint(2012, 2024),
            n=pick.randint(60, 900),
            m=pick.randint(20, 59),
            k=pick.randint(2, 19),
            money=f"{pick.randint(1, 40)},{pick.randint(1, 9)}",
            percent=pick.randint(5, 80),
            years=pick.randint(2, 9),
            age=pick.randint(24, 29),
        )

    chosen = pick.sample(_SENTENCES, 10)
    day = f"{pick.randint(1, 28)} {pick.choice(_MONTHS)} {pick.randint(2013, 2024)}"
    paragraphs = [" ".join(map(filled, chosen[i : i + 2])) for i in range(0, len(chosen), 2)]
    head = f"{name} ger nya jobb i {place}\n\nPublicerad {day}\n\n"
    return (
        head + "\n\n".join(paragraphs) + f"\n\nFoto: {pick.choice(_FIRST)} {pick.choice(_LAST)}\n"
    )


def write(folder: Path, n: int, first: int = 0) -> None:
    """Articles ``first`` to ``first + n`` as files, a thousand to a folder."""
    for number in range(first, first + n):
        part = folder / f"{number // 1000:03d}"
        part.mkdir(parents=True, exist_ok=True)
        (part / f"artikel-{number:06d}.txt").write_text(article(number), encoding="utf-8")
