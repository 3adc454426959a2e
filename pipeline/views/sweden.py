"""A map of Sweden as SVG text: counties shaded, municipalities as points. No tiles, no script, no network."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

from pipeline.views.geography import Municipality, counties, municipalities, outlines, project

WIDTH = 380
_MARGIN = 8
CLASSES = 4


@dataclass(frozen=True, slots=True)
class _Frame:
    """How projected coordinates become pixels."""

    left: float
    top: float
    scale: float
    height: float

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        return _MARGIN + (x - self.left) * self.scale, _MARGIN + (self.top - y) * self.scale


@cache
def _frame() -> _Frame:
    points = [point for rings in outlines().values() for ring in rings for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    scale = (WIDTH - 2 * _MARGIN) / (max(xs) - min(xs))
    return _Frame(min(xs), max(ys), scale, (max(ys) - min(ys)) * scale + 2 * _MARGIN)


@cache
def _path(county: str) -> str:
    parts = []
    for ring in outlines()[county]:
        pixels = (_frame().pixel(*point) for point in ring)
        parts.append("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in pixels) + "Z")
    return "".join(parts)


def thresholds(values: Mapping[str, int]) -> list[int]:
    """The lowest value of each class of shading: quantiles of what is above zero, without repeats."""
    above = sorted(value for value in values.values() if value > 0)
    if not above:
        return []
    cuts = {above[len(above) * i // CLASSES] for i in range(CLASSES)}
    return sorted(cuts | {above[0]})


def shade(value: int, cuts: list[int]) -> int:
    """Class 0 for nothing, else 1 … CLASSES; the highest class is used even where classes are few."""
    if value <= 0:
        return 0
    rank = sum(1 for cut in cuts if value >= cut)
    return CLASSES - (len(cuts) - rank)


def sweden_map(
    by_county: Mapping[str, int],
    by_municipality: Mapping[str, int],
    *,
    title: str,
    unit: tuple[str, str],
    href: Callable[[str], str] | None = None,
    focus: frozenset[str] = frozenset(),
    show_empty: bool = False,
) -> Markup:
    """The map. ``unit``: what is counted, one and many. ``href`` gives a code's link.

    ``focus`` municipalities are marked; ``show_empty`` draws a hollow point where nothing is known.
    """
    frame, cuts = _frame(), thresholds(by_county)
    out = [
        f'<svg class="sweden" viewBox="0 0 {WIDTH} {frame.height:.0f}" role="group" '
        f'aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg">'
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="6" height="6" class="hatch-ground"/>'
        '<line x1="0" y1="0" x2="0" y2="6" class="hatch-line"/></pattern></defs>'
    ]
    for code, name in counties().items():
        n = by_county.get(code, 0)
        shape = (
            f'<path class="county c{shade(n, cuts)}" d="{_path(code)}">'
            f"<title>{escape(_told(name, n, unit))}</title></path>"
        )
        out.append(_linked(shape, href and href(code), _told(name, n, unit), tab=True))
    biggest = max(by_municipality.values(), default=0) or 1
    # Big points first, so that small ones stay visible on top.
    for one in sorted(municipalities().values(), key=lambda m: -by_municipality.get(m.code, 0)):
        n = by_municipality.get(one.code, 0)
        if n or one.code in focus or show_empty:
            point = _point(one, n, biggest, one.code in focus, unit)
            out.append(_linked(point, href and href(one.code), _told(one.name, n, unit), tab=False))
    out.append("</svg>")
    return Markup("".join(out))


def _told(name: str, n: int, unit: tuple[str, str]) -> str:
    return f"{name}: {n} {unit[0] if n == 1 else unit[1]}"


def _point(one: Municipality, n: int, biggest: int, focus: bool, unit: tuple[str, str]) -> str:
    x, y = _frame().pixel(*project(one.latitude, one.longitude))
    radius = 1.6 if n == 0 else 2.2 + 8 * math.sqrt(n / biggest)
    kind = "focus" if focus else ("known" if n else "empty")
    return (
        f'<circle class="place {kind}" cx="{x:.1f}" cy="{y:.1f}" r="{max(radius, 5) if focus else radius:.1f}">'
        f"<title>{escape(_told(one.name, n, unit))}</title></circle>"
    )


def _linked(shape: str, target: str | None, name: str, *, tab: bool) -> str:
    if target is None:
        return shape
    index = "" if tab else ' tabindex="-1"'
    return f'<a href="{escape(target)}" aria-label="{escape(name)}"{index}>{shape}</a>'
