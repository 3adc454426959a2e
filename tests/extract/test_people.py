"""People: names in context, with role and organisation."""

import pytest

from pipeline.extract import people
from pipeline.lexicon.load import load
from pipeline.swedish.documents import is_document
from pipeline.swedish.names import gender_of, is_given_name, same_name, words_alike
from pipeline.swedish.nouns import OrganisationNoun, RoleNoun, body_of, role_of


def found(tag, text):
    return [(m.name, m.role, m.organisation) for m in people.find(tag(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ylva Torn kom hit i våras.", ["Ylva Torn"]),
        ("Sven-Åke von Essen och Ylva Torn-Palm kom.", ["Sven-Åke von Essen", "Ylva Torn-Palm"]),
        ("Vi träffar Fatuma Abdi Warsame på torget.", ["Fatuma Abdi Warsame"]),
        ("Enligt Ylva Torn är det klart. Torn ler.", ["Ylva Torn", "Torn"]),
        ("Ylva, 34, kom hit i våras.", ["Ylva"]),
        ("– Det är bra, säger Ylva.", ["Ylva"]),
        ("Ylva Torns kollega Åke Palm håller med.", ["Ylva Torn", "Åke Palm"]),
        ("Rektor Xhevo Mbalu hälsar välkommen.", ["Xhevo Mbalu"]),
        ("Åke, Ylva och Maj-Britt, 61, sitter vid bordet.", ["Åke", "Ylva", "Maj-Britt"]),
    ],
)
def test_names(tag, text, names):
    assert [name for name, _, _ in found(tag, text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Marks kommun och Ale kommun delar på kostnaden.",
        "Region Gotland betalar.",
        "Projektet Nya Vägar startar i Sala.",
        "Hans projekt är klart.",
        "Länsstyrelsen Västernorrland svarar.",
        "Vi bor i Mark.",
    ],
)
def test_other_capitals_are_no_people(tag, text):
    assert found(tag, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Enhetschefen Ylva Torn är nöjd.", ("Ylva Torn", "enhetschef", None)),
        (
            "Ylva Torn, verksamhetsledare på Hjo kommun, är nöjd.",
            ("Ylva Torn", "verksamhetsledare", "Hjo kommun"),
        ),
        ("Ylva Torn som är vägledare på Komvux är nöjd.", ("Ylva Torn", "vägledare", "Komvux")),
        ("Samordnare Ylva Torn på Hjo kommun ringer.", ("Ylva Torn", "samordnare", "Hjo kommun")),
        ("Samordnaren heter Ylva Torn.", ("Ylva Torn", "samordnare", None)),
        ("Ylva Torn (S), ordförande i nämnden, är nöjd.", ("Ylva Torn", "ordförande", "nämnden")),
        ("Ylva Torn, 34, praktikant, är nöjd.", ("Ylva Torn", "praktikant", None)),
        (
            "Arbetsmarknads- och integrationsminister Ylva Torn är nöjd.",
            ("Ylva Torn", "arbetsmarknads- och integrationsminister", None),
        ),
        (
            "Hjo kommuns näringslivschef Ylva Torn är nöjd.",
            ("Ylva Torn", "näringslivschef", "Hjo kommun"),
        ),
        ("HR-chef Ylva Torn är nöjd.", ("Ylva Torn", "HR-chef", None)),
        ("Ylva Torn kom i våras.", ("Ylva Torn", None, None)),
    ],
)
def test_role_and_organisation(tag, text, expected):
    assert found(tag, text) == [expected]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Viktor Ek", "Victor Ek", True),
        ("Katarina Perez", "Catharina Peres", True),
        ("Ylva", "Ylva Torn", True),
        ("Torn", "Ylva Torn", True),
        ("Ylva Bäck Torn", "Ylva Torn", True),
        ("Ylva Bäck-Torn", "Ylva Bäck Torn", True),
        ("Bäck Torn", "Ylva Bäck Torn", True),
        ("Ylva Torn", "Ylva Ek", False),
        ("Ylva Torn", "Åke Torn", False),
        ("Anna Ek", "Anna Eng", False),
        ("Maria Ek", "Marie Ek", True),
    ],
)
def test_spelling_variants_and_short_forms(one, other, same):
    assert same_name(one, other) is same
    assert same_name(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Christer", "Krister", True),
        ("Lind", "Lund", False),
        ("Wikström", "Vikström", True),
        ("Ek", "Eek", True),
    ],
)
def test_words_that_sound_alike(one, other, alike):
    assert words_alike(one, other) is alike


def test_given_names_tell_the_pronoun():
    assert gender_of("Birgitta Ek") == "woman"
    assert gender_of("Lars-Göran Ek") == "man"
    assert gender_of("Kim Ek") == "either"
    assert gender_of("Xqzy Ek") is None
    assert is_given_name("Maj-Gun")
    assert not is_given_name("Kommunen")


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("enhetschefen", "enhetschef"),
        ("Forskarna", "forskare"),
        ("kommunalrådets", "kommunalråd"),
        ("deltagares", "deltagare"),
        ("förråd", None),
        ("vidare", None),
    ],
)
def test_nouns_for_people_in_compounds_and_forms(word, base):
    role = role_of(word)
    assert (None if role is None else role.base) == base


def test_nouns_for_bodies_and_documents():
    assert body_of("samordningsförbundet").base == "samordningsförbund"
    assert body_of("socialnämndens").definite
    assert is_document("slutrapporten")
    assert is_document("regelverket")
    assert not is_document("kommunen")


@pytest.mark.parametrize("entry", load(RoleNoun, "role_nouns.tsv"), ids=lambda entry: entry.noun)
def test_role_noun_examples_hold_the_noun(entry):
    words = entry.example.rstrip(".").replace(",", " ").split()
    assert any((role := role_of(word)) and role.head in (entry.noun, role.base) for word in words)


@pytest.mark.parametrize(
    "entry", load(OrganisationNoun, "organisation_nouns.tsv"), ids=lambda e: e.noun
)
def test_organisation_noun_examples_hold_the_noun(entry):
    words = entry.example.rstrip(".").split()
    assert any((body := body_of(word)) and body.head == entry.noun for word in words)
