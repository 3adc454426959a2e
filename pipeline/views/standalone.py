"""A chart as a file of its own: colours written out on white, since no page around it sets them."""

from __future__ import annotations

import re

# The light colours of the pages.
_PAPER = {
    "ink": "#1b2530",
    "muted": "#55606d",
    "line": "#d8d4ca",
    "c-bar": "#0a6c86",
    "c-success": "#00735a",
    "c-barrier": "#b4460a",
    "c-goal": "#8a3c78",
    "land0": "#f1eee6",
    "land1": "#cfe3e6",
    "land2": "#93c3cc",
    "land3": "#4b95a5",
    "land4": "#146477",
    "hatch": "#b9b3a4",
    "point": "#c2410c",
}
_MAP = """
.county { stroke: #fff; } .county.c0 { fill: url(#hatch); stroke: var(--hatch); } .c1 { fill: var(--land1); }
.c2 { fill: var(--land2); } .c3 { fill: var(--land3); } .c4 { fill: var(--land4); }
.hatch-ground { fill: var(--land0); } .hatch-line { stroke: var(--hatch); }
.place { fill: var(--point); stroke: #fff; } .place.empty { fill: none; stroke: var(--muted); stroke-width: .7; }
"""
_SVG = re.compile(r"<svg\b[^>]*>.*?</svg>", re.DOTALL)
_OPENING = re.compile(r"<svg\b[^>]*>")
_COLOUR = re.compile(r"var\(--([\w-]+)\)")


def standalone(chart: str) -> str | None:
    """The first SVG of a chart as the text of an .svg file; None where there is none."""
    found = _SVG.search(chart)
    if found is None:
        return None
    ground = '<rect width="100%" height="100%" fill="#ffffff"/>'
    svg = _OPENING.sub(lambda match: f"{match[0]}<style>{_MAP}</style>{ground}", found[0], count=1)
    return _COLOUR.sub(lambda match: _PAPER[match[1]], svg) + "\n"
