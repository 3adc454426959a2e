"""PDF → documents, by the layout of its pages: columns in reading order, hyphens and running heads undone."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.collect.document import Document, Limits, Raw
from pipeline.collect.reading_order import reading_order
from pipeline.collect.text import clean
from pipeline.errors import ArticleError
from pipeline.read.metadata import text_metadata

_BULLET = re.compile(r"^\s*(?:[•*·▪■●◦‣–—-]|\d{1,2}[.)])\s")
_HYPHEN = re.compile(r"([a-zåäöé]{2,})[-\u00ad]$")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its text, place and size of type."""

    text: str
    page: int
    top: float
    left: float
    right: float
    size: float
    height: float  # of the page
    box: int  # lines of one box were set together


def pdf_document(raw: Raw, limits: Limits) -> Document:
    """The text layer of a PDF. Raises ArticleError for locked, scanned and broken files."""
    printed = list(_lines(raw, limits))
    lines = _without_running_heads(printed)
    if sum(len(line.text) for line in lines) < 50:
        raise ArticleError(
            raw.origin,
            "the PDF has no text layer: it is scanned pages, pictures of text",
            "run it through OCR (ocrmypdf FILE.pdf FILE-ocr.pdf) and add the result",
        )
    paragraphs, letters = _paragraphs(lines)
    text, notes = clean("\n\n".join(paragraphs))
    if repeated := len(printed) - len(lines):
        notes.append(f"{repeated} running heads and page numbers left out")
    if sum("(cid:" in paragraph for paragraph in paragraphs):
        notes.append("some characters have no Unicode in this PDF and read '(cid:…)'")
    return Document(
        origin=raw.origin,
        name=raw.name,
        text=text + "\n",
        meta=text_metadata(text),
        received=raw.data,
        suffix=".pdf",
        letters=letters,
        notes=tuple(notes),
    )


def _lines(raw: Raw, limits: Limits) -> Iterator[Line]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTChar, LTTextContainer, LTTextLine
    from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    number = 0
    try:
        pages = extract_pages(
            io.BytesIO(raw.data), laparams=LAParams(boxes_flow=0.5), maxpages=limits.pdf_pages
        )
        for page_number, page in enumerate(pages):
            for box in reading_order([b for b in page if isinstance(b, LTTextContainer)]):
                number += 1
                for line in box:
                    if not isinstance(line, LTTextLine):
                        continue
                    sizes = [char.size for char in line if isinstance(char, LTChar)]
                    text = " ".join(line.get_text().split())
                    if text and sizes:
                        size = sorted(sizes)[len(sizes) // 2]
                        yield Line(
                            text, page_number, line.y1, line.x0, line.x1, size, page.height, number
                        )
    except PDFPasswordIncorrect:
        raise ArticleError(
            raw.origin, "the PDF is locked with a password", "save a copy without the password"
        ) from None
    except PDFTextExtractionNotAllowed:
        raise ArticleError(
            raw.origin,
            "the PDF does not allow its text to be taken out",
            "ask the publisher for the text",
        ) from None
    except (
        PDFException,
        PSException,
        ValueError,
        KeyError,
        TypeError,
        AssertionError,
        IndexError,
    ) as error:
        raise ArticleError(
            raw.origin,
            f"no readable PDF ({type(error).__name__}: {error})",
            "download or export it again",
        ) from None


def _without_running_heads(lines: list[Line]) -> list[Line]:
    """Without what is printed at the top or foot of most pages, page numbers included."""
    pages = {line.page for line in lines}
    if len(pages) < 3:
        return [
            line
            for line in lines
            if not (_edge(line) and re.fullmatch(r"(?:sida )?\d{1,3}", line.text, re.I))
        ]
    places: Counter[str] = Counter()
    for key in {(line.page, _shape(line)) for line in lines if _edge(line)}:
        places[key[1]] += 1
    usual = {shape for shape, count in places.items() if count >= max(3, len(pages) // 2)}
    return [line for line in lines if not (_edge(line) and _shape(line) in usual)]


def _edge(line: Line) -> bool:
    return line.top > 0.92 * line.height or line.top < 0.09 * line.height


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower())


def _paragraphs(lines: list[Line]) -> tuple[list[str], str]:
    """Lines joined to paragraphs; larger type is a heading. One letter for each."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    body = weights.most_common(1)[0][0]
    largest = max(round(line.size, 1) for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _belongs(groups[-1], line, body):
            groups[-1].append(line)
        else:
            groups.append([line])
    paragraphs, letters, titled = [], "", False
    for group in groups:
        text = _joined([line.text for line in group])
        size = round(group[0].size, 1)
        letter = "P"
        if size >= body * 1.15 and len(text) < 200:
            letter = "H" if size == largest and not titled else "S"
            titled = titled or letter == "H"
        elif _BULLET.match(text) and not text.startswith(("– ", "— ")):
            letter = "L"
        paragraphs.append(text)
        letters += letter
    return paragraphs, letters


def _belongs(group: list[Line], line: Line, body: float) -> bool:
    """True where a line goes on with the paragraph above: same type, no gap, and the line above was full."""
    last = group[-1]
    if abs(last.size - line.size) > 0.6 or _BULLET.match(line.text):
        return False
    full = last.right - last.left >= 0.8 * max(p.right - p.left for p in [*group, line])
    ended = re.search(r"[.!?:”\"]$", last.text) is not None
    if last.box == line.box and last.page == line.page:
        gap = last.top - line.top
        if gap > 1.9 * max(line.size, 1):
            return False
        indented = line.left > last.left + 0.8 * line.size and ended
        return not indented and (full or not ended or line.size >= body * 1.15)
    # Over a column or page break only a sentence that is not finished goes on.
    return not ended and line.text[:1].islower() and line.size < body * 1.15


def _joined(texts: list[str]) -> str:
    """Lines as one text. A hyphen at a line's end goes, where the word goes on in lower case."""
    whole = texts[0]
    for text in texts[1:]:
        if (
            _HYPHEN.search(whole)
            and text[:1].islower()
            and not re.match(r"(?:och|eller|samt)\b", text)
        ):
            whole = whole[:-1] + text
        elif whole.endswith(("-", "\u00ad")) and text[:1].isupper():
            whole += text
        else:
            whole += " " + text
    return whole


def is_pdf(data: bytes) -> bool:
    """True for the bytes of a PDF."""
    return b"%PDF-" in data[:1024]
