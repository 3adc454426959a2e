"""Figures in context: which numbers count, what they count, and what they say."""

from __future__ import annotations

import pytest

from pipeline.extract.figures import find, judged_by_rules
from pipeline.extract.figures.cues import CueEntry, cues_in
from pipeline.extract.figures.nouns import Noun, noun
from pipeline.extract.figures.predicates import Predicate, is_predicate
from pipeline.extract.figures.qualifiers import QualifierPhrase
from pipeline.extract.figures.status import StatusEntry, _compiled
from pipeline.extract.figures.topic import TopicEntry, on_topic
from pipeline.lexicon.load import load

# Two sentences that put a text on topic and hold no figure themselves.
TOPIC = "Projektet vänder sig till arbetslösa. Det drivs av kommunen."


def figures(tag, text):
    """(text, value, unit, measure, status) of each figure of a text about labour-market work, by the rules.

    What the learned part makes of them, which knows no single sentence, is measured on whole passages.
    """
    tagged = tag(f"{TOPIC}\n\n{text}")
    return [
        (tagged.cut(one.quantity.span), round(one.quantity.number.value, 2), one.unit, *said)
        for one, judged in judged_by_rules(tagged)
        for said in [(judged.measure, judged.status)]
    ]


def brief(tag, text):
    """(value, unit) of each figure."""
    return [(value, unit) for _, value, unit, _, _ in figures(tag, text)]


def measures(tag, text):
    """(value, measure) of each figure."""
    return [(value, measure) for _, value, _, measure, _ in figures(tag, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Gruppen träffas den 14 september.",
        "Det började 2019 och slutade våren 2021.",
        "Frukosten serveras klockan 7.30 i lokalen.",
        "Mötet hålls kl 10–12 på torsdag.",
        "Ring oss på 08-465 004 12 om du undrar något.",
        "Lokalen ligger på Storgatan 14 mitt i byn.",
        "Läs mer i 4 kap. 1 § socialtjänstlagen.",
        "Version 2.0 av modellen prövas nu.",
        "Hon är 58 år och har sökt jobb länge.",
        "Anna Lindmark, 47, har fått hjälp.",
        "Målgruppen är unga i åldern 18–24 år.",
        "Det var första gången hon vågade fråga.",
        "Hon hörde av sig tre gånger.",
        "Han kom till Sverige på 90-talet.",
        "De träffas var tredje vecka.",
        "En av handledarna visade runt.",
        "På ett sätt var det skönt.",
        "Det finns flera hundra sätt att söka.",
        "Hon nämner två skäl till det.",
        "De två går hem tillsammans.",
        "Postadressen är 123 45 Norrby.",
        "Se sidan 14 i rapporten nr 3.",
    ],
)
def test_what_is_no_figure(tag, text):
    assert figures(tag, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I fjol deltog 127 personer.", [(127, "persons")]),
        ("Det blev 98 beviljade hushåll.", [(98, "households")]),
        ("Nio av länets kommuner är med.", [(9, "municipalities")]),
        ("Tre förvaltningar delar på ansvaret.", [(3, "organisations")]),
        ("Lokalen har 15 platser.", [(15, "places")]),
        ("Nämnden inrättar fyra tjänster.", [(4, "jobs")]),
        ("Arbetslösheten är nu 7,4 procent.", [(7.4, "percent")]),
        ("Arbetslösheten steg med 1,5 procentenheter.", [(1.5, "percent")]),
        ("Satsningen kostar 2 850 000 kronor.", [(2_850_000, "SEK")]),
        ("Budgeten är 4,5 mkr.", [(4_500_000, "SEK")]),
        ("Det tog sju månader.", [(7, "months")]),
        ("De arbetar 20 timmar i veckan.", [(20, "hours")]),
        ("Tre av fyra blev nöjda med jobbet.", [(75, "percent")]),
        ("Av alla deltagare fick var femte ett jobb.", [(20, "percent")]),
        ("Två tredjedelar av deltagarna fick jobb.", [(66.67, "percent")]),
        ("Insatsen varar i 6–12 månader.", [(6, "months")]),
        ("Vi söker ett tjugotal unga arbetslösa.", [(20, "persons")]),
        ("Det är ett treårigt projekt.", [(3, "years")]),
        ("Efter ett år fick hon arbete.", [(1, "years")]),
        ("De väntade i ett halvår.", [(0.5, "years")]),
    ],
)
def test_units(tag, text, expected):
    assert brief(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Projektet kostar 6,2 miljoner, varav fonden betalar 4,1.",
            [(6_200_000, "SEK"), (4_100_000, "SEK")],
        ),
        ("Av 164 deltagare har 58 fått jobb.", [(164, "persons"), (58, "persons")]),
        ("Andelen i arbete steg från 19 till 34 procent.", [(19, "percent"), (34, "percent")]),
        ("Mediantiden gick från 27 månader till 16.", [(27, "months"), (16, "months")]),
        ("Kursen har 22 platser, varav sex är lediga.", [(22, "places"), (6, "places")]),
        ("Deltagare: 382", [(382, "persons")]),
        ("Förra året kom 40 deltagare. I år är de 57.", [(40, "persons"), (57, "persons")]),
        (
            "Tolv kvinnor och åtta män har fått jobb.",
            [(12, "persons"), (8, "persons")],
        ),
        ("Sex av elva fick anställning.", [(6, "persons"), (11, "persons")]),
        ("30 procent fick jobb och ungefär lika många läser på komvux.", [(30, "percent")] * 2),
        ("I fjol fick 40 ungdomar jobb. I år är det dubbelt så många.", [(40, "persons"), (80, "persons")]),
    ],
)  # fmt: skip
def test_elliptical_numbers_take_unit_and_scale(tag, text, expected):
    assert brief(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hittills har 90 personer skrivits in i projektet.", [(90, "participants")]),
        ("Av dem har 30 fått en fast anställning.", [(30, "employment")]),
        ("Tolv har fått jobb med lönebidrag.", [(12, "subsidised_employment")]),
        ("Fjorton läser på komvux.", [(14, "studies")]),
        ("Nio är ute på praktik.", [(9, "internship")]),
        ("Sextio procent har gått till arbete eller studier.", [(60, "any_occupation")]),
        ("Sju har avbrutit i förtid.", [(7, "dropouts")]),
        ("I kommunen är 8,1 procent arbetslösa.", [(8.1, "unemployment")]),
        ("I maj fick 120 hushåll försörjningsstöd.", [(120, "benefit_recipients")]),
        (
            "Kostnaden för försörjningsstöd sjönk med 4 miljoner kronor.",
            [(4_000_000, "benefit_cost")],
        ),
        ("Projektet har en budget på 3 miljoner kronor.", [(3_000_000, "budget")]),
        (
            "Projektet kostar 9 miljoner. Två tredjedelar kommer från Europeiska socialfonden.",
            [(9_000_000, "budget"), (66.67, "funding_share")],
        ),
        ("Fem kommuner samarbetar.", [(5, "partners")]),
        ("Praktiken varar i tolv veckor.", [(12, "duration")]),
        ("Varje coach har högst 20 deltagare.", [(20, "capacity")]),
        ("Sex handledare arbetar i verkstaden.", [(6, "capacity")]),
        ("I byn bor 900 invånare.", [(900, "other")]),
    ],
)
def test_measures(tag, text, expected):
    assert measures(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Av dem har 31 procent arbete, 14 procent studier och tio procent praktik.",
            [(31, "employment"), (14, "studies"), (10, "internship")],
        ),
        (
            "58 har fått anställning, ett trettiotal läser på komvux och 21 har hoppat av.",
            [(58, "employment"), (30, "studies"), (21, "dropouts")],
        ),
        (
            "Resultat: 63 inskrivna, 12 i arbete, 17 på komvux, 9 i praktik.",
            [(63, "participants"), (12, "employment"), (17, "studies"), (9, "internship")],
        ),
        (
            "Av de 61 deltagarna har 22 gått vidare till jobb.",
            [(61, "participants"), (22, "employment")],
        ),
        (
            "Av 40 deltagare har 25 personer (63 procent) fått jobb.",
            [(40, "participants"), (25, "employment"), (63, "employment")],
        ),
    ],
)
def test_each_figure_of_a_list_has_its_own_measure(tag, text, expected):
    assert measures(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the relative clause tells who, the main verb what became of them
        (
            "Fem av tio som får en extratjänst har jobb två år senare.",
            [(50, "employment"), (2, "duration")],
        ),
        # the partitive noun is the whole
        ("Företaget har anställt fem av praktikanterna.", [(5, "employment")]),
        ("En femtedel av deltagarna saknar examen.", [(20, "other")]),
        # appended and parallel numbers say what the figure before them says
        ("Butiken har anställt sju, varav två på heltid.", [(7, "employment"), (2, "employment")]),
        ("I länet är 7,8 procent arbetslösa, jämfört med 6,1 i riket.", [(7.8, "unemployment"), (6.1, "unemployment")]),
        ("Tre coacher arbetar här, var och en med ett femtontal deltagare.", [(3, "capacity"), (15, "capacity")]),
        ("Två tredjedelar är kvinnor.", [(66.67, "participants")]),
        ("Fabriken har varslat 120 personer.", [(120, "other")]),
    ],
)  # fmt: skip
def test_who_is_counted_is_not_what_is_said(tag, text, expected):
    assert measures(tag, text) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Hittills har 90 personer fått jobb.", "outcome"),
        ("Målet är att 90 personer får jobb.", "target"),
        ("Projektet ska nå 90 personer.", "target"),
        ("Av de 90 personer vi har sagt att vi ska hjälpa är många unga.", "target"),
        ("Vi siktar på minst 90 deltagare.", "target"),
        ("Enligt prognosen får 90 personer jobb.", "forecast"),
        ("I höst väntas 90 personer bli arbetslösa.", "forecast"),
        ("Utfallet blev 90 deltagare.", "outcome"),
        ("Nästa år räknar nämnden med att 90 personer får jobb.", "forecast"),
        ("Projektet har fått 3 miljoner kronor och ska pågå till maj.", "outcome"),
        ("Antalet platser utökas till 90.", "target"),
    ],
)
def test_status(tag, text, status):
    assert [row[4] for row in figures(tag, text)] == [status]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Cirka 40 personer deltog.", "about"),
        ("Drygt 40 personer deltog.", "over"),
        ("Knappt 40 personer deltog.", "under"),
        ("Minst 40 personer deltog.", "at_least"),
        ("Högst 40 personer får delta.", "at_most"),
        ("Närmare 40 personer deltog.", "nearly"),
        ("Ett fyrtiotal personer deltog.", "about"),
        ("40 personer deltog.", "exact"),
        ("Kursen pågår över tre år.", "exact"),
    ],
)
def test_qualifiers(tag, text, qualifier):
    tagged = tag(f"{TOPIC}\n\n{text}")
    assert [f.qualifier for f in find(tagged)] == [qualifier]


def test_period_source_and_group(tag):
    tagged = tag(f"{TOPIC}\n\nEnligt SCB fick 300 unga bidrag under 2021.")
    (figure,) = find(tagged)
    assert (figure.source, figure.group, figure.period_start) == ("SCB", "youth", "2021")


def test_pages_off_topic_hold_no_figures(tag):
    tagged = tag(
        "Bron har kostat 8,8 miljoner kronor. Den är 40 meter lång och tog två år att bygga."
    )
    assert not on_topic(tagged)
    assert list(find(tagged)) == []


def test_a_line_without_end_does_not_hang(tag):
    tagged = tag("12 deltagare och 3 coacher, " * 3000)
    assert len(list(find(tagged))) > 10


@pytest.mark.parametrize("entry", load(CueEntry, "figures_cues.tsv"), ids=lambda e: e.pattern[:30])
def test_cue_examples(entry):
    assert any(cue.measure is entry.measure for cue in cues_in(entry.example)), entry.example


@pytest.mark.parametrize("entry", load(Noun, "figures_nouns.tsv"), ids=lambda e: e.stem)
def test_noun_examples(entry):
    words = [word.strip(".,:") for word in entry.example.split()]
    assert any((found := noun(word)) and found.unit is entry.unit for word in words), entry.example


@pytest.mark.parametrize(
    "entry", load(StatusEntry, "figures_status.tsv"), ids=lambda e: e.pattern[:30]
)
def test_status_examples(entry):
    patterns = [pattern for other, pattern in _compiled() if other is entry]
    assert any(pattern.search(entry.example) for pattern in patterns)


@pytest.mark.parametrize(
    "entry", load(Predicate, "figures_predicates.tsv"), ids=lambda e: e.forms[:30]
)
def test_predicate_examples(entry):
    assert any(is_predicate(word.strip(".")) for word in entry.example.split())


@pytest.mark.parametrize(
    "entry", load(QualifierPhrase, "figures_qualifiers.tsv"), ids=lambda e: e.phrase
)
def test_qualifier_examples(tag, entry):
    tagged = tag(f"{TOPIC}\n\n{entry.example}")
    assert entry.qualifier in [f.qualifier for f in find(tagged)], entry.example


@pytest.mark.parametrize(
    "entry", load(TopicEntry, "figures_topic.tsv"), ids=lambda e: e.pattern[:30]
)
def test_topic_examples(tag, entry):
    assert on_topic(tag(entry.example)) is (entry.points >= 3)
