"""Does a factor make the work succeed, or stand in its way?"""

from __future__ import annotations

from pipeline.extract.factors.candidates import Candidate
from pipeline.vocab import Polarity

# Points towards barrier; a counterfactual ("utan X hade det inte gått") holds X to be needed.
_POINTS = (
    ("cue.obstacle.", 2.0),
    ("cue.absence.", 1.5),
    ("cue.barrier.", 1.0),
    ("cue.success.", -1.0),
    ("cue.counterfactual.", -2.5),
    ("cue.key.", -1.5),
)


def polarity(candidate: Candidate) -> Polarity:
    """The polarity that content words fix, else what the cues of the same clause make of it."""
    if candidate.polarity is not None:
        return candidate.polarity
    points = 0.0
    for prefix, weight in _POINTS:
        if any(key.startswith(prefix) and ".same" in key for key in candidate.features):
            points += weight
    return Polarity.BARRIER if points > 0.9 else Polarity.SUCCESS
