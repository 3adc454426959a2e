"""Target groups of a programme: whom the article says it is for."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.lexicon.weights import likelihood, weights
from pipeline.link.group_features import candidates
from pipeline.link.group_rules import told_groups
from pipeline.link.scene import Scene
from pipeline.vocab import TargetGroup

# Of cross-validation on the articles that the weights were learned from.
LIKELY = 0.45
LEAST = 0.35  # of the likeliest, where none is likely
_ORDER = {group: n for n, group in enumerate(TargetGroup)}


def target_groups(scene: Scene, number: int) -> tuple[TargetGroup, ...]:
    """The groups that the article most likely presents the programme as for, in the order of the code list."""
    known = weights("group_weights.tsv")
    found = candidates(scene, number, told_groups(scene, number))
    return chosen({group: likelihood(known, features) for group, features in found.items()})


def chosen(likely: Mapping[TargetGroup, float]) -> tuple[TargetGroup, ...]:
    """The groups that are likely enough; one that says more of the same people stands for both."""
    if not likely:
        return ()
    best = max(likely, key=lambda group: (likely[group], -_ORDER[group]))
    groups = {group for group, value in likely.items() if value >= LIKELY}
    if not groups and likely[best] >= LEAST:
        groups = {best}
    if {TargetGroup.WOMEN, TargetGroup.FOREIGN_BORN} <= groups:
        groups.add(TargetGroup.FOREIGN_BORN_WOMEN)
    if TargetGroup.FOREIGN_BORN_WOMEN in groups:
        groups -= {TargetGroup.WOMEN, TargetGroup.FOREIGN_BORN}
    if TargetGroup.NEWLY_ARRIVED in groups:
        groups.discard(TargetGroup.FOREIGN_BORN)
    return tuple(sorted(groups, key=_ORDER.__getitem__))
