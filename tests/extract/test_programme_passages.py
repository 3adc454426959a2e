"""The programme passages: well formed, and what the rules reach on them must not be lost."""

from __future__ import annotations

import pytest

from pipeline.article import Article, TaggedArticle
from pipeline.link.municipalities import body_of
from pipeline.tag import load_tagger
from pipeline.tagging import prepare
from pipeline.vocab import ProgrammeKind, TargetGroup
from tests.conftest import ROOT
from tests.extract.programme_passages import ATTRIBUTES, FOLDER, Passage, measure, passages

FILES = sorted(FOLDER.glob("*.txt"))
ALL = [one for file in FILES for one in passages(file)]
# F1 of programmes and mean share of right attributes, rounded down, of the two parts.
FLOORS = {"develop": (0.90, 0.81), "measure": (0.84, 0.76)}


@pytest.mark.parametrize("passage", ALL, ids=lambda one: one.where)
def test_gold_is_well_formed(passage: Passage) -> None:
    text = " ".join(passage.text.split()).casefold()
    for row in passage.programmes:
        told = [row["name"], *row["aliases"]]
        for name in told if row["named"] else told[:1]:
            if row["named"] or len(told) == 1:
                assert name.casefold() in text, name
        assert row["named"] or any(name.casefold() in text for name in told), row["name"]
        assert row["kind"] in list(ProgrammeKind)
        assert set(row["target_groups"]) <= set(TargetGroup)
        assert all(body_of(code) for code in row["municipality_codes"])


def test_both_parts_are_large_enough() -> None:
    measured = [one for one in ALL if one.measured]
    assert len(measured) >= 250
    assert len(ALL) - len(measured) >= 500


def test_a_broken_line_is_named(tmp_path) -> None:
    file = tmp_path / "broken.txt"
    file.write_text('=== notice\nRubrik\n# {"name": "Fyren"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.txt:3: lacks aliases"):
        list(passages(file))


@pytest.mark.parametrize("part", sorted(FLOORS))
def test_floors(part: str) -> None:
    tagger = load_tagger("spacy", str(ROOT / "models" / "spacy"), None)

    def tag(article: Article) -> TaggedArticle:
        return next(iter(tagger.tag([prepare(article)])))

    scores = measure([one for one in ALL if one.measured == (part == "measure")], tag)
    shares = [
        sum(values) / len(values) for values in map(scores.attributes.__getitem__, ATTRIBUTES)
    ]
    found, right = FLOORS[part]
    assert scores.tally("programmes").f1 >= found
    assert sum(shares) / len(shares) >= right
