"""Every clue in an article that some phrase names a programme."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.programmes.capitals import capital
from pipeline.extract.programmes.clue import Clue
from pipeline.extract.programmes.grants import grant_line, grant_row
from pipeline.extract.programmes.lexicons import trigger_form
from pipeline.extract.programmes.naming import (
    inverted_naming,
    lower_opening,
    naming,
    opening_is_a,
    quoted_phrase,
)
from pipeline.extract.programmes.quoted_subjects import quoted_subject
from pipeline.extract.programmes.text import QUOTES, Text, is_capital
from pipeline.extract.programmes.triggers import (
    after_trigger,
    compound,
    fact_line,
    fact_title,
    label_line,
)


def clues(text: Text) -> Iterator[Clue]:
    """Every clue in the article, in no particular order."""
    yield from fact_title(text)
    for token in text.tokens:
        i = token.i
        form = trigger_form(token.text)
        if form is not None:
            yield from after_trigger(text, i, form)
            yield from compound(text, i, form)
        yield from fact_line(text, i)
        yield from label_line(text, i)
        yield from grant_row(text, i)
        yield from naming(text, i)
        yield from inverted_naming(text, i)
        yield from opening_is_a(text, i)
        yield from lower_opening(text, i)
        if token.text in ("–", "-"):
            yield from grant_line(text, i)
        if token.text in QUOTES:
            yield from quoted_phrase(text, i)
            yield from quoted_subject(text, i)
        if is_capital(token):
            yield from capital(text, i)
