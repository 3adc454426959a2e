"""Success factors: asserted or not, which code, which polarity. Sentences of our own, unseen in training."""

import pytest

from pipeline.extract import factors


def found(tag, text):
    tagged = tag(text)
    return [(str(f.factor), str(f.polarity), tagged.cut(f.span)) for f in factors.find(tagged)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "– Det viktigaste är att vi samarbetar med företagen, säger Maja Hedh.",
            "employer_engagement",
        ),
        ("– Utan föreningarna hade det aldrig gått, säger hon.", "civil_society"),
        (
            "Individuell planering är avgörande för att lyckas, menar enhetschefen.",
            "individual_planning",
        ),
        ("– Nyckeln är att vi bygger tillit, säger coachen.", "trust"),
    ],
)
def test_an_asserted_need_is_a_success_factor(tag, text, code):
    assert (code, "success") in {(c, p) for c, p, _ in found(tag, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Kursen börjar den 4 mars i Folkets hus.",
        "Kommunen har 12 000 invånare.",
        "Deltagarna träffas på tisdagar klockan nio.",
        "Anmäl dig senast på fredag.",
    ],
)
def test_plain_description_is_no_factor(tag, text):
    assert found(tag, text) == []


def test_a_lack_is_a_barrier(tag):
    rows = found(tag, "– Problemet är att vi har för lite personal och pengar, säger chefen.")
    assert ("resources", "barrier") in {(c, p) for c, p, _ in rows}


def test_evidence_lies_inside_its_sentence_and_in_order(tag):
    text = "Det är bra. Nära kontakt med en coach är viktigt, och praktik på riktiga arbetsplatser behövs."
    tagged = tag(text)
    spans = [f.span for f in factors.find(tagged)]
    assert spans == sorted(spans)
    assert spans
    for span in spans:
        assert tagged.cut(span) in text


@pytest.mark.parametrize("text", ["", "\n\n", "!!!", "” ” –", "a" * 5000])
def test_odd_text_gives_no_factor_and_no_error(tag, text):
    assert found(tag, text) == []
