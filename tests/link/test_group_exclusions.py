"""Groups that are named only to say that others take care of them, and wordings of groups."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import TaggedArticle
from pipeline.extract import places, programmes
from pipeline.link.group_words import groups_in
from pipeline.link.programmes import link_programmes
from pipeline.vocab import TargetGroup

Tag = Callable[..., TaggedArticle]
SICK = "Projektet Lyktan i Mora vänder sig till sjukskrivna."


def groups(tag: Tag, text: str) -> set[TargetGroup]:
    tagged = tag(text + "\n\nAlla får praktik och handledning.\n")
    found = link_programmes(tagged, tuple(programmes.find(tagged)), tuple(places.find(tagged)))
    return set(next(one for one in found if one.name == "Lyktan").target_groups)


@pytest.mark.parametrize(
    "more",
    [
        "Ungdomar omfattas av andra projekt.",
        "Unga under 20 år hänvisas till skolan.",
        "Personer med försörjningsstöd undantogs.",
        "Projektet är inte till för ungdomar.",
        "Det är ingen verksamhet för nyanlända.",
        "Är du under 25 år? Då vänder du dig till skolan.",
        "Ledamoten yrkade att även ungdomar ska anvisas till projektet.",
        "Några är unga och några är nyanlända.",
        "För långtidsarbetslösa är svaret tyvärr nej: de kan tyvärr inte delta.",
        "I Orsa har man i stället satsat på seniorer.",
        "I grannkommunen Orsa finns något liknande för ungdomar.",
    ],
)
def test_a_group_that_belongs_elsewhere(tag: Tag, more: str) -> None:
    assert groups(tag, f"{SICK} {more}") == {TargetGroup.SICK_LISTED}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # only the clause that turns away is left out
        (
            "Projektet Lyktan i Mora riktar sig till personer som är sjukskrivna; ungdomar ingår inte.",
            {TargetGroup.SICK_LISTED},
        ),
        # "not only" is no exclusion
        (
            "Projektet Lyktan i Mora är inte bara för ungdomar.",
            {TargetGroup.YOUTH},
        ),
        # women from abroad
        (
            "Projektet Lyktan i Mora riktar sig till kvinnor som är utrikes födda.",
            {TargetGroup.FOREIGN_BORN_WOMEN},
        ),
        # learning Swedish says less than being newly arrived
        (
            "I projektet Lyktan i Mora får nyanlända lära sig svenska på ett sågverk.",
            {TargetGroup.NEWLY_ARRIVED},
        ),
        # one person's origin is no group
        (
            "Projektet Lyktan i Mora är för sjukskrivna. Där arbetar en kock från Syrien.",
            {TargetGroup.SICK_LISTED},
        ),
    ],
)
def test_whom_it_is_for(tag: Tag, text: str, expected: set[TargetGroup]) -> None:
    assert groups(tag, text) == expected


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("De har kommit till Sverige de senaste två åren", TargetGroup.NEWLY_ARRIVED),
        ("den som har etableringsersättning", TargetGroup.NEWLY_ARRIVED),
        ("vuxna med rötter i andra länder", TargetGroup.FOREIGN_BORN),
        ("den som aldrig har arbetat i Sverige", TargetGroup.FOREIGN_BORN),
        ("kvinnor från Eritrea", TargetGroup.FOREIGN_BORN_WOMEN),
        ("mammor med rötter utomlands", TargetGroup.FOREIGN_BORN_WOMEN),
        ("minst arton månader som arbetssökande", TargetGroup.LONG_TERM_UNEMPLOYED),
        ("du ska ha varit utan arbete i två år", TargetGroup.LONG_TERM_UNEMPLOYED),
        ("åtta tonårskillar", TargetGroup.YOUTH),
        ("den som hoppat av gymnasiet", TargetGroup.YOUTH),
        ("alla under tjugofem", TargetGroup.YOUTH),
        ("unga med aktivitetsersättning", TargetGroup.DISABLED),
        ("du som har beslut om LSS", TargetGroup.DISABLED),
        ("personer med nedsatt hörsel", TargetGroup.DISABLED),
        ("borta från jobbet på grund av sjukdom", TargetGroup.SICK_LISTED),
        ("efter en depression", TargetGroup.SICK_LISTED),
        ("den biståndssökande", TargetGroup.BENEFIT_RECIPIENTS),
        ("den som behöver hjälp från flera håll", TargetGroup.FAR_FROM_LABOUR_MARKET),
        ("män som suttit i fängelse", TargetGroup.OTHER),
        ("de förlorade jobbet när bruket stängde", TargetGroup.UNEMPLOYED),
        ("den som fyllt sextio", TargetGroup.OLDER),
    ],
)
def test_wordings(words: str, group: TargetGroup) -> None:
    assert group in {found for _, found in groups_in(words)}


@pytest.mark.parametrize(
    "words", ["Man ska inte börja med diagnosen.", "Läkarintyg behövs inte.", "Sverige och Mora"]
)
def test_no_group(words: str) -> None:
    assert groups_in(words) == []
