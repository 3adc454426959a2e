"""The main job end to end on small corpora: positions, determinism, bad input."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.build import Settings, build
from pipeline.errors import UsageError
from pipeline.export import write_dataset
from pipeline.tables import TABLES

ROOT = Path(__file__).parent.parent

SUNNE = """Broar till jobb ger resultat

Publicerad 3 maj 2023

Projektet Broar till jobb i Sunne kommun har hittills haft 64 deltagare. Av dem har 18 fått arbete.

– Det viktigaste är att vi samarbetar med företagen, säger projektledaren Maja Ulfsdotter Hedh.
"""
KIL = "Kil satsar på unga\n\nKils kommun startar Trappan, en insats för 25 ungdomar utan arbete.\n"


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "sunne.txt").write_text(SUNNE, encoding="utf-8")
    (folder / "kil.txt").write_text(KIL, encoding="utf-8")
    return folder


def run(corpus, **settings):
    return build(corpus, Settings(**settings))


def ids(dataset):
    return [row.article_id for row in dataset.tables["articles"]]


def test_a_small_corpus_gives_every_kind_of_row(corpus):
    dataset = run(corpus)
    assert dataset.failed == []
    tables = dataset.tables
    assert ids(dataset) == ["kil", "sunne"]
    assert {row.code for row in tables["places"]} == {"1715", "1766"}
    names = {row.name: row for row in tables["programmes"]}
    assert names["Broar till jobb"].municipality_codes == ("1766",)
    figure = next(row for row in tables["figures"] if row.value == 64)
    assert (figure.unit, figure.measure) == ("persons", "participants")
    assert figure.programme_id == names["Broar till jobb"].programme_id
    (quote,) = [row for row in tables["quotes"] if row.kind == "direct"]
    assert quote.speaker == "Maja Ulfsdotter Hedh"
    person = next(row for row in tables["people"] if row.person_id == quote.person_id)
    assert person.role == "projektledare"
    factor = next(row for row in tables["success_factors"] if row.factor == "employer_engagement")
    assert factor.quote_id == quote.quote_id
    article = next(row for row in tables["articles"] if row.article_id == "sunne")
    assert (article.title, article.published) == ("Broar till jobb ger resultat", "2023-05-03")
    assert article.municipality_code == "1766"


def test_every_position_holds_its_text():
    dataset = build(ROOT / "corpus", Settings(cache=ROOT / "build" / "cache"))
    assert dataset.failed == []
    texts = {row.article_id: row.text for row in dataset.tables["texts"]}
    checked = 0
    for name in TABLES:
        for row in dataset.tables[name]:
            if hasattr(row, "start"):
                assert texts[row.article_id][row.start : row.end] == row.text
                checked += 1
    assert checked > 1000
    for name in ("places", "programmes", "figures", "quotes", "success_factors", "people"):
        assert dataset.tables[name], f"{name} is empty"


def written(dataset, folder):
    write_dataset(folder, dataset.tables, {})
    return {file.name: file.read_bytes() for file in sorted((folder / "tables").iterdir())}


def test_order_of_files_and_number_of_workers_change_nothing(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    sources = sorted((ROOT / "corpus" / "train").glob("*.txt"))[:6]
    for source in sources:
        shutil.copy(source, first)
    for source in reversed(sources):
        shutil.copy(source, second)
    one = written(run(first), tmp_path / "one")
    assert one == written(run(second), tmp_path / "two")
    assert one == written(run(first, workers=2), tmp_path / "three")


def test_a_second_run_uses_the_store_and_gives_the_same(corpus, tmp_path):
    one = written(run(corpus, cache=tmp_path / "cache"), tmp_path / "one")
    assert any((tmp_path / "cache").rglob("*"))
    assert one == written(run(corpus, cache=tmp_path / "cache"), tmp_path / "two")
    assert one == written(run(corpus), tmp_path / "three")


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n \t", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary"),
        ("report.docm", b"PK\x03\x04", "unknown format"),
        ("kil.html", b"<p>Kil</p>", "same name"),
        ("frame.html", b"<html><body><script>x()</script></body></html>", "no text"),
    ],
)
def test_a_bad_file_is_one_clear_line_and_the_rest_comes_out(corpus, name, data, problem):
    (corpus / name).write_bytes(data)
    dataset = run(corpus)
    (error,) = dataset.failed
    assert problem in str(error)
    assert ";" in str(error)  # where: what; what next
    assert len(ids(dataset)) == 2


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "windows.txt",
            "Åmåls kommun hjälpte 12 arbetslösa ungdomar till jobb.\r\nDet är ”bra” – säger hon.".encode(
                "cp1252"
            ),
        ),
        ("mac.txt", "Åmåls kommun hjälpte 12 arbetslösa ungdomar till jobb".encode("mac_roman")),
        ("bom.txt", "\ufeffÅmåls kommun hjälpte 12 arbetslösa ungdomar till jobb.".encode()),
        ("utf16.txt", "Åmåls kommun hjälpte 12 arbetslösa ungdomar till jobb.".encode("utf-16")),
        (
            "crlf.txt",
            "Rubrik\r\n\r\nÅmåls kommun hjälpte 12 arbetslösa ungdomar till jobb.\r\n".encode(),
        ),
        ("Min artikel åäö.txt", "Åmåls kommun hjälpte 12 arbetslösa ungdomar till jobb.".encode()),
        (
            "nfd.txt",
            "A\u030ama\u030als kommun hjälpte 12 arbetslösa ungdomar till jobb i Åmål.".encode(),
        ),
    ],
)
def test_every_usual_encoding_and_name_is_read(corpus, name, data):
    (corpus / name).write_bytes(data)
    dataset = run(corpus)
    assert dataset.failed == []
    texts = {row.article_id: row.text for row in dataset.tables["texts"]}
    row = next(r for r in dataset.tables["figures"] if r.article_id not in ("kil", "sunne"))
    assert row.value == 12
    assert texts[row.article_id][row.start : row.end] == row.text
    assert "1492" in {r.code for r in dataset.tables["places"]}


def test_an_article_of_one_very_long_line(corpus):
    sentence = "Kommunen hjälpte 12 arbetslösa ungdomar till jobb till jobb i Kil under 2021 och 9 året därpå. "
    (corpus / "long.txt").write_text(sentence * 400, encoding="utf-8")
    dataset = run(corpus)
    assert dataset.failed == []
    assert sum(row.article_id == "long" for row in dataset.tables["figures"]) >= 400


def test_an_unreadable_file_is_told(corpus, monkeypatch):
    real = Path.read_bytes

    def refuse(self):
        if self.name == "kil.txt":
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    dataset = run(corpus)
    assert ids(dataset) == ["sunne"]
    assert "kil.txt" in str(dataset.failed[0])
    assert "permission" in str(dataset.failed[0]).lower()


def test_an_extractor_that_fails_costs_one_article(corpus, monkeypatch):
    from pipeline.extract import figures

    real = figures.find

    def fail(tagged):
        if tagged.article.id == "kil":
            raise RuntimeError("odd text")
        return real(tagged)

    monkeypatch.setattr("pipeline.extract.figures.find", fail)
    dataset = run(corpus)
    assert ids(dataset) == ["sunne"]
    assert "odd text" in str(dataset.failed[0])


@pytest.mark.parametrize("kind", ["missing", "file", "empty"])
def test_a_corpus_that_is_none(tmp_path, kind):
    path = tmp_path / "corpus"
    if kind == "file":
        path.write_text("x", encoding="utf-8")
    elif kind == "empty":
        path.mkdir()
    with pytest.raises(UsageError, match=str(path)):
        run(path)


def test_the_output_folder_inside_the_corpus_is_not_read(corpus):
    out = corpus / "out"
    write_dataset(out, run(corpus).tables, {})
    dataset = build(corpus, Settings(), exclude=out)
    assert dataset.failed == []
    assert ids(dataset) == ["kil", "sunne"]


def test_a_missing_model_is_told_before_any_work(corpus):
    from pipeline.errors import ModelError

    with pytest.raises(ModelError, match="no_such_model"):
        run(corpus, model="no_such_model")


def test_identifiers_do_not_depend_on_other_articles(corpus):
    before = {row.figure_id for row in run(corpus).tables["figures"]}
    (corpus / "aaa.txt").write_text(
        "Sala kommun fick 3 miljoner kronor till projektet Ljus för arbetslösa ungdomar.",
        encoding="utf-8",
    )
    after = {row.figure_id for row in run(corpus).tables["figures"]}
    assert before < after


def test_gold_facts_of_the_real_articles(shared):
    """Every programme of the five real articles has its row, with figures linked to it."""
    dataset = run(shared / "seeds")
    programmes = dataset.tables["programmes"]
    gold = [
        json.loads(file.read_text(encoding="utf-8"))
        for file in sorted((shared / "gold").glob("*.json"))
    ]
    for article in gold:
        for wanted in article["programmes"]:
            if not wanted["named"]:
                continue
            rows = [p for p in programmes if wanted["name"] in (p.name, *p.aliases)]
            assert rows, f"{wanted['name']} has no row"
            assert rows[0].owner == wanted["owner"]
            assert set(wanted["municipality_codes"]) <= set(rows[0].municipality_codes)
    linked = {row.programme_id for row in dataset.tables["figures"] if row.programme_id}
    assert len(linked) >= 3
