"""Which body a noun or an unknown capitalised name stands for: ``föreningen``, ``kommunen``, ``Gatuhuset driver …``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.article import TaggedArticle, Token

# Definite noun → the names that it may take up.
TAKEN_UP = {
    "bolaget": re.compile(r"bolag(?:et)?\b|\bAB\b|koncernen\b"),
    "företaget": re.compile(r"bolag(?:et)?\b|\bAB\b|^Företaget\b"),
    "stiftelsen": re.compile(r"stiftelse(?:n)?\b", re.IGNORECASE),
    "föreningen": re.compile(r"förening(?:en)?\b|\bIF\b|\bIK\b", re.IGNORECASE),
    "studieförbundet": re.compile(r"^(?:Studie|ABF|Sensus|Medborgarskolan|Folkuniversitetet)"),
    "kooperativet": re.compile(r"kooperativ(?:et)?\b", re.IGNORECASE),
    "församlingen": re.compile(r"församling\b|pastorat\b|kyrka\b|^Svenska kyrkan", re.IGNORECASE),
    "kyrkan": re.compile(r"församling\b|pastorat\b|kyrka\b|^Svenska kyrkan", re.IGNORECASE),
    "klubben": re.compile(r"klubb(?:en)?\b|\bIF\b|\bIK\b|\bBK\b", re.IGNORECASE),
    "regionen": re.compile(r"^Region\b|regionen$"),
    "folkhögskolan": re.compile(r"folkhögskola(?:n)?\b", re.IGNORECASE),
}
_REACH = 2  # sentences back to the place that a paragraph is set in


def local_code(
    tagged: TaggedArticle, token: Token, settings: Sequence[tuple[int, str, bool]], main: str | None
) -> str | None:
    """The municipality that a paragraph is set in: ``I Kumla … Där driver kommunen``.

    ``settings``: start, code and whether it opens its sentence or stands after ``i``, of places before ``token``.
    """
    here = tagged.sentences[token.sentence]
    near = [
        one
        for one in settings
        if one[0] < token.start
        and (told := tagged.sentence_at(one[0])) is not None
        and told.block == here.block
        and here.i - told.i <= _REACH
    ]
    if not near or not near[-1][2] or any(code == main for _, code, _ in near):
        return None
    return near[-1][1] if len({code for _, code, _ in near}) == 1 else None


def is_setting(tagged: TaggedArticle, token: Token) -> bool:
    """``I Kumla …``, ``Kumla har …``: the place that what follows is about."""
    first = tagged.sentence_of(token).first
    before = tagged.tokens[token.i - 1].lower if token.i > first else ""
    return token.i == first or (before == "i" and token.i - first <= 2)


def is_area(tagged: TaggedArticle, token: Token) -> bool:
    """``i hela regionen``: the area, not the body."""
    before = tagged.tokens[token.i - 1].lower if token.i else ""
    return before in ("i", "hela", "inom", "från", "runt", "för")
