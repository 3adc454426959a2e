"""How one row came about: where it stands, what the tagger saw, which rule fired, what it was linked to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.analysis import analyse_tagged
from pipeline.article import Article, Span, TaggedArticle, Token
from pipeline.errors import UsageError
from pipeline.extract.figures import why
from pipeline.findings import LinkedArticle
from pipeline.read import CorpusFile, read_article
from pipeline.survey import see, survey
from pipeline.tables import TABLES, columns
from pipeline.tag import load_tagger
from pipeline.tagging import Settings, prepare

_FINDINGS = {
    "places": "places",
    "figures": "figures",
    "quotes": "quotes",
    "success_factors": "factors",
}
_CONTEXT = 60


def trace_row(row_id: str, dataset: Path, settings: Settings) -> Iterator[str]:
    """Printable lines about a row. Raises UsageError where there is no such dataset, row or article file."""
    table, row = _find_row(row_id, dataset)
    yield f"{table}: {row_id}"
    for name, value in row.items():
        yield f"  {name:<20} {_show(value)}"
    if table in _FINDINGS:
        yield from _trace_span(table, row, dataset, settings)
    elif table in ("programmes", "people"):
        yield from _trace_identity(table, row, dataset, settings)


def _find_row(row_id: str, dataset: Path) -> tuple[str, dict[str, Any]]:
    if not (dataset / "tables").is_dir():
        raise UsageError(
            f"{dataset}: holds no dataset; run 'insats extract' first or name it with --dataset"
        )
    for table in TABLES:
        key = next((column.name for column in columns(table) if column.key), None)
        if key is None or table == "texts":
            continue
        frame = pd.read_parquet(dataset / "tables" / f"{table}.parquet")
        found = frame[frame[key] == row_id]
        if len(found):
            return table, {str(k): _plain(v) for k, v in found.iloc[0].items()}
    raise UsageError(
        f"{row_id}: no such row in {dataset}; identifiers stand in the first column of each table"
    )


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        value = value.tolist()
    return None if value is not None and not isinstance(value, list) and pd.isna(value) else value


def _show(value: Any) -> str:
    if value is None:
        return "–"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _analysed(
    article_id: str, dataset: Path, settings: Settings
) -> tuple[TaggedArticle, LinkedArticle]:
    """The article read, tagged and extracted again from its file."""
    frame = pd.read_parquet(dataset / "tables" / "articles.parquet")
    row = frame[frame["article_id"] == article_id].iloc[0]
    record = json.loads((dataset / "run.json").read_text(encoding="utf-8"))
    file = Path(record["corpus"]) / row["path"]
    if not file.exists():
        raise UsageError(
            f"{file}: the article is no longer there; run 'trace' in the folder the dataset was made from"
        )
    article: Article = read_article(CorpusFile(file, row["path"], article_id))
    if article.sha256 != row["sha256"]:
        raise UsageError(
            f"{file}: has changed since the dataset was made; run 'insats extract' again"
        )
    tagger = load_tagger(settings.tagger, settings.model, settings.cache)
    learned = _learned(Path(record["corpus"]), dataset, settings.cache)
    tagged = next(iter(tagger.tag([prepare(article, learned.get(article_id, ()))])))
    return tagged, analyse_tagged(tagged)


@cache
def _learned(corpus: Path, dataset: Path, kept: Path | None) -> Mapping[str, frozenset[str]]:
    """The furniture that publishers repeat, as the run learned it: it is left out of the tagging too."""
    return survey(see(corpus, dataset), kept).learned


def _trace_span(
    table: str, row: dict[str, Any], dataset: Path, settings: Settings
) -> Iterator[str]:
    tagged, linked = _analysed(row["article_id"], dataset, settings)
    span = Span(int(row["start"]), int(row["end"]))
    for number, finding in enumerate(getattr(linked.findings, _FINDINGS[table])):
        if finding.span != span:
            continue
        yield from _where(tagged, span)
        yield f"\nrule: {finding.rule}"
        yield f"finding: {finding}"
        if table == "figures":
            yield from why(tagged, span)
            yield from _linked_programme(linked, linked.figure_programmes[number])
        elif table == "quotes":
            yield f"link: {linked.quotes[number]}"
            yield from _linked_programme(linked, linked.quotes[number].programme)
        elif table == "success_factors":
            yield f"link: {linked.factors[number]}"
            yield from _linked_programme(linked, linked.factors[number].programme)


def _trace_identity(
    table: str, row: dict[str, Any], dataset: Path, settings: Settings
) -> Iterator[str]:
    names = {row["name"], *(row.get("aliases") or ()), *(row.get("variants") or ())}
    for article_id in row["article_ids"]:
        tagged, linked = _analysed(article_id, dataset, settings)
        locals_: tuple[Any, ...] = linked.programmes if table == "programmes" else linked.people
        mentions: tuple[Any, ...] = (
            linked.findings.programmes if table == "programmes" else linked.findings.people
        )
        for local in locals_:
            if local.name not in names:
                continue
            yield f"\n{article_id}: {local}"
            for number in local.mentions:
                mention = mentions[number]
                yield f"  [{mention.span.start}, {mention.span.end}) {mention.rule}: {_around(tagged, mention.span)}"


def _linked_programme(linked: LinkedArticle, local: int | None) -> Iterator[str]:
    yield f"programme: {'–' if local is None else linked.programmes[local]}"


def _around(tagged: TaggedArticle, span: Span) -> str:
    before = tagged.text[max(0, span.start - _CONTEXT) : span.start]
    after = tagged.text[span.end : span.end + _CONTEXT]
    return " ".join(f"{before}[{tagged.cut(span)}]{after}".split())


def _where(tagged: TaggedArticle, span: Span) -> Iterator[str]:
    tokens = tagged.tokens_in(span)
    if not tokens:
        return
    yield f"\nblock: {tagged.block_of(tokens[0]).kind}"
    for number in dict.fromkeys(token.sentence for token in tokens):
        sentence = tagged.sentences[number]
        yield f"sentence: {' '.join(tagged.cut(tagged.sentence_span(sentence)).split())}"
        yield f"  {'':2}{'token':<22}{'lemma':<22}{'pos':<7}{'tag':<12}{'head':<18}{'relation':<12}entity"
        for token in tagged.sentence_tokens(sentence):
            yield _token_line(tagged, token, token in tokens)


def _token_line(tagged: TaggedArticle, token: Token, inside: bool) -> str:
    head = tagged.head(token)
    return (
        f"  {'→' if inside else ' '} {token.text:<22}{token.lemma:<22}{token.pos:<7}{token.tag:<12}"
        f"{head.text if head else 'root':<18}{token.dep:<12}{token.entity}"
    )
