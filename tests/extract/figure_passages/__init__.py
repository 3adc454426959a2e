"""Passages with marked figures, and how many of them are found and right (see README.md)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.article import Span, TaggedArticle
from pipeline.extract.figures import find
from pipeline.vocab import Measure, Status, Unit

FOLDER = Path(__file__).parent
MEASURES = {
    "part": Measure.PARTICIPANTS, "emp": Measure.EMPLOYMENT, "sub": Measure.SUBSIDISED_EMPLOYMENT,
    "stu": Measure.STUDIES, "int": Measure.INTERNSHIP, "any": Measure.ANY_OCCUPATION,
    "drop": Measure.DROPOUTS, "unem": Measure.UNEMPLOYMENT, "ben": Measure.BENEFIT_RECIPIENTS,
    "cost": Measure.BENEFIT_COST, "bud": Measure.BUDGET, "fund": Measure.FUNDING_SHARE,
    "partn": Measure.PARTNERS, "dur": Measure.DURATION, "cap": Measure.CAPACITY, "oth": Measure.OTHER,
}  # fmt: skip
STATUSES = {"o": Status.OUTCOME, "t": Status.TARGET, "f": Status.FORECAST}
UNITS = {
    "per": Unit.PERSONS, "pct": Unit.PERCENT, "sek": Unit.SEK, "hh": Unit.HOUSEHOLDS,
    "mun": Unit.MUNICIPALITIES, "org": Unit.ORGANISATIONS, "job": Unit.JOBS, "pla": Unit.PLACES,
    "y": Unit.YEARS, "mo": Unit.MONTHS, "w": Unit.WEEKS, "d": Unit.DAYS, "h": Unit.HOURS, "oth": Unit.OTHER,
}  # fmt: skip
_RULED = frozenset(f"figures_{n}.txt" for n in (1, 2, 3, 5))  # rules were written on all of it
_APART = "figures_4.txt"
_MARK = re.compile(
    r"\[(?P<measure>\w+)\.(?P<status>\w)\.(?P<unit>\w+)(?P<optional>\??) (?P<text>[^\[\]]+)\]"
)


@dataclass(frozen=True)
class Marked:
    """A figure as its writer read it."""

    span: Span
    unit: Unit
    measure: Measure
    status: Status
    optional: bool


@dataclass(frozen=True)
class Passage:
    """A text without its marks, and what they said. ``measured``: of the part that no rule is written on."""

    where: str
    text: str
    figures: tuple[Marked, ...]
    measured: bool = False


def passages(file: Path) -> Iterator[Passage]:
    """The passages of a file. A ValueError names the line of a broken mark."""
    found = list(_passages(file))
    first = 0 if file.name == _APART else len(found) if file.name in _RULED else 2 * len(found) / 3
    for number, one in enumerate(found):
        yield replace(one, measured=number >= first)


def _passages(file: Path) -> Iterator[Passage]:
    where, text, figures = "", "", list[Marked]()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("=== "):
            if text:
                yield Passage(where, text, tuple(figures))
            where, text, figures = f"{file.name}:{number}", "", []
        elif line.strip() and not line.startswith("# "):
            at = 0
            for mark in _MARK.finditer(line):
                text += line[at : mark.start()]
                span = Span(len(text), len(text) + len(mark["text"]))
                text += mark["text"]
                at = mark.end()
                try:
                    told = UNITS[mark["unit"]], MEASURES[mark["measure"]], STATUSES[mark["status"]]
                except KeyError as error:
                    raise ValueError(f"{file.name}:{number}: unknown code {error}") from None
                figures.append(Marked(span, *told, optional=bool(mark["optional"])))
            if "[" in line[at:] or "]" in _MARK.sub("", line):
                raise ValueError(f"{file.name}:{number}: a mark is not [measure.status.unit text]")
            text += line[at:] + "\n\n"
    if text:
        yield Passage(where, text, tuple(figures))


def measure(
    found: Iterable[Passage], tag: Callable[[str, str], TaggedArticle]
) -> tuple[Counter[str], list[str]]:
    """Counts of figures (gold, predicted, found, right) over passages, and a line for each error."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for passage in found:
        predicted = list(find(tag(passage.text, "2022-11-05")))
        for told in sorted(passage.figures, key=lambda one: one.optional):
            hit = next((one for one in predicted if one.span.overlaps(told.span)), None)
            if hit is not None:
                predicted.remove(hit)
            if told.optional:
                continue
            around = passage.text[max(0, told.span.start - 60) : told.span.end + 50].replace(
                "\n", "|"
            )
            answer = f"{told.measure} {told.status} {told.unit}"
            counts["gold"] += 1
            if hit is None:
                errors.append(f"{passage.where} missed {answer}: {around}")
                continue
            counts["found"] += 1
            counts["predicted"] += 1
            guess = f"{hit.measure} {hit.status} {hit.unit}"
            counts["right"] += guess == answer
            if guess != answer:
                errors.append(f"{passage.where} {guess}, not {answer}: {around}")
        counts["predicted"] += len(predicted)
        errors += [
            f"{passage.where} invented: {passage.text[max(0, o.span.start - 40) : o.span.end + 40]!r}"
            for o in predicted
        ]
    return counts, errors


def f1(counts: Counter[str], name: str) -> float:
    """F1 of ``found`` or ``right``."""
    return 2 * counts[name] / (counts["gold"] + counts["predicted"])
