"""The order in which the boxes of a printed page are read: columns left to right, between what spans them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar


class Box(Protocol):
    """A rectangle; y grows upwards, as in PDF."""

    x0: float
    x1: float
    y0: float
    y1: float


AnyBox = TypeVar("AnyBox", bound=Box)
_GUTTER = 8.0
_SPANNING = 0.6


def reading_order(boxes: Sequence[AnyBox]) -> list[AnyBox]:
    """Boxes as read: cut at white columns first, else at rows around what spans the page (an XY-cut)."""
    if len(boxes) <= 1:
        return list(boxes)
    columns = _split(sorted(boxes, key=lambda b: b.x0), lambda b: b.x0, lambda b: b.x1, _GUTTER)
    if len(columns) > 1:
        return [box for column in columns for box in reading_order(column)]
    rows = _split(sorted(boxes, key=lambda b: -b.y1), lambda b: -b.y1, lambda b: -b.y0, 0.0)
    if len(rows) == 1:
        return sorted(boxes, key=lambda b: (-b.y1, b.x0))
    width = max(b.x1 for b in boxes) - min(b.x0 for b in boxes)
    grouped: list[list[AnyBox]] = []
    open_group = False
    for row in rows:
        spans = any(b.x1 - b.x0 >= _SPANNING * width for b in row)
        if spans or not open_group:
            grouped.append(list(row))
        else:
            grouped[-1].extend(row)
        open_group = not spans
    if len(grouped) == 1:
        grouped = rows
    return [box for group in grouped for box in reading_order(group)]


def _split(
    boxes: Sequence[AnyBox],
    first: Callable[[AnyBox], float],
    last: Callable[[AnyBox], float],
    gap: float,
) -> list[list[AnyBox]]:
    """Runs of boxes with white space of at least ``gap`` between them, along one axis."""
    groups: list[list[AnyBox]] = []
    end = float("-inf")
    for box in boxes:
        if not groups or first(box) >= end + gap:
            groups.append([])
        groups[-1].append(box)
        end = max(end, last(box))
    return groups
