"""Articles with programme gold: those of the corpus, passages of the tests, texts written for it and for factors.

``programme_articles/*.txt`` hold texts of our own: ``### id`` starts one, ``---`` ends its text, and each line
after that is a programme. ``programme_articles/factor_articles.tsv`` tells the programmes of the articles in
``factor_articles``, which it names by file and headline. A programme is ``name | aliases | kind | owner |
target groups | municipalities``; aliases are parted by semicolons, groups and municipalities by commas. ``?``
before the name: optional; ``~``: without a name of its own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from models.train.factor_markup import marked_articles
from pipeline.article import Article
from pipeline.errors import GoldError
from pipeline.lexicon.load import load
from pipeline.link.municipalities import MunicipalityBody
from pipeline.read import list_corpus, read_article
from pipeline.vocab import ProgrammeKind, TargetGroup
from tests.extract.programme_passages import FOLDER as PASSAGES
from tests.extract.programme_passages import passages

ROOT = Path(__file__).parents[2]

FOLDER = Path(__file__).parent / "programme_articles"
_FIELDS = 6


def material() -> list[tuple[Article, dict[str, Any]]]:
    """All that names are trained on, in a fixed order; of the passages only what rules may be written on."""
    return [*_passages(), *corpus("train"), *written()]


def corpus(split: str) -> list[tuple[Article, dict[str, Any]]]:
    """The articles of a split that have gold."""
    files, _ = list_corpus(ROOT / "corpus" / split, None)
    found = []
    for file in files:
        article = read_article(file)
        path = ROOT / "tests" / "gold" / split / f"{article.id}.json"
        if path.exists():
            found.append((article, json.loads(path.read_text(encoding="utf-8"))))
    return found


def _passages() -> Iterator[tuple[Article, dict[str, Any]]]:
    for file in sorted(PASSAGES.glob("*.txt")):
        for one in passages(file):
            if not one.measured:
                gold = {"article": one.where, "programmes": list(one.programmes)}
                yield Article(one.where, one.where, "", one.text), gold


def written() -> list[tuple[Article, dict[str, Any]]]:
    """Every article with its gold, in a fixed order."""
    return [*_own(), *_of_factors()]


def _own() -> Iterator[tuple[Article, dict[str, Any]]]:
    for file in sorted(FOLDER.glob("*.txt")):
        for part in file.read_text(encoding="utf-8").split("### ")[1:]:
            name, _, rest = part.partition("\n")
            text, mark, lines = rest.partition("\n---")
            if not mark:
                raise GoldError(f"{file.name}: '{name}' has no line '---' after its text")
            rows = [line for line in lines.splitlines() if line.strip()]
            yield _pair(f"{file.stem}-{name.split()[0]}", text + "\n", rows, file.name)


def _of_factors() -> Iterator[tuple[Article, dict[str, Any]]]:
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    path = FOLDER / "factor_articles.tsv"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        file, headline, *programme = line.split("\t")
        if len(programme) > 1:
            raise GoldError(f"{path.name}:{number}: expected file, headline and one programme")
        told[file, headline].extend(programme)
    for article in marked_articles():
        key = (article.name.partition(":")[0], article.text.partition("\n")[0])
        if key in told:
            rows = [row for row in told.pop(key) if row.strip()]
            yield _pair(article.name, article.text, rows, path.name)
    if told:
        raise GoldError(f"{path.name}: no such article: {sorted(told)[0]}")


def _pair(name: str, text: str, rows: list[str], file: str) -> tuple[Article, dict[str, Any]]:
    programmes = [_programme(row, file) for row in rows]
    return Article(name, name, "", text), {"article": name, "programmes": programmes}


def _programme(row: str, file: str) -> dict[str, Any]:
    cells = [cell.strip() for cell in row.split("|")]
    if len(cells) != _FIELDS:
        raise GoldError(f"{file}: {len(cells)} cells instead of {_FIELDS} in '{row}'")
    name, aliases, kind, owner, groups, towns = cells
    try:
        return {
            "name": name.lstrip("?~"),
            "aliases": _split(aliases, ";"),
            "kind": str(ProgrammeKind(kind)),
            "named": "~" not in name[:2],
            "optional": "?" in name[:2],
            "owner": owner or None,
            "target_groups": [str(TargetGroup(group)) for group in _split(groups, ",")],
            "municipality_codes": [_codes()[town] for town in _split(towns, ",")],
        }
    except (ValueError, KeyError) as error:
        raise GoldError(f"{file}: unknown code or municipality {error} in '{row}'") from error


def _split(cell: str, mark: str) -> list[str]:
    return [part.strip() for part in cell.split(mark) if part.strip()]


@cache
def _codes() -> dict[str, str]:
    return {entry.name: entry.code for entry in load(MunicipalityBody, "municipality_bodies.tsv")}
