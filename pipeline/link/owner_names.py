"""How far the name of a body reaches, and capitalised names that only a body can bear."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.article import TaggedArticle, Token
from pipeline.swedish.names import is_given_name

DIRECTIONS = frozenset(
    "norra södra östra västra mellersta inre övre nedre nordöstra sydöstra nordvästra sydvästra "
    "sydväst sydost nordväst nordost".split()
)
_ADJECTIVES = frozenset("öppna nya fria gröna goda röda blå gula vita unga stora lilla".split())
# "Röda Korsets krets", "Lantbrukarnas lokalavdelning": what such a noun closes may have its place after it.
BRANCHES = frozenset(
    "lokalförening lokalavdelning avdelning krets distrikt förening förbund ortsförening utvecklingscenter".split()
)
_JOINS = ("&", "-", "–", "/")
_LONGEST = 4  # words of a name that is told by what it does
# A verb of running right after a name makes it a body, whatever the tagger says.
_ACTS = re.compile(
    r"(?:, som)?\s+(?:i [A-ZÅÄÖ]\w+ )?(?:driver|drev|startar|startade|öppnar|öppnade|lanserar|lanserade|arrangerar|"
    r"anordnar|ordnar|organiserar|samordnar|sköter|äger|genomför|genomförde|erbjuder|utbildar|anställer|"
    r"rekryterar|"
    r"tagit (?:fram|initiativ)|tar in|tog initiativ|(?:satte|satt) ihop|dragit i ?gång|drar i ?gång|"
    r"står bakom|ligger bakom|håller i(?:gång)?|står för|är huvudman|är projektägare|"
    r"(?:har|hade)\s(?:\w+\s){0,3}?(?:startat|öppnat|lanserat|dragit i ?gång|tagit fram|fått|"
    r"tagit initiativ|drivit|genom (?:sitt|sin)))\b"
)
# "drivs av Gatuhuset", "Bakom insatsen står Gatuhuset", "Nu startar Gatuhuset en kurs".
_ACTED = re.compile(
    r"(?:\b(?:drivs|drevs|drivits|sköts|leds|leddes|ägs|ordnas|anordnas|arrangeras|hålls|ges|erbjuds|genomförs|"
    r"genomfördes|startades|startats|grundades|samordnas|utvecklats|initierades|tagits fram|togs fram|"
    r"köper in|initiativ|regi|verksamhet|insats|projekt)\s(?:sedan \d{4}\s)?(?:av|hos|från)|"
    r"\b[bB]akom (?!det|detta)(?:\w+ ){1,2}(?:står|stod|ligger)|"
    r"\b(?:[Nn]u|[Dd]ärför|[Ss]edan(?: \w+){1,3}|I (?:höst|vår|år|fjol)) (?:startar|startade|inleder|driver|drev|"
    r"öppnar|öppnade|provar|testar|prövar|lanserar|satsar))\s$"
)
# "Kursen Svets startar", "Landshövding Ek öppnade": no bodies.
_NO_BODY = re.compile(
    r"\w*(?:projekt|insats|kurs|utbildning|program|satsning|verksamhet|metod|modell|jobbspår|enhet|minister|"
    r"hövding|chef|råd|politiker|ledare|lärare|coach|demokraterna|moderaterna|partiet)(?:et|en|n|na|arna|erna)?",
    re.IGNORECASE,
)
_NOMINAL = ("PROPN", "NOUN", "ADJ", "X")


def acting_name(tagged: TaggedArticle, token: Token, places: Collection[int]) -> int | None:
    """Index after a capitalised name that does something only a body does, or None."""
    tokens = tagged.tokens
    if not token.text[0].isupper() or token.pos not in _NOMINAL:
        return None
    before = tokens[token.i - 1].text if token.i > tagged.sentence_of(token).first else ""
    if before[:1].isupper() and is_given_name(before):
        return None
    end = tagged.sentence_of(token).last
    last = capitals_end(tagged, token.i, min(end, token.i + _LONGEST))
    of_place = token.start in places or token.entity == "LOC"
    if _NO_BODY.fullmatch(token.text) or is_given_name(token.text):
        return None
    if of_place and last < token.i + 2:
        return None
    if any(tokens[i].start in places for i in range(token.i + 1, last)) and last == token.i + 2:
        return None
    opens = token.i == tagged.sentence_of(token).first
    if opens and last == token.i + 1 and token.pos != "PROPN":
        return None
    if _ACTS.match(tagged.text, tokens[last - 1].end):
        return last
    return last if is_actor(tagged, token.i) else None


def is_actor(tagged: TaggedArticle, first: int) -> bool:
    """``drivs av | Gatuhuset``: no programme, whatever else is taken for one."""
    token = tagged.tokens[first]
    before = tagged.text[tagged.tokens[tagged.sentence_of(token).first].start : token.start]
    return _ACTED.search(before[-60:]) is not None


def capitals_end(tagged: TaggedArticle, first: int, end: int) -> int:
    """Index after a run of capitalised words: ``Granath & Söner``."""
    tokens, last = tagged.tokens, first
    while last < end:
        ahead = tokens[last + 1].text[:1].isupper() if last + 1 < end else False
        tight = last + 1 < end and tokens[last - 1].end == tokens[last + 1].start - 1
        joins = last > first and ahead and (tokens[last].text == "&" or tight)
        if not (tokens[last].text[:1].isupper() or joins):
            break
        last += 1
    return last


def branch_end(tagged: TaggedArticle, places: Collection[int], i: int) -> int:
    """``ABF | Östra``, ``Röda korset | i Borlänge``: index after a local branch's own part of the name."""
    tokens = tagged.tokens
    if i >= len(tokens):
        return i
    end = tagged.sentence_of(tokens[i - 1]).last
    if i < end and tokens[i].lower == "studieförbund":
        return i + 1
    last = capitals_end(tagged, i, end)
    if last > i and tokens[last - 1].text.endswith("s"):
        last -= 1
    return last if last > i else seat_end(tagged, places, i)


def seat_end(tagged: TaggedArticle, places: Collection[int], i: int) -> int:
    """``krets | i Torp``, ``Länsteatern | i norra Skåne``: index after the seat, else ``i``."""
    tokens = tagged.tokens
    end = tagged.sentence_of(tokens[i - 1]).last
    if i + 1 >= end or tokens[i].text != "i":
        return i
    last = i + 1
    while last < end and tokens[last].lower in DIRECTIONS:
        last += 1
    known = last < end and (tokens[last].start in places or tokens[last].entity == "LOC")
    return last + 1 if known and tokens[last].text[:1].isupper() else i


def name_end(tagged: TaggedArticle, places: Collection[int], i: int) -> int:
    """End of a name after its opening noun: ``Samordningsförbundet i södra Lappland``."""
    tokens = tagged.tokens
    end = tagged.sentence_of(tokens[i]).last
    last = i + 1
    if last < end and tokens[last].lower == "i":
        last += 1
        while last < end and tokens[last].lower in DIRECTIONS:
            last += 1
        if last >= end or not tokens[last].text[:1].isupper():
            return i + 1
    several = tokens[i].lower.endswith(("förbundet", "finsam", "region"))
    while last < end:
        word = tokens[last].text
        ahead = tokens[last + 1].text[:1].isupper() if last + 1 < end else False
        if word == "och" and ahead and tokens[last + 1].start in places and not several:
            break  # "Stiftelsen Kajen | och Mora kommun"
        joins = word in ("och", *_JOINS) and ahead and last > i + 1
        direction = word.lower() in DIRECTIONS and (ahead or (several and last > i + 1))
        county = word in ("län", "läns") and last > i + 1
        if word[:1].isupper() or joins or direction or county:
            last += 1
        elif last == i + 2 and tokens[last - 1].lower in _ADJECTIVES and word.islower():
            last += 1  # "Stiftelsen Öppna dörren"
        else:
            break
    return last
