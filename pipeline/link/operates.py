"""In which municipalities a programme operates, as far as the article names or entails them."""

from __future__ import annotations

from pipeline.lexicon.weights import likelihood, weights
from pipeline.link.operate_features import candidates
from pipeline.link.owner_verdicts import by_rules
from pipeline.link.scene import Scene

LIKELY = 0.45  # chosen in cross-validation, as is the other
AT_LEAST = 0.3  # the likeliest one is taken where none is likely


def municipality_codes(scene: Scene, number: int) -> tuple[str, ...]:
    """Municipality codes, sorted.

    The owner is that of the rules: what was learned of owners fits the texts it was learned from too well to be
    learned from again (in cross-validation .87 instead of .88).
    """
    known = weights("operate_weights.tsv")
    found = candidates(scene, number, by_rules(scene, number))
    return chosen({code: likelihood(known, features) for code, features in found.items()})


def chosen(likely: dict[str, float]) -> tuple[str, ...]:
    """The likely ones, or the likeliest where it is likely enough."""
    best = [code for code, q in likely.items() if q >= LIKELY]
    if not best and likely:
        top = max(likely, key=lambda code: likely[code])
        best = [top] if likely[top] >= AT_LEAST else []
    return tuple(sorted(best))
