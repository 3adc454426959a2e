"""Numbers whose counted noun stands before them: ``Antal deltagare: 382``, ``antalet platser ökade till 20``."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.figures.cues import cues_in
from pipeline.extract.figures.memory import COUNTS
from pipeline.extract.figures.nouns import Noun, Role, noun
from pipeline.extract.figures.quantity import Quantity
from pipeline.swedish.numbers import Form
from pipeline.vocab import Unit

_REACH = 240
_LABEL = re.compile(
    r"(?:^|[,.;(|•–-])\s*(?P<label>[^:,.;(|•\n]{2,60}):\s*(?:cirka |ca |minst |högst |drygt )?$"
)
# "Arbete: 9" in a list of results counts people, "Nya jobb: 9" jobs
_WORK_LABEL = re.compile(r"\W*(?:varav\s)?(?:arbete|jobb|anställning|anställda)\W*", re.IGNORECASE)
_LEFT_FOR = re.compile(
    r"\b(?:till|i|ut i|för|mot)\s+[^\W\d_]+(?:\s*(?:/|,|eller|och)\s*[^\W\d_]+)*\s*$", re.IGNORECASE
)


def labelled(quantity: Quantity, left: str) -> Quantity | None:
    """A number after a label, or after ``antalet`` and its noun; None without one."""
    label = _LABEL.search(left)
    if label:
        counted = _label_noun(label["label"])
        work = counted is not None and counted.role is Role.JOB
        if counted is not None and not (
            work and (_LEFT_FOR.search(label["label"]) or _WORK_LABEL.fullmatch(label["label"]))
        ):
            return replace(quantity, unit=counted.unit, noun=counted, rule="label")
        if cues_in(label["label"]) and quantity.number.form is Form.DIGITS:
            return replace(quantity, unit=Unit.PERSONS, rule="label")
    counted = _number_of(left)
    if counted is not None:
        return replace(quantity, unit=counted.unit, noun=counted, rule="number_of")
    return None


_IN_NUMBER = re.compile(r"(?:\s(?:är|var) (?:de|dom|vi))?\s+till antalet\b", re.IGNORECASE)


def in_number(quantity: Quantity, text: str, shift: int, before: str) -> Quantity | None:
    """``fastighetsägarna, tre till antalet``; ``… de kommuner som deltar. Åtta är de till antalet.``"""
    if not _IN_NUMBER.match(text, quantity.span.end - shift):
        return None
    left = before[-_REACH:] + " " + text[: quantity.span.start - shift][-_REACH:]
    for word in reversed(re.findall(r"[^\W\d_]+", left)):
        entry = noun(word)
        if entry is not None and entry.unit in COUNTS and word.endswith(("r", "na", "n")):
            return replace(quantity, unit=entry.unit, noun=entry, rule="number_of")
    return None


_NUMBER_OF = re.compile(
    r"\bantal(?:et)?\s+((?:[^\W\d_][\w-]*\s+){1,3})[^.;:]{0,60}$", re.IGNORECASE
)


# "Till våren utökas platserna från 8 till 12"
_GOING_FROM = re.compile(r"((?:[^\W\d_]+\s+){1,4})från\s+$", re.IGNORECASE)


def _number_of(left: str) -> Noun | None:
    """What ``antalet platser … från 12 till 20`` and ``platserna ökade från 12`` count."""
    match = _NUMBER_OF.search(left)
    for word in match[1].split() if match else ():
        entry = noun(word)
        if entry is not None and entry.role is not Role.IDLE:
            return entry
    going = _GOING_FROM.search(left)
    for word in reversed(going[1].split() if going else ()):
        entry = noun(word) if word.endswith(("na", "en")) else None
        if entry is not None and entry.unit in COUNTS and entry.role is not Role.MUNICIPALITY:
            return entry
    return None


def _label_noun(label: str) -> Noun | None:
    """The counted noun that a line label names: ``Antal deltagare: 382``."""
    words = re.findall(r"[^\W\d_]+", re.split(r"\ssom\s", label)[0])
    many = {word.lower() for word in words} & {"antal", "antalet", "många", "totalt"}
    if words and not many:
        words = words[::-1][:2]
    for word in words:
        entry = noun(word)
        if entry is not None and entry.role not in (Role.IDLE, Role.TIME, Role.MONEY, Role.MINUTE):
            return entry
    return None
