"""Bad input: one clear line for each case, and the corpus as before or with the whole article in it."""

from __future__ import annotations

import errno
import io
import multiprocessing
import os
import struct
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.collect import MEGABYTE, Columns, Limits, Options, Status, add
from pipeline.collect.store import Store
from pipeline.errors import UsageError
from tests.collect import made

TEXT = "\n\n".join((made.TITLE, *made.PARAGRAPHS)) + "\n"


def files(corpus: Path) -> set[str]:
    if not corpus.exists():
        return set()
    found = (f.relative_to(corpus).as_posix() for f in corpus.rglob("*") if f.is_file())
    return {name for name in found if not name.endswith(".lock")}


def failure(tmp_path: Path, name: str, data: bytes, **options: object) -> str:
    file = tmp_path / name
    file.write_bytes(data)
    corpus = tmp_path / "corpus"
    outcomes = list(add([str(file)], corpus, Options(**options)))  # type: ignore[arg-type]
    assert [o.status for o in outcomes] == [Status.FAILED]
    assert files(corpus) == set()
    line = str(outcomes[0].error)
    assert "\n" not in line
    assert line.startswith(str(file))
    return line


def encrypted_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.article_pdf())))
    writer.encrypt("hemligt", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("tom.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("vagg.html", made.page("cookie-wall"), "only a cookie wall"),
        ("ram.html", b"<html><head><title>x</title></head><body></body></html>", "holds no text"),
        ("bruten.pdf", b"%PDF-1.4\nskr\xe4p", "PDF"),
        ("skannad.pdf", made.pdf([[]]), "no text layer"),
        ("sida.pdf", made.page("wordpress"), "is a web page, not the PDF"),
        ("text.pdf", b"ingenting", "is no PDF"),
        ("bruten.docx", b"PK\x03\x04skrap", "broken ZIP"),
        ("gammal.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "locked with a password, or an old"),
        ("annan.docx", made.archive({"a.txt": b"x"}), "is no Word file"),
        ("gammal.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 500, "unknown format '.doc'"),
        ("bild.png", b"\x89PNG\r\n\x1a\n\0\0\0\0" * 9, "unknown format '.png'"),
        ("binar.txt", bytes(range(256)) * 20, "binary"),
        ("rader.jsonl", b"[1, 2]\n", "no JSON object"),
        ("rader.jsonl", b"{trasig\n", "no JSON"),
        ("bok.xlsx", b"PK\x03\x04", "broken ZIP"),
        ("data.parquet", b"PAR1xxxx", "Parquet"),
        ("post.mhtml", b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx", "no HTML page"),
        ("feed.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "no entries"),
        ("tabell.csv", b"rubrik;ingress\nA;B\n", "no column looks like the text"),
    ],
)  # fmt: skip
def test_one_clear_line(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    assert problem in failure(tmp_path, name, data)


def test_locked_pdf(tmp_path: Path) -> None:
    assert "locked with a password" in failure(tmp_path, "a.pdf", encrypted_pdf())


def test_column_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    line = failure(tmp_path, "a.csv", b"titel;text\nA;B\n", columns=Columns(text="br\u00f6dtext"))
    assert "no column 'brödtext'" in line
    assert "'titel', 'text'" in line


def test_too_large(tmp_path: Path) -> None:
    with (tmp_path / "stor.txt").open("wb") as file:
        file.truncate(200 * MEGABYTE)  # sparse
    outcomes = list(add([str(tmp_path / "stor.txt")], tmp_path / "corpus", Options()))
    assert "200 MB; at most 100" in str(outcomes[0].error)


def test_truncated_html_is_added_and_said(tmp_path: Path) -> None:
    page = made.page("local-news")
    file = tmp_path / "a.html"
    file.write_bytes(page[: page.index("Hemligheten är".encode())])
    outcomes = list(add([str(file)], tmp_path / "corpus", Options()))
    assert outcomes[0].status is Status.ADDED
    assert "the page seems to be cut off at its end" in outcomes[0].notes


def test_page_cut_off_before_its_text_is_told_as_such(tmp_path: Path) -> None:
    page = made.page("local-news")
    cut = page[: page.index("När bruket".encode())]
    assert "is cut off before its text" in failure(tmp_path, "a.html", cut)


def bomb() -> bytes:
    return made.archive({"a.txt": b"0" * (60 * MEGABYTE)})


def liar() -> bytes:
    """A member that unpacks to more than its table of contents says."""
    data = bytearray(made.archive({"a.txt": b"hej " * 5000}))
    for marker, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(marker) + offset
        data[at : at + 4] = struct.pack("<I", 100)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (bomb(), "ZIP bomb"),
        (liar(), "ZIP bomb|cannot be unpacked"),
        (made.archive({"../../etc/x.txt": b"hej"}), "points outside the archive"),
        (made.archive({"/etc/x.txt": b"hej"}), "points outside the archive"),
        (made.archive({"C:/x.txt": b"hej"}), "points outside the archive"),
    ],
    ids=["bomb", "liar", "dots", "root", "drive"],
)
def test_archives_that_attack(tmp_path: Path, data: bytes, problem: str) -> None:
    import re

    assert re.search(problem, failure(tmp_path, "a.zip", data))
    assert files(tmp_path) == {"a.zip"}


def test_many_small_members_are_no_way_round(tmp_path: Path) -> None:
    data = made.archive({f"{n}.txt": b"hej" for n in range(50)})
    assert "50 files in one archive" in failure(tmp_path, "a.zip", data, limits=Limits(members=20))


def test_archives_in_archives_end(tmp_path: Path) -> None:
    data = made.archive({"a.txt": TEXT.encode()})
    for _ in range(5):
        data = made.archive({"in.zip": data})
    assert "archives within archives" in failure(tmp_path, "a.zip", data)


def test_bad_member_does_not_stop_the_others(tmp_path: Path) -> None:
    data = made.archive({"a.pdf": b"%PDF-skrap", "b.txt": TEXT.encode()})
    (tmp_path / "a.zip").write_bytes(data)
    outcomes = list(add([str(tmp_path / "a.zip")], tmp_path / "corpus", Options()))
    assert [o.status for o in outcomes] == [Status.FAILED, Status.ADDED]


def test_deep_nesting_is_read(tmp_path: Path) -> None:
    page = b"<html><body>" + b"<div>" * 5000 + f"<p>{made.PARAGRAPHS[0] * 4}</p>".encode()
    (tmp_path / "a.html").write_bytes(page)
    outcomes = list(add([str(tmp_path / "a.html")], tmp_path / "corpus", Options()))
    assert outcomes[0].status in (Status.ADDED, Status.FAILED)


def test_same_file_twice(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    corpus = tmp_path / "corpus"
    assert [o.status for o in add([str(file), str(file)], corpus, Options())] == [
        Status.ADDED,
        Status.PRESENT,
    ]
    before = files(corpus)
    assert [o.status for o in add([str(file)], corpus, Options())] == [Status.PRESENT]
    assert files(corpus) == before


def test_other_article_of_the_same_name_gets_a_name_of_its_own(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"{folder} {TEXT}", encoding="utf-8")
    outcomes = list(add([str(tmp_path / "x"), str(tmp_path / "y")], tmp_path / "corpus", Options()))
    assert [o.article_id for o in outcomes] == ["a", "a-2"]


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    outcomes = list(add([str(tmp_path / "a.txt")], tmp_path / "corpus", Options(dry_run=True)))
    assert [o.status for o in outcomes] == [Status.ADDED]
    assert not (tmp_path / "corpus").exists()


@pytest.mark.parametrize("after", [0, 1])
def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """With a PDF the original is written first; where the article itself then fails, it goes again."""
    (tmp_path / "a.pdf").write_bytes(made.article_pdf())
    corpus = tmp_path / "corpus"
    calls = []
    real = os.fsync

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) > after:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="the disk is full"):
        list(add([str(tmp_path / "a.pdf")], corpus, Options()))
    assert files(corpus) == set()
    calls.clear()
    result = CliRunner().invoke(main, ["add", str(tmp_path / "a.pdf"), "--corpus", str(corpus)])
    assert result.exit_code == 1
    assert "the disk is full" in result.output
    assert "0 added, 1 failed" in result.output
    assert files(corpus) == set()


def test_interrupted_in_the_middle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(made.article_pdf())
    corpus = tmp_path / "corpus"

    def interrupt(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        list(add([str(tmp_path / "a.pdf")], corpus, Options()))
    assert files(corpus) == set()


def test_interrupted_between_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Del {name}. {TEXT}", encoding="utf-8")
    corpus = tmp_path / "corpus"
    real, calls = os.fsync, []

    def second(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(handle)

    monkeypatch.setattr(os, "fsync", second)
    sources = [str(tmp_path / f"{name}.txt") for name in ("a", "b", "c")]
    result = CliRunner().invoke(main, ["add", *sources, "--corpus", str(corpus)])
    assert result.exit_code == 1
    assert "stopped; 1 article(s) were added whole" in result.output
    assert files(corpus) == {"a.md"}


def _add_in_process(inbox: str, corpus: str) -> None:
    list(add([inbox], Path(corpus), Options()))


def test_two_processes_at_once(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        for number in range(15):
            text = f"{folder} {number}. {TEXT}"
            (tmp_path / folder / f"artikel{number}.txt").write_text(text, encoding="utf-8")
    context = multiprocessing.get_context("spawn")
    jobs = [
        context.Process(target=_add_in_process, args=(str(tmp_path / folder), str(corpus)))
        for folder in ("x", "y")
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join(60)
    assert [job.exitcode for job in jobs] == [0, 0]
    texts = [f.read_text(encoding="utf-8") for f in corpus.glob("*.md")]
    assert len(texts) == 30
    assert all(made.PARAGRAPHS[2] in text for text in texts)


def test_corpus_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        Store(tmp_path / "corpus")


def test_missing_source_and_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    outcomes = list(
        add([str(tmp_path / "finns-inte"), str(tmp_path / "tom")], tmp_path / "c", Options())
    )
    assert [
        "no such file" in str(outcomes[0].error),
        "holds no files" in str(outcomes[1].error),
    ] == [True, True]


def test_locked_member(tmp_path: Path) -> None:
    data = bytearray(made.archive({"a.txt": b"hej"}))
    for marker, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(marker) + offset] |= 1
    assert zipfile.ZipFile(io.BytesIO(bytes(data))).infolist()[0].flag_bits & 1
    assert "locked with a password" in failure(tmp_path, "a.zip", bytes(data))
