"""What a step depends on is read off the source: it must hold everything that the step opens and imports."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import dependencies
from pipeline.analysis import EXTRACTORS, analyse_tagged
from pipeline.article import Article
from pipeline.dependencies import digest_of, files_of
from pipeline.tag import load_tagger
from pipeline.tagging import DEFAULT_MODELS, prepare

ROOT = Path(dependencies.__file__).parent
LINK = "pipeline.link"
TEXT = (ROOT.parent / "corpus/train").glob("*.txt")
# Runs one step alone, in a process of its own, and tells which files it opened and which modules it has.
STEP = """
import importlib, json, pickle, sys
from pathlib import Path
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
name, given, root = sys.argv[1:]
module = importlib.import_module(name)
tagged, found = pickle.loads(Path(given).read_bytes())
list(module.find(tagged)) if hasattr(module, "find") else module.link(tagged, found)
data = [f for f in opened if f.startswith(root) and not f.endswith((".py", ".pyc"))]
code = [m.__file__ for n, m in sys.modules.items() if n.startswith("pipeline.") and m.__file__]
print(json.dumps([f for f in data + code if Path(f).is_file() and "__pycache__" not in f]))
"""


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article with something for every step."""
    text = min(TEXT).read_text(encoding="utf-8")
    tagger = load_tagger("spacy", str(DEFAULT_MODELS["spacy"]), None)
    tagged = next(iter(tagger.tag([prepare(Article("a", "a.txt", "0", text))])))
    file = tmp_path_factory.mktemp("given") / "article.pickle"
    file.write_bytes(pickle.dumps((tagged, analyse_tagged(tagged).findings)))
    return file


@pytest.mark.parametrize("module", [*(m.__name__ for m in EXTRACTORS.values()), LINK])
def test_a_step_opens_and_imports_nothing_else(module: str, given: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STEP, module, str(given), str(ROOT)],
        env={**os.environ, "PYTHONPATH": str(ROOT.parent)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    used = {Path(file).resolve() for file in json.loads(done.stdout)}
    known = {file.resolve() for file in files_of(module)}
    besides = {
        "__init__.py",
        "article.py",
        "findings.py",
    }  # packages on the way, and what was given
    assert {file for file in used - known if file.name not in besides} == set()
    assert {file.suffix for file in used} >= {".py", ".tsv"}


def names(module: str) -> set[str]:
    return {file.name for file in files_of(module)}


def test_lexicons_are_those_of_the_modules_that_name_them() -> None:
    assert "place_contexts.tsv" in names("pipeline.extract.places")
    assert "place_contexts.tsv" not in names("pipeline.extract.figures")
    assert "weights.npz" in names("pipeline.extract.factors")
    assert "spacy_backend.py" in names("pipeline.tagging")  # imported in a function
    assert "doubts.tsv" in names("pipeline.update")
    assert "doubts.tsv" not in names("pipeline.analysis")


def test_the_digest_tells_steps_apart() -> None:
    digests = {digest_of(m.__name__) for m in EXTRACTORS.values()} | {digest_of(LINK)}
    assert len(digests) == len(EXTRACTORS) + 1
    assert digest_of(LINK) == digest_of(LINK)
