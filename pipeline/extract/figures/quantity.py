"""Numbers of a sentence with qualifier and unit: the number expression and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipeline.article import Sentence, Span, TaggedArticle, Token, normalise
from pipeline.extract.figures.ages import is_age
from pipeline.extract.figures.cues import has_result
from pipeline.extract.figures.masks import masked
from pipeline.extract.figures.nouns import Noun, Role, looks_like_person, noun
from pipeline.extract.figures.predicates import is_predicate
from pipeline.lexicon.load import load
from pipeline.swedish.numbers import MONEY_SCALES, Form, Number, number_word, numbers
from pipeline.vocab import Qualifier, TargetGroup, Unit


@dataclass(frozen=True, slots=True)
class QualifierPhrase:
    """One line of ``lexicon/figures_qualifiers.tsv``."""

    phrase: str
    qualifier: Qualifier
    side: str
    time: bool
    example: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its qualifier and what it counts, as far as its own words tell.

    ``unit`` is None for a bare number (``58 har fått jobb``). ``number`` is in article offsets.
    ``partitive`` marks ``sju av dem``: part of something counted before.
    """

    span: Span
    number: Number
    qualifier: Qualifier
    unit: Unit | None
    noun: Noun | None
    head: int | None = None  # token index of the counted noun
    groups: tuple[TargetGroup, ...] = ()
    partitive: bool = False
    percent_points: bool = False
    before_verb: bool = False
    rule: str = "number"

    @property
    def role(self) -> Role | None:
        return self.noun.role if self.noun else None

    @property
    def bare(self) -> bool:
        return self.unit is None


_SMALL_DENOMINATORS = frozenset({2, 3, 4, 5, 10, 20, 100})
_PERCENT = re.compile(
    r"\s?(%-?ig\w*|%|procent(?:s|ig|igt|iga)?\b|-procentig\w*|pct\b)", re.IGNORECASE
)
_POINTS = re.compile(r"\s?(procentenhet\w*|%-enhet\w*|p\.?e\.?\b)", re.IGNORECASE)
_MONEY = re.compile(
    r"\s?(?:svenska\s)?(kr\b\.?|kronor\w*|krona\b|:-|sek\b)(\s?(?:/|per|i|om)\s?(?:mån(?:ad(?:en)?)?|året?|år|dag(?:en)?"
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
_MAX_HEAD_DISTANCE = 6
_SKIP_WORDS = frozenset(
    "olika nya nytt ny totalt helt fler ytterligare så kallade andra hela egna nästan hittills lediga av".split()
)
_STOP_WORDS = frozenset(
    "till i på från för med om vid under per och eller men som att inte förra nästa varje samma".split()
)
_PARTITIVE_WORDS = frozenset("de våra deras alla dessa sina hans hennes era samtliga".split())
_PRONOUNS = frozenset("dem dom oss er vilka det den vi ni jag hon han man de".split())
_TIME_GENITIVES = frozenset("års månaders veckors dagars dygns timmars minuters".split())
_DEMONYM_ENDINGS = ("are", "bor", "borna", "arna", "iter", "iterna")
_DURATION_ARTICLE = re.compile(
    r"(?:\b(?:i|under|på|efter|inom|om|minst|högst|drygt|nästan|knappt|snart|över|bara|max|ungefär|cirka|cirka|var|är"
    r"|pågår|varar|tar|tog|dröjer|mer än|mindre än|upp till|för|ytterligare|hela)\s+)$",
    re.IGNORECASE,
)
_ONE_CUE = re.compile(r"\b(?:bara|endast|blott|enbart|exakt|och|samt|,)\s+$", re.IGNORECASE)


@cache
def _qualifiers() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, QualifierPhrase]]:
    """Patterns for phrases before and after a number, and the entry of each phrase."""
    entries = {entry.phrase: entry for entry in load(QualifierPhrase, "figures_qualifiers.tsv")}

    def pattern(side: str) -> str:
        found = sorted((p for p, e in entries.items() if e.side == side), key=len, reverse=True)
        return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in found)

    before = re.compile(
        rf"(?<!\w)({pattern('before')})\s+(?:(?:de|dessa|en|ett|hela|totalt)\s+)?$", re.IGNORECASE
    )
    after = re.compile(rf"\s+({pattern('after')})(?!\w)", re.IGNORECASE)
    return before, after, entries


def quantities(tagged: TaggedArticle, sentence: Sentence) -> list[Quantity]:
    """The quantities of one sentence, left to right, without dates, ages, ordinals and other non-figures."""
    whole = tagged.sentence_span(sentence)
    text = normalise(tagged.cut(whole))
    masks = masked(text, tagged.article.meta.published)
    found: list[Quantity] = []
    for number in _split_ratios(text, numbers(text)):
        span = Span(number.start, number.end)
        if any(mask.start < span.end and span.start < mask.end for mask in masks):
            continue
        if is_age(text, number) or _idiom(text, number):
            continue
        quantity = _quantity(tagged, sentence, text, whole.start, number)
        if quantity is not None:
            found.append(quantity)
    found += [
        q for q in _compounds(text, whole.start) if not any(q.span.overlaps(f.span) for f in found)
    ]
    return sorted(found, key=lambda quantity: quantity.span)


_COMPOUND = re.compile(
    r"(?<!\w)(?P<n>\d{1,3}|[a-zåäö]+?)-?(?P<unit>års?|månaders?|månads?|veckors?|timmars?|dagars?)"
    r"(?P<rest>ig[ta]?|period\w*|projekt\w*|satsning\w*|utbildning\w*|kurs\w*|praktik\w*|program\w*|avtal\w*|kontrakt\w*)(?!\w)"
    r"(?P<noun>\s+\w+)?",
    re.IGNORECASE,
)
_COMPOUND_UNITS = {
    "år": Unit.YEARS,
    "må": Unit.MONTHS,
    "ve": Unit.WEEKS,
    "ti": Unit.HOURS,
    "da": Unit.DAYS,
}
_OR_TWO = re.compile(
    r"(?<!\w)(?:ett|en) (?P<unit>år|månad|vecka|timme|dag) eller (?P<n>två|tre|par)\b",
    re.IGNORECASE,
)


def _compounds(text: str, shift: int) -> Iterator[Quantity]:
    """``ett treårigt projekt``, ``12-veckorskurs``, ``ett år eller två``."""
    for match in _COMPOUND.finditer(text):
        digits = match["n"]
        value = float(digits) if digits.isdigit() else number_word(digits.lower())
        aged = match["rest"].startswith("ig") and not _LASTING.match(match["noun"] or "")
        if not value or aged:
            continue
        start, end = match.start() + shift, match.end("rest") + shift
        yield _duration(start, end, float(value), None, match["unit"])
    for match in _OR_TWO.finditer(text):
        high = 3.0 if match["n"].lower() == "tre" else 2.0
        yield _duration(match.start() + shift, match.end() + shift, 1.0, high, match["unit"])


_LASTING = re.compile(
    r"\s+\w*(?:projekt|satsning|insats|program|utbildning|verksamhet|avtal|försök|period|kontrakt|plan|uppdrag|anslag|stöd"
    r"|finansiering|anställning|studie|förlängning|överenskommelse|pilot)",
    re.IGNORECASE,
)


def _duration(start: int, end: int, value: float, high: float | None, unit: str) -> Quantity:
    """A quantity of time found by its own pattern."""
    code = _COMPOUND_UNITS[unit[:2].lower()]
    number = Number(start, end, value, high, Form.WORDS)
    return Quantity(Span(start, end), number, Qualifier.EXACT, code, noun("år"), rule="compound")


_MEMBER = re.compile(r"(?:\b(?:är|var|blev|blir|som|också|idag|i dag)|,)\s+$", re.IGNORECASE)
_SHARE_WORD = re.compile(r"\bandel\w*\s(?:\w+\s){0,3}$", re.IGNORECASE)


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
        if share and not (member and not _SHARE_WORD.search(before)):
            yield number
            continue
        top_end, bottom_start = number.seam or (number.end, number.start)
        if top != 1:
            yield replace(number, end=top_end, value=top, form=Form.DIGITS, parts=None)
        yield replace(number, start=bottom_start, value=bottom, form=Form.DIGITS, parts=None)


_IDIOM_AFTER = re.compile(
    r"\s(?:gånger?\b(?!\sså)|i rad\b|åt gången|för tu\b|i taget|av (?:oss|er)\b|å en\b|i tiden|plus\b|minus\b|rätt\b|ess\b)",
    re.IGNORECASE,
)


def _idiom(text: str, number: Number) -> bool:
    """``tre gånger``, ``två i taget``, ``var tredje vecka``: how often, not how many."""
    if _IDIOM_AFTER.match(text, number.end):
        return True
    if number.form is Form.RATIO and not number.parts:
        following = re.match(r"\s+(\w+)", text[number.end : number.end + 40])
        entry = noun(following[1]) if following else None
        return bool(
            entry and entry.role in (Role.TIME, Role.MINUTE, Role.IDLE, Role.EVENT)
        ) or bool(following and following[1].lower() in ("gång", "som", "annan", "annat", "dag"))
    return False


def _quantity(
    tagged: TaggedArticle, sentence: Sentence, text: str, shift: int, number: Number
) -> Quantity | None:
    """Finds unit and qualifier of one number."""
    absolute = replace(number, start=number.start + shift, end=number.end + shift)
    base = Quantity(Span(absolute.start, absolute.end), absolute, Qualifier.EXACT, None, None)
    quantity = _measured(text, shift, number, base) or _counted(tagged, sentence, number, base)
    if number.form is Form.ARTICLE and not _article_counts(text, number, quantity):
        if (
            quantity.role not in (None, Role.PARTICIPANT)
            or not quantity.span.start - shift == number.start
        ):
            return None
        if quantity.role is Role.PARTICIPANT:
            rest = text[quantity.span.end - shift :]
            return quantity if has_result(rest[:_ONE_REACH]) else None
    at = _token_after(tagged, sentence, absolute.end)
    verb = at < sentence.last and tagged.tokens[at].pos in ("VERB", "AUX")
    if verb and not _attributive(tagged.tokens[at]):
        quantity = replace(quantity, before_verb=True)
    return _qualified(text, shift, number, quantity)


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


def _counted(tagged: TaggedArticle, sentence: Sentence, number: Number, base: Quantity) -> Quantity:
    """Looks for the counted noun to the right: ``98 beviljade hushåll``, ``åtta av länets kommuner``."""
    first = _token_after(tagged, sentence, base.number.end)
    groups: list[TargetGroup] = []
    partitive = False
    of_number = tagged.text[max(0, base.number.start - 3) : base.number.start].lower() == "av "
    candidate: tuple[Noun, int] | None = None
    adjective = False
    for i in range(first, min(sentence.last, first + _MAX_HEAD_DISTANCE)):
        token = tagged.tokens[i]
        word = token.lower
        if i == first and word == "av":
            partitive = True
            continue
        if partitive and i == first + 1 and word in _PARTITIVE_WORDS:
            continue
        if number_word(word) is not None:
            break
        if (
            word in _STOP_WORDS
            or word in _PRONOUNS
            or (is_predicate(word) and not _attributive(token))
        ):
            break
        entry = noun(word) if word not in _SKIP_WORDS else None
        genitive = token.feat("Case") == "Gen" and word.endswith("s")
        if (
            entry
            and entry.role is Role.JOB
            and word.endswith(("jobb", "arbete"))
            and (partitive or of_number or (number.value != 1 and word.endswith("arbete")))
        ):
            break  # fem av de åtta fick jobb; 31 procent arbete: work, not jobs counted
        if entry and (not genitive or word in _TIME_GENITIVES):
            if candidate and not (adjective or _is_attribute(candidate[0], entry)):
                break
            adjective = token.pos == "ADJ"
            candidate = (entry, i)
            if entry.group:
                groups.append(entry.group)
            if token.pos in ("NOUN", "PROPN") and entry.role is not Role.UNEMPLOYED:
                break
        elif candidate:
            break
        elif genitive:
            continue
        elif token.text[0].isupper() and i == first and word.endswith(_DEMONYM_ENDINGS):
            candidate = (Noun(word, Unit.PERSONS, Role.PERSON, None, ""), i)
            break
        elif token.pos == "NOUN" and token.text.isalpha():
            person = looks_like_person(word)
            role = Role.OTHER_PERSON if person else Role.THING
            unknown = Noun(word, Unit.PERSONS if person else Unit.OTHER, role, None, "")
            candidate = (unknown, i)
            break
        elif not (token.pos == "ADJ" or word in _SKIP_WORDS or token.feat("VerbForm") == "Part"):
            break
    if candidate is None or candidate[0].role is Role.PIECE:
        if base.number.scale >= 1e6 and candidate is None:
            return replace(
                base, unit=Unit.SEK, noun=noun("kronor"), rule="money", partitive=partitive
            )
        return replace(base, partitive=partitive or candidate is not None, rule="bare")
    entry, at = candidate
    if entry.stem == "halvår":
        base = replace(base, number=replace(base.number, value=base.number.value / 2))
    end = max(base.span.end, tagged.tokens[at].end)
    return replace(
        base, span=Span(base.span.start, end), unit=entry.unit, noun=entry, head=at, groups=tuple(groups),
        partitive=partitive, rule="counted",
    )  # fmt: skip


def _attributive(token: Token) -> bool:
    """A participle before its noun: ``55 påbörjade kurser``."""
    return token.pos == "ADJ" or token.feat("VerbForm") == "Part"


def _is_attribute(first: Noun, second: Noun) -> bool:
    """``arbetslösa ungdomar``: the later noun is the head where the first can be an adjective."""
    adjectival = first.role in (Role.PERSON, Role.UNEMPLOYED, Role.EMPLOYEE, Role.PARTICIPANT)
    return adjectival and second.unit in (Unit.PERSONS, Unit.HOUSEHOLDS)


def _token_after(tagged: TaggedArticle, sentence: Sentence, offset: int) -> int:
    """Index of the first token of the sentence that begins at or after ``offset``."""
    at = tagged.token_index_at(max(offset - 1, 0))
    i = sentence.first if at is None else at
    while i < sentence.last and tagged.tokens[i].start < offset:
        i += 1
    return i


def _article_counts(text: str, number: Number, quantity: Quantity) -> bool:
    """Whether ``en`` or ``ett`` is the number one here: ``efter ett år``, ``bara en deltagare``."""
    before = text[max(0, number.start - _LOOK_BACK) : number.start]
    if quantity.role is Role.TIME and quantity.head is not None:
        if quantity.unit in (Unit.YEARS, Unit.MONTHS, Unit.WEEKS):
            return bool(_DURATION_ARTICLE.search(before)) or number.start == 0
        return False
    if quantity.unit is Unit.PERSONS:
        return bool(_ONLY.search(before))
    return quantity.unit is Unit.PERCENT


def _qualified(text: str, shift: int, number: Number, quantity: Quantity) -> Quantity:
    """Adds the qualifier and widens the span over it."""
    before_pattern, after_pattern, entries = _qualifiers()
    before = text[max(0, number.start - _LOOK_BACK) : number.start]
    match = before_pattern.search(before)
    if match:
        entry = entries[re.sub(r"\s+", " ", match[1].lower())]
        is_time = quantity.role in (Role.TIME, Role.MINUTE)
        if entry.time or not is_time:
            start = quantity.span.start - (len(before) - match.start())
            return replace(quantity, span=Span(start, quantity.span.end), qualifier=entry.qualifier)
    end = quantity.span.end - shift
    match = after_pattern.match(text, end)
    if match:
        entry = entries[re.sub(r"\s+", " ", match[1].lower())]
        return replace(
            quantity, span=Span(quantity.span.start, match.end() + shift), qualifier=entry.qualifier
        )
    if number.approximate:
        return replace(quantity, qualifier=Qualifier.ABOUT)
    return quantity
