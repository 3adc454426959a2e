"""Articles with their success factors marked, kept for measuring, and how many are found (see README.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from models.train.factor_markup import MarkedArticle
from pipeline.article import TaggedArticle
from pipeline.extract.factors import find
from pipeline.score import ArticleRows, Tally, score

FOLDER = Path(__file__).parent
_OTHERS = ("municipalities", "municipalities_optional", "programmes", "figures", "quotes")


def measure(chosen: Iterable[MarkedArticle], tag: Callable[[str], TaggedArticle]) -> Tally:
    """How many factors are found, as the dataset's rules count them."""
    rows, gold = {}, {}
    for one in chosen:
        found = [
            {
                "start": factor.span.start,
                "end": factor.span.end,
                "text": one.text[factor.span.start : factor.span.end],
                "factor": factor.factor,
                "polarity": factor.polarity,
            }
            for factor in find(tag(one.text))
        ]
        rows[one.name] = ArticleRows(one.text, (), (), (), (), (), found)
        gold[one.name] = {"success_factors": one.gold, **{name: [] for name in _OTHERS}}
    return score(rows, gold).tally("success_factors")
