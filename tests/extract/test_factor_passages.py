"""Success factors of articles that nothing was learned from: what is reached must not be lost."""

from __future__ import annotations

from models.train.factor_markup import marked_articles
from tests.extract.factor_passages import FOLDER, measure

FLOOR = 0.48  # F1
EVERY = 4  # articles that one is read of, for the sake of time


def test_floor(tag):
    articles = list(marked_articles(FOLDER))
    assert len(articles) > 700
    tally = measure(articles[::EVERY], tag)
    assert tally.gold > 500
    assert tally.f1 >= FLOOR
