"""Reads the quantities of a sentence: numbers that are figures, with unit and qualifier."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pipeline.article import Sentence, Span, TaggedArticle, normalise
from pipeline.extract.figures.ages import is_age
from pipeline.extract.figures.cues import has_result
from pipeline.extract.figures.durations import compounds
from pipeline.extract.figures.heads import attributive, counted, token_after
from pipeline.extract.figures.masks import masked
from pipeline.extract.figures.nouns import Role, noun
from pipeline.extract.figures.predicates import is_predicate
from pipeline.extract.figures.qualifiers import qualified
from pipeline.extract.figures.quantity import Quantity
from pipeline.swedish.number_words import MONEY_SCALES
from pipeline.swedish.numbers import Form, Number, numbers
from pipeline.vocab import Qualifier, Unit

_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b([A-ZÅÄÖ][\w-]+ \d+)\b", re.MULTILINE)
_NOT_A_NAME = re.compile(
    r"(?:under|hösten|våren|i|på|av|de|den|till|från|totalt|vecka|mål\w*)\s", re.IGNORECASE
)


def numbered_names(text: str) -> frozenset[str]:
    """Names that end in a number, told more than once: ``Stadslyft 100 … Stadslyft 100 …``."""
    counts = Counter(match[1].lower() for match in _NAME.finditer(normalise(text)))
    return frozenset(n for n, count in counts.items() if count > 1 and not _NOT_A_NAME.match(n))


MAX_SENTENCE = 4000  # characters; what is longer is no sentence but a list of something
_SMALL_DENOMINATORS = frozenset({2, 3, 4, 5, 10, 20, 100})
_PERCENT = re.compile(
    r"\s?(%-?ig\w*|%|procent(?:s|ig|igt|iga)?\b|-procentig\w*|pct\b)", re.IGNORECASE
)
_POINTS = re.compile(r"\s?(procentenhet\w*|%-enhet\w*|p\.?e\.?\b)", re.IGNORECASE)
_MONEY = re.compile(
    r"\s?(?:svenska\s)?(kr\b\.?|kronor\w*|krona\b|:-|sek\b)(\s?(?:/|per|i"
    r"|om)\s?(?:mån(?:ad(?:en)?)?|året?|år|dag(?:en)?"
    r"|tim(?:me|men)?|vecka(?:n)?|person|deltagare)\b\.?)?",
    re.IGNORECASE,
)
_PER_TIME = re.compile(
    r"\s(?:per|i|om)\s(?:månad(?:en)?|år(?:et)?|dag(?:en)?|vecka(?:n)?)\b|\sårligen\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"\s?(?:euro|dollar|eur|usd|€|\$)", re.IGNORECASE)
_LOOK_BACK = 30
_ONE_REACH = 45
_ONLY = re.compile(r"\b(?:bara|endast|blott|enbart|minst|högst|max)\s+$", re.IGNORECASE)
_DURATION_AFTER = re.compile(r"\s\w+\s(?:efter|senare|innan|före|i sträck)\b", re.IGNORECASE)
_WEEKLY = re.compile(r"\s(?:dag|timme)\s(?:i veckan|om dagen|i månaden|per vecka)\b", re.IGNORECASE)
_DURATION_ARTICLE = re.compile(
    r"(?:\b(?:i|under|på|efter|inom|om|minst|högst|drygt|nästan|knappt|snart|över|bara|max"
    r"|ungefär|cirka|cirka|var|är"
    r"|pågår|varar|tar|tog|dröjer|mer än|mindre än|upp till|för|ytterligare|hela)\s+)$",
    re.IGNORECASE,
)


def quantities(
    tagged: TaggedArticle, sentence: Sentence, names: frozenset[str] = frozenset()
) -> list[Quantity]:
    """The quantities of one sentence, left to right, without dates, ages, ordinals and other non-figures.

    ``names`` are names with a number in them (``Stadslyft 100``), lower-cased.
    """
    whole = tagged.sentence_span(sentence)
    text = normalise(tagged.cut(whole))[:MAX_SENTENCE]
    told = [n for n in _split_ratios(text, numbers(text)) if _may_count(text, n)]
    lasting = list(compounds(text, whole.start))
    if not told:
        return lasting
    masks = masked(text, tagged.article.meta.dated)
    found: list[Quantity] = []
    for number in told:
        span = Span(number.start, number.end)
        if any(mask.start < span.end and span.start < mask.end for mask in masks):
            continue
        if is_age(text, number) or _idiom(text, number):
            continue
        if names and " ".join(text[: number.end].lower().split()[-2:]) in names:
            continue
        quantity = _quantity(tagged, sentence, text, whole.start, number)
        if quantity is not None:
            found.append(quantity)
    found = [q for q in found if not any(q.span.overlaps(other.span) for other in lasting)]
    return sorted(found + lasting, key=lambda quantity: quantity.span)


_MEMBER = re.compile(r"(?:\b(?:är|var|blev|blir|som|också|idag|i dag)|,)\s+$", re.IGNORECASE)
_SHARE_WORD = re.compile(r"\bandel\w*\s(?:\w+\s){0,3}$", re.IGNORECASE)


_POSITIONS = frozenset({Role.POST, Role.PLACE, Role.INTERNSHIP_PLACE, Role.STUDY_PLACE})


def _split_ratios(text: str, found: Iterator[Number]) -> Iterator[Number]:
    """``sex av elva`` counts people twice, ``hon är en av elva`` once; ``en av sex kvinnor`` is a share."""
    for number in found:
        if not number.parts:
            yield number
            continue
        top, bottom = number.parts
        before = text[max(0, number.start - _LOOK_BACK) : number.start]
        member = top == 1 and bool(_MEMBER.search(before))
        share = (
            bottom in _SMALL_DENOMINATORS
            or (top == 1 and bottom <= 10)
            or bool(_SHARE_WORD.search(before))
        )
        following = noun(_next_word(text, number.end))
        if top > 1 and following is not None and following.role in _POSITIONS:
            share = False  # två av fem tjänster är vakanta
        if share and not (member and not _SHARE_WORD.search(before)):
            yield number
            continue
        top_end, bottom_start = number.seam or (number.end, number.start)
        if top != 1:
            yield replace(number, end=top_end, value=top, form=Form.DIGITS, parts=None)
        yield replace(number, start=bottom_start, value=bottom, form=Form.DIGITS, parts=None)


_IDIOM_AFTER = re.compile(
    r"\s(?:gånger?\b(?!\sså)|i rad\b|åt gången|för tu\b|i taget|av (?:oss|er)\b|å en\b|i tiden"
    r"|så (?:många som|mycket som|stor|hög|låg|lång|snabb|vanlig|dyr|bra|ofta)\w*\b|plus\b|minus\b|rätt\b|ess\b)",
    re.IGNORECASE,
)


def _idiom(text: str, number: Number) -> bool:
    """``tre gånger``, ``två i taget``, ``var tredje vecka``: how often, not how many."""
    if _IDIOM_AFTER.match(text, number.end):
        return True
    if number.form is Form.RATIO and not number.parts:
        following = re.match(r"\s+(\w+)", text[number.end : number.end + 40])
        entry = noun(following[1]) if following else None
        return bool(entry and entry.role in (Role.TIME, Role.MINUTE, Role.IDLE)) or bool(
            following and following[1].lower() in ("gång", "annan", "annat", "dag")
        )
    return False


def _quantity(
    tagged: TaggedArticle, sentence: Sentence, text: str, shift: int, number: Number
) -> Quantity | None:
    """Finds unit and qualifier of one number."""
    absolute = replace(number, start=number.start + shift, end=number.end + shift)
    base = Quantity(Span(absolute.start, absolute.end), absolute, Qualifier.EXACT, None, None)
    quantity = _measured(text, shift, number, base) or counted(tagged, sentence, number, base)
    if number.form is Form.ARTICLE and not _article_counts(text, number, quantity):
        if (
            quantity.role not in (None, Role.PARTICIPANT)
            or quantity.span.start - shift != number.start
        ):
            return None
        if quantity.role is Role.PARTICIPANT:
            rest = text[quantity.span.end - shift :]
            return quantity if has_result(rest[:_ONE_REACH]) else None
    if quantity.bare and _in_a_name(tagged, sentence, absolute, quantity.partitive):
        return None
    at = token_after(tagged, sentence, absolute.end)
    verb = at < sentence.last and tagged.tokens[at].pos in ("VERB", "AUX")
    if verb and not attributive(tagged.tokens[at]):
        quantity = replace(quantity, before_verb=True)
    return qualified(text, shift, number, quantity)


def _in_a_name(tagged: TaggedArticle, sentence: Sentence, number: Number, partitive: bool) -> bool:
    """``Grannstöd 300 läggs ner``: whole digits right after a name that is no place."""
    at = token_after(tagged, sentence, number.start) - 1
    if partitive or number.form is not Form.DIGITS or number.value % 1 or at <= sentence.first:
        return False
    token = tagged.tokens[at]
    named = token.pos == "PROPN" and token.entity in ("", "MISC") and token.text[0].isupper()
    return named and number.start - token.end <= 1


def _measured(text: str, shift: int, number: Number, base: Quantity) -> Quantity | None:
    """Percent, money and foreign money, read off the characters that follow."""
    after = text[number.end : number.end + 60]
    for pattern, points in ((_POINTS, True), (_PERCENT, False)):
        match = pattern.match(after)
        if match:
            end = base.span.end + match.end()
            return replace(
                base,
                span=Span(base.span.start, end),
                unit=Unit.PERCENT,
                percent_points=points,
                rule="percent",
            )
    if _FOREIGN.match(after):
        return replace(base, unit=Unit.OTHER, noun=noun("euro"), rule="currency")
    match = _MONEY.match(after)
    own = text[number.start : number.end].lower().split()
    if match or (own and own[-1] in MONEY_SCALES):
        end = match.end() if match else 0
        tail = _PER_TIME.match(after, end)
        end = tail.end() if tail else end
        return replace(
            base,
            span=Span(base.span.start, base.span.end + end),
            unit=Unit.SEK,
            noun=noun("kronor"),
            rule="money",
        )
    if number.is_share:
        return replace(base, unit=Unit.PERCENT, rule="share")
    return None


_AT = frozenset(("på", "hos", "i", "vid"))
_AND = re.compile(r"(?:,|\boch)\s+$")


def _may_count(text: str, number: Number) -> bool:
    """Sorts out most articles at once: ``en`` and ``ett`` before neither a counted noun nor a verb."""
    if number.form is not Form.ARTICLE:
        return True
    following = _next_word(text, number.end)
    if following in _AT and _AND.search(text[max(0, number.start - 6) : number.start]):
        return True  # två i Tuna, en i Berg
    return noun(following) is not None or is_predicate(following)


def _next_word(text: str, offset: int) -> str:
    match = re.match(r"\s*(\w+)", text[offset : offset + 40])
    return match[1] if match else ""


def _article_counts(text: str, number: Number, quantity: Quantity) -> bool:
    """Whether ``en`` or ``ett`` is the number one here: ``efter ett år``, ``bara en deltagare``."""
    before = text[max(0, number.start - _LOOK_BACK) : number.start]
    if quantity.role is Role.TIME and quantity.head is not None:
        if quantity.unit in (Unit.YEARS, Unit.MONTHS, Unit.WEEKS):
            adjacent = (
                text[number.end : number.end + 1] == " "
                and noun(_next_word(text, number.end)) is not None
            )
            around = _DURATION_ARTICLE.search(before) or _DURATION_AFTER.match(text, number.end)
            return adjacent and (bool(around) or number.start == 0)
        return bool(_WEEKLY.match(text, number.end))
    if quantity.unit in (Unit.PERSONS, Unit.JOBS, Unit.PLACES):
        return bool(_ONLY.search(before))
    return quantity.unit is Unit.PERCENT
