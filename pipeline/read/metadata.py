"""What an article's own lines say about it: dates, publisher, author. Unknown stays None."""

from __future__ import annotations

import re

from pipeline.article import Metadata, normalise
from pipeline.read.publishers import publisher_in
from pipeline.swedish.dates import DateMention, find_dates

_PUBLISHED = re.compile(
    r"^\W*(?:(?:artikeln|sidan|nyheten|inlägget|texten) )?(?:publicera(?:d|t|des)|publiceringsdatum|upplagd"
    r"|postad|skapad)\b(?!\s+(?:i|på|under)\b)[: ]*(.*)$|^\W*datum ?: ?(.*)$",
    re.IGNORECASE,
)
_MODIFIED = re.compile(
    r"(?:\bsenast |\bsidan |\bsist )?\b(?:uppdatera(?:d|t|des)|ändra(?:d|t|des)|granska(?:d|t|des)|reviderad)\b"
    r"[: ]*(.*)$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s?[|•·»›–]\s|\s{2,}|,\s")
# Words that may stand with a date in a dateline and say nothing else.
_DATELINE_WORDS = re.compile(
    r"\b(?:kl(?:ockan)?|den|nyhet(?:er)?|publicerad|pressmeddelande|artikel|nummer|nr|av|skriven"
    r"|(?:mån|tis|ons|tors|fre|lör|sön)(?:dag)?(?:en)?)\b\.?",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:projekt)?(?:tid|period|sammanträdesdatum|diarienummer|dnr)\b|(?<![\d-])\d{1,2} ?[–-] ?\d{1,2} [a-zåäö]",
    re.I,
)
_PRESS_RELEASE = re.compile(r"^(?:pressmeddelande|nyhet|debatt|insändare|ledare)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r"©|\bpublicera(?:d|t) av\b|\binlagd\b", re.IGNORECASE)
_BYLINE = re.compile(
    r"^(?:text|av|skriven av|reporter|skribent|text och foto|text & foto|text&bild|text och bild)[: ]+"
    r"((?:[A-ZÅÄÖ][\wåäöé-]+ ){1,2}[A-ZÅÄÖ][\wåäöé-]+)\b(?=$|\.?$| ?[|·,/]|  )",
    re.IGNORECASE,
)
_WITH_MAIL = re.compile(
    r"^((?:[A-ZÅÄÖ][\wåäöé-]+ ){1,2}[A-ZÅÄÖ][\wåäöé-]+) ?(?:[|,·/]|  )? ?[\w.-]+@[\w.-]+$"
)


def text_metadata(text: str) -> Metadata:
    """Metadata from the lines of a plain text."""
    lines = [line.strip() for line in normalise(text).splitlines() if line.strip()]
    return Metadata(
        published=_published(lines),
        modified=_modified(lines),
        publisher=publisher_in(lines),
        author=_author(lines),
    )


def _full_date(text: str) -> DateMention | None:
    """The first date of a text that is at least a month."""
    for mention in find_dates(text[:200]):
        if len(mention.start) >= 7:
            return mention
    return None


def _after(lines: list[str], i: int, rest: str, longest: int) -> str | None:
    """The date that follows a label: on its line, or alone on the next."""
    if not rest.strip() and i + 1 < len(lines):
        rest = lines[i + 1] if len(lines[i + 1]) < 40 else ""
    mention = _full_date(rest) if len(rest) < longest else None
    return mention.start if mention else None


def _published(lines: list[str]) -> str | None:
    for i, line in enumerate(lines):
        match = _PUBLISHED.match(line)
        if match and len(line) < 140:
            rest = _MODIFIED.sub("", match.group(1) or match.group(2) or "")
            if date := _after(lines, i, rest, 100):
                return date
    for line in lines[:6]:
        if date := _dateline(line):
            return date
    for line in lines[-2:]:
        if len(line) < 80 and len(date := _dateline(line) or "") == 10:
            return date
    for line in lines[-4:]:
        mention = _full_date(line) if len(line) < 100 and _COPYRIGHT.search(line) else None
        if mention is not None and len(mention.start) == 10:
            return mention.start
    return None


def _dateline(line: str) -> str | None:
    """The date of a line, or of a part between separators, that is a date and a place or name at most."""
    if len(line) > 160 or (line.endswith((".", "!", "?")) and len(line) > 40):
        return None
    if _MODIFIED.search(line) or _PERIOD.search(line):
        return None
    if sum(len(mention.start) >= 7 or mention.end is not None for mention in find_dates(line)) > 1:
        return None
    for part in _SEPARATOR.split(line):
        mention = _full_date(part)
        if mention is None or mention.end is not None or mention.start[5:7] > "12":
            continue
        rest = part[: mention.span.start] + " " + part[mention.span.end :]
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", _DATELINE_WORDS.sub(" ", rest))
        named = bool(_PRESS_RELEASE.match(line)) and len(words) <= 6
        if ":" in _DATELINE_WORDS.sub("", rest).replace(". ", " ") and not re.search(
            r"\d:\d", rest
        ):
            continue
        alone = len(words) <= (2 if len(mention.start) == 10 else 0)
        if named or (alone and all(word[0].isupper() for word in words)):
            return mention.start
    return None


def _modified(lines: list[str]) -> str | None:
    for i, line in enumerate(lines):
        match = _MODIFIED.search(line)
        if match and len(line) < 160 and (date := _after(lines, i, match.group(1), 100)):
            return date
    return None


def _author(lines: list[str]) -> str | None:
    for line in lines:
        if len(line) < 120 and (match := _BYLINE.match(line) or _WITH_MAIL.match(line)):
            return match.group(1)
    return None
