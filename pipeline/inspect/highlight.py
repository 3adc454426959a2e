"""The source text cut into segments at every edge of a highlight, so that overlaps stay legible."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from pipeline.views.listings import Row

KINDS = ("programme", "place", "figure", "quote", "success", "barrier", "person")
_TABLE_KINDS = {
    "programme_mentions": "programme",
    "places": "place",
    "figures": "figure",
    "quotes": "quote",
}


@dataclass(frozen=True, slots=True)
class Highlight:
    """One stretch to highlight. ``number`` is its place in the page's list of evidence."""

    start: int
    end: int
    kind: str
    row_id: str
    number: int


@dataclass(slots=True)
class _Edges:
    """Highlights that begin and end at one offset."""

    begins: list[Highlight] = field(default_factory=list)
    ends: list[Highlight] = field(default_factory=list)


def kind_of(table: str, row: Row) -> str:
    """How a row is coloured."""
    return _TABLE_KINDS.get(table) or str(row["polarity"])


def highlighted(
    text: str,
    highlights: Sequence[Highlight],
    blocks: Sequence[tuple[int, int, str]] = (),
    chosen: str | None = None,
) -> Markup:
    """The text as HTML: ``<mark>`` for every segment with evidence, blocks as spans, all else escaped.

    Characters of the page are those of the source, so that a selection can be told by its offset.
    ``chosen`` is the row to point out.
    """
    cuts: dict[int, _Edges] = {}
    for one in highlights:
        if 0 <= one.start < one.end <= len(text):
            cuts.setdefault(one.start, _Edges()).begins.append(one)
            cuts.setdefault(one.end, _Edges()).ends.append(one)
    edges = sorted(cuts)
    out: list[str] = []
    active: dict[int, Highlight] = {}
    named: set[str] = set()
    for start, end, kind in _whole(blocks, len(text)):
        if kind:
            out.append(f'<span class="b b-{escape(kind)}">')
        inside = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        for left, right in zip([start, *inside], [*inside, end], strict=True):
            begins: list[Highlight] = []
            if left in cuts:
                for one in cuts[left].ends:
                    active.pop(one.number, None)
                for one in cuts[left].begins:
                    active[one.number] = one
                begins = cuts[left].begins
            out.append(_segment(text[left:right], active, begins, named, chosen))
        if kind:
            out.append("</span>")
    return Markup("".join(out))


def _whole(blocks: Sequence[tuple[int, int, str]], length: int) -> list[tuple[int, int, str]]:
    """The blocks in order with the gaps between them, which have no kind; together the whole text."""
    found, at = [], 0
    for start, end, kind in sorted(blocks):
        if start < at or end > length:
            continue
        if start > at:
            found.append((at, start, ""))
        if end > start:
            found.append((start, end, kind))
        at = end
    if at < length:
        found.append((at, length, ""))
    return found


def _segment(
    words: str,
    active: dict[int, Highlight],
    begins: list[Highlight],
    named: set[str],
    chosen: str | None,
) -> str:
    if not words:
        return ""
    shown = str(escape(words)).replace("\r", "&#13;")
    if not active:
        return shown
    kinds = {one.kind for one in active.values()}
    names = [f"k-{kind}" for kind in KINDS if kind in kinds]
    names += [f"at-{kind}" for kind in KINDS if any(one.kind == kind for one in begins)]
    if any(one.row_id == chosen for one in active.values()):
        names.append("chosen")
    anchor = ""
    for one in begins:
        name = f"e{one.start}-{one.end}"
        if name not in named:
            named.add(name)
            anchor += f'<a class="anchor" id="{name}"></a>'
    rows = " ".join(str(number) for number in sorted(active))
    return f'{anchor}<mark class="{" ".join(names)}" data-rows="{rows}">{shown}</mark>'
