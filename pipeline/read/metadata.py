"""What an article's own lines say about it: dates, publisher, author. Unknown stays None."""

from __future__ import annotations

import re

from pipeline.article import Metadata, normalise
from pipeline.swedish.dates import find_dates

_PUBLISHED = re.compile(
    r"^\W*(?:artikeln )?(?:publicera(?:d|t|des)|publiceringsdatum|datum)\b[: ]*(.*)$", re.IGNORECASE
)
_MODIFIED = re.compile(
    r"(?:senast )?(?:uppdatera(?:d|t|des)|ändra(?:d|t|des)|granska(?:d|t|des))\b[: ]*(.*)$",
    re.IGNORECASE,
)
# "Nyköping 4 december 2022 06:56", "4 december 2022 kl. 06:56": a short line that is a date and little else.
_DATELINE = re.compile(r"^(?:[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ]?[\w-]+)?[,•|· ]+)?(.*)$")
_CREDIT = re.compile(
    r"\bfoto(?:graf)?:? ?[^/\n]{0,60}/ ?([A-ZÅÄÖ][\wÅÄÖåäö&.]*(?: [A-ZÅÄÖ][\wåäö]+)?)",
    re.IGNORECASE,
)
_SELF_REFERENCE = re.compile(
    r"\b(?:som )?((?:[A-ZÅÄÖ][\wÅÄÖåäö-]+ )?[A-ZÅÄÖ][\wÅÄÖåäö-]+) (?:har |tidigare |som )*"
    r"(?:skrivit om|rapporterat om|berättat om|har skrivit|skrev om)"
)
_WEBSITE = re.compile(r"\b(?:www\.)([\wåäö-]+\.(?:se|nu|com|org))\b", re.IGNORECASE)
_BYLINE = re.compile(
    r"^(?:text|av|skriven av|reporter|text och foto|text & foto)[: ]+((?:[A-ZÅÄÖ][\wåäöé-]+ ){1,2}[A-ZÅÄÖ][\wåäöé-]+)\.?$",
    re.IGNORECASE,
)


def text_metadata(text: str) -> Metadata:
    """Metadata from the lines of a plain text."""
    lines = [line.strip() for line in normalise(text).splitlines() if line.strip()]
    return Metadata(
        published=_published(lines),
        modified=_modified(lines),
        publisher=_publisher(lines),
        author=_author(lines),
    )


def _date_in(line: str) -> str | None:
    for mention in find_dates(line[:200]):
        if len(mention.start) >= 7:
            return mention.start
    return None


def _published(lines: list[str]) -> str | None:
    for i, line in enumerate(lines):
        match = _PUBLISHED.match(line)
        if match and len(line) < 120:
            rest = match.group(1).strip() or (lines[i + 1] if i + 1 < len(lines) else "")
            if len(rest) < 80 and (date := _date_in(_MODIFIED.sub("", rest))):
                return date
    for line in lines[:15]:
        if len(line) < 60 and not _MODIFIED.search(line):
            date = _date_in(line)
            rest = re.sub(r"[\d:.,|•·-]|\bkl\b|\w*dag\b", " ", line)
            if date and len(date) == 10 and len(rest.split()) <= 4 and line[-1:] not in ".!?":
                return date
    return None


def _modified(lines: list[str]) -> str | None:
    for i, line in enumerate(lines):
        match = _MODIFIED.search(line)
        if match and len(line) < 160:
            rest = match.group(1).strip() or (lines[i + 1] if i + 1 < len(lines) else "")
            if len(rest) < 80 and (date := _date_in(rest)):
                return date
    return None


def _publisher(lines: list[str]) -> str | None:
    for line in lines:
        if match := _CREDIT.search(line):
            return match.group(1)
    for line in lines[:40]:
        if (match := _SELF_REFERENCE.search(line)) and not match.group(1).endswith(
            ("kommun", "län")
        ):
            return match.group(1).removeprefix("Som ")
    for line in lines[-8:]:
        if len(line) < 120 and (
            match := re.search(r"\b([A-ZÅÄÖ][\wåäö-]+ (?:kommun|stad))\b", line)
        ):
            return match.group(1)
    for line in lines[-8:]:
        if match := _WEBSITE.search(line):
            return match.group(1).lower()
    return None


def _author(lines: list[str]) -> str | None:
    for line in lines:
        if len(line) < 80 and (match := _BYLINE.match(line)):
            return match.group(1)
    return None
