"""YAML front matter: the lines between two ``---`` at the top of a corpus file.

``insats add`` writes it; people may write it by hand. It is part of the source text (offsets count it) but
never part of the article: layout labels it furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import yaml

from pipeline.article import Block, BlockKind, Metadata, Span
from pipeline.swedish.dates import first_date

_FENCE = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>(?:.*\r?\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_KEY = re.compile(r"^([A-Za-zÅÄÖåäö_ -]{2,30}):[ \t]*(.*)$")
# Names people use for the same thing, Swedish and English; the first of each is what ``insats add`` writes.
KEYS = {
    "title": ("title", "rubrik", "titel", "headline"),
    "publisher": ("publisher", "utgivare", "källa", "tidning", "source", "site"),
    "author": ("author", "författare", "skribent", "byline"),
    "url": ("url", "länk", "webbadress", "adress", "link"),
    "published": ("published", "publicerad", "datum", "date", "publiceringsdatum"),
    "modified": ("modified", "ändrad", "uppdaterad", "updated"),
    "language": ("language", "språk", "lang"),
}
# One letter for each kind, in the front matter's ``blocks``: the structure of the page the text came from.
LETTERS = {
    BlockKind.HEADLINE: "H",
    BlockKind.SUBHEADING: "S",
    BlockKind.LEAD: "I",
    BlockKind.PARAGRAPH: "P",
    BlockKind.QUOTE: "Q",
    BlockKind.CAPTION: "C",
    BlockKind.LIST_ITEM: "L",
    BlockKind.FURNITURE: "F",
}
_KINDS = {letter: kind for kind, letter in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The span of the front matter, fences included, and what it says. ``problem`` where it is not YAML."""

    span: Span
    values: dict[str, str]
    problem: str | None = None


def front_matter(text: str) -> FrontMatter | None:
    """The front matter of a text, None where it has none. Broken YAML is read line by line."""
    match = _FENCE.match(text)
    if match is None:
        return None
    # Two horizontal rules around prose are no front matter.
    lines = [line for line in match["yaml"].splitlines() if line.strip()]
    if not lines or not any(_KEY.match(line) for line in lines):
        return None
    if not _KEY.match(lines[0]) and not lines[0].lstrip().startswith("#"):
        return None
    span = Span(0, len(match.group().rstrip()))
    try:
        data = yaml.load(match["yaml"], Loader=yaml.BaseLoader)
        if isinstance(data, dict):
            return FrontMatter(span, {str(k).strip().lower(): _text(v) for k, v in data.items()})
        problem = "not a list of 'key: value' lines"
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = f"line {mark.line + 2 if mark else 1}: {getattr(error, 'problem', None) or error}"
    values: dict[str, str] = {}
    for line in lines:
        if found := _KEY.match(line):
            values.setdefault(found[1].strip().lower(), found[2].strip().strip("\"'"))
    return FrontMatter(span, values, problem)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(item)}" for key, item in value.items())
    return " ".join(str(value).split())


def with_front_matter(meta: Metadata, matter: FrontMatter) -> Metadata:
    """``meta`` with everything the front matter states; what it does not name stays as it was."""
    found: dict[str, str] = {}
    for name, keys in KEYS.items():
        value = next((matter.values[key] for key in keys if matter.values.get(key)), "")
        if value.lower() in ("", "null", "none", "~", "-", "okänd", "okänt"):
            continue
        if name in ("published", "modified"):
            value = first_date(value) or ""
        elif name == "language":
            value = value.split("-")[0].lower()
        if value:
            found[name] = value
    return replace(meta, **found)


def hints(text: str, matter: FrontMatter) -> tuple[Block, ...]:
    """The blocks that the ``blocks`` key tells of; none where it does not fit the text (any more)."""
    letters = matter.values.get("blocks", "")
    if not letters:
        return ()
    spans = paragraphs(text, matter.span.end)
    if len(spans) != len(letters) or not set(letters) <= set(_KINDS):
        return ()
    found = [Block(span, _KINDS[letter]) for span, letter in zip(spans, letters, strict=True)]
    return (Block(matter.span, BlockKind.FURNITURE), *found)


def paragraphs(text: str, start: int = 0) -> list[Span]:
    """Stretches of text that blank lines separate, from ``start`` on, without outer white space."""
    spans = []
    for match in re.compile(r"[^\r\n]+(?:\r?\n[^\r\n]+)*").finditer(text, start):
        raw = match.group()
        if line := raw.strip():
            at = match.start() + raw.index(line)
            spans.append(Span(at, at + len(line)))
    return spans


def render(values: dict[str, str | None]) -> str:
    """Front matter as text: fenced, one line for each key in the given order, unknown values as null."""
    lines = ["---"]
    for key, value in values.items():
        if value is None:
            lines.append(f"{key}: null")
            continue
        dumped = yaml.safe_dump(
            " ".join(value.split()), allow_unicode=True, width=10**9, default_flow_style=True
        )
        lines.append(f"{key}: {dumped.splitlines()[0]}")
    return "\n".join([*lines, "---", "", ""])
