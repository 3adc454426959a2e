"""Charts as SVG: Vega-Lite specifications rendered here, so that pages need no script and no network.

Colours are CSS variables, which the page sets for light and dark.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import vl_convert
from markupsafe import Markup

# Widths of the plot itself, labels aside.
WIDE, NARROW = 520, 130
_LETTER = 7.5  # pixels
_CONFIG: dict[str, Any] = {
    "background": None,
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "padding": {"left": 18, "right": 30, "top": 5, "bottom": 5},
    "axis": {
        "labelColor": "var(--ink)",
        "titleColor": "var(--muted)",
        "gridColor": "var(--line)",
        "domainColor": "var(--line)",
        "tickColor": "var(--line)",
        "labelFontSize": 13,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 210,
    },
    "legend": {"labelColor": "var(--ink)", "titleColor": "var(--muted)", "labelFontSize": 13},
    "text": {"fill": "var(--ink)", "fontSize": 13},
    "locale": {
        "number": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", " kr"]}
    },
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is called, how long, where it leads."""

    label: str
    value: float
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the factor chart: how often held to help, how often to hinder."""

    label: str
    success: int
    barrier: int
    success_href: str | None = None
    barrier_href: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One figure on a line of the chart of results and goals."""

    line: str
    value: float
    status: str
    told: str
    href: str | None = None


def bars(items: Sequence[Bar], axis: str) -> Markup:
    """Horizontal bars in the order given, each with its number."""
    values = [{"label": b.label, "value": b.value, "href": b.href} for b in items]
    encoding: dict[str, Any] = {
        "y": {"field": "label", "type": "nominal", "sort": None, "axis": _label_axis(None)},
        "x": {"field": "value", "type": "quantitative", "axis": _count_axis(axis)},
    }
    text = {"text": {"field": "value", "type": "quantitative"}}
    return _both(
        {
            "data": {"values": values},
            "height": {"step": 28},
            "layer": [
                {
                    "mark": {"type": "bar", "color": "var(--c-bar)", "height": 18},
                    "encoding": {**encoding, **_href(values)},
                },
                {
                    "mark": {"type": "text", "align": "left", "dx": 5},
                    "encoding": {**encoding, **text},
                },
            ],
        }
    )


def factor_chart(items: Sequence[Pair], success: str, barrier: str) -> Markup:
    """Barriers to the left of the middle, success factors to the right; side and colour both tell."""
    values = []
    for one in items:
        values.append(
            {
                "label": one.label,
                "side": success,
                "value": one.success,
                "n": one.success,
                "href": one.success_href,
            }
        )
        values.append(
            {
                "label": one.label,
                "side": barrier,
                "value": -one.barrier,
                "n": one.barrier,
                "href": one.barrier_href,
            }
        )
    shown = [v for v in values if v["n"]]
    encoding: dict[str, Any] = {
        "y": {
            "field": "label",
            "type": "nominal",
            "sort": [p.label for p in items],
            "axis": _label_axis(None),
        },
        "x": {
            "field": "value",
            "type": "quantitative",
            "axis": {
                **_count_axis(f"← {barrier}  |  {success} →"),
                "labelExpr": "format(abs(datum.value), ',d')",
            },
            "scale": {"padding": 30, "nice": False},
        },
    }
    text = {"text": {"field": "n", "type": "quantitative", "format": ",d"}}
    colour = {
        "color": {
            "field": "side",
            "type": "nominal",
            "legend": None,
            "scale": {
                "domain": [success, barrier],
                "range": ["var(--c-success)", "var(--c-barrier)"],
            },
        }
    }
    return _both(
        {
            "data": {"values": shown},
            "height": {"step": 30},
            "layer": [
                {
                    "mark": {"type": "bar", "height": 19},
                    "encoding": {**encoding, **colour, **_href(shown)},
                },
                {
                    "transform": [{"filter": "datum.value > 0"}],
                    "mark": {"type": "text", "align": "left", "dx": 5},
                    "encoding": {**encoding, **text},
                },
                {
                    "transform": [{"filter": "datum.value < 0"}],
                    "mark": {"type": "text", "align": "right", "dx": -5},
                    "encoding": {**encoding, **text},
                },
            ],
        }
    )


def goals_chart(points: Sequence[Point], statuses: Sequence[tuple[str, str]], axis: str) -> Markup:
    """Figures of one unit on one scale: results as discs, goals as open diamonds, forecasts as triangles."""
    shapes = {"outcome": "circle", "target": "diamond", "forecast": "triangle-up"}
    colours = {"outcome": "var(--c-bar)", "target": "var(--c-goal)", "forecast": "var(--c-success)"}
    names = dict(statuses)
    used = [code for code in names if any(p.status == code for p in points)]
    values = [
        {
            "line": p.line,
            "value": p.value,
            "status": names[p.status],
            "told": p.told,
            "href": p.href,
            "wide": side[0],
            "narrow": side[1],
        }
        for p, *side in zip(points, _sides(points, WIDE), _sides(points, NARROW), strict=True)
    ]
    domain = [names[code] for code in used]
    encoding: dict[str, Any] = {
        "y": {
            "field": "line",
            "type": "nominal",
            "sort": None,
            "axis": {**_label_axis(None), "grid": True},
        },
        "x": {
            "field": "value",
            "type": "quantitative",
            "axis": _count_axis(axis),
            "scale": {"zero": True, "nice": True},
        },
    }
    legend = {"title": None, "orient": "top"}
    return _both(
        {
            "data": {"values": values},
            "height": {"step": 46},
            "layer": [
                {
                    "mark": {"type": "point", "size": 150, "strokeWidth": 2.5, "filled": False},
                    "encoding": {
                        **encoding,
                        "shape": {
                            "field": "status",
                            "type": "nominal",
                            "legend": legend,
                            "scale": {"domain": domain, "range": [shapes[c] for c in used]},
                        },
                        "color": {
                            "field": "status",
                            "type": "nominal",
                            "legend": legend,
                            "scale": {"domain": domain, "range": [colours[c] for c in used]},
                        },
                        **_href(values),
                    },
                },
                _numbers(encoding, "above", -14),
                _numbers(encoding, "below", 18),
            ],
        }
    )


def _numbers(encoding: dict[str, Any], side: str, dy: int) -> dict[str, Any]:
    return {
        "transform": [{"filter": f"datum[width_name] == '{side}'"}],
        "mark": {"type": "text", "dy": dy},
        "encoding": {**encoding, "text": {"field": "told", "type": "nominal"}},
    }


def _sides(points: Sequence[Point], width: int) -> list[str]:
    """Where each number stands, so that none covers another of its line; nowhere if there is no room."""
    scale = width / (max((p.value for p in points), default=0.0) or 1.0)
    taken: dict[tuple[str, str], float] = {}
    sides = [""] * len(points)
    for at in sorted(range(len(points)), key=lambda i: points[i].value):
        one = points[at]
        half = len(one.told) * _LETTER / 2
        middle = one.value * scale
        for side in ("above", "below"):
            if middle - half > taken.get((one.line, side), -math.inf):
                sides[at] = side
                taken[one.line, side] = middle + half + _LETTER / 2
                break
    return sides


def _label_axis(title: str | None) -> dict[str, Any]:
    return {"title": title, "ticks": False, "domain": False, "labelPadding": 8}


def _count_axis(title: str) -> dict[str, Any]:
    return {"title": title, "tickMinStep": 1, "tickCount": 5, "format": ",~r"}


def _href(values: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"href": {"field": "href"}} if any(v["href"] for v in values) else {}


def _both(spec: dict[str, Any]) -> Markup:
    """A wide and a narrow rendering; the page shows the one that fits."""
    params = [{"name": "width_name", "value": name} for name in ("wide", "narrow")]
    wide = render(json.dumps({**spec, "width": WIDE, "params": params[:1]}, sort_keys=True))
    tight = {**_CONFIG["axis"], "labelFontSize": 12, "labelLimit": 145}
    narrow = render(
        json.dumps(
            {**spec, "width": NARROW, "params": params[1:], "config": {"axis": tight}},
            sort_keys=True,
        )
    )
    return Markup(f'<div class="chart wide">{wide}</div><div class="chart narrow">{narrow}</div>')


@lru_cache(maxsize=512)
def render(spec: str) -> str:
    """A Vega-Lite specification as SVG."""
    parsed = json.loads(spec)
    parsed["config"] = {**_CONFIG, **parsed.get("config", {})}
    parsed["$schema"] = "https://vega.github.io/schema/vega-lite/v6.json"
    svg: str = vl_convert.vegalite_to_svg(parsed)
    return svg.replace(' version="1.1"', "", 1)


def warm_up() -> None:
    """Start the renderer, so that the first page with a chart need not wait for it."""
    bars([Bar("", 1)], "")
