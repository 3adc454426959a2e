"""Folded sections of a page: hidden until the reader opens them, and the article's all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

_POINTERS = ("aria-controls", "data-target", "data-bs-target", "href")
_CLIMB = 2  # the button often stands in a heading or a wrapper before the panel
_PROSE = 40


@dataclass(frozen=True)
class Accordions:
    """Hidden panels of prose that a control on the page opens, and these controls: their headings."""

    panels: frozenset[HtmlElement]
    headings: frozenset[HtmlElement]

    @staticmethod
    def of(root: HtmlElement) -> Accordions:
        """Those of a page. Menus fold too: a panel mostly made of links is none."""
        panels, headings = set(), set()
        for control in root.iter():
            if not isinstance(control.tag, str) or not _folds(control):
                continue
            for panel in _opened_by(control, root):
                if is_hidden(panel) and _is_prose(panel):
                    panels.add(panel)
                    headings.add(control)
        return Accordions(frozenset(panels), frozenset(headings))


def is_hidden(element: HtmlElement) -> bool:
    """Does the page hide the element before any script has run?"""
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def _folds(element: HtmlElement) -> bool:
    toggle = element.get("data-toggle") or element.get("data-bs-toggle")
    return element.get("aria-expanded") is not None or toggle == "collapse"


def _opened_by(control: HtmlElement, root: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that the control names; where it names none, what follows it."""
    named = [(control.get(name) or "").lstrip("#") for name in _POINTERS]
    found = [
        panel
        for name in named
        if name and (panel := root.get_element_by_id(name, None)) is not None
    ]
    yield from found
    if found:
        return
    element: HtmlElement | None = control
    for _ in range(_CLIMB + 1):
        if element is None:
            return
        following = element.getnext()
        if following is not None:
            yield following
            return
        element = element.getparent()


def _is_prose(panel: HtmlElement) -> bool:
    text = " ".join(panel.text_content().split())
    links = sum(len(" ".join(link.text_content().split())) for link in panel.iter("a"))
    return len(text) >= _PROSE and any(mark in text for mark in ".!?") and links * 2 < len(text)
