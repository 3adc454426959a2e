"""Programmes without a name: ``ett samverkansprojekt med EU-stöd``, ``kommunens nya arbetssätt``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.article import Token
from pipeline.extract.programmes.lexicons import TriggerForm, coined, trigger_form
from pipeline.extract.programmes.text import HARD_STOPS, Text, is_capital
from pipeline.findings import MentionRole, ProgrammeMention
from pipeline.vocab import ProgrammeKind

_LONGEST = 12  # words after the head
_BEFORE = 5  # words before it
_ARTICLES = frozenset("en ett den det detta denna vår vårt sin sitt ny nytt".split())
_LINKING = frozenset(
    "för med mot till i på om mellan av och åt inom hos riktad riktat riktade".split()
)
_SETS_OFF = frozenset((",", "–", "-", "(", ":", "är", "var", "som"))
_VAGUE = frozenset(
    "den det detta denna ett en samma varje något någon annat annan första andra tredje sådan sådant "
    "hela egen eget stor stort bra gott enda vår vårt sin sitt".split()
)


def descriptions(text: Text) -> Iterator[ProgrammeMention]:
    """Singular phrases headed by a trigger that say more than the bare noun."""
    for token in text.tokens:
        form = trigger_form(token.text)
        if form is None or form.plural or not form.trigger.describes:
            continue
        first = _start(text, token.i)
        last = _end(text, token.i)
        before = text.tokens[first : token.i]
        if not _says_something(text, form, before, last - token.i - 1):
            continue
        if not form.definite and not _is_one(text, first, token.i):
            continue
        yield ProgrammeMention(
            text.span(first, last),
            text.words(first, last),
            form.trigger.kind,
            MentionRole.DESCRIPTION,
            "description",
        )


def _is_one(text: Text, first: int, head: int) -> bool:
    """``ett nytt projekt``, ``kommunens nya insats``; without an article only where a line opens with it."""
    opening = text.tokens[first]
    start = text.sentence_bounds(first)[0]
    if opening.lower in _ARTICLES or (first < head and _is_possessive(opening)):
        return True
    beside = first > start and text.tokens[first - 1].lower in _SETS_OFF
    return beside or first <= start + 1 or text.is_heading(first) or is_capital(opening)


def coinages(text: Text) -> Iterator[ProgrammeMention]:
    """``arbetstrappan``, ``en så kallad medborgarservice``: measures named by an ordinary compound."""
    for token in text.tokens:
        if not token.text[0].islower() or token.pos not in ("NOUN", "PROPN"):
            continue
        entry = coined(token.text)
        if entry is None and not _so_called(text, token.i):
            continue
        kind = entry.kind if entry is not None else ProgrammeKind.MEASURE
        yield ProgrammeMention(token.span, token.text, kind, MentionRole.DESCRIPTION, "description")


def _so_called(text: Text, i: int) -> bool:
    start, _ = text.sentence_bounds(i)
    before = [t.lower for t in text.tokens[max(start, i - 2) : i]]
    return before in (["så", "kallad"], ["så", "kallat"], ["så", "kallade"]) or before[-1:] in (
        ["s.k."],
        ["s k"],
    )


_VERSION = frozenset(("version", "versionen", "omgång", "omgången"))


def versions(
    text: Text, names: Iterable[tuple[str, ProgrammeKind | None]]
) -> Iterator[ProgrammeMention]:
    """``projektet fanns tidigare i versionen 1.0``: another version of the only programme with a number."""
    numbered = [(name, kind) for name, kind in names if name.split()[-1][0].isdigit()]
    if len(numbered) != 1:
        return
    name, kind = numbered[0]
    for token in text.tokens[:-1]:
        number = text.tokens[token.i + 1]
        if token.lower in _VERSION and number.text[0].isdigit() and number.text not in name.split():
            full = " ".join([*name.split()[:-1], number.text])
            yield ProgrammeMention(
                text.span(token.i, token.i + 2), full, kind, MentionRole.DESCRIPTION, "version"
            )


def _says_something(text: Text, form: TriggerForm, before: tuple[Token, ...], after: int) -> bool:
    words = [t.lower for t in before]
    telling = [w for w in words if w not in _VAGUE]
    indefinite = not form.definite
    if indefinite and not (before or form.head):
        return False
    owned = any(_is_possessive(t) for t in before)
    if form.definite:
        # "det nya arbetssättet" describes, "projektet" only points back.
        return bool(telling) and bool(words) and words[0] in ("det", "den", "detta", "denna")
    if form.trigger.after == "weak" and not form.head:
        return bool(telling) or owned
    return bool(telling) or bool(form.head) or after > 1


def _is_possessive(token: Token) -> bool:
    return token.lower.endswith("s") and token.pos in ("NOUN", "PROPN") and len(token.text) > 3


def _start(text: Text, head: int) -> int:
    sentence, _ = text.sentence_bounds(head)
    first = head
    while first > sentence and head - first < _BEFORE:
        token = text.tokens[first - 1]
        word = token.lower
        if word in _ARTICLES:
            first -= 1
            if word in ("en", "ett", "den", "det", "detta", "denna"):
                break
        elif (token.pos in ("ADJ", "NUM") and word[0].isalpha() and word not in HARD_STOPS) or (
            token.pos == "VERB" and token.feat("VerbForm") == "Part"
        ):
            first -= 1
        elif _is_possessive(token):
            first -= 1
            if (
                token.lower in ("kommuns", "stads")
                and first > sentence
                and is_capital(text.tokens[first - 1])
            ):
                first -= 1
            break
        elif (
            first == head
            and first - 1 > sentence
            and text.tokens[first - 2].lower in ("en", "ett")
            and word[0].isalpha()
            and word not in HARD_STOPS
        ):
            first -= 1  # whatever the tagger calls it, it stands between article and head
        elif word == "och" and first - 1 > sentence and text.tokens[first - 2].pos == "ADJ":
            first -= 1
        else:
            break
    return first


def _end(text: Text, head: int) -> int:
    """The head with the prepositional phrases and infinitives that follow it."""
    _, end = text.sentence_bounds(head)
    last = head + 1
    if last >= end or text.tokens[last].lower not in _LINKING:
        return last
    stop = min(end, last + _LONGEST)
    while last < stop:
        token = text.tokens[last]
        word = token.lower
        if not word[0].isalnum() and word not in ("-", "–"):
            break
        finite = token.pos in ("VERB", "AUX") and token.feat("VerbForm") == "Fin"
        if (finite or word in HARD_STOPS) and word not in ("att", "mellan", "inom", "inte"):
            break
        last += 1
    while last > head + 1 and (
        text.tokens[last - 1].lower in _LINKING
        or text.tokens[last - 1].lower in ("att", "en", "ett", "och")
    ):
        last -= 1
    return last


def references(text: Text) -> Iterator[ProgrammeMention]:
    """Definite triggers that point back: ``projektet``, ``insatsen``, ``arbetsmarknadsprojektet``."""
    for token in text.tokens:
        form = trigger_form(token.text)
        if form is None or form.plural or not form.definite:
            continue
        if is_capital(token) and "-" in token.text:
            continue
        yield ProgrammeMention(
            token.span, token.text, form.trigger.kind, MentionRole.REFERENCE, "definite"
        )
