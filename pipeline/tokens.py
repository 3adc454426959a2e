"""Blocks → words and sentences, by one tokenizer of ours.

Words follow the Swedish treebanks where these agree: ``46:e``, ``12–15``, ``70-talet``, ``t.ex.``,
``t ex`` and
``arbetsmarknads-`` are one token each, ``45`` and ``%`` are two. Figures grouped by spaces are
*not* joined:
``12 000`` is two tokens, so the number grammar sees the same parts whatever kind of space the page
used.

A block ends a sentence. Everything is one left-to-right pass: a line of any length takes linear
time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.article import Article, Block, BlockKind, Span, Tokens
from pipeline.lexicon.load import load

# Characters that a page may hide inside a word: soft hyphen, zero-width marks, combining accents.
_LETTER = r"[^\W\d_\u00ad]"
_IN_WORD = r"[\w\u00ad\u200b-\u200d\u2060\u0300-\u036f]"
_DASH = r"[-\u2010\u2011]"
_INVISIBLE = "\ufeff\u200b-\u200f\u2060\u00ad"

_SUFFIXES = (
    "s|n|t|e|a|m|en|et|ns|ts|ens|ets|ar|er|or|are|arna|erna|orna|arnas|ernas|aren|as|es|"
    "son|dotter|is|ing"
)
_DOMAINS = "se|nu|com|org|net|eu|info|gov|edu"
_UNITS = "kr|tkr|mkr|mdkr|kronor|st|km|kg|min|tim|mån|procent|miljoner|mnkr|kvm"
_PER = (
    "mån|månad|månaden|år|året|h|tim|timme|timmen|dag|dygn|vecka|veckan|v|s|sek|min|st|kg|m²|m2|kvm"
)

_PIECES = rf"""
    (?P<url>   (?:https?://|www\.)[^\s<>"”“»«]*[^\s<>"”“»«.,;:!?()\[\]'’…] )
  | (?P<mail>  [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}} )
  | (?P<site>  [a-zåäö\d][a-zåäö\d-]{{1,62}}(?:\.[a-zåäö\d-]{{2,62}}){{0,3}}\.(?:{_DOMAINS})
               (?!\w|[-:]\w)(?:/[^\s<>"”“]*[^\s<>"”“.,;:!?()\[\]'’…])? )
  | (?P<handle>[@\#]\w+ )
  | (?P<abbr>  %(abbreviations)s )
  | (?P<dotted>(?:[^\W\d_]{{1,2}}\.){{2,}}(?!\w) )
  | (?P<initial>[A-ZÅÄÖÉ]\.(?=[ \u00a0]?(?:[A-ZÅÄÖÉ]|von\b|af\b|de\b|{_DASH}[A-ZÅÄÖÉ])) )
  | (?P<number>\d+(?:[.,:/]\d+)*(?:[-–—\u2010-\u2012−]\d+(?:[.,:/]\d+)*)*
      (?: (?=(?:{_UNITS})\b)
        | %%?(?:{_DASH}{_IN_WORD}+)+
        | :(?:{_SUFFIXES})(?!\w)
        | (?=[\W]|$)
        | {_IN_WORD}*(?:{_DASH}{_IN_WORD}+)*
      ) )
  | (?P<rate>
  (?:kr|tkr|kronor|km|m|m2|m3|m²|m³|kWh|MWh|kg|g|st|tim|h|mil|kbit|Mbit)/(?:{_PER})(?!\w) )
  | (?P<word>  (?=[{_INVISIBLE}]{{0,8}}\w){_IN_WORD}+
      (?: (?:{_DASH}|[&'’])(?={_IN_WORD}){_IN_WORD}+
        | :(?:{_SUFFIXES})(?!\w)
        | \.(?=[a-zåäö]){_IN_WORD}+
      )*
      (?:(?<=[^\W\d_]){_DASH}(?=[ \u00a0,/)]|$))? )
  | (?P<tail>  (?<=och[ \u00a0]|ler[ \u00a0]|amt[ \u00a0]){_DASH}{_LETTER}{_IN_WORD}* )
  | (?P<dots>  \.{{2,}} | [!?]+ | {_DASH}{{2,}} )
  | (?P<mark>  [^\s{_INVISIBLE}] )
"""

_CLOSERS = frozenset("\"”“'’)]»«")
_OPENERS = frozenset("\"”“„'‘’([»«")
_DASHES = frozenset("-–—―‒")
_BULLETS = frozenset("•▪■●◦‣·")
# spaCy's parser and every reader of sentences works per sentence: a line without stops is cut here.
MAX_SENTENCE = 300
_LONGEST_PARENTHESIS = 60


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One line of ``lexicon/abbreviations.tsv``."""

    forms: tuple[str, ...]
    ends: str
    example: str


@dataclass(frozen=True, slots=True)
class SentenceOpeners:
    """One line of ``lexicon/sentence_openers.tsv``."""

    words: tuple[str, ...]
    example: str


@cache
def _openers() -> frozenset[str]:
    return frozenset(
        word for entry in load(SentenceOpeners, "sentence_openers.tsv") for word in entry.words
    )


@cache
def _ends() -> dict[str, bool]:
    """Each abbreviation (small letters) and whether it can end a sentence."""
    return {
        form.lower(): entry.ends == "may"
        for entry in load(Abbreviation, "abbreviations.tsv")
        for form in entry.forms
    }


@cache
def _pattern() -> re.Pattern[str]:
    forms = {form for entry in load(Abbreviation, "abbreviations.tsv") for form in entry.forms}
    forms |= {form[0].upper() + form[1:] for form in forms}
    shown = sorted(forms, key=lambda form: (-len(form), form))
    alternatives = "|".join(re.escape(form).replace(r"\ ", "[ \u00a0]") for form in shown)
    source = _PIECES.replace("%(abbreviations)s", rf"(?:{alternatives})(?!\w)").replace("%%", "%")
    return re.compile(source, re.VERBOSE)


@dataclass(slots=True)
class _Piece:
    """A token on its way: where it stands and which rule cut it."""

    start: int
    end: int
    kind: str


def words(text: str) -> list[Span]:
    """The tokens of a stretch of text, as if it were one block."""
    pieces = _pieces(text, 0, len(text))
    _sentence_starts(text, pieces)
    return [Span(p.start, p.end) for p in pieces]


def sentences(text: str) -> list[Span]:
    """The sentences of a stretch of text, as if it were one block."""
    pieces = _pieces(text, 0, len(text))
    starts = _sentence_starts(text, pieces)
    if not starts:
        return []
    ends = [*starts[1:], len(pieces)]
    return [Span(pieces[a].start, pieces[b - 1].end) for a, b in zip(starts, ends, strict=True)]


def tokenize(article: Article, blocks: Iterable[Block]) -> Tokens:
    """Words, sentence starts and the block of each word. Furniture has no tokens."""
    blocks = tuple(blocks)
    spans: list[Span] = []
    sentence_starts: list[int] = []
    token_blocks: list[int] = []
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.FURNITURE:
            continue
        pieces = _pieces(article.text, block.span.start, block.span.end)
        starts = _sentence_starts(article.text, pieces)
        sentence_starts.extend(len(spans) + start for start in starts)
        spans.extend(Span(p.start, p.end) for p in pieces)
        token_blocks.extend([number] * len(pieces))
    return Tokens(article, blocks, tuple(spans), tuple(sentence_starts), tuple(token_blocks))


def _pieces(text: str, start: int, end: int) -> list[_Piece]:
    found: list[_Piece] = []
    for match in _pattern().finditer(text, start, end):
        kind = match.lastgroup or "mark"
        if kind == "initial" and _ends_before(text, match.end(), found):
            found.append(_Piece(match.start(), match.end() - 1, "word"))
            found.append(_Piece(match.end() - 1, match.end(), "mark"))
        else:
            found.append(_Piece(match.start(), match.end(), kind))
    return found


_NEXT_WORD = re.compile(r"\W{0,3}(\w+)")


def _ends_before(text: str, at: int, before: list[_Piece]) -> bool:
    """True where ``X.`` is the last word of a sentence and not an initial: the next word opens a
    sentence.
    """
    following = _NEXT_WORD.match(text, at)
    if following is None or following[1].lower() not in _openers():
        return False
    return bool(before) and len(following[1]) > 1


def _sentence_starts(text: str, pieces: list[_Piece]) -> list[int]:
    """Indices of the pieces that begin a sentence. May cut the stop off an abbreviation that ends
    one.
    """
    if not pieces:
        return []
    closing = _closed_parentheses(text, pieces)
    starts = [0]
    i = 0
    while i < len(pieces) - 1:
        if i - starts[-1] >= MAX_SENTENCE - 1 or text[pieces[i + 1].start] in _BULLETS:
            starts.append(i + 1)
        elif i < closing.get(starts[-1], -1):
            pass  # a sentence or several, all in one parenthesis
        elif i == closing.get(starts[-1], -1):
            if _may_end(text, pieces, i - 1, starts[-1]) and _begins(text, pieces, i, i + 1):
                starts.append(i + 1)
        elif not _may_end(text, pieces, i, starts[-1]):
            if i in closing and closing[i] - starts[-1] < MAX_SENTENCE:
                i = closing[i]  # a parenthesis inside a sentence ends none
        else:
            last = _closers(text, pieces, i)
            if last + 1 < len(pieces) and _begins(text, pieces, i, last + 1):
                i = _free_stop(text, pieces, i, last)
                starts.append(i + 1)
            else:
                if last + 1 == len(pieces):
                    last = _free_stop(text, pieces, i, last)
                i = max(i, last)
        i += 1
    if i == len(pieces) - 1 and _may_end(text, pieces, i, starts[-1]):
        _free_stop(text, pieces, i, i)
    return starts


def _closed_parentheses(text: str, pieces: list[_Piece]) -> dict[int, int]:
    """Opening parenthesis → its closing one, where that follows soon."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for i, piece in enumerate(pieces):
        if piece.kind != "mark":
            continue
        char = text[piece.start]
        if char == "(":
            stack.append(i)
        elif char == ")" and stack:
            opening = stack.pop()
            if i - opening <= _LONGEST_PARENTHESIS:
                pairs[opening] = i
    return pairs


def _may_end(text: str, pieces: list[_Piece], i: int, start: int) -> bool:
    """True where piece ``i`` is a mark or an abbreviation that can end a sentence."""
    piece = pieces[i]
    if piece.kind == "dots":
        return text[piece.start] in ".!?"
    if piece.kind == "abbr":
        return _ends().get(text[piece.start : piece.end].replace("\u00a0", " ").lower(), False)
    if piece.kind != "mark" or text[piece.start] not in ".…!?":
        return False
    # “1. Sök stöd” and “a. Praktik”: the number of a list item, not a sentence.
    label = i == start + 1 and text[piece.start] == "." and pieces[start].end == piece.start
    return not (label and pieces[start].end - pieces[start].start <= 2)


def _closers(text: str, pieces: list[_Piece], i: int) -> int:
    """The last piece of the sentence that ends at ``i``: closing quotation marks and brackets
    belong to it.
    """
    last = i
    while last + 1 < len(pieces):
        piece = pieces[last + 1]
        char = text[piece.start]
        if piece.kind != "mark" or char not in _CLOSERS or piece.start != pieces[last].end:
            break
        if char not in ")]" and piece.end < len(text) and text[piece.end].isalnum():
            break  # a quotation that opens without a space before it
        last += 1
    return last


def _begins(text: str, pieces: list[_Piece], stop: int, i: int) -> bool:
    """True where piece ``i``, after a possible end at ``stop``, looks like the start of a
    sentence.
    """
    n = len(pieces)
    first = i
    while i < n and (text[pieces[i].start] in _OPENERS or text[pieces[i].start] in _DASHES):
        i += 1
    if i >= n:
        return i > first and text[pieces[first].start] not in _CLOSERS
    piece = pieces[i]
    char = text[piece.start]
    if piece.kind == "mark" and not char.isalnum():
        return char in _BULLETS
    if char.isdigit():
        return pieces[stop].kind != "abbr" and pieces[stop].end < piece.start
    if char.islower():
        return False
    if char in "@#" or piece.kind in {"url", "mail", "site"}:
        return pieces[stop].end < piece.start
    return char.isupper() or char.isalpha()


def _free_stop(text: str, pieces: list[_Piece], i: int, last: int) -> int:
    """Cut the stop off a one-stop abbreviation at a sentence's end (``300 kr.``); the index of its
    last piece.
    """
    piece = pieces[i]
    written = text[piece.start : piece.end]
    if piece.kind != "abbr" or not written.endswith(".") or written.count(".") != 1:
        return last
    pieces[i] = _Piece(piece.start, piece.end - 1, "word")
    pieces.insert(i + 1, _Piece(piece.end - 1, piece.end, "mark"))
    return last + 1
