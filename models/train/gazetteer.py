"""Names of people, places and organisations to put in place of names while training."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from models.train.templates import ABBREVIATIONS


@dataclass(frozen=True)
class Gazetteer:
    """Names to put in place of names."""

    given: tuple[str, ...]
    given_weights: tuple[float, ...]
    surnames: tuple[str, ...]
    surname_weights: tuple[float, ...]
    municipalities: tuple[str, ...]
    places: tuple[str, ...]
    organisations: tuple[str, ...]

    @cached_property
    def one_word_organisations(self) -> tuple[str, ...]:
        """Names of one word that are clearly names: agencies in the definite form, abbreviations."""
        return tuple(o for o in self.organisations if " " not in o) + ABBREVIATIONS

    @classmethod
    def load(cls, folder: Path) -> Gazetteer:
        given = [
            (row["name"], int(row["women"]) + int(row["men"]))
            for row in _rows(folder / "given_names.csv")
        ]
        # Names borne by few are mostly double names and foreign spellings; a flat root keeps them
        # in play.
        given = [(name, bearers) for name, bearers in given if bearers >= 100]
        surnames = [(row["name"], int(row["bearers"])) for row in _rows(folder / "surnames.csv")]
        places = {row["name"] for row in _rows(folder / "localities.csv")}
        districts = {row["name"] for row in _rows(folder / "city_districts.csv")}
        return cls(
            given=tuple(name for name, _ in given),
            given_weights=tuple(bearers**0.4 for _, bearers in given),
            surnames=tuple(name for name, _ in surnames),
            surname_weights=tuple(bearers**0.4 for _, bearers in surnames),
            municipalities=tuple(row["name"] for row in _rows(folder / "municipalities.csv")),
            places=tuple(sorted(p for p in places | districts if p.replace("-", "").isalpha())),
            organisations=tuple(row["name"] for row in _rows(folder / "authorities.csv")),
        )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
