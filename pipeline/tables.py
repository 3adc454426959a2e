"""The public tables: one frozen dataclass each. This file is the contract that docs/DATASET.md describes.

Field metadata carry the column's description; a description in Swedish stands beside the English one for the
pages of ``insats inspect``. Types: ``str int float bool``, lists of strings (tuples here), optional where empty.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from pipeline.vocab import (
    FactorCode,
    Measure,
    PlaceLevel,
    Polarity,
    ProgrammeKind,
    Qualifier,
    QuoteKind,
    ReviewState,
    Status,
    TargetGroup,
    Unit,
    Verdict,
)

DATASET_VERSION = "1.1"


def col(
    doc: str,
    sv: str,
    *,
    key: bool = False,
    ref: str | None = None,
    unit: str = "",
    default: Any = dataclasses.MISSING,
) -> Any:
    """A column: what it holds in English and Swedish, whether it is the primary key, what it refers to."""
    metadata = {"doc": doc, "sv": sv, "key": key, "ref": ref, "unit": unit}
    return field(metadata=metadata, default=default)


def _article_id() -> Any:
    return col("article the row comes from", "artikeln som raden kommer ur", ref="articles")


def _start() -> Any:
    return col("first character in the source text", "första tecknet i källtexten")


def _end() -> Any:
    return col("character after the last", "tecknet efter det sista")


def _confidence() -> Any:
    return col(
        "share of rows like it that were right on gold; 1 where a reviewer decided",
        "så stor andel av liknande rader var rätt i facit; 1 där en granskare har beslutat",
        default=None,
    )


def _doubts() -> Any:
    return col(
        "signs that lower the confidence, the heaviest first",
        "skäl till tvekan, de tyngsta först",
        default=(),
    )


def _reviewed() -> Any:
    return col(
        "true where a reviewer held the row for right, edited it or added it",
        "sant om en granskare har godkänt, ändrat eller lagt till raden",
        default=False,
    )


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One row per article."""

    article_id: str = col("file stem, unique in the corpus", "filnamnet utan ändelse", key=True)
    title: str = col("headline", "rubrik")
    published: str | None = col("date of publication (EDTF)", "publiceringsdatum (EDTF)")
    modified: str | None = col("date of last change (EDTF)", "senast ändrad (EDTF)")
    publisher: str | None = col("newspaper, authority or site", "utgivare")
    author: str | None = col("author", "författare")
    url: str | None = col("address on the web", "webbadress")
    path: str = col("file, relative to the corpus folder", "fil i korpusmappen")
    sha256: str = col("hash of the file's bytes", "filens kontrollsumma")
    language: str = col("language (ISO 639-1)", "språk (ISO 639-1)")
    n_chars: int = col("characters of source text", "antal tecken")
    n_sentences: int = col("sentences outside page furniture", "antal meningar")
    n_tokens: int = col("tokens outside page furniture", "antal ord och skiljetecken")
    municipality_code: str | None = col(
        "municipality the article is chiefly about", "kommun som artikeln främst handlar om"
    )
    duplicate_of: str | None = col(
        "newer text of the same article, which is counted instead",
        "nyare text av samma artikel, som räknas i stället",
        default=None,
    )


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row per mention of a place."""

    place_id: str = col("identifier", "identifierare", key=True)
    article_id: str = _article_id()
    start: int = _start()
    end: int = _end()
    text: str = col("the mention", "omnämnandet")
    level: PlaceLevel = col("what kind of place", "slag av plats")
    code: str = col(
        "four-digit municipality or two-digit county code (SCB)", "kommun- eller länskod (SCB)"
    )
    name: str = col("official name", "officiellt namn")
    confidence: float | None = _confidence()
    doubts: tuple[str, ...] = _doubts()
    reviewed: bool = _reviewed()


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One row per programme, project, measure, service or working method, across all articles."""

    programme_id: str = col("identifier", "identifierare", key=True)
    name: str = col("canonical name, or description", "namn, eller beskrivning")
    aliases: tuple[str, ...] = col("other names in the articles", "andra namn i artiklarna")
    kind: ProgrammeKind = col("the article's own word for it", "artikelns eget ord")
    named: bool = col("false where articles only describe it", "falskt om den bara beskrivs")
    owner: str | None = col("organisation that runs it", "organisation som driver den")
    funder: str | None = col("who pays", "finansiär")
    budget_sek: float | None = col(
        "what it costs or is granted", "kostnad eller anslag", unit="SEK"
    )
    start_date: str | None = col("start (EDTF)", "start (EDTF)")
    end_date: str | None = col("end (EDTF)", "slut (EDTF)")
    target_groups: tuple[TargetGroup, ...] = col("whom it is for", "målgrupper")
    municipality_codes: tuple[str, ...] = col("where it operates", "kommuner där den bedrivs")
    article_ids: tuple[str, ...] = col(
        "articles that tell of it", "artiklar som nämner den", ref="articles"
    )
    confidence: float | None = _confidence()
    doubts: tuple[str, ...] = _doubts()
    reviewed: bool = _reviewed()


@dataclass(frozen=True, slots=True)
class ProgrammeMentionRow:
    """One row per mention of a programme."""

    article_id: str = _article_id()
    programme_id: str = col("the programme", "insatsen", ref="programmes")
    start: int = _start()
    end: int = _end()
    text: str = col("the mention", "omnämnandet")
    reviewed: bool = _reviewed()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row per quantity."""

    figure_id: str = col("identifier", "identifierare", key=True)
    article_id: str = _article_id()
    start: int = _start()
    end: int = _end()
    text: str = col("number with qualifier and unit", "talet med bestämning och enhet")
    value: float = col("value; lower end of a range", "värde; intervallets nedre gräns")
    value_high: float | None = col("upper end of a range", "intervallets övre gräns")
    unit: Unit = col("what is counted", "enhet")
    qualifier: Qualifier = col("how exactly it is stated", "hur exakt det anges")
    measure: Measure = col("what it says something about", "vad det mäter")
    status: Status = col("outcome, target or forecast", "utfall, mål eller prognos")
    group: TargetGroup | None = col("whom it is about", "grupp")
    programme_id: str | None = col("the programme", "insatsen", ref="programmes")
    place_code: str | None = col("municipality, county or SE", "kommun, län eller SE")
    period_start: str | None = col("from when (EDTF)", "från (EDTF)")
    period_end: str | None = col("until when (EDTF)", "till (EDTF)")
    source: str | None = col("whom the article names as source", "källa som artikeln anger")
    sentence: str = col("the sentence it stands in", "meningen det står i")
    confidence: float | None = _confidence()
    doubts: tuple[str, ...] = _doubts()
    reviewed: bool = _reviewed()


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """One row per direct or indirect quote."""

    quote_id: str = col("identifier", "identifierare", key=True)
    article_id: str = _article_id()
    start: int = _start()
    end: int = _end()
    text: str = col("the words quoted", "de citerade orden")
    kind: QuoteKind = col("direct or indirect", "direkt eller indirekt")
    speaker: str | None = col("who said it, as the article names them", "vem som sade det")
    person_id: str | None = col("the person", "personen", ref="people")
    speaker_role: str | None = col("the speaker's role", "talarens roll")
    speaker_organisation: str | None = col("the speaker's organisation", "talarens organisation")
    cue: str | None = col("lemma of the reporting verb", "anföringsverbets grundform")
    programme_id: str | None = col("the programme", "insatsen", ref="programmes")
    confidence: float | None = _confidence()
    doubts: tuple[str, ...] = _doubts()
    reviewed: bool = _reviewed()


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One row per success factor or barrier that somebody asserts."""

    factor_id: str = col("identifier", "identifierare", key=True)
    article_id: str = _article_id()
    start: int = _start()
    end: int = _end()
    text: str = col("evidence", "belägg")
    factor: FactorCode = col("what is held to matter", "vad som sägs spela roll")
    polarity: Polarity = col(
        "makes it succeed, or stands in its way", "framgångsfaktor eller hinder"
    )
    quote_id: str | None = col("the quote it is part of", "citatet det ingår i", ref="quotes")
    person_id: str | None = col("the person who holds it", "personen som hävdar det", ref="people")
    speaker: str | None = col("person or organisation who holds it", "vem som hävdar det")
    programme_id: str | None = col("the programme", "insatsen", ref="programmes")
    place_code: str | None = col("municipality or county", "kommun eller län")
    confidence: float | None = _confidence()
    doubts: tuple[str, ...] = _doubts()
    reviewed: bool = _reviewed()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row per person, across all articles."""

    person_id: str = col("identifier", "identifierare", key=True)
    name: str = col("canonical name", "namn")
    variants: tuple[str, ...] = col("spellings in the articles", "stavningar i artiklarna")
    role: str | None = col("role", "roll")
    organisation: str | None = col("organisation", "organisation")
    article_ids: tuple[str, ...] = col(
        "articles that name them", "artiklar som nämner dem", ref="articles"
    )
    reviewed: bool = _reviewed()


@dataclass(frozen=True, slots=True)
class TextRow:
    """The source text of each article, which all positions point into."""

    article_id: str = col("the article", "artikeln", key=True, ref="articles")
    text: str = col("source text", "källtext")


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One row per block of an article's page: headline, paragraph, list item, furniture …"""

    article_id: str = _article_id()
    block_start: int = _start()
    block_end: int = _end()
    kind: str = col("what the block is on the page", "vad blocket är på sidan")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row per decision of a reviewer in ``review.jsonl`` and what became of it in this run."""

    review_id: str = col("identifier", "identifierare", key=True)
    table_name: str = col("table the decision is about", "tabell som beslutet gäller")
    row_id: str | None = col(
        "the row, where the dataset holds it (for programme mentions: the programme)",
        "raden, om den finns i datamängden",
    )
    article: str = col("article the reviewer read", "artikeln som granskades")
    text: str = col("words the decision stands on", "orden som beslutet gäller")
    verdict: Verdict = col("right, wrong, edit or missed", "rätt, fel, ändrad eller saknad")
    who: str = col("reviewer", "granskare")
    at: str = col("when (UTC)", "när (UTC)")
    state: ReviewState = col("what became of it", "vad som hände med beslutet")
    note: str | None = col("why it could not be applied", "varför det inte kunde tillämpas")


TABLES: dict[str, type] = {
    "articles": ArticleRow,
    "places": PlaceRow,
    "programmes": ProgrammeRow,
    "programme_mentions": ProgrammeMentionRow,
    "figures": FigureRow,
    "quotes": QuoteRow,
    "success_factors": FactorRow,
    "people": PersonRow,
    "texts": TextRow,
    "blocks": BlockRow,
    "reviews": ReviewRow,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A table column as exporters need it."""

    name: str
    type: type  # str, int, float or bool; of the items where ``many``
    many: bool
    optional: bool
    codes: tuple[str, ...]
    doc: str
    sv: str
    key: bool
    ref: str | None


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table in order. Raises KeyError for an unknown table."""
    row_type = TABLES[table]
    hints = typing.get_type_hints(row_type)
    found = []
    for item in dataclasses.fields(row_type):
        hint = hints[item.name]
        optional = isinstance(hint, types.UnionType)
        if optional:
            hint = next(arg for arg in typing.get_args(hint) if arg is not type(None))
        many = typing.get_origin(hint) is tuple
        if many:
            hint = typing.get_args(hint)[0]
        codes: tuple[str, ...] = ()
        if issubclass(hint, StrEnum):
            codes, hint = tuple(str(code) for code in hint), str
        meta = item.metadata
        found.append(
            Column(
                item.name,
                hint,
                many,
                optional,
                codes,
                meta["doc"],
                meta["sv"],
                meta["key"],
                meta["ref"],
            )
        )
    return tuple(found)


def markdown() -> str:
    """The tables with their columns, as docs/DATASET.md shows them."""
    parts = []
    for table, row_type in TABLES.items():
        parts += [f"### {table}", "", (row_type.__doc__ or "").strip(), ""]
        parts += ["| column | type | what it holds |", "| --- | --- | --- |"]
        for column in columns(table):
            kind = f"list of {column.type.__name__}" if column.many else column.type.__name__
            notes = [column.doc]
            if column.key:
                notes.append("primary key")
            if column.ref:
                notes.append(f"refers to {column.ref}")
            parts.append(
                f"| `{column.name}` | {kind}{' ?' if column.optional else ''} | {'; '.join(notes)} |"
            )
        parts.append("")
    return "\n".join(parts).strip()
