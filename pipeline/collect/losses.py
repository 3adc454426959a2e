"""What a page says that the article's text does not hold: every paragraph of the page is looked up in the text.

The text is made by one walk over the page (:mod:`pipeline.read.html`), which passes over what a browser does
not show. This is another walk, over everything, so that whoever adds a page learns what was left behind:
folded-out sections, a text that only the page's data hold, the words for those without JavaScript.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import etree, html
from lxml.html import HtmlElement

# Never words for a reader.
_NO_TEXT = frozenset({"script", "style", "head", "svg", "math", "object", "iframe", "option"})
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time tt "
    "u var wbr td th".split()
)
_MIN_WORDS = 4


def losses(markup: str, text: str) -> tuple[str, ...]:
    """The paragraphs of a page that ``text`` does not hold, in the order of the page, each once.

    Shorter ones than four words (buttons, labels) are passed over.
    """
    try:
        parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    held = _key(text)
    lost: dict[str, str] = {}
    for paragraph in (*_paragraphs(root), *_article_bodies(root)):
        key = _key(paragraph)
        if len(key.split()) >= _MIN_WORDS and key not in lost and f" {key} " not in f" {held} ":
            lost[key] = " ".join(paragraph.split())
    return tuple(lost.values())


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).lower().strip()


def _paragraphs(root: HtmlElement) -> Iterator[str]:
    """Runs of text between block elements, hidden ones included. Iterative: depth is the page's own."""
    buffer: list[str] = []
    stack: list[tuple[HtmlElement, bool]] = [(root, True)]
    while stack:
        element, opening = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag not in _INLINE:
            yield "".join(buffer)
            buffer.clear()
        elif tag in ("td", "th"):
            buffer.append(" ")
        if opening and tag not in _NO_TEXT:
            buffer.append(element.text or "")
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element))
        elif element is not root:
            buffer.append(element.tail or "")
    yield "".join(buffer)


def _article_bodies(root: HtmlElement) -> Iterator[str]:
    """The text that a page's data (JSON-LD) give of its article, paragraph by paragraph."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            waiting = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.pop()
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, dict):
                body = item.get("articleBody")
                if isinstance(body, str):
                    yield from _sentences(body)
                waiting.append(item.get("@graph"))


def _sentences(body: str) -> Iterator[str]:
    """Paragraphs of a body; one that comes without line breaks, by sentence: it joins what the page sets apart."""
    lines = [line for line in re.split(r"\s*\n\s*", body) if line.strip()]
    for line in lines:
        yield from re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ–\"”])", line) if len(lines) == 1 else (line,)
