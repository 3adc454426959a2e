"""HTML pages, saved MHTML and feeds → documents."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from lxml import etree

from pipeline.article import Article, BlockKind, Metadata
from pipeline.collect.document import Document, Raw
from pipeline.collect.losses import losses
from pipeline.collect.text import clean
from pipeline.errors import ArticleError
from pipeline.layout import blocks
from pipeline.read.decode import decode_bytes
from pipeline.read.frontmatter import LETTERS
from pipeline.read.html import read_html
from pipeline.read.publishers import publisher_of
from pipeline.swedish.dates import first_date

_META_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_WALL = re.compile(
    r"\b(?:kakor|cookies?|samtycke|partner|integritet|prenumer\w+|logga in|javascript)\b",
    re.IGNORECASE,
)
_MIN_BODY = 200
_CUT_OFF = "the page seems to be cut off at its end"


def html_document(raw: Raw) -> Document:
    """One page: every visible block is kept, and what is not the article is labelled.

    Raises ArticleError where the page holds no article (a cookie wall, an empty frame).
    """
    declared = _META_CHARSET.search(raw.data[:4096])
    charset = raw.charset or (declared[1].decode("ascii") if declared else None)
    decoded = decode_bytes(raw.data, raw.origin, charset)
    markup, notes = clean(decoded.text)
    if not re.search(
        r"</(?:html|body|article|div|p)\s*>\s*(?:<!--.*?-->\s*)*$", markup[-3000:], re.I | re.S
    ):
        notes.append(_CUT_OFF)
    return _page(raw, markup, notes)


def _page(raw: Raw, markup: str, notes: list[str]) -> Document:
    text, hints, meta = read_html(markup, raw.origin)
    if raw.url:
        meta = replace(meta, url=meta.url or raw.url)
        meta = replace(meta, publisher=meta.publisher or publisher_of(raw.url))
    article = Article(raw.name, raw.name, "", text, meta, hints)
    labelled = blocks(article)
    body = [b for b in labelled if b.kind is not BlockKind.FURNITURE]
    size = sum(len(b.span) for b in body)
    furniture = len(labelled) - len(body)
    if size < _MIN_BODY:
        problem = "holds no article text" if size < 80 else f"holds only {size} characters of text"
        if _WALL.search(text) and size < _MIN_BODY:
            problem = "is only a cookie wall, a login or a teaser"
        if _CUT_OFF in notes:
            problem = "is cut off before its text"
        raise ArticleError(
            raw.origin,
            f"the page {problem}",
            "open it in a browser, and save it when the text shows",
        )
    if furniture:
        notes = [*notes, f"{furniture} of {len(labelled)} paragraphs labelled as page furniture"]
    return Document(
        origin=raw.origin,
        name=raw.name,
        text=text + "\n",
        meta=meta,
        received=raw.data,
        suffix=".html",
        letters="".join(LETTERS[hint.kind] for hint in hints),
        notes=tuple(notes),
        lost=losses(markup, text),
    )


def mhtml_document(raw: Raw) -> Document:
    """The page of a saved MHTML file (.mht, .mhtml)."""
    message = email.message_from_bytes(raw.data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    part = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
    payload = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise ArticleError(raw.origin, "holds no HTML page", "save the page again as HTML or MHTML")
    url = str(part["Content-Location"] or message["Snapshot-Content-Location"] or "").strip()
    page = replace(
        raw,
        data=payload,
        charset=part.get_content_charset(),
        url=url if url.startswith("http") else raw.url,
    )
    return replace(html_document(page), received=raw.data, suffix=".mhtml")


def is_feed(data: bytes) -> bool:
    """True where the bytes begin as an RSS, RDF or Atom feed does."""
    return re.search(rb"<(?:rss|rdf:RDF|feed)[\s>]", data[:2000]) is not None


def feed_documents(raw: Raw) -> Iterator[Document | ArticleError]:
    """Every entry of an RSS or Atom feed saved to a file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(raw.data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError(
            raw.origin, f"no readable feed ({error})", "save the feed again"
        ) from None
    if root is None:
        raise ArticleError(raw.origin, "no readable feed", "save the feed again")
    site = next(
        (t for e in root.iter() if _local(e) == "title" and (t := (e.text or "").strip())), None
    )
    entries = [e for e in root.iter() if _local(e) in ("item", "entry")]
    if not entries:
        yield ArticleError(raw.origin, "the feed has no entries", "save it when it has some")
    for number, entry in enumerate(entries, start=1):
        origin = f"{raw.origin}#{number}"
        try:
            yield _entry(entry, replace(raw, origin=origin), site)
        except ArticleError as error:
            yield error


def _entry(entry: etree._Element, raw: Raw, site: str | None) -> Document:
    fields: dict[str, str] = {}
    for element in entry.iter():
        name = _local(element)
        value = (
            " ".join(str(part) for part in element.itertext())
            if name == "author"
            else (element.text or "")
        )
        if name == "link":
            value = element.get("href") or value
            if element.get("rel") not in (None, "alternate"):
                continue
        if value.strip():
            fields.setdefault(name, value.strip())
    content = fields.get("encoded") or fields.get("content") or fields.get("description")
    content = content or fields.get("summary") or ""
    title = fields.get("title", "")
    markup = content if "<" in content else "".join(f"<p>{p}</p>" for p in content.split("\n\n"))
    data = etree.tostring(entry, encoding="utf-8", with_tail=False)
    page = replace(raw, data=data, name=title or raw.name, url=fields.get("link"))
    document = _page(page, f"<html><body><h1>{_escaped(title)}</h1>{markup}</body></html>", [])
    date = fields.get("pubdate") or fields.get("published") or fields.get("date") or ""
    notes = document.notes
    if not fields.get("encoded") and not fields.get("content"):
        notes = (*notes, "the feed gives a summary only; add the page itself for the whole text")
    meta = Metadata(
        title=title or document.meta.title,
        published=_feed_date(date) or document.meta.published,
        modified=_feed_date(fields.get("updated", "")),
        publisher=publisher_of(fields.get("link")) or site,
        author=fields.get("creator") or fields.get("author"),
        url=fields.get("link"),
    )
    return replace(document, meta=meta, suffix=".xml", notes=notes)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _feed_date(value: str) -> str | None:
    """``Tue, 07 Mar 2023 08:00:00 +0100`` or an ISO date."""
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return first_date(value)
