"""Text as received → clean text: encodings repaired and reported, Markdown marks taken off."""

from __future__ import annotations

import re
import unicodedata

from pipeline.collect.document import Document, Raw
from pipeline.read.decode import decode_bytes
from pipeline.read.frontmatter import KEYS, front_matter, paragraphs, with_front_matter
from pipeline.read.metadata import text_metadata

# Characters Swedish text uses, whose UTF-8 bytes read in another encoding make known garbage: å → Ã¥, √•, ├Ñ.
_CHARACTERS = "åäöÅÄÖéÉèÈüÜáàøØæÆ–—’‘”“…•·§°½²«»´©®\u00a0"
_WRONG = ("cp1252", "latin-1", "mac_roman", "cp850")


def _garbage() -> dict[str, str]:
    table: dict[str, str] = {}
    for char in _CHARACTERS:
        for encoding in _WRONG:
            try:
                wrong = char.encode("utf-8").decode(encoding)
            except UnicodeDecodeError:
                continue
            if len(wrong) > 1 and not wrong.isascii():
                table.setdefault(wrong, char)
    return table


_GARBAGE = _garbage()
_GARBAGE_RUN = re.compile("|".join(sorted(map(re.escape, _GARBAGE), key=len, reverse=True)))


def repair(text: str) -> tuple[str, int]:
    """Text with mojibake (``fÃ¶r``) set right, and how many characters that changed. Twice-garbled text too."""
    total = 0
    for _ in range(2):
        text, changed = _GARBAGE_RUN.subn(lambda match: _GARBAGE[match.group()], text)
        total += changed
        if not changed:
            break
    return text, total


def clean(text: str) -> tuple[str, list[str]]:
    """Repaired and composed text, with a note for each kind of change."""
    notes = []
    text = text.lstrip("\ufeff")
    fixed, count = repair(text)
    # One chance hit in a foreign name is no mojibake; garbled Swedish has it in every other line.
    if count >= 2 or (count and len(text) < 400):
        text = fixed
        notes.append(f"{count} garbled characters repaired (such as 'Ã¶' for 'ö')")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        notes.append("letters and their diacritics composed (NFC)")
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def text_document(raw: Raw, *, markdown: bool = False) -> Document:
    """A plain text or Markdown file, with its front matter where it has one."""
    decoded = decode_bytes(raw.data, raw.origin, raw.charset)
    notes = [] if decoded.encoding.startswith("utf-8") else [f"read as {decoded.encoding}"]
    if decoded.mixed:
        notes.append("mixed encodings: UTF-8 with parts in Windows-1252")
    text, repairs = clean(decoded.text)
    notes += repairs
    matter = front_matter(text)
    body = text[matter.span.end :] if matter else text
    letters = ""
    if markdown:
        body, letters = plain_markdown(body)
    meta = text_metadata(body)
    extra: dict[str, str] = {}
    if matter:
        meta = with_front_matter(meta, matter)
        known = {key for keys in KEYS.values() for key in keys} | {"blocks"}
        extra = {key: value for key, value in matter.values.items() if key not in known}
        if not letters and "blocks" in matter.values:
            letters = matter.values["blocks"]
        if matter.problem:
            notes.append(f"front matter is not YAML ({matter.problem}); read line by line")
    return Document(
        origin=raw.origin,
        name=raw.name,
        text=body.strip("\n") + "\n",
        meta=meta,
        received=raw.data,
        letters=letters if len(letters) == len(paragraphs(body)) else "",
        notes=tuple(notes),
        suffix=".md" if markdown else ".txt" if notes else "",
        extra=extra,
    )


_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"^\s{0,6}[*+-]\s+(?=\S)")
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^)\s]*(?:\s\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)\s]*(?:\s\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~-])"), r"\1"),
)


def plain_markdown(text: str) -> tuple[str, str]:
    """Markdown without its marks, one paragraph for each block, and a letter for each (H S L P)."""
    pieces: list[tuple[str, str]] = []
    lines: list[str] = []

    def flush() -> None:
        if lines:
            pieces.append((" ".join(lines), "P"))
            lines.clear()

    titled = False
    for line in text.split("\n"):
        bare = re.sub(r"^\s{0,3}>\s?", "", line).strip()
        if not bare or re.fullmatch(r"[-*_=\s]{3,}", bare):
            flush()
        elif heading := _HEADING.match(bare):
            flush()
            pieces.append((heading[2], "S" if titled or len(heading[1]) > 2 else "H"))
            titled = True
        elif _ITEM.match(line):
            flush()
            pieces.append((f"• {_ITEM.sub('', line).strip()}", "L"))
        elif re.match(r"\d{1,2}[.)]\s", bare):
            flush()
            pieces.append((bare, "L"))
        elif bare.startswith(("– ", "— ")):
            flush()
            lines.append(bare)
        else:
            lines.append(bare)
            if line.endswith("  "):
                flush()
    flush()
    for pattern, replacement in _INLINE:
        pieces = [(pattern.sub(replacement, piece), letter) for piece, letter in pieces]
    pieces = [(piece.strip(), letter) for piece, letter in pieces if piece.strip()]
    return "\n\n".join(piece for piece, _ in pieces) + "\n", "".join(letter for _, letter in pieces)
