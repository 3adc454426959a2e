"""Who runs a programme: of the bodies that an article names the one that most speaks for."""

from __future__ import annotations

from pipeline.lexicon.weights import log_odds, weights
from pipeline.link.owner_bodies import Body
from pipeline.link.owner_candidates import candidates
from pipeline.link.owner_features import Weigher
from pipeline.link.owner_unnamed import is_run_by_others
from pipeline.link.owner_verdicts import verdicts
from pipeline.link.scene import Scene


def owner(scene: Scene, number: int) -> Body | None:
    """The legal body that runs the programme, or None where the article names nobody who does."""
    told = verdicts(scene, number)
    if not told and is_run_by_others(scene, number):
        return None
    found = candidates(scene, number, told.values())
    known = weights("owner_weights.tsv")
    scores = [log_odds(known, mine) for mine in Weigher(scene, number, told).features(found)]
    best = max(range(len(scores)), key=lambda i: scores[i])
    return found[best].body if best < len(found) else None
