"""Municipalities as legal bodies, and the municipalities of a county."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.load import load

_BODY = re.compile(r"\b[A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)? (?:kommun|stad)\b")


@dataclass(frozen=True, slots=True)
class MunicipalityBody:
    """One line of ``municipality_bodies.tsv``."""

    code: str
    name: str
    body: str
    example: str


@cache
def _bodies() -> dict[str, MunicipalityBody]:
    return {entry.code: entry for entry in load(MunicipalityBody, "municipality_bodies.tsv")}


def body_of(code: str) -> str | None:
    """``0482`` → ``Flens kommun``; None for a code that is no municipality's."""
    entry = _bodies().get(code)
    return entry.body if entry else None


@cache
def code_of_body(body: str) -> str | None:
    """``Flens kommun``, ``Malmö stad``, ``Malmö kommun`` → code."""
    folded = body.casefold()
    for entry in _bodies().values():
        name = entry.name.casefold()
        if folded == entry.body.casefold():
            return entry.code
        if folded in {f"{name}{s} {noun}" for s in ("", "s") for noun in ("kommun", "stad")}:
            return entry.code
    return None


@cache
def code_of_name(name: str) -> str | None:
    """``Sotenäs`` → code; None for any other word."""
    return next((entry.code for entry in _bodies().values() if entry.name == name), None)


def only_municipality(text: str) -> str | None:
    """The one municipality that a page names as a body, be it in its foot: ``Växelnummer Höganäs kommun``."""
    codes = {code for match in _BODY.finditer(text) if (code := code_of_body(match[0])) is not None}
    return next(iter(codes)) if len(codes) == 1 else None


@cache
def codes_of_county(county: str) -> tuple[str, ...]:
    """All municipality codes of a two-digit county code, sorted."""
    return tuple(sorted(code for code in _bodies() if code.startswith(county)))
