"""What a run writes: whole or not at all, the same bytes each time, valid for other tools."""

import json
import os
import sqlite3
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from pipeline.errors import UsageError
from pipeline.export import check_output, write_dataset
from pipeline.tables import (
    TABLES,
    ArticleRow,
    FigureRow,
    PlaceRow,
    ProgrammeRow,
    TextRow,
    columns,
)
from pipeline.vocab import Measure, PlaceLevel, ProgrammeKind, Qualifier, Status, TargetGroup, Unit

TEXT = "I Kil fick 12 ungdomar jobb genom ”Broar”."


def rows():
    tables = {name: [] for name in TABLES}
    tables["articles"].append(
        ArticleRow("a", 'Rubrik med "citat", komma\noch rad', "2024-05", None, None, None, None, "a.txt", "0" * 64,
                   "sv", len(TEXT), 1, 9, "1715")
    )  # fmt: skip
    tables["texts"].append(TextRow("a", TEXT))
    tables["places"].append(
        PlaceRow("a.place2-5", "a", 2, 5, "Kil", PlaceLevel.MUNICIPALITY, "1715", "Kil")
    )
    tables["programmes"].append(
        ProgrammeRow("broar-kil", "Broar", (), ProgrammeKind.PROJECT, True, "Kils kommun", None, 1500000.0, "2021",
                     None, (TargetGroup.YOUTH,), ("1715",), ("a",))
    )  # fmt: skip
    tables["figures"].append(
        FigureRow("a.figure11-22", "a", 11, 22, "12 ungdomar", 12.0, None, Unit.PERSONS, Qualifier.EXACT,
                  Measure.EMPLOYMENT, Status.OUTCOME, TargetGroup.YOUTH, "broar-kil", "1715", None, None, None, TEXT)
    )  # fmt: skip
    return tables


@pytest.fixture
def dataset(tmp_path):
    write_dataset(tmp_path / "out", rows(), {"corpus": "x"})
    return tmp_path / "out"


def test_every_table_in_every_format(dataset):
    for table in TABLES:
        names = [column.name for column in columns(table)]
        assert list(pd.read_parquet(dataset / "tables" / f"{table}.parquet").columns) == names
        assert list(pd.read_csv(dataset / "tables" / f"{table}.csv").columns) == names


def test_values_survive(dataset):
    figure = pd.read_parquet(dataset / "tables" / "figures.parquet").iloc[0]
    assert (figure["value"], figure["measure"], figure["group"]) == (12.0, "employment", "youth")
    assert pd.isna(figure["value_high"])
    programme = pd.read_parquet(dataset / "tables" / "programmes.parquet").iloc[0]
    assert list(programme["municipality_codes"]) == ["1715"]
    csv = pd.read_csv(dataset / "tables" / "programmes.csv", dtype=str).iloc[0]
    assert json.loads(csv["target_groups"]) == ["youth"]
    assert csv["named"] == "true"
    article = pd.read_csv(dataset / "tables" / "articles.csv").iloc[0]
    assert article["title"] == 'Rubrik med "citat", komma\noch rad'


def test_sqlite_has_keys_and_indexes(dataset):
    connection = sqlite3.connect(dataset / "dataset.sqlite")
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    keys = {row[3] for row in connection.execute("PRAGMA foreign_key_list(figures)")}
    assert keys == {"article_id", "programme_id"}
    assert connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type='index' AND name LIKE 'figures%'"
    ).fetchone()[0]
    found = connection.execute(
        "SELECT p.name, f.value FROM figures f JOIN programmes p USING (programme_id),"
        " json_each(p.municipality_codes) m WHERE m.value = '1715'"
    ).fetchall()
    assert found == [("Broar", 12.0)]
    connection.close()


def test_the_data_package_is_valid(dataset):
    report = frictionless.validate(str(dataset / "datapackage.json"))
    assert report.valid, report.flatten(["message"])


def test_the_data_package_catches_a_wrong_code(dataset):
    path = dataset / "tables" / "figures.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("employment", "employmnt"), encoding="utf-8"
    )
    assert not frictionless.validate(str(dataset / "datapackage.json")).valid


def test_the_same_rows_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_dataset(tmp_path / name, rows(), {})
    for file in sorted((tmp_path / "one" / "tables").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / "tables" / file.name).read_bytes(), (
            file.name
        )


def test_a_failed_write_leaves_the_old_dataset_whole(dataset, monkeypatch):
    before = {file.name: file.read_bytes() for file in dataset.rglob("*") if file.is_file()}

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr("pipeline.export.Database.finish", fail)
    with pytest.raises(OSError, match="disk full"):
        write_dataset(dataset, rows(), {})
    assert {file.name: file.read_bytes() for file in dataset.rglob("*") if file.is_file()} == before
    assert [file.name for file in dataset.parent.iterdir()] == ["out"]


def test_a_new_dataset_replaces_the_old_as_a_whole(dataset):
    (dataset / "tables" / "old.csv").write_text("left over", encoding="utf-8")
    write_dataset(dataset, rows(), {})
    assert not (dataset / "tables" / "old.csv").exists()


def test_output_that_is_a_file(tmp_path):
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        check_output(tmp_path / "out")


def test_output_with_other_files_is_never_replaced(tmp_path):
    (tmp_path / "thesis.docx").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="holds other files"):
        check_output(tmp_path)


def test_output_that_is_the_corpus(tmp_path):
    with pytest.raises(UsageError, match="is the corpus itself"):
        check_output(tmp_path, tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_output_that_cannot_be_written(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="cannot be written"):
        check_output(tmp_path / "out")


def test_an_unwritable_parent_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(UsageError, match="cannot be written to"):
        check_output(tmp_path / "deep" / "out")


def test_check_output_accepts_a_new_or_a_dataset_folder(dataset, tmp_path):
    check_output(dataset)
    check_output(tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert Path(dataset).exists()
