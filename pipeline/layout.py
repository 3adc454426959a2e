"""Text → blocks. Every line is labelled; nothing is deleted, moved or changed.

A block is a line (or several lines that a narrow page broke in the middle of a sentence). What is not part
of the article (menus, bylines, share buttons …) is labelled furniture and never extracted from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.article import Article, Block, BlockKind, Span, normalise
from pipeline.lexicon.load import load
from pipeline.swedish.dates import find_dates

_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029\x85]+")
_BULLET = re.compile(r"^\s*(?:[•*·▪■●◦‣⁃→✓]|\d{1,2}[.)](?=\s))\s*")
_SPEECH_DASH = re.compile(r"^\s*(?:[•*·▪■●]\s*)?(?:[–—―‒]|--?)\s*(?=[A-ZÅÄÖÉ\d\"”“'…(])")
_TERMINAL = re.compile(r"[.!?…:][\"')\]]*$")
_SPEECH_VERB = re.compile(
    r"[,!?.\"] ?(?:\w+ )?(?:säger|menar|berättar|förklarar|tycker|tror|konstaterar|fortsätter|understryker|"
    r"betonar|påpekar|minns|tillägger|svarar|undrar|anser|skrattar|sa|sade|skriver)\b"
)
_CREDIT = re.compile(r"^\W*(?:foto|bild|fotograf|illustration)\s?[:/]", re.IGNORECASE)
_CREDIT_AT_END = re.compile(r"\b(?:foto|bild)\s?: ?[A-ZÅÄÖ][^\n]{1,60}$", re.IGNORECASE)
_MAX_FURNITURE = 400
# A short "Norra: Eskilstuna" under a heading or another such line is a line of a fact box.
_LISTED = (BlockKind.SUBHEADING, BlockKind.LIST_ITEM)


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """One line of ``lexicon/furniture.tsv``."""

    scope: str
    pattern: str
    example: str
    near_miss: str


@cache
def _furniture_rules() -> dict[str, re.Pattern[str]]:
    """One compiled pattern for each scope."""
    parts: dict[str, list[str]] = {}
    for rule in load(FurnitureRule, "furniture.tsv"):
        parts.setdefault(rule.scope, []).append(f"(?:{rule.pattern})")
    return {scope: re.compile("|".join(ps), re.IGNORECASE) for scope, ps in parts.items()}


def is_furniture(line: str) -> bool:
    """True where a single line is page furniture by its own words."""
    text = normalise(line).strip()
    if not text:
        return True
    if len(text) > _MAX_FURNITURE:
        return False
    rules = _furniture_rules()
    if rules["line"].fullmatch(text) or rules["any"].search(text):
        return True
    if len(text) <= 160 and (match := rules["start"].match(text)):
        rest = text[match.end() : match.end() + 1]
        return not (rest.isalnum() or rest == "-")
    return _is_dateline(text)


def _is_dateline(text: str) -> bool:
    """``Nyköping 4 december 2022 06:56``: a full date and next to nothing else."""
    if len(text) > 70 or text.endswith((".", "!", "?")) or not any(c.isdigit() for c in text):
        return False
    for mention in find_dates(text):
        if len(mention.start) == 10:
            rest = text[: mention.span.start] + " " + text[mention.span.end :]
            words = re.findall(r"[^\W\d_]+", rest)
            return (
                len([word for word in words if word.lower() not in ("kl", "klockan", "den")]) <= 3
            )
    return False


def blocks(article: Article) -> tuple[Block, ...]:
    """The blocks of an article in text order. Together they cover every character that is not white space."""
    if article.hints:
        return _refine(article)
    spans = _joined_lines(article.text)
    return _label(article.text, spans)


def headline(article: Article, labelled: tuple[Block, ...]) -> str | None:
    """The article's title as its first headline block shows it."""
    for block in labelled:
        if block.kind is BlockKind.HEADLINE:
            return normalise(article.text[block.span.start : block.span.end])
    return None


def _joined_lines(text: str) -> list[Span]:
    """Lines as spans without outer white space; lines broken inside a sentence are one."""
    spans: list[Span] = []
    widths: list[int] = []
    for match in _LINE.finditer(text):
        raw = match.group()
        line = raw.strip("\ufeff \t\u00a0")
        if not line.strip():
            continue
        start = match.start() + raw.index(line[0])
        span = Span(start, start + len(line))
        if spans and _continues(text, spans[-1], span, widths[-1]):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
        widths.append(len(line))
    return spans


def _continues(text: str, before: Span, line: Span, width_before: int) -> bool:
    """True where a page's width, not its author, broke the line: long line, no stop, lower case next."""
    gap = text[before.end : line.start]
    if gap.replace("\r\n", "\n").count("\n") != 1 or not 45 <= width_before <= 110:
        return False
    last, first = text[before.end - 1], text[line.start]
    return (
        last not in '.!?:…"”'
        and (first.islower() or last in ",-")
        and not _BULLET.match(text[line.start : line.end])
    )


def _label(text: str, spans: list[Span]) -> tuple[Block, ...]:
    lines = [normalise(text[span.start : span.end]) for span in spans]
    kinds: list[BlockKind | None] = [None] * len(lines)
    _mark_furniture(lines, kinds)
    _mark_captions(lines, kinds)
    _mark_shapes(lines, kinds)
    _mark_headlines(lines, kinds)
    return tuple(
        Block(span, kind or BlockKind.PARAGRAPH) for span, kind in zip(spans, kinds, strict=True)
    )


def _mark_furniture(lines: list[str], kinds: list[BlockKind | None]) -> None:
    section = _furniture_rules()["section"]
    for i, line in enumerate(lines):
        if is_furniture(line) or (_CREDIT.match(line) and len(line) < 120):
            kinds[i] = BlockKind.FURNITURE
    last_prose = max(
        (i for i, line in enumerate(lines) if kinds[i] is None and len(line) > 200), default=-1
    )
    for i in range(max(last_prose - 1, 2 * len(lines) // 3), len(lines)):
        if i >= 0 and section.fullmatch(lines[i].strip()):
            for j in range(i, len(lines)):
                kinds[j] = BlockKind.FURNITURE
            break


def _mark_captions(lines: list[str], kinds: list[BlockKind | None]) -> None:
    """Captions stand before a photo credit, end with one, or are printed twice."""
    seen: dict[str, int] = {}
    for i, line in enumerate(lines):
        key = line.strip()
        if len(key) > 25 and key in seen:
            if kinds[seen[key]] in (None, BlockKind.PARAGRAPH):
                kinds[seen[key]] = BlockKind.CAPTION
            kinds[i] = BlockKind.FURNITURE
            continue
        seen[key] = i
        credit_next = i + 1 < len(lines) and _CREDIT.match(lines[i + 1]) is not None
        after_broken_image = i > 0 and lines[i - 1].strip() == "undefined"
        if kinds[i] is None and len(line) < 350 and not _SPEECH_DASH.match(line):
            if (credit_next and i > 0) or _CREDIT_AT_END.search(line) or after_broken_image:
                kinds[i] = BlockKind.CAPTION


def _mark_shapes(lines: list[str], kinds: list[BlockKind | None]) -> None:
    """Speech dashes and list items. A hyphen opens speech or a list item, by what stands around it."""
    for i, line in enumerate(lines):
        if kinds[i] is not None:
            continue
        if _SPEECH_DASH.match(line):
            hyphen = line.lstrip("•*·▪■● ").startswith("-")
            neighbours = [
                lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines) and lines[j].startswith("-")
            ]
            listed = hyphen and neighbours and not _SPEECH_VERB.search(line)
            kinds[i] = BlockKind.LIST_ITEM if listed else BlockKind.QUOTE
        elif _BULLET.match(line) or (line.startswith("-") and len(line) > 1 and line[1] in " \t"):
            kinds[i] = BlockKind.LIST_ITEM


def _mark_headlines(lines: list[str], kinds: list[BlockKind | None]) -> None:
    open_lines = [i for i, kind in enumerate(kinds) if kind is None]
    title = next((i for i in open_lines[:8] if _headline_like(lines[i], 160)), None)
    if title is not None and any(len(lines[i]) > 300 for i in open_lines if i < title):
        title = None
    for i in open_lines:
        if title is not None and i == title:
            kinds[i] = BlockKind.HEADLINE
        elif _headline_like(lines[i], 90) and (title is None or i > title):
            listed = i > 0 and kinds[i - 1] in _LISTED and ":" in lines[i][1:]
            kinds[i] = BlockKind.LIST_ITEM if listed else BlockKind.SUBHEADING
    if title is not None:
        after = next((i for i in open_lines if i > title and kinds[i] is None), None)
        if after is not None and len(lines[after]) < 600:
            kinds[after] = BlockKind.LEAD


def _headline_like(line: str, longest: int) -> bool:
    """Short, with a letter, and without the final stop of running text."""
    text = line.strip()
    if not any(char.isalpha() for char in text) or len(text) > longest or text.endswith(":"):
        return False
    if text.endswith(("?", "!")):
        return len(text) <= 70 and not re.search(r"[.!?] ", text)
    return not _TERMINAL.search(text) and not re.search(r"[.!?] [A-ZÅÄÖ]", text)


def _refine(article: Article) -> tuple[Block, ...]:
    """Structural hints, completed by what the words of each block say."""
    spans = [hint.span for hint in article.hints]
    by_words = _label(article.text, spans)
    decided = []
    for hint, own in zip(article.hints, by_words, strict=True):
        kind = hint.kind
        if (kind is not BlockKind.FURNITURE and own.kind in (BlockKind.FURNITURE, BlockKind.QUOTE)) or (kind is BlockKind.PARAGRAPH and own.kind in (
            BlockKind.LEAD,
            BlockKind.CAPTION,
            BlockKind.LIST_ITEM,
            BlockKind.SUBHEADING,
        )):
            kind = own.kind
        decided.append(Block(hint.span, kind))
    return tuple(decided)
