"""Text → blocks. Every line is labelled; nothing is deleted, moved or changed.

A block is a line (or several lines that a narrow page broke in the middle of a sentence). What is not part
of the article (menus, bylines, share buttons …) is labelled furniture and never extracted from.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import zip_longest

from pipeline.article import Article, Block, BlockKind, Span, normalise
from pipeline.furniture import (
    caption_with_credit,
    is_credit,
    is_furniture,
    is_genre,
    is_kicker,
    opens_with_credit,
    rules,
)
from pipeline.read.frontmatter import front_matter

_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029\x85]+")
_BULLET = re.compile(r"^\s*(?:[•*·▪■●◦‣⁃→✓]|\d{1,2}[.)](?=\s))\s*")
_SPEECH_DASH = re.compile(r"^\s*(?:[•*·▪■●]\s*)?(?:[–—―‒]|--?)\s*(?=[A-ZÅÄÖÉ\d\"”“'…(])")
_TERMINAL = re.compile(r"[.!?…:][\"')\]]*$")
_SPEECH_VERB = re.compile(
    r"[,!?.\"] ?(?:\w+ )?(?:säger|menar|berättar|förklarar|tycker|tror|konstaterar|fortsätter|understryker|"
    r"betonar|påpekar|minns|tillägger|svarar|undrar|anser|skrattar|sa|sade|skriver)\b"
)
# A short "Norra: Eskilstuna" under a heading or another such line is a line of a fact box.
_BY_WORDS = (BlockKind.LEAD, BlockKind.CAPTION, BlockKind.LIST_ITEM, BlockKind.SUBHEADING)
_LISTED = (BlockKind.SUBHEADING, BlockKind.LIST_ITEM)


# What opens a letter or a memo is no headline.
_GREETING = re.compile(
    r"(?:hej|kära|bästa|till|från|datum|författare|ärende)\b(?: [\w ]{0,20}!$|\s?[!:])", re.I
)
_Kinds = list[BlockKind | None]


def blocks(article: Article, learned: Collection[str] = ()) -> tuple[Block, ...]:
    """The blocks of an article in text order. Together they cover every character that is not white space.

    ``learned`` are lines (see :func:`line_key`) that the corpus shows to be their publisher's furniture.
    """
    if article.hints:
        return _refine(article, learned)
    matter = front_matter(article.text)
    if matter is None:
        spans = _joined_lines(article.text, 0)
        return _label(article.text, spans, [None] * len(spans), learned)
    spans = [matter.span, *_joined_lines(article.text, matter.span.end)]
    kinds: _Kinds = [BlockKind.FURNITURE, *([None] * (len(spans) - 1))]
    return _label(article.text, spans, kinds, learned)


def line_key(line: str) -> str:
    """What two lines must share to be the same furniture: their words, whatever the case and spacing."""
    return " ".join(normalise(line).split()).lower()


def headline(article: Article, labelled: tuple[Block, ...]) -> str | None:
    """The article's title as its first headline block shows it."""
    for block in labelled:
        if block.kind is BlockKind.HEADLINE:
            return normalise(article.text[block.span.start : block.span.end])
    return None


def _joined_lines(text: str, begin: int) -> list[Span]:
    """Lines as spans without outer white space; lines broken inside a sentence are one."""
    spans: list[Span] = []
    widths: list[int] = []
    for match in _LINE.finditer(text, begin):
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


def _label(
    text: str, spans: list[Span], kinds: _Kinds, learned: Collection[str]
) -> tuple[Block, ...]:
    """Decide the kind of every span; what ``kinds`` says already stays furniture."""
    given = [i for i, kind in enumerate(kinds) if kind is None]
    lines = [normalise(text[spans[i].start : spans[i].end]) for i in given]
    own: _Kinds = [None] * len(lines)
    _mark_furniture(lines, own, learned)
    _mark_captions(lines, own)
    _mark_shapes(lines, own)
    _mark_headlines(lines, own)
    for i, kind in zip(given, own, strict=True):
        kinds[i] = kind
    return tuple(
        Block(span, kind or BlockKind.PARAGRAPH) for span, kind in zip(spans, kinds, strict=True)
    )


def _mark_furniture(lines: list[str], kinds: _Kinds, learned: Collection[str]) -> None:
    for i, line in enumerate(lines):
        if is_furniture(line) or (learned and line_key(line) in learned):
            kinds[i] = BlockKind.FURNITURE
    _mark_kickers(lines, kinds)
    prose = [i for i, line in enumerate(lines) if kinds[i] is None and _is_prose(line)]
    last_long = max((i for i in prose if len(lines[i]) > 200), default=-1)
    begin = max(last_long + 1, len(lines) // 2)
    for i in range(begin, len(lines)):
        # What stands below "Kommentarer (3)" or "Läs också" is no more the article's.
        speaks = any(_SPEECH_DASH.match(lines[j]) for j in range(i + 1, len(lines)))
        if not speaks and rules()["section"].fullmatch(lines[i].strip()):
            for j in range(i, len(lines)):
                kinds[j] = BlockKind.FURNITURE
            break
    _mark_ending(lines, kinds)


def _mark_kickers(lines: list[str], kinds: _Kinds) -> None:
    """The first lines of a page may name the publisher or the genre; the headline is below them."""
    for i, line in enumerate(lines[:8]):
        if kinds[i] is None and is_kicker(line):
            below = (j for j in range(i + 1, min(len(lines), i + 7)) if kinds[j] is None)
            genre = i < 3 and len(line) <= 20 and is_genre(line)
            if genre or any(_headline_like(lines[j], 160) for j in below):
                kinds[i] = BlockKind.FURNITURE
                continue
        if kinds[i] is None and _is_prose(line):
            break


def _mark_ending(lines: list[str], kinds: _Kinds) -> None:
    """Below the last prose, short lines among furniture are furniture: links, tags, the sender's name.

    A fact box may stand there too, below a photo credit: its lines hold numbers, bullets or colons.
    """
    last = max(
        (i for i, line in enumerate(lines) if kinds[i] is None and _is_prose(line)), default=-1
    )
    tail = range(last + 1, len(lines))
    below = (i for i in tail if kinds[i] is BlockKind.FURNITURE and not is_credit(lines[i]))
    first = next(below, None)
    if last < 0 or first is None or any(_tells(lines[i]) for i in tail if kinds[i] is None):
        return
    for i in range(first + 1, len(lines)):
        if kinds[i] is None and len(lines[i]) <= 60:
            kinds[i] = BlockKind.FURNITURE


def _tells(line: str) -> bool:
    """True for a line as fact boxes have them."""
    return bool(_BULLET.match(line)) or ":" in line or any(char.isdigit() for char in line)


def _is_prose(line: str) -> bool:
    """A sentence: it ends as one, or holds one."""
    text = line.strip()
    if len(text) < 25 and not _SPEECH_DASH.match(text):
        return False
    ends = _TERMINAL.search(text) is not None and not text.endswith(":")
    return ends or re.search(r"[.!?] [A-ZÅÄÖ]", text) is not None


def _mark_captions(lines: list[str], kinds: _Kinds) -> None:
    """Captions stand before a photo credit, end with one, or are printed twice."""
    seen: dict[str, int] = {}
    for i, line in enumerate(lines):
        key = line.strip()
        if key in seen and _repeats(key, i - seen[key]):
            if kinds[seen[key]] in (None, BlockKind.PARAGRAPH):
                kinds[seen[key]] = BlockKind.CAPTION
            kinds[i] = BlockKind.FURNITURE
            continue
        seen[key] = i
        credit_next = i + 1 < len(lines) and opens_with_credit(lines[i + 1])
        after_broken_image = i > 0 and lines[i - 1].strip() == "undefined"
        if kinds[i] is None and len(line) < 350 and not _SPEECH_DASH.match(line):
            # A lead or headline may stand above a credit too; a caption is one or two sentences.
            above = credit_next and i > 0 and _TERMINAL.search(line) is not None
            if above or caption_with_credit(line) or after_broken_image:
                kinds[i] = BlockKind.CAPTION


def _repeats(line: str, distance: int) -> bool:
    """True where a second printing is furniture: a caption's sentence, not a heading also listed on top."""
    return len(line) > 25 and (distance == 1 or line.endswith((".", "…")) or len(line) > 90)


def _mark_shapes(lines: list[str], kinds: _Kinds) -> None:
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


def _mark_headlines(lines: list[str], kinds: _Kinds) -> None:
    open_lines = [i for i, kind in enumerate(kinds) if kind is None]
    title = _title(lines, open_lines[:8])
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


def _title(lines: list[str], candidates: list[int]) -> int | None:
    """The first line like a headline; a place name in capitals above another such line is none."""
    alike = [i for i in candidates if _headline_like(lines[i], 160)]
    for i, after in zip_longest(alike, alike[1:]):
        label = len(lines[i]) <= 40 and len(lines[i].split()) <= 4 and lines[i].isupper()
        if label and after is not None and after <= i + 2 and len(lines[after]) > len(lines[i]):
            continue
        return i
    return None


def _headline_like(line: str, longest: int) -> bool:
    """Short, with a letter, and without the final stop of running text."""
    text = line.strip()
    if not any(char.isalpha() for char in text) or len(text) > longest or text.endswith((":", ",")):
        return False
    if _GREETING.match(text):
        return False
    if text.endswith(("?", "!")):
        return len(text) <= 70 and not re.search(r"[.!?] ", text)
    return not _TERMINAL.search(text) and not re.search(r"[.!?] [A-ZÅÄÖ]", text)


def _refine(article: Article, learned: Collection[str]) -> tuple[Block, ...]:
    """Structural hints, completed by what the words of each block say."""
    spans = [hint.span for hint in article.hints]
    known: _Kinds = [
        BlockKind.FURNITURE if hint.kind is BlockKind.FURNITURE else None for hint in article.hints
    ]
    by_words = _label(article.text, spans, known, learned)
    decided = []
    for hint, own in zip(article.hints, by_words, strict=True):
        kind = hint.kind
        if own.kind in (BlockKind.FURNITURE, BlockKind.QUOTE):
            # A page's own h1 is its headline, even where it is a publisher's name; a table's row is none of its menu.
            row = (
                kind is BlockKind.LIST_ITEM
                and " | " in article.text[hint.span.start : hint.span.end]
            )
            kind = kind if kind is BlockKind.HEADLINE or row else own.kind
        elif kind is BlockKind.PARAGRAPH and own.kind in _BY_WORDS:
            kind = own.kind
        decided.append(Block(hint.span, kind))
    return tuple(decided)
