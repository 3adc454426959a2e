"""Words near a figure that speak for a measure, and where they stand in relation to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache
from itertools import pairwise

from pipeline.article import Span
from pipeline.extract.figures.nouns import Role, noun
from pipeline.extract.figures.predicates import is_predicate
from pipeline.lexicon.anchors import compiled, holds_one
from pipeline.lexicon.load import load
from pipeline.vocab import Measure


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One line of ``lexicon/figures_cues.tsv``."""

    pattern: str
    measure: Measure
    weight: float
    example: str


@dataclass(frozen=True, slots=True)
class Cue:
    """One occurrence of a cue, in offsets of the text searched."""

    start: int
    end: int
    measure: Measure
    weight: float

    def __len__(self) -> int:
        return self.end - self.start


class Zone(StrEnum):
    """Where a cue stands, seen from a figure."""

    OWN = auto()  # within the figure's own expression
    RIGHT = auto()  # after it, before the next figure or clause
    LEFT = auto()  # before it, after the last figure or clause
    FRAME = auto()  # before the first figure of the sentence
    REST = auto()  # elsewhere in the sentence


def pattern_regex(pattern: str) -> str:
    """The regular expression of a lexicon pattern: ``*`` is any letters, a lone ``*`` one to four words."""
    words = []
    for word in pattern.split(" "):
        if word == "*":
            words.append(r"\S+(?:\s+\S+){0,3}?")
        else:
            words.append(re.escape(word).replace(r"\*", r"[^\W\d_]*"))
    return r"\s+".join(words)


def pattern_anchors(pattern: str) -> tuple[str, ...]:
    """The longest stretch of letters of each alternative: a text without any of them cannot match."""
    longest = [
        max(re.split(r"[ *]+", alternative), key=len).lower() for alternative in pattern.split("|")
    ]
    return tuple(longest) if all(longest) else ()


@cache
def _patterns() -> tuple[tuple[CueEntry, str, tuple[str, ...]], ...]:
    found = []
    for entry in load(CueEntry, "figures_cues.tsv"):
        alternatives = sorted(entry.pattern.split("|"), key=len, reverse=True)
        body = "|".join(pattern_regex(alternative) for alternative in alternatives)
        pattern = rf"(?<![\w-])(?:{body})(?![\w-])"
        found.append((entry, pattern, pattern_anchors(entry.pattern)))
    return tuple(found)


_COORDINATED = re.compile(
    r"\s*(?:,|/|eller|samt|och|,?\s*(?:eller|och))\s*(?:(?:till|i|på|en|ett|annan|annat|någon"
    r"|form av|gå|gått|gick|börja|börjat|började|fått|fick|har|är|eller|reguljär\w*|fortsatt\w*|vidare|högre"
    r"|ordinarie|vanlig\w*|heltids\w*)\s+){0,3}",
    re.IGNORECASE,
)
_OUTCOMES = frozenset({Measure.EMPLOYMENT, Measure.STUDIES, Measure.INTERNSHIP})


def _either(found: list[Cue], text: str) -> list[Cue]:
    """``jobb, studier eller praktik`` taken together: any occupation."""
    outcomes = sorted((c for c in found if c.measure in _OUTCOMES), key=lambda cue: cue.start)
    joined = []
    for first, second in pairwise(outcomes):
        between = text[first.end : second.start]
        verb = is_predicate(
            text[second.start : second.end].split()[0]
        )  # "tre har jobb, en pluggar"
        apart = verb and "eller" not in between
        if first.measure is not second.measure and not apart and _COORDINATED.fullmatch(between):
            start = min(cue.start for cue in outcomes if cue.end == first.end)
            joined.append(Cue(start, second.end, Measure.ANY_OCCUPATION, 3.0))
    return joined


_PER_STAFF = re.compile(r"\b(?:varje|per|ingen|vardera|var)\s+(?P<staff>[^\W\d_]+)", re.IGNORECASE)
_PER_STAFF_WEIGHT = 5.0


_SUMMER_WORD = re.compile(r"\b(?:sommar|ferie)(?:jobb|arbet)", re.IGNORECASE)
_GOT = re.compile(r"\b(?:har|hade|fick|fått|ett)\s\Z", re.IGNORECASE)
_SUMMER = re.compile(r"(?:sommar|ferie)(?:jobb|arbet)", re.IGNORECASE)


def cues_in(text: str) -> list[Cue]:
    """All cues of a text, without those that lie inside a longer one of another measure."""
    lowered = text.lower()
    found = [
        Cue(m.start(), m.end(), entry.measure, entry.weight)
        for entry, pattern, needed in _patterns()
        if holds_one(lowered, needed)
        for m in compiled(pattern).finditer(text)
    ]
    found += [
        Cue(m.start(), m.end(), Measure.CAPACITY, _PER_STAFF_WEIGHT)
        for m in _PER_STAFF.finditer(text)
        if (entry := noun(m["staff"])) is not None and entry.role is Role.STAFF
    ]
    # whoever has a summer job of the municipality takes part; the job is no result
    found = [
        cue
        for cue in found
        if not (
            cue.measure is Measure.EMPLOYMENT
            and _SUMMER.match(text, cue.start)
            and not _GOT.search(text, max(0, cue.start - 12), cue.start)
        )
    ]
    summer = _SUMMER_WORD.search(text)
    if summer:
        found = [
            cue
            for cue in found
            if cue.measure is not Measure.EMPLOYMENT
            or not text[cue.start : cue.end].lower().endswith("jobb")
            or _SUMMER.match(text, cue.start)
        ]
    found += _either(found, text)
    found.sort(key=lambda cue: (cue.start, -cue.end))
    kept: list[Cue] = []
    reach = -1
    longest: Cue | None = None
    for cue in found:
        inside = longest and cue.end <= reach and len(cue) < len(longest)
        if longest and inside and cue.measure is not longest.measure:
            continue
        kept.append(cue)
        if cue.end > reach:
            reach, longest = cue.end, cue
    return kept


_RESULTS = frozenset({*_OUTCOMES, Measure.SUBSIDISED_EMPLOYMENT, Measure.DROPOUTS})


def has_result(text: str) -> bool:
    """True where a stretch right after a number says what became of somebody: ``har fått jobb``."""
    first = re.match(r"\s+([^\W\d_]+)", text)
    return bool(
        first
        and is_predicate(first[1])
        and any(cue.measure in _RESULTS and cue.weight >= _STRONG for cue in cues_in(text))
    )


_STRONG = 2.0
_CUT = re.compile(
    r";|:(?=\s+\S)|\s[–-]\s|\s\(|\b(?:men|medan|samtidigt som|däremot)\b|,\s+(?:och|men|varav"
    r"|medan|vilket|så|där|att"
    r"|de flesta|många av|trots|eftersom)\b"
)
_LABEL_END = re.compile(r":\s*$")
_SOFT_CUT = re.compile(r",|(?<!\bvar )\b(?:och|samt|respektive|eller|varav)\b")


@dataclass(frozen=True, slots=True)
class Field:
    """The stretches of a sentence that belong to one figure."""

    own: Span
    right: Span
    left: Span
    frame: Span

    def zone(self, start: int, end: int) -> Zone:
        """The zone of a cue."""
        if self.own.start <= start and end <= self.own.end:
            return Zone.OWN
        if self.right.start <= end - 1 < self.right.end:
            return Zone.RIGHT
        if self.left.start < end <= self.left.end:
            return Zone.LEFT
        if self.frame.start <= start < self.frame.end:
            return Zone.FRAME
        return Zone.REST


_PARALLEL = re.compile(r"(?:i|bland|av|för|på|hos) [^,.;:()]{2,40} (?:och|samt|mot)")
_APPOSED = re.compile(r"(?:av (?:dem|dom|dessa))?\s*(?:\(|, (?:alltså|det vill säga|dvs\.?)|eller)")
_SHARED = re.compile(r"och|samt|eller|respektive|till|mot|–|i|à|av(?: \w+){0,2}")


def fields(text: str, spans: list[Span], bare: list[bool], loose: list[bool]) -> list[Field]:
    """The field of each figure of a sentence; ``spans`` are their expressions in order, ``bare`` those
    without a counted noun (``8, 12 och 15 elever``), ``loose`` those that took theirs from the next one.
    """
    result: list[Field] = []
    rights = [_right(text, spans, k) for k in range(len(spans))]
    for k in range(len(spans) - 2, -1, -1):
        shared = text[spans[k].end : spans[k + 1].start].strip().lower()
        joined = _SHARED.fullmatch(shared) and (loose[k] or bare[k] == bare[k + 1])
        if _APPOSED.fullmatch(shared) or joined or (shared == "," and bare[k]):
            rights[k] = rights[k + 1]
        elif (
            _PARALLEL.fullmatch(shared)
            and not _has_predicate(shared)
            and _has_predicate(text[rights[k + 1].start : rights[k + 1].end])
        ):
            rights[k] = Span(rights[k].start, rights[k + 1].end)
    first = spans[0].start if spans else 0
    for k, span in enumerate(spans):
        previous = spans[k - 1].end if k else 0
        between = text[previous : span.start]
        cuts = [m.end() for m in _CUT.finditer(between) if not _LABEL_END.match(between, m.start())]
        if k:
            cuts += [m.end() for m in _SOFT_CUT.finditer(between)]
        left = previous + (max(cuts) if cuts else 0)
        if k and not cuts and len(between.split()) <= 1:
            left = span.start
        left = min(left, span.start)
        result.append(Field(span, rights[k], Span(left, span.start), Span(0, min(first, left))))
    return result


def _has_predicate(text: str) -> bool:
    return any(is_predicate(word) for word in re.findall(r"[^\W\d_]+", text))


# "70 procent (jobb, studier eller praktik)": the parenthesis says what the figure counts
_EXPLAINED = re.compile(r"\s*\([^()\d]{3,60}\)")


def _right(text: str, spans: list[Span], k: int) -> Span:
    """From the end of a figure to the next one or the end of its clause."""
    start = spans[k].end
    stop = spans[k + 1].start if k + 1 < len(spans) else len(text)
    tail = text[start:stop]
    if _LABEL_END.search(text[max(0, start - 80) : spans[k].start]):
        tail = re.split(r"[,.;|(]", tail)[0]
    aside = _EXPLAINED.match(tail)
    for match in _CUT.finditer(tail):
        if aside and match.start() < aside.end():
            continue
        if match.start() > 0 or match.group()[0] in ",;:":
            tail = tail[: match.start()]
            break
    if k + 1 < len(spans) and start + len(tail) == stop:
        soft = [m.start() for m in _SOFT_CUT.finditer(tail)]
        last = soft[-1] if soft else None
        if last is not None and len(tail[:last].split()) >= 1:
            tail = tail[:last]
    return Span(start, start + len(tail))
