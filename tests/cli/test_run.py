"""insats extract, score, trace as a user calls them."""

import json
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import __version__
from pipeline.cli import main

ROOT = Path(__file__).parent.parent.parent
TEXT = "Projektet Broar till jobb i Sunne kommun har haft 64 deltagare.\n"


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "sunne.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "articles"


def insats(*args):
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.mark.parametrize("given", [(), ("--tagger", "stanza"), ("--model", "folder")])
def test_download_without_a_folder_for_stanza_is_refused(corpus, tmp_path, given):
    result = insats("extract", corpus, "--out", tmp_path / "out", "--download", *given)
    assert result.exit_code == 2
    assert "--download goes with --tagger stanza and --model DIR" in result.output
    assert not (tmp_path / "out").exists()


def test_extract_writes_a_dataset(corpus, tmp_path):
    result = insats("extract", corpus, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "1 articles" in result.stdout
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert record["counts"]["articles"] == 1
    assert record["skipped"] == []
    assert record["insats"] == __version__
    assert {"python", "spacy", "pandas"} <= set(record["versions"])


def test_a_bad_article_gives_exit_status_1_and_is_listed(corpus, tmp_path):
    (corpus / "empty.txt").write_bytes(b"")
    result = insats("extract", corpus, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "empty.txt: the file is empty" in result.stderr
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert [skipped["path"] for skipped in record["skipped"]] == ["empty.txt"]
    assert record["counts"]["articles"] == 1


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["extract", "nowhere", "--out", "out"], "no such folder"),
        (["extract", "articles", "--out", "articles"], "is the corpus itself"),
        (["extract", "articles", "--out", "articles/sunne.txt"], "is a file"),
        (["extract", "articles", "--model", "no_such_model"], "no_such_model"),
        (["score", "articles", "nowhere"], "holds no gold files"),
        (["trace", "x.figure1-2", "--dataset", "nowhere"], "holds no dataset"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_status_2(corpus, args, says):
    result = insats(*args)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.output
    assert len(result.stderr.strip().splitlines()) == 1


def test_an_unknown_option_is_exit_status_2(corpus):
    assert insats("extract", corpus, "--colour").exit_code == 2


def test_trace_shows_sentence_rule_and_programme(corpus, tmp_path):
    insats("extract", corpus, "--out", tmp_path / "out")
    import pandas as pd

    figures = pd.read_csv(tmp_path / "out" / "tables" / "figures.csv")
    result = insats("trace", figures["figure_id"][0], "--dataset", tmp_path / "out")
    assert result.exit_code == 0, result.output
    for part in (
        *("64 deltagare", "rule: ", "sentence: ", "Broar till jobb", "block: "),
        *("rules: participants, outcome", "measure: participants rather than "),
    ):
        assert part in result.stdout


def test_trace_shows_the_mentions_of_a_programme(corpus, tmp_path):
    insats("extract", corpus, "--out", tmp_path / "out")
    import pandas as pd

    programmes = pd.read_csv(tmp_path / "out" / "tables" / "programmes.csv")
    result = insats("trace", programmes["programme_id"][0], "--dataset", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "[Broar till jobb]" in result.stdout


def test_trace_of_an_unknown_row(corpus, tmp_path):
    insats("extract", corpus, "--out", tmp_path / "out")
    result = insats("trace", "nothing", "--dataset", tmp_path / "out")
    assert result.exit_code == 2
    assert "no such row" in result.stderr


def test_score_prints_every_table_and_keeps_floors(corpus, tmp_path):
    gold = {
        "article": "sunne", "published": None, "publisher": None, "programmes": [], "municipalities": ["1766"],
        "municipalities_optional": [], "counties": [], "figures": [], "quotes": [], "success_factors": [],
    }  # fmt: skip
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "sunne.json").write_text(json.dumps(gold), encoding="utf-8")
    floors = tmp_path / "floors.json"
    floors.write_text('{"municipalities": 1.0}', encoding="utf-8")
    result = insats("score", corpus, tmp_path / "gold", "--floors", floors)
    assert result.exit_code == 0, result.output
    assert re.search(r"municipalities\s+1\.000\s+1\.000\s+1\.000", result.stdout)
    floors.write_text('{"quotes": 0.5}', encoding="utf-8")
    result = insats("score", corpus, tmp_path / "gold", "--floors", floors)
    assert result.exit_code == 1
    assert "quotes is 0.0000, below its floor 0.5" in result.stderr


def test_score_tells_of_gold_without_an_article(corpus):
    result = insats("score", corpus, ROOT / "tests" / "gold" / "dev")
    assert result.exit_code == 1
    assert "gold without an article" in result.stderr


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help_with_an_example(command):
    result = insats(command, "--help")
    assert result.exit_code == 0
    if not hasattr(main.commands[command], "commands"):
        assert f"insats {command}" in result.output


def test_version():
    assert __version__ in insats("--version").output


def test_readme_names_only_commands_that_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^    insats ([a-z]+)", readme, re.MULTILINE))
    assert named
    assert named <= set(main.commands)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"(?:^    |`)make ([a-z-]+)", readme, re.MULTILINE)) <= targets


def test_the_module_runs_like_the_script():
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "--version"], capture_output=True, text=True, check=True
    )
    assert __version__ in done.stdout
