"""Who a figure is about, when it held, and whom the article names as its source."""

from __future__ import annotations

import re

from pipeline.extract.figures.cues import Field
from pipeline.extract.figures.predicates import is_predicate
from pipeline.extract.figures.quantity import Quantity
from pipeline.swedish.dates import dates_in
from pipeline.vocab import TargetGroup

_GROUPS: tuple[tuple[TargetGroup, re.Pattern[str]], ...] = tuple(
    (group, re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE))
    for group, pattern in (
        (
            TargetGroup.LONG_TERM_UNEMPLOYED,
            r"långtidsarbetslös|långtidsinskriv|utan arbete i mer än",
        ),
        (
            TargetGroup.FOREIGN_BORN_WOMEN,
            r"utrikes ?födda kvinnor|utlandsfödda kvinnor|kvinnor födda (?:i andra|utanför"
            r"|utomlands)"
            r"|invandrade kvinnor|invandrarkvinnor",
        ),
        (TargetGroup.NEWLY_ARRIVED, r"nyanländ|nyanlända"),
        (TargetGroup.FOREIGN_BORN, r"utrikes ?född|utlandsfödd|födda utomlands|invandrare"),
        (TargetGroup.DISABLED, r"funktionsneds|funktionsvariation|funktionshind"),
        (TargetGroup.SICK_LISTED, r"sjukskriv|långtidssjuk"),
        (TargetGroup.YOUTH, r"ungdom|unga\b|unga vuxna|tonåring"),
        (TargetGroup.OLDER, r"äldre\b|seniorer|över 55"),
        (TargetGroup.WOMEN, r"kvinnor|kvinnorna|kvinna\b"),
        (
            TargetGroup.BENEFIT_RECIPIENTS,
            r"bidragstagare|biståndsmottagare|med försörjningsstöd|hushåll",
        ),
        (TargetGroup.FAR_FROM_LABOUR_MARKET, r"långt (?:ifrån|från) arbetsmarknaden|längst från"),
        (TargetGroup.UNEMPLOYED, r"arbetslösa|arbetssökande"),
    )
)
_SOURCE = re.compile(
    r"\b(?:enligt|siffror från|statistik från|uppgifter från|data från|rapport från"
    r"|mätning från|undersökning från)\s+"
    r"(?:(?:färska|nya|senaste|aktuella|den|det|en|ett)\s+)*(?P<name>[^,.;:()\n]{2,70})",
    re.IGNORECASE,
)
_SOURCE_SUBJECT = re.compile(
    r"\b(?P<name>[A-ZÅÄÖ][\w-]*(?:\s(?:[A-ZÅÄÖ][\w-]*|och|för|i|kommun))*)s?\s+(?:egna\s"
    r"|senaste\s|nya\s|egen\s)*"
    r"(?:statistik|siffror|rapport|uppföljning|utvärdering|mätning)\s+(?:visar|säger|pekar)"
)
_STATISTICS = re.compile(
    r"(?:\w*statistik\w*|\w*siffror\w*|uppgifter\w*|\w*prognos\w*|\w*rapport\w*|\w*enkät\w*|beräkning\w*"
    r"|\w*utvärdering\w*|\w*uppföljning\w*|\w*mätning\w*|\w*undersökning\w*|\w*kartläggning\w*)\Z",
    re.IGNORECASE,
)
_QUALITIES = frozenset(
    ("senaste", "egna", "egen", "nya", "ny", "färska", "aktuella", "preliminära")
)
_NAME_STOPS = frozenset(
    ("på", "under", "för", "som", "att", "i", "till", "där", "och", "visar", "blir", "med")
)
_NO_SOURCE = frozenset(
    ("avtal", "lag", "lagen", "planen", "plan", "budget", "mål", "målet", "förslag", "beslut")
)
_MAX_NAME = 5


def group_of(quantity: Quantity, text: str, field: Field) -> TargetGroup | None:
    """The group counted: named by the counted words, else beside them in the clause."""
    own = text[field.own.start : field.own.end]
    right = text[field.right.start : min(field.right.end, field.right.start + 60)]
    for stretch in (own, own + right):
        for group, pattern in _GROUPS:
            if pattern.search(stretch):
                return group
    return quantity.groups[0] if quantity.groups else None


def period_of(text: str, published: str | None, field: Field) -> tuple[str | None, str | None]:
    """First and last date (EDTF) of the date expression nearest to the figure in its sentence."""
    best: tuple[int, str, str | None] | None = None
    for mention in dates_in(text, published):
        gap = max(mention.span.start - field.own.end, field.own.start - mention.span.end, 0)
        if best is None or gap < best[0]:
            best = (gap, mention.start, mention.end)
    if best is None:
        return None, None
    return best[1], best[2] or best[1]


def source_of(text: str) -> str | None:
    """Whom the sentence names as the source: ``enligt SCB``, ``visar siffror från Arbetsförmedlingen``."""
    match = _SOURCE.search(text) or _SOURCE_SUBJECT.search(text)
    if not match:
        return None
    words: list[str] = []
    for word in match["name"].split():
        if len(words) == _MAX_NAME or not word[0].isalpha() or is_predicate(word):
            break
        if word.lower() in _NAME_STOPS and not (word == "och" and words and words[-1][0].isupper()):
            break
        words.append(word)
    told = bool(words) and bool(_STATISTICS.match(words[-1]))
    while words and (_STATISTICS.match(words[-1]) or words[-1].lower() in _QUALITIES):
        words.pop()
    if words and words[-1] == "och":
        words.pop()
    if not words or words[-1].lower() in _NO_SOURCE:
        return None
    if told and words[-1].endswith("s") and not words[-1].isupper():
        words[-1] = words[-1][:-1]
    return " ".join(words)
