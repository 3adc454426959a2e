"""Bytes → text, for the encodings Swedish text comes in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipeline.errors import ArticleError

_SWEDISH = frozenset("åäöÅÄÖéÉüÜèàáøæ”“’‘–—…•·§°½«»©´\u00a0\u00ad")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# One well-formed multi-byte UTF-8 character.
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_PLAUSIBLE = 0.5


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in; ``mixed`` where parts of it were in another."""

    text: str
    encoding: str
    mixed: bool = False


def decode(data: bytes, path: str) -> str:
    """The text of a file (see :func:`decode_bytes`)."""
    return decode_bytes(data, path).text


def decode_bytes(data: bytes, path: str, declared: str | None = None) -> Decoded:
    """UTF-8 and UTF-16 by their marks or validity, else the 8-bit encoding that looks most Swedish.

    ``declared`` (of a page or a mail part) is tried first where the bytes are no UTF-8. Raises ArticleError
    where the bytes are no text.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise ArticleError(path, "the file is empty", "delete it or save the article again")
    for bom, marked in _BOMS:
        if data.startswith(bom):
            try:
                return Decoded(_text(data.decode(marked), path), marked)
            except UnicodeDecodeError as error:
                raise ArticleError(
                    path, f"broken {marked} at byte {error.start}", "save it again as UTF-8"
                ) from None
    if (wide := _utf16_without_mark(data)) is not None:
        return Decoded(_text(data.decode(wide), path), wide)
    if b"\0" in data[:65536]:
        raise _binary(path)
    try:
        return Decoded(_text(data.decode("utf-8"), path), "utf-8")
    except UnicodeDecodeError:
        pass
    if (mixed := _mixed(data)) is not None:
        return Decoded(_text(mixed, path), "utf-8", mixed=True)
    candidates = []
    for encoding in dict.fromkeys(
        (declared or "cp1252", "cp1252", "latin-1", "mac_roman", "cp850")
    ):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        candidates.append((plausibility(text), encoding, text))
    best, encoding, text = max(candidates, key=lambda found: found[0])
    if best < _PLAUSIBLE:
        # Some other language or an encoding Swedish is never written in: ask the guesser.
        from charset_normalizer import from_bytes  # slow to import, and seldom needed

        guess = from_bytes(data).best()
        if guess is None or plausibility(str(guess)) < _PLAUSIBLE:
            raise ArticleError(
                path, "the encoding could not be told", "open it in an editor and save it as UTF-8"
            )
        text, encoding = str(guess), guess.encoding
    return Decoded(_text(text, path), encoding)


def plausibility(text: str) -> float:
    """The share of the characters beyond ASCII that Swedish text uses, weighed down by control characters."""
    foreign = [char for char in text if ord(char) > 127]
    if not foreign:
        return 1.0
    return sum(char in _SWEDISH for char in foreign) / len(foreign)


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 saved without its mark: every other byte of Swedish text is null."""
    sample = data[:4000]
    half = len(sample) // 2
    if half < 8 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _mixed(data: bytes) -> str | None:
    """UTF-8 with stretches pasted in Windows-1252: None where the UTF-8 may be chance."""
    pieces, position, found, strays = [], 0, 0, 0
    for match in _UTF8.finditer(data):
        stray = data[position : match.start()]
        strays += sum(byte > 127 for byte in stray)
        pieces += [stray.decode("cp1252", "replace"), match.group().decode("utf-8", "replace")]
        position, found = match.end(), found + 1
    stray = data[position:]
    strays += sum(byte > 127 for byte in stray)
    text = "".join([*pieces, stray.decode("cp1252", "replace")])
    return text if found > strays / 4 and plausibility(text) > 0.8 else None


def _binary(path: str) -> ArticleError:
    return ArticleError(
        path,
        "holds binary data, not text",
        "if it is a PDF or an office file, name it so (.pdf, .docx) and add it with 'insats add'; else leave it out",
    )


def _text(text: str, path: str) -> str:
    if not text.strip():
        raise ArticleError(
            path, "the file holds only white space", "delete it or save the article again"
        )
    control = sum(1 for char in text if char < " " and char not in "\t\n\r\f\v")
    if control > max(3, len(text) // 200):
        raise _binary(path)
    return text
