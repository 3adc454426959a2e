"""HTML pages → text with structural hints. Every visible block is kept, in page order, one line each."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from pipeline.article import Block, BlockKind, Metadata, Span
from pipeline.errors import ArticleError
from pipeline.read.metadata import text_metadata
from pipeline.swedish.dates import first_date

_INVISIBLE = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "head",
    "iframe",
    "object",
    "select",
    "math",
}
_INLINE = {
    *(
        "a abbr b bdi bdo cite code data dfn em font i kbd mark q s samp small span strong sub sup".split()
    ),
    *("time tt u var wbr ins del label".split()),
}
_KINDS = {
    "h1": BlockKind.HEADLINE,
    **{f"h{n}": BlockKind.SUBHEADING for n in range(2, 7)},
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "li": BlockKind.LIST_ITEM,
    "p": BlockKind.PARAGRAPH,
    "blockquote": BlockKind.PARAGRAPH,
}
_FURNITURE_TAGS = {"nav", "footer", "aside", "form", "button", "dialog", "menu"}
_FURNITURE_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
}
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookie|consent|breadcrumbs?|brodsmulor|share|dela|social|sidebar|related|relaterat|meny|menu"
    r"|newsletter|comments?|kommentarer|promo|advert|annons|skip-?link|footer|sidfot|paywall)(?:$|[\s_-])",
    re.IGNORECASE,
)


def read_html(markup: str, path: str) -> tuple[str, tuple[Block, ...], Metadata]:
    """The visible text of a page, a hint for each block, and what the page says about itself.

    Raises ArticleError where the page has no visible text.
    """
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    try:
        root = html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ArticleError(path, f"no readable HTML ({error})", "save the page again") from None
    pieces: list[str] = []
    hints: list[Block] = []
    position = 0
    for text, kind in _blocks(root):
        clean = re.sub(r"[ \t\r\n\f]+", " ", text).strip()
        if not clean:
            continue
        hints.append(Block(Span(position, position + len(clean)), kind))
        pieces.append(clean)
        position += len(clean) + 2
    body = "\n\n".join(pieces)
    if not body:
        raise ArticleError(
            path, "the page holds no text", "save the whole page, not only its frame"
        )
    return body, tuple(hints), _metadata(root, body)


def _blocks(root: HtmlElement) -> Iterator[tuple[str, BlockKind]]:
    """Runs of inline text with the kind of the nearest block element. Iterative: depth is the page's own."""
    buffer: list[str] = []
    kinds: list[tuple[BlockKind, bool]] = [(BlockKind.PARAGRAPH, False)]

    def flush() -> tuple[str, BlockKind]:
        text = "".join(buffer)
        buffer.clear()
        kind, furniture = kinds[-1]
        return text, BlockKind.FURNITURE if furniture else kind

    stack: list[tuple[HtmlElement, bool]] = [(root, True)]
    while stack:
        element, opening = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if opening:
            if tag == "br":
                yield flush()
            elif tag not in _INVISIBLE and not _hidden(element):
                if tag not in _INLINE:
                    yield flush()
                    kind, furniture = kinds[-1]
                    kinds.append((_KINDS.get(tag, kind), furniture or _is_furniture(element, tag)))
                if element.text:
                    buffer.append(element.text)
                stack.append((element, False))
                stack.extend((child, True) for child in reversed(element))
                continue
        elif tag not in _INLINE:
            yield flush()
            kinds.pop()
        if element is not root and element.tail:
            buffer.append(element.tail)
    yield flush()


def _hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def _is_furniture(element: HtmlElement, tag: str) -> bool:
    if tag in _FURNITURE_TAGS or (element.get("role") or "").lower() in _FURNITURE_ROLES:
        return True
    if tag == "header":
        return not any(True for _ in element.iter("h1"))
    if tag in ("body", "html", "main", "article"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_FURNITURE_NAMES.search(names))


def _metadata(root: HtmlElement, body: str) -> Metadata:
    """Page metadata: JSON-LD, then meta elements, then the page's own lines."""
    own = text_metadata(body)
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        key = (
            element.get("property") or element.get("name") or element.get("itemprop") or ""
        ).lower()
        content = (element.get("content") or "").strip()
        if key and content:
            metas.setdefault(key, content)
    ld = _json_ld(root)
    heading = next(
        (h.text_content().strip() for h in root.iter("h1") if h.text_content().strip()), None
    )
    link = next((e.get("href") for e in root.iter("link") if e.get("rel") == "canonical"), None)
    lang = (root.get("lang") or "sv").split("-")[0].lower()
    return dataclasses.replace(
        own,
        title=ld.get("headline") or heading or metas.get("og:title") or own.title,
        published=_date(
            ld.get("datePublished") or metas.get("article:published_time") or metas.get("dc.date")
        )
        or own.published,
        modified=_date(ld.get("dateModified") or metas.get("article:modified_time"))
        or own.modified,
        publisher=ld.get("publisher") or metas.get("og:site_name") or own.publisher,
        author=ld.get("author") or metas.get("author") or own.author,
        url=link or metas.get("og:url") or ld.get("url"),
        language=lang,
    )


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
            items.extend(item.get("@graph", []) if isinstance(item.get("@graph"), list) else [])
            for key in ("headline", "datePublished", "dateModified", "publisher", "author", "url"):
                value = item.get(key)
                if isinstance(value, list) and value:
                    value = value[0]
                if isinstance(value, dict):
                    value = value.get("name")
                if isinstance(value, str) and value.strip() and "headline" in item:
                    found.setdefault(key, value.strip())
    return found


def _date(value: str | None) -> str | None:
    return first_date(value) if value else None
