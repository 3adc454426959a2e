"""Rows against gold, by the rules of docs/DATASET.md: one-to-one matches, required rows before optional ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipeline.article import Span, normalise
from pipeline.errors import GoldError, UsageError
from pipeline.vocab import (
    FactorCode,
    Measure,
    Polarity,
    ProgrammeKind,
    Qualifier,
    QuoteKind,
    Status,
    Unit,
)

Row = Mapping[str, Any]

_LISTS = (
    "programmes",
    "municipalities",
    "municipalities_optional",
    "counties",
    "figures",
    "quotes",
    "success_factors",
)
_CODES: dict[str, dict[str, type[StrEnum]]] = {
    "programmes": {"kind": ProgrammeKind},
    "figures": {"unit": Unit, "qualifier": Qualifier, "measure": Measure, "status": Status},
    "quotes": {"kind": QuoteKind},
    "success_factors": {"factor": FactorCode, "polarity": Polarity},
}


@dataclass
class Tally:
    """Counts for one table, and what was missed or invented, as printable lines."""

    right: int = 0
    predicted: int = 0
    gold: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 0.0


@dataclass
class Scores:
    """All tallies of a scoring run; ``attributes`` holds right/total for programme attributes."""

    tables: dict[str, Tally] = field(default_factory=dict)
    attributes: dict[str, list[float]] = field(default_factory=dict)

    def tally(self, name: str) -> Tally:
        return self.tables.setdefault(name, Tally())

    def summary(self) -> dict[str, float]:
        """Name → F1 (or share right, for programme attributes), rounded to four decimals."""
        figures = {name: round(tally.f1, 4) for name, tally in self.tables.items()}
        for name, values in self.attributes.items():
            figures[f"programmes.{name}"] = round(sum(values) / len(values), 4) if values else 0.0
        return figures


@dataclass(frozen=True)
class ArticleRows:
    """What the pipeline says about one article, as rows of the public tables."""

    text: str
    sentences: Sequence[Span]
    places: Sequence[Row]
    programmes: Sequence[Row]
    figures: Sequence[Row]
    quotes: Sequence[Row]
    success_factors: Sequence[Row]


_NOTHING = ArticleRows("", (), (), (), (), (), ())


def load_gold(folder: Path) -> dict[str, dict[str, Any]]:
    """Gold files below ``folder`` by article id.

    Raises UsageError where there are none, GoldError (file, row, what) where one does not follow the format.
    """
    files = sorted(folder.rglob("*.json"))
    if not files:
        raise UsageError(
            f"{folder}: holds no gold files; name a folder with one JSON file per article"
        )
    gold: dict[str, dict[str, Any]] = {}
    for file in files:
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise GoldError(f"{file}: not readable as JSON ({error}); mend or remove it") from None
        if not isinstance(data, dict):
            raise GoldError(
                f"{file}: should hold one JSON object; see the gold format in docs/DATASET.md"
            )
        for key in ("article", *_LISTS):
            if key not in data:
                raise GoldError(f"{file}: lacks '{key}'; see the gold format in docs/DATASET.md")
        for table, codes in _CODES.items():
            for number, row in enumerate(data[table], start=1):
                for key, enum in codes.items():
                    if row.get(key) not in list(enum):
                        raise GoldError(
                            f"{file}: {table} row {number}: {key} '{row.get(key)}' is not one of "
                            f"{', '.join(enum)}"
                        )
        gold[data["article"]] = data
    return gold


def score(predicted: Mapping[str, ArticleRows], gold: Mapping[str, dict[str, Any]]) -> Scores:
    """Score every article that has gold: one that failed has all its rows missed. Those without gold are left out."""
    scores = Scores()
    for name in (
        "municipalities",
        "programmes",
        "figures_found",
        "figures",
        "quotes_matched",
        "quotes",
    ):
        scores.tally(name)
    for name in ("quotes_direct", "quotes_indirect", "success_factors"):
        scores.tally(name)
    for article_id in sorted(gold):
        rows = predicted.get(article_id, _NOTHING)
        _score_municipalities(scores, article_id, rows, gold[article_id])
        _score_programmes(scores, article_id, rows, gold[article_id])
        _score_figures(scores, article_id, rows, gold[article_id])
        _score_quotes(scores, article_id, rows, gold[article_id])
        _score_factors(scores, article_id, rows, gold[article_id])
    return scores


def pair(n_left: int, n_right: int, edge: Callable[[int, int], bool]) -> dict[int, int]:
    """A largest one-to-one matching of left to right items along ``edge``."""
    neighbours = [[j for j in range(n_right) if edge(i, j)] for i in range(n_left)]
    owner: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j in neighbours[i]:
            if j in tried:
                continue
            tried.add(j)
            if j not in owner or place(owner[j], tried):
                owner[j] = i
                return True
        return False

    for i in range(n_left):
        place(i, set())
    return {i: j for j, i in owner.items()}


def _pair_rows(
    gold: Sequence[Row], predicted: Sequence[Row], edge: Callable[[Row, Row], bool]
) -> dict[int, int]:
    return pair(len(gold), len(predicted), lambda i, j: edge(predicted[j], gold[i]))


def match_rows(
    predicted: Sequence[Row],
    gold: Sequence[Row],
    found: Callable[[Row, Row], bool],
    right: Callable[[Row, Row], bool] | None = None,
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """(pairs with required gold, missed required gold, predictions left after optional gold)."""
    required = [row for row in gold if not row.get("optional")]
    optional = [row for row in gold if row.get("optional")]
    pairs: list[tuple[Row, Row]] = []
    left, open_gold = list(predicted), required
    for edge in (right, found):
        if edge is None:
            continue
        matched = _pair_rows(open_gold, left, edge)
        pairs += [(left[j], open_gold[i]) for i, j in sorted(matched.items())]
        open_gold = [row for i, row in enumerate(open_gold) if i not in matched]
        left = [row for j, row in enumerate(left) if j not in set(matched.values())]
    dropped = set(_pair_rows(optional, left, found).values())
    return pairs, open_gold, [row for j, row in enumerate(left) if j not in dropped]


def _count(
    scores: Scores,
    table: str,
    article_id: str,
    result: tuple[list[tuple[Row, Row]], list[Row], list[Row]],
    show: Callable[[Row], str],
    right: Callable[[Row, Row], bool] | None = None,
) -> None:
    pairs, missed, extra = result
    tally = scores.tally(table)
    good = [p for p in pairs if right is None or right(*p)]
    tally.right += len(good)
    tally.gold += len(pairs) + len(missed)
    tally.predicted += len(pairs) + len(extra)
    tally.errors += [f"{article_id}\tmissed\t{show(row)}" for row in missed]
    tally.errors += [f"{article_id}\tinvented\t{show(row)}" for row in extra]
    if right is not None:
        tally.errors += [
            f"{article_id}\twrong\t{show(p)}  ≠ gold {show(g)}" for p, g in pairs if not right(p, g)
        ]


def _score_municipalities(scores: Scores, article_id: str, rows: ArticleRows, gold: Row) -> None:
    tally = scores.tally("municipalities")
    wanted = set(gold["municipalities"])
    got = {row["code"] for row in rows.places if row["level"] != "county"}
    got -= set(gold["municipalities_optional"]) - wanted
    tally.right += len(got & wanted)
    tally.predicted += len(got)
    tally.gold += len(wanted)
    tally.errors += [f"{article_id}\tmissed\t{code}" for code in sorted(wanted - got)]
    for code in sorted(got - wanted):
        texts = sorted({row["text"] for row in rows.places if row["code"] == code})
        tally.errors.append(f"{article_id}\tinvented\t{code} {texts}")


def _name_key(name: str) -> str:
    key = re.sub(r"[\"']", "", normalise(name)).casefold().strip()
    return re.sub(r"(?<=\w\w)s$", "", key)


def _names(row: Row) -> list[str]:
    return [row["name"], *row["aliases"]]


def same_programme(predicted: Row, gold: Row) -> bool:
    """True where a name or alias of both is the same, or most words of a description are."""
    for mine in _names(predicted):
        for theirs in _names(gold):
            a, b = _name_key(mine), _name_key(theirs)
            if a == b:
                return True
            digits = re.findall(r"\d+", a) == re.findall(r"\d+", b)
            if digits and fuzz.token_sort_ratio(a, b) >= 90:
                return True
            if not gold["named"]:
                left, right = set(_words(mine)), set(_words(theirs))
                shorter = min(len(left), len(right))
                if shorter and len(left & right) >= 0.6 * shorter:
                    return True
    return False


def _score_programmes(scores: Scores, article_id: str, rows: ArticleRows, gold: Row) -> None:
    pairs, missed, extra = match_rows(rows.programmes, gold["programmes"], same_programme)
    extra = [row for row in extra if row["named"]]
    _count(
        scores,
        "programmes",
        article_id,
        (pairs, missed, extra),
        lambda row: f"{row['name']} [{row['kind']}]",
    )
    # Unnamed predictions never cost precision, so matched pairs are all that counts here.
    for mine, theirs in pairs:
        _attribute(
            scores, "owner", article_id, mine, theirs, same_text(mine["owner"], theirs["owner"])
        )
        _attribute(scores, "kind", article_id, mine, theirs, float(mine["kind"] == theirs["kind"]))
        for key in ("target_groups", "municipality_codes"):
            a, b = set(mine[key]), set(theirs[key])
            value = len(a & b) / len(a | b) if a | b else 1.0
            _attribute(scores, key, article_id, mine, theirs, value)


def _attribute(
    scores: Scores, key: str, article_id: str, mine: Row, theirs: Row, value: float
) -> None:
    scores.attributes.setdefault(key, []).append(value)
    if value < 1:
        scores.tally("programmes").errors.append(
            f"{article_id}\t{key}\t{theirs['name']}: {mine[key]} ≠ gold {theirs[key]}"
        )


def same_text(a: str | None, b: str | None) -> float:
    """1.0 where two names are one, nearly, or neither is told; else 0.0."""
    if not a or not b:
        return float(not a and not b)
    return float(
        _name_key(a) == _name_key(b) or fuzz.token_sort_ratio(_name_key(a), _name_key(b)) >= 90
    )


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is None and b is None
    return abs(a - b) <= 0.005 * max(abs(a), abs(b))


def occurrences(text: str, part: str) -> list[Span]:
    """Every place where ``part`` stands in ``text``."""
    found, at = [], text.find(part)
    while at >= 0:
        found.append(Span(at, at + len(part)))
        at = text.find(part, at + 1)
    return found


def _score_figures(scores: Scores, article_id: str, rows: ArticleRows, gold: Row) -> None:
    places = {row["text"]: occurrences(rows.text, row["text"]) for row in gold["figures"]}

    def found(mine: Row, theirs: Row) -> bool:
        span = Span(mine["start"], mine["end"])
        return (
            _close(mine["value"], theirs["value"])
            and _close(mine["value_high"], theirs["value_high"])
            and any(span.overlaps(place) for place in places[theirs["text"]])
        )

    def right(mine: Row, theirs: Row) -> bool:
        return found(mine, theirs) and all(
            mine[key] == theirs[key] for key in ("unit", "measure", "status")
        )

    def show(row: Row) -> str:
        high = f"–{row['value_high']:g}" if row["value_high"] is not None else ""
        codes = " ".join(row[key] for key in ("unit", "qualifier", "measure", "status"))
        return f"«{row['text']}» {row['value']:g}{high} {codes}"

    result = match_rows(rows.figures, gold["figures"], found, right)
    _count(scores, "figures_found", article_id, result, show)
    _count(scores, "figures", article_id, result, show, right)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", normalise(text).casefold())


def _overlap(a: str, b: str) -> float:
    left, right = set(_words(a)), set(_words(b))
    return len(left & right) / len(left | right) if left | right else 0.0


def _same_speaker(mine: Row, theirs: Row) -> bool:
    if not theirs["speaker"]:
        return not mine["speaker"]
    if not mine["speaker"]:
        return False
    wanted = [part.strip() for part in re.split(r";", theirs["speaker"])]
    for name in (part.strip() for part in mine["speaker"].split(";")):
        for other in wanted:
            a, b = _name_key(name), _name_key(other)
            if a == b:
                return True
            person = len(b.split()) > 1 and other[:1].isupper() and name[:1].isupper()
            if person and Levenshtein.distance(a.split()[-1], b.split()[-1]) <= 1:
                return True
    organisation = theirs.get("organisation")
    own = {_name_key(x) for x in (mine["speaker"], mine.get("speaker_organisation")) if x}
    is_body = len(theirs["speaker"].split()) == 1 or _name_key(theirs["speaker"]) == _name_key(
        organisation or ""
    )
    return bool(organisation and is_body and _name_key(organisation) in own)


def _score_quotes(scores: Scores, article_id: str, rows: ArticleRows, gold: Row) -> None:
    def found(mine: Row, theirs: Row) -> bool:
        return (
            bool(mine["kind"] == theirs["kind"]) and _overlap(mine["text"], theirs["text"]) >= 0.7
        )

    def right(mine: Row, theirs: Row) -> bool:
        return found(mine, theirs) and _same_speaker(mine, theirs)

    def show(row: Row) -> str:
        return f"{row['kind']} [{row['speaker']}] «{row['text']}»"

    result = match_rows(rows.quotes, gold["quotes"], found, right)
    _count(scores, "quotes_matched", article_id, result, show)
    _count(scores, "quotes", article_id, result, show, right)
    for kind in QuoteKind:
        part = match_rows(
            [row for row in rows.quotes if row["kind"] == kind],
            [row for row in gold["quotes"] if row["kind"] == kind],
            found,
            right,
        )
        _count(scores, f"quotes_{kind}", article_id, part, show, right)


def _score_factors(scores: Scores, article_id: str, rows: ArticleRows, gold: Row) -> None:
    def sentences(span: Span) -> set[int]:
        return {i for i, sentence in enumerate(rows.sentences) if sentence.overlaps(span)}

    gold_sentences = {
        row["text"]: set().union(
            *(sentences(s) for s in occurrences(rows.text, row["text"])), set()
        )
        for row in gold["success_factors"]
    }

    def found(mine: Row, theirs: Row) -> bool:
        if mine["factor"] != theirs["factor"] or mine["polarity"] != theirs["polarity"]:
            return False
        if sentences(Span(mine["start"], mine["end"])) & gold_sentences[theirs["text"]]:
            return True
        a, b = set(_words(mine["text"])), set(_words(theirs["text"]))
        return bool(a and b) and len(a & b) >= 0.5 * min(len(a), len(b))

    def show(row: Row) -> str:
        return f"{row['factor']} {row['polarity']} «{row['text']}»"

    result = match_rows(rows.success_factors, gold["success_factors"], found)
    _count(scores, "success_factors", article_id, result, show)
