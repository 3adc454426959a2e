"""Bytes → text, for the encodings Swedish text comes in."""

from __future__ import annotations

import codecs

from pipeline.errors import ArticleError

_SWEDISH = set("åäöÅÄÖéÉü”“’–—… §°«»\u00a0")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, path: str) -> str:
    """The text of a file. UTF-8 and UTF-16 by their marks or validity, else the 8-bit encoding that looks most Swedish.

    Raises ArticleError where the bytes are no text.
    """
    if not data.strip():
        raise ArticleError(path, "the file is empty", "delete it or save the article again")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return _text(data.decode(encoding), path)
            except UnicodeDecodeError as error:
                raise ArticleError(
                    path, f"broken {encoding} at byte {error.start}", "save it again as UTF-8"
                ) from None
    if b"\0" in data[:65536]:
        raise ArticleError(
            path,
            "holds binary data, not text",
            "export it as text or HTML, or move it out of the corpus",
        )
    try:
        return _text(data.decode("utf-8"), path)
    except UnicodeDecodeError:
        pass
    candidates = []
    for encoding in ("cp1252", "latin-1", "mac_roman"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [char for char in text if ord(char) > 127]
        candidates.append((sum(char in _SWEDISH for char in foreign) / max(len(foreign), 1), text))
    best, text = max(candidates, key=lambda pair: pair[0])
    if best < 0.5:
        raise ArticleError(
            path, "the encoding could not be told", "open it in an editor and save it as UTF-8"
        )
    return _text(text, path)


def _text(text: str, path: str) -> str:
    if not text.strip():
        raise ArticleError(
            path, "the file holds only white space", "delete it or save the article again"
        )
    control = sum(1 for char in text if char < " " and char not in "\t\n\r\f\v")
    if control > max(3, len(text) // 200):
        raise ArticleError(
            path,
            "holds binary data, not text",
            "export it as text or HTML, or move it out of the corpus",
        )
    return text
