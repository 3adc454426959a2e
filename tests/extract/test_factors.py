"""Success factors: the pattern language, the lexicons, clauses, and what is found in a text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from pipeline.article import BlockKind, TaggedArticle
from pipeline.extract import factors
from pipeline.extract.factors.features import named_features
from pipeline.extract.factors.lexicons import content_matcher, contents, cue_matcher, cues
from pipeline.extract.factors.patterns import Matcher
from pipeline.extract.factors.stretches import MAX_WORDS, clauses, own_words, stretches
from pipeline.vocab import FactorCode, Polarity

Tag = Callable[..., TaggedArticle]


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("tid", "det tar tid", True),
        ("tid", "på tiden", False),
        ("tid*", "på tiden", True),
        ("*plats", "en praktikplats", True),
        ("*förtroende*", "ett självförtroendet", True),
        ("nära/tät kontakt*", "med tät kontakt hela tiden", True),
        ("nära/tät kontakt*", "nära till kontakt", False),
        ("nära … kontakt", "nära och ständig kontakt", True),
        ("nära … kontakt", "nära , ja mycket god och på alla vis tät kontakt", False),
        ("nära … kontakt", "nära . kontakt", False),
        ("en _ coach", "en bra coach", True),
        ("en _ coach", "en coach", False),
    ],
)
def test_patterns(pattern: str, text: str, matches: bool) -> None:
    assert bool(list(Matcher([[pattern]]).find(text.split()))) is matches


@pytest.mark.parametrize("pattern", ["… tid", "ti*d", "*"])
def test_a_malformed_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Matcher([[pattern]])


def _words(text: str) -> list[str]:
    for mark in ",.;:!?":
        text = text.replace(mark, f" {mark} ")
    return text.lower().split()


@pytest.mark.parametrize("number", range(len(contents())))
def test_each_content_line_finds_its_example(number: int) -> None:
    found = {match.entry for match in content_matcher().find(_words(contents()[number].example))}
    assert number in found


@pytest.mark.parametrize("number", range(len(cues())))
def test_each_cue_line_finds_its_example(number: int) -> None:
    found = {match.entry for match in cue_matcher().find(_words(cues()[number].example))}
    assert number in found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("projektet var alldeles för kort men kontakten var mycket nära", 2),
        ("det var kort men bra", 1),
        ("coachen ringer varje vecka , och det är därför det går", 2),
        ("vi ger alla tid", 1),
        ("ja , det är viktigt att alla får tid", 1),
        ("det viktiga är att ingen behöver vänta länge och att alla får en coach", 2),
        ("många tycker nog att ingen ska behöva vänta och att alla ska få en coach", 2),
    ],
)
def test_clauses(text: str, parts: int) -> None:
    words = text.split()
    found = clauses(words)
    assert len(found or [(0, len(words))]) == parts
    if found:
        assert found[0][0] == 0
        assert found[-1][1] == len(words)
        assert all(a[1] == b[0] for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("det tar tid , säger kursledaren ulla berg", "det tar tid"),
        ("hon säger att det tar tid", "hon säger att det tar tid"),
        ("vem har tid ? undrar hon", "vem har tid ? undrar hon"),
    ],
)
def test_a_reported_clause_at_the_end_is_no_evidence(text: str, own: str) -> None:
    words = text.split()
    assert " ".join(words[: own_words(words)]) == own


@pytest.mark.parametrize(
    ("text", "code", "feature"),
    [
        ("tack vare praktiken fick hon jobb", "workplace_practice", "with strong cause fits"),
        ("praktiken är avgörande", "workplace_practice", "with strong key fits"),
        ("praktiken berodde på en slump", "workplace_practice", "with strong cause against"),
        ("ingen praktik erbjöds", "workplace_practice", "named negated"),
        ("många fastnade i åtgärder", "clear_next_step", "named barrier"),
    ],
)
def test_named_codes_know_their_cues(text: str, code: str, feature: str) -> None:
    words = text.split()
    assert feature in named_features(words, clauses(words))[FactorCode(code)]


SUCCESS = [
    ("– Det viktigaste är att alla har samma handläggare hela vägen.", "close_contact"),
    ("– Vi måste ge det tid och inte ge upp, det är det som avgör.", "long_term_commitment"),
    ("– Nyckeln är samarbetet mellan kommunen och vården.", "agency_collaboration"),
    ("– Utan föreningarna hade det aldrig gått.", "civil_society"),
    ("– Tack vare att företagen öppnade sina dörrar har många fått jobb.", "employer_engagement"),
    ("– Allt bygger på tillit, annars kommer ingen tillbaka.", "trust"),
    ("– Det stärker självförtroendet.", "strengths_and_motivation"),
    ("– Praktik på en riktig arbetsplats är avgörande.", "workplace_practice"),
    ("– Språket är nyckeln till jobb.", "skills_training"),
]
BARRIERS = [
    ("– Det största problemet är att projekten är för korta.", "long_term_commitment"),
    ("– Bristen på pengar gör att vi inte hinner med.", "resources"),
    ("– Lågkonjunkturen gör att det saknas jobb.", "labour_demand"),
    ("– Väntetiderna är för långa och många tappar sugen.", "early_intervention"),
    ("– De fastnade i åtgärder och kom aldrig vidare.", "clear_next_step"),
    ("– Det går inga bussar på kvällen, det är ett stort hinder.", "other"),
]


@pytest.mark.parametrize(
    ("text", "code", "polarity"),
    [(t, c, Polarity.SUCCESS) for t, c in SUCCESS]
    + [(t, c, Polarity.BARRIER) for t, c in BARRIERS],
)
def test_plain_assertions_are_found(tag: Tag, text: str, code: str, polarity: Polarity) -> None:
    tagged = tag(f"Nya vägar till jobb\n\nKommunen har prövat något nytt.\n\n{text}\n")
    assert (FactorCode(code), polarity) in {(f.factor, f.polarity) for f in factors.find(tagged)}


@pytest.mark.parametrize(
    "text",
    [
        "Deltagarna träffar sin coach en gång i veckan.",
        "Projektet pågår i tre år och drivs av kommunen.",
        "Kursen startar den 15 januari och omfattar tio veckor.",
        "Sedan starten har 64 personer skrivits in.",
        "Ett samarbete mellan sju kommuner inleddes i fjol.",
    ],
)
def test_plain_description_is_no_factor(tag: Tag, text: str) -> None:
    tagged = tag(f"Nytt från kommunen\n\nNämnden möttes i går.\n\n{text}\n")
    assert list(factors.find(tagged)) == []


@pytest.mark.parametrize(
    "statement",
    [
        "Projektet pågår i tre år.",
        "Föreningen har 200 medlemmar.",
        "Varje deltagare får en individuell plan.",
        "Vi hade en workshop om bemötande.",
        "Kursen omfattar svenska, data och samhällskunskap.",
        "Lokalen ligger mitt i centrum.",
        "Anmälan görs till handläggaren senast i maj.",
        "Jag är uppvuxen i Kiruna och har tre barn.",
    ],
)
def test_the_strongest_sentence_of_a_plain_page_is_no_factor(tag: Tag, statement: str) -> None:
    around = "Projektet Vändan startade 2022 och har 40 deltagare. Det drivs av kommunen."
    assert list(factors.find(tag(f"Så går det\n\n{around}\n\n{statement}"))) == []


def test_evidence_lies_in_the_text_without_the_reported_clause(tag: Tag) -> None:
    tagged = tag("Kort nytt\n\n– Nyckeln är tät kontakt med coachen, säger Ulla Berg.\n")
    found = [tagged.cut(factor.span) for factor in factors.find(tagged)]
    assert found == ["Nyckeln är tät kontakt med coachen"]


def test_a_sentence_without_end_is_taken_in_pieces(tag: Tag) -> None:
    tagged = tag("och ".join(["tid "] * 500))
    rows = list(stretches(tagged))
    assert max(len(row.words) for row in rows) <= MAX_WORDS
    assert sum(len(row.words) for row in rows) == len(tagged.tokens)
    assert rows[0].kind is not BlockKind.FURNITURE


def test_nothing_in_nothing(tag: Tag) -> None:
    assert list(factors.find(tag(""))) == []
