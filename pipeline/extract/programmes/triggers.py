"""Names beside a noun that says what they are: ``projektet Fyren``, ``Fyren-projektet``, ``Projekt: Fyren``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.programmes.clue import STRONG, Clue, is_something_else
from pipeline.extract.programmes.extent import name_at
from pipeline.extract.programmes.lexicons import TriggerForm, is_stop_name, trigger_form
from pipeline.extract.programmes.text import (
    FUNCTION,
    HARD_STOPS,
    MAX_NAME,
    QUOTES,
    Text,
    is_capital,
)
from pipeline.vocab import ProgrammeKind

_FACT_LABELS = frozenset(
    """projektägare projektperiod projekttid projektledare projektfakta projektbudget projektnummer
    diarienummer projektpartner samarbetspartner samarbetspartners målgrupp finansiering finansiär
    medfinansiering budget programområde""".split()
)
_ENOUGH_LABELS = 3
_TO_COLON = 9  # words
_ANNOUNCED = 3.0


def after_trigger(text: Text, i: int, form: TriggerForm) -> Iterator[Clue]:
    """``projektet Fyren``, ``insatsen ”Fyren”``, ``ett projekt, Fyren,``, ``projekten Fyren och Ljuset``."""
    _, end = text.sentence_bounds(i)
    j = i + 1
    if j >= end:
        return
    token = text.tokens[j]
    loose = token.text in ("–", "-", ",", ":", "(") and j + 1 < end
    if loose:
        j += 1
        token = text.tokens[j]
    if not (is_capital(token) or token.text in QUOTES or token.text[0].isdigit()):
        yield from _lower_case_name(text, i, form, end)
        if form.plural or not form.definite:
            yield from _announced(text, i, form, end)
        return
    if token.text[0].isdigit() and token.text not in QUOTES and _is_quantity(text, j, end):
        return
    mark = text.tokens[i + 1].text if loose else ""
    bare = not form.definite and not form.plural
    if (
        bare
        and not loose
        and i
        and text.tokens[i - 1].lower in ("ett", "en", "nytt", "ny", "stort")
    ):
        return  # "ett projekt Anna gillar": an indefinite noun takes its name after a comma or "som heter"
    name = name_at(text, j, phrase=not loose or token.text in QUOTES)
    if (
        name is not None
        and name[1] == j + 1
        and token.lower in FUNCTION
        and not token.text.isupper()
    ):
        return
    if name is None:
        return
    if loose and token.text not in QUOTES:
        name = _enclosed(text, *name, end, text.tokens[i + 1].text)
    introduced = form.definite and not form.plural and not loose and form.trigger.after == "strong"
    if is_something_else(text, name, token.text in QUOTES) and not (
        introduced and _only_here(text, name)
    ):
        return
    ends = name[1] + 1 >= end and text.ngrams[text.key(*name)] < 2
    if mark == ":" and token.text in QUOTES and ends:
        return  # ‹Hårda ord om projektet: "Slöseri"›: what somebody says of it
    weight = STRONG if form.trigger.after == "strong" else 2.5
    if token.text in QUOTES:
        weight = max(weight, 3.5) if form.trigger.after == "weak" else STRONG + 1
    elif loose:
        closed = name[1] < end and text.tokens[name[1]].text in (mark, ")", ",", ".", "–")
        weight = 3.0 if closed and mark != ":" else 2.0
        if mark == "," and form.definite and not closed:
            return  # "I projektet, Anna Bergs tredje …"
    elif form.plural and not form.definite:
        weight = 1.5
    yield Clue(*name, weight, "after-trigger", form.trigger.kind)
    if form.plural or mark == ":":
        yield from _more_names(text, name[1], end, max(weight, 2.5), form)


_CLOSING = {"(": (")",), ",": (",",), "–": ("–", ","), "-": ("-", ",")}
_MOST_ENCLOSED = 5  # words


def _enclosed(text: Text, first: int, last: int, end: int, mark: str) -> tuple[int, int]:
    """``ett spår, Ung i vården, som …``: all that stands between two commas is the name."""
    stop = min(end, first + _MOST_ENCLOSED + 1)
    closing = _CLOSING.get(mark, ())
    close = next((j for j in range(last, stop) if text.tokens[j].text in closing), None)
    if close is None or close == last:
        return first, last
    words = text.tokens[last:close]
    if text.tokens[close - 1].lower in HARD_STOPS or any(
        not t.text[0].isalpha()
        or t.feat("VerbForm") == "Fin"
        or is_capital(t)
        or t.lower in ("som", "där", "för", "och")
        or trigger_form(t.text) is not None
        for t in words
    ):
        return first, last
    return first, close


def _is_quantity(text: Text, i: int, end: int) -> bool:
    """``tid i insats 10,5 månader``: a number and what it counts."""
    following = text.tokens[i + 1] if i + 1 < end else None
    return "," in text.tokens[i].text or (
        following is not None and following.pos == "NOUN" and following.text[0].islower()
    )


def _only_here(text: Text, name: tuple[int, int]) -> bool:
    """``projektet Klara Väst``: like a person's name, but nobody of that name speaks or has a role here."""
    first, last = name
    if not any(i in text.persons for i in range(first, last)):
        return False
    key = text.tokens[first].text.casefold()
    for i, token in enumerate(text.tokens):
        if token.text.casefold() != key or i == first or not is_capital(token):
            continue
        before = text.tokens[i - 1] if i else None
        if (
            before is not None
            and before.pos in ("VERB", "NOUN")
            and not is_capital(before)
            and trigger_form(before.text) is None
        ):
            return False
        after = text.tokens[i + last - first] if i + last - first < len(text.tokens) else None
        if after is not None and (after.text == "," or after.pos == "VERB"):
            return False
    return last < len(text.tokens) and text.tokens[last].text != ","


def _announced(text: Text, i: int, form: TriggerForm, end: int) -> Iterator[Clue]:
    """``Tre insatser har drivits: Fyren, Ljuset och Kajen``: names after a colon, two at the least."""
    stop = min(end, i + _TO_COLON)
    colon = next((j for j in range(i + 1, stop) if text.tokens[j].text == ":"), None)
    if colon is None or colon + 1 >= end:
        return
    names = list(_more_names(text, colon, end, _ANNOUNCED, form, first=True))
    if len(names) >= 2:
        yield from names


def label_line(text: Text, i: int) -> Iterator[Clue]:
    """``Fyren: 31 deltagare, varav …``: a line that opens with a name and tells of people or places in it."""
    start, end = text.sentence_bounds(i)
    if i != start or not is_capital(text.tokens[i]) or text.is_heading(i):
        return
    colon = next((j for j in range(i + 1, min(end, i + 6)) if text.tokens[j].text == ":"), None)
    if colon is None or text.tokens[i].lower in _FACT_LABELS:
        return
    words = [t.lower for t in text.tokens[colon + 1 : colon + 16]]
    counted = any(w.startswith(("deltagar", "inskriv", "platser")) for w in words[:4])
    told = any(
        (f := trigger_form(w)) is not None and f.definite and not f.plural and not f.head
        for w in words
    )
    if (counted or told) and trigger_form(text.tokens[colon - 1].text) is None:
        yield Clue(i, colon, 2.0 if counted else 1.5, "label-line", None)


def _more_names(
    text: Text, j: int, end: int, weight: float, form: TriggerForm, *, first: bool = False
) -> Iterator[Clue]:
    """The rest of ``projekten Fyren, Ljuset och Kajen``, also ``: Fyren i Mora, Ljuset i Rättvik och …``."""
    stop = min(end, j + 40)
    while j + 1 < stop:
        word = text.tokens[j].lower
        opening = first and word == ":"
        if (opening or word in ("och", "samt", "respektive", ",", ";")) and (
            is_capital(text.tokens[j + 1]) or text.tokens[j + 1].text in QUOTES
        ):
            name = name_at(text, j + 1, phrase=False)
            if name is None or is_something_else(text, name, text.tokens[j + 1].text in QUOTES):
                j += 1
                continue
            yield Clue(*name, weight, "after-trigger-list", form.trigger.kind)
            j = name[1]
        elif word in (".", ":", "!", "?") or trigger_form(word) is not None:
            return
        else:
            j += 1


def _lower_case_name(text: Text, i: int, form: TriggerForm, end: int) -> Iterator[Clue]:
    """``metoden supported employment``: a definite trigger takes no bare noun but a name."""
    token = text.tokens[i + 1]
    if not form.definite or form.plural or form.trigger.after != "strong" or form.head:
        return
    word = token.lower
    if not word[0].isalpha() or word in HARD_STOPS or token.pos not in ("NOUN", "PROPN", "X"):
        return
    if form.trigger.kind != ProgrammeKind.METHOD and token.pos == "NOUN":
        return
    last = i + 2
    while last < end and text.tokens[last].pos in ("NOUN", "PROPN", "X") and last - i <= 3:
        last += 1
    yield Clue(i + 1, last, 2.0, "lower-case-after-trigger", form.trigger.kind)


def compound(text: Text, i: int, form: TriggerForm) -> Iterator[Clue]:
    """``Kliv in-projektet``, ``Fyren-projektet``: the name stands before the hyphen."""
    word = text.tokens[i].text
    if "-" not in word or not form.head.endswith("-"):
        return
    start, _ = text.sentence_bounds(i)
    first = i
    best = None
    while first > start and i - first < MAX_NAME:
        previous = text.tokens[first - 1]
        if not (previous.text[0].isalnum()) or previous.text in QUOTES:
            break
        first -= 1
        if is_capital(previous) and first not in text.openings:
            best = first
            if not (first > start and is_capital(text.tokens[first - 1])):
                joined = text.key(first, i + 1)[: -len(word) + len(form.head) - 1]
                if text.ngrams.get(joined, 0) or is_capital(text.tokens[i]):
                    break
        if previous.lower in HARD_STOPS:
            break
    opener = text.tokens[first - 1].text in QUOTES if first > start else False
    if opener:
        best = first
    if best is None and is_capital(text.tokens[i]):
        best = i
    if best is None and start in range(max(start, i - 4), i) and is_capital(text.tokens[start]):
        best = start
    if best == i and (is_stop_name(form.head) or len(form.head) < 4):
        return  # "FN-initiativet", "EU-projektet": whose it is, not its name
    if best is not None:
        yield Clue(best, i + 1, STRONG, "hyphen-compound", form.trigger.kind)


def fact_line(text: Text, i: int) -> Iterator[Clue]:
    """``Projekt: Fyren``, ``Fakta: Fyren``, ``Om Fyren``, ``Projektnamn: Fyren`` at the start of a line."""
    start, end = text.sentence_bounds(i)
    if i != start or i + 2 >= end or text.tokens[i + 1].text != ":":
        return
    label = text.tokens[i].lower
    form = trigger_form(label)
    named = label in ("projektnamn", "projekttitel", "namn", "projektets namn")
    if named or (form is not None and not form.head and form.trigger.after == "strong"):
        name = name_at(text, i + 2, phrase=True)
        if name is not None and name[1] >= end - 1:
            kind = form.trigger.kind if form else ProgrammeKind.PROJECT
            yield Clue(*name, STRONG, "fact-line", kind)
    elif label in ("fakta", "faktaruta", "fotnot", "bakgrund"):
        name = name_at(text, i + 2, phrase=True)
        if name is not None and name[1] == end:
            yield Clue(*name, 2.0, "fact-heading", None)


def fact_title(text: Text) -> Iterator[Clue]:
    """The headline of a page with a project's fact box is its name: ``Vägar in`` over ``Projektägare …``."""
    labels: set[str] = set()
    for sentence in text.tagged.sentences:
        word = text.tokens[sentence.first].lower
        if word in _FACT_LABELS:
            labels.add(word)
    if len(labels) < _ENOUGH_LABELS:
        return
    for sentence, following in pairwise(text.tagged.sentences):
        tokens = text.tagged.sentence_tokens(sentence)
        if tokens[0].lower in _FACT_LABELS:
            return
        below = text.tagged.sentence_tokens(following)
        finite = any(t.feat("VerbForm") == "Fin" for t in tokens)
        if (
            text.is_heading(sentence.first)
            and below[0].lower in _FACT_LABELS
            and len(below) == 1
            and is_capital(tokens[0])
            and not finite
            and 1 < len(tokens) <= MAX_NAME
        ):
            yield Clue(sentence.first, sentence.last, STRONG, "fact-line", ProgrammeKind.PROJECT)
            return
