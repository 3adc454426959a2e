"""Whom a programme is for, weighed over a whole article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import TaggedArticle
from pipeline.lexicon.load import load
from pipeline.lexicon.weights import likelihood, weights
from pipeline.link.group_features import candidates
from pipeline.link.group_rules import told_groups
from pipeline.link.group_words import GroupPattern, groups_in
from pipeline.link.groups import chosen, target_groups
from pipeline.vocab import TargetGroup as Group
from tests.link.scenes import number_of, scene_of

Tag = Callable[..., TaggedArticle]

ONE = """Nya steg i Mora

Projektet Hamnen startade i våras. Dit kommer personer som har varit sjukskrivna länge.

De deltar tre dagar i veckan, och de flesta har varit borta från jobbet i flera år.

– Ingen ska behöva börja om ensam, säger Karin Ekman, som leder arbetet.
"""
TWO = """Två nya insatser i Mora

Insatsen Hamnen vänder sig till unga som varken arbetar eller studerar. Där får ungdomarna en egen coach.

Insatsen Rodret är till för utrikes födda kvinnor. Kvinnorna läser yrkessvenska på förmiddagarna.
"""
NONE = """Ny lokal i Mora

Insatsen Hamnen flyttar till den gamla skolan. Lokalen har målats om och fått en ny hiss.

Invigningen äger rum på fredag.
"""
SUPPORT = """Färre på bistånd i Mora

Kommunen har startat Hamnen, en verksamhet för den som lever på försörjningsstöd.

Målet är att fler som har försörjningsstöd ska få ett arbete.
"""


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (ONE, "Hamnen", {Group.SICK_LISTED}),
        (TWO, "Hamnen", {Group.YOUTH}),
        (TWO, "Rodret", {Group.FOREIGN_BORN_WOMEN}),
        (NONE, "Hamnen", set()),
        (SUPPORT, "Hamnen", {Group.BENEFIT_RECIPIENTS}),
    ],
)
def test_groups_of_an_article(tag: Tag, text: str, name: str, expected: set[Group]) -> None:
    scene = scene_of(tag(text))
    assert set(target_groups(scene, number_of(scene, name))) == expected


def test_what_is_told_of_a_neighbour_counts_less(tag: Tag) -> None:
    scene = scene_of(tag(TWO))
    likely = {}
    for name in ("Hamnen", "Rodret"):
        number = number_of(scene, name)
        found = candidates(scene, number, told_groups(scene, number))
        likely[name] = likelihood(
            weights("group_weights.tsv"), found.get(Group.YOUTH, {"other's": 1.0})
        )
    assert likely["Hamnen"] > likely["Rodret"] + 0.3


@pytest.mark.parametrize(
    ("likely", "expected"),
    [
        ({}, ()),
        ({Group.YOUTH: 0.2}, ()),
        ({Group.YOUTH: 0.9, Group.WOMEN: 0.2}, (Group.YOUTH,)),
        (
            {Group.YOUTH: 0.4, Group.WOMEN: 0.36},
            (Group.YOUTH,),
        ),  # the likeliest, where none is likely
        ({Group.WOMEN: 0.8, Group.FOREIGN_BORN: 0.7}, (Group.FOREIGN_BORN_WOMEN,)),
        ({Group.NEWLY_ARRIVED: 0.8, Group.FOREIGN_BORN: 0.7}, (Group.NEWLY_ARRIVED,)),
        (
            {Group.UNEMPLOYED: 0.5, Group.LONG_TERM_UNEMPLOYED: 0.6},
            (Group.LONG_TERM_UNEMPLOYED, Group.UNEMPLOYED),
        ),
    ],
)
def test_the_likely_ones_are_chosen(
    likely: dict[Group, float], expected: tuple[Group, ...]
) -> None:
    assert chosen(likely) == expected


@pytest.mark.parametrize(
    ("sentence", "flag"),
    [
        ("Hamnen är för ungdomar i Mora.", "any for itself, in focus"),
        ("Av deltagarna i Hamnen är var tredje ung under 25 år.", "any share"),
        ("I Hamnen får alla ungdomar en coach.", "any everybody"),
        ("Hamnen startade när arbetslösheten bland ungdomar ökade.", "any statistics"),
        ("– I Hamnen träffar jag ungdomar varje dag, säger Karin Ekman.", "any in focus"),
        ("Personer som är ungdomar utan jobb kommer till Hamnen.", "any people"),
    ],
)
def test_features(tag: Tag, sentence: str, flag: str) -> None:
    scene = scene_of(tag(f"Insatsen Hamnen finns i Mora.\n\n{sentence}\n"))
    found = candidates(scene, number_of(scene, "Hamnen"), {Group.YOUTH})
    assert found[Group.YOUTH].get(flag) == 1.0


@pytest.mark.parametrize(
    "line", load(GroupPattern, "target_groups.tsv"), ids=lambda line: line.example
)
def test_every_example_of_the_lexicon_names_its_group(line: GroupPattern) -> None:
    assert line.group in {group for _, group in groups_in(line.example)}
