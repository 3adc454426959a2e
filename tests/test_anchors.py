"""Anchors: what a text must hold for a pattern to match."""

from __future__ import annotations

import re

import pytest

from pipeline.extract.figures.cues import CueEntry, cues_in, pattern_anchors
from pipeline.lexicon.anchors import anchors, holds_one
from pipeline.lexicon.load import load
from pipeline.link.group_words import GroupPattern, groups_in, likely_wordings


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"sjukskri\w*|(?:lång )?sjukpenning", ("sjukpenning", "sjukskri")),
        (r"\bunga?s?\b", ("ung",)),
        (r"(?:personer|människor) med \w+", ("människor", "personer")),
        (r"\d+ (?:år|månader)", ()),  # one way to match has nothing long enough
        (r"(?:arbete){0,2}", ()),  # nothing need be there at all
        (r"(?:jobb ){1,3}", ("jobb ",)),
        (r"[Ff]lykting", ("lykting",)),
        (r"UTAN ARBETE", ("utan arbete",)),
    ],
)
def test_anchors_of_a_pattern(pattern: str, expected: tuple[str, ...]) -> None:
    assert anchors(pattern) == expected


@pytest.mark.parametrize(
    "line", load(GroupPattern, "target_groups.tsv"), ids=lambda line: line.example
)
def test_a_text_that_matches_holds_an_anchor(line: GroupPattern) -> None:
    pattern = re.compile(line.pattern, re.IGNORECASE)
    for text in (line.example, line.example.upper(), f"Se här: {line.example.lower()}"):
        if pattern.search(text):
            assert holds_one(text.lower(), anchors(line.pattern))


@pytest.mark.parametrize("line", load(GroupPattern, "target_groups.tsv")[::7])
def test_the_wordings_of_an_article_find_the_same(line: GroupPattern) -> None:
    article = f"Rubrik om något annat. {line.example} Det är allt."
    assert groups_in(line.example, likely_wordings(article)) == groups_in(line.example)


def test_cues_are_found_in_capitals() -> None:
    small, large = "de har fått jobb", "DE HAR FÅTT JOBB"
    assert [c.measure for c in cues_in(small)] == [c.measure for c in cues_in(large)] != []


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("gå* vidare till jobb|*anställning*", ("vidare", "anställning")),
        ("Söker * arbete", ("arbete",)),
        ("jobb|*", ()),  # a wildcard alone may be anything
    ],
)
def test_anchors_of_words_with_wildcards(pattern: str, expected: tuple[str, ...]) -> None:
    assert pattern_anchors(pattern) == expected


@pytest.mark.parametrize("line", load(CueEntry, "figures_cues.tsv"), ids=lambda line: line.example)
def test_a_cue_is_found_in_its_example(line: CueEntry) -> None:
    assert line.measure in {cue.measure for cue in cues_in(line.example)}
