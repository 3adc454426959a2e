"""Articles with their programmes renamed at random, in every shape that Swedish programme names take."""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Sequence
from typing import Any

from pipeline.article import Article

# Invented names; none is taken from the corpus.
_DEFINITE = [
    "Lyktan",
    "Kajen",
    "Vinden",
    "Spiran",
    "Grinden",
    "Ratten",
    "Källan",
    "Roddbåten",
    "Loggboken",
    "Ängen",
    "Backen",
    "Segelduken",
    "Ankaret",
    "Fönstret",
    "Tältet",
    "Bryggeriet",
    "Skrinet",
    "Snickarboden",
    "Tråget",
    "Korgen",
    "Mosaiken",
    "Tandemen",
    "Växthuset",
    "Ladan",
    "Fyrbåken",
    "Stugan",
    "Hängmattan",
    "Verandan",
    "Elden",
    "Stegpallen",
    "Magneten",
    "Trumman",
    "Pärmen",
    "Sadeln",
    "Ryggsäcken",
    "Bojen",
    "Rodret",
    "Härden",
    "Kvisten",
    "Plantan",
]
_HEADS = [
    "Jobb",
    "Arbets",
    "Språk",
    "Yrkes",
    "Vård",
    "Framtids",
    "Kompetens",
    "Industri",
    "Service",
    "Lär",
    "Praktik",
    "Start",
    "Väx",
    "Bygg",
    "Karriär",
    "Skog",
    "Handels",
    "Vux",
    "Ung",
    "Livs",
    "Kraft",
    "Match",
    "Resurs",
]
_TAILS = [
    "spåret",
    "torget",
    "steget",
    "lotsen",
    "porten",
    "bron",
    "länken",
    "navet",
    "hubben",
    "kompassen",
    "nyckeln",
    "klivet",
    "språnget",
    "lyftet",
    "trappan",
    "slussen",
    "modellen",
    "metoden",
    "verkstan",
    "teamet",
    "poolen",
    "akademin",
    "resan",
    "fabriken",
    "lots",
    "torg",
    "centrum",
    "kraft",
    "start",
]
_SINGLE = [
    "Framåt",
    "Vidare",
    "Uppåt",
    "Mosaik",
    "Prisma",
    "Kugge",
    "Kontur",
    "Impuls",
    "Avstamp",
    "Medvind",
    "Språngbräda",
    "Nystart",
    "Hemmahamn",
    "Omtag",
    "Livslust",
    "Kickstart",
    "Balans",
    "Tillsammans",
    "Egenmakt",
    "Inkludera",
    "Växtkraft",
    "Samklang",
    "Skjuts",
    "Fotfäste",
    "Vändpunkt",
    "Ryggrad",
    "Fokus",
    "Tajm",
]
_PHRASES = [
    "Ny väg",
    "Rätt väg in",
    "Grön framtid",
    "Öppen dörr",
    "Stark start",
    "Kom igen",
    "Våga mer",
    "Lyft blicken",
    "Ta plats",
    "Växla upp",
    "In i jobb",
    "Vägen till arbete",
    "Steg för steg",
    "Jobb i sikte",
    "Arbete i fokus",
    "Plats för alla",
    "Från bänk till bransch",
    "Hela vägen fram",
    "Rusta för jobb",
    "Unga i arbete",
    "Kvinnor i rörelse",
    "Mitt nästa steg",
    "Lär och jobba",
    "En väg vidare",
    "Fler i arbete",
    "Bättre tillsammans",
    "Nästa station",
    "Full fart framåt",
    "Klar för start",
    "Hållbar väg till arbete",
    "Nya Vägar",
    "Rätt Matchning",
    "Öppna Spåret",
    "Unga Framåt",
    "Lilla Steget",
    "Gröna Handen",
    "Kvinnor Kan Mer",
]
_ENGLISH = (
    "Step Up|Work Forward|Next Level|Ready for Work|Switch|Open Doors|Skills on Track|Moving On|"
    "Bridge to Jobs|Fresh Start|Job Lab"
).split("|")
_ACRONYMS = [
    "VIA",
    "FRAM",
    "KLARA",
    "SPIRA",
    "TRIA",
    "UNIK",
    "VÄXA",
    "JUMP",
    "MIRA",
    "DUA",
    "SAMS",
    "LINK",
    "FASA",
    "RUSTA",
    "EGEN",
    "KOMPIS",
]
_DIRECTIONS = [
    "Väst",
    "Öst",
    "Norr",
    "Syd",
    "Mitt",
    "Bergslagen",
    "Sjuhärad",
    "Dalarna",
    "Roslagen",
    "Fyrbodal",
]


def invent(chance: random.Random) -> str:
    """A programme name of a random shape."""
    shape = chance.random()
    if shape < 0.22:
        name = chance.choice(_DEFINITE)
    elif shape < 0.47:
        name = chance.choice(_HEADS) + chance.choice(_TAILS)
    elif shape < 0.58:
        name = chance.choice(_SINGLE)
    elif shape < 0.80:
        name = chance.choice(_PHRASES)
    elif shape < 0.88:
        name = chance.choice(_ENGLISH)
    else:
        name = chance.choice(_ACRONYMS)
    extra = chance.random()
    if extra < 0.06:
        name += chance.choice((" 2.0", " 3.0", " 2", " 100", " 55+", " Plus"))
    elif extra < 0.12:
        name += " " + chance.choice(_DIRECTIONS)
    return name


def rename(
    pairs: Sequence[tuple[Article, dict[str, Any]]], turn: int
) -> list[tuple[Article, dict[str, Any]]]:
    """Each article with new names for its named programmes, in text and gold; the same for the same turn."""
    found = []
    for article, gold in pairs:
        chance = random.Random(f"{article.id}/{turn}")
        text, programmes = article.text, []
        for programme in gold["programmes"]:
            programme = dict(programme)
            old = programme["name"]
            if programme["named"] and old[0].isupper():
                new = invent(chance)
                pattern = rf"(?<!\w){re.escape(old)}(?=s?(?!\w))"
                text = re.sub(pattern, new, text)
                programme["name"] = new
                programme["aliases"] = [re.sub(pattern, new, a) for a in programme["aliases"]]
            programmes.append(programme)
        found.append((dataclasses.replace(article, text=text), {**gold, "programmes": programmes}))
    return found
