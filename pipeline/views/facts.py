"""What is in a dataset as a whole: counts computed once, since the file never changes while it is open."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.confidence import SIGNS
from pipeline.labels import speaker_class
from pipeline.tables import TABLES

_speaker_class = lru_cache(maxsize=4096)(speaker_class)


@dataclass(frozen=True, slots=True)
class FactorCell:
    """What one group of factor rows has in common."""

    factor: str
    polarity: str
    kind: str | None  # of the programme
    groups: tuple[str, ...]  # target groups of the programme
    speaker: str  # class of speaker


@dataclass(frozen=True)
class Facts:
    """Counts for start page, map and factor page."""

    rows: dict[str, int]
    first: str | None
    last: str | None
    articles_in: dict[str, int]  # municipality or county code → articles that name it
    programmes_in: dict[str, int]  # → programmes that operate there
    figures_in: dict[str, int]
    factors: Counter[FactorCell] = field(default_factory=Counter)
    measures: dict[tuple[str, str], int] = field(default_factory=dict)  # (measure, status)
    kinds: dict[str, int] = field(default_factory=dict)
    quotes_by: Counter[str] = field(default_factory=Counter)  # class of speaker
    programme_places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)  # table → mean confidence of its rows

    def factor_counts(
        self,
        *,
        kind: str | None = None,
        group: str | None = None,
        speaker: str | None = None,
    ) -> dict[str, tuple[int, int]]:
        """Factor → (success, barrier), the most told first, for rows that fit the filters."""
        found: dict[str, list[int]] = {}
        for cell, n in self.factors.items():
            if (
                (kind and cell.kind != kind)
                or (group and group not in cell.groups)
                or (speaker and cell.speaker != speaker)
            ):
                continue
            pair = found.setdefault(cell.factor, [0, 0])
            pair[0 if cell.polarity == "success" else 1] += n
        order = sorted(found, key=lambda code: (code == "other", -sum(found[code]), code))
        return {code: (found[code][0], found[code][1]) for code in order}


def gather(connection: sqlite3.Connection) -> Facts:
    """Compute the facts of a dataset."""
    rows = {
        table: int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
        for table in TABLES
    }
    first, last = connection.execute(
        "SELECT min(published), max(published) FROM articles"
    ).fetchone()
    programme_places, programmes_in, kinds = _programmes(connection)
    return Facts(
        rows=rows,
        first=first,
        last=last,
        articles_in=_articles_in(connection),
        programmes_in=programmes_in,
        figures_in=_figures_in(connection),
        factors=_factors(connection),
        measures={
            (measure, status): n
            for measure, status, n in connection.execute(
                "SELECT measure, status, count(*) FROM figures GROUP BY measure, status"
            )
        },
        kinds=kinds,
        quotes_by=_quotes_by(connection),
        programme_places=programme_places,
        sure=_sure(connection),
    )


def _sure(connection: sqlite3.Connection) -> dict[str, float]:
    """The share of the rows of each table that are expected to be right."""
    found = {
        table: connection.execute(f'SELECT avg(confidence) FROM "{table}"').fetchone()[0]
        for table in SIGNS
    }
    return {table: float(mean) for table, mean in found.items() if mean is not None}


def _articles_in(connection: sqlite3.Connection) -> dict[str, int]:
    found: dict[str, int] = dict(
        connection.execute("SELECT code, count(DISTINCT article_id) FROM places GROUP BY code")
    )
    # A county is known by its own name and by its municipalities; an article counts once.
    counties = connection.execute(
        "SELECT substr(code, 1, 2), count(DISTINCT article_id) FROM places GROUP BY substr(code, 1, 2)"
    )
    return {**found, **dict(counties)}


def _figures_in(connection: sqlite3.Connection) -> dict[str, int]:
    found: Counter[str] = Counter()
    for code, n in connection.execute(
        "SELECT place_code, count(*) FROM figures WHERE place_code IS NOT NULL GROUP BY place_code"
    ):
        found[code] += n
        if len(code) == 4:
            found[code[:2]] += n
    return dict(found)


def _programmes(
    connection: sqlite3.Connection,
) -> tuple[dict[str, tuple[str, ...]], dict[str, int], dict[str, int]]:
    where: dict[str, list[str]] = {}
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for key, kind, codes in connection.execute(
        "SELECT programme_id, kind, municipality_codes FROM programmes ORDER BY named DESC, name"
    ):
        kinds[kind] += 1
        listed = json.loads(codes)
        for code in {*listed, *(code[:2] for code in listed)}:
            counts[code] += 1
            where.setdefault(code, []).append(key)
    return {code: tuple(keys) for code, keys in where.items()}, dict(counts), dict(kinds)


def _factors(connection: sqlite3.Connection) -> Counter[FactorCell]:
    found: Counter[FactorCell] = Counter()
    for factor, polarity, kind, groups, role, speaker, person in connection.execute(
        """SELECT f.factor, f.polarity, p.kind, p.target_groups, coalesce(h.role, q.speaker_role),
                  f.speaker, f.person_id IS NOT NULL
           FROM success_factors f
           LEFT JOIN programmes p ON p.programme_id = f.programme_id
           LEFT JOIN people h ON h.person_id = f.person_id
           LEFT JOIN quotes q ON q.quote_id = f.quote_id"""
    ):
        said_by = _speaker_class(role, speaker, bool(person))
        found[FactorCell(factor, polarity, kind, _codes(groups), said_by)] += 1
    return found


@lru_cache(maxsize=4096)
def _codes(cell: str | None) -> tuple[str, ...]:
    return tuple(json.loads(cell)) if cell else ()


def _quotes_by(connection: sqlite3.Connection) -> Counter[str]:
    found: Counter[str] = Counter()
    for role, has_speaker, person, n in connection.execute(
        """SELECT speaker_role, speaker IS NOT NULL, person_id IS NOT NULL, count(*)
           FROM quotes GROUP BY 1, 2, 3"""
    ):
        found[_speaker_class(role, "x" if has_speaker else None, bool(person))] += n
    return found
