"""Names that the text introduces as such: ``kallas Fyren``, ``Fyren heter projektet``, ``”Fyren”``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.article import BlockKind
from pipeline.extract.programmes.clue import STRONG, Clue, is_something_else
from pipeline.extract.programmes.extent import name_at, quoted
from pipeline.extract.programmes.lexicons import (
    formative_of,
    naming_cues,
    naming_openers,
    opening_nouns,
    trigger_form,
)
from pipeline.extract.programmes.neighbours import described
from pipeline.extract.programmes.text import FUNCTION, MAX_NAME, QUOTES, Text, is_capital
from pipeline.swedish.names import is_given_name
from pipeline.vocab import ProgrammeKind

_LONGEST_CUE = 4
_NO_NAME = frozenset(
    """det detta den denna dessa de en ett vi man här där nu i på för med enligt bakom bland om även också inte
    jag hon han vad vem som när ibland just""".split()
)
_ACTIVE = frozenset("kallar kallade kallat döpt döpte benämner".split())


_AFTER_NAMING = frozenset(
    "för också helt nu bara det vi de den kort rätt och slätt man numera kommunen ändå här ibland internt".split()
)


def naming(text: Text, i: int) -> Iterator[Clue]:
    """``kallas Fyren``, ``går under namnet Fyren``, ``har döpts till Fyren``, ``den så kallade Fyrmodellen``."""
    if text.tokens[i].lower not in naming_openers():
        return
    cues = naming_cues()
    start, end = text.sentence_bounds(i)
    if i > start and text.tokens[i - 1].lower in ("hon", "han", "jag", "du", "de", "så"):
        return  # "Hon heter Elvira"; "så kallade" is a cue of its own
    for length in range(_LONGEST_CUE, 0, -1):
        if i + length >= end:
            continue
        slot = cues.get(tuple(t.lower for t in text.tokens[i : i + length]))
        if slot is None:
            continue
        j = i + length
        while slot == "after" and j + 1 < end and text.tokens[j].lower in _AFTER_NAMING:
            j += 1
        if j >= end:
            return
        token = text.tokens[j]
        if not (is_capital(token) or token.text in QUOTES):
            if slot == "after" and text.tokens[i].lower != "hette" and _lower_name(text, j, end):
                yield Clue(j, j + 1, 3.0, "naming-verb-lower", _kind_before(text, i))
            return
        if slot == "socalled" and token.text in QUOTES and j + 1 < end:
            opening = text.tokens[j + 1].text
            if opening[0].islower():
                return  # ”enkla jobb”: a term held at arm's length
        name = name_at(text, j, phrase=True)
        if name is None or (text.tokens[j].lower in FUNCTION and name[1] == j + 1):
            return
        kind = _kind_before(text, i)
        about = kind is not None or _speaks_of_programme(text, i) or _what_we_call(text, i)
        if slot == "socalled":
            shaped = formative_of(text.tokens[name[1] - 1].text)
            yield Clue(*name, 2.0 if shaped else 1.0, "so-called", kind)
        elif is_something_else(text, name, token.text in QUOTES) and (
            not about or _has_person_subject(text, i)
        ):
            return
        elif kind is None and name[1] - name[0] == 1 and is_given_name(token.text):
            return  # "Hunden heter Bella"
        else:
            yield Clue(*name, STRONG if about else 2.0, "naming-verb", kind)
        return


def _has_person_subject(text: Text, i: int) -> bool:
    """``Coachen heter Maria Lund``, ``Monika heter Strid``: the subject beside the verb is no programme."""
    before = text.tokens[i - 1]
    return before.pos in ("NOUN", "PROPN") and trigger_form(before.text) is None


def _what_we_call(text: Text, i: int) -> bool:
    """``det vi kallar Fyren``, ``vad deltagarna kallar Fyren``: what goes on, not who somebody is."""
    if text.tokens[i].lower not in _ACTIVE or i < 2:
        return False
    return text.tokens[i - 2].lower in ("det", "vad", "som") and not is_capital(text.tokens[i - 1])


def _lower_name(text: Text, i: int, end: int) -> bool:
    """``kallas handslaget, …``: a definite noun alone after a naming verb is a name in lower case."""
    token = text.tokens[i]
    last = (
        i + 1 >= end
        or text.tokens[i + 1].text in ",.;:!?)"
        or text.tokens[i + 1].lower in ("och", "som", "den", "i", "på")
    )
    return (
        token.pos in ("NOUN", "PROPN")
        and token.feat("Definite") == "Def"
        and len(token.text) > 4
        and last
    )


def _kind_before(text: Text, i: int) -> ProgrammeKind | None:
    """The kind of the nearest trigger before token ``i`` in its sentence.

    In ``metoden, som projektet kallar Fyren``, the nearest one does the naming and the one before it is named.
    """
    start, _ = text.sentence_bounds(i)
    active = text.tokens[i].lower in _ACTIVE
    nearest = None
    for j in range(i - 1, max(start, i - 15) - 1, -1):
        form = trigger_form(text.tokens[j].text)
        if form is None:
            continue
        if nearest is None:
            nearest = form.trigger.kind
        namer = active and form.definite and text.tokens[j - 1].lower in ("som", "vad")
        if not namer:
            return form.trigger.kind
    return nearest


def _speaks_of_programme(text: Text, i: int) -> bool:
    """A trigger right after (``… kallas Fyren och är en insats``) or in the sentence before."""
    sentence = text.tokens[i].sentence
    sentences = text.tagged.sentences
    near = [sentences[sentence]] + ([sentences[sentence - 1]] if sentence else [])
    return any(
        trigger_form(t.text) is not None for s in near for t in text.tagged.sentence_tokens(s)
    )


def inverted_naming(text: Text, i: int) -> Iterator[Clue]:
    """``Fyren heter projektet``, ``Fyren kallas modellen``, ``FAS står för Från arbetslös till student``."""
    word = text.tokens[i].lower
    start, end = text.sentence_bounds(i)
    if i + 1 >= end or i == start:
        return
    if word in ("heter", "hette", "kallas", "kallades"):
        form = next(
            (
                f
                for t in text.tokens[i + 1 : min(end, i + 4)]
                if not is_capital(t) and (f := trigger_form(t.text))
            ),
            None,
        )
        first = start
        while first < i and not is_capital(text.tokens[first]):
            first += 1
        if form is None and _named_by_pronoun(text, first, i, end):
            yield Clue(first, i, STRONG, "inverted-naming", None)
        if form is None or first == i or text.tokens[first].lower in FUNCTION:
            return
        if trigger_form(text.tokens[first].text) is None and i - first <= MAX_NAME:
            last = i - 1 if text.tokens[i - 1].text in QUOTES else i
            if last > first and not _is_clause(text, first, last):
                yield Clue(first, last, STRONG, "inverted-naming", form.trigger.kind)
    elif (
        (word, text.tokens[i + 1].lower) == ("står", "för")
        and i + 2 < end
        and text.tokens[i - 1].text[:2].isupper()
    ):
        yield Clue(i - 1, i, 3.0, "acronym", None)


def _named_by_pronoun(text: Text, first: int, i: int, end: int) -> bool:
    """``Jobbussen kallas den, och …``: the thing told of before bears the name."""
    if not 1 <= i - first <= _LONGEST_CUE or text.tokens[first].lower in FUNCTION or i + 1 >= end:
        return False
    if text.tokens[i + 1].lower not in ("den", "det"):
        return False
    after = text.tokens[i + 2] if i + 2 < end else None
    return after is None or not after.text[0].isalpha() or after.lower in ("och", "när")


def opening_is_a(text: Text, i: int) -> Iterator[Clue]:
    """``Fler in i arbete Söder är ett treårigt projekt``: all that stands before the copula is the name."""
    start, end = text.sentence_bounds(i)
    first = start + (text.tokens[start].text in QUOTES)
    last = i - (text.tokens[i - 1].text in QUOTES)
    if text.tokens[i].lower not in ("är", "var") or not 2 <= last - first <= MAX_NAME:
        return
    opening = text.tokens[first]
    words = text.tokens[first:last]
    marked = first > start or is_capital(text.tokens[last - 1])
    if not marked and text.ngrams[text.key(first, last)] < 2:
        return
    plain = not is_capital(opening) or opening.lower in opening_nouns()
    definite = opening.feat("Definite") == "Def" and text.ngrams[text.key(first, last)] < 2
    if plain or definite or opening.lower in _NO_NAME:
        return
    if any(t.text in ",;:" or t.lower in ("som", "att", "det", "av") for t in words):
        return
    if any(text.persons.get(t.i) for t in words):
        return
    if text.tokens[i + 1].lower in ("ett", "en", "vårt", "vår") if i + 1 < end else False:
        kind = described(text, i + 1, end)
        if kind is not None:
            yield Clue(first, last, STRONG, "is-a", kind)


def _is_clause(text: Text, first: int, last: int) -> bool:
    """``Pärmen blev det som i dag | heter …``: what stands before the verb is more than a name."""
    return any(
        t.lower in ("som", "det", "vad") or (t.pos == "AUX" and t.feat("VerbForm") == "Fin")
        for t in text.tokens[first + 1 : last]
    )


def lower_opening(text: Text, i: int) -> Iterator[Clue]:
    """``startlinjen växer``: a line or sentence that opens in lower case opens with a name written so."""
    start, end = text.sentence_bounds(i)
    token = text.tokens[i]
    if i != start or not token.text[0].islower() or len(token.text) < 4 or token.pos == "AUX":
        return
    kind = text.tagged.block_of(token).kind
    if kind == BlockKind.LIST_ITEM or token.lower in FUNCTION:
        return
    if token.pos == "VERB" and kind != BlockKind.HEADLINE:
        return  # a verb may open a broken line; in a headline it is a name read as one
    if "." in token.text or "/" in token.text or "@" in token.text or end - start < 3:
        return
    before = text.tokens[i - 1].text if i else ""
    if before not in ("", ".", "!", "?") and text.tokens[i - 1].sentence == token.sentence:
        return
    if (i and text.tokens[i - 1].text[-1].isalnum()) or before == ",":
        return  # the line before it goes on here
    if token.feat("Definite") == "Ind" and token.pos == "NOUN":
        return  # "barn som far illa": an ordinary noun
    if text.lower_words[token.text] >= 3:
        yield Clue(i, i + 1, 3.0, "lower-case-opening", None)


def quoted_phrase(text: Text, i: int) -> Iterator[Clue]:
    """A short capitalised phrase in quotation marks beside a trigger, or said over and over."""
    inside = quoted(text, i)
    if inside is None or not is_capital(text.tokens[inside[0]]):
        return
    first, last = inside
    if last - first > 6 or text.tokens[last - 1].text in (".", "!", "?", ",", "…"):
        return
    start, end = text.sentence_bounds(i)
    before = {t.lower for t in text.tokens[max(start, i - 4) : i]}
    kind = next(
        (f.trigger.kind for w in before if (f := trigger_form(w)) is not None),
        None,
    )
    said = text.tokens[i - 1].text == ":" if i else False
    if said and last + 1 >= end and text.ngrams[text.key(first, last)] < 2:
        yield Clue(first, last, -3.0, "said", None)  # ‹Hårda ord om projektet: "Slöseri"›
        return
    yield Clue(first, last, 2.5 if kind is not None else 0.7, "quoted", kind)
