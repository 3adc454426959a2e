"""HTML pages → text with structural hints. Every visible block is kept, in page order, one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html
from lxml.html import HtmlElement

from pipeline.article import Block, BlockKind, Metadata, Span
from pipeline.errors import ArticleError
from pipeline.read.accordions import Accordions, is_hidden
from pipeline.read.boilerplate import Piece, second_opinion
from pipeline.read.pagehead import page_metadata

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
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
    ),
    *(
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
    ),
    *("u", "var", "wbr"),
}
_CELLS = ("td", "th")
_KINDS = {
    "h1": BlockKind.HEADLINE,
    **{f"h{n}": BlockKind.SUBHEADING for n in range(2, 7)},
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "summary": BlockKind.SUBHEADING,
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "tr": BlockKind.LIST_ITEM,
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
    r"|newsletter|comments?|kommentarer|promo|advert|annons|skip-?link|footer|sidfot|paywall|sr-only|visually-hidden"
    r"|screen-reader-text|pagination|tags?|taggar|most-read|mest-last)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Fact boxes and leads are the article's, even in an <aside>.
_ARTICLE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:fakta\w*|fact-?box|facts?|infobox|ingress|preamble|lead|article-?body|entry-content|pullquote)"
    r"(?:$|[\s_-])",
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
    pieces = _clean(_blocks(root))
    if not pieces:
        raise ArticleError(
            path, "the page holds no text", "save the whole page, not only its frame"
        )
    if any(True for _ in root.iter("p", "div", "article")):
        pieces = second_opinion(markup, pieces)
    hints: list[Block] = []
    position = 0
    for text, kind in pieces:
        hints.append(Block(Span(position, position + len(text)), kind))
        position += len(text) + 2
    body = "\n\n".join(text for text, _ in pieces)
    return body, tuple(hints), page_metadata(root, body)


def _clean(found: Iterator[Piece]) -> list[Piece]:
    """Runs of white space as one space; runs without text left out."""
    cleaned = (
        (re.sub(r"[ \t\r\n\f\v\u2028\u2029\x85]+", " ", text).strip(" \u00a0"), kind)
        for text, kind in found
    )
    return [(text.rstrip(" |"), kind) for text, kind in cleaned if text.strip(" |")]


def _blocks(root: HtmlElement) -> Iterator[tuple[str, BlockKind]]:
    """Runs of inline text with the kind of the nearest block element. Iterative: depth is the page's own."""
    buffer: list[str] = []
    folded = Accordions.of(root)
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
            elif tag in _CELLS:
                if "".join(buffer).strip():
                    buffer.append(" | ")
                if element.text:
                    buffer.append(element.text)
                stack.append((element, False))
                stack.extend((child, True) for child in reversed(element))
                continue
            elif tag not in _INVISIBLE and (not is_hidden(element) or element in folded.panels):
                if tag not in _INLINE:
                    yield flush()
                    kind, furniture = kinds[-1]
                    if element in folded.headings:
                        kinds.append((BlockKind.SUBHEADING, furniture))
                    else:
                        furniture = furniture or _is_furniture(element, tag)
                        kinds.append((_KINDS.get(tag, kind), furniture))
                if element.text:
                    buffer.append(element.text)
                stack.append((element, False))
                stack.extend((child, True) for child in reversed(element))
                continue
        elif tag not in _INLINE and tag not in _CELLS:
            yield flush()
            kinds.pop()
        if element is not root and element.tail:
            buffer.append(element.tail)
    yield flush()


def _is_furniture(element: HtmlElement, tag: str) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if tag in ("aside", "section", "div") and _ARTICLE_NAMES.search(names):
        return False
    if tag in _FURNITURE_TAGS or (element.get("role") or "").lower() in _FURNITURE_ROLES:
        return True
    if tag == "header":
        return not any(True for _ in element.iter("h1"))
    if tag in ("body", "html", "main", "article"):
        return False
    return bool(_FURNITURE_NAMES.search(names))
