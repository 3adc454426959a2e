"""What kind of thing a programme is where the article gives more than one sign, or no word for it at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import TaggedArticle
from pipeline.extract import places, programmes
from pipeline.findings import LocalProgramme
from pipeline.link.clusters import cluster
from pipeline.link.kind_features import Evidence, evidence, groups_of
from pipeline.link.kinds import kind_scores
from pipeline.link.programmes import link_programmes
from pipeline.link.scene import Scene
from pipeline.vocab import ProgrammeKind

Tag = Callable[..., TaggedArticle]
END = "\n\nDeltagarna får praktik. Fler ska få jobb eller börja studera.\n"


def link(tag: Tag, text: str) -> dict[str, LocalProgramme]:
    tagged = tag(text + END)
    found = link_programmes(tagged, tuple(programmes.find(tagged)), tuple(places.find(tagged)))
    return {one.name: one for one in found}


def seen(tag: Tag, text: str, name: str) -> Evidence:
    tagged = tag(text + END)
    mentions = tuple(programmes.find(tagged))
    scene = Scene(tagged, mentions, cluster(tagged, mentions), tuple(places.find(tagged)), None)
    (number,) = (n for n, one in enumerate(scene.clusters) if one.name == name)
    return evidence(scene, number)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # the article's own word
        ("Projektet Lyktan startar i Mora.", ProgrammeKind.PROJECT),
        ("Metoden Lyktan används i Mora.", ProgrammeKind.METHOD),
        ("I Mora finns Lyktan. Det är en satsning på unga utan jobb.", ProgrammeKind.INITIATIVE),
        ("Verksamheten Lyktan i Mora har öppet varje dag.", ProgrammeKind.SERVICE),
        ("Insatsen Lyktan i Mora är till för sjukskrivna.", ProgrammeKind.MEASURE),
        # a place that people come to
        (
            "På Lyktan i Mora lagas cyklar och säljs möbler. Butiken har öppet på lördagar, och i caféet "
            "bakas bullar. Lyktan drivs av Mora kommun.",
            ProgrammeKind.SERVICE,
        ),
        (
            "Mora kommun öppnar Lyktan, en öppen mötesplats med drop-in varje tisdag. Välkommen till Lyktan!",
            ProgrammeKind.SERVICE,
        ),
        # how something is run
        (
            "Projektledaren för Lyktan i Mora slutar. Projektägare är Mora kommun och projektperioden "
            "förlängs.",
            ProgrammeKind.PROJECT,
        ),
    ],
)
def test_kind(tag: Tag, text: str, kind: ProgrammeKind) -> None:
    assert link(tag, text)["Lyktan"].kind is kind


def test_the_nearest_noun_counts_unless_another_name_stands_between(tag: Tag) -> None:
    text = "Projektet Masten avlöser metoden Lyktan i Mora. Masten drivs av Mora kommun."
    told = seen(tag, text, "Masten").told
    assert ("before:strong", ProgrammeKind.PROJECT) in told
    assert ("after:strong", ProgrammeKind.METHOD) in told
    assert ("before:strong", ProgrammeKind.PROJECT) not in seen(tag, text, "Lyktan").told


def test_sisters_share_their_kinds(tag: Tag) -> None:
    text = "Projektet Masten och projektet Lyktan startar i Mora. Metoden Kölen används i Orsa."
    told = seen(tag, text, "Lyktan").told
    assert told["sister", ProgrammeKind.PROJECT] == pytest.approx(0.5)
    assert told["sister", ProgrammeKind.METHOD] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("caféet", "place"),
        ("drop-in", "visit"),
        ("yrkeskurs", "course"),
        ("styrgruppen", "admin"),
        ("manual", "working"),
        ("volontärer", "drive"),
    ],
)
def test_words_that_tell(word: str, group: str) -> None:
    assert group in groups_of(word)


def test_a_noun_beside_the_name_outweighs_a_word_elsewhere() -> None:
    near = ("before:strong", ProgrammeKind.METHOD)
    far = ("about-share", ProgrammeKind.PROJECT)
    scores = kind_scores(Evidence(told={near: 1.0, far: 0.5}, seen={}))
    assert scores[ProgrammeKind.METHOD] > scores[ProgrammeKind.PROJECT]
    assert set(scores) == set(ProgrammeKind)
