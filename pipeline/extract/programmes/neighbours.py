"""What stands right before and after a would-be name."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.programmes.clue import STRONG, Clue
from pipeline.extract.programmes.lexicons import contexts, other_things, trigger_form
from pipeline.extract.programmes.text import QUOTES, Text
from pipeline.vocab import ProgrammeKind

# Stems of verbs whose object is run, started, changed or judged.
_RUNNING = (
    "start", "driv", "drev", "inför", "lanser", "utvärder", "förläng", "avslut", "permanent", "test",
    "pröv", "utveckl",
    "öppn", "invig", "dra", "drog", "besök", "bedriv", "bedrev", "ersätt", "ersatt", "utök", "inled",
    "påbörj", "genomför",
    "finansier", "bekost", "skap", "bilda", "erbjud", "erbjöd", "lämn", "gransk", "presenter", "samordn",
    "sjösatt", "sjösätt",
)  # fmt: skip


# People of a programme: what they are in, or come to, is one.
_PARTAKERS = (
    "ledare", "ledaren", "handledare", "handledaren", "coach", "coachen", "coacher", "vägledare",
    "vägledaren", "vägledarna",
    "samordnare", "samordnaren", "koordinator", "koordinatorn", "föreståndare", "föreståndaren",
    "konsulent", "pedagog",
    "lots", "lotsen", "deltagare", "deltagaren", "deltagarna", "deltagarnas", "platser", "mentor",
    "mentorer", "praktikanter",
    "volontärer", "handläggare", "handläggaren", "handläggarna", "coacherna", "handledarna",
)  # fmt: skip


_COMPANIES = (
    "företaget", "bolaget", "byrån", "firman", "koncernen", "kedjan", "tidningen", "restaurangen",
    "gymnasiet", "sjukhuset",
)  # fmt: skip
_BETWEEN = frozenset(
    "igång gång i upp in ner nu då också vi de man bland annat t.ex. även här".split()
)


# Definite nouns that end a phrase of place or time, so that the name after them is no apposition.
_FREE_NOUNS = frozenset(
    """kommunen länet regionen staden stan landet dag dagen kvällen morgonen året veckan månaden sommaren hösten
    våren vintern tiden början slutet höstens vårens bygden orten""".split()
)


_POSSESSIVES = frozenset(
    "vår vårt våra sin sitt deras dess kommunens stadens regionens länets ett en".split()
)


def sides(text: Text, first: int, last: int, end: int) -> Iterator[Clue]:
    weight, rule = _left(text, first)
    if weight:
        yield Clue(first, last, weight, rule, None)
    weight, rule, kind = _right(text, last, end)
    if weight:
        yield Clue(first, last, weight, rule, kind)


def _left(text: Text, first: int) -> tuple[float, str]:
    start, _ = text.sentence_bounds(first)
    end = first - 1 if first > start and text.tokens[first - 1].text in QUOTES else first
    if end > start and _is_other_thing(text.tokens[end - 1].lower):
        return -5.0, "other-thing"
    table = contexts("left")
    for length in range(3, 0, -1):
        if end - length >= start:
            weight = table.get(tuple(t.lower for t in text.tokens[end - length : end]))
            if weight is not None:
                return weight, "left-context" if weight > 0 else "left-against"
    before = text.tokens[max(start, end - 2) : end]
    if (
        len(before) == 2
        and before[1].lower in ("i", "på", "inom", "för", "till")
        and before[0].lower.rstrip("s").endswith(_PARTAKERS)
    ):
        return 1.5, "role-in"
    verb = _governing_verb(text, start, end)
    if verb.startswith(_RUNNING):
        return 1.5, "run-verb"
    previous = text.tokens[end - 1] if end > start else None
    if previous is not None and previous.pos == "NOUN" and previous.feat("Definite") == "Def":
        free = trigger_form(previous.text) is not None or previous.lower in _FREE_NOUNS
        if not free and not previous.text.endswith("s"):
            return -3.0, "title-noun"
    return 0.0, ""


def _is_other_thing(noun: str) -> bool:
    """``äldreboendet``, ``konsultföretaget``: the name after it is that of another sort of thing."""
    return noun in other_things() or noun.endswith(_COMPANIES)


def _governing_verb(text: Text, start: int, end: int) -> str:
    """The verb right before the name, particles, adverbs and subjects of one word between."""
    for i in range(end - 1, max(start, end - 5) - 1, -1):
        token = text.tokens[i]
        if token.pos == "VERB":
            return token.lower
        if token.lower not in _BETWEEN and token.pos not in ("PRON", "ADV"):
            return ""
    return ""


def _right(text: Text, last: int, end: int) -> tuple[float, str, ProgrammeKind | None]:
    j = last + 1 if last < end and text.tokens[last].text in QUOTES else last
    if j >= end:
        return 0.0, "", None
    following = text.tokens[j]
    if following.text in (
        "AB",
        "kommun",
        "län",
        "stad",
        "stift",
        "församling",
        "HB",
        "IF",
        "BK",
        "FF",
        "SK",
    ):
        return -5.0, "organisation", None
    k = j + 1 if following.text == "," else j
    relative = k + 2 < end and text.tokens[k].lower == "som"
    if relative and text.tokens[k + 1].lower in ("är", "var"):
        told = described(text, k + 2, end)
        if told is not None:
            return 3.0, "apposition", told
    copula = following.lower in ("är", "var", "blir", "blev") or following.text in (
        ",",
        "–",
        "(",
        "-",
    )
    if copula:
        told = described(text, j + 1, end)
        if told is not None:
            sure = following.lower in ("är", "var")
            return (STRONG if sure else 3.0), "is-a" if sure else "apposition", told
    if following.text == "," and j + 2 < end and text.tokens[j + 1].lower in ("som", "vilket"):
        clause = text.tokens[j + 2 : min(end, j + 7)]
        if any(t.pos == "VERB" and t.lower.startswith(_RUNNING) for t in clause):
            return 2.0, "run-relative", None
    if (
        following.text == ","
        and j + 2 < end
        and text.tokens[j + 1].text[0].isdigit()
        and any(t.lower in ("kronor", "kr", "tkr", "mkr") for t in text.tokens[j + 2 : j + 5])
    ):
        return 2.0, "money-after", None
    if following.text in (".", "!") and j + 1 == end:
        told = _told_next(text, j + 1)
        if told is not None:
            return 3.0, "is-a-after", told
    table = contexts("right")
    skip = j + 1 if following.lower in ("nu", "också", "redan", "har") and j + 1 < end else None
    for at in (j, skip):
        if at is None:
            continue
        for length in range(3, 0, -1):
            if at + length <= end:
                weight = table.get(tuple(t.lower for t in text.tokens[at : at + length]))
                if weight is not None:
                    return weight, "right-context", None
    return 0.0, "", None


def _told_next(text: Text, i: int) -> ProgrammeKind | None:
    """``Hon leder Fyren. | Det är ett projekt för …``: the next sentence says what it is."""
    if i + 2 >= len(text.tokens):
        return None
    first, verb = text.tokens[i : i + 2]
    if first.lower not in ("det", "den") or verb.lower not in ("är", "var"):
        return None
    return described(text, i + 2, text.sentence_bounds(i)[1])


def described(text: Text, j: int, end: int) -> ProgrammeKind | None:
    """The kind in ``(är) ett nytt samverkansprojekt``, ``(,) kommunens insats``; None without a trigger."""
    stop = min(end, j + 6)
    for k in range(j, stop):
        token = text.tokens[k]
        form = trigger_form(token.text)
        if form is not None:
            opened = any(
                t.lower in _POSSESSIVES or t.lower.endswith("s") or t.pos in ("ADJ", "DET")
                for t in text.tokens[j:k]
            )
            if form.trigger.after == "weak" and not opened:
                return None
            beside = k == j and bool(form.head) and not form.plural  # ", rehabprojektet i hamnen,"
            return form.trigger.kind if opened or not form.definite or beside else None
        if (
            token.text in (",", ".", "(", ":")
            or token.lower in ("som", "att", "och")
            or token.pos == "AUX"
        ):
            return None
    return None
