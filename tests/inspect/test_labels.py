"""Every code has a name in both languages, every place a position, every speaker a class."""

import pytest

from pipeline.labels import SpeakerClass, code_set, codes, label, speaker_class
from pipeline.lexicon.load import load
from pipeline.tables import TABLES, columns
from pipeline.views.geography import counties, municipalities, outlines, place_name, project
from pipeline.views.numbers import number, told
from pipeline.views.sweden import shade, thresholds


@pytest.mark.parametrize("table", TABLES)
def test_every_code_of_a_table_has_a_name(table):
    assert label("table", table) != table
    for column in columns(table):
        if column.codes:
            kind = code_set(table, column.name)
            assert kind is not None, column.name
            assert set(column.codes) <= set(codes(kind))
            assert all(label(kind, code, "en") for code in column.codes)


@pytest.mark.parametrize("one", load(SpeakerClass, "speaker_classes.tsv"), ids=lambda o: o.ending)
def test_speaker_classes_fit_their_examples(one):
    words = one.example.lower()
    assert speaker_class(words, "Någon", True) == one.class_code


@pytest.mark.parametrize(
    ("role", "speaker", "person", "said_by"),
    [
        ("enhetschef på arbetsmarknadsenheten", "Bo Ek", True, "manager"),
        ("jobbcoachen", "Bo Ek", True, "caseworker"),
        ("kommunalråd (S)", "Bo Ek", True, "politician"),
        ("granne", "Bo Ek", True, "other"),
        (None, "Länsstyrelsen", False, "organisation"),
        (None, None, False, "unknown"),
    ],
)
def test_who_speaks(role, speaker, person, said_by):
    assert speaker_class(role, speaker, person) == said_by


def test_the_map_has_all_counties_and_municipalities():
    assert len(municipalities()) == 290
    assert set(outlines()) == set(counties()) == {m.county for m in municipalities().values()}
    assert (place_name("0180"), place_name("25"), place_name("SE")) == (
        "Stockholm",
        "Norrbottens län",
        "Sverige",
    )


def test_north_is_up_and_east_is_right():
    (x_malmo, y_malmo), (x_kiruna, y_kiruna) = project(55.6, 13.0), project(67.86, 20.2)
    assert y_kiruna > y_malmo
    assert x_kiruna > x_malmo


def test_most_municipalities_lie_in_their_county():
    inside = sum(
        any(_inside(project(m.latitude, m.longitude), ring) for ring in outlines()[m.county])
        for m in municipalities().values()
    )
    assert inside >= 270  # seats on coasts and borders may fall outside the simplified line


def _inside(point, ring):
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


@pytest.mark.parametrize(
    ("counts", "value", "shown"),
    [
        ({"a": 0}, 0, 0),
        ({"a": 1}, 1, 4),
        ({"a": 1, "b": 9}, 9, 4),
        ({"a": 1, "b": 2, "c": 3, "d": 4}, 1, 1),
    ],
)
def test_shades(counts, value, shown):
    assert shade(value, thresholds(counts)) == shown


@pytest.mark.parametrize(
    ("value", "sv", "en"),
    [(12500, "12\u00a0500", "12,500"), (11.9, "11,9", "11.9"), (30.0, "30", "30"), (None, "", "")],
)
def test_numbers(value, sv, en):
    assert (number(value), number(value, "en")) == (sv, en)


def test_a_figure_in_short():
    row = {"value": 120.0, "value_high": 150.0, "unit": "persons", "qualifier": "about"}
    assert told(row) == "≈ 120–150 personer"


def test_numbers_of_a_line_do_not_cover_each_other():
    from pipeline.views.charts import NARROW, WIDE, Point, _sides

    points = [Point("a", value, "outcome", f"{value} %") for value in (40, 41, 42, 80)]
    points.append(Point("b", 41, "target", "41 %"))
    assert _sides(points, WIDE) == ["above", "below", "", "above", "above"]
    assert _sides(points, NARROW)[3:] == ["above", "above"]
    assert _sides([], WIDE) == []
