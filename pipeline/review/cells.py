"""Cells that a reviewer may change: which, and from text on a form to a value of the column's type."""

from __future__ import annotations

import re
from typing import Any

from pipeline.tables import Column, columns

# In the order of the form. What a row *is* (its words, its article, its identifier) is never edited.
EDITABLE: dict[str, tuple[str, ...]] = {
    "programmes": (
        "name",
        "kind",
        "owner",
        "funder",
        "budget_sek",
        "start_date",
        "end_date",
        "target_groups",
        "municipality_codes",
        "aliases",
    ),
    "programme_mentions": ("programme_id",),
    "places": ("level", "code", "name"),
    "figures": (
        "value",
        "value_high",
        "unit",
        "qualifier",
        "measure",
        "status",
        "group",
        "programme_id",
        "place_code",
        "period_start",
        "period_end",
        "source",
    ),
    "quotes": ("kind", "speaker", "speaker_role", "speaker_organisation", "programme_id"),
    "success_factors": ("factor", "polarity", "speaker", "programme_id", "place_code"),
    "people": ("name", "role", "organisation"),
}
_CODE = re.compile(r"SE|\d{2}|\d{4}")
_EDTF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def column(table: str, name: str) -> Column:
    """A column that may be edited. Raises ValueError for any other."""
    if name not in EDITABLE.get(table, ()):
        raise ValueError(f"{table}.{name} cannot be edited")
    return next(c for c in columns(table) if c.name == name)


def parse(table: str, name: str, value: Any) -> Any:
    """A value as the column holds it, from a form or from ``review.jsonl``.

    Raises ValueError that says what is wrong.
    """
    spec = column(table, name)
    if spec.many:
        items = value if isinstance(value, list) else re.split(r"[;,|]", str(value or ""))
        listed = [str(item).strip() for item in items if str(item).strip()]
        for item in listed:
            _check(spec, item)
        return list(dict.fromkeys(listed))
    if value is None or (isinstance(value, str) and not value.strip()):
        if not spec.optional:
            raise ValueError(f"{name} must have a value")
        return None
    if spec.type is float:
        return _number(name, value)
    text = str(value).strip()
    _check(spec, text)
    return text


def _number(name: str, value: Any) -> float:
    text = re.sub(r"[\s\u00a0]", "", str(value)).replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"{name}: {value!r} is not a number") from None
    if number != number or abs(number) == float("inf"):
        raise ValueError(f"{name}: {value!r} is not a number")
    return number


def _check(spec: Column, text: str) -> None:
    if spec.codes and text not in spec.codes:
        raise ValueError(f"{spec.name}: unknown code {text!r}")
    if spec.name in ("code", "place_code", "municipality_codes") and not _CODE.fullmatch(text):
        raise ValueError(f"{spec.name}: {text!r} is not a municipality or county code")
    if (spec.name.startswith("period_") or spec.name.endswith("_date")) and not _EDTF.fullmatch(
        text
    ):
        raise ValueError(f"{spec.name}: {text!r} is not a date like 2024, 2024-05 or 2024-05-31")
