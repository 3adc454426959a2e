"""The number grammar on strings: one phenomenon per table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.swedish.number_words import number_word, part_word, tally_word
from pipeline.swedish.numbers import Form, Number, digits_value, numbers


def only(text: str) -> Number:
    """The single number expression of a text."""
    found = list(numbers(text))
    assert len(found) == 1, [text[n.start : n.end] for n in found]
    return found[0]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("noll", 0),
        ("tolv", 12),
        ("tjugofem", 25),
        ("nittionio", 99),
        ("hundra", 100),
        ("tvåhundra", 200),
        ("trehundrafemtio", 350),
        ("tolvhundra", 1200),
        ("tusen", 1000),
        ("femtusen", 5000),
        ("ettusentvåhundra", 1200),
        ("tjugofemtusen", 25000),
        ("hundrafemtiotusentrehundra", 150300),
        ("sexig", None),
        ("tresits", None),
        ("femma", None),
        ("", None),
    ],
)
def test_number_words(word: str, value: int | None) -> None:
    assert number_word(word) == value


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("7", 7),
        ("1 250", 1250),
        ("1\u00a0250", 1250),
        ("1.250", 1250),
        ("12.000.000", 12_000_000),
        ("6,2", 6.2),
        ("1 250,75", 1250.75),
        ("3.5", 3.5),
        ("0.125", 0.125),
    ],
)
def test_separators(digits: str, value: float) -> None:
    assert digits_value(digits) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6,2 miljoner", 6_200_000),
        ("40 tusen", 40_000),
        ("en halv miljon", 500_000),
        ("en kvarts miljon", 250_000),
        ("två och en halv miljon", 2_500_000),
        ("740 tkr", 740_000),
        ("11,4 mkr", 11_400_000),
        ("1,2 miljarder", 1_200_000_000),
        ("två och ett halvt", 2.5),
        ("halvannat", 1.5),
        ("två hundra", 200),
    ],
)
def test_scales_and_halves(text: str, value: float) -> None:
    number = only(text)
    assert number.value == value
    assert (number.start, number.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ett tjugotal", 20),
        ("ett 30-tal", 30),
        ("ett hundratal", 100),
        ("ett dussin", 12),
        ("ett par", 2),
        ("femtiotal", 50),
    ],
)
def test_tallies_are_approximate(text: str, value: int) -> None:
    number = only(text)
    assert (number.value, number.form, number.approximate) == (value, Form.TALLY, True)


@pytest.mark.parametrize("word", ["antal", "fåtal", "flertal", "talet", "kapital", "hundratals"])
def test_no_tally(word: str) -> None:
    assert tally_word(word) is None


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("hälften", 50),
        ("varannan", 50),
        ("var femte", 20),
        ("vart tredje", 33.33),
        ("en tredjedel", 33.33),
        ("två tredjedelar", 66.67),
        ("tre fjärdedelar", 75),
        ("en tiondel", 10),
        ("2/3", 66.67),
        ("två av tre", 66.67),
        ("8 av 10", 80),
        ("nio av tio", 90),
    ],
)
def test_shares_are_percent(text: str, percent: float) -> None:
    number = only(text)
    assert number.is_share
    assert round(number.value, 2) == percent


def test_parts_of_a_ratio_keep_their_seam() -> None:
    text = "sex av elva"
    number = only(text)
    assert number.parts == (6, 11)
    assert number.seam is not None
    assert (text[: number.seam[0]], text[number.seam[1] :]) == ("sex", "elva")


def test_part_words() -> None:
    assert part_word("femtedelar") == (1, 5)
    assert part_word("tvåtredjedelar") == (2, 3)
    assert part_word("kvarter") is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12–15", 12, 15),
        ("12-15", 12, 15),
        ("mellan 10 och 12", 10, 12),
        ("två till tre", 2, 3),
        ("två eller tre", 2, 3),
        ("fem à sex", 5, 6),
        ("ett, kanske två", 1, 2),
        ("tio, femton", 10, 15),
        ("2–3 miljoner", 2_000_000, 3_000_000),
    ],
)
def test_ranges(text: str, low: float, high: float) -> None:
    number = only(text)
    assert (number.value, number.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["från 98 till 57", "12, 15 och 20", "15 och 12", "tjugo, elva", "12 av 20 och 3"]
)
def test_no_ranges(text: str) -> None:
    assert all(number.high is None for number in numbers(text))


@given(st.integers(min_value=0, max_value=999_999_999))
def test_grouped_digits_round_trip(value: int) -> None:
    text = f"{value:,}".replace(",", " ")
    assert [number.value for number in numbers(text)] == [value]


@given(st.text(alphabet="0123456789 .,-–/avochtilltre en%\u00a0", max_size=60))
def test_spans_are_ordered_and_inside(text: str) -> None:
    end = 0
    for number in numbers(text):
        assert end <= number.start < number.end <= len(text)
        assert number.high is None or number.high > number.value
        end = number.end
