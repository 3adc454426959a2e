"""Swedish dates as EDTF (ISO 8601-2): ``16 oktober 2020``, ``hösten 2017``, ``2021–2023``, ``förra året``."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.article import Span, normalise

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan"),
            ("februari", "feb"),
            ("mars", "mar"),
            ("april", "apr"),
            ("maj",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("augusti", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
# EDTF level 1 season codes.
SEASONS = {"vår": 21, "sommar": 22, "höst": 23, "vinter": 24}

_YEAR = r"(?:19[5-9]\d|20[0-7]\d)"
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_SEASON = r"(?:våren|vår|sommaren|sommar|hösten|höst|vintern|vinter)"
_DASH = r"\s?[-–/]\s?"
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?(?:en den)?,?\s)?"

# Order matters: the longest shapes first.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("iso", rf"\b(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
        (
            "slash",
            rf"\b(?P<d>0?[1-9]|[12]\d|3[01])/(?P<m>0?[1-9]|1[0-2])(?:[-\s/]| år )(?P<y>{_YEAR})\b",
        ),
        (
            "dots",
            rf"(?<![\d.])(?P<d>0?[1-9]|[12]\d|3[01])\.(?P<m>0?[1-9]|1[0-2])\.(?P<y>{_YEAR})\b(?!\.\d)",
        ),
        (
            "iso_loose",
            rf"(?<![\d./])(?P<y>{_YEAR})(?P<x>[./])(?P<m>0[1-9]|1[0-2])(?P=x)(?P<d>0[1-9]|[12]\d|3[01])(?![\d./])",
        ),
        (
            "dmy",
            rf"\b{_WEEKDAY}(?:den )?(?P<d>0?[1-9]|[12]\d|3[01])(?::?e)? (?P<m>{_MONTH}),? (?P<y>{_YEAR})\b",
        ),
        (
            "month_range",
            rf"\b(?P<m>{_MONTH}) (?P<y>{_YEAR})(?:{_DASH}| till (?:och med )?| och )(?P<m2>{_MONTH}) (?P<y2>{_YEAR})\b",
        ),
        (
            "iso_month_range",
            rf"\b(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2]){_DASH}(?P<y2>{_YEAR})-(?P<m2>0[1-9]|1[0-2])\b",
        ),
        ("turn", rf"\bårsskiftet (?P<y>{_YEAR})[/–-](?P<y2>{_YEAR}|\d\d)\b"),
        (
            "year_range",
            rf"\b(?:mellan (?:åren )?|åren |under )?(?P<y>{_YEAR})"
            rf"(?:\s?[-–]\s?| till (?:och med )?| t\.?o\.?m\.? | och (?=(?:{_YEAR})))"
            rf"(?P<y2>{_YEAR}|\d\d(?![\d%]))\b",
        ),
        ("season", rf"\b(?P<s>{_SEASON}) (?P<y>{_YEAR})\b"),
        ("half", rf"\b(?P<h>första|andra) halvåret (?P<y>{_YEAR})\b"),
        ("month", rf"\b(?:i )?(?P<m>{_MONTH})(?: månad)?(?:,| år)? (?P<y>{_YEAR})\b"),
        (
            "year",
            rf"(?<![\d.,/:–-])\b(?P<y>{_YEAR})\b(?!\s?(?:kronor|kr|personer|procent|deltagare|%)|[.,:]\d|\d)",
        ),
    )
)
_RELATIVE = re.compile(
    rf"\b(?:(?P<last>förra året|i fjol|fjolåret|föregående år)|(?P<this>i år|det här året|under året|innevarande år)"
    rf"|(?P<next>nästa år)|i (?P<ms>{_MONTH})(?: i år)?|i (?P<ss>våras|somras|höstas|vintras)"
    rf"|(?P<sf>i vår|i sommar|i höst|i vinter))(?!\w)",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    rf"\b{_WEEKDAY}(?:den )?(?P<d>[1-9]|[12]\d|3[01])(?::?e)? (?P<m>{_MONTH})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression: its place, first EDTF date, and last one where it is a period of two ends."""

    span: Span
    start: str
    end: str | None
    relative: bool = False


def month_number(word: str) -> int:
    """1–12 for a Swedish month name or abbreviation, any case, final stop allowed."""
    return MONTHS[word.lower().rstrip(".")]


def find_dates(text: str, published: str | None = None) -> Iterator[DateMention]:
    """Every date expression in ``text``, left to right, none overlapping.

    ``published`` (EDTF) anchors relative expressions (``förra året``, ``i maj``); without it they are left out.
    """
    flat = normalise(text)
    taken: list[DateMention] = []
    impossible: list[Span] = []
    # Each of these names its year in figures; most sentences have none.
    for name, pattern in _PATTERNS if re.search(r"\d\d", flat) else ():
        for match in pattern.finditer(flat):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in (*(d.span for d in taken), *impossible)):
                continue
            start, end = _edtf(name, match)
            if not _exists(start):
                impossible.append(span)
                continue
            taken.append(DateMention(span, start, end))
    if published and published[:4].isdigit():
        anchor = int(published[:4])
        for pattern in (_DAY_MONTH, _RELATIVE):
            for match in pattern.finditer(flat):
                span = Span(*match.span())
                if any(span.overlaps(other.span) for other in taken):
                    continue
                date = _relative(match, anchor, published)
                if _exists(date):
                    taken.append(DateMention(span, date, None, True))
    yield from sorted(taken, key=lambda mention: mention.span)


@lru_cache(maxsize=1 << 12)  # extractors and links ask about the same sentences
def dates_in(text: str, published: str | None = None) -> tuple[DateMention, ...]:
    """All that :func:`find_dates` gives."""
    return tuple(find_dates(text, published))


def first_date(text: str) -> str | None:
    """The first full or partial absolute date of ``text`` in EDTF, or None."""
    for mention in find_dates(text):
        return mention.start
    return None


def _edtf(name: str, match: re.Match[str]) -> tuple[str, str | None]:
    groups = match.groupdict()
    year = groups["y"]
    if name in ("iso", "slash", "dots", "iso_loose"):
        return f"{year}-{int(groups['m']):02d}-{int(groups['d']):02d}", None
    if name == "dmy":
        return f"{year}-{month_number(groups['m']):02d}-{int(groups['d']):02d}", None
    if name == "month_range":
        return (
            f"{year}-{month_number(groups['m']):02d}",
            f"{groups['y2']}-{month_number(groups['m2']):02d}",
        )
    if name == "iso_month_range":
        return f"{year}-{groups['m']}", f"{groups['y2']}-{groups['m2']}"
    if name == "turn":
        return f"{int(year) + 1}-01", None
    if name == "year_range":
        last = groups["y2"]
        if len(last) == 2:
            last = year[:2] + last
        return year, last
    if name == "season":
        return f"{year}-{SEASONS[_season_stem(groups['s'])]}", None
    if name == "half":
        return (
            (f"{year}-01", f"{year}-06")
            if groups["h"].lower() == "första"
            else (f"{year}-07", f"{year}-12")
        )
    if name == "month":
        return f"{year}-{month_number(groups['m']):02d}", None
    return year, None


def _exists(date: str) -> bool:
    """False for the 31st of February: such a number is a slip or no date."""
    if len(date) != 10:
        return True
    year, month, day = (int(part) for part in date.split("-"))
    return day <= calendar.monthrange(year, month)[1]


def _season_stem(word: str) -> str:
    return next(stem for stem in SEASONS if word.lower().startswith(stem))


_LAST_SEASONS = {"våras": "vår", "somras": "sommar", "höstas": "höst", "vintras": "vinter"}


def _relative(match: re.Match[str], anchor: int, published: str) -> str:
    groups = match.groupdict()
    if groups.get("d"):
        return f"{anchor}-{month_number(groups['m']):02d}-{int(groups['d']):02d}"
    if groups["last"]:
        return str(anchor - 1)
    if groups["this"]:
        return str(anchor)
    if groups["next"]:
        return str(anchor + 1)
    month_now = int(published[5:7]) if len(published) >= 7 and published[5:7].isdigit() else 12
    if groups["ms"]:
        month = month_number(groups["ms"])
        return f"{anchor if month <= month_now else anchor - 1}-{month:02d}"
    if groups["ss"]:
        stem = _LAST_SEASONS[groups["ss"].lower()]
        first_month_after = {"vår": 5, "sommar": 8, "höst": 11, "vinter": 2}[stem]
        return f"{anchor if month_now > first_month_after else anchor - 1}-{SEASONS[stem]}"
    return f"{anchor}-{SEASONS[_season_stem(groups['sf'].split()[-1])]}"
