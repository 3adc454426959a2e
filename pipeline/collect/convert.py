"""Bytes → the articles they hold, by what the bytes are rather than by what the file is called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.collect.archive import zip_members
from pipeline.collect.document import MEGABYTE, Columns, Document, Limits, Raw
from pipeline.collect.office import docx_document
from pipeline.collect.pages import feed_documents, html_document, is_feed, mhtml_document
from pipeline.collect.pdf import is_pdf, pdf_document
from pipeline.collect.tables import table_documents
from pipeline.collect.text import text_document
from pipeline.errors import ArticleError

TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".xlsx", ".parquet")
SUFFIXES = (
    *(
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".xhtml",
        ".mhtml",
        ".mht",
        ".pdf",
        ".docx",
    ),
    *TABLES,
    *(".zip", ".rss", ".atom", ".xml"),
)
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/csv": ".csv",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/zip": ".zip",
    "multipart/related": ".mhtml",
    "message/rfc822": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.apache.parquet": ".parquet",
}
CONTENT_TYPES = frozenset(_TYPES)
_REMEDIES = {
    ".doc": "open it in Word and save it as .docx",
    ".xls": "open it in Excel and save it as .xlsx",
    ".odt": "save it as .docx or .txt",
    ".rtf": "save it as .docx or .txt",
    ".pages": "export it as .docx",
    ".eml": "save the text or the attached file",
    ".json": "save it with one object on each line, as .jsonl",
}


def documents(
    raw: Raw, columns: Columns, limits: Limits, depth: int = 0
) -> Iterator[Document | ArticleError]:
    """Every article in ``raw``, and an ArticleError for each part that holds none. Never raises ArticleError."""
    try:
        yield from _documents(raw, columns, limits, depth)
    except ArticleError as error:
        yield error
    except (RecursionError, MemoryError) as error:
        yield ArticleError(
            raw.origin,
            f"too deep or too large to read ({type(error).__name__})",
            "split or simplify it",
        )


def _documents(
    raw: Raw, columns: Columns, limits: Limits, depth: int
) -> Iterator[Document | ArticleError]:
    if len(raw.data) > limits.file_bytes:
        raise ArticleError(
            raw.origin,
            f"{len(raw.data) / MEGABYTE:.0f} MB; at most {limits.file_bytes // MEGABYTE} are read",
            "split it, or raise --max-mb",
        )
    suffix = kind(raw)
    if suffix == ".zip":
        if depth >= limits.nesting:
            raise ArticleError(
                raw.origin, "archives within archives within archives", "unpack it first"
            )
        for member in zip_members(raw, limits):
            if isinstance(member, ArticleError):
                yield member
            else:
                yield from documents(member, columns, limits, depth + 1)
    elif suffix in TABLES:
        yield from table_documents(raw, columns, limits)
    elif suffix in (".rss", ".atom", ".xml"):
        yield from feed_documents(raw)
    elif suffix == ".pdf":
        yield pdf_document(raw, limits)
    elif suffix == ".docx":
        yield docx_document(raw, limits)
    elif suffix == ".mhtml":
        yield mhtml_document(raw)
    elif suffix == ".html":
        yield html_document(raw)
    else:
        yield text_document(raw, markdown=suffix == ".md")


def kind(raw: Raw) -> str:
    """The ending that stands for the format. Raises ArticleError for formats that cannot be read."""
    data, named = raw.data, "." + raw.name.lower().rpartition(".")[2] if "." in raw.name else ""
    named = {
        ".htm": ".html",
        ".xhtml": ".html",
        ".mht": ".mhtml",
        ".markdown": ".md",
        ".text": ".txt",
    }.get(named, named)
    declared = _TYPES.get(raw.content_type)
    if not data.strip():
        raise ArticleError(raw.origin, "is empty", "download or save it again")
    if is_pdf(data):
        return ".pdf"
    page = re.search(rb"<!doctype html|<html[\s>]", data[:2000], re.IGNORECASE) is not None
    if named == ".pdf" or declared == ".pdf":
        what = "is a web page, not the PDF" if page else "is no PDF"
        raise ArticleError(
            raw.origin, what, "open the address in a browser and save the PDF itself"
        )
    if data.startswith(b"PK\x03\x04"):
        if named in (".docx", ".xlsx") or declared in (".docx", ".xlsx"):
            return named if named in (".docx", ".xlsx") else str(declared)
        return (
            ".docx"
            if b"word/document.xml" in data
            else ".xlsx"
            if b"xl/workbook.xml" in data
            else ".zip"
        )
    if data.startswith(b"PAR1"):
        return ".parquet"
    if named in (".docx", ".xlsx", ".zip", ".parquet"):
        if named == ".docx" and data.startswith(b"\xd0\xcf\x11\xe0"):
            return ".docx"
        raise ArticleError(raw.origin, f"is no {named} file", "download or save it again")
    if re.search(
        rb"^(?:MIME-Version|Content-Type: multipart/related|From: <Saved by)",
        data[:3000],
        re.M | re.I,
    ):
        return ".mhtml"
    if is_feed(data):
        return ".rss"
    if page or (declared == ".html" and b"<" in data[:2000]):
        return ".html"
    if named in SUFFIXES:
        return named
    if declared:
        return declared
    if named in ("", ".") or (b"\0" not in data[:4096] and named not in _REMEDIES):
        return ".txt"
    remedy = _REMEDIES.get(named, f"save it as one of {', '.join(SUFFIXES)}")
    raise ArticleError(raw.origin, f"unknown format '{named}'", remedy)
