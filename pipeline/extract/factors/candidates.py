"""Every place where a factor could be meant, with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.article import BlockKind
from pipeline.extract.factors.lexicons import (
    Content,
    Cue,
    CueKind,
    Side,
    content_matcher,
    contents,
    cue_matcher,
    cues,
)
from pipeline.extract.factors.patterns import Match
from pipeline.extract.factors.stretches import Stretch
from pipeline.vocab import FactorCode, Polarity

_NEGATIONS = frozenset(
    "inte aldrig ej icke ingen inget inga knappast sällan utan varken inte".split()
)
_FIRST_PERSON = frozenset("jag mig min mitt mina".split())
_WE = frozenset("vi oss vår vårt våra".split())
_REPORTING = frozenset(
    "säger berättar förklarar menar anser tycker tror konstaterar betonar framhåller understryker "
    "påpekar poängterar skriver lyfter enligt sa sade minns svarar".split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A factor code that the words of a stretch express, before anything is decided."""

    stretch: int
    factor: FactorCode
    first: int  # words of the best content match in the stretch
    last: int
    polarity: Polarity | None  # fixed by the content words themselves
    cue: tuple[int, int] | None  # words of the nearest cue in the same stretch
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Found:
    """What the lexicons find in one stretch."""

    contents: tuple[tuple[Match, Content], ...]
    cues: tuple[tuple[Match, Cue], ...]


def candidates(rows: Sequence[Stretch]) -> Iterator[Candidate]:
    """All candidates of an article, by stretch and code."""
    found = [_look_up(row) for row in rows]
    for i, row in enumerate(rows):
        by_code: dict[FactorCode, list[tuple[Match, Content]]] = {}
        for match, content in found[i].contents:
            by_code.setdefault(content.factor, []).append((match, content))
        for code in sorted(by_code):
            yield _candidate(i, rows, found, code, by_code[code])


def _look_up(row: Stretch) -> _Found:
    inside = list(content_matcher().find(row.words))
    # A longer match says more: "brist på arbetskraft" is not "arbetskraft".
    kept = [
        m
        for m in inside
        if not any(
            o.first <= m.first
            and m.last <= o.last
            and o.last - o.first > m.last - m.first
            and contents()[o.entry].factor is not contents()[m.entry].factor
            for o in inside
        )
    ]
    return _Found(
        tuple((m, contents()[m.entry]) for m in kept),
        tuple((m, cues()[m.entry]) for m in cue_matcher().find(row.words)),
    )


def _candidate(
    i: int,
    rows: Sequence[Stretch],
    found: Sequence[_Found],
    code: FactorCode,
    matches: list[tuple[Match, Content]],
) -> Candidate:
    row = rows[i]
    best, content = max(
        matches, key=lambda mc: (mc[1].strength, mc[0].last - mc[0].first, -mc[0].first)
    )
    features: dict[str, float] = {"bias": 1.0, f"code={code}": 1.0}
    features[f"strength={content.strength:g}"] = 1.0
    features["length"] = min(best.last - best.first, 4) / 4
    features["more_matches"] = min(len(matches) - 1, 3) / 3
    if any(c.asserts for _, c in matches):
        features["asserts"] = 1.0
    fixed = next((c.polarity for _, c in matches if c.polarity), None)
    if fixed:
        features[f"fixed={fixed}"] = 1.0
    others = {c.factor for _, c in found[i].contents} - {code}
    features["other_codes"] = min(len(others), 4) / 4
    if any(c.strength > content.strength for _, c in found[i].contents):
        features["stronger_code"] = 1.0
    cue = _cue_features(features, row, found[i].cues, best)
    for j, name in ((i - 1, "before"), (i + 1, "after")):
        if 0 <= j < len(rows):
            near = rows[j].block == row.block
            for _, c in found[j].cues:
                if c.strength >= 3:
                    features[f"{name}.{'near' if near else 'far'}.{c.kind}"] = 1.0
    _setting_features(features, i, rows, best)
    return Candidate(i, code, best.first, best.last, fixed, cue, features)


def _cue_features(
    features: dict[str, float],
    row: Stretch,
    found: Sequence[tuple[Match, Cue]],
    best: Match,
) -> tuple[int, int] | None:
    nearest: tuple[float, int, int] | None = None
    for match, cue in found:
        if best.first <= match.first and match.last <= best.last and cue.strength < 3:
            continue
        left = match.first >= best.last or (
            match.first >= best.first and cue.side is not Side.RIGHT
        )
        fits = cue.side is Side.BOTH or (cue.side is Side.LEFT) == left
        clause = row.clauses[match.first]
        away = abs(clause - row.clauses[best.first])
        place = "same" if away == 0 else "next" if away == 1 else "far"
        grade = "strong" if cue.strength >= 3 else "weak" if cue.strength < 2 else "mid"
        key = f"cue.{cue.kind}.{grade}.{place}.{'fits' if fits else 'against'}"
        features[key] = 1.0
        if cue.polarity:
            features[f"cue.{cue.polarity}.{place}"] = 1.0
        if fits:
            distance = max(best.first - match.last, match.first - best.last, 0)
            rank = distance - 4 * cue.strength
            if nearest is None or rank < nearest[0]:
                nearest = (rank, match.first, match.last)
    strong = sum(key.startswith("cue.") and ".strong.same.fits" in key for key in features)
    features["n_strong"] = min(strong, 3) / 3
    return (nearest[1], nearest[2]) if nearest else None


def _setting_features(
    features: dict[str, float], i: int, rows: Sequence[Stretch], best: Match
) -> None:
    row = rows[i]
    features[f"block={row.kind}"] = 1.0
    if row.quoted and row.kind is not BlockKind.QUOTE:
        features["marks"] = 1.0
    words = set(row.words)
    if words & _REPORTING:
        features["reporting"] = 1.0
    if row.quoted and words & _FIRST_PERSON:
        features["i_say"] = 1.0
    if words & _WE:
        features["we"] = 1.0
    if "?" in words:
        features["question"] = 1.0
    if "!" in words:
        features["exclamation"] = 1.0
    if any(word[0].isdigit() for word in row.words):
        features["digits"] = 1.0
    window = row.words[max(0, best.first - 4) : best.first]
    if _NEGATIONS & set(window):
        features["negated_before"] = 1.0
    if _NEGATIONS & set(row.words[best.last : best.last + 4]):
        features["negated_after"] = 1.0
    if "inte" in words and "utan" in words:
        features["not_but"] = 1.0
    n = len(row.words)
    features["short"] = 1.0 if n <= 8 else 0.0
    features["long"] = 1.0 if n >= 28 else 0.0
    features["early"] = 1.0 if i < 0.15 * len(rows) else 0.0
    features["late"] = 1.0 if i > 0.5 * len(rows) else 0.0
