"""Capitalised phrases and lines of their own: would-be names that nothing introduces."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.programmes.clue import Clue
from pipeline.extract.programmes.extent import name_at
from pipeline.extract.programmes.lexicons import formative_of, opening_nouns, trigger_form
from pipeline.extract.programmes.neighbours import sides
from pipeline.extract.programmes.places import is_place
from pipeline.extract.programmes.text import DIRECTIONS, FUNCTION, QUOTES, Text, is_capital
from pipeline.vocab import ProgrammeKind

_ASSOCIATIONS = frozenset("föreningen kooperativet stiftelsen bolaget företaget".split())


def capital(text: Text, i: int) -> Iterator[Clue]:
    """A capitalised phrase with what stands beside it; longer readings of it as candidates of their own."""
    start, end = text.sentence_bounds(i)
    token = text.tokens[i]
    if _inside_run(text, i, start):
        return
    if token.lower in FUNCTION and i in text.openings:
        repeated = i + 1 < end and text.ngrams[text.key(i, i + 2)] >= 2
        if not repeated or (
            not is_capital(text.tokens[i + 1]) and text.ngrams[text.key(i, i + 2)] < 3
        ):
            if i + 1 < end and is_capital(text.tokens[i + 1]):
                return
            yield from _line(text, i, start, end)
            return
    if i in text.openings and token.lower in opening_nouns():
        return
    if i in text.openings and "-" not in token.text and trigger_form(token.text) is not None:
        return  # "Projektet startade": the noun itself
    if len(token.text) < 2 or (token.text.isupper() and len(token.text) < 3):
        return
    if _introduces(text, i, end) or _shouts(text, i, start):
        return
    readings = {name for name in (name_at(text, i, phrase=False), _longer(text, i)) if name}
    opens = i in text.openings and (
        token.pos in ("VERB", "ADV", "ADP")
        or (token.pos == "NOUN" and token.lower not in text.lower_words)
    )
    if i + 1 < end and is_capital(text.tokens[i + 1]) and (token.lower in _ASSOCIATIONS or opens):
        inner = name_at(text, i + 1, phrase=False)  # Föreningen | Andra Steget
        readings |= {inner} if inner else set()
        if inner and token.pos == "VERB":
            readings = {r for r in readings if r == inner or text.ngrams[text.key(*r)] >= 2}
    for first, last in sorted(readings):
        if last - first == 1 and i in text.openings and text.lower_words[token.lower] > 0:
            entry = formative_of(token.text)
            told = {clue.rule for clue in sides(text, first, last, end)}
            if entry is None or entry.weight < 2 or "is-a" not in told:
                continue  # an ordinary noun opens the sentence
        yield Clue(first, last, 0.0, "capital", _shape_kind(text, last))
        yield from sides(text, first, last, end)
    yield from _line(text, i, start, end)


def _shouts(text: Text, i: int, start: int) -> bool:
    """``DET HÄR | NUMRET handlar om``: a part of a line's opening that is set in capitals throughout."""
    return i > start and all(t.text.isupper() for t in text.tokens[start : i + 1])


def _introduces(text: Text, i: int, end: int) -> bool:
    """``ESF-projektet | Fyren``: whose it is and what it is, before the name."""
    form = trigger_form(text.tokens[i].text)
    if form is not None and form.head and form.definite and i + 1 < end and i not in text.openings:
        # "inom Socialfondsprojektet | Fyren", but "Stegprojektet Norr"
        word = text.tokens[i + 1].lower
        return is_capital(text.tokens[i + 1]) and not (word in DIRECTIONS or is_place(word))
    head, hyphen, tail = text.tokens[i].text.partition("-")
    if not (hyphen and head.isupper() and i + 1 < end and trigger_form(tail) is not None):
        return False
    return is_capital(text.tokens[i + 1]) or text.tokens[i + 1].text in QUOTES


def _line(text: Text, i: int, start: int, end: int) -> Iterator[Clue]:
    """A line of its own that holds nothing but a short phrase: ``Gröna spåret`` over its paragraph."""
    if i != start or not 1 <= end - start <= 6 or text.tokens[i].lower in FUNCTION:
        return
    last = end
    while (
        last > start
        and not text.tokens[last - 1].text[-1].isalnum()
        and text.tokens[last - 1].text != "+"
    ):
        last -= 1
    span = text.tagged.block_of(text.tokens[i]).span
    whole = text.tagged.sentence_span(text.tagged.sentences[text.tokens[i].sentence])
    if (
        last <= start
        or len(span) > len(whole) + 2
        or text.tokens[end - 1].text in (".", "?", "!", ":")
    ):
        return
    if last - start >= 2 and any(
        t.feat("VerbForm") == "Fin" for t in text.tokens[start + 1 : last]
    ):
        return
    if _rubric(text, start, last):
        return
    last = _before_places(text, start, last)
    weight = 1.0 if last - start <= 4 else 0.5
    yield Clue(start, last, weight, "line", _shape_kind(text, last))


def _before_places(text: Text, start: int, last: int) -> int:
    """``Snickarboden, Mora och Orsa``: a heading that adds where it is."""
    comma = next((j for j in range(start + 1, last) if text.tokens[j].text == ","), None)
    if comma is None:
        return last
    tail = [t.lower for t in text.tokens[comma + 1 : last] if t.lower not in ("och", ",", "&")]
    return comma if tail and all(is_place(word) for word in tail) else last


def _rubric(text: Text, start: int, last: int) -> bool:
    """``Avslutade insatser``, ``Pågående projekt``: the heading over several, none of them named so."""
    form = trigger_form(text.tokens[last - 1].text)
    if form is None or form.head or any(is_capital(t) for t in text.tokens[start + 1 : last]):
        return False
    return form.plural or (not form.definite and last - start > 1)


def _longer(text: Text, i: int) -> tuple[int, int] | None:
    """``Erfaren | kraft``, ``Arbete | och försörjning``: a capital run that is likely a part of the name."""
    longer = name_at(text, i, phrase=True)
    return longer if longer != name_at(text, i, phrase=False) else None


def _inside_run(text: Text, i: int, start: int) -> bool:
    """True where the capital before ``i`` belongs to the same run: not a function word at an opening."""
    if i == start or not is_capital(text.tokens[i - 1]):
        return False
    return not (i - 1 in text.openings and text.tokens[i - 1].lower in FUNCTION)


def _shape_kind(text: Text, last: int) -> ProgrammeKind | None:
    """The kind that the form of the name suggests: ``…torget`` is a service, ``…modellen`` a method."""
    if last > 1 and (
        text.tokens[last - 1].lower in DIRECTIONS or is_place(text.tokens[last - 1].lower)
    ):
        last -= 1  # Resursteam | Nord
    word = text.tokens[last - 1].text
    entry = formative_of(word) or formative_of(word.removesuffix("s"))
    return entry.kind if entry is not None else None
