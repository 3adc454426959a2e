"""Which bodies an article names, under which names, and which of them owns a programme."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import TaggedArticle
from pipeline.extract import places, programmes
from pipeline.link.clusters import cluster
from pipeline.link.owner_candidates import candidates
from pipeline.link.owners import owner
from pipeline.link.places import main_municipality
from pipeline.link.scene import Scene

Tag = Callable[..., TaggedArticle]
END = "\n\nDeltagarna får praktik. Fler ska få jobb eller börja studera.\n"


def scene_of(tag: Tag, text: str) -> Scene:
    tagged = tag(text + END)
    mentions, found = tuple(programmes.find(tagged)), tuple(places.find(tagged))
    return Scene(
        tagged, mentions, cluster(tagged, mentions), found, main_municipality(tagged, found)
    )


def named(tag: Tag, text: str) -> set[str]:
    return {one.body.name for one in candidates(scene_of(tag, text), 0, ())}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # A noun in small letters is no part of the name.
        ("Projektet Lyktan i Mora drivs av åkeriföretaget Berg & Döttrar.", "Berg & Döttrar"),
        ("Projektet Lyktan i Mora drivs av stiftelsen Lillågården.", "Lillågården"),
        # A compound that begins the name is.
        ("Projektet Lyktan i Mora drivs av Idrottsföreningen Vargen.", "Idrottsföreningen Vargen"),
        # A branch has its place in its name.
        ("Projektet Lyktan drivs av Röda Korset i Mora.", "Röda Korset i Mora"),
        ("Projektet Lyktan i Mora drivs av ABF Siljan.", "ABF Siljan"),
        # The name without its branch stands for it.
        ("ABF Siljan är stort. Projektet Lyktan i Mora drivs av ABF.", "ABF Siljan"),
        # Known by what it does.
        ("Projektet Lyktan i Mora drivs av Ungkraft Dalom.", "Ungkraft Dalom"),
    ],
)
def test_names_of_bodies(tag: Tag, text: str, name: str) -> None:
    assert name in named(tag, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Landshövding Karin Ek öppnade projektet Lyktan i Mora.", "Ek"),
        ("Bakom det hela ligger projektet Lyktan i Mora.", "Lyktan"),
        ("Projektet Lyktan i Mora drivs av ABF Siljan.", "ABF"),
    ],
)
def test_what_is_no_body_of_its_own(tag: Tag, text: str, name: str) -> None:
    assert name not in named(tag, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Haparanda stad driver projektet Lyktan.", "Haparanda stad"),
        ("I Haparanda finns projektet Lyktan. Kommunen driver det.", "Haparanda kommun"),
        ("Flen satsar på unga. Flens kommun driver projektet Lyktan.", "Flens kommun"),
    ],
)
def test_a_municipality_is_called_what_the_article_calls_it(tag: Tag, text: str, name: str) -> None:
    assert name in named(tag, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Who does something to the programme outweighs where it is.
        ("Glasverket AB har startat projektet Lyktan i Mora.", "Glasverket AB"),
        ("Projektet Lyktan, som Region Dalarna har tagit fram, finns i Mora.", "Region Dalarna"),
        ("Projektet Lyktan i Mora ägs av Siljans folkhögskola.", "Siljans folkhögskola"),
        # A social company runs itself.
        ("I Mora finns verksamheten Lyktan. Lyktan är ett socialt företag.", "Lyktan"),
        # Partners, payers and hosts do not own it.
        ("Mora kommun driver projektet Lyktan tillsammans med Röda Korset.", "Mora kommun"),
        ("Mora kommun driver projektet Lyktan. Tillväxtverket betalar.", "Mora kommun"),
        ("Mora kommuns projekt Lyktan håller till hos Gruvan AB.", "Mora kommun"),
    ],
)
def test_the_owner_outweighs_the_others(tag: Tag, text: str, name: str) -> None:
    found = owner(scene_of(tag, text), 0)
    assert found is not None
    assert found.name == name
