"""A run repeats no more than what has changed, and says the same as a run from scratch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline import corpus_analysis as stages
from pipeline import memo, survey
from pipeline.build import Settings, build
from pipeline.inputs import inputs, unchanged
from pipeline.tag.assemble import Words
from pipeline.tag.spacy_backend import SpacyBackend
from pipeline.tagging import Source
from tests.bench.corpus import article, write


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    write(folder, 3)
    return folder


class Watch:
    """Which articles were analysed, and how many sentences were tagged."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.articles: list[str] = []
        self.sentences = 0
        analyse, tag = stages.analyse, SpacyBackend.analyse

        def watched(settings: Settings, shard: Sequence[Source]) -> Any:
            self.articles += [source.file.article_id for source in shard]
            return analyse(settings, shard)

        def tagged(backend: SpacyBackend, sentences: Sequence[Words]) -> Any:
            self.sentences += len(sentences)
            return tag(backend, sentences)

        monkeypatch.setattr(stages, "analyse", watched)
        monkeypatch.setattr(SpacyBackend, "analyse", tagged)

    def reset(self) -> None:
        self.articles, self.sentences = [], 0


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return Watch(monkeypatch)


def test_only_what_is_new_is_analysed(
    corpus: Path, tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(cache=tmp_path / "cache")
    first = build(corpus, settings)
    assert len(watch.articles) == 3
    watch.reset()
    assert build(corpus, settings).tables == first.tables
    assert (watch.articles, watch.sentences) == ([], 0)

    write(corpus, 1, first=3)
    with_new = build(corpus, settings)
    assert watch.articles == ["artikel-000003"]
    assert with_new.tables == build(corpus, Settings()).tables  # from scratch

    # Another lexicon: everything is analysed anew, nothing is tagged anew.
    watch.reset()
    monkeypatch.setattr(stages, "digest_of", lambda *modules: "other")
    assert build(corpus, settings).tables == with_new.tables
    assert (len(watch.articles), watch.sentences) == (4, 0)

    (corpus / "000/artikel-000001.txt").unlink()
    left = build(corpus, settings).tables
    for table in ("articles", "places", "figures", "quotes", "texts"):
        assert "artikel-000001" not in {row.article_id for row in left[table]}
    assert all(
        "artikel-000001" not in p.article_ids for p in (*left["programmes"], *left["people"])
    )


def test_a_copy_is_counted_once_and_the_newer_text_wins(corpus: Path, tmp_path: Path) -> None:
    old = (corpus / "000/artikel-000001.txt").read_text(encoding="utf-8")
    matter = "---\npublished: 2026-01-01\npublisher: Exempelposten\n---\n\n"
    (corpus / "kopia.md").write_text(matter + old + "\nBeskedet kom i går.\n", encoding="utf-8")
    tables = build(corpus, Settings(cache=tmp_path / "cache")).tables
    links = {row.article_id: row.duplicate_of for row in tables["articles"]}
    assert links["artikel-000001"] == "kopia"
    assert set(links.values()) == {None, "kopia"}
    assert {"artikel-000001", "kopia"} <= {row.article_id for row in tables["texts"]}
    for table in ("places", "figures", "quotes"):
        owners = {row.article_id for row in tables[table]}
        assert "kopia" in owners
        assert "artikel-000001" not in owners
    assert all("artikel-000001" not in p.article_ids for p in tables["programmes"])


def test_furniture_that_a_publisher_repeats_is_learned_in_a_run(tmp_path: Path) -> None:
    line = "Exempelpostens app: 100 000 läsare följer nyheterna i mobilen"
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for n in range(5):
        text = f"---\npublisher: Exempelposten\n---\n\n{article(n)}\n\n{line}\n"
        (corpus / f"{n}.md").write_text(text, encoding="utf-8")
    tables = build(corpus, Settings(cache=tmp_path / "cache")).tables
    assert not [row for row in tables["figures"] if "100 000" in row.text]
    known = survey.survey(survey.see(corpus), None)
    assert len(known.learned) == 5


def test_trace_reads_an_article_as_the_run_did(tmp_path: Path) -> None:
    """A repeated line in the middle of a sentence's paragraphs must not shift what trace shows."""
    from pipeline.export import write_dataset
    from pipeline.trace import _analysed, trace_row

    line = "Exempelpostens app följer Anna Granath och 100 000 andra läsare genom dagen i mobilen"
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for n in range(5):
        text = f"---\npublisher: Exempelposten\n---\n\n{article(n)}\n\n{line}\n"
        (corpus / f"{n}.md").write_text(text, encoding="utf-8")
    settings = Settings(cache=tmp_path / "cache")
    made = build(corpus, settings)
    write_dataset(tmp_path / "dataset", made.tables, {"corpus": str(corpus)})
    tagged, linked = _analysed("3", tmp_path / "dataset", settings)
    assert linked == next(one for one in made.linked if one.findings.article.id == "3")
    assert not any(token.text == "app" for token in tagged.tokens)
    row = made.tables["figures"][0].figure_id
    assert any(
        text.startswith("\nrule: ") for text in trace_row(row, tmp_path / "dataset", settings)
    )


@pytest.mark.parametrize(
    ("matter", "year"),
    [
        ("modified: 2020-10-16", "2019"),
        ("published: 2018-03-01\nmodified: 2020-10-16", "2017"),
        ("publisher: Exempelposten", None),
    ],
)
def test_relative_dates_count_from_the_last_change_where_nothing_else_is_known(
    tmp_path: Path, matter: str, year: str | None
) -> None:
    body = "Verkstaden Bron\n\nI fjol fick 40 av deltagarna i projektet Bron i Kil ett arbete.\n"
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.md").write_text(f"---\n{matter}\n---\n\n{body}", encoding="utf-8")
    rows = build(corpus, Settings()).tables["figures"]
    assert [row.period_start for row in rows if row.value == 40] == [year]


def test_damaged_cache_costs_time_only(corpus: Path, tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path / "cache")
    first = build(corpus, settings).tables
    for file in (tmp_path / "cache").rglob("*"):
        if file.is_file():
            file.write_bytes(b"damaged")
    assert build(corpus, settings).tables == first


def test_inputs_tell_every_change(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hashed(model: str) -> str:
        return inputs(corpus, survey.see(corpus), model)

    seen = {hashed("model")}
    seen.add(hashed("other model"))
    (corpus / "review.jsonl").write_text("{}\n", encoding="utf-8")
    seen.add(hashed("model"))
    file = corpus / "000/artikel-000000.txt"
    file.write_text("Nytt. " + file.read_text(encoding="utf-8"), encoding="utf-8")
    seen.add(hashed("model"))
    file.rename(file.with_name("annat.txt"))
    seen.add(hashed("model"))
    monkeypatch.setattr("pipeline.inputs.digest_of_everything", lambda: "other code")
    seen.add(hashed("model"))
    assert len(seen) == 6


def test_a_dataset_that_is_not_whole_is_made_anew(tmp_path: Path) -> None:
    assert unchanged(tmp_path, "x") is None
    (tmp_path / "run.json").write_text('{"inputs": "x", "skipped": []}', encoding="utf-8")
    assert unchanged(tmp_path, "x") is None
    assert memo.key("a") != memo.key("b")
