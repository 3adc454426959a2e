"""Who pays for a programme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.anchors import holds_one
from pipeline.lexicon.load import load
from pipeline.link.scene import Scene


@dataclass(frozen=True, slots=True)
class Funder:
    """One line of ``funders.tsv``."""

    pattern: str
    name: str
    example: str


_MONEY = (
    "finansier", "medel", "pengar", "betala", "står för", "stöd", "bidrag", "bevilja", "går in med", "anslag",
    "kronor", "miljon", "mkr", "tkr", "fond", "skjuter till", "ersätt", "kost", "esf",
)  # fmt: skip
_WAGE = re.compile(r"lönen?\b", re.IGNORECASE)
_FINSAM = re.compile(r"samordningsförbund|finsam", re.IGNORECASE)


@cache
def _funders() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(entry.pattern, re.IGNORECASE), entry.name)
        for entry in load(Funder, "funders.tsv")
    )


def funder(scene: Scene, number: int) -> str | None:
    """The first body named as paying, in sentences about the programme; in a single-programme text anywhere."""
    for i in scene.territory(number):
        words = scene.sentence_text(i)
        if not holds_one(words.lower(), _MONEY) and not _WAGE.search(words):
            continue
        hits = [
            (match.start(), name)
            for pattern, name in _funders()
            for match in [pattern.search(words)]
            if match
        ]
        bounds = scene.in_sentence(i)
        hits += [
            (body.span.start - bounds.start, body.name)
            for body in scene.bodies_in(i)
            if _FINSAM.search(body.name)
        ]
        if hits:
            return min(hits)[1]
    return None
