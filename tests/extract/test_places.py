"""Place names in context, one phenomenon per table."""

import pytest

from pipeline.extract import places
from pipeline.extract.places.gazetteer import ContextWord
from pipeline.lexicon.load import load


def found(tag, text):
    tagged = tag(text)
    return [(tagged.cut(m.span), m.code) for m in places.find(tagged)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Projektet drivs av Sunne och Torsby.", [("Sunne", "1766"), ("Torsby", "1737")]),
        ("Det är Tranås kommun som betalar.", [("Tranås", "0687")]),
        ("Flera av Ludvikas företag tar emot praktikanter.", [("Ludvikas", "2085")]),
        ("Han bor i Upplands Väsby och pendlar.", [("Upplands Väsby", "0114")]),
        (
            "Insatsen finns i Dals-Ed och i Malung-Sälen.",
            [("Dals-Ed", "1438"), ("Malung-Sälen", "2023")],
        ),
        ("Falu kommun startar en ny satsning.", [("Falu", "2080")]),
        ("Ansökan kommer från Lilla Edets kommun.", [("Lilla Edets", "1462")]),
    ],
)
def test_municipalities_in_every_form(tag, text, expected):
    assert found(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Motalaborna kan söka från i höst.", [("Motalaborna", "0583")]),
        ("Allt fler kalmarbor får arbete.", [("kalmarbor", "0880")]),
        ("Gävleprojektet har fått mer pengar.", [("Gävleprojektet", "2180")]),
        ("Ett Malmöbaserat bolag tog emot oss, liksom Umeåföretagen.", [("Umeåföretagen", "2480")]),
        ("Var femte boråsare saknar arbete.", [("boråsare", "1490")]),
    ],
)
def test_compounds_and_inhabitants(tag, text, expected):
    assert found(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det gäller Kalmar län, inte staden.", [("Kalmar län", "08")]),
        ("Region Jönköpings län är med.", [("Jönköpings län", "06")]),
        (
            "Stödet går till Uppsala, Örebro och Kalmar län.",
            [("Uppsala", "03"), ("Örebro", "18"), ("Kalmar län", "08")],
        ),
        ("I hela Sörmland ökar antalet.", [("Sörmland", "04")]),
        ("Region Skåne är medfinansiär.", [("Skåne", "12")]),
        ("Han jobbar i Kalmar.", [("Kalmar", "0880")]),
    ],
)
def test_county_against_municipality(tag, text, expected):
    assert found(tag, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Det kan vara svårt att komma tillbaka.",
        "Vara ensam är inte lätt, säger hon.",
        "Hon odlar sin egen mark och säljer i en sal.",
        "Vi träffas i sala, sa han och menade salar.",
        "Mora är en knut i nacken, förklarar frisören.",
        "– Det är bra, säger projektledaren Kerstin Lund.",
        "Handläggaren Anna Berg tar emot.",
        "Det skriver Borås Tidning.",
        "Sala Allehanda berättade om saken.",
        "Hon spelar i Mora IK.",
        "Han forskar vid Lunds universitet.",
        "Kontoret ligger på Malmövägen.",
    ],
)
def test_what_only_looks_like_a_place(tag, text):
    assert found(tag, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hon flyttade till Vara i fjol.", [("Vara", "1470")]),
        ("I Mark har arbetslösheten minskat.", [("Mark", "1463")]),
        ("Marks kommun startade projektet.", [("Marks", "1463")]),
        (
            "Insatsen i Kil riktar sig till unga. Kil har länge haft hög arbetslöshet.",
            [("Kil", "1715"), ("Kil", "1715")],
        ),
        (
            "SALA\nKommunen satsar på fler praktikplatser under hösten, säger kommunalrådet.",
            [("SALA", "1981")],
        ),
        (
            "Projektet omfattar Lund, Berg och Åre.",
            [("Lund", "1281"), ("Berg", "2326"), ("Åre", "2321")],
        ),
    ],
)
def test_names_that_are_words_or_surnames(tag, text, expected):
    assert found(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Projektet finns i Kinna, i Marks kommun.", [("Kinna", "1463"), ("Marks", "1463")]),
        ("Hon kommer från Malmköping.", [("Malmköping", "0482")]),
        ("I Göteborg finns kontoret i Hjällbo.", [("Göteborg", "1480"), ("Hjällbo", "1480")]),
        (
            "Företaget ligger utanför Vetlanda, i Holsbybrunn.",
            [("Vetlanda", "0685"), ("Holsbybrunn", "0685")],
        ),
    ],
)
def test_localities_and_districts_give_their_municipality(tag, text, expected):
    assert found(tag, text) == expected


def test_the_same_locality_name_is_read_in_its_context(tag):
    assert ("Hultsfred", "0860") in found(
        tag, "I Hultsfred, närmare bestämt i Järnforsen, startade det."
    )


@pytest.mark.parametrize(
    "word", load(ContextWord, "place_contexts.tsv"), ids=lambda w: f"{w.role}:{w.word}"
)
def test_context_words_show_their_example(word):
    assert word.word.lower() in word.example.lower()


def test_furniture_names_no_place(tag):
    assert found(
        tag,
        "Nytt projekt för unga\n\nDet startar i Sunne i höst och pågår i två år.\n\nFoto: Bo Ek/Torsby",
    ) == [("Sunne", "1766")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ny verkstad\n\nHEDEMORA I går öppnade kommunen en verkstad.\n", [("HEDEMORA", "2083")]),
        ("Ny verkstad\n\nVARA Nu öppnar verkstaden igen.\n", [("VARA", "1470")]),
        ("Ny verkstad\n\nKINDA Degen ska vila en stund.\n", [("KINDA", "0513")]),
        ("Ny verkstad\n\nVARA MED I PROJEKTET Kom på onsdag.\n", []),
        ("Ny verkstad\n\nSALA MÖBLER ÖPPNAR\n", []),
    ],
)
def test_a_dateline_without_a_full_stop(tag, text, expected):
    assert found(tag, text) == expected
