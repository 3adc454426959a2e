"""Every date that exists is read back in every usual Swedish shape; numbers that are no dates are not."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.swedish.dates import find_dates, first_date

MONTHS = (
    "januari februari mars april maj juni juli augusti september oktober november december".split()
)
DAYS = "måndag tisdag onsdag torsdag fredag lördag söndag".split()
SHAPES = (
    "{d} {month} {y}",
    "den {d} {month} {y}",
    "{weekday} den {d} {month} {y}",
    "{weekday} {d} {month} {y} kl. 06:56",
    "{d} {short} {y}",
    "{d} {short}. {y}",
    "{y}-{m:02d}-{d:02d}",
    "{y}-{m:02d}-{d:02d}T05:00:00+02:00",
    "{y}-{m:02d}-{d:02d} 14:12",
    "{d}/{m} {y}",
    "{d}/{m}-{y}",
    "{d:02d}.{m:02d}.{y}",
    "{y}.{m:02d}.{d:02d}",
    "{y}/{m:02d}/{d:02d}",
    "{D} {MONTH} {y}",
)
dates = st.dates(datetime.date(1990, 1, 1), datetime.date(2049, 12, 31))


@given(
    dates,
    st.sampled_from(SHAPES),
    st.sampled_from(["", "Publicerad ", "Flen ", "(", "Mötet hölls "]),
)
def test_every_shape(date: datetime.date, shape: str, before: str) -> None:
    month = MONTHS[date.month - 1]
    text = before + shape.format(
        d=date.day, D=date.day, m=date.month, y=date.year, month=month, MONTH=month.upper(),
        short=month[:3], weekday=DAYS[date.weekday()],
    )  # fmt: skip
    found = next(iter(find_dates(text)))
    assert found.start == date.isoformat()
    assert text[found.span.start : found.span.end].strip("( ")


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("i våras", "2022-21"),
        ("i somras", "2022-22"),
        ("I somras", "2022-22"),
        ("i höstas", "2021-23"),
        ("i vintras", "2022-24"),
        ("i vår", "2022-21"),
        ("i sommar", "2022-22"),
        ("i fjol", "2021"),
        ("i mars", "2022-03"),
        ("i december", "2021-12"),
    ],
)
def test_relative_to_the_day_of_publication(phrase: str, date: str) -> None:
    found = list(find_dates(f"Kursen började {phrase} och fick många sökande.", "2022-10-05"))
    assert [mention.start for mention in found] == [date]


@pytest.mark.parametrize(
    "text",
    [
        "31 februari 2020",
        "2021-02-30",
        "31/4 2022",
        "version 2.0.2020",
        "0480-45 20 22",
        "556036-0793",
        "kl. 20.15",
        "2 000 plantor",
        "24 av 30",
    ],
)
def test_no_dates(text: str) -> None:
    assert first_date(text) is None


@given(st.text(alphabet="0123456789 -/.:,majunitill århöst", max_size=60))
def test_spans_are_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for mention in find_dates(text, "2022-05-01"):
        assert mention.span.start >= end
        end = mention.span.end
