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


FOLDED = "Du som saknar arbete och fyllt tjugo år kan söka plats i verkstaden."


@pytest.mark.parametrize(
    "section",
    [
        f"<h3><button aria-expanded='false' aria-controls='p1'>Vem kan delta?</button></h3><div id='p1' hidden><p>{FOLDED}</p></div>",
        f"<button aria-expanded='false'>Vem kan delta?</button><div style='display: none'><p>{FOLDED}</p></div>",
        f"<div><h3><button aria-expanded='false'>Vem kan delta?</button></h3></div><div hidden><p>{FOLDED}</p></div>",
        f"<a href='#svar' data-toggle='collapse'>Vem kan delta?</a><div id='svar' hidden>{FOLDED}</div>",
        f"<div role='button' data-bs-toggle='collapse' data-bs-target='#x'>Vem kan delta?</div><div id='x' style='display:none'>{FOLDED}</div>",
        f"<details><summary>Vem kan delta?</summary><p>{FOLDED}</p></details>",
    ],
)
def test_a_folded_section_belongs_to_the_article(section: str) -> None:
    found = kinds(f"<main><h1>Verkstaden</h1><p>{PROSE}</p>{section}<p>{PROSE}</p></main>")
    assert found.get(FOLDED) == "paragraph"
    if "<a " not in section:  # a link stands in a line of text, not in a block of its own
        assert found.get("Vem kan delta?") == "subheading"


@pytest.mark.parametrize(
    "section",
    [
        "<button aria-expanded='false'>Meny</button><ul hidden><li><a href='/'>Arbete och stöd till dig som bor här. Läs!</a></li></ul>",
        f"<div style='display:none'><p>{FOLDED}</p></div>",
        "<button aria-expanded='false'>Dela</button><div hidden><p>Kopiera.</p></div>",
        f"<button aria-expanded='false' aria-controls='borta'>Mer</button><p>Hej.</p><div hidden>{FOLDED}</div>",
    ],
)
def test_what_is_hidden_otherwise_stays_out(section: str) -> None:
    text, _, _ = read_html(f"<html><body><p>{PROSE}</p>{section}</body></html>", "a.html")
    assert not [words for words in (FOLDED, "bor här", "Kopiera") if words in text]


def test_a_list_at_the_end_is_read_to_its_end() -> None:
    rows = "<ul><li>24 platser</li><li>Samverkan med vården</li></ul><p>Tipsa en vän</p>"
    found = kinds(f"<main><h1>Verkstaden</h1><p>{PROSE}</p><p>{PROSE}{PROSE}</p>{rows}</main>")
    assert found["Samverkan med vården"] == "list_item"
    assert found["Tipsa en vän"] == "furniture"


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
