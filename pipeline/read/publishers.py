"""Who publishes an article: by web domain, and by what the page's own lines say."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from pipeline.lexicon.load import load


@dataclass(frozen=True, slots=True)
class Publisher:
    """One line of ``lexicon/publishers.tsv``."""

    domain: str
    name: str
    example: str


@dataclass(frozen=True, slots=True)
class _Body:
    """One line of ``lexicon/municipality_bodies.tsv``."""

    code: str
    name: str
    body: str
    example: str


@cache
def _domains() -> dict[str, str]:
    """Domain → name. A municipality's domain is its name without diacritics, with or without hyphens."""
    known: dict[str, str] = {}
    for entry in load(_Body, "municipality_bodies.tsv"):
        plain = _plain(entry.name)
        for stem in (plain.replace(" ", ""), plain.replace(" ", "-")):
            known[f"{stem}.se"] = entry.body
    for known_publisher in load(Publisher, "publishers.tsv"):
        known[known_publisher.domain] = known_publisher.name
    return known


@cache
def municipal_bodies() -> dict[str, str]:
    """Case-folded name of each municipality's legal body → the name as it writes it."""
    return {entry.body.lower(): entry.body for entry in load(_Body, "municipality_bodies.tsv")}


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def domain_of(url: str | None) -> str | None:
    """The host of an address without ``www.``; None where it has none."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.lower().removeprefix("www.") if host and "." in host else None


def publisher_of(url: str | None) -> str | None:
    """The publisher behind a web address where its domain is known, else None."""
    host = domain_of(url)
    while host and "." in host:
        if host in _domains():
            return _domains()[host]
        host = host.partition(".")[2]
    return None


# Picture agencies stand after a photographer's name just as newspapers do, but publish nothing themselves.
_AGENCIES = re.compile(
    r"^(?:tt|scanpix|bildbyrån|mostphotos?|getty.*|unsplash|pixabay|pexels|shutterstock|istock.*|adobe.*|arkiv"
    r"|arkivbild|privat|frilans|reuters|afp|epa|ap|maskot|johnér|folio|pressbild|press)$",
    re.IGNORECASE,
)
_NAME = r"[A-ZÅÄÖ][\wåäöé&.-]*(?: (?:i|och|för|[A-ZÅÄÖ&][\wåäöé&.–-]*))*"
_CREDIT = re.compile(
    r"\bfoto(?:graf)?:? ?[^/\n]{0,60}/ ?([A-ZÅÄÖ][\wÅÄÖåäö&.]*(?: [A-ZÅÄÖ][\wåäö]+)?)",
    re.IGNORECASE,
)
_SELF_REFERENCE = re.compile(
    r"\b(?:som )?((?:[A-ZÅÄÖ][\wÅÄÖåäö-]+ )?[A-ZÅÄÖ][\wÅÄÖåäö-]+) (?:har |tidigare |som )*"
    r"(?:skrivit om|rapporterat om|berättat om|har skrivit|skrev om)"
)
_STATED = re.compile(
    rf"^(?:pressmeddelande (?:från|av)|utgivare ?:|utges av|utgiven av|avsändare ?:|källa ?:|©|copyright|\(c\))"
    rf"(?: ?©)?(?: ?\d{{4}})? ?({_NAME})|[©] ?(?:\d{{4}} )?({_NAME})|(?:^| )({_NAME}) (?:ges|utges) ut av\b"
    rf"|\bhåll dig uppdaterad\b.*\bfölj ({_NAME}) på (?:facebook|instagram)"
    rf"|^(?:nyhetsbrev|månadsbrev|julbrev)\b.{{0,12}}[–|·:-] ?({_NAME})$",
    re.IGNORECASE,
)
# A newspaper tells itself by its name: Bergslagsnytt, Emåbladet, Njudungsposten, Sala Veckoblad.
_NEWSPAPER = (
    r"(?:[A-ZÅÄÖ][\wåäöé-]+ )?[A-ZÅÄÖ][\wåäöé-]*(?:bladet|posten|kuriren|tidningen|tidning|nytt|allehanda|veckoblad"
    r"|dagblad|folkblad|nyheter|[Bb]lad|[Pp]osten|läningen|bygden|[Rr]adio)"
)
_NAMEPLATE = re.compile(rf"^({_NEWSPAPER})(?=$|  +|\s?(?:[|·:•,–-]|\d|nr\b|nyheter|sport|lokalt))")
_BODY = re.compile(
    r"^((?i:samordningsförbundet|finsam|länsstyrelsen|region|arbetsförmedlingen|försäkringskassan|svenska esf-rådet"
    r"|esf-rådet|vinnova|tillväxtverket|arvsfonden|kommunförbundet)(?: (?:i|och|läns?|[A-ZÅÄÖ][\wåäö–-]*))*"
    r"|(?:[A-ZÅÄÖ][\wåäö-]+ )?[A-ZÅÄÖ][\wåäö-]+ samordningsförbund|[A-ZÅÄÖ][\wåäö ]+? läns samordningsförbund)"
    r"(?=$|  +| ?[|·•,»›>/:–-]| informerar$)"
)
_MUNICIPALITY = re.compile(
    r"^((?:[\wåäöé-]+ ){1,3}?(?:kommun|stad))(?=$|  +| ?[|·•,»›>/:–-])", re.IGNORECASE
)
_FOOTING = re.compile(
    r"\d{3} ?\d\d\b|\btel|växel|\bvx\b|org\.? ?nr|@|www\.|webbplats|\bbesök", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)*\.(?:se|nu|com|org|eu)(?:/\S*)?")
_WEBSITE = re.compile(
    r"(?<![@\w])(?:https?://)?(?:www\.)([\wåäö-]+(?:\.[\wåäö-]+)*\.\w{2,})\b", re.I
)


def publisher_in(lines: list[str]) -> str | None:
    """The publisher as the lines of a page name it, None where they do not."""
    top, bottom = lines[:4], lines[-6:]
    for line in top:
        if len(line) <= 100 and (found := _nameplate(line)):
            return found
        if (match := _ADDRESS.fullmatch(line)) and (known := publisher_of(match.group())):
            return known
    for line in [*top, *bottom]:
        if len(line) <= 160 and (match := _STATED.search(line)):
            name = next(group for group in match.groups() if group)
            if (
                name[0].isupper()
                and not name.isdigit()
                and not name.lower().startswith("alla rätt")
            ):
                return _proper(name)
    for line in lines:
        if (match := _CREDIT.search(line)) and not _AGENCIES.match(match.group(1)):
            return match.group(1)
    for line in lines[:40]:
        match = _SELF_REFERENCE.search(line)
        if match and not match.group(1).endswith(("kommun", "län")):
            return match.group(1).removeprefix("Som ")
    for line in bottom:
        if (
            len(line) <= 120
            and (_FOOTING.search(line) or len(line) <= 40)
            and (f := _nameplate(line))
        ):
            return f
    for line in bottom:
        if match := _WEBSITE.search(line):
            return publisher_of(match.group(1)) or match.group(1).lower()
    return None


def _nameplate(line: str) -> str | None:
    """The name that a line of a page's head or foot opens with."""
    if line.endswith((".", "!", "?")) and not _FOOTING.search(line):
        return None
    if match := _MUNICIPALITY.match(line):
        return municipal_bodies().get(match.group(1).lower())
    if match := _BODY.match(line):
        return _proper(match.group(1))
    if match := _NAMEPLATE.match(line):
        return match.group(1)
    return None


def is_nameplate(line: str) -> bool:
    """True where a whole line is a publisher's name, or that name and a menu beside it."""
    found = _nameplate(line)
    if found is None:
        return False
    rest = line[len(found) :].strip(" |·•–:-,›»>/")
    return not rest or line[len(found) :].startswith("  ") or len(rest.split()) <= 2


def _proper(name: str) -> str:
    name = " ".join(name.split()).rstrip(" .–-")
    return municipal_bodies().get(name.lower(), name)
