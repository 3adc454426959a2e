"""Which single lines are page furniture: menus, share buttons, datelines, contact lines, footers.

The words are in ``lexicon/furniture.tsv``; the shapes (datelines, navigation rows, postal footers) are here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.article import normalise
from pipeline.lexicon.load import load
from pipeline.read.publishers import is_nameplate
from pipeline.swedish.dates import find_dates

_MAX_FURNITURE = 400
_ITEMS = re.compile(r' {2,}| ?[|·•▾›">✉] ?|, |: ')
_PHOTO = re.compile(r"\b(?:foto|bild|fotograf|illustration) ?: ?(?=\S)", re.IGNORECASE)
_CREDIT_LINE = re.compile(r"^\W*(?:foto|bild|fotograf|illustration)\s?[:/]", re.IGNORECASE)
_SENTENCE = re.compile(r"[a-zåäö]{2}[.!?] [A-ZÅÄÖ]|[a-zåäö]{3}[.!?]$")
# Somebody says it: then it is the article's, whatever the words.
_REPORTED = re.compile(
    r"[,!?.\"] ?(?:säger|menar|berättar|förklarar|tycker|tror|konstaterar|fortsätter|understryker|betonar|påpekar"
    r"|tillägger|svarar|undrar|frågar|anser|skrattar|uppmanar|sa|sade) \w+"
)
_POSTCODE = re.compile(
    r"\b\d{3} ?\d{2} [A-ZÅÄÖ]|\b[Oo]rg(?:anisations)?\.? ?-?n(?:umme)?r\b|\b[Bb]ox \d+"
)
_SENDER = re.compile(
    r"\b(?:kommun|stad|region|länsstyrelsen|förbund(?:et)?|samordningsförbundet|förvaltning(?:en)?|avdelning(?:en)?"
    r"|box|enhet(?:en)?|gatan|vägen)\b|gatan \d",
    re.IGNORECASE,
)
# Labels a dateline may carry; any other word before a colon tells of something else (Projektperiod: …).
_DATE_LABEL = re.compile(
    r"^\W*(?:publicera(?:d|t)|uppdatera(?:d|t)|senast \w+|sidan \w+(?: \w+)?|datum|granskad|ändrad|skapad|nyhet)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """One line of ``lexicon/furniture.tsv``."""

    scope: str
    pattern: str
    example: str
    near_miss: str


@cache
def rules() -> dict[str, re.Pattern[str]]:
    """One compiled pattern for each scope."""
    parts: dict[str, list[str]] = {}
    for rule in load(FurnitureRule, "furniture.tsv"):
        parts.setdefault(rule.scope, []).append(f"(?:{rule.pattern})")
    return {scope: re.compile("|".join(ps), re.IGNORECASE) for scope, ps in parts.items()}


@cache
def _cased(scope: str) -> re.Pattern[str]:
    """The rules of a scope where capitals count (names of persons)."""
    found = [rule.pattern for rule in load(FurnitureRule, "furniture.tsv") if rule.scope == scope]
    return re.compile("|".join(f"(?:{pattern})" for pattern in found))


def is_furniture(line: str) -> bool:
    """True where a single line is page furniture by its own words."""
    text = normalise(line).strip()
    if not text:
        return True
    if len(text) > _MAX_FURNITURE:
        return False
    if _REPORTED.search(text):
        return False
    known = rules()
    if known["line"].fullmatch(text) or _cased("name").fullmatch(text) or known["any"].search(text):
        return True
    if len(text) <= 160 and (match := known["start"].match(text)):
        rest = text[match.end() : match.end() + 1]
        if not (rest.isalnum() or rest == "-"):
            return True
    return is_credit(text) or _is_dateline(text) or _is_navigation(text) or _is_sender(text)


def is_credit(line: str) -> bool:
    """``Foto: Anna Berg``, ``Arkivbild. Foto: Bo Ek/TT``: a photo credit without a caption before it."""
    match = _PHOTO.search(line)
    if match is None or len(line) > 120:
        return False
    after = line[match.end() :]
    if _SENTENCE.search(after):
        return False
    before = line[: match.start()]
    return len(before.split()) <= 3 and len(after.split()) <= 9 and not after[:1].islower()


def opens_with_credit(line: str) -> bool:
    """True where the line starts as a photo credit does."""
    return _CREDIT_LINE.match(line) is not None and is_credit(normalise(line).strip())


def caption_with_credit(line: str) -> bool:
    """``Hiba lagar en cykel. Foto: Anna Berg``: a caption that ends with its credit."""
    match = _PHOTO.search(line)
    if match is None or len(line) > 350:
        return False
    after = line[match.end() :]
    return (
        len(after) <= 70
        and after[:1].isupper()
        and not re.search(r"[a-zåäö]{3}[.] [A-ZÅÄÖ]", after)
    )


def is_kicker(line: str) -> bool:
    """A label above a headline: ``Debatt``, ``Nyhetsbrev nr 4``, the publisher's own name."""
    text = normalise(line).strip()
    return len(text) <= 100 and (
        rules()["kicker"].fullmatch(text) is not None or is_nameplate(text)
    )


def is_genre(line: str) -> bool:
    """``Debatt``, ``Krönika``: the kind of text, whatever stands below."""
    return rules()["kicker"].fullmatch(normalise(line).strip()) is not None


def _is_dateline(text: str) -> bool:
    """``Nyköping 4 december 2022 06:56``: a full date and next to nothing else."""
    if len(text) > 70 or text.endswith((".", "!", "?")) or not any(c.isdigit() for c in text):
        return False
    dates = [mention for mention in find_dates(text) if len(mention.start) == 10]
    if len(dates) != 1 or dates[0].end is not None:
        return False
    before, after = text[: dates[0].span.start], text[dates[0].span.end :]
    if text.isupper() and before:  # LÄGET 30 JUNI 2022 heads a list of results
        return False
    if re.search(r"[^\W\d]\s?:", before) and not _DATE_LABEL.match(before):
        return False
    if re.match(r"\s?[–-]", after):
        return False
    words = re.findall(r"[^\W\d_]+", before + " " + after)
    return len([word for word in words if word.lower() not in ("kl", "klockan", "den")]) <= 3


def _is_navigation(text: str) -> bool:
    """``Meny  Sök  Logga in``: short items side by side, most of them known from menus and buttons."""
    if len(text) > 140 or _SENTENCE.search(text):
        return False
    items = [item.strip(" ▾▼☰:") for item in _ITEMS.split(text)]
    items = [item for item in items if item]
    if len(items) < 2 or any(len(item.split()) > 5 for item in items):
        return False
    known = sum(1 for item in items if rules()["nav"].fullmatch(item))
    return known >= 2 and known * 2 >= len(items)


def _is_sender(text: str) -> bool:
    """``Exempelby kommun, Box 12, 123 45 Exempelby``: the sender's postal address."""
    if len(text) > 160 or not _POSTCODE.search(text):
        return False
    return _SENDER.search(text) is not None and not re.search(
        r"[a-zåäö]{3}\. [A-ZÅÄÖ][a-zåäö]+ [a-zåäö]", text
    )
