"""Who runs a programme: of the bodies that an article names the one that most speaks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.load import load
from pipeline.link.owner_bodies import Body
from pipeline.link.owner_candidates import candidates
from pipeline.link.owner_features import Features, Weigher
from pipeline.link.owner_unnamed import is_run_by_others
from pipeline.link.owner_verdicts import verdicts
from pipeline.link.scene import Scene


@dataclass(frozen=True, slots=True)
class OwnerWeight:
    """One line of ``owner_weights.tsv``."""

    feature: str
    weight: float
    example: str


@cache
def _weights() -> dict[str, float]:
    return {entry.feature: entry.weight for entry in load(OwnerWeight, "owner_weights.tsv")}


def owner(scene: Scene, number: int) -> Body | None:
    """The legal body that runs the programme, or None where the article names nobody who does."""
    told = verdicts(scene, number)
    if not told and is_run_by_others(scene, number):
        return None
    found = candidates(scene, number, told.values())
    scores = [_score(mine) for mine in Weigher(scene, number, told).features(found)]
    best = max(range(len(scores)), key=lambda i: scores[i])
    return found[best].body if best < len(found) else None


def _score(mine: Features) -> float:
    weights = _weights()
    return sum(value * weights.get(name, 0.0) for name, value in mine.items())
