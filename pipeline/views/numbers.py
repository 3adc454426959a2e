"""Numbers and figures as people read them."""

from __future__ import annotations

from typing import Any

from pipeline.labels import Language, label

_SIGNS = {
    "about": "≈ ",
    "over": "> ",
    "under": "< ",
    "at_least": "≥ ",
    "at_most": "≤ ",
    "nearly": "≲ ",
}


def number(value: float | int | None, language: Language = "sv") -> str:
    """``12 500`` or ``11,9`` in Swedish, ``12,500`` or ``11.9`` in English."""
    if value is None:
        return ""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    if language == "en":
        return text
    return text.replace(",", "\u00a0").replace(".", ",")


def percent_sure(confidence: float) -> int:
    """A confidence as percent; nothing but a reviewer is wholly sure."""
    return 100 if confidence == 1 else min(round(100 * confidence), 99)


def told(row: dict[str, Any], language: Language = "sv") -> str:
    """A figure in short: qualifier, value, unit (``≈ 30 %``, ``120–150 personer``)."""
    value = number(row["value"], language)
    if row["value_high"] is not None:
        value += f"–{number(row['value_high'], language)}"
    unit = "%" if row["unit"] == "percent" else label("unit", row["unit"], language)
    if row["unit"] == "other":
        unit = ""
    return f"{_SIGNS.get(row['qualifier'], '')}{value} {unit}".strip()
