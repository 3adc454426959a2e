"""Programme names of every shape, descriptions, references, and what is no programme."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from pipeline.article import TaggedArticle
from pipeline.extract import programmes
from pipeline.extract.programmes.lexicons import (
    coined,
    formatives,
    is_stop_name,
    trigger_form,
    triggers,
)
from pipeline.findings import MentionRole
from pipeline.vocab import ProgrammeKind

Tag = Callable[..., TaggedArticle]
# What makes a short text an article on labour-market work, without naming any programme.
AFTER = "\n\nDeltagarna får praktik och handledning. Målet är att fler arbetslösa ska få jobb eller börja studera.\n"


def names(tag: Tag, text: str) -> set[str]:
    found = programmes.find(tag(text + AFTER))
    return {mention.name for mention in found if mention.role is MentionRole.NAME}


def descriptions(tag: Tag, text: str) -> list[str]:
    found = programmes.find(tag(text))
    return [mention.name for mention in found if mention.role is MentionRole.DESCRIPTION]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I våras startade projektet Lyktan i Hedemora.", "Lyktan"),
        ("Genom insatsen Drivbänken har sju personer fått jobb.", "Drivbänken"),
        ("Satsningen Hela vägen fram kostar fyra miljoner.", "Hela vägen fram"),
        ("Projektet Trappan startade i mars.", "Trappan"),
        ("I projektet Spåret får unga praktik.", "Spåret"),
        ("Kommunen driver insatsen Lyftet för unga.", "Lyftet"),
        ("Projektet ”Kedjan” startade i mars.", "Kedjan"),
        ("Verksamheten Verkstaden öppnar för arbetssökande i maj.", "Verkstaden"),
        ("Projektet Elverket gav tolv arbetslösa praktik.", "Elverket"),
        ("Arbetssättet Snabba Skor prövas sedan maj.", "Snabba Skor"),
        ("I delprojektet Köksvägen utbildas åtta kockar.", "Köksvägen"),
        ("Verksamheten Loggboken flyttar till nya lokaler.", "Loggboken"),
        ("Arbetsmarknadsprojektet Segelduken avslutas i juni.", "Segelduken"),
        ("Kommunen driver sedan i fjol samverkansprojektet Roddbåten.", "Roddbåten"),
        ("Nu förlängs satsningen ”Plats på jorden” till 2026.", "Plats på jorden"),
        ("Projektet Next Stop vänder sig till unga utan jobb.", "Next Stop"),
        ("Projektet Skjuts 2.0 startar i höst.", "Skjuts 2.0"),
    ],
)
def test_a_name_after_its_noun(tag: Tag, text: str, name: str) -> None:
    assert name in names(tag, text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Förbundet finansierar projekten Ankaret och Bojen.", {"Ankaret", "Bojen"}),
        (
            "Det handlar om tre delprojekt: Ladan i Mora, Logen i Orsa och Smedjan i Rättvik.",
            {"Ladan", "Logen", "Smedjan"},
        ),
    ],
)
def test_several_names_after_one_noun(tag: Tag, text: str, wanted: set[str]) -> None:
    assert wanted <= names(tag, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Arbetssättet kallas Tolvstegaren och bygger på täta möten.", "Tolvstegaren"),
        ("Projektet har fått namnet Medvind och pågår i två år.", "Medvind"),
        ("Insatsen går under namnet Ryggsäcken.", "Ryggsäcken"),
        ("Satsningen, som har döpts till Solrosen, riktar sig till nyanlända.", "Solrosen"),
        ("Plogfåran heter projektet som ska ge fler jobb.", "Plogfåran"),
        ("Ett projekt vid namn Tandemen parar ihop arbetslösa med mentorer.", "Tandemen"),
    ],
)
def test_a_name_that_is_introduced(tag: Tag, text: str, name: str) -> None:
    assert name in names(tag, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Trumman är kommunens insats för unga som varken jobbar eller studerar.", "Trumman"),
        ("Hon fick plats i Växthuset, ett projekt för långtidsarbetslösa.", "Växthuset"),
        ("Oppositionen tycker att Ta Plats-projektet är för dyrt.", "Ta Plats"),
    ],
)
def test_a_name_that_is_explained(tag: Tag, text: str, name: str) -> None:
    assert name in names(tag, text)


def test_every_mention_of_a_name_is_found(tag: Tag) -> None:
    text = (
        "Insatsen Drivbänken startade 2021. Femton personer har lämnat Drivbänken. Drivbänkens handledare är nöjd. "
        "Alla gillar inte Drivbänken-projektet." + AFTER
    )
    tagged = tag(text)
    found = [m for m in programmes.find(tagged) if m.role is MentionRole.NAME]
    assert [tagged.cut(m.span) for m in found] == [
        "Drivbänken",
        "Drivbänken",
        "Drivbänkens",
        "Drivbänken-projektet",
    ]
    assert {m.name for m in found} == {"Drivbänken"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Projektet Lyktan startar.", ProgrammeKind.PROJECT),
        ("Insatsen Lyktan startar.", ProgrammeKind.MEASURE),
        ("Verksamheten Lyktan startar.", ProgrammeKind.SERVICE),
        ("Metoden Lyktan sprids.", ProgrammeKind.METHOD),
        ("Satsningen Lyktan startar.", ProgrammeKind.INITIATIVE),
    ],
)
def test_the_kind_is_the_articles_own_word(tag: Tag, text: str, kind: ProgrammeKind) -> None:
    found = [m for m in programmes.find(tag(text + AFTER)) if m.role is MentionRole.NAME]
    assert {m.kind for m in found} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "Arbetsförmedlingen och Försäkringskassan samarbetar om unga.",
        "Socialförvaltningen i Hedemora räknar med fler deltagare nästa år.",
        "Siv Hedlund är handledare i projektet. Hedlund säger att det går bra.",
        "Hon började sin praktik på äldreboendet Solgläntan i Hedemora.",
        "Åtta av deltagarna läser på SFI och fyra söker jobb via Platsbanken.",
        "Insatsen bekostas av EU-medel och ESF-rådet följer upp den.",
        "Vänsterpartiet röstade nej till projektet.",
        "I rapporten Tomma stolar räknar forskarna på kostnaden.",
        "I projektet deltar Flens kommun och Region Sörmland.",
        "Deltagarna åkte till Norrköping. Deltagarna fick lunch.",
    ],
)
def test_what_is_no_programme(tag: Tag, text: str) -> None:
    assert names(tag, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Nya simhallen får solceller på taket. Projektet Vattenytan omfattar 4 000 kvadratmeter och byggstarten dröjer.",
        "Detaljplanen för projektet Kajkanten antogs. Sextio lägenheter byggs och cykelvägen asfalteras.",
    ],
)
def test_building_projects_are_none(tag: Tag, text: str) -> None:
    found = programmes.find(tag(text))
    assert not [m.name for m in found if m.role is MentionRole.NAME]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "I sex kommuner pågår ett samverkansprojekt med EU-pengar.",
            {"samverkansprojekt", "EU-pengar"},
        ),
        ("Förvaltningen har infört ett nytt arbetssätt.", {"nytt", "arbetssätt"}),
        ("Näringslivet tar fram en digital plattform.", {"digital", "plattform"}),
        ("Han klättrar på arbetstrappan.", {"arbetstrappan"}),
        ("Där finns också en så kallad medborgarhjälp.", {"medborgarhjälp"}),
    ],
)
def test_unnamed_programmes_are_described(tag: Tag, text: str, words: set[str]) -> None:
    assert any(words <= set(one.split()) for one in descriptions(tag, text))


def test_references_point_back(tag: Tag) -> None:
    text = (
        "Projektet Lyktan startar. Projektet kostar tre miljoner och insatsen pågår i två år."
        + AFTER
    )
    found = [m for m in programmes.find(tag(text)) if m.role is MentionRole.REFERENCE]
    assert [m.name for m in found] == ["Projektet", "insatsen"]


def test_mentions_are_sorted_and_never_overlap(tag: Tag) -> None:
    text = (
        "Projektet Lyktan, ett nytt samarbete mellan två kommuner, och projektet Bojen liknar varandra."
        + AFTER
    )
    spans = [m.span for m in programmes.find(tag(text))]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "text", ["", "\n\n", "”", "Projektet", "projektet ”Lyktan", "– – –", "Projekt:"]
)
def test_odd_input_is_survived(tag: Tag, text: str) -> None:
    assert isinstance(list(programmes.find(tag(text))), list)


@pytest.mark.parametrize(
    ("word", "noun", "definite"),
    [
        ("projektet", "projekt", True),
        ("samverkansprojekt", "projekt", False),
        ("ungdomssatsningen", "satsning", True),
        ("arbetssättet", "arbetssätt", True),
    ],
)
def test_trigger_forms(word: str, noun: str, definite: bool) -> None:
    form = trigger_form(word)
    assert form is not None
    assert (form.trigger.noun, form.definite) == (noun, definite)


@pytest.mark.parametrize(
    "word", ["byggprojektet", "försörjningsstöd", "folkhögskolan", "partiprogram", "projektledare"]
)
def test_words_that_end_like_triggers(word: str) -> None:
    assert trigger_form(word) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Arbetsförmedlingens", True),
        ("Samhalls verksamhet", True),
        ("Västerbottensbladet", True),
        ("Lyktan", False),
        ("Rätt väg", False),
    ],
)
def test_stop_names(name: str, expected: bool) -> None:
    assert is_stop_name(name) is expected


def test_every_strong_trigger_finds_the_name_in_its_example(tag: Tag) -> None:
    strong = [
        t for t in triggers() if t.after == "strong" and any(c.isupper() for c in t.example[1:])
    ]
    missed = [t.example for t in strong if not names(tag, t.example)]
    assert len(missed) <= len(strong) // 5, missed


def test_every_formative_example_shows_its_tail() -> None:
    for tail, entry in formatives().items():
        words = [word.strip(".,").lower() for word in entry.example.split()]
        assert any(word.endswith((tail, tail + "s")) and word != tail for word in words), (
            entry.example
        )


def test_lower_case_coinages() -> None:
    assert coined("arbetstrappan") is not None
    assert coined("språkspåret") is not None
    assert coined("skoltrappan") is None
    assert coined("arbetskraften") is None


def test_the_headline_over_a_projects_fact_box_is_its_name(tag: Tag) -> None:
    text = "Stegvis mot jobb\n\nProjektfakta\n\nProjektägare\n\nFlens kommun\n\nProjektledare\n\nSiv Hedlund\n\nProjektperiod\n\n2021–2023\n"
    assert "Stegvis mot jobb" in names(tag, text)


def test_grants_in_a_list_go_to_programmes(tag: Tag) -> None:
    text = "Länsstyrelsen fördelar medel till insatser för nyanlända.\n\n1. Flens kommun – Språkpromenaden, 410 000 kronor.\n"
    assert "Språkpromenaden" in names(tag, text)


def test_a_term_at_arms_length_is_no_name(tag: Tag) -> None:
    assert names(tag, "Kommunen satsar på så kallade ”lätta jobb” för arbetslösa.") == set()


def test_sister_programmes_are_found_together(tag: Tag) -> None:
    text = "Insatsen Vägteam Syd startade 2020 i Flen. Vägteam Norr har två vägledare."
    assert {"Vägteam Syd", "Vägteam Norr"} <= names(tag, text)


def test_a_name_in_lower_case(tag: Tag) -> None:
    text = "Överenskommelsen mellan företagen kallas fadderlöftet, och fadderlöftet ger praktik åt tjugo arbetslösa."
    found = programmes.find(tag(text + AFTER))
    assert "fadderlöftet" in {m.name for m in found if m.role is not MentionRole.REFERENCE}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # A word that looks like a person's name, right after its noun.
        ("Fonden ger pengar till projektet Saga Väst i tre år.", "Saga Väst"),
        # Whose project it is stands before the name.
        ("Tolv kvinnor fick jobb via ESF-projektet Doft av kaffe i Arvika.", "Doft av kaffe"),
        # The whole phrase before the copula.
        ("Plats för unga Fyrbodal är ett treårigt samverkansprojekt.", "Plats för unga Fyrbodal"),
        # An apposition with a definite compound.
        ("Hjul och humor, rehabiliteringsinsatsen vid sjön, avslutades i maj.", "Hjul och humor"),
        # The next sentence says what it is.
        ("Hon ska leda Silverkedjan. Det är ett treårigt projekt för sjukskrivna.", "Silverkedjan"),
        # Announced after a colon.
        ("Tre insatser har drivits: Klyvaren, Masten och Rodret.", "Masten"),
        # A name that ends like a street, or like a genitive.
        ("Konsulter har granskat insatsen Medvägs, som vänder sig till unga.", "Medvägs"),
        # A supine ends a name.
        ("I källaren har projektet Trådrullen hållit till i två år.", "Trådrullen"),
    ],
)
def test_names_in_less_common_frames(tag: Tag, text: str, name: str) -> None:
    assert name in names(tag, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Avslutade insatser\n\nTvå insatser är slut.", "Avslutade insatser"),
        ("Pågående projekt\n\nHär står vad som pågår.", "Pågående projekt"),
        ("Pärmen blev början på det som i dag heter Torpmetoden.", "Pärmen blev början på det"),
        ("Hunden som följer med i arbetet heter Doris.", "Doris"),
        ("Konsultföretaget Vårspår har gjort enkäten.", "Vårspår"),
        ("Genomsnittlig tid i insats 10,5 månader.", "10,5 månader"),
        ('Hårda ord om kommunens jobbprojekt: "Rent slöseri"', "Rent slöseri"),
        ("Mässan Framtidsmässan hålls i januari.", "Framtidsmässan"),
        ("Sex kommuner går ihop om en utbildning.", "Sex kommuner"),
        ("Regnet faller över Nordvästra Skåne i dag.", "Nordvästra Skåne"),
    ],
)
def test_what_stands_in_a_names_place_and_is_none(tag: Tag, text: str, name: str) -> None:
    assert name not in names(tag, text)


@pytest.mark.parametrize(
    "text",
    [
        "Företaget har ansökt om konkurs.",
        "De går i årskurs nio.",
        "Skattebetalarna ska få bättre verksamhet för pengarna.",
    ],
)
def test_ordinary_nouns_describe_no_programme(tag: Tag, text: str) -> None:
    assert descriptions(tag, text) == []


def test_the_one_that_is_named_gives_the_kind_not_the_one_that_names(tag: Tag) -> None:
    found = programmes.find(tag("Metoden, som projektet kallar Vispen, bygger på samtal." + AFTER))
    assert {m.kind for m in found if m.name == "Vispen"} == {ProgrammeKind.METHOD}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hon är en av tolv deltagare i Snickare på prov, ett projekt som Mora kommun äger.", "Snickare på prov"),
        ("Kommunen har beviljats tre miljoner kronor för projektet Nära till jobb.", "Nära till jobb"),
        ("Fler får chansen i projektet Unga i Älvdalen. Projektet startar i maj.", "Unga i Älvdalen"),
        ("Kursen Svenska på bygget är till för nyanlända deltagare.", "Svenska på bygget"),
    ],
)  # fmt: skip
def test_a_name_goes_on_in_lower_case(tag: Tag, text: str, name: str) -> None:
    assert name in names(tag, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Projektet Fyren i Mora har elva deltagare.", "Fyren"),
        ("Projektet Fyren startade i maj och drivs av kommunen.", "Fyren"),
        ("Projektet Fyren är till för unga.", "Fyren"),
    ],
)
def test_a_name_ends_before_what_is_told_of_it(tag: Tag, text: str, name: str) -> None:
    assert name in names(tag, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Insatsen heter Återverket och är kommunens egen verksamhet för arbetslösa.", "Återverket"),
        ("Arbetssättet kallas Torsdagsveckan. Metoden har prövats av tolv deltagare.", "Torsdagsveckan"),
        ("Projektet Mötesplats Kajen har tolv deltagare som saknar jobb.", "Mötesplats Kajen"),
    ],
)  # fmt: skip
def test_a_name_that_ends_or_opens_like_something_else(tag: Tag, text: str, name: str) -> None:
    assert name in names(tag, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Coachen heter Lena Bergqvist och arbetar i projektet Fyren.", "Lena Bergqvist"),
        ("Projektet Fyren söker pengar.\n\nKostnaden, 38 miljoner kronor, delas av tre kommuner.", "Kostnaden"),
    ],
)  # fmt: skip
def test_persons_and_sums_beside_a_programme(tag: Tag, text: str, name: str) -> None:
    assert name not in names(tag, text)


def test_lists_of_grants_open_with_the_name_and_its_sum(tag: Tag) -> None:
    text = (
        "Styrelsen beslutade om pengar till tre insatser.\n\n"
        "Kugghjulet (Mora kommun): 3,1 miljoner kronor. Rehabilitering för sjukskrivna.\n\n"
        "Fotfästet (Orsa kommun): 1,2 miljoner kronor. Stöd till unga."
    )
    assert {"Kugghjulet", "Fotfästet"} <= names(tag, text)


@pytest.mark.parametrize(
    "text",
    [
        "Från Mora kommun fanns Kompassen som Bladet skrivit om. En insats riktad till unga där man prövar yrken.",
        "På mässan presenterades Fjädern som länet berättat om. Ett projekt för långtidsarbetslösa i Orsa.",
        "Bland montrarna fanns Trampolinen. En verksamhet för sjukskrivna med praktik och samtal.",
    ],
)
def test_a_name_ends_before_a_relative_clause(tag: Tag, text: str) -> None:
    found = names(tag, f"Möte om jobb\n\n{text}\n")
    assert found & {"Kompassen", "Fjädern", "Trampolinen"}
    assert not any(" som" in name for name in found)
