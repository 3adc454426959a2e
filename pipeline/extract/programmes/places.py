"""Is a phrase a place name? From the place lexicons only, so that a wrong tag does no harm."""

from __future__ import annotations

import csv
from functools import cache

from pipeline.lexicon.load import FOLDER

_DIRECTIONS = frozenset(
    "norra södra östra västra mellersta nordvästra nordöstra sydvästra sydöstra centrala inre".split()
)


@cache
def _names() -> frozenset[str]:
    names: set[str] = set()
    for file in ("places.tsv", "counties.tsv"):
        path = FOLDER / file
        if not path.exists():
            continue
        with path.open(encoding="utf-8") as lines:
            rows = csv.reader((x for x in lines if not x.startswith("#")), delimiter="\t")
            header = next(rows)
            name = header.index("name")
            names.update(row[name].casefold() for row in rows if row)
    return frozenset(names)


def is_place(key: str) -> bool:
    """``flen``, ``flens``, ``flens kommun``, ``region skåne``, ``kalmar län``."""
    for tail in (" kommun", " län", " stad", "s län", "s kommun", "s stad"):
        key = key.removesuffix(tail)
    key = key.removeprefix("region ")
    first, _, rest = key.partition(" ")
    if rest and first in _DIRECTIONS:
        key = rest
    names = _names()
    if "-" in key and any(part in names for part in key.split("-")):
        return True
    return key in names or key.removesuffix("s") in names
