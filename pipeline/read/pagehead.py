"""What the head of an HTML page says about it: JSON-LD, meta elements, title, canonical address."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

from lxml.html import HtmlElement

from pipeline.article import Metadata
from pipeline.read.metadata import text_metadata
from pipeline.read.publishers import municipal_bodies, publisher_of
from pipeline.swedish.dates import first_date

_PUBLISHED = (
    *("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date"),
    *("dcterms.created", "dc.date.created", "pubdate", "publishdate", "publish-date", "date"),
)
_MODIFIED = (
    *("article:modified_time", "datemodified", "dc.date.modified", "dcterms.modified"),
    *("og:updated_time", "last-modified", "lastmodified", "revised"),
)
_PUBLISHER = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "byl")
# What content systems write where an author should stand.
_NO_AUTHOR = re.compile(
    r"^(?:admin\w*|webb?master|redaktör|system|wordpress|https?:.*|[\w.]+@.*)$", re.I
)
_TITLE_PARTS = re.compile(r"\s+[|–»:·-]\s+")
_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|WebPage|Report|NewsItem", re.IGNORECASE)


def page_metadata(root: HtmlElement, body: str) -> Metadata:
    """Metadata of a page: JSON-LD, then meta elements, then the page's own lines."""
    own = text_metadata(body)
    metas = _metas(root)
    ld = _json_ld(root)
    h1 = next((" ".join(h.text_content().split()) for h in root.iter("h1")), "")
    title, site = _title_element(root)
    link = next((e.get("href") for e in root.iter("link") if e.get("rel") == "canonical"), None)
    url = _address(link, metas.get("og:url"), ld.get("url"))
    author = ld.get("author") or _first(metas, _AUTHOR)
    return dataclasses.replace(
        own,
        title=ld.get("headline") or h1 or metas.get("og:title") or title or own.title,
        published=_date(ld.get("datePublished")) or _first_date(metas, _PUBLISHED) or own.published,
        modified=_date(ld.get("dateModified")) or _first_date(metas, _MODIFIED) or own.modified,
        publisher=ld.get("publisher")
        or _first(metas, _PUBLISHER)
        or publisher_of(url)
        or own.publisher
        or site,
        author=author if author and not _NO_AUTHOR.match(author) else own.author,
        url=url,
        language=(root.get("lang") or "sv").split("-")[0].lower() or "sv",
    )


def _metas(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta", "time", "span"):
        named = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = element.get("content") or (
            element.get("datetime") if element.tag == "time" else ""
        )
        if named and content and content.strip():
            found.setdefault(named.lower(), " ".join(content.split()))
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _first_date(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((d for name in names if (d := _date(metas.get(name)))), None)


def _title_element(root: HtmlElement) -> tuple[str | None, str | None]:
    """``Ny verkstad | Sala kommun`` → its first part, and the last where it is a municipality."""
    text = next((" ".join(e.text_content().split()) for e in root.iter("title")), "")
    parts = [part for part in _TITLE_PARTS.split(text) if part]
    if not parts:
        return None, None
    site = municipal_bodies().get(parts[-1].lower()) if len(parts) > 1 else None
    return parts[0], site


def _address(*candidates: str | None) -> str | None:
    return next((c.strip() for c in candidates if c and re.match(r"https?://", c.strip())), None)


def _json_ld(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        items: list[Any] = data if isinstance(data, list) else [data]
        for item in items:
            if not isinstance(item, dict):
                continue
            graph = item.get("@graph")
            items.extend(graph if isinstance(graph, list) else [])
            if "headline" not in item and not _ARTICLE_TYPES.search(str(item.get("@type", ""))):
                continue
            for key in ("headline", "datePublished", "dateModified", "publisher", "author", "url"):
                if value := _plain(item.get(key)):
                    found.setdefault(key, value)
    return found


def _plain(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _date(value: str | None) -> str | None:
    return first_date(value) if value else None
