"""How far a name reaches: ``Rätt väg till jobb`` but ``Jobbspåret | för unga i Gävle``."""

from __future__ import annotations

from pipeline.article import Token
from pipeline.extract.programmes.lexicons import trigger_form
from pipeline.extract.programmes.readings import best_end
from pipeline.extract.programmes.text import (
    ENGLISH,
    FUNCTION,
    HARD_STOPS,
    MAX_NAME,
    PARTICLES,
    QUOTES,
    SOFT,
    Text,
    is_capital,
    is_number,
)

_AFTER_NUMBER = frozenset(
    """januari februari mars april maj juni juli augusti september oktober november december procent personer
    deltagare kronor miljoner år månader veckor dagar platser""".split()
)


def capital_run(text: Text, first: int) -> int:
    """End of the run of capitalised words and version numbers that starts at ``first``."""
    last = first + 1
    stop = text.end_of_sentence(first, MAX_NAME)
    while last < stop:
        token = text.tokens[last]
        if (
            (is_capital(token) and token.text[0].isalpha() and not _new_name(text, first, last))
            or (is_number(token) and not _is_year(token) and not _counts(text, last, stop))
            or (token.text in ("&", "+") and last + 1 < stop and is_capital(text.tokens[last + 1]))
        ):
            last += 1
        else:
            break
    return last


def _counts(text: Text, i: int, stop: int) -> bool:
    """``Fyren 7 maj``, ``Fyren 40 platser``: the number belongs to what follows."""
    return i + 1 < stop and text.tokens[i + 1].lower in _AFTER_NUMBER


def _new_name(text: Text, first: int, last: int) -> bool:
    """``projektet Fyren Anna Berg`` does not occur; ``EU-projektet`` after a name starts a new phrase."""
    token = text.tokens[last]
    return token.entity == "PER" and token.entity_start and text.tokens[first].entity != "PER"


def _is_year(token: Token) -> bool:
    return len(token.text) >= 4 and token.text[:4].isdigit() and token.text[:2] in ("19", "20")


def quoted(text: Text, i: int) -> tuple[int, int] | None:
    """The words inside quotation marks that open at token ``i``; None where they do not close soon."""
    if text.tokens[i].text not in QUOTES:
        return None
    stop = text.end_of_sentence(i, MAX_NAME + 3)
    for last in range(i + 1, stop):
        if text.tokens[last].text in QUOTES:
            return (i + 1, last) if last > i + 1 else None
    return None


def name_at(text: Text, i: int, *, phrase: bool) -> tuple[int, int] | None:
    """The name that starts at token ``i``, as (first, last). ``phrase``: lower-case words may follow.

    In quotation marks the name is what they hold. Otherwise it starts with a capital or a digit and takes
    the capital run, then lower-case words while they read on like a name.
    """
    if i >= len(text.tokens):
        return None
    if text.tokens[i].text in QUOTES:
        return quoted(text, i)
    first = text.tokens[i]
    if not (is_capital(first) or first.text[0].isdigit()) or _is_year(first):
        return None
    base = capital_run(text, i)
    if i + 1 == base and first.lower in FUNCTION and i in text.openings and not phrase:
        repeated = text.ngrams[text.key(i, min(i + 2, len(text.tokens)))]
        if repeated < 3:
            return None
    options = [base]
    end = text.end_of_sentence(i, MAX_NAME)
    last = base
    while last < end and _may_continue(text.tokens[last], last - i):
        last += 1
        if text.tokens[last - 1].lower not in SOFT:
            options.append(last)
    # A longer form that the article repeats word for word is the name.
    for option in reversed(options[1:]):
        if text.ngrams[text.key(i, option)] >= 2 and not _place_tail(text, base, option):
            while (
                option < end
                and is_number(text.tokens[option])
                and not _is_year(text.tokens[option])
            ):
                option += 1
            return i, option
    return i, best_end(text, i, base) if phrase else base


def _may_continue(token: Token, length: int) -> bool:
    word = token.lower
    if word in HARD_STOPS or not (word[0].isalpha() or word == "&"):
        return False
    if word in SOFT or word in PARTICLES or word in ENGLISH:
        return True
    if token.pos in ("VERB", "AUX") and token.feat("VerbForm") in ("Fin", "Sup"):
        # "Våga vilja", "Kom igång": only the opening verb is finite.
        return False
    return trigger_form(word) is None or length == 1


def _place_tail(text: Text, base: int, option: int) -> bool:
    """``Fyren i Gävle`` repeated is still the name and a place."""
    tail = text.tokens[base:option]
    return tail[0].lower in ("i", "på", "för", "vid") and any(t.entity == "LOC" for t in tail)
