"""Exports people open, the report, and the tables in pandas."""

import csv
import re
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pyreadstat
import pytest
from click.testing import CliRunner

import pipeline
from pipeline.cli import main
from pipeline.errors import UsageError
from tests.inspect import sample


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return sample.write(tmp_path_factory.mktemp("formats") / "dataset")


def _run(*args):
    return CliRunner().invoke(main, [str(a) for a in args])


def test_a_workbook_with_a_sheet_for_each_table(dataset, tmp_path):
    out = tmp_path / "insats.xlsx"
    result = _run("export", dataset, "--format", "xlsx", "--out", out)
    assert result.exit_code == 0, result.output
    book = openpyxl.load_workbook(out)
    assert book.sheetnames[:3] == ["dictionary", "articles", "places"]
    sheet = book["figures"]
    assert sheet.freeze_panes == "A2"
    head = [cell.value for cell in sheet[1]]
    link = sheet.cell(2, head.index("evidence") + 1).hyperlink.target
    assert re.fullmatch(r"http://127\.0\.0\.1:8001/artikel/eken#e\d+-\d+", link)
    assert sheet.cell(2, head.index("value") + 1).value == 44
    words = {tuple(c.value for c in row[:2]) for row in book["dictionary"].iter_rows(min_row=2)}
    assert ("figures", "measure") in words


def test_a_title_that_looks_like_a_formula_stays_text(dataset, tmp_path):
    out = tmp_path / "insats.xlsx"
    _run("export", dataset, "--format", "xlsx", "--out", out)
    sheet = openpyxl.load_workbook(out)["articles"]
    titles = [row[1] for row in sheet.iter_rows(min_row=2)]
    hostile = next(cell for cell in titles if str(cell.value).startswith("=cmd"))
    assert hostile.data_type == "s"


def test_plain_csv_is_exact_and_safe_csv_runs_nothing(dataset, tmp_path):
    _run("export", dataset, "--format", "csv", "--out", tmp_path / "plain")
    _run("export", dataset, "--format", "csv", "--excel-safe", "--out", tmp_path / "safe")
    exact = (tmp_path / "plain" / "articles.csv").read_bytes()
    assert exact == (dataset / "tables" / "articles.csv").read_bytes()
    with (tmp_path / "safe" / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert not any(cell.startswith(("=", "+", "@", "-")) for cell in cells)


@pytest.mark.parametrize(
    ("kind", "suffix", "read"),
    [("stata", "dta", pyreadstat.read_dta), ("spss", "sav", pyreadstat.read_sav)],
)
def test_statistics_programs_read_the_tables(dataset, tmp_path, kind, suffix, read):
    assert _run("export", dataset, "--format", kind, "--out", tmp_path).exit_code == 0
    data, meta = read(str(tmp_path / f"figures.{suffix}"))
    assert list(data["value"]) == [44, 40, 50, 35, 7]
    assert meta.column_names_to_labels["measure"].startswith("Vad det mäter")
    titles, _ = read(str(tmp_path / f"articles.{suffix}"))
    assert "Lindenmodellen gav fyrtio arbetslösa nytt hopp" in set(titles["title"])


def test_parquet(dataset, tmp_path):
    _run("export", dataset, "--format", "parquet", "--out", tmp_path)
    assert len(pd.read_parquet(tmp_path / "figures.parquet")) == 5


@pytest.mark.parametrize(
    "args",
    [
        ["export", "--format", "xlsx"],
        ["report"],
        ["inspect", "--no-browser"],
        ["review", "export", "--out", "x"],
    ],
)
def test_a_missing_dataset_is_one_line(tmp_path, args):
    result = _run(*args, tmp_path / "saknas")
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert "no such folder; run: insats extract" in result.output


def test_an_output_that_is_a_folder_or_file(dataset, tmp_path):
    (tmp_path / "fil").write_text("x")
    assert "is a folder" in _run("export", dataset, "--format", "xlsx", "--out", tmp_path).output
    assert (
        "is a file" in _run("export", dataset, "--format", "csv", "--out", tmp_path / "fil").output
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_report_is_one_file_with_everything_inside(dataset, tmp_path, language):
    out = tmp_path / "report.html"
    assert _run("report", dataset, "--out", out, "--language", language).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert page.count("<svg") >= 5
    assert "Det viktigaste är att vi har tid för varje person" in page
    assert "<script" not in page
    assert "<b>tillit" not in page
    assert not re.findall(r'(?:src|href)="http', page)


def test_the_report_in_markdown(dataset, tmp_path):
    out = tmp_path / "report.md"
    _run("report", dataset, "--out", out)
    text = out.read_text(encoding="utf-8")
    assert "| Nära kontakt | 1 | 0 |" in text
    assert "&lt;b&gt;tillit" in text
    assert "html" in _run("report", dataset, "--out", tmp_path / "report.pdf").output


def test_the_charts_of_the_markdown_report_stand_beside_it(dataset, tmp_path):
    told = _run("report", dataset, "--out", tmp_path / "kort.md").output.split()
    text = (tmp_path / "kort.md").read_text(encoding="utf-8")
    linked = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert sorted(told) == sorted(map(str, [tmp_path / "kort.md", *(tmp_path / f for f in linked)]))
    assert len(linked) == 3
    for name in linked:
        svg = (tmp_path / name).read_text(encoding="utf-8")
        assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
        assert "var(" not in svg


@pytest.mark.parametrize("name", ["report.html", "report.md"])
def test_a_report_tells_what_it_leaves_out(tmp_path, name):
    import dataclasses

    from pipeline.export import write_dataset
    from tests.inspect import sample

    made = sample.tables()
    (row,) = made["programmes"]
    made["programmes"] = [
        dataclasses.replace(row, programme_id=f"p{n}", name=f"Insats {n}") for n in range(7)
    ]
    made["programmes"].append(row)
    write_dataset(tmp_path / "dataset", made, {})
    out = tmp_path / name
    _run("report", tmp_path / "dataset", "--out", out, "--rows", 3)
    text = out.read_text(encoding="utf-8")
    assert "3 av 8" in text
    assert text.index("Lindenmodellen") < text.index("Insats 0")  # what is told most of comes first
    assert "Insats 5" not in text
    _run("report", tmp_path / "dataset", "--out", out, "--rows", 0)
    text = out.read_text(encoding="utf-8")
    assert "Insats 6" in text
    assert "av 8" not in text


def test_typed_tables_in_pandas(dataset):
    ds = pipeline.load(dataset)
    found = ds.figures.query(
        "measure == 'employment' and status == 'outcome' and unit == 'percent'"
    )
    assert list(found["value"]) == [35.0]
    assert ds.figures["measure"].dtype == "category"
    assert ds.programmes.iloc[0]["municipality_codes"] == ["1784", "1785"]
    evidence = ds.evidence(found.iloc[0])
    assert evidence.text == "35 procent"
    assert evidence.before.endswith("hittills har ")
    assert ds.evidence(next(found.itertuples())).text == "35 procent"
    with pytest.raises(ValueError, match="no position"):
        ds.evidence(ds.programmes.iloc[0])
    with pytest.raises(AttributeError, match="no table"):
        _ = ds.siffror
    assert len(ds.reviewed("figures")) == 0
    with pytest.raises(UsageError):
        pipeline.load(dataset / "tables")


def test_every_command_has_an_example():
    for args in (
        ["export"],
        ["report"],
        ["inspect"],
        ["review"],
        ["review", "stats"],
        ["review", "export"],
        ["review", "calibrate"],
    ):
        assert "Example" in _run(*args, "--help").output


def test_review_stats_tells_of_a_missing_file(tmp_path):
    result = _run("review", "stats", tmp_path / "review.jsonl")
    assert result.exit_code == 2
    assert "insats inspect" in result.output
