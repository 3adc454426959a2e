"""Who said what: mentions joined to people, speakers resolved."""

import pytest

from pipeline.extract import people as find_people
from pipeline.extract import places as find_places
from pipeline.extract import quotes as find_quotes
from pipeline.lexicon.load import load
from pipeline.link.people import RoleEmployer, link_people, link_speakers


def linked(tag, text):
    tagged = tag(text)
    mentions = tuple(find_people.find(tagged))
    quotes = tuple(find_quotes.find(tagged))
    places = tuple(find_places.find(tagged))
    people = link_people(tagged, mentions, places)
    return people, quotes, link_speakers(tagged, quotes, people, mentions, places)


def speakers(tag, text):
    return [link.speaker for link in linked(tag, text)[2]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Viktor Ekdahl ringer. Victor Ekdahl svarar inte.", ["Viktor Ekdahl"]),
        ("Ylva Torn kom i våras. Torn trivs. Ylva stannar.", ["Ylva Torn"]),
        ("Torn trivs. Ylva Torn kom i våras.", ["Ylva Torn"]),
        ("Ylva Torn och Åke Torn är syskon.", ["Ylva Torn", "Åke Torn"]),
        ("Lasse är Lars Torn. Lars Torn bor i Hjo.", ["Lars Torn"]),
    ],
)
def test_one_person_under_several_names(tag, text, names):
    assert [person.name for person in linked(tag, text)[0]] == names


def test_a_given_name_alone_spelled_in_two_ways(tag):
    people, _, _ = linked(tag, "Viktor ringer Åke Torn. Victor svarar inte.")
    assert [(person.name, len(person.mentions)) for person in people] == [
        ("Viktor", 2),
        ("Åke Torn", 1),
    ]


def test_a_bare_surname_goes_to_the_nearest_bearer(tag):
    people, _, _ = linked(tag, "Ylva Torn ringer Åke Torn. Torn svarar inte.")
    assert [len(person.mentions) for person in people] == [1, 2]


def test_role_and_employer(tag):
    text = "Hjo växer. Enhetschefen Ylva Torn är nöjd. Deltagaren Åke Palm håller med. Bo Ek, lärare på Komvux, ler."
    people = linked(tag, text)[0]
    assert [(p.name, p.role, p.organisation) for p in people] == [
        ("Ylva Torn", "enhetschef", "Hjo kommun"),
        ("Åke Palm", "deltagare", None),
        ("Bo Ek", "lärare", "Komvux"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ylva Torn leder köket. – Alla kan något, säger hon.", ["Ylva Torn"]),
        ("Ylva Torn leder köket åt Åke Palm.\n– Alla kan något, säger hon.", ["Ylva Torn"]),
        ("Ylva Torn leder köket åt Åke Palm.\n– Alla kan något, säger han.", ["Åke Palm"]),
        (
            "– Jag lagar mat, säger Ylva Torn.\n– Jag diskar, säger Åke Palm.\n– Det går bra, säger hon.",
            ["Ylva Torn", "Åke Palm", "Ylva Torn"],
        ),
        ("– Alla kan något, säger hon. Hon heter Ylva Torn och leder köket.", ["Ylva Torn"]),
        ("Enhetschef Ylva Torn ringer.\n– Det är klart, säger enhetschefen.", ["Ylva Torn"]),
        ("Enhetschef Ylva Torn ringer.\n– Det är klart, säger chefen.", ["Ylva Torn"]),
        ("Kassören har räknat pengarna.\n– Det räcker inte, suckar han.", ["Kassören"]),
        ("– Jag vågade inte svara, säger en deltagare.", ["en deltagare"]),
        ("Utvärderarna är försiktiga. De menar att tiden var för kort.", ["Utvärderarna"]),
        ("Ylva och Åke, 34, leder köket. De hoppas att fler kommer.", ["Ylva; Åke"]),
    ],
)
def test_pronouns_and_roles(tag, text, expected):
    assert speakers(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Handledaren Ylva Torn minns våren.\n– Vi hade ingen lokal. Vi satt på golvet.",
            ["Ylva Torn"],
        ),
        (
            "– Vi började smått, säger Ylva Torn.\n– Nu är vi elva. Det räcker inte.",
            ["Ylva Torn", "Ylva Torn"],
        ),
        (
            "Fyra frågor till Ylva Torn, chef på Komvux\n\nHur går det?\n– Det går bra.\n\nVad händer nu?\n"
            "– Vi växer.",
            ["Ylva Torn", "Ylva Torn"],
        ),
        (
            "Enligt Ylva Torn är kön borta.\n– Det trodde ingen i våras.",
            ["Ylva Torn", "Ylva Torn"],
        ),
        (
            "– Vi började smått, säger Ylva Torn.\nKollegan Åke Palm nickar.\n– Det var kallt också.",
            ["Ylva Torn", "Åke Palm"],
        ),
        (
            "– Det var lätt, säger Ylva Torn.\n– Det var svårt, säger Åke Palm.\n– Ja, för dig som är rädd.",
            ["Ylva Torn", "Åke Palm", "Ylva Torn"],
        ),
        (
            "– Nu kan Åke Palm börja. Det gläder mig.\n– Vi har väntat länge, säger Ylva Torn.",
            ["Ylva Torn", "Ylva Torn"],
        ),
    ],
)
def test_speech_without_attribution(tag, text, expected):
    assert speakers(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "organisation"),
    [
        ("Sala växer. Kommunen tror att fler flyttar in.", "Kommunen", "Sala kommun"),
        (
            "Flen ser annorlunda på saken. Hjo menar att kön är kort.",
            "Hjo",
            "Hjo kommun",
        ),
        (
            "Arbetsförmedlingen betalar. Myndigheten tror att fler får jobb.",
            "Myndigheten",
            "Arbetsförmedlingen",
        ),
        ("Enligt Försäkringskassan är kön borta.", "Försäkringskassan", "Försäkringskassan"),
        ("Enligt arbetsgivarna är kön borta.", "arbetsgivarna", None),
    ],
)
def test_organisations_as_speakers(tag, text, speaker, organisation):
    links = linked(tag, text)[2]
    assert [(link.speaker, link.organisation, link.person) for link in links] == [
        (speaker, organisation, None)
    ]


@pytest.mark.parametrize(
    "entry", load(RoleEmployer, "role_employers.tsv"), ids=lambda entry: entry.role
)
def test_role_employer_examples(tag, entry):
    people = linked(tag, f"Hjo växer. {entry.example}")[0]
    employer = "Hjo kommun" if entry.employer == "municipality" else entry.employer
    assert [(p.name, p.role, p.organisation) for p in people] == [("Maj Ek", entry.role, employer)]


def test_joint_speakers_are_listed(tag):
    links = linked(tag, "– Vi provar igen, säger Ylva Torn och Åke Palm.")[2]
    assert [(link.speaker, link.person) for link in links] == [("Ylva Torn; Åke Palm", None)]


def test_the_speaker_has_the_role_told_anywhere(tag):
    text = "– Det är klart, säger Ylva Torn.\n\nYlva Torn är samordnare på Komvux."
    link = linked(tag, text)[2][0]
    assert (link.speaker, link.role, link.organisation, link.person) == (
        "Ylva Torn",
        "samordnare",
        "Komvux",
        0,
    )


def test_the_author_of_an_opinion_piece(tag):
    text = (
        "Jag är övertygad om att kravet är rimligt. Det har jag sagt förr och det säger jag igen.\n\n"
        "Ylva Torn (L)\nledamot i nämnden"
    )
    assert speakers(tag, text) == ["Ylva Torn"]
