"""The whole extraction against gold: floors that only a changelog line may lower."""

import json
from pathlib import Path

import pytest

from pipeline.build import Settings, build, rows_by_article
from pipeline.score import load_gold, score

ROOT = Path(__file__).parent.parent
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))
# Lowest F1 accepted on the five real articles.
REAL = {
    "municipalities": 0.95,
    "programmes": 0.85,
    "figures": 0.80,
    "quotes": 0.80,
    "success_factors": 0.55,
}


def summary(corpus: Path, gold: Path) -> dict[str, float]:
    dataset = build(corpus, Settings(cache=ROOT / "build" / "cache"))
    assert dataset.failed == []
    return score(rows_by_article(dataset), load_gold(gold)).summary()


@pytest.fixture(scope="module")
def own():
    return summary(ROOT / "corpus", ROOT / "tests" / "gold")


@pytest.fixture(scope="module")
def real(shared):
    return summary(shared / "seeds", shared / "gold")


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_score_falls_below_its_floor(own, name):
    assert own[name] >= FLOORS[name]


@pytest.mark.parametrize("name", sorted(REAL))
def test_the_real_articles(real, name):
    assert real[name] >= REAL[name]
