"""Where people are named in a text: by the words of a name, by its neighbours, or by the tagger.

Once a name is told in full, its parts are names too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.article import TaggedArticle, Token
from pipeline.lexicon.load import load
from pipeline.swedish.names import is_given_name, name_words
from pipeline.swedish.nouns import body_of, role_of
from pipeline.swedish.reporting import speaking_verbs
from pipeline.swedish.words import visible, words

PARTICLES = words(
    "von af de la le del di da dos van der den ter el al ul ibn bin bint abu ben ap mc st"
)
_CAPITALISED = re.compile(
    r"[A-ZÅÄÖÉÈÜØÆÁÓÍÇČŠŽŁĐ][^\W\d_]*(?:['’][^\W\d_]+|-[A-ZÅÄÖÉÜÁ][^\W\d_]*)*\.?$"
)
_INITIAL = re.compile(r"[A-ZÅÄÖ]\.?$")
# Words of organisations that end a run of capitals: "Anna Berg Kommunals ordförande".
_NO_SURNAME = re.compile(
    r"(?:kommuns?|stads?|region|regionen|centrum|nyheter|nytt|tidning|hospital|sjukhus|konsult|consulting|ab|hb|"
    r"analys|teknik|service|bygg|åkeri|industri|industrier|media|radio|bostäder|fastigheter|energi|invest|group|"
    r"partner|partners|rekrytering|bemanning|omsorg|start|hotell|bygder|utbildning|projekt|"
    r".{2,}(?:kommun|förvaltning(?:en)?|förbundet?|myndigheten|förmedlingen|kassan|rådet|regionen|skola|skolan|"
    r"kyrkan|universitet|högskola|projektet|bolaget|nämnden|partiet|gruppen|bladet?|tidningen|kuriren|allehanda|"
    r"teknik|lyftet|spåret|akademin|labb|centret))",
    re.IGNORECASE,
)
_ORG_WORDS = words(
    "AB HB KB Kommun Stad Region SVT SR TT TV LO TCO SKR ESF EU Hotell Bygg Samhall Projekt "
    "Projektet"
)
# Endings that Swedish surnames have and other capitalised words seldom do.
_SURNAME_ENDING = re.compile(
    r"\w(?:sson|ssen|berg|ström|gren|lund|qvist|kvist|quist|strand|holm|dahl|stedt|blad|löf|lind|feldt?|"
    r"borg|hammar|sjö|stad|vall|wall|fors|én|ander|elius|enius|ius|ovic|ović|ić|zadeh|yan|ski|"
    r"nen|ova|eva)$"
)


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens ``[first, last)`` that name a person. ``full``: given name and surname."""

    first: int
    last: int
    full: bool
    rule: str


@dataclass(frozen=True, slots=True)
class _Municipality:
    """One line of ``lexicon/municipalities.tsv``, for its name: ``Ale`` and ``Salem`` are seldom people."""

    code: str
    name: str
    latitude: float
    longitude: float


@cache
def _municipalities() -> frozenset[str]:
    return frozenset(entry.name for entry in load(_Municipality, "municipalities.tsv"))


@lru_cache(maxsize=4)  # several extractors ask about the same article, one after the other
def person_names(tagged: TaggedArticle) -> tuple[NameSpan, ...]:
    """Every name of a person in the article, in text order, none overlapping."""
    full = _full_names(tagged)
    parts = _parts(tagged, full)
    taken = {i for name in full for i in range(name.first, name.last)}
    short = _short_names(tagged, parts, taken)
    return tuple(sorted([*full, *short], key=lambda name: name.first))


def plain_name(tagged: TaggedArticle, name: NameSpan) -> str:
    """The words of a name without a genitive s: ``Siri Palms`` → ``Siri Palm``."""
    parts = [visible(tagged.tokens[i].text) for i in range(name.first, name.last)]
    if _in_genitive(tagged, name):
        parts[-1] = parts[-1][:-1]
    return re.sub(r"\s*-\s*", "-", " ".join(parts))


def _in_genitive(tagged: TaggedArticle, name: NameSpan) -> bool:
    last = tagged.tokens[name.last - 1]
    if not last.text.endswith("s") or len(last.text) < 3 or last.text.endswith("ss"):
        return False
    if "Case=Gen" in last.feats:
        return not is_given_name(last.text) or is_given_name(last.text[:-1])
    following = tagged.tokens[name.last] if name.last < len(tagged.tokens) else None
    if following is None or following.sentence != last.sentence:
        return False
    return following.pos in ("NOUN", "ADJ") and (
        last.text.endswith(
            ("sons", "bergs", "ströms", "lunds", "grens", "qvists", "kvists", "mans")
        )
        or is_given_name(last.text[:-1])
        or any(token.text == last.text[:-1] for token in tagged.tokens)
    )


def _full_names(tagged: TaggedArticle) -> list[NameSpan]:
    found: list[NameSpan] = []
    for first, last in _runs(tagged):
        name = _name_in_run(tagged, first, last)
        if name is not None:
            found.append(name)
    return found


def _runs(tagged: TaggedArticle) -> list[tuple[int, int]]:
    """Longest stretches of capitalised words in one sentence, name particles and initials inside them."""
    runs: list[tuple[int, int]] = []
    i, tokens = 0, tagged.tokens
    while i < len(tokens):
        if not _capital(tokens[i]):
            i += 1
            continue
        last = i + 1
        while last < len(tokens) and tokens[last].sentence == tokens[i].sentence:
            if _capital(tokens[last]):
                last += 1
                continue
            ahead = last
            while ahead < len(tokens) and ahead < last + 2 and tokens[ahead].lower in PARTICLES:
                ahead += 1
            if ahead > last and ahead < len(tokens) and _capital(tokens[ahead]):
                last = ahead + 1
                continue
            if tokens[last].text == "-" and last + 1 < len(tokens) and _capital(tokens[last + 1]):
                glued = tokens[last].start == tokens[last - 1].end
                if glued and tokens[last + 1].start == tokens[last].end:
                    last += 2
                    continue
            break
        runs.append((i, last))
        i = last
    return runs


def _capital(token: Token) -> bool:
    text = visible(token.text)
    return bool(_CAPITALISED.match(text)) and (
        not text.isupper() or (len(text) <= 2 and _INITIAL.match(text) is not None)
    )


def _name_in_run(tagged: TaggedArticle, first: int, last: int) -> NameSpan | None:
    """The full name in a run of capitals: from a given name, or from where something vouches for it."""
    tokens = tagged.tokens
    for start in range(first, last):
        if not is_given_name(visible(tokens[start].text)) or role_of(tokens[start].text):
            continue
        end = _surnames_end(tagged, start, last)
        if end - start >= 2:
            return NameSpan(start, end, True, "given name and surname")
    start = first
    while start < last and _is_title(tokens[start]):
        start += 1
    end = _surnames_end(tagged, start, last)
    if not 2 <= end - start <= 4:
        return None
    if tokens[start].text in _ORG_WORDS:
        return None
    tagged_person = all(tokens[i].entity == "PER" for i in range(start, end))
    if tagged_person and _SURNAME_ENDING.search(tokens[end - 1].lower):
        return NameSpan(start, end, True, "tagged as a person")
    opening = tokens[start]
    definite = opening.pos == "NOUN" and "Definite=Def" in opening.feats
    if opening.pos == "ADJ" or definite or body_of(opening.text) is not None:
        return None
    if start > 0 and _role_before(tagged, start) and not _places(tagged, start, end):
        return NameSpan(start, end, True, "role before")
    if not _places(tagged, start, end) and _spoken(tagged, start, end):
        return NameSpan(start, end, True, "beside a reporting verb")
    return None


def _is_title(token: Token) -> bool:
    role = role_of(token.text)
    return role is not None or token.pos in ("ADP", "CCONJ", "SCONJ", "ADV", "DET", "VERB", "AUX")


def _surnames_end(tagged: TaggedArticle, start: int, last: int) -> int:
    tokens = tagged.tokens
    end = start + 1
    while end < last:
        word = tokens[end].text
        if word in _ORG_WORDS or _NO_SURNAME.fullmatch(word) or tokens[end].lower == "kommun":
            break
        end += 1
    while end > start + 1 and (tokens[end - 1].lower in PARTICLES or tokens[end - 1].text == "-"):
        end -= 1
    return min(end, start + 6)


def _places(tagged: TaggedArticle, start: int, end: int) -> bool:
    following = tagged.tokens[end].lower if end < len(tagged.tokens) else ""
    labels = {tagged.tokens[i].entity for i in range(start, end)}
    return "LOC" in labels or "ORG" in labels or following in ("kommun", "kommuns", "ab", "län")


def _role_before(tagged: TaggedArticle, start: int) -> bool:
    before = tagged.tokens[start - 1]
    if before.sentence != tagged.tokens[start].sentence:
        return False
    role = role_of(before.text)
    return role is not None and not role.plural and before.pos in ("NOUN", "PROPN", "ADJ", "")


def _spoken(tagged: TaggedArticle, start: int, end: int) -> bool:
    """``säger Xu Lindal`` or ``Xu Lindal, chef på …`` or ``Xu Lindal säger att``."""
    tokens = tagged.tokens
    sentence = tokens[start].sentence
    if (
        start > 0
        and tokens[start - 1].sentence == sentence
        and tokens[start - 1].lower in speaking_verbs()
    ):
        return True
    if end >= len(tokens) or tokens[end].sentence != sentence:
        return False
    after = tokens[end].lower
    if after in speaking_verbs():
        return True
    if after == "," and end + 1 < len(tokens) and tokens[end + 1].sentence == sentence:
        role = role_of(tokens[end + 1].text)
        return role is not None and not role.plural and not role.definite
    return False


def _parts(tagged: TaggedArticle, full: Sequence[NameSpan]) -> dict[str, bool]:
    """Words of the full names: True for surnames."""
    parts: dict[str, bool] = {}
    for name in full:
        for position, word in enumerate(name_words(plain_name(tagged, name))):
            if len(word) > 1 and word.lower() not in PARTICLES:
                parts.setdefault(word, position > 0)
        whole = plain_name(tagged, name).split()
        for word in whole[1:]:
            parts.setdefault(word, True)
    return parts


def _short_names(tagged: TaggedArticle, parts: dict[str, bool], taken: set[int]) -> list[NameSpan]:
    found: list[NameSpan] = []
    tokens = tagged.tokens
    i = 0
    while i < len(tokens):
        if i in taken or not _capital(tokens[i]):
            i += 1
            continue
        end = i + 1
        if _known(tokens[i], parts):
            while (
                end < len(tokens)
                and end not in taken
                and tokens[end].sentence == tokens[i].sentence
            ):
                if not (_capital(tokens[end]) and _known(tokens[end], parts)):
                    break
                end += 1
            if not _part_of_longer(tagged, i, end):
                found.append(NameSpan(i, end, False, "part of a name told in full"))
        elif _introduced(tagged, i):
            found.append(NameSpan(i, end, False, "given name alone"))
        i = end
    return found + _listed(
        tagged, taken | {i for name in found for i in range(name.first, name.last)}
    )


def _listed(tagged: TaggedArticle, taken: set[int]) -> list[NameSpan]:
    """``Siri, Olle och Maj``: given names in a list with one that is known to be a person."""
    tokens = tagged.tokens
    found: dict[int, NameSpan] = {}
    for i in [*range(len(tokens)), *range(len(tokens) - 1, -1, -1)]:
        near = i + 2 if i + 2 < len(tokens) and i + 2 in taken else i - 2
        if (
            i in taken
            or near not in taken
            or near < 0
            or tokens[near].sentence != tokens[i].sentence
        ):
            continue
        joined = _in_list(tagged, i, near)
        if (
            joined
            and _capital(tokens[i])
            and is_given_name(tokens[i].text)
            and len(tokens[i].text) > 2
        ):
            found[i] = NameSpan(i, i + 1, False, "given name in a list of people")
            taken.add(i)
    return list(found.values())


def _in_list(tagged: TaggedArticle, i: int, near: int) -> bool:
    """``X och Y``; ``X, Y`` only where another name or ``och`` follows."""
    tokens = tagged.tokens
    between = tokens[(i + near) // 2].lower
    if between == "och":
        return True
    after = max(i, near) + 1
    return between == "," and after < len(tokens) and tokens[after].lower in (",", "och")


def _known(token: Token, parts: dict[str, bool]) -> bool:
    return token.text in parts or (token.text.endswith("s") and token.text[:-1] in parts)


def _part_of_longer(tagged: TaggedArticle, first: int, last: int) -> bool:
    """``Berg`` in ``Bergs Åkeri``: another capitalised word follows at once without a genitive reading."""
    tokens = tagged.tokens
    if last < len(tokens) and tokens[last].sentence == tokens[first].sentence:
        following = tokens[last]
        if following.text in _ORG_WORDS or following.lower in ("kommun", "ab"):
            return True
    if first > 0 and tokens[first - 1].sentence == tokens[first].sentence:
        before = tokens[first - 1]
        if before.lower == "i":
            return True
        if before.lower in ("till", "från") and tokens[first].entity == "LOC":
            return True
    return False


def _introduced(tagged: TaggedArticle, i: int) -> bool:
    """A given name alone counts where something beside it says that it is a person."""
    tokens = tagged.tokens
    token = tokens[i]
    if (
        not is_given_name(token.text)
        or len(token.text) < 3
        or body_of(token.text)
        or role_of(token.text)
    ):
        return False
    sentence = token.sentence
    before = tokens[i - 1] if i > 0 and tokens[i - 1].sentence == sentence else None
    after = tokens[i + 1] if i + 1 < len(tokens) and tokens[i + 1].sentence == sentence else None
    second = tokens[i + 2] if i + 2 < len(tokens) and tokens[i + 2].sentence == sentence else None
    if after is not None and _capital(after) and after.lower not in speaking_verbs():
        return False
    if after is not None and after.lower in ("kommun", "kommuns", "stad", "stads", "län"):
        return False
    if before is not None and before.text[:1].isupper() and role_of(before.text) is None:
        return False  # "Jobbtåget Ale"
    aged = second is not None and second.text.isdigit() and 14 <= int(second.text) <= 99
    if after is not None and after.text == "," and aged:
        return True
    if token.text in _municipalities() and (before is None or role_of(before.text) is None):
        return False
    if before is not None:
        role = role_of(before.text)
        if role is not None and not role.plural:
            return True
        if (before.lower in speaking_verbs() and token.entity != "LOC") or re.fullmatch(
            r"\d\d-årig[ae]", before.lower
        ):
            return True
        if before.lower == "heter":
            return True
    if after is not None and after.lower == "är" and second is not None and _capital(second):
        return True  # "Lasse är Lars Ek"
    if token.entity == "PER" and not (before is not None and before.lower in ("i", "från", "till")):
        return True
    return after is not None and after.lower in speaking_verbs() and token.entity != "LOC"
