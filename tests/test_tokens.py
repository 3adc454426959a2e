"""Words and sentences: one phenomenon per table."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article, Block, BlockKind, Span
from pipeline.lexicon.load import load
from pipeline.tokens import MAX_SENTENCE, Abbreviation, sentences, tokenize, words


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in words(text)]


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("på 46:e plats", "på|46:e|plats"),
        ("den 1:a och de 29:orna", "den|1:a|och|de|29:orna"),
        ("EU:s och SVT:s", "EU:s|och|SVT:s"),
        ("S:t Eriks torg", "S:t|Eriks|torg"),
        ("Projektledare:Eva Ek", "Projektledare|:|Eva|Ek"),
        ("Start: måndag", "Start|:|måndag"),
    ],
)
def test_colon_joins_only_endings(text: str, expected: str) -> None:
    assert cut(text) == expected.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Steg för steg-projektet i Malung-Sälen", "Steg|för|steg-projektet|i|Malung-Sälen"),
        ("vård- och omsorgsjobb", "vård-|och|omsorgsjobb"),
        (
            "stöd- och matchningsenheten, dag- eller kvällstid",
            "stöd-|och|matchningsenheten|,|dag-|eller|kvällstid",
        ),
        ("barnbidrag och -avgift", "barnbidrag|och|-avgift"),
        ("Anna-Lena Ek-Berg", "Anna-Lena|Ek-Berg"),
        ("CV-skrivning och IT-stöd", "CV-skrivning|och|IT-stöd"),
        ("70-talet, 18-åring, 3-åriga", "70-talet|,|18-åring|,|3-åriga"),
        ("Skövde – Falköping", "Skövde|–|Falköping"),
        ("Skövde–Falköping", "Skövde|–|Falköping"),
        ("-Vi kan mer", "-|Vi|kan|mer"),
        ("- Vi kan mer", "-|Vi|kan|mer"),
        ("–Vi kan mer", "–|Vi|kan|mer"),
    ],
)
def test_hyphens_and_dashes(text: str, expected: str) -> None:
    assert cut(text) == expected.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 000 kronor", "12|000|kronor"),
        ("12\u00a0000 kronor", "12|000|kronor"),
        ("12.500 kronor", "12.500|kronor"),
        ("2,5 år", "2,5|år"),
        ("version 1.0 och 2.0.", "version|1.0|och|2.0|."),
        ("45% eller 45 %", "45|%|eller|45|%"),
        ("3%-regeln", "3%-regeln"),
        ("50-60 personer, 12–15 veckor", "50-60|personer|,|12–15|veckor"),
        ("300 kr/mån", "300|kr/mån"),
        ("25kr och 150 000kr", "25|kr|och|150|000|kr"),
        ("kl 13.30–15.00", "kl|13.30–15.00"),
        ("2022-12-04 och 15/9", "2022-12-04|och|15/9"),
        ("år 2019.", "år|2019|."),
        ("3G och 4a", "3G|och|4a"),
        ("(42)", "(|42|)"),
    ],
)
def test_figures(text: str, expected: str) -> None:
    assert cut(text) == expected.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foto: Eva Ek/SVT", "Foto|:|Eva|Ek|/|SVT"),
        ("bidrag/stöd", "bidrag|/|stöd"),
        ("Se https://www.exempel.se/a?b=c.", "Se|https://www.exempel.se/a?b=c|."),
        ("på exempel.se, eller exempel.se/jobb.", "på|exempel.se|,|eller|exempel.se/jobb|."),
        ("eva.ek@exempel.se", "eva.ek@exempel.se"),
        ("H&M och rock'n'roll", "H&M|och|rock'n'roll"),
        ("”Det går”, säger hon.", "”|Det|går|”|,|säger|hon|."),
        ("slut.Nu börjar", "slut|.|Nu|börjar"),
        ("Va?! Nej...", "Va|?!|Nej|..."),
        ("arbets\u00admarknad", "arbets\u00admarknad"),
        ("\ufeffHej\u200b du", "Hej\u200b|du"),
        ("e\u0301tude", "e\u0301tude"),
    ],
)
def test_marks_links_and_hidden_characters(text: str, expected: str) -> None:
    assert cut(text) == expected.split("|")


@pytest.mark.parametrize(
    "form", [form for entry in load(Abbreviation, "abbreviations.tsv") for form in entry.forms]
)
def test_every_abbreviation_is_one_token(form: str) -> None:
    assert form in cut(f"Vi ser {form} två saker")


@pytest.mark.parametrize("entry", load(Abbreviation, "abbreviations.tsv"), ids=lambda e: e.forms[0])
def test_abbreviation_examples(entry: Abbreviation) -> None:
    assert any(form.lower() in entry.example.lower() for form in entry.forms)
    ends = {"may": (1, 2), "never": (1,)}[entry.ends]
    assert len(split(entry.example)) in ends


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("J. P. Ek och A.B. Dahl", "J.|P.|Ek|och|A.B.|Dahl"),
        ("Karl G. Öst talade.", "Karl|G.|Öst|talade|."),
        ("Hon valde plan B. Det gick bra.", "Hon|valde|plan|B|.|Det|gick|bra|."),
    ],
)
def test_initials(text: str, expected: str) -> None:
    assert cut(text) == expected.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi söker jobb. Det går bra.", ["Vi söker jobb.", "Det går bra."]),
        ("Mötet är kl. 13 i dag. Kom!", ["Mötet är kl. 13 i dag.", "Kom!"]),
        ("Vi har snickeri m.m. Allt är öppet.", ["Vi har snickeri m.m.", "Allt är öppet."]),
        ("Vi har t.ex. Malmö med.", ["Vi har t.ex. Malmö med."]),
        ("Det kostar 300 kr. Avgiften är låg.", ["Det kostar 300 kr.", "Avgiften är låg."]),
        ("Priset är 300 kr. per år.", ["Priset är 300 kr. per år."]),
        ("Chef är dr. Eva Ek. Hon är ny.", ["Chef är dr. Eva Ek.", "Hon är ny."]),
        ("År 2019. 53 personer fick jobb.", ["År 2019.", "53 personer fick jobb."]),
        ("den 12 dec. 2020", ["den 12 dec. 2020"]),
        ("1. Sök stöd", ["1. Sök stöd"]),
        ("Det är slut.Nu börjar vi.", ["Det är slut.", "Nu börjar vi."]),
        ("Målet? Fler i arbete.", ["Målet?", "Fler i arbete."]),
        ("Alla är välkomna • Kaffe ingår", ["Alla är välkomna", "• Kaffe ingår"]),
        ("Vi ses ... Kanske i maj.", ["Vi ses ...", "Kanske i maj."]),
        ("Vi ses ... kanske i maj.", ["Vi ses ... kanske i maj."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("”Det går bra. Vi är nöjda”, säger hon.", ["”Det går bra.", "Vi är nöjda”, säger hon."]),
        ("”Vad behöver de?”, undrar hon.", ["”Vad behöver de?”, undrar hon."]),
        ('"Kommer du?" frågade han. "Nej." Hon gick.', ['"Kommer du?" frågade han.', '"Nej."', "Hon gick."]),
        ("Hon säger: ”Jag är nöjd! Det blev bra.” Sedan gick hon.",
         ["Hon säger: ”Jag är nöjd!", "Det blev bra.”", "Sedan gick hon."]),
        ("– Det går. – Ja, säger han.", ["– Det går.", "– Ja, säger han."]),
        ("– Det går! säger han.", ["– Det går! säger han."]),
        ("Det går bra! – hoppas vi.", ["Det går bra! – hoppas vi."]),
        ("Läs mer (se s. 12. Obs!) om stödet.", ["Läs mer (se s. 12. Obs!) om stödet."]),
        ("(Allt är gratis. Välkommen.) Nu börjar vi.", ["(Allt är gratis. Välkommen.)", "Nu börjar vi."]),
        ("Det heter ”Språngbrädan”. Alla får plats.", ["Det heter ”Språngbrädan”.", "Alla får plats."]),
    ],
)  # fmt: skip
def test_sentences_and_quotation(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_blocks_end_sentences_and_furniture_has_no_tokens() -> None:
    text = "Fler får jobb\nDela artikeln\nDet säger chefen"
    kinds = (BlockKind.HEADLINE, BlockKind.FURNITURE, BlockKind.PARAGRAPH)
    blocks, start = [], 0
    for line, kind in zip(text.split("\n"), kinds, strict=True):
        blocks.append(Block(Span(start, start + len(line)), kind))
        start += len(line) + 1
    tokens = tokenize(Article("a", "a.txt", "", text), blocks)
    assert [tokens.word(i) for i in range(len(tokens.words))] == [
        "Fler",
        "får",
        "jobb",
        "Det",
        "säger",
        "chefen",
    ]
    assert tokens.sentence_starts == (0, 3)
    assert tokens.token_blocks == (0, 0, 0, 2, 2, 2)


@given(
    st.text(alphabet=st.sampled_from("aÅö1 2.,!?:;-–”\"'()/%•\u00a0\n\u00ad\u200bE@t"), max_size=80)
)
def test_tokens_cover_everything_but_white_space(text: str) -> None:
    spans = words(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {i for s in spans for i in range(s.start, s.end)}
    hidden = "\ufeff\u200b\u00ad"
    assert all(i in covered or c.isspace() or c in hidden for i, c in enumerate(text))
    found = sentences(text)
    assert [s.start for s in found[:1]] == [s.start for s in spans[:1]]
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_no_sentence_is_longer_than_the_limit() -> None:
    starts = [s.start for s in sentences("ord " * (3 * MAX_SENTENCE))]
    assert len(starts) == 3


@pytest.mark.parametrize("unit", ["a.", "1.", "(", '"', "x-", "a@b.", "1-2:", "t.ex. ", "A. "])
def test_time_is_linear_on_one_long_line(unit: str) -> None:
    def seconds(n: int) -> float:
        text = unit * n
        began = time.process_time()
        sentences(text)
        return time.process_time() - began

    seconds(2_000)
    short, long = seconds(5_000), seconds(40_000)
    assert long < 0.2 + 8 * 4 * short
