"""A small dataset written by hand: two honest articles and one that means harm."""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

from pipeline.article import Article, Metadata
from pipeline.export import write_dataset
from pipeline.layout import blocks
from pipeline.tables import TABLES

LINDEN = """Lindenmodellen gav fyrtio arbetslösa nytt hopp

Startsida  Nyheter  Logga in

Projektet Lindenmodellen i Arvika har hittills haft 40 deltagare. Målet är att 50 procent ska gå vidare till jobb, och hittills har 35 procent gjort det.

– Det viktigaste är att vi har tid för varje person, säger Siv Almgren, projektledare.

Utan pengar från kommunen hade det inte gått, menar hon. Även Säffle ska vara med.
"""
EKEN = """Arvika satsar vidare på Lindenmodellen

Lindenmodellen har nu 44 deltagare i Arvika, uppger kommunen. Det saknas handledare.
"""
HOSTILE = (
    '=cmd|calc "><img src=x onerror=alert(1)>\r\n\r\n'
    "<script>alert('hej')</script> i Kiruna fick 7 personer jobb\u202e. </mark></article>\r\n\r\n"
    "Läs mer: javascript:alert(2) &amp; {{ 7*7 }} ]]> --> tack vare <b>tillit</b>.\r\n"
)


def make(table: str, **cells: Any) -> Any:
    """A row; columns that are not given are empty."""
    row_type = TABLES[table]
    for item in fields(row_type):
        if item.name not in cells and "tuple" in str(item.type):
            cells[item.name] = ()
        elif item.name not in cells and "None" in str(item.type):
            cells[item.name] = None
    return row_type(**cells)


def at(text: str, words: str, n: int = 0) -> dict[str, Any]:
    """Start, end and text of words in a text; ``n`` counts their occurrences."""
    start = [m.start() for m in re.finditer(re.escape(words), text)][n]
    return {"start": start, "end": start + len(words), "text": words}


TEXTS = {"linden": LINDEN, "eken": EKEN, "ond": HOSTILE}


def tables() -> dict[str, list[Any]]:
    """The rows of the sample, as a run would make them."""
    made: dict[str, list[Any]] = {name: [] for name in TABLES}
    for article_id, text in sorted(TEXTS.items()):
        made["articles"].append(
            make(
                "articles",
                article_id=article_id,
                title=" ".join(text.splitlines()[0].split()),
                published={"linden": "2023-02-01", "eken": "2024-03-05", "ond": None}[article_id],
                publisher="Västra Bladet" if article_id == "linden" else None,
                url="javascript:alert(3)"
                if article_id == "ond"
                else "https://example.org/" + article_id,
                path=article_id + ".txt",
                sha256=hashlib.sha256(text.encode()).hexdigest(),
                language="sv",
                n_chars=len(text),
                n_sentences=3,
                n_tokens=40,
                municipality_code="2584" if article_id == "ond" else "1784",
            )
        )
        made["texts"].append(make("texts", article_id=article_id, text=text))
        article = Article(article_id, article_id + ".txt", "0", text, Metadata())
        for block in blocks(article):
            made["blocks"].append(
                make(
                    "blocks",
                    article_id=article_id,
                    block_start=block.span.start,
                    block_end=block.span.end,
                    kind=str(block.kind),
                )
            )
    made["programmes"] = [
        make(
            "programmes",
            programme_id="lindenmodellen",
            name="Lindenmodellen",
            aliases=("Linden <i>2</i>",),
            kind="project",
            named=True,
            owner="Arvika kommun",
            funder="ESF",
            budget_sek=6_200_000.0,
            start_date="2022",
            target_groups=("long_term_unemployed",),
            municipality_codes=("1784", "1785"),
            article_ids=("eken", "linden"),
        )
    ]
    made["people"] = [
        make(
            "people",
            person_id="siv-almgren",
            name="Siv Almgren",
            variants=("Siv Almgren",),
            role="projektledare",
            article_ids=("linden",),
        )
    ]
    for article_id, text, n in (
        ("eken", EKEN, 0),
        ("eken", EKEN, 1),
        ("linden", LINDEN, 0),
        ("linden", LINDEN, 1),
    ):
        made["programme_mentions"].append(
            make(
                "programme_mentions",
                article_id=article_id,
                programme_id="lindenmodellen",
                **at(text, "Lindenmodellen", n),
            )
        )
    for article_id, words, code, name in (
        ("eken", "Arvika", "1784", "Arvika"),
        ("linden", "Arvika", "1784", "Arvika"),
        ("linden", "Säffle", "1785", "Säffle"),
        ("ond", "Kiruna", "2584", "Kiruna"),
    ):
        place = at(TEXTS[article_id], words)
        made["places"].append(
            make(
                "places",
                place_id=f"{article_id}.place{place['start']}-{place['end']}",
                article_id=article_id,
                level="municipality",
                code=code,
                name=name,
                **place,
            )
        )
    for article_id, words, value, unit, measure, status, programme in (
        ("eken", "44 deltagare", 44.0, "persons", "participants", "outcome", "lindenmodellen"),
        ("linden", "40 deltagare", 40.0, "persons", "participants", "outcome", "lindenmodellen"),
        ("linden", "50 procent", 50.0, "percent", "employment", "target", "lindenmodellen"),
        ("linden", "35 procent", 35.0, "percent", "employment", "outcome", "lindenmodellen"),
        ("ond", "7 personer", 7.0, "persons", "employment", "outcome", None),
    ):
        text = TEXTS[article_id]
        words_at = at(text, words)
        line = text[text.rfind("\n", 0, words_at["start"]) + 1 : text.index("\n", words_at["end"])]
        made["figures"].append(
            make(
                "figures",
                figure_id=f"{article_id}.figure{words_at['start']}-{words_at['end']}",
                article_id=article_id,
                value=value,
                unit=unit,
                qualifier="exact",
                measure=measure,
                status=status,
                programme_id=programme,
                place_code="2584" if article_id == "ond" else "1784",
                sentence=" ".join(line.split()),
                **words_at,
            )
        )
    quote = at(LINDEN, "Det viktigaste är att vi har tid för varje person")
    quote_id = f"linden.quote{quote['start']}-{quote['end']}"
    made["quotes"] = [
        make(
            "quotes",
            quote_id=quote_id,
            article_id="linden",
            kind="direct",
            speaker="Siv Almgren",
            person_id="siv-almgren",
            speaker_role="projektledare",
            cue="säga",
            programme_id="lindenmodellen",
            **quote,
        )
    ]
    for article_id, words, factor, polarity, quoted in (
        ("eken", "Det saknas handledare", "resources", "barrier", None),
        (
            "linden",
            "Det viktigaste är att vi har tid för varje person",
            "close_contact",
            "success",
            quote_id,
        ),
        (
            "linden",
            "Det viktigaste är att vi har tid för varje person",
            "individual_planning",
            "success",
            quote_id,
        ),
        ("ond", "tack vare <b>tillit</b>", "trust", "success", None),
    ):
        words_at = at(TEXTS[article_id], words)
        key = f"{article_id}.factor{words_at['start']}-{words_at['end']}"
        taken = sum(row.factor_id.startswith(key) for row in made["success_factors"])
        made["success_factors"].append(
            make(
                "success_factors",
                factor_id=key if not taken else f"{key}.{taken + 1}",
                article_id=article_id,
                factor=factor,
                polarity=polarity,
                quote_id=quoted,
                person_id="siv-almgren" if quoted else None,
                speaker="Siv Almgren" if quoted else None,
                programme_id="lindenmodellen" if article_id != "ond" else None,
                place_code="1784",
                **words_at,
            )
        )
    return made


def write(folder: Path, corpus: Path | None = None) -> Path:
    """The sample as a dataset folder, and its articles as a corpus."""
    if corpus is not None:
        corpus.mkdir(parents=True, exist_ok=True)
        for article_id, text in TEXTS.items():
            (corpus / f"{article_id}.txt").write_bytes(text.encode())
    write_dataset(
        folder,
        tables(),
        {"insats": "test", "corpus": str(corpus or "nowhere"), "model": "by hand", "skipped": []},
    )
    return folder
