"""Quotes, one phenomenon per table. ``kind speaker | words`` for each quote found."""

import pytest

from pipeline.article import Span
from pipeline.extract import quotes
from pipeline.extract.quotes.marks import pairs
from pipeline.lexicon.load import load
from pipeline.swedish.reporting import (
    Frame,
    OpinionNoun,
    OpinionPredicate,
    ReportingVerb,
)
from pipeline.vocab import QuoteKind


def found(tag, text):
    """``(kind, speakers as written, words)`` of every quote."""
    tagged = tag(text)
    return [
        (
            quote.kind.value,
            "; ".join(tagged.cut(span) for span in quote.speaker_spans),
            tagged.cut(quote.span),
        )
        for quote in quotes.find(tagged)
    ]


def direct(tag, text):
    return [(who, words) for kind, who, words in found(tag, text) if kind == "direct"]


def indirect(tag, text):
    return [(who, words) for kind, who, words in found(tag, text) if kind == "indirect"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("– Kön är borta, säger Ylva Torn.", ("Ylva Torn", "Kön är borta")),
        ("– Kön är borta! utropar hon.", ("hon", "Kön är borta!")),
        ("– Vem tar över sedan? undrar Åke Palm.", ("Åke Palm", "Vem tar över sedan?")),
        ("- Det gick fort, minns enhetschefen.", ("enhetschefen", "Det gick fort")),
        ("-Det gick fort, säger Åke Palm.", ("Åke Palm", "Det gick fort")),
        ("— Det gick fort, säger Åke Palm.", ("Åke Palm", "Det gick fort")),
        ("• – Vi har öppnat igen, säger Ylva Torn.", ("Ylva Torn", "Vi har öppnat igen")),
        ("– Och vi skrattar mycket, fyller kollegan i.", ("kollegan", "Och vi skrattar mycket")),
        (
            "– Det är jobbigt men roligt, säger rektor Ylva Torn, som kom hit i våras.",
            ("Ylva Torn", "Det är jobbigt men roligt"),
        ),
        (
            "– Det är bra, säger bistånds- och arbetsmarknadsminister Åke Palm.",
            ("Åke Palm", "Det är bra"),
        ),
        (
            "– Alla får plats, säger samordnaren på Lärcentrum Ylva Torn.",
            ("Ylva Torn", "Alla får plats"),
        ),
        (
            "– Vi provar en termin till, säger Ylva Torn och Åke Palm.",
            ("Ylva Torn; Åke Palm", "Vi provar en termin till"),
        ),
    ],
)
def test_dash_with_attribution(tag, text, expected):
    assert direct(tag, text) == [expected]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "– Vi började smått, säger Ylva Torn. Nu är vi elva.",
            "Vi började smått, säger Ylva Torn. Nu är vi elva.",
        ),
        (
            "– Vi började smått, säger Ylva Torn, men nu är vi elva.",
            "Vi började smått, säger Ylva Torn, men nu är vi elva.",
        ),
        (
            "”Vi började smått”, säger Ylva Torn. ”Nu är vi elva.”",
            "Vi började smått”, säger Ylva Torn. ”Nu är vi elva.",
        ),
        (
            '"Vi började smått", säger hon, "men nu är vi elva."',
            'Vi började smått", säger hon, "men nu är vi elva.',
        ),
    ],
)
def test_an_interrupted_quote_runs_from_first_to_last_word(tag, text, words):
    assert [said for _, said in direct(tag, text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "– Vi började smått, säger Ylva Torn. Hon har lett köket sedan 2019.",
        "– Vi började smått, säger Ylva. Ylva Torn har lett köket sedan 2019.",
        "– Vi började smått, säger hon. Hon har lett köket sedan 2019.",
    ],
)
def test_what_is_told_about_the_speaker_is_no_speech(tag, text):
    assert [said for _, said in direct(tag, text)] == ["Vi började smått"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Åke Palm säger:\n– Det här är min plats.", ("Åke Palm", "Det här är min plats.")),
        ("Rektor Åke Palm: – Det här är min plats.", ("Åke Palm", "Det här är min plats.")),
        ("Åke Palm, rektor: ”Det här är min plats.”", ("Åke Palm", "Det här är min plats.")),
        ("Så här svarar Åke Palm: ”Det här är min plats.”", ("Åke Palm", "Det här är min plats.")),
        ("Hennes råd är enkelt: ”Börja i liten skala.”", ("Hennes", "Börja i liten skala.")),
        (
            "En elev som vill vara anonym skriver:\n”Här vågar jag fråga.”",
            ("En elev", "Här vågar jag fråga."),
        ),
        ("Enligt Åke Palm ”går det för fort”.", ("Åke Palm", "går det för fort")),
        ("”Det här är min plats.” Det säger Åke Palm.", ("Åke Palm", "Det här är min plats.")),
        (
            "”Här är det aldrig tyst”, som Åke Palm uttrycker saken.",
            ("Åke Palm", "Här är det aldrig tyst"),
        ),
        (
            "”Jag fick en andra chans.” (Kvinna, 51 år, Hjo)",
            ("Kvinna, 51 år", "Jag fick en andra chans."),
        ),
        (
            "Åke Palm är orolig. ”Vi hinner inte lyssna längre.”",
            ("Åke Palm", "Vi hinner inte lyssna längre."),
        ),
        (
            "Åke Palm säger att ”det är värre nu än det har varit på mycket länge”.",
            ("Åke Palm", "det är värre nu än det har varit på mycket länge"),
        ),
    ],
)
def test_attribution_before_beside_and_after(tag, text, expected):
    assert direct(tag, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Projektet ”Öppen dörr” startar i maj.",
        "De så kallade ”hemmasittarna” är målgruppen.",
        "Satsningen går under namnet ”Vi provar igen”.",
        "Han kallar kursen ”en dörröppnare”.",
        "Innehåll:\n- kartläggning\n- praktik\n- uppföljning",
        "Vi erbjuder:\n– coachning\n– studiebesök",
        "Åtgärden kostar 4–5 miljoner – mer än väntat.",
        "Landskrona – en stad i rörelse",
    ],
)
def test_titles_scare_quotes_and_lists_are_no_quotes(tag, text):
    assert direct(tag, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ylva Torn menar att tiden räcker.", ("Ylva Torn", "tiden räcker")),
        ("Enligt Ylva Torn räcker tiden till allt.", ("Ylva Torn", "räcker tiden till allt")),
        ("Tiden räcker till allt, enligt Ylva Torn.", ("Ylva Torn", "Tiden räcker till allt")),
        (
            "Det handlar enligt Ylva Torn om att hinna lyssna.",
            ("Ylva Torn", "Det handlar enligt Ylva Torn om att hinna lyssna"),
        ),
        ("Tiden räcker till allt, tror hon.", ("hon", "Tiden räcker till allt")),
        (
            "Tiden räcker till allt menar läraren Ylva Torn.",
            ("Ylva Torn", "Tiden räcker till allt"),
        ),
        ("I våras sade kommunen att tiden räcker.", ("kommunen", "tiden räcker")),
        ("Han har alltid hävdat att tiden räcker.", ("Han", "tiden räcker")),
        ("Ylva Torn, chef på Lärcentrum, tror att tiden räcker.", ("Ylva Torn", "tiden räcker")),
        ("Ylva Torn leder arbetet och anser att tiden räcker.", ("Ylva Torn", "tiden räcker")),
        ("Ylva Torn, som leder arbetet, säger att tiden räcker.", ("Ylva Torn", "tiden räcker")),
        ("Företagarna i Hjo hoppas att fler söker.", ("Företagarna i Hjo", "fler söker")),
        ("En av deltagarna berättar att han fått jobb.", ("En av deltagarna", "han fått jobb")),
        (
            "Den satsningen tror nämnden kan bli dyr.",
            ("nämnden", "Den satsningen tror nämnden kan bli dyr"),
        ),
        ("Hon är övertygad om att tiden räcker.", ("Hon", "tiden räcker")),
        ("Hennes bild är att tiden räcker.", ("Hennes", "tiden räcker")),
        ("De är överens: utan språk går det trögt.", ("De", "utan språk går det trögt")),
        ("Åke Palm pekar på att bussen drogs in.", ("Åke Palm", "bussen drogs in")),
        (
            "Hon förklarar ökningen med att bussen drogs in.",
            ("Hon", "bussen drogs in"),
        ),
        ("Vad Ylva Torn menar är att alla behövs.", ("Ylva Torn", "alla behövs")),
        (
            "Svaret, menar hon, är mer tid.",
            ("hon", "Svaret, menar hon, är mer tid"),
        ),
        (
            "Läget är bra, anser han, även om kön har vuxit.",
            ("han", "Läget är bra, anser han, även om kön har vuxit"),
        ),
        (
            "Hon betonar vikten av att alla parter är med.",
            ("Hon", "vikten av att alla parter är med"),
        ),
    ],
)
def test_reported_speech(tag, text, expected):
    assert indirect(tag, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lokalen var kall och mörk. Därav flytten, förklarar han.",
            "Lokalen var kall och mörk. Därav flytten",
        ),
        ("Metoden har gjort skada. Det anser rektorn.", "Metoden har gjort skada."),
    ],
)
def test_a_fragment_takes_the_sentence_before(tag, text, expected):
    words = [said for _, said in indirect(tag, text)]
    assert [said.rstrip(".") for said in words] == [expected.rstrip(".")]


@pytest.mark.parametrize(
    "text",
    [
        "Ylva Torn berättar hur verksamheten är uppbyggd.",
        "Enligt SCB är arbetslösheten sju procent.",
        "Enligt planen öppnar huset i maj.",
        "Enligt myndighetens siffror har elva slutat.",
        "Rapporten visar att elva har slutat.",
        "Vi ser att fler kommer hit.",
        "Man kan säga att det gick bra.",
        "Det sägs att huset är till salu.",
        "Nämnden beslutade att huset ska säljas.",
        "Kommunen har lovat att köpa tjänster för en miljon.",
        "För att nå fler, föreslår nämnden en ny linje.",
        "Vad säger siffrorna? De säger att elva har slutat.",
        "När kursen var slut, sa Ylva Torn upp sig.",
        "Hon lyfter frågan om lokaler på nästa möte.",
        "Ylva Torn ser fram emot att gå upp i tid.",
    ],
)
def test_topics_statistics_and_performatives_are_no_quotes(tag, text):
    assert indirect(tag, text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Han hävdar att modellen är bra, men verkligheten är en annan.", "modellen är bra"),
        (
            "Han säger att det är svårt men att viljan finns.",
            "det är svårt men att viljan finns",
        ),
        ("Han tror att kurser är lösningen, vilket få håller med om.", "kurser är lösningen"),
    ],
)
def test_where_reported_words_end(tag, text, words):
    assert [said for _, said in indirect(tag, text)] == [words]


def test_two_statements_in_one_sentence(tag):
    text = "Enligt Åke Palm handlar det mest om pengar, men han tror också att viljan växer."
    assert indirect(tag, text) == [
        ("Åke Palm", "handlar det mest om pengar"),
        ("han", "viljan växer"),
    ]


def test_reported_speech_after_direct_speech(tag):
    text = "– Då växer man, säger Ylva Torn, som menar att alla kan något."
    assert found(tag, text) == [
        ("direct", "Ylva Torn", "Då växer man"),
        ("indirect", "Ylva Torn", "alla kan något"),
    ]


def test_no_reported_speech_inside_direct_speech(tag):
    text = "– Hon sa att jag kunde börja direkt, säger Åke Palm."
    assert [kind for kind, _, _ in found(tag, text)] == ["direct"]


def test_a_conversation_without_attributions(tag):
    text = (
        "Vad gör ni?\n– Vi lyssnar först. Sedan provar vi.\nOch sedan?\n– Då släpper vi inte taget."
    )
    assert [words for _, words in direct(tag, text)] == [
        "Vi lyssnar först. Sedan provar vi.",
        "Då släpper vi inte taget.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hon sa ”ja” och ”nej” i ett.", ["ja", "nej"]),
        ("»Ja«, sa hon.", ["Ja"]),
        ("“Ja”, sa hon.", ["Ja"]),
        ('Ett 27" skärm och ett ”ja”.', ["ja"]),
        ("”Jag är färdig, sa hon.", ["Jag är färdig, sa hon."]),
        ("Hon sa: ”Jag är färdig", ["Jag är färdig"]),
        ("Slut på citatet” sa hon.", []),
        ("'Ja', sa hon.", ["Ja"]),
        ("Han va' där i sta'n.", []),
        ('"', []),
        ('""', []),
    ],
)
def test_pairs_of_marks(text, expected):
    assert [text[p.inner.start : p.inner.end] for p in pairs(text, Span(0, len(text)))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "”",
        "–",
        "– ”",
        "”””” – – ””",
        "– , säger",
        "säger säger säger att att att",
        "enligt",
        "Enligt enligt Enligt , ,",
        "– säger han",
        ": ” säger ” :",
        "Det säger",
        "(",
        "”Hej (Kvinna, ",
    ],
)
def test_odd_input_breaks_nothing(tag, text):
    tagged = tag(text)
    for quote in quotes.find(tagged):
        assert 0 <= quote.span.start < quote.span.end <= len(text)


VERBS = load(ReportingVerb, "reporting_verbs.tsv")


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.lemma)
def test_reporting_verb_examples_hold_the_verb(verb):
    words = verb.example.lower().rstrip(".").replace(",", " ").split()
    assert any(form in words for form in verb.forms)
    assert not verb.particle or verb.particle in words


@pytest.mark.parametrize(
    "verb",
    [verb for verb in VERBS if verb.example.startswith("–")],
    ids=lambda verb: verb.lemma,
)
def test_reporting_verb_examples_of_direct_speech(tag, verb):
    tagged = tag(verb.example)
    assert [quote.kind for quote in quotes.find(tagged)] == [QuoteKind.DIRECT]
    assert verb.frames[0] is Frame.SAID


@pytest.mark.parametrize(
    "verb",
    [verb for verb in VERBS if " att " in verb.example and not verb.example.startswith("–")],
    ids=lambda verb: verb.lemma,
)
def test_reporting_verb_examples_of_reported_speech(tag, verb):
    assert [kind for kind, _, _ in found(tag, verb.example)] == ["indirect"]


@pytest.mark.parametrize(
    "entry", load(OpinionPredicate, "opinion_predicates.tsv"), ids=lambda e: e.words[0]
)
def test_opinion_predicate_examples(tag, entry):
    assert [kind for kind, _, _ in found(tag, entry.example)] == ["indirect"]


@pytest.mark.parametrize("entry", load(OpinionNoun, "opinion_nouns.tsv"), ids=lambda e: e.noun)
def test_opinion_noun_examples(tag, entry):
    assert [kind for kind, _, _ in found(tag, entry.example)] == ["indirect"]
