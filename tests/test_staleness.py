"""A changed lexicon makes those articles stale that hold a word of a changed entry, and no others."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import staleness
from pipeline.analysis import LINK, analyse_tagged
from pipeline.article import TaggedArticle
from pipeline.dependencies import ROOT, digest_of, hashes_of
from pipeline.lexicon.changes import changed_words
from pipeline.read import list_corpus, read_article
from pipeline.staleness import Words, keep_versions, matters
from pipeline.tag import load_tagger
from pipeline.tagging import DEFAULT_MODELS, prepare
from tests.bench.corpus import write
from tests.conftest import tag_text

NOUNS = "# found by: noun, plural\nnoun\tplural\tkind\texample\n"
PHRASES = "# found by: words\nwords\tweight\texample\n"
PATTERNS = "# found by pattern: pattern\npattern\tgroup\texample\n"
KEEP = 0.3  # of the entries that cannot matter


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (NOUNS, NOUNS, set()),
        (NOUNS + "stad\tstäder\tplace\tEn stad.\n", NOUNS, {"stad", "städer"}),
        (NOUNS, NOUNS + "råd\t\tbody\tEtt råd.\n", {"råd"}),
        (NOUNS + "råd\t\tbody\tEtt råd.\n", NOUNS + "råd\t\tbody\tRådet möts.\n", set()),
        (NOUNS + "råd\t\tbody\tEtt råd.\n", NOUNS + "råd\t\tunit\tEtt råd.\n", {"råd"}),
        (PHRASES, PHRASES + "med stöd av|via *kassan\t2\tMed stöd av ESF.\n", {"stöd", "kassan"}),
        (PHRASES + "av|med\t2\tx\n", PHRASES + "av|via|med\t2\tx\n", {"via"}),
        (PHRASES + "av|med\t2\tx\n", PHRASES + "av|med\t3\tx\n", {"av", "med"}),
        (PHRASES, PHRASES + "VD och/eller\t2\tx\n", {"och", "eller"}),
        (
            PATTERNS,
            PATTERNS + "sjukskri\\w*|(?:lång )?sjukpenning\tsick\tx\n",
            {"sjukskri", "sjukpenning"},
        ),
    ],
)
def test_the_words_of_changed_entries(before: str, after: str, words: set[str]) -> None:
    for one, other in ((before, after), (after, before)):
        found = changed_words(one, other)
        assert found == words


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "noun\texample\n",
            "noun\texample\nstad\tEn stad.\n",
        ),  # does not tell where they are found
        (NOUNS, NOUNS.replace("noun, plural", "noun")),
        (NOUNS, NOUNS.replace("kind", "sort")),
        (NOUNS + "a\tb\tc\td\ne\tf\tg\th\n", NOUNS + "e\tf\tg\th\na\tb\tc\td\n"),  # their order
        (PHRASES + "av|med\t2\tx\n", PHRASES + "med|av\t2\tx\n"),
        (PATTERNS, PATTERNS + "\\d+\tyouth\tx\n"),  # no letters to look for
        (NOUNS, NOUNS + "\t\tbody\tx\n"),
        (NOUNS, NOUNS + "too\tfew\n"),
        (NOUNS, ""),
    ],
)
def test_a_change_that_may_matter_to_every_text(before: str, after: str) -> None:
    assert changed_words(before, after) is None
    assert changed_words(after, before) is None


@pytest.fixture(scope="module")
def articles() -> list[TaggedArticle]:
    every = list_corpus(ROOT.parent / "corpus/train", None)[0]
    tagger = load_tagger("spacy", str(DEFAULT_MODELS["spacy"]), None)
    return list(tagger.tag([prepare(read_article(one)) for one in every[:: len(every) // 5]][:5]))


# Runs the steps on an article with other lexicons, which are read once in a process.
STEPS = """
import pickle, sys
from pathlib import Path
import pipeline.lexicon.load as lexicons
lexicons.FOLDER = Path(sys.argv[1])
from pipeline.analysis import analyse_tagged
Path(sys.argv[3]).write_bytes(pickle.dumps(analyse_tagged(pickle.loads(Path(sys.argv[2]).read_bytes()))))
"""


def fewer_names(line: str, held: str, pick: random.Random) -> str:
    """A line of the given names without most of those that are not in the text."""
    gender, names, example = line.split("\t")
    kept = [n for n in names.split("|") if n.lower() in held or pick.random() < KEEP]
    return "\t".join((gender, "|".join(kept), example))


def test_entries_without_a_word_in_the_article_change_nothing(
    articles: list[TaggedArticle], tmp_path: Path
) -> None:
    pick = random.Random(1)
    for number, tagged in enumerate(articles):
        held, gone = Words(tagged).held, 0
        folder = tmp_path / str(number)
        shutil.copytree(ROOT / "lexicon", folder)
        for file in folder.glob("*.tsv"):
            lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
            comments = [line for line in lines if line.startswith("#") or not line.strip()]
            header, *entries = [line for line in lines if line not in comments]
            head, kept = "".join((*comments, header)), []
            for line in entries:
                words = changed_words(head + line, head)
                if words is None or any(w in held for w in words) or pick.random() < KEEP:
                    kept.append(line)
                else:
                    gone += 1
            if file.name == "given_names.tsv":
                kept = [fewer_names(line, held, pick) for line in kept]
            file.write_text(head + "".join(kept), encoding="utf-8")
        given, told = tmp_path / "given.pickle", tmp_path / "told.pickle"
        given.write_bytes(pickle.dumps(tagged))
        command = [sys.executable, "-c", STEPS, str(folder), str(given), str(told)]
        subprocess.run(command, check=True, cwd=ROOT.parent)
        assert gone > 1500  # most entries of the lexicons that tell where theirs are found
        assert pickle.loads(told.read_bytes()) == analyse_tagged(tagged), tagged.article.id


def changed(monkeypatch: pytest.MonkeyPatch, file: str, change: str, cache: Path) -> str:
    """The version that was kept before a file changed."""
    earlier = digest_of(LINK)
    keep_versions(cache, {LINK: earlier})
    content = (ROOT / file).read_text(encoding="utf-8") + change
    monkeypatch.setattr(staleness, "hashes_of", lambda step: {**hashes_of(step), file: "other"})
    monkeypatch.setattr(staleness, "_content", lambda _: content)
    return earlier


def words_of(text: str) -> Words:
    return Words(tag_text(text))


def test_an_article_is_stale_where_it_holds_a_word_of_a_changed_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "glasblåsare\tglasblåsaren\tglasblåsare\tglasblåsarna\tworker\tGlasblåsaren stängde.\n"
    earlier = changed(monkeypatch, "lexicon/role_nouns.tsv", line, tmp_path)
    assert matters(tmp_path, LINK, earlier, words_of("En Glasblåsare sökte arbete i Nybro."))
    assert matters(tmp_path, LINK, earlier, words_of("En glas\u00adblåsare sökte arbete i Nybro."))
    assert not matters(tmp_path, LINK, earlier, words_of("En snickare sökte arbete i Nybro."))
    assert matters(tmp_path, LINK, "unknown version", words_of("En snickare sökte arbete i Nybro."))


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("link/scene.py", "# a change of the code\n"),
        ("lexicon/municipalities.tsv", "9999\tNyby\t60.0\t15.0\n"),  # read by code, not by name
    ],
)
def test_other_changes_make_every_article_stale(
    file: str, change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = changed(monkeypatch, file, change, tmp_path)
    assert matters(tmp_path, LINK, earlier, words_of("En snickare sökte arbete i Nybro."))


def test_without_a_cache_everything_is_stale() -> None:
    keep_versions(None, {LINK: digest_of(LINK)})
    assert matters(None, LINK, digest_of(LINK), words_of("Snickaren kom."))


def test_a_run_after_a_changed_lexicon_says_the_same_as_one_from_scratch(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "models").symlink_to(ROOT.parent / "models")
    write(tmp_path / "corpus", 3)
    (tmp_path / "corpus/glas.txt").write_text(
        "Nytt projekt i Nybro\n\n– Det viktigaste är att vi ger varandra tid, säger glasblåsaren Stina Ek.\n",
        encoding="utf-8",
    )

    def extract(*options: str) -> dict[str, bytes]:
        command = [sys.executable, "-m", "pipeline", "extract", "corpus", *options]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        subprocess.run(command, check=True, cwd=tmp_path, env=environment, capture_output=True)
        out = tmp_path / "build/dataset/tables"
        return {file.name: file.read_bytes() for file in sorted(out.glob("*.csv"))}

    first = extract("--workers", "1")
    lexicon = tmp_path / "pipeline/lexicon/role_nouns.tsv"
    line = "glasblåsare\tglasblåsaren\tglasblåsare\tglasblåsarna\tworker\tGlasblåsaren stängde.\n"
    with lexicon.open("a", encoding="utf-8") as file:
        file.write(line)
    second = extract("--workers", "1")
    assert second != first
    assert "glasblåsare" in second["people.csv"].decode()
    assert second == extract("--workers", "1", "--no-cache")
