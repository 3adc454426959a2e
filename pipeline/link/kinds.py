"""What kind of thing a programme is: the article's own word, else what most programmes told so are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.load import load
from pipeline.link.kind_features import Evidence, evidence
from pipeline.link.scene import Scene
from pipeline.vocab import ProgrammeKind


@dataclass(frozen=True, slots=True)
class KindWeight:
    """One line of ``kind_weights.tsv``, written by ``models/train/programme_kinds.py``."""

    feature: str
    told: float  # for the kind that the feature comes with
    project: float
    measure: float
    service: float
    method: float
    initiative: float

    def of(self, kind: ProgrammeKind) -> float:
        """What a feature that comes with no kind says about one."""
        match kind:
            case ProgrammeKind.PROJECT:
                return self.project
            case ProgrammeKind.MEASURE:
                return self.measure
            case ProgrammeKind.SERVICE:
                return self.service
            case ProgrammeKind.METHOD:
                return self.method
            case ProgrammeKind.INITIATIVE:
                return self.initiative


@cache
def _weights() -> dict[str, KindWeight]:
    return {entry.feature: entry for entry in load(KindWeight, "kind_weights.tsv")}


def kind(scene: Scene, number: int) -> ProgrammeKind:
    """The likeliest kind of programme ``number``."""
    scores = kind_scores(evidence(scene, number))
    return max(scores, key=lambda code: scores[code])


def kind_scores(found: Evidence) -> dict[ProgrammeKind, float]:
    """The log odds of each kind, up to a constant."""
    weights = _weights()
    scores = dict.fromkeys(ProgrammeKind, 0.0)
    for (feature, told), value in found.told.items():
        if feature in weights:
            scores[told] += weights[feature].told * value
    for feature, value in found.seen.items():
        if feature in weights:
            for code in ProgrammeKind:
                scores[code] += weights[feature].of(code) * value
    return scores
