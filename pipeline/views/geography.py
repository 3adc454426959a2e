"""Municipalities and counties: names, positions, outlines, and their place on a drawn map."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.load import load

_CENTRAL_MERIDIAN = 15.0


@dataclass(frozen=True, slots=True)
class Municipality:
    """One line of ``lexicon/municipalities.tsv``; the position is that of the seat."""

    code: str
    name: str
    latitude: float
    longitude: float

    @property
    def county(self) -> str:
        """Code of the county it lies in."""
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class _CountyName:
    name: str
    code: str
    official_name: str
    example: str


@dataclass(frozen=True, slots=True)
class _Outline:
    code: str
    rings: tuple[str, ...]


@cache
def municipalities() -> dict[str, Municipality]:
    """All 290, by code."""
    return {one.code: one for one in load(Municipality, "municipalities.tsv")}


@cache
def counties() -> dict[str, str]:
    """Official name of each county by code."""
    named: dict[str, str] = {}
    for one in load(_CountyName, "counties.tsv"):
        named.setdefault(one.code, one.official_name)
    return dict(sorted(named.items()))


def place_name(code: str | None) -> str:
    """The name behind a municipality code, county code or ``SE``; the code itself where unknown."""
    if not code:
        return ""
    if code == "SE":
        return "Sverige"
    if code in municipalities():
        return municipalities()[code].name
    return counties().get(code, code)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Transverse Mercator on a sphere, 15° E: x to the east, y to the north, in radians."""
    phi, lam = math.radians(latitude), math.radians(longitude - _CENTRAL_MERIDIAN)
    return math.atanh(math.cos(phi) * math.sin(lam)), math.atan2(math.tan(phi), math.cos(lam))


@cache
def outlines() -> dict[str, tuple[tuple[tuple[float, float], ...], ...]]:
    """The rings of each county, projected."""
    found = {}
    for one in load(_Outline, "county_outlines.tsv"):
        rings = []
        for ring in one.rings:
            points = (point.split(",") for point in ring.split())
            rings.append(tuple(project(float(lat), float(lon)) for lon, lat in points))
        found[one.code] = tuple(rings)
    return found
