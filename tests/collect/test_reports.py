"""What adding tells besides that it was done: what a page holds and the text does not, and which article it repeats."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.collect.losses import losses
from pipeline.read.html import read_html
from tests.bench.corpus import article
from tests.collect import made


def page(inner: str, head: str = "") -> str:
    shown = "".join(f"<p>{paragraph}</p>" for paragraph in made.PARAGRAPHS)
    return (
        f"<html><head><title>x</title>{head}</head><body><article><h1>{made.TITLE}</h1>{shown}"
        f"{inner}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("inner", "lost"),
    [
        ('<div style="display: none"><p>Anmälan görs senast den 3 maj.</p></div>', ["Anmälan görs senast den 3 maj."]),
        ("<div hidden><p>Så ansöker du om plats.</p><p>Ring handledaren på vardagar.</p></div>",
         ["Så ansöker du om plats.", "Ring handledaren på vardagar."]),
        ("<noscript>Slå på skript för att se siffrorna.</noscript>", ["Slå på skript för att se siffrorna."]),
        ('<div hidden><a href="#">Stäng</a></div>', []),
        ("<aside>Fler nyheter om jobb och lön</aside>", []),  # labelled, not lost
        ("<p>Av trettio <b>fick</b> tolv ett <i>arbete</i> i höst.</p>", []),
        ("<table><tr><td>År</td><td>Antal som började</td></tr><tr><td>2022</td><td>31 deltagare</td></tr></table>", []),
        ("<ul><li>Svetsning och montering på verkstaden<ul><li>Två dagar i veckan hela hösten</li></ul></li></ul>", []),
        ("Första raden i rutan<br>Andra raden i samma ruta", []),
        ("<script>var dold = 'inte ett ord för läsare';</script><style>p { margin: 0 auto 1em 2em }</style>", []),
    ],
)  # fmt: skip
def test_what_a_page_holds_and_its_text_does_not(inner: str, lost: list[str]) -> None:
    markup = page(inner)
    text, _, _ = read_html(markup, "a.html")
    assert list(losses(markup, text)) == lost


@pytest.mark.parametrize("separator", ["\\n", " "])
def test_a_text_that_only_the_data_of_a_page_hold(separator: str) -> None:
    behind = "Bakom betalväggen står att åtta av tolv blev kvar."
    body = separator.join((*made.PARAGRAPHS, behind))
    data = f'{{"@graph": [{{"@type": "NewsArticle", "articleBody": "{body}"}}]}}'
    markup = page("", f'<script type="application/ld+json">{data}</script>')
    text, _, _ = read_html(markup, "a.html")
    assert losses(markup, text) == (behind,)


@pytest.mark.parametrize(
    "name", ["local-news", "sitevision", "episerver", "esf-project", "wordpress"]
)
def test_whole_pages_lose_nothing(name: str) -> None:
    markup = made.page(name).decode("utf-8" if name != "episerver" else "latin-1")
    text, _, _ = read_html(markup, name)
    assert losses(markup, text) == ()


def add(*arguments: str | Path) -> str:
    return CliRunner().invoke(main, ["add", *map(str, arguments)]).output


def test_losses_are_counted_and_listed_on_demand(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    hidden = "<div hidden><p>Så ansöker du om plats.</p></div>"
    file.write_text(page(hidden), encoding="utf-8")
    short = add(file, "--corpus", tmp_path / "c", "--dry-run")
    assert "not in the text: 1 paragraph that the page holds but does not show" in short
    assert "Så ansöker du" not in short
    assert "- Så ansöker du om plats." in add(file, "--corpus", tmp_path / "c", "--losses")


def test_copies_and_updates_are_told_when_they_are_added(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    old = tmp_path / "old.txt"
    old.write_text(article(1), encoding="utf-8")
    assert "copy" not in add(old, "--corpus", corpus)
    (tmp_path / "other.txt").write_text(article(2), encoding="utf-8")
    assert "copy" not in add(tmp_path / "other.txt", "--corpus", corpus)
    update = tmp_path / "update.txt"
    update.write_text(article(1) + "\nBeskedet kom på torsdagen.\n", encoding="utf-8")
    told = "a copy or an update of old, and counted in its place"
    assert told in add(update, "--published", "2026-01-02", "--corpus", corpus, "--dry-run")
    assert told in add(update, "--published", "2026-01-02", "--corpus", corpus)
    older = tmp_path / "older.txt"
    older.write_text("Meny  Sök\n\n" + article(1), encoding="utf-8")
    shown = add(older, "--published", "2001-01-02", "--corpus", corpus)
    assert "a copy or an older text of" in shown
    # Two in one call are compared with each other too.
    for n in (1, 2):
        (tmp_path / f"twin{n}.txt").write_text(f"Del {n}.\n\n{article(5)}", encoding="utf-8")
    assert "of twin1" in add(tmp_path / "twin*.txt", "--corpus", corpus)
