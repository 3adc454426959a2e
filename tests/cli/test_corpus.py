"""insats add, corpus and diff, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from tests.collect import made

TEXT = "\n\n".join((made.TITLE, *made.PARAGRAPHS)) + "\n"


def insats(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "verkstaden.txt").write_text("Publicerad 5 mars 2023\n\n" + TEXT, encoding="utf-8")
    (tmp_path / "sida.html").write_bytes(made.page("episerver"))
    folder = tmp_path / "corpus"
    assert (
        insats(
            "add", tmp_path / "verkstaden.txt", tmp_path / "sida.html", "--corpus", folder
        ).exit_code
        == 0
    )
    return folder


def test_add_says_what_came_in(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(made.page("local-news"))
    result = insats("add", tmp_path / "a.html", "--corpus", tmp_path / "c", "-v")
    assert result.exit_code == 0
    assert "added: a  (Verkstaden gav tolv nya jobb; 2023-03-05; Exempelkuriren)" in result.output
    assert "labelled as page furniture" in result.output


def test_add_from_standard_input_with_stated_facts(tmp_path: Path) -> None:
    result = insats(
        "add", "-", "--corpus", tmp_path / "c", "--name", "ny-verkstad", "--published", "5 mars 2023",
        "--publisher", "Exempelbladet", stdin=TEXT,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    text = (tmp_path / "c/ny-verkstad.md").read_text(encoding="utf-8")
    assert "published: '2023-03-05'" in text
    assert "publisher: Exempelbladet" in text
    assert "modified: null" in text


def test_dates_that_are_none_are_refused(tmp_path: Path) -> None:
    result = insats("add", "-", "--published", "i går", "--corpus", tmp_path, stdin=TEXT)
    assert result.exit_code == 2
    assert "no date" in result.output


def test_exit_status(tmp_path: Path, corpus: Path) -> None:
    assert insats("add", tmp_path / "verkstaden.txt", "--corpus", corpus).exit_code == 1
    assert insats("add", tmp_path / "saknas.txt", "--corpus", corpus).exit_code == 1
    (tmp_path / "ny.txt").write_text("Ny. " + TEXT, encoding="utf-8")
    mixed = insats("add", tmp_path / "ny.txt", tmp_path / "saknas.txt", "--corpus", corpus)
    assert mixed.exit_code == 1
    assert "1 added, 1 failed" in mixed.output


def test_patterns_are_expanded(tmp_path: Path, corpus: Path) -> None:
    for n in range(3):
        (tmp_path / f"x{n}.txt").write_text(f"Nummer {n}. {TEXT}", encoding="utf-8")
    result = insats("add", tmp_path / "x*.txt", "--corpus", corpus)
    assert "3 added" in result.output


def test_list_and_show(corpus: Path) -> None:
    listed = insats("corpus", "list", "--corpus", corpus)
    assert listed.output.splitlines() == [
        "sida\t2021-08-27\tTierps kommun\tSommarjobb gav 240 ungdomar lön",
        "verkstaden\t2023-03-05\t-\tVerkstaden gav tolv nya jobb",
    ]
    shown = insats("corpus", "show", "sida", "--corpus", corpus).output
    assert "published  2021-08-27" in shown
    assert "headline  Sommarjobb gav 240 ungdomar lön" in shown
    assert "furniture  Den här webbplatsen använder kakor." in shown
    missing = insats("corpus", "show", "sid", "--corpus", corpus)
    assert missing.exit_code == 2
    assert "did you mean sida?" in missing.output


def test_check_names_file_line_and_remedy(corpus: Path) -> None:
    assert insats("corpus", "check", "--corpus", corpus).exit_code == 0
    (corpus / "fel.md").write_text(
        "---\ntitle: Ett: två: tre\npublished: i går\n---\n\nF\u00c3\u00b6rst\u00c3\u00a5s inte.\n"
        + TEXT,
        encoding="utf-8",
    )
    (corpus / "rapport.pdf").write_bytes(made.article_pdf())
    (corpus / ".originals/sida.html").write_bytes(b"ett annat")
    result = insats("corpus", "check", "--corpus", corpus)
    assert result.exit_code == 1
    for line in (
        "fel.md:1: front matter is not YAML",
        "fel.md:3: no date: 'i går'; write it as 2022-12-04",
        "fel.md:6: garbled characters",
        "rapport.pdf: unknown format '.pdf'; insats add takes it",
        "is not what was added",
        "is the same article as",
    ):
        assert line in result.output, line


def test_stats(tmp_path: Path, corpus: Path) -> None:
    result = insats("corpus", "stats", "--corpus", corpus, "--dataset", tmp_path / "none")
    assert result.exit_code == 0
    assert "2 articles" in result.output
    assert "1  Tierps kommun" in result.output
    assert "1  2023" in result.output
    assert "run insats extract" in result.output


def test_remove_moves_to_the_trash(corpus: Path) -> None:
    result = insats("corpus", "remove", "sida", "--corpus", corpus)
    assert result.exit_code == 0
    assert not (corpus / "sida.md").exists()
    trash = next((corpus / ".trash").iterdir())
    assert sorted(f.relative_to(trash).as_posix() for f in trash.rglob("*.*") if f.is_file()) == [
        ".originals/sida.html",
        "sida.md",
    ]
    assert insats("corpus", "list", "--corpus", corpus).output.count("\n") == 1


def test_remove_of_a_wrong_name_removes_nothing(corpus: Path) -> None:
    result = insats("corpus", "remove", "verkstaden", "saknas", "--corpus", corpus)
    assert result.exit_code == 2
    assert (corpus / "verkstaden.md").exists()


def dataset(folder: Path, titles: dict[str, str]) -> Path:
    from pipeline.export import write_dataset
    from pipeline.tables import TABLES, ArticleRow

    rows = [
        ArticleRow(
            article_id=name, title=title, published=None, modified=None, publisher=None, author=None, url=None,
            path=f"{name}.txt", sha256="0" * 64, language="sv", n_chars=1, n_sentences=1, n_tokens=1,
            municipality_code=None,
        )
        for name, title in titles.items()
    ]  # fmt: skip
    write_dataset(folder, {**{name: [] for name in TABLES}, "articles": rows}, {})
    return folder


def test_diff(tmp_path: Path) -> None:
    old = dataset(tmp_path / "old", {"a": "Ett", "b": "Två"})
    new = dataset(tmp_path / "new", {"b": "Två nya", "c": "Tre"})
    result = insats("diff", old, new)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "articles: 1 new, 1 gone, 1 changed",
        "  - a: title=Ett",
        "  ~ b: title: Två → Två nya",
        "  + c: title=Tre",
    ]
    same = insats("diff", old, old)
    assert (same.exit_code, same.output) == (0, "no difference\n")
    assert insats("diff", old, tmp_path / "saknas").exit_code == 2
    assert insats("diff", old, new, "--table", "artiklar").exit_code == 2
    assert '"change": "~"' in insats("diff", old, new, "--json").output
