"""Twenty-one sentences of the contract, read with either tagger: the same rows must come out."""

from __future__ import annotations

from collections.abc import Callable
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import DEFAULT_MODELS, Dataset, Settings, build

SENTENCES = {
    "deltagare": "Hittills har 127 personer skrivits in i projektet Vändpunkten i Flens kommun.",
    "andel": "Projektet Stegvis i Mora startade 2019. Omkring 30 procent har fått ett arbete.",
    "pengar": "Europeiska socialfonden bidrar med 12 000 000 kronor till projektet Nystart i Lund.",
    "budget": "Projektet Bryggan i Ystad har en budget på 4,5 miljoner kronor.",
    "tid": "Deltagarna är i snitt sju månader i projektet Växtkraft i Borlänge.",
    "arbetslöshet": "I juni var arbetslösheten i Flen 11,9 procent.",
    "citat": "– Vi har hjälpt många vidare, säger enhetschefen Lotta Ström i Eslöv.",
    "citattecken": "”Det var på tiden”, säger Amina Yusuf, deltagare i projektet Klivet.",
    "indirekt": "Projektledaren Karin Lindholm berättar att allt fler företag hör av sig.",
    "framgång": "Projektet Kraften lyckas eftersom varje deltagare får en egen handledare, säger chefen Ola Brunn.",
    "hinder": "Det största hindret för projektet Steget är bristen på praktikplatser, menar Siv Holm.",
    "ägare": "Projektet Spåret drivs av Piteå kommun tillsammans med Arbetsförmedlingen.",
    "genitiv": "Arbetsförmedlingens kontor i Skövde har fått 45 nya praktikplatser.",
    "start": "Projektet Hoppet startade i augusti 2021 i Kalmar.",
    "slut": "Projektet Broarna pågår till och med december 2024, säger Eva-Lena Dahl-Berg (S).",
    "bildtext": "Foto: Per Åkesson/SVT",
    "tiotal": "Ett trettiotal personer läser i dag på komvux genom projektet Ljuset i Tierp.",
    "kvot": "Projektet Kompassen i Alvesta har gett resultat. Sju av tio har gått vidare till arbete.",
    "namn med och": "Arbetsförmedlingens satsning Rusta och matcha finns i Skara.",
    "inget": "Biblioteket i Nora har öppet till kl. 19 på torsdagar.",
}  # fmt: skip
# Stanza takes the verb into the name.
DIFFERENT = {
    # Lyftet, taken for an adjective, does not look like a whole name: "Lyftet i Arvika"
    "namn som adjektiv": "Målet för projektet Lyftet i Arvika är att 60 procent ska gå till jobb eller studier.",
    "verb efter namn": "Projektet Broar avslutas i december 2024, säger Ylva Norling (S).",
}
COLUMNS = {
    "places": ("text", "code"),
    "programmes": (
        "name",
        "kind",
        "owner",
        "funder",
        "start_date",
        "end_date",
        "municipality_codes",
    ),
    "figures": ("text", "value", "unit", "measure", "status"),
    "quotes": ("text", "kind", "speaker"),
    "success_factors": ("factor", "polarity", "speaker"),
    "people": ("name", "role"),
}


def answers(dataset: Dataset) -> dict[str, list[tuple[str, ...]]]:
    """Article → its rows as text, without identifiers."""
    found: dict[str, list[tuple[str, ...]]] = {name: [] for name in SENTENCES | DIFFERENT}
    for table, columns in COLUMNS.items():
        for row in dataset.tables[table]:
            shown = (table, *(str(getattr(row, column)) for column in columns))
            for article in _articles(row):
                found[article].append(shown)
    return {article: sorted(rows) for article, rows in found.items()}


def _articles(row: Any) -> tuple[str, ...]:
    return (row.article_id,) if hasattr(row, "article_id") else row.article_ids


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    folder: Path = tmp_path_factory.mktemp("contract")
    for name, text in (SENTENCES | DIFFERENT).items():
        page = f"Fler ska komma i arbete\n\nVi samlar korta besked om arbete och utbildning.\n\n{text}\n"
        (folder / f"{name}.txt").write_text(page, encoding="utf-8")

    def run(tagger: str) -> dict[str, list[tuple[str, ...]]]:
        return answers(build(folder, Settings(tagger, str(DEFAULT_MODELS[tagger]))))

    return run


@pytest.fixture(scope="module")
def spacy_answers(read: Callable[[str], Any]) -> Any:
    return read("spacy")


@pytest.fixture(scope="module")
def stanza_answers(read: Callable[[str], Any]) -> Any:
    if util.find_spec("stanza") is None:
        pytest.skip("needs the extra stanza: pip install '.[stanza]'")
    if not DEFAULT_MODELS["stanza"].is_dir():
        pytest.skip("needs models/stanza: make models-stanza DATA=…")
    return read("stanza")


def test_every_sentence_but_the_last_says_something(spacy_answers: Any) -> None:
    assert len(SENTENCES) == 20
    silent = {name for name in SENTENCES if not spacy_answers[name]}
    assert silent <= {"bildtext"}


@pytest.mark.parametrize("name", SENTENCES)
def test_both_taggers_answer_alike(name: str, spacy_answers: Any, stanza_answers: Any) -> None:
    assert stanza_answers[name] == spacy_answers[name]


@pytest.mark.parametrize("name", DIFFERENT)
@pytest.mark.xfail(reason="a known difference between the models", strict=True)
def test_known_differences(name: str, spacy_answers: Any, stanza_answers: Any) -> None:
    assert stanza_answers[name] == spacy_answers[name]
