"""Bulk exports → documents: CSV, JSONL, Excel and Parquet, one article for each row."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from pipeline.article import Metadata
from pipeline.collect.archive import safe_zip
from pipeline.collect.document import Columns, Document, Limits, Raw
from pipeline.collect.text import clean
from pipeline.errors import ArticleError
from pipeline.read.decode import decode_bytes
from pipeline.read.html import read_html
from pipeline.read.metadata import text_metadata
from pipeline.read.publishers import publisher_of
from pipeline.swedish.dates import first_date

# What media archives and data people call their columns; the first that is there is taken.
USUAL = Columns(
    text="text|brödtext|brodtext|body|content|innehåll|artikeltext|fulltext|artikel",
    title="title|rubrik|titel|headline|header",
    date="date|datum|published|publicerad|publiceringsdatum|pubdate|published_at",
    url="url|länk|lank|link|webbadress|permalink",
    publisher="publisher|källa|kalla|source|tidning|utgivare|media|publikation",
    author="author|byline|författare|skribent|journalist",
)
Row = dict[str, Any]


def table_documents(
    raw: Raw, columns: Columns, limits: Limits
) -> Iterator[Document | ArticleError]:
    """One document for each row of a table with text in it. Raises ArticleError where columns are missing."""
    suffix = raw.name.lower().rpartition(".")[2]
    readers = {"csv": _csv, "tsv": _csv, "jsonl": _jsonl, "ndjson": _jsonl, "parquet": _parquet}
    rows = _xlsx(raw, limits) if suffix == "xlsx" else readers[suffix](raw)
    names: dict[str, str | None] | None = None
    for number, row in rows:
        origin = f"{raw.origin}:{number}"
        if isinstance(row, ArticleError):
            yield row
            continue
        if names is None or suffix in ("jsonl", "ndjson"):
            names = _mapping(raw, columns, row)
        yield _document(raw, origin, row, names)


def _mapping(raw: Raw, columns: Columns, row: Iterable[str]) -> dict[str, str | None]:
    """Our name → the table's column. Raises ArticleError for one that was named but is not there."""
    there = {str(name).strip().lower(): str(name) for name in row if name is not None}
    found: dict[str, str | None] = {}
    for item in fields(Columns):
        wanted = getattr(columns, item.name)
        if wanted is not None and wanted.lower() not in there:
            raise ArticleError(
                raw.origin,
                f"has no column '{wanted}'; its columns are {', '.join(map(repr, there.values()))}",
                f"name the right one: --{item.name}-column NAME",
            )
        usual = getattr(USUAL, item.name).split("|")
        name = wanted.lower() if wanted else next((n for n in usual if n in there), None)
        found[item.name] = there[name] if name else None
    if found["text"] is None:
        raise ArticleError(
            raw.origin,
            f"no column looks like the text; its columns are {', '.join(map(repr, there.values()))}",
            "name it: --text-column NAME",
        )
    return found


def _document(
    raw: Raw, origin: str, row: Row, names: dict[str, str | None]
) -> Document | ArticleError:
    def cell(key: str) -> str:
        name = names[key]
        value = row.get(name) if name else None
        return "" if value is None else str(value).strip()

    body = cell("text")
    if not body:
        return ArticleError(origin, "the row has no text", "leave it, or fill its text column")
    text, notes = clean(body)
    if re.search(r"</p>|<br\s*/?>|</div>", text, re.IGNORECASE):
        try:
            text, _, _ = read_html(f"<div>{text}</div>", origin)
        except ArticleError as error:
            return error
    title = " ".join(cell("title").split()) or None
    if title and title.lower() not in text[:400].lower():
        text = f"{title}\n\n{text}"
    own = text_metadata(text)
    url = cell("url") if cell("url").startswith(("http://", "https://")) else None
    date = cell("date")
    published = first_date(date)
    if date and not published:
        notes.append(f"the date '{date[:40]}' could not be read")
    mapped = {name for name in names.values() if name}
    extra = {
        str(k): " ".join(str(v).split())
        for k, v in row.items()
        if k not in mapped and k and v not in (None, "") and len(str(v)) <= 200
    }
    received = json.dumps(
        {str(k): str(v) for k, v in row.items()}, sort_keys=True, ensure_ascii=False
    )
    return Document(
        origin=origin,
        name=title or f"{raw.name.rpartition('.')[0]}-{origin.rpartition(':')[2]}",
        text=text.strip("\n") + "\n",
        meta=Metadata(
            title=title or own.title,
            published=published or own.published,
            modified=own.modified,
            publisher=cell("publisher") or publisher_of(url) or own.publisher,
            author=cell("author") or own.author,
            url=url,
        ),
        received=received.encode("utf-8", "surrogatepass"),
        notes=tuple(notes),
        extra=extra,
    )


def _csv(raw: Raw) -> Iterator[tuple[int, Row | ArticleError]]:
    text = decode_bytes(raw.data, raw.origin, raw.charset).text.lstrip("\ufeff")
    head = text.partition("\n")[0]
    delimiter = max(";,\t|", key=head.count)
    csv.field_size_limit(10_000_000)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            if None in row:
                yield (
                    reader.line_num,
                    ArticleError(
                        f"{raw.origin}:{reader.line_num}",
                        "the row has more cells than the header",
                        "put the text in quotation marks, or export it again as Excel or JSONL",
                    ),
                )
            else:
                yield reader.line_num, dict(row)
    except csv.Error as error:
        raise ArticleError(
            f"{raw.origin}:{reader.line_num}", f"no readable CSV ({error})", "export it again"
        ) from None


def _jsonl(raw: Raw) -> Iterator[tuple[int, Row | ArticleError]]:
    text = decode_bytes(raw.data, raw.origin, raw.charset).text
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield (
                number,
                ArticleError(f"{raw.origin}:{number}", f"no JSON ({error})", "mend the line"),
            )
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            yield (
                number,
                ArticleError(f"{raw.origin}:{number}", "no JSON object", "one {…} on each line"),
            )


def _xlsx(raw: Raw, limits: Limits) -> Iterator[tuple[int, Row | ArticleError]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    safe_zip(raw, limits).close()
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw.data), read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, OSError) as error:
        raise ArticleError(
            raw.origin, f"no readable Excel file ({error})", "save it again as .xlsx"
        ) from None
    sheet = book.worksheets[0]
    header: list[str] | None = None
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if all(cell is None for cell in cells):
            continue
        if header is None:
            header = ["" if cell is None else str(cell) for cell in cells]
            continue
        yield number, dict(zip(header, cells, strict=False))
    book.close()


def _parquet(raw: Raw) -> Iterator[tuple[int, Row | ArticleError]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(raw.data))
        number = 0
        for batch in file.iter_batches(batch_size=500):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (pa.ArrowException, OSError) as error:
        raise ArticleError(
            raw.origin, f"no readable Parquet file ({error})", "export it again"
        ) from None
