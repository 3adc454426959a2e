"""Training articles with factors marked inline."""

from __future__ import annotations

import pytest

from models.train.factor_markup import marked_articles, parse
from pipeline.errors import GoldError


def test_marks_become_rows_with_their_places() -> None:
    source = (
        "=== notis\nKort nytt\nDet går bra, {trust+,close_contact+? de kan lita på oss}, sa hon.\n\n"
        "=== debatt\nSlut\n{resources- Pengarna är slut}.\n"
    )
    first, second = parse(source, "a.txt")
    assert first.text == "Kort nytt\n\nDet går bra, de kan lita på oss, sa hon."
    assert [(r["factor"], r["polarity"], r["optional"]) for r in first.gold] == [
        ("trust", "success", False),
        ("close_contact", "success", True),
    ]
    assert [first.text[s.start : s.end] for s in first.places] == ["de kan lita på oss"] * 2
    assert second.gold[0]["polarity"] == "barrier"
    assert second.name == "a.txt:5"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("=== a\nRubrik\nHär {trust+ saknas slut.\n", "a.txt:3: a brace"),
        ("=== a\nRubrik\nHär {tillit+ står det}.\n", "a.txt:3: 'tillit'"),
        ("=== a\nRubrik\nHär {trust saknas tecken}.\n", "a.txt:3: a brace"),
        ("=== a\nRubrik\nHär {trust+ är {other- två} i en}.\n", "a.txt:3: a brace"),
        ("Rubrik\n=== a\n", "a.txt:1: text before"),
        ("=== a\nRubrik\n", "a.txt:1: an article has"),
    ],
)
def test_broken_markup_is_named_with_its_line(source: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        list(parse(source, "a.txt"))


def test_all_articles_are_well_formed() -> None:
    articles = list(marked_articles())
    assert len(articles) > 50
    assert sum(len(one.gold) for one in articles) > 150
    assert all(
        one.text[s.start : s.end] == row["text"]
        for one in articles
        for row, s in zip(one.gold, one.places, strict=True)
    )
