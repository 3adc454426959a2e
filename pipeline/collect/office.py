"""DOCX → documents: paragraphs, lists and tables in the order of the page, then the notes."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from pipeline.article import Metadata
from pipeline.collect.archive import read_member, safe_zip
from pipeline.collect.document import Document, Limits, Raw
from pipeline.collect.text import clean
from pipeline.errors import ArticleError
from pipeline.read.metadata import text_metadata

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def docx_document(raw: Raw, limits: Limits) -> Document:
    """The text of a Word file. Deleted text of tracked changes is left out, inserted text kept."""
    if raw.data.startswith(_OLE):
        raise ArticleError(
            raw.origin,
            "is locked with a password, or an old .doc",
            "save it as .docx without password",
        )
    with safe_zip(raw, limits) as archive:
        names = set(archive.namelist())
        if "word/document.xml" not in names:
            raise ArticleError(
                raw.origin, "is no Word file", "open it in Word and save it as .docx"
            )
        root = _xml(archive, "word/document.xml", raw)
        core = _xml(archive, "docProps/core.xml", raw) if "docProps/core.xml" in names else None
        notes_of = [_xml(archive, name, raw) for name in _NOTES if name in names]
    pieces: list[tuple[str, str]] = []
    body = root.find(f"{_W}body")
    for element in body if body is not None else ():
        if element.tag == f"{_W}p":
            pieces += _paragraph(element)
        elif element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                cells = [_text(cell).strip().replace("\n", " ") for cell in row.iter(f"{_W}tc")]
                pieces.append((" | ".join(cell for cell in cells if cell), "L"))
        elif element.tag == f"{_W}sdt":
            for paragraph in element.iter(f"{_W}p"):
                pieces += _paragraph(paragraph)
    pieces += [(_text(p), "P") for notes in notes_of for p in notes.iter(f"{_W}p")]
    pieces = [(" ".join(text.split()), letter) for text, letter in pieces if text.strip()]
    if not pieces:
        raise ArticleError(
            raw.origin, "the Word file holds no text", "check that it is the right file"
        )
    letters = "".join(letter for _, letter in pieces)
    if "H" not in letters:
        letters = ""  # no styles: let the words decide what is a heading
    text, notes = clean("\n\n".join(text for text, _ in pieces))
    meta = text_metadata(text)
    return Document(
        origin=raw.origin,
        name=raw.name,
        text=text + "\n",
        meta=Metadata(
            title=_title(pieces, core),
            published=meta.published,
            modified=meta.modified,
            publisher=meta.publisher,
            author=meta.author,
        ),
        received=raw.data,
        suffix=".docx",
        letters=letters,
        notes=tuple(notes),
    )


def _xml(archive: zipfile.ZipFile, name: str, raw: Raw) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.parse(
            io.BytesIO(read_member(archive, archive.getinfo(name), raw)), parser
        ).getroot()
    except etree.XMLSyntaxError as error:
        raise ArticleError(
            raw.origin, f"broken Word file ({error})", "save it again in Word"
        ) from None


def _paragraph(element: etree._Element) -> list[tuple[str, str]]:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    letter = "P"
    if name.startswith(("title", "rubrik1", "heading1", "rubrik", "heading")):
        letter = "H" if name in ("title", "rubrik", "rubrik1", "heading1") else "S"
    elif name.startswith(("list", "lista")) or element.find(f"{_W}pPr/{_W}numPr") is not None:
        letter = "L"
    elif name.startswith(("caption", "bildtext", "beskrivning")):
        letter = "C"
    return [(line, letter) for line in _text(element).split("\n")]


def _text(element: etree._Element) -> str:
    parts = []
    # What is drawn may be there twice, the second time for old programs.
    twice = {node for fallback in element.iter(_FALLBACK) for node in fallback.iter()}
    for node in element.iter():
        if node in twice:
            continue
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag == f"{_W}tab":
            parts.append(" ")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif node.tag == f"{_W}p" and parts and node is not element:
            parts.append("\n")
    return "".join(parts)


def _title(pieces: list[tuple[str, str]], core: etree._Element | None) -> str | None:
    heading = next((text for text, letter in pieces if letter == "H"), None)
    named = core.findtext(f"{_DC}title") if core is not None else None
    return heading or (" ".join(named.split()) if named and named.strip() else None)
