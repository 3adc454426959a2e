"""How far an unquoted name reaches, weighed: ``Kock på vägen | , ett projekt``, ``Fyren | i Gävle``.

Every end within a few words of its first word is a reading; what each is made of and what follows it add up
by weights learned from names in running text (``models/train/programme_extents.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.article import Token
from pipeline.extract.programmes.lexicons import formative_of, trigger_form
from pipeline.extract.programmes.places import is_place
from pipeline.extract.programmes.text import (
    ENGLISH,
    HARD_STOPS,
    PARTICLES,
    QUOTES,
    SOFT,
    Text,
    is_capital,
    is_number,
)
from pipeline.lexicon.weights import weights

MOST_WORDS = 7
# No name ends with these: what a programme is, has or does.
_NO_END = frozenset(
    """& är var har hade ska skulle blir blev som att där när och eller men pågår pågick startar startade
    slutar slutade avslutas avslutades fortsätter fortsatte upphör upphörde drivs drevs finns fanns leds
    leddes inleds inleddes förlängs förlängdes permanenteras lanseras läggs börjar började""".split()
)
_DEFINITE = ("en", "et", "an", "na")
_FOR_PEOPLE = ("unga", "personer", "långtids", "nyanlända", "kvinnor", "utrikes", "dig", "alla")


def best_end(text: Text, first: int, base: int) -> int:
    """The end of the likeliest reading of the name that starts at ``first``; ``base``: of its capitals."""
    ends = readings(text, first)
    if len(ends) < 2:
        return base
    table = weights("programme_extents.tsv")
    scored = [
        (sum(table.get(f, 0.0) for f in extent_features(text, first, base, end)), -end)
        for end in ends
    ]
    return -max(scored)[1]


def readings(text: Text, first: int) -> list[int]:
    """Every end the name may have: through words, up to a mark of punctuation."""
    stop = text.end_of_sentence(first, MOST_WORDS)
    ends = []
    for j in range(first, stop):
        word = text.tokens[j].text
        if j > first and not (word[0].isalnum() or word in ("&", "+")):
            break
        if word == "som" and _sort(text.tokens[j + 1] if j + 1 < stop else None) != "finite":
            break  # "Kompassen som Nyheterna berättat om", but "Jobb som räcker"
        if word.lower() not in _NO_END:
            ends.append(j + 1)
    return ends


def extent_features(text: Text, first: int, base: int, end: int) -> Iterator[str]:
    """What speaks for or against the end: its length, last word, next word, whether it comes back."""
    tokens = text.tokens
    words = tokens[first:end]
    following = tokens[end] if end < text.sentence_bounds(first)[1] else None
    last, after = _sort(words[-1]), _sort(following)
    opening, size = words[0], end - first
    yield f"words:{size}"
    where = "base" if end == base else "short" if end < base else "long"
    yield where
    yield f"{where}:{after}"
    yield f"{where}:{opening.entity or 'none'}"
    if is_place(opening.lower) or is_place(opening.lower.removesuffix("s")):
        yield f"{where}:opening-place"
    if where == "long":
        yield f"last:{last}"
        yield f"last:{last}:{after}"
        yield f"added:{min(3, end - base)}"
        verb = next((t.i for t in words[1:] if _sort(t) == "finite"), None)
        if verb is not None:
            yield "has-finite"
            yield "finite-then-more" if verb + 1 < end else "finite-last"
            if any(is_capital(t) for t in tokens[verb + 1 : end]):
                yield "finite-then-capital"
        if tokens[base].feat("Case") == "Gen" or words[base - first - 1].feat("Case") == "Gen":
            yield "genitive-joint"
        if any(t.entity in ("LOC", "ORG", "PER") and t.i > first for t in words):
            yield "has-entity"
        if any(t.lower in ("som", "där", "att", "när") for t in words[1:]):
            yield "has-clause"
        if any(trigger_form(t.text) is not None for t in tokens[base:end]):
            yield "has-trigger"
        yield f"joint:{_sort(tokens[base])}"
        if first in text.openings:
            yield "long-opening"
            yield f"long-opening:{_sort(opening)}"
        yield from _tail(text, base, end)
    if base - first == 1:
        yield f"{where}:{_shape(opening)}"
        if where == "long":
            yield f"{_shape(opening)}+{_sort(tokens[base])}"
        elif where == "base":
            yield f"{_shape(opening)}|{after}"
    else:
        yield f"{where}:run"
    before = tokens[first - 1] if first > text.sentence_bounds(first)[0] else None
    form = trigger_form(before.text) if before is not None else None
    if form is not None and form.definite and not form.plural:
        yield f"introduced:{where}"
        yield f"introduced:{after}"
    elif before is not None and not before.text[0].isalnum():
        yield f"after-mark:{where}:{after}"
    if text.is_heading(first):
        yield f"heading:{where}:{after}"
    yield from _repeated(text, first, base, end)


def _tail(text: Text, base: int, end: int) -> Iterator[str]:
    """The words beyond the capitals: a place, people it is for."""
    tail = text.tokens[base:end]
    for one, two in pairwise(tail):
        if one.lower in SOFT and (is_place(two.lower) or two.entity == "LOC"):
            yield "tail-place"
        elif one.lower in SOFT and is_capital(two):
            yield "tail-capital"
        if one.lower == "för" and two.lower.startswith(_FOR_PEOPLE):
            yield "tail-people"
    if sum(t.lower in SOFT for t in tail) > 1:
        yield "two-prepositions"


def _repeated(text: Text, first: int, base: int, end: int) -> Iterator[str]:
    mine = text.ngrams[text.key(first, end)]
    short = text.ngrams[text.key(first, base)]
    where = "base" if end == base else "short" if end < base else "long"
    if mine >= 2:
        yield f"again:{where}"
        longer = (
            text.ngrams[text.key(first, end + 1)]
            if end < text.end_of_sentence(first, MOST_WORDS)
            else 0
        )
        yield f"again-{'not-' if longer < mine else ''}longer:{where}"
        if where == "long":
            yield "always-long" if mine == short else "sometimes-long"
    elif where == "long" and short >= 2:
        yield "base-again"


def _shape(token: Token) -> str:
    """The word a name opens with: what sort it is when it stands alone."""
    if formative_of(token.text) is not None:
        return "formative"
    if token.text.isupper() and len(token.text) > 1:
        return "acronym"
    if token.pos in ("NOUN", "PROPN") and token.lower.endswith(_DEFINITE) and len(token.text) > 4:
        return f"definite-{token.pos}"
    return _sort(token)


def _sort(token: Token | None) -> str:
    """A coarse class of a word or of the end of the sentence."""
    if token is None:
        return "end"
    word = token.lower
    if token.text in QUOTES:
        return "quote"
    if not word[0].isalnum() and word != "&":
        return word if word in (",", ".", ":", "(", ")", "–", "-") else "mark"
    if word in ("och", "&"):
        return "and"
    if word in ("som", "där", "att"):
        return "clause"
    if word in SOFT:
        return f"prep-{word}" if word in ("i", "på", "för", "till", "med") else "prep"
    if word in PARTICLES:
        return "particle"
    if token.pos in ("VERB", "AUX"):
        finite = token.feat("VerbForm") in ("Fin", "Sup") and token.feat("Mood") != "Imp"
        return "finite" if finite else "verb"
    if word in ENGLISH:
        return "english"
    if is_number(token):
        return "number"
    if is_capital(token):
        return "place" if is_place(word) else "capital"
    if word in HARD_STOPS:
        return "stop"
    if token.pos == "NOUN":
        return "noun-def" if token.feat("Definite") == "Def" else "noun"
    return token.pos.lower()
