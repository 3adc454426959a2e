"""HTML: every visible block is kept and told for what it is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import BlockKind
from pipeline.errors import ArticleError
from pipeline.read import boilerplate
from pipeline.read.html import read_html

PROSE = "Tolv av trettio deltagare har fått ett arbete sedan verkstaden i Åmål öppnade för ett år sedan. "


def kinds(body: str) -> dict[str, str]:
    text, hints, _ = read_html(f"<html><body>{body}</body></html>", "a.html")
    return {text[h.span.start : h.span.end]: str(h.kind) for h in hints}


@pytest.mark.parametrize(
    ("body", "text", "kind"),
    [
        ("<h1>Ny verkstad</h1>", "Ny verkstad", "headline"),
        ("<h2>Fakta</h2>", "Fakta", "subheading"),
        ("<ul><li>Ett</li></ul>", "Ett", "list_item"),
        ("<dl><dt>Ägare</dt><dd>Flens kommun</dd></dl>", "Flens kommun", "list_item"),
        ("<figure><figcaption>Bild på bänken</figcaption></figure>", "Bild på bänken", "caption"),
        ("<table><tr><td>2022</td><td>74</td></tr></table>", "2022 | 74", "list_item"),
        ("<nav><a>Start</a></nav>", "Start", "furniture"),
        ("<div class='cookie-banner'><p>Kakor</p></div>", "Kakor", "furniture"),
        ("<aside><p>Mer läsning</p></aside>", "Mer läsning", "furniture"),
        ("<aside class='faktaruta'><p>Startade 2022</p></aside>", "Startade 2022", "paragraph"),
        ("<div>Löst stycke</div>", "Löst stycke", "paragraph"),
        ("<p>Ett <b>fet</b>t ord<br>Ny rad</p>", "Ett fett ord", "paragraph"),
    ],
)
def test_kind_of_a_block(body: str, text: str, kind: str) -> None:
    assert kinds(body)[text] == kind


def test_what_is_not_seen_is_not_text() -> None:
    body = f"<p>{PROSE}</p><script>a</script><style>b</style><p style='display: none'>c</p><p hidden>d</p><!-- e -->"
    assert list(kinds(body)) == [PROSE.strip()]


def test_prose_in_a_box_with_an_unlucky_name_comes_back() -> None:
    body = f"<article><h1>Ny verkstad</h1><div class='share-story'><p>{PROSE * 2}</p><p>{PROSE * 3}</p></div></article>"
    assert kinds(body)[(PROSE * 2).strip()] == "paragraph"


def test_second_opinion_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(markup: str) -> str:
        raise RuntimeError("odd page")

    monkeypatch.setattr(boilerplate, "_extract", lambda: fail)
    pieces = [("Ny verkstad", BlockKind.HEADLINE), (PROSE, BlockKind.PARAGRAPH)]
    assert boilerplate.second_opinion("<p>", pieces) == pieces


@pytest.mark.parametrize("markup", ["", "<html></html>", "<script>a</script>"])
def test_page_without_text(markup: str) -> None:
    with pytest.raises(ArticleError):
        read_html(markup, "a.html")


@given(st.lists(st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<ul><li>", "<td>", "a b", "Å.", "<br>", "<h1>", "&amp;"]), max_size=40))  # fmt: skip
def test_hints_cover_the_text_whatever_the_markup(parts: list[str]) -> None:
    try:
        text, hints, _ = read_html("<html><body>" + "".join(parts) + "</body></html>", "a.html")
    except ArticleError:
        return
    covered = {i for h in hints for i in range(h.span.start, h.span.end)}
    assert all(i in covered for i, char in enumerate(text) if not char.isspace())
    assert all(a.span.end < b.span.start for a, b in pairwise(hints))
