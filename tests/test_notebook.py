"""The notebook in docs runs from top to bottom on a dataset, and answers what it asks."""

import json
from pathlib import Path

import pandas as pd
import pytest

from tests.inspect import sample

NOTEBOOK = Path(__file__).parent.parent / "docs" / "policy-questions.ipynb"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """The variables the notebook leaves behind, and what it printed."""
    monkeypatch.setenv("DATASET", str(sample.write(tmp_path / "dataset")))
    names = {}
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), str(NOTEBOOK), "exec"), names)
    return names, capsys.readouterr().out


def test_the_notebook_answers_its_questions(run):
    names, printed = run
    assert names["factors"].loc["close_contact", "success"] == 1
    assert names["factors"].loc["resources", "barrier"] == 1
    assert "att vi har tid för varje person" in printed or "tillit" in printed
    assert sorted(names["work"]["status"].astype(str)) == ["outcome", "target"]
    assert names["reach"].loc["long_term_unemployed", "municipalities"] == 2
    assert isinstance(names["ds"].figures, pd.DataFrame)


def test_the_notebook_is_kept_without_output():
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        assert not cell.get("outputs")
