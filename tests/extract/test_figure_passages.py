"""The figures of passages: what is reached must not be lost."""

from __future__ import annotations

from itertools import chain

import pytest

from tests.extract.figure_passages import FOLDER, f1, measure, passages

# F1 of found and of right, rounded down. No rule was written and no weight learned on the measured part.
FLOORS = {"measured": (0.93, 0.60), "developed": (0.94, 0.60)}

EVERY = {"measured": 2, "developed": 5}  # articles that one is read of, for the sake of time


@pytest.mark.parametrize("part", FLOORS)
def test_floors(tag, part):
    every = chain.from_iterable(passages(file) for file in sorted(FOLDER.glob("*.txt")))
    chosen = [one for one in every if one.measured == (part == "measured")][:: EVERY[part]]
    counts, errors = measure(chosen, tag)
    assert counts["gold"] > 1000
    found, right = FLOORS[part]
    shown = (
        "\n".join(errors) if part == "developed" else "errors of the measured part are not shown"
    )
    assert f1(counts, "found") >= found, shown
    assert f1(counts, "right") >= right, shown
