"""Within one article: which programme a figure is about, who said a quote, who holds a factor.

All cross-talk between the extractors lives here, so that extractors stay strangers.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.article import TaggedArticle
from pipeline.findings import Findings, LinkedArticle
from pipeline.link.factors import link_factors
from pipeline.link.figures import figure_places
from pipeline.link.people import link_people, link_speakers
from pipeline.link.places import main_municipality
from pipeline.link.programmes import ProgrammeIndex, link_programmes

__all__ = ["link"]


def link(tagged: TaggedArticle, found: Findings) -> LinkedArticle:
    """Tie the findings of one article together."""
    municipality = main_municipality(tagged, found.places)
    people = link_people(tagged, found.people, found.places)
    programmes = link_programmes(tagged, found.programmes, found.places, municipality)
    about = ProgrammeIndex(tagged, programmes, found.programmes).about
    quotes = tuple(
        replace(said, programme=about(quote.span))
        for quote, said in zip(
            found.quotes,
            link_speakers(tagged, found.quotes, people, found.people, found.places),
            strict=True,
        )
    )
    factors = tuple(
        replace(held, programme=about(factor.span))
        for factor, held in zip(
            found.factors,
            link_factors(tagged, found.factors, found.quotes, quotes, found.places),
            strict=True,
        )
    )
    return LinkedArticle(
        findings=found,
        municipality_code=municipality,
        programmes=programmes,
        people=people,
        figure_programmes=tuple(about(figure.span) for figure in found.figures),
        figure_places=figure_places(tagged, found.figures, found.places),
        quotes=quotes,
        factors=factors,
    )
