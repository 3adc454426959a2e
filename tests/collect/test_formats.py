"""Every format in, round trip: the words are there, in order, and the facts about them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from pipeline.article import Article, BlockKind
from pipeline.collect import Columns, Options, Outcome, Status, add
from pipeline.layout import blocks
from pipeline.read import list_corpus, read_article
from tests.collect import made


def put(tmp_path: Path, name: str, data: bytes | str, **options: object) -> list[Outcome]:
    inbox = tmp_path / "inbox"
    inbox.mkdir(exist_ok=True)
    content = data.encode() if isinstance(data, str) else data
    (inbox / name).write_bytes(content)
    return list(add([str(inbox / name)], tmp_path / "corpus", Options(**options)))  # type: ignore[arg-type]


def articles(tmp_path: Path) -> list[Article]:
    files, problems = list_corpus(tmp_path / "corpus")
    assert not problems
    return [read_article(file) for file in files]


def body(article: Article) -> list[str]:
    return [
        article.text[b.span.start : b.span.end]
        for b in blocks(article)
        if b.kind is not BlockKind.FURNITURE
    ]


def one(tmp_path: Path, name: str, data: bytes | str, **options: object) -> Article:
    outcomes = put(tmp_path, name, data, **options)
    assert [o.status for o in outcomes] == [Status.ADDED], [str(o.error) for o in outcomes]
    return articles(tmp_path)[0]


TEXT = "\n\n".join((made.TITLE, *made.PARAGRAPHS)) + "\n"


def test_plain_text(tmp_path: Path) -> None:
    article = one(tmp_path, "Ny verkstad i Åmål.txt", "Publicerad 5 mars 2023\n\n" + TEXT)
    assert article.id == "ny-verkstad-i-amal"
    assert article.meta.title == made.TITLE
    assert article.meta.published == "2023-03-05"
    assert body(article) == [made.TITLE, *made.PARAGRAPHS]
    assert not (tmp_path / "corpus" / ".originals").exists()


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "mac_roman"])
def test_other_encodings_are_told_and_the_original_kept(tmp_path: Path, encoding: str) -> None:
    outcomes = put(tmp_path, "a.txt", TEXT.encode(encoding))
    assert "read as" in outcomes[0].notes[0]
    article = articles(tmp_path)[0]
    assert body(article) == [made.TITLE, *made.PARAGRAPHS]
    assert (tmp_path / "corpus/.originals/a.txt").read_bytes() == TEXT.encode(encoding)


@pytest.mark.parametrize("wrong", ["cp1252", "mac_roman", "latin-1"])
def test_garbled_text_is_repaired_and_reported(tmp_path: Path, wrong: str) -> None:
    text = (
        "Åtta av tio fick jobb. Det är över förväntan. Två läser på komvux, och en är sjuk.\n" * 3
    )
    outcomes = put(tmp_path, "a.txt", text.encode("utf-8").decode(wrong, "replace").encode("utf-8"))
    assert "garbled" in outcomes[0].notes[0]
    assert body(articles(tmp_path)[0])[0].startswith(
        "Åtta av tio fick jobb. Det är över förväntan."
    )


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    import unicodedata

    outcomes = put(tmp_path, "a.txt", unicodedata.normalize("NFD", TEXT))
    assert "NFC" in outcomes[0].notes[0]
    assert body(articles(tmp_path)[0])[1] == made.PARAGRAPHS[0]


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    text = (
        "---\nrubrik: Ny verkstad\ndatum: 5 mars 2023\ntagg: arbete\n---\n\n# Ny verkstad\n\n"
        "Tolv av **trettio** har fått [jobb](https://a.example) i *Åmål*, och fler\nstår i kö till våren.\n\n"
        "## Fakta\n\n- Startade 2022\n- Kostar 1,4 miljoner\n"
    )
    article = one(tmp_path, "a.md", text)
    assert body(article) == [
        "Ny verkstad",
        "Tolv av trettio har fått jobb i Åmål, och fler står i kö till våren.",
        "Fakta",
        "• Startade 2022",
        "• Kostar 1,4 miljoner",
    ]
    assert (article.meta.title, article.meta.published) == ("Ny verkstad", "2023-03-05")
    assert "tagg: arbete" in article.text


PAGES = {
    "local-news": (
        ["Vi använder kakor", "Sport", "Åsikter", "Annons", "Läs också", "Ny simhall", "Kommentarer", "heja verkstaden",
         "Ansvarig utgivare", "©"],
        ["Verkstaden gav tolv nya jobb", "När bruket lade ned", "Hiba Mansoor lärde sig svetsa", "– Ingen trodde",
         "Företagen kom till verkstaden", "Fakta: Verkstaden", "Kostar 1,4 miljoner", "30 deltagare", "– Man måste få visa",
         "Åmål"],
    ),
    "sitevision": (
        ["Hoppa till", "Bygga och bo", "Startsida", "Telefon: 0300", "Hjälpte informationen", "Senast uppdaterad",
         "430 00 Exempelby"],
        ["Jobbslussen är till för dig", "Vad kan jag få hjälp med?", "Skriva ansökningar", "31 av dem började arbeta",
         "Målet är att hälften", "2022 | 74 | 31"],
    ),
    "episerver": (
        ["Den här webbplatsen använder", "Meny", "Publicerad: 2021-08-27", "Facebook", "Ny gångbro", "815 80 Tierp"],
        ["Sommarjobb gav 240 ungdomar lön", "Det blev rekord i år.", "De flesta arbetade tre veckor",
         '"Jag fick mina första egna pengar', "Kontakt med riktiga arbetsgivare", "Satsningen kostade 3,1 miljoner"],
    ),
    "esf-project": (
        ["Sök stöd", "Om kakor", "Tillgänglighet"],
        ["Stegvis in", "Exempelstads kommun", "2018-09-01 – 2021-08-31", "14 200 000 kr", "360", "Stegvis in vänder sig",
         "Under 2017 var 1 850 personer", "Minst 40 procent"],
    ),
    "wordpress": (
        ["Hoppa till", "Om oss", "Postad den", "Dela detta", "Twitter", "3 kommentarer", "Tack för ett fint inlägg",
         "Höstmöte", "Drivs med"],
        ["Vad vi lärde oss", "När vi startade", "Vi har sålt 2 000 plantor", "Vi hade inte bråttom.", "Dela med dig av dina"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_pages(tmp_path: Path, name: str) -> None:
    article = one(tmp_path, f"{name}.html", made.page(name))
    kept = body(article)
    furniture, wanted = PAGES[name]
    for start in wanted:
        assert any(text.startswith(start) or start in text for text in kept), start
    for start in furniture:
        assert not any(text.startswith(start) for text in kept), (start, kept)
        assert start in article.text  # labelled, never deleted
    assert (tmp_path / f"corpus/.originals/{name}.html").read_bytes() == made.page(name)


@pytest.mark.parametrize(
    ("name", "published", "modified", "publisher", "author", "title"),
    [
        ("local-news", "2023-03-05", "2023-03-06", "Exempelkuriren", "Signe Almfors", made.TITLE),
        ("sitevision", "2021-01-12", "2023-02-03", None, None, "Jobbslussen"),
        ("episerver", "2021-08-27", None, "Tierps kommun", None, "Sommarjobb gav 240 ungdomar lön"),
        ("esf-project", None, None, "Projektbanken", None, "Stegvis in"),
        ("wordpress", "2019-06-14", None, "Grönt arbete", "Karin Elmdal", "Vad vi lärde oss av Trädgårdsgruppen"),
    ],
)  # fmt: skip
def test_facts_of_pages(
    tmp_path: Path, name: str, published: str | None, modified: str | None,
    publisher: str | None, author: str | None, title: str,
) -> None:  # fmt: skip
    meta = one(tmp_path, f"{name}.html", made.page(name)).meta
    assert (meta.published, meta.modified) == (published, modified)
    assert (meta.publisher, meta.author, meta.title) == (publisher, author, title)


def test_mhtml(tmp_path: Path) -> None:
    html = made.page("local-news").decode()
    article = one(
        tmp_path, "sparad.mhtml", made.mhtml(html, "https://www.exempelkuriren.example/x")
    )
    assert any(text.startswith("När bruket lade ned") for text in body(article))
    assert article.meta.published == "2023-03-05"


def test_pdf_columns_hyphens_and_running_heads(tmp_path: Path) -> None:
    outcomes = put(tmp_path, "rapport.pdf", made.article_pdf())
    assert outcomes[0].notes == ("6 running heads and page numbers left out",)
    article = articles(tmp_path)[0]
    assert body(article) == [
        made.TITLE,
        "Tolv av trettio deltagare har fått ett arbete sedan verkstaden i Åmål öppnade för ett år sedan.",
        "Alla som söker får plats inom en månad, och ingen behöver vänta på besked.",
        "Verkstaden kostar 1,4 miljoner kronor om året och drivs av kommunen tillsammans med två företag.",
        "Del 2",
        "Här fortsätter berättelsen om verkstaden med sitt avsnitt nummer 2.",
        "Del 3",
        "Här fortsätter berättelsen om verkstaden med sitt avsnitt nummer 3.",
    ]
    assert article.meta.title == made.TITLE


def test_docx(tmp_path: Path) -> None:
    data = made.docx(
        [("Rubrik1", made.TITLE), *(("Normal", p) for p in made.PARAGRAPHS), ("Liststycke", "Startade 2022")],
        [["År", "Deltagare"], ["2022", "30"]],
    )  # fmt: skip
    article = one(tmp_path, "a.docx", data)
    assert body(article) == [
        made.TITLE,
        *made.PARAGRAPHS,
        "Startade 2022",
        "År | Deltagare",
        "2022 | 30",
    ]
    assert article.meta.title == made.TITLE


def test_docx_notes_come_last_and_a_text_box_once(tmp_path: Path) -> None:
    text = [("Normal", p) for p in made.PARAGRAPHS]
    data = made.docx(text, footnotes=["Enligt kommunens bokslut."], drawn="Fakta: 30 platser")
    found = body(one(tmp_path, "a.docx", data))
    assert found[-2:] == ["Fakta: 30 platser", "Enligt kommunens bokslut."]
    assert found.count("Fakta: 30 platser") == 1


ROWS = [
    {"rubrik": made.TITLE, "brödtext": "\n\n".join(made.PARAGRAPHS), "datum": "2023-03-05", "källa": "Exempelbladet"},
    {"rubrik": "Sommarjobb", "brödtext": "Rekord i år. " + made.PARAGRAPHS[2], "datum": "27/8 2021", "källa": "Bladet"},
]  # fmt: skip


def table(suffix: str) -> bytes:
    if suffix == "jsonl":
        return "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()
    if suffix == "csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, ROWS[0], delimiter=";")
        writer.writeheader()
        writer.writerows(ROWS)
        return out.getvalue().encode("cp1252")
    import pandas as pd

    frame, buffer = pd.DataFrame(ROWS), io.BytesIO()
    if suffix == "parquet":
        frame.to_parquet(buffer)
    else:
        frame.to_excel(buffer, index=False)
    return buffer.getvalue()


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "xlsx", "parquet"])
def test_tables(tmp_path: Path, suffix: str) -> None:
    columns = Columns(text="brödtext", title="rubrik", date="datum", publisher="källa")
    outcomes = put(tmp_path, f"export.{suffix}", table(suffix), columns=columns)
    assert [o.article_id for o in outcomes] == ["verkstaden-gav-tolv-nya-jobb", "sommarjobb"]
    first = next(a for a in articles(tmp_path) if a.id.startswith("verk"))
    assert body(first) == [made.TITLE, *made.PARAGRAPHS]
    assert (first.meta.published, first.meta.publisher) == ("2023-03-05", "Exempelbladet")
    assert put(tmp_path, f"export.{suffix}", table(suffix))[0].status is Status.PRESENT


def test_zip_of_several_formats(tmp_path: Path) -> None:
    data = made.archive(
        {"a/ett.txt": TEXT.encode(), "b/sida.html": made.page("sitevision"), "__MACOSX/._x": b"x"}
    )
    outcomes = put(tmp_path, "allt.zip", data)
    assert [o.article_id for o in outcomes] == ["ett", "sida"]


def test_feed(tmp_path: Path) -> None:
    outcomes = put(tmp_path, "feed.xml", made.feed())
    assert [o.status for o in outcomes] == [Status.ADDED, Status.FAILED]
    article = articles(tmp_path)[0]
    assert body(article) == [made.TITLE, *made.PARAGRAPHS]
    assert article.meta.published == "2023-03-05"
    assert article.meta.url == "https://www.exempelkuriren.example/1"
    assert (article.meta.publisher, article.meta.author) == ("Exempelkuriren", "Signe Almfors")
