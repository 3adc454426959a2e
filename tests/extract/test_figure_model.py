"""The learned part of the figures: it hears the rules, and decides."""

from __future__ import annotations

from itertools import chain

import pytest

from pipeline.extract.figures import find, judged_by_rules, why
from pipeline.extract.figures.features import features
from pipeline.extract.figures.model import weigh
from pipeline.vocab import Measure, Status
from tests.extract.figure_passages import FOLDER, passages

ARTICLE = """Vändplatsen i Heby

Projektet Vändplatsen drivs av Heby kommun och har haft 64 deltagare. Av dem har 21 fått anställning och 12 börjat studera.

Budgeten är 3,2 miljoner kronor om året. Målet för nästa år är att 80 personer ska delta.
"""


def test_an_article_told_plainly(tag):
    told = [(f.value, str(f.measure), str(f.status)) for f in find(tag(ARTICLE))]
    assert told == [
        (64, "participants", "outcome"),
        (21, "employment", "outcome"),
        (12, "studies", "outcome"),
        (3.2e6, "budget", "outcome"),
        (80, "participants", "target"),
    ]


def test_every_figure_of_the_rules_is_weighed_once(tag):
    tagged = tag(ARTICLE)
    told = judged_by_rules(tagged)
    assert len(told) == len(features(told)) == len(weigh(told)) == len(list(find(tagged)))
    assert features([]) == weigh([]) == []


def test_what_is_told_plainly_is_likelier(tag):
    plain, bare = (
        list(find(tag(f"{ARTICLE}\n{text}")))[-1]
        for text in ("Projektet har haft 75 deltagare.", "På mässan blev det 75.")
    )
    assert plain.value == bare.value == 75
    assert plain.likely > max(0, bare.likely)


def test_features_tell_people_from_money_and_know_the_neighbours(tag):
    first, second, *_, money, _ = features(judged_by_rules(tag(ARTICLE)))
    assert {"unit=persons", "rule=participants", "no last", "role=participant"} <= first.keys()
    assert any(name.startswith("last beside=participants") for name in second)
    assert "people: right near=fått" in second
    assert any(name.startswith("money: ") for name in money)
    assert not any(name.startswith("people: ") for name in money)


def test_the_reasons_name_the_answer(tag):
    tagged = tag(ARTICLE)
    for figure in find(tagged):
        lines = list(why(tagged, figure.span))
        assert lines[0].startswith("rules: ")
        assert any(line.startswith(f"measure: {figure.measure} rather than ") for line in lines)
        assert any(line.startswith(f"status: {figure.status} rather than ") for line in lines)


@pytest.mark.parametrize("question", ["measure", "status"])
def test_on_texts_apart_the_weights_are_right_more_often_than_the_rules(tag, question):
    every = chain.from_iterable(passages(file) for file in sorted(FOLDER.glob("*.txt")))
    counts = {"rules": 0, "weighed": 0}
    for one in [one for one in every if one.measured][::4]:
        told = judged_by_rules(tag(one.text, "2022-11-05"))
        for (candidate, judged), weighed in zip(told, weigh(told), strict=True):
            gold = next((g for g in one.figures if g.span.overlaps(candidate.quantity.span)), None)
            if gold is not None and not gold.optional:
                right: Measure | Status = getattr(gold, question)
                counts["rules"] += getattr(judged, question) is right
                counts["weighed"] += getattr(weighed, question) is right
    assert counts["weighed"] > counts["rules"] > 400
