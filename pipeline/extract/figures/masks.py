"""Stretches of text whose digits and number words are no quantities: dates, clock times, addresses …"""

from __future__ import annotations

import re

from pipeline.article import Span
from pipeline.swedish.dates import MONTHS, dates_in

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b"
_HOUR = (
    r"(?:\d{1,2}(?:[.:]\d\d)?|(?:halv )?(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)\b)"
)
_LABELLED = (
    r"nr|nummer|n:o|sid|sida|sidan|sidorna|s\.|kap|kapitel|avsnitt|bilaga|figur|tabell|diagram"
    r"|vecka|veckorna"
    r"|v\.|steg|fas|nivå|etapp|version|punkt|paragraf|artikel|artiklarna|rum|sal|hus|plan"
    r"|våning|vån"
    r"|linje|buss|årskurs|åk|klass|omgång|agenda|kanal|modul|grupp|del|block|spår"
    r"|prio|prioritet"
    r"|område|områdestyp|åtgärd|programområde|dnr|diarienummer|ärende|orgnr|org\.nr|isbn|issn"
    r"|version|utgåva"
    r"|division|div|insatsområde|axel|kod|lag|säsong|avsnitt|rad|kolumn|position|plats|plats nummer"
    r"|tema|kategori|typ"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # web and mail addresses, file names
        r"(?:https?://|www\.)\S+|\S+@\S+\.\w+",
        # ISO dates, personal and corporate numbers
        r"\b\d{4}-\d{2}(?:-\d{2})?\b(?!\s*(?:kr|procent|%))|\b\d{6,8}[-–]\d{4}\b",
        # day and month; 3/4 as a date only after a day word
        rf"\b(?:den\s+)?\d{{1,2}}(?::?[ae])?(?:\s*(?:[-–]|och"
        rf"|till)\s*\d{{1,2}}(?::?e)?)?\s+{_MONTH}",
        r"\b(?:den|sön|mån|tis|ons|tors|fre|lör|lörd|sönd|månd|tisd|onsd|torsd"
        r"|fred)\w*\s+\d{1,2}/\d{1,2}",
        r"\b\d{1,2}/\d{1,2}[-\s–]+(?:\d{4}|\d{1,2}/\d{1,2})",
        r"\bden\s+\d{1,2}(?::?[ae])?\b(?![,.]\d)(?!\s*(?:procent|%|person|deltag|miljon))",
        # decades and years
        r"\b(?:19|20)\d0-?tal(?:et|ets)?\b|\b[1-9]0-?tal(?:et|ets)\b|\b(?:tjugo|trettio|fyrtio"
        r"|femtio|sextio"
        r"|sjuttio|åttio|nittio)talet\b(?!\s+(?:personer|människor|deltagare|ungdomar|unga|elever))",
        r"\b(?:19|20)\d\d[/–-](?:(?:19|20)?\d\d)\b(?!\s*(?:kr|procent|%))",
        # clock times
        rf"\b(?:kl\.?|klockan|klocka)\s*{_HOUR}(?:\s*(?:[-–,]|och|till|eller)\s*{_HOUR})*",
        r"\b\d{1,2}[.:]\d\d\s?[-–]\s?\d{1,2}[.:]\d\d\b",
        r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b",
        r"(?<![\d,.])(?:[01]?\d|2[0-3])\.[0-5]\d\b(?!\s*(?:%|procent|miljon|miljard|mkr|mnkr"
        r"|år|kr))",
        r"\b(?:mån|tis|ons|tors|fre|lör|sön)dag\w*\s(?:mellan\s|från\s)?\d{1,2}\s?(?:och|till|–|-)\s?\d{1,2}\b"
        r"(?!\s*(?:personer|deltagare|ungdomar|besökare|procent|%))",
        r"\b(?:bild|foto|del|sida|sidan)\s+\d+\s+av\s+\d+",
        # day/month that is no simple fraction
        r"(?<![\d/])(?!(?:1/[2-5]|2/[35]|3/[45]|4/5)(?!\d)(?!\)))\d{1,2}/\d{1,2}(?![\d/])",
        # telephone, postcode, street
        r"\b(?:tel|telefon|tfn|mobil|ring|sms|sms:a|swish|växel|fax|bankgiro|bg|plusgiro"
        r"|pg)\b[^\d\n]{0,25}"
        r"\+?\d[\d\s\u00a0–-]{4,}",
        r"\+46[\d\s()–-]{6,}|\b0\d{1,3}\s?[-–/]\s?\d{2,4}(?:[\s\u00a0]?\d{2,4}){1,3}\b",
        r"\b\d{3}\s\d{2}(?=\s+(?-i:[A-ZÅÄÖ]))",
        r"\b\w+(?:gatan|gata|vägen|torget|torg|gränd|gränden|stigen|allén|backen"
        r"|plan)\s+\d{1,3}\s?[a-h]?\b",
        # law, case and document numbers
        r"\b\d{4}/\d{2}:\d+\b|\b\d+\s?(?:§|kap\b)(?:\s?\d+)?|§+\s?\d+(?:[-–]\d+)?|\(\d{4}:\d+\)|\b(?:19|20)\d\d:\d+\b",
        r"\b[^\W\d_]*\d+/\d{3,}\b|\b(?:19|20)\d\d/\d+\b|\b(?-i:[A-ZÅÄÖ]{1,4})\s?\d{4}[:/]\d+",
        rf"(?<![\w-])(?:{_LABELLED})\.?\s?\d+(?:[.,]\d+)*(?:\s?(?:[-–,]"
        rf"|och)\s?\d+)*\b(?!\s*(?:%|procent\b"
        r"|personer\b|deltagare\b|kronor\b|kr\b|miljon|månader\b|veckor\b|platser\b|år\b))",
        # "mål 3" is a name; "(mål 300)" and "mål: 8" tell a figure
        r"(?<![\w(])(?<!\(\w{7})(?:del)?mål\s[1-9]\b(?!\s*(?:%|procent\b|personer\b|deltagare\b|kronor\b|\)))",
        # ordinals, letters joined to digits, version numbers
        r"\b\d+:(?:a|e|ans|an)\b|\b[^\W\d_]+\d+\w*\b|\b\d+(?-i:[A-ZÅÄÖ])\w*\b",
        r"\b\d+\.0\b|\b\d+(?:\.\d+){2,}\b(?!\s*(?:kr|kronor))",
        # digits in compounds: 25-årig, 19-pandemin, 50-plussare (30-tal is a number)
        r"\b\d+-(?!tal\b|tal[a-z]|talet\b)[^\W\d_]+",
        r"\b24/7\b|\b50/50\b",
        r"\[Bild:[^\]\n]*|\bomsättning\w*:?\s[^.\n]{0,40}?\d[\d ,]*\s?(?:mkr|miljoner|kronor|kr|tkr)\b",
        r"\b(?:\w*pris\w*|inträde\w*|biljett\w*|\w*avgift\w*)(?:\s\w+){0,2}:?\s\d+\s?(?:kr|kronor)(?:/\w+)?\b",
        r"\bvar och en\b",
        # idioms
        r"\b(?:först|för det|å ena|å andra)\s+(?:ena|andra)\b|\bett hundra procent säker\w*\b",
        r"\b(?:vecka (?:ett|två|tre|fyra|fem|sex|sju|åtta)|betyg\w* (?:\w+ ){0,2}\w+ av (?:fem"
        r"|tio)|mellan fyra ögon|på två ben|i två steg|två streck|dag ett|steg ett|noll koll"
        r"|sju sorger"
        r"|fem i tolv|en på miljonen|ett tu tre|två sidor av samma|slå två flugor|på alla fyra"
        r"|hundra procent säker\w*|till hundra procent|två ess|tusen och en|tusen tack"
        r"|en och en(?! halv)|två och två"
        r"|fem rätt|topp tre|topp fem|topp tio|tre kronor|fyra väggar|tio i topp)\b",
        # no computable value
        r"\b(?:några|flera|många|fler|par|åtskilliga|tiotals|otaliga)\s+(?:hundra|tusen"
        r"|miljoner|miljarder"
        r"|dussin|tiotal|hundratal|tusental)\b",
    )
)
_YEAR = re.compile(r"(?<![\d.,])(?:1[89]\d\d|20[0-9]\d)(?![\d,]|\s?%|\.\d)")
_YEAR_CUE = re.compile(
    rf"(?:\b(?:år|åren|sedan|under|från|till|för|före|efter|inför|i|och|eller|mot|per|än|med"
    rf"|hösten|våren|sommaren"
    rf"|vintern|januari|årsskiftet|halvåret|mitten av|slutet av|början av|{_MONTH[3:-3]})"
    rf"|[-–(/,]|^)\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:kr|kronor|tkr|mkr|personer|deltagare|elever|invånare|hushåll|miljoner|procent|jobb"
    r"|ungdomar|platser"
    r"|arbetslösa|inskrivna|individer|människor|arbetstillfällen)\b",
    re.IGNORECASE,
)


def masked(text: str, published: str | None = None) -> list[Span]:
    """The spans of ``text`` that hold no quantities, in order; they may overlap."""
    spans = [Span(*m.span()) for pattern in _PATTERNS for m in pattern.finditer(text)]
    spans += [mention.span for mention in dates_in(text, published)]
    for match in _YEAR.finditer(text):
        counted = _COUNTED.match(text, match.end())
        before = text[max(0, match.start() - 25) : match.start()]
        if not counted or _YEAR_CUE.search(before):
            spans.append(Span(*match.span()))
    return sorted(spans)
