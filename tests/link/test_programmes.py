"""Mentions become programmes: aliases, versions, renamings, references; owner, groups, period, municipalities."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.article import Span, TaggedArticle
from pipeline.extract import places, programmes
from pipeline.findings import LocalProgramme, ProgrammeMention
from pipeline.link.group_words import groups_in
from pipeline.link.municipalities import body_of, code_of_body, codes_of_county
from pipeline.link.programmes import link_programmes, link_to_programme
from pipeline.vocab import ProgrammeKind, TargetGroup
from tests.link.scenes import rule_groups

Tag = Callable[..., TaggedArticle]
END = "\n\nDeltagarna får praktik. Fler ska få jobb eller börja studera.\n"


def link(
    tag: Tag, text: str, published: str | None = None
) -> tuple[TaggedArticle, tuple[ProgrammeMention, ...], tuple[LocalProgramme, ...]]:
    tagged = tag(text + END, published)
    mentions = tuple(programmes.find(tagged))
    return tagged, mentions, link_programmes(tagged, mentions, tuple(places.find(tagged)))


def named(tag: Tag, text: str, published: str | None = None) -> dict[str, LocalProgramme]:
    return {one.name: one for one in link(tag, text, published)[2] if one.named}


def test_forms_of_a_name_are_one_programme(tag: Tag) -> None:
    found = named(
        tag,
        "Insatsen Drivbänken startade i Flen. Drivbänkens handledare och Drivbänken-projektet får beröm.",
    )
    assert set(found) == {"Drivbänken"}
    assert "Drivbänken-projektet" in found["Drivbänken"].aliases


def test_two_versions_are_two_programmes(tag: Tag) -> None:
    found = named(
        tag, "Projektet Skjuts 2.0 startar i Flen. Projektet Skjuts 1.0 vände sig till nyanlända."
    )
    assert set(found) == {"Skjuts 2.0", "Skjuts 1.0"}


def test_a_version_only_hinted_at_is_a_programme_of_its_own(tag: Tag) -> None:
    programmes_ = link(
        tag, "Projektet Skjuts 2.0 startar i Flen. Tidigare fanns det i versionen 1.0."
    )[2]
    assert "Skjuts 1.0" in {one.name for one in programmes_ if not one.named}


def test_a_former_name_is_an_alias(tag: Tag) -> None:
    found = named(
        tag, "Projektet Lyktan, som tidigare hette projektet Fotogenen, drivs av Flens kommun."
    )
    assert len(found) == 1
    (one,) = found.values()
    assert {"Lyktan", "Fotogenen"} <= {one.name, *one.aliases}


def test_different_programmes_stay_apart(tag: Tag) -> None:
    found = named(tag, "Förbundet finansierar projekten Ankaret och Bojen i Mora.")
    assert set(found) == {"Ankaret", "Bojen"}


def test_a_description_beside_the_name_is_the_same_programme(tag: Tag) -> None:
    everything = link(
        tag,
        "Projektet Lyktan startar i Flen. Lyktan är ett samverkansprojekt med två förvaltningar.",
    )[2]
    assert [one.name for one in everything] == ["Lyktan"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Satsningen Lyktan startar i Flen. Projektet kostar mycket.", ProgrammeKind.INITIATIVE),
        (
            "Hon fick plats i Lyktan, kommunens insats för unga i Flen. Lyktan växer.",
            ProgrammeKind.MEASURE,
        ),
    ],
)
def test_kind(tag: Tag, text: str, kind: ProgrammeKind) -> None:
    assert named(tag, text)["Lyktan"].kind is kind


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (
            "Projektet Lyktan drivs av Flens kommun tillsammans med Vingåkers kommun.",
            "Flens kommun",
        ),
        (
            "Vingåkers kommun är projektägare för projektet Lyktan. Flens kommun deltar.",
            "Vingåkers kommun",
        ),
        ("Svenska kyrkan startade projektet Lyktan i Flen.", "Svenska kyrkan"),
        ("Projektet Lyktan, som Arbetsförmedlingen driver i Flen, växer.", "Arbetsförmedlingen"),
        ("Projektet Lyktan i Flen växer. Kommunen är nöjd.", "Flens kommun"),
        (
            "Bakom projektet Lyktan i Flen står mycket arbete. Projektet ägs av Region Sörmland.",
            "Region Sörmland",
        ),
    ],
)
def test_owner(tag: Tag, text: str, owner: str) -> None:
    assert named(tag, text)["Lyktan"].owner == owner


def test_owner_in_a_fact_box(tag: Tag) -> None:
    text = "Projektet Lyktan växer i Mora.\n\nFakta\n\nProjektägare: Orsa kommun\n\nProjektperiod: 2021–2023\n"
    one = named(tag, text)["Lyktan"]
    assert one.owner == "Orsa kommun"
    assert (one.start_date, one.end_date) == ("2021", "2023")


@pytest.mark.parametrize(
    ("text", "funder"),
    [
        (
            "Projektet Lyktan i Flen finansieras av Europeiska socialfonden.",
            "Europeiska socialfonden",
        ),
        (
            "ESF går in med tio miljoner kronor i projektet Lyktan i Flen.",
            "Europeiska socialfonden",
        ),
        ("Projektet Lyktan i Flen får pengar från Allmänna arvsfonden.", "Allmänna arvsfonden"),
    ],
)
def test_funder(tag: Tag, text: str, funder: str) -> None:
    assert named(tag, text)["Lyktan"].funder == funder


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "Projektet Lyktan i Flen startade hösten 2021 och pågår till och med december 2024.",
            "2021-23",
            "2024-12",
        ),
        ("Projektet Lyktan i Flen pågår 2020–2022.", "2020", "2022"),
        ("Projektet Lyktan har funnits i Flen sedan mars 2019.", "2019-03", None),
        ("Projektet Lyktan i Flen ska vara avslutat i juni 2025.", None, "2025-06"),
    ],
)
def test_period(tag: Tag, text: str, start: str | None, end: str | None) -> None:
    one = named(tag, text)["Lyktan"]
    assert (one.start_date, one.end_date) == (start, end)


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("Projektet Lyktan i Flen kostar 3,5 miljoner kronor.", 3.5e6),
        ("Projektet Lyktan i Flen har en budget på 850 tkr.", 850e3),
        ("Projektet Lyktan i Flen pågår i tre år.", None),
    ],
)
def test_budget(tag: Tag, text: str, budget: float | None) -> None:
    assert named(tag, text)["Lyktan"].budget_sek == budget


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Projektet Lyktan i Flen drivs av kommunen.", ("0482",)),
        (
            "Projektet Lyktan drivs av Flens kommun tillsammans med Vingåker och Katrineholm.",
            ("0428", "0482", "0483"),
        ),
        (
            "Projektet Lyktan drivs av Flens kommun. Hon flyttade hit från Mora för två år sedan.",
            ("0482",),
        ),
    ],
)
def test_municipalities(tag: Tag, text: str, codes: tuple[str, ...]) -> None:
    assert named(tag, text)["Lyktan"].municipality_codes == codes


def test_a_whole_county(tag: Tag) -> None:
    one = named(tag, "Projektet Lyktan finns i alla kommuner i Gävleborgs län.")["Lyktan"]
    assert one.municipality_codes == codes_of_county("21")


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Projektet Lyktan i Flen vänder sig till långtidsarbetslösa.",
            {TargetGroup.LONG_TERM_UNEMPLOYED},
        ),
        (
            "Projektet Lyktan i Flen är till för unga med funktionsnedsättning.",
            {TargetGroup.YOUTH, TargetGroup.DISABLED},
        ),
        (
            "Projektet Lyktan i Flen riktar sig till utrikes födda kvinnor.",
            {TargetGroup.FOREIGN_BORN_WOMEN},
        ),
        (
            "Projektet Lyktan i Flen har lett till att kostnaderna för försörjningsstöd minskat.",
            set(),
        ),
    ],
)
def test_target_groups(tag: Tag, text: str, groups: set[TargetGroup]) -> None:
    assert rule_groups(tag, text + END, "Lyktan") == groups


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("personer som stått utan jobb i många år", TargetGroup.LONG_TERM_UNEMPLOYED),
        ("ungdomar mellan 16 och 24 år", TargetGroup.YOUTH),
        ("kvinnor födda utanför Europa", TargetGroup.FOREIGN_BORN_WOMEN),
        ("nyanlända", TargetGroup.NEWLY_ARRIVED),
        ("den som har försörjningsstöd", TargetGroup.BENEFIT_RECIPIENTS),
        ("den som är sjukskriven", TargetGroup.SICK_LISTED),
        ("arbetslösa över 55 år", TargetGroup.OLDER),
        ("de som står långt från arbetsmarknaden", TargetGroup.FAR_FROM_LABOUR_MARKET),
    ],
)
def test_group_wordings(words: str, group: TargetGroup) -> None:
    assert group in {found for _, found in groups_in(words)}


def test_a_figure_belongs_to_the_programme_of_its_sentence(tag: Tag) -> None:
    text = "Projekten Ankaret och Bojen drivs i Mora.\n\nAnkaret har haft 40 deltagare.\n\nBojen nådde 25 personer. Av dem fick 9 jobb."
    tagged, mentions, local = link(tag, text)

    def about(words: str) -> str | None:
        start = tagged.text.index(words)
        number = link_to_programme(tagged, Span(start, start + len(words)), local, mentions)
        return None if number is None else local[number].name

    assert about("40 deltagare") == "Ankaret"
    assert about("25 personer") == "Bojen"
    assert about("9 jobb") == "Bojen"


def test_no_programme_no_link(tag: Tag) -> None:
    tagged, mentions, local = link(tag, "Arbetslösheten i Flen var 12 procent i maj.")
    assert (
        link_to_programme(tagged, Span(0, 5), [one for one in local if one.named], mentions) is None
    )


def test_bodies_of_municipalities() -> None:
    assert body_of("0482") == "Flens kommun"
    assert body_of("0980") == "Region Gotland"
    assert code_of_body("Malmö kommun") == code_of_body("Malmö stad") == "1280"
    assert body_of("9999") is None
    assert len(codes_of_county("04")) == 9


GROUPS = TargetGroup


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        # Told to be for somebody, in many words.
        ("Insatsen Masten riktade sig till unga utan jobb i Mora.", {"youth", "unemployed"}),
        ("Målgrupp för projektet Masten: långtidsarbetslösa, sjukskrivna och unga.",
         {"long_term_unemployed", "sick_listed", "youth"}),
        ("I insatsen Masten får personer som varit arbetslösa i mer än två år en coach.",
         {"long_term_unemployed"}),
        ("Insatsen Masten hjälper personer med npf i Mora att hitta rätt jobb.", {"disabled"}),
        ("I insatsen Masten syr elva kvinnor födda i andra länder väskor.", {"foreign_born_women"}),
        ("Projektet Masten tar emot den som går på soc i Mora.", {"benefit_recipients"}),
        ("Insatsen Masten är till för folk som varken jobbar eller studerar.", {"youth"}),
        ("Projektet Masten vänder sig till dem som står långt ifrån arbetsmarknaden i Mora.",
         {"far_from_labour_market"}),
        # Said in passing, in statistics, of costs, of offices, of one person.
        ("Insatsen Masten är för nyanlända i Mora. Bland unga är arbetslösheten högre.",
         {"newly_arrived"}),
        ("Insatsen Masten är för nyanlända i Mora. Kostnaden för ekonomiskt bistånd minskar.",
         {"newly_arrived"}),
        ("Insatsen Masten är för unga i Mora. Av dem var 41 procent kvinnor.", {"youth"}),
        ("Insatsen Masten är för unga i Mora. Enheten för ekonomiskt bistånd deltar.", {"youth"}),
        ("Insatsen Masten är för nyanlända i Mora. Mötet samlade över sextio vuxna.",
         {"newly_arrived"}),
        ("Insatsen Masten pågår i Mora. Här är arbetssökande Eva Lindfors med sin handledare.",
         set()),
        # Where people are to come is not where they are.
        ("Projektet Masten ska få nyanlända i Mora in i arbetslivet.", {"newly_arrived"}),
    ],
)  # fmt: skip
def test_whom_a_programme_is_for(tag: Tag, text: str, groups: set[str]) -> None:
    assert rule_groups(tag, text, "Masten") == groups


def test_a_group_after_another_name_is_not_the_first_ones(tag: Tag) -> None:
    text = (
        "Projektet Masten hjälper sjukskrivna i Mora. Sedan tidigare finns insatsen Rodret, där nio nyanlända "
        "lär sig svetsa."
    )
    assert rule_groups(tag, text, "Masten") == {GROUPS.SICK_LISTED}
    assert rule_groups(tag, text, "Rodret") == {GROUPS.NEWLY_ARRIVED}


def test_a_sentence_without_a_verb_describes_what_was_named_last(tag: Tag) -> None:
    text = (
        "Från Arvika kom insatsen Masten som tidningen skrivit om. En kurs riktad till kvinnor där man "
        "varvar samtal och praktik. Mora visade projektet Rodret."
    )
    assert named(tag, text)["Masten"].target_groups == (GROUPS.WOMEN,)


@pytest.mark.parametrize(
    ("text", "name", "owner"),
    [
        ("Fonden har beviljat Region Dalarna åtta miljoner till projektet Masten i Mora.", "Masten", "Region Dalarna"),
        ("Kooperativet Masten i Mora driver ett café. På Masten arbetstränar elva personer.", "Masten", "Kooperativet Masten"),
        ("Projektet Masten pågår i Mora. Jaktvårdskretsen står som huvudman.", "Masten", "Jaktvårdskretsen"),
        ("Insatsen Masten pågår. Den har nio deltagare.\n\nKontakta oss\n\nVäxel Mora kommun", "Masten", "Mora kommun"),
        ("Förutom projektet Masten, som drivs av Mora kommun med Samordningsförbundet Norra Siljan, finns mer.", "Masten", "Mora kommun"),
    ],
)  # fmt: skip
def test_who_runs_it_by_less_common_words(tag: Tag, text: str, name: str, owner: str) -> None:
    found = {one.name: one for one in link(tag, text)[2]}
    hit = next(one for key, one in found.items() if key.endswith(name))
    assert hit.owner == owner


def test_each_part_belongs_to_the_place_beside_it(tag: Tag) -> None:
    text = "Projektet Masten, som Mora kommun äger, har två delprojekt: Rodret i Orsa och Kölen i Älvdalen."
    found = {one.name: one for one in link(tag, text)[2]}
    assert found["Masten"].owner == "Mora kommun"
    assert "2034" in found["Rodret"].municipality_codes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Insatsen Masten pågår i Mora.", ProgrammeKind.MEASURE),
        ("Masten, som är ett kommunalt projekt, pågår i Mora.", ProgrammeKind.PROJECT),
        ("Deltagarna i Masten får en coach. Satsningen pågår i Mora. Satsningen är ny.", ProgrammeKind.INITIATIVE),
        ("Lisa är coach i Masten i Mora. Projektledare för Masten är Eva Ek och projekttiden är tre år.", ProgrammeKind.PROJECT),
    ],
)  # fmt: skip
def test_kind_is_the_articles_own_word(tag: Tag, text: str, kind: ProgrammeKind) -> None:
    (masten,) = [one for one in link(tag, text)[2] if one.name == "Masten"]
    assert masten.kind is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Masten (tidigare Rodret) är ett treårigt projekt i Mora.", ProgrammeKind.PROJECT),
        ("Masten i Mora startade som ett projekt för unga.", ProgrammeKind.PROJECT),
        ("Masten drivs som projekt i Mora.", ProgrammeKind.PROJECT),
        ("Masten i Mora har beviljats 4 miljoner från Europeiska socialfonden.", ProgrammeKind.PROJECT),
        ("Masten, som verksamheten heter, finns i Mora. Projektledaren heter Eva Ek.", ProgrammeKind.SERVICE),
        ("Projektet i Mora går bra. Metoden heter Masten.", ProgrammeKind.METHOD),
    ],
)  # fmt: skip
def test_kind_told_beside_the_name(tag: Tag, text: str, kind: ProgrammeKind) -> None:
    found = link(tag, f"{text}\n\nMasten har hjälpt många. Där får deltagarna i Masten praktik.\n")[
        2
    ]
    assert [one.kind for one in found if one.name == "Masten"] == [kind]
