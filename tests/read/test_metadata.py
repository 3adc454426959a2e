"""What a page's own lines, its front matter and its head say about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.article import BlockKind
from pipeline.errors import ArticleError
from pipeline.layout import blocks
from pipeline.read import list_corpus, read_article
from pipeline.read.frontmatter import front_matter, render
from pipeline.read.html import read_html
from pipeline.read.metadata import text_metadata
from pipeline.read.publishers import domain_of, publisher_of

BODY = "Tolv personer har börjat på den nya verkstaden, och fler står i kö sedan i maj.\n"


def page(top: str, bottom: str = "") -> str:
    return f"{top}\n\n{BODY}\n{BODY}\n{bottom}\n"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Publicerad 4 december 2022 06:56", "2022-12-04"),
        ("Publicerad: 2021-03-09", "2021-03-09"),
        ("Publicerat tisdag 19 november 2019 kl 06.30", "2019-11-19"),
        ("Publicerad av Nina Ek den 2 december 2022", "2022-12-02"),
        ("Artikeln publicerades 3 maj 2017", "2017-05-03"),
        ("Publicerad\n14 juni 2020", "2020-06-14"),
        ("Nyköping 4 december 2022", "2022-12-04"),
        ("Nyhet 16 oktober 2020", "2020-10-16"),
        ("Pressmeddelande från Region Exempel 2021-04-22", "2021-04-22"),
        ("Debatt | Tis 10 apr 2018", "2018-04-10"),
        ("8/5 2024", "2024-05-08"),
        ("08.05.2024", "2024-05-08"),
        ("2022-06-09 09:30", "2022-06-09"),
        ("av Nina Ek | 11 nov 2023 | Arbete", "2023-11-11"),
        ("Projektperiod: 2021-09-01 – 2024-08-31", None),
        ("Mötet hölls den 3 maj 2019.", None),
        ("Sammanträdesdatum 2022-11-16", None),
        ("Publicerade siffror för 2019 visar något annat", None),
        ("31 februari 2020", None),
        ("våren 2023", None),
    ],
)
def test_published(line: str, date: str | None) -> None:
    assert text_metadata(page(line)).published == date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Senast uppdaterad: 16 oktober 2020 11:04", "2020-10-16"),
        ("Sidan uppdaterad: 2022-06-02", "2022-06-02"),
        ("Publicerad: 2024-01-30 Ändrad: 2024-02-02 Sidansvarig: webbredaktionen", "2024-02-02"),
        ("Sidan granskad 2024-06-17", "2024-06-17"),
    ],
)
def test_modified(line: str, date: str) -> None:
    found = text_metadata(page("Ny verkstad", line))
    assert found.modified == date
    assert found.published in (None, "2024-01-30")


@pytest.mark.parametrize(
    ("top", "bottom", "publisher"),
    [
        ("Sala kommun\nNy verkstad", "", "Sala kommun"),
        ("marks kommun  Meny  Sök\nNy verkstad", "", "Marks kommun"),
        ("Ny verkstad", "Foto: Bo Lind/Exempelbladet", "Exempelbladet"),
        ("Ny verkstad", "Foto: Bo Lind/TT", None),
        ("Ny verkstad", "© Exempelposten 2023", "Exempelposten"),
        ("Samordningsförbundet Norra Dalen\nNyhetsbrev", "", "Samordningsförbundet Norra Dalen"),
        ("Pressmeddelande från Vaggeryds kommun 2021-04-22", "", "Vaggeryds kommun"),
        ("Exempelkuriren  Nyheter  Sport", "", "Exempelkuriren"),
        ("Ny verkstad", "Tierps kommun, 815 80 Tierp", "Tierps kommun"),
        ("Ny verkstad", "ledamot i nämnden, Tierps kommun", None),
        ("Ny verkstad i Sala kommun ger tolv jobb", "", None),
    ],
)
def test_publisher(top: str, bottom: str, publisher: str | None) -> None:
    assert text_metadata(page(top, bottom)).publisher == publisher


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.svt.se/nyheter/lokalt/vast/ny-verkstad", "SVT Nyheter"),
        ("https://nyheter.svt.se/a", "SVT Nyheter"),
        ("https://www.ornskoldsvik.se/nyheter", "Örnsköldsviks kommun"),
        ("https://upplands-bro.se/", "Upplands-Bro kommun"),
        ("https://okand.example/", None),
        ("inte en adress", None),
        (None, None),
    ],
)
def test_publisher_of_an_address(url: str | None, publisher: str | None) -> None:
    assert publisher_of(url) == publisher


def test_domain() -> None:
    assert domain_of("https://www.Exempel.se/a") == "exempel.se"
    assert domain_of("http://[broken") is None


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def only(folder: Path):  # type: ignore[no-untyped-def]
    files, problems = list_corpus(folder)
    assert not problems
    return read_article(files[0])


def test_front_matter_is_metadata_and_furniture(tmp_path: Path) -> None:
    matter = (
        "---\ntitle: 'Ny verkstad: tolv jobb'\npublisher: Exempelbladet\nurl: https://exempel.se/1\n"
        "published: 4 december 2022\nmodified: null\nauthor: Bo Lind\n---\n\n"
    )
    article = only(write(tmp_path, "a.md", matter + "Rubriken\n\n" + BODY))
    assert article.text.startswith("---\n")
    assert article.meta.title == "Ny verkstad: tolv jobb"
    assert article.meta.publisher == "Exempelbladet"
    assert article.meta.published == "2022-12-04"
    assert article.meta.modified is None
    assert article.meta.author == "Bo Lind"
    labelled = blocks(article)
    assert labelled[0].kind is BlockKind.FURNITURE
    assert article.text[labelled[0].span.start : labelled[0].span.end] == matter.strip()
    assert [b.kind for b in labelled[1:]] == [BlockKind.HEADLINE, BlockKind.LEAD]


def test_swedish_keys_and_publisher_from_address(tmp_path: Path) -> None:
    text = "---\nrubrik: Nytt\ndatum: 2021-05-01\nlänk: https://www.flen.se/a\n---\n" + BODY
    article = only(write(tmp_path, "a.txt", text))
    assert (article.meta.title, article.meta.published) == ("Nytt", "2021-05-01")
    assert article.meta.publisher == "Flens kommun"


def test_structure_in_the_front_matter_holds_while_it_fits(tmp_path: Path) -> None:
    text = "---\ntitle: Nytt\nblocks: HFP\n---\n\nNytt\n\nGruppen för arbete\n\n" + BODY
    article = only(write(tmp_path, "a.md", text))
    assert [b.kind for b in blocks(article)] == [
        BlockKind.FURNITURE, BlockKind.HEADLINE, BlockKind.FURNITURE, BlockKind.LEAD,
    ]  # fmt: skip
    edited = only(write(tmp_path, "a.md", text + "\n\nEtt stycke till har skrivits in här.\n"))
    assert edited.hints == ()


def test_broken_front_matter_is_read_line_by_line() -> None:
    found = front_matter("---\ntitle: Nytt: om jobb: ja\npublished: 2020-01-02\n---\nText.")
    assert found is not None
    assert found.problem is not None
    assert found.values["published"] == "2020-01-02"


@pytest.mark.parametrize(
    "text", ["---\n\nEn text mellan linjer.\n\n---\nMer.", "Text\n---\na: b\n---", ""]
)
def test_rules_around_prose_are_no_front_matter(text: str) -> None:
    assert front_matter(text) is None


def test_front_matter_without_text(tmp_path: Path) -> None:
    files, _ = list_corpus(write(tmp_path, "a.md", "---\ntitle: Nytt\n---\n\n"))
    with pytest.raises(ArticleError, match="without a text"):
        read_article(files[0])


def test_rendered_front_matter_reads_back() -> None:
    values = {
        "title": "”Vi: # hann” - 'inte'",
        "published": "2020-01-02",
        "author": None,
        "n": "012",
    }
    found = front_matter(render(values) + "Text.")
    assert found is not None
    assert found.problem is None
    assert found.values["title"] == values["title"]
    assert found.values["published"] == "2020-01-02"
    assert found.values["n"] == "012"


def test_head_of_a_page() -> None:
    _, _, meta = read_html(
        '<html lang="sv"><head><meta property="og:site_name" content="Exempelbladet">'
        '<link rel="canonical" href="https://exempel.se/1"><script type="application/ld+json">'
        '{"@type":"NewsArticle","headline":"Ny verkstad","datePublished":"2022-10-06T05:00:00+02:00",'
        '"author":[{"@type":"Person","name":"Bo Lind"}]}</script></head><body><article><h1>Ny verkstad</h1>'
        f"<p>{BODY}</p></article></body></html>",
        "a.html",
    )
    assert meta.published == "2022-10-06"
    assert (meta.title, meta.author) == ("Ny verkstad", "Bo Lind")
    assert (meta.publisher, meta.url) == ("Exempelbladet", "https://exempel.se/1")
