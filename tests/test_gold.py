"""The gold files follow the gold format and stand on their articles."""

import csv
from pathlib import Path

import pytest

from pipeline.errors import GoldError, UsageError
from pipeline.extract.places.gazetteer import PlaceEntry
from pipeline.lexicon.load import load
from pipeline.read import list_corpus, read_article
from pipeline.score import load_gold
from pipeline.vocab import PlaceLevel, TargetGroup

ROOT = Path(__file__).parent.parent
GOLD = load_gold(ROOT / "tests" / "gold")
TEXTS = {file.article_id: read_article(file).text for file in list_corpus(ROOT / "corpus")[0]}
CODES = {e.code for e in load(PlaceEntry, "places.tsv") if e.level is PlaceLevel.MUNICIPALITY}
GENRES = (
    *("local_news", "municipal_page", "esf_story", "coordination_newsletter", "evaluation_summary"),
    *("debate", "no_programme", "government_press"),
)


def test_every_article_has_gold_and_every_gold_an_article():
    assert set(GOLD) == set(TEXTS)
    assert len(GOLD) >= 15


def test_splits_are_the_same_for_articles_and_gold():
    for split in ("train", "dev", "test"):
        gold = {file.stem for file in (ROOT / "tests" / "gold" / split).glob("*.json")}
        articles = {
            file.stem for file in (ROOT / "corpus" / split).iterdir() if file.suffix != ".md"
        }
        assert gold == articles


@pytest.mark.parametrize("article_id", sorted(GOLD))
def test_gold_stands_on_its_article(article_id):
    gold, text = GOLD[article_id], TEXTS[article_id]
    for table in ("figures", "quotes", "success_factors"):
        for row in gold[table]:
            assert row["text"] in text, f"{table}: not in the article"
    assert set(gold["municipalities"]) <= CODES
    assert gold["genre"] in GENRES
    ids = {programme["id"] for programme in gold["programmes"]}
    for row in gold["figures"]:
        assert row["programme"] in ids | {None}
    for programme in gold["programmes"]:
        assert set(programme["target_groups"]) <= set(TargetGroup)
        assert set(programme["municipality_codes"]) <= CODES


def test_a_broken_gold_file_is_named(tmp_path):
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.json"):
        load_gold(tmp_path)


def test_an_unknown_code_is_named(tmp_path):
    (tmp_path / "a.json").write_text(
        '{"article": "a", "programmes": [], "municipalities": [], "municipalities_optional": [], "counties": [],'
        ' "figures": [], "quotes": [{"text": "x", "kind": "spoken", "speaker": null}], "success_factors": []}',
        encoding="utf-8",
    )
    with pytest.raises(GoldError, match=r"quotes row 1: kind 'spoken'"):
        load_gold(tmp_path)


def test_a_folder_without_gold_is_an_error(tmp_path):
    with pytest.raises(UsageError, match="holds no gold files"):
        load_gold(tmp_path)


def test_municipality_codes_are_complete():
    assert len(CODES) == 290
    assert all(len(code) == 4 and code.isdigit() for code in CODES)


def test_municipalities_agree_with_the_reference_list(shared):
    with (shared / "data" / "reference" / "municipalities.csv").open(encoding="utf-8") as file:
        reference = {(row["code"], row["name"]) for row in csv.DictReader(file)}
    ours = {
        (e.code, e.name)
        for e in load(PlaceEntry, "places.tsv")
        if e.level is PlaceLevel.MUNICIPALITY
    }
    assert ours == reference
