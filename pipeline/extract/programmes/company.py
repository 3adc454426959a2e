"""What else the article names: a would-be name beside a sure one, or where there is no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.extract.programmes.clue import STRONG, Clue
from pipeline.extract.programmes.domain import labour_share
from pipeline.extract.programmes.lexicons import trigger_form
from pipeline.extract.programmes.text import Text

_JOINTS = frozenset((",", "och", "samt", "/", "&", "eller", "respektive"))
_MOST = 5


def company(text: Text, groups: Mapping[str, Sequence[Clue]]) -> dict[str, dict[str, float]]:
    """Features of each key that come from the other keys and from the article as a whole."""
    sure = {key for key, group in groups.items() if any(c.weight >= STRONG for c in group)}
    starts = {c.first: key for key in sure for c in groups[key]}
    ends = {c.last: key for key in sure for c in groups[key]}
    headings = {key for key in sure if any(text.is_heading(c.first) for c in groups[key])}
    forms = [f for t in text.tokens if (f := trigger_form(t.text)) is not None]
    definite = sum(f.definite and not f.plural and f.trigger.after == "strong" for f in forms)
    whole = {
        "article-references": min(_MOST, definite) / _MOST,
        "article-plurals": min(_MOST, sum(f.plural for f in forms)) / _MOST,
        "article-labour": labour_share(text.tagged.text) - 0.5,
    }
    found = {}
    for key, group in groups.items():
        others = len(sure - {key})
        mine = dict(whole)
        mine["others-sure"] = min(3, others) / 3
        mine["none-sure"] = float(not sure)
        places = {(c.first, c.last) for c in group}
        mine["beside-sure"] = float(any(_beside(text, p, starts, ends, key) for p in places))
        if headings - {key} and any(text.is_heading(first) for first, _ in places):
            mine["heading-like-sure"] = 1.0
        mine["part-of-sure"] = float(any(f" {key} " in f" {o} " for o in sure if o != key))
        found[key] = {name: value for name, value in mine.items() if value}
    return found


def _beside(
    text: Text,
    place: tuple[int, int],
    starts: Mapping[int, str],
    ends: Mapping[int, str],
    key: str,
) -> bool:
    """``Ankaret och | Cirkeln``: joined to a sure name."""
    first, last = place
    tokens = text.tokens
    for gap in (1, 2):
        before, after = first - gap, last + gap
        if before > 0 and ends.get(before, key) != key and tokens[before].lower in _JOINTS:
            return True
        if after < len(tokens) and starts.get(after, key) != key and tokens[last].lower in _JOINTS:
            return True
    return False
