"""What a corpus covers: publishers, years, counties, and the municipalities it never tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.collect.inventory import Entry
from pipeline.errors import UsageError
from pipeline.views.geography import counties, municipalities

_UNKNOWN = "(unknown)"


def by_publisher(entries: Sequence[Entry]) -> Counter[str]:
    """Articles by publisher."""
    return Counter(entry.article.meta.publisher or _UNKNOWN for entry in entries)


def by_year(entries: Sequence[Entry]) -> Counter[str]:
    """Articles by year of publication, or of the last change where only that is known."""
    dates = (e.article.meta.published or e.article.meta.modified for e in entries)
    return Counter(date[:4] if date else _UNKNOWN for date in dates)


def municipalities_named(dataset: Path) -> Counter[str]:
    """Municipality code → articles that name it, from a dataset. Raises UsageError where there is none."""
    import pyarrow.parquet as pq

    file = dataset / "tables" / "places.parquet"
    if not file.is_file():
        raise UsageError(f"{dataset}: holds no dataset; run insats extract first")
    table = pq.read_table(file, columns=["article_id", "code"])
    pairs = set(zip(table["article_id"].to_pylist(), table["code"].to_pylist(), strict=True))
    return Counter(code for _, code in pairs if len(code) == 4)


def by_county(named: Counter[str]) -> Counter[str]:
    """Mentions of municipalities (one for each article) by the county they lie in."""
    totals: Counter[str] = Counter()
    for code, count in named.items():
        totals[counties().get(code[:2], code[:2])] += count
    return totals


def never_named(named: Counter[str]) -> list[str]:
    """Municipalities that no article names, by county and name."""
    left = (one for code, one in municipalities().items() if code not in named)
    return [f"{one.name} ({one.code})" for one in sorted(left, key=lambda one: one.code)]
