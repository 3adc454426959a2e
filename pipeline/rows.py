"""Findings, links and identities of all articles → rows of the public tables, in a fixed order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.article import Article, Span
from pipeline.confidence import (
    Assessed,
    Signs,
    assess,
    factor_signs,
    figure_signs,
    place_signs,
    programme_signs,
    quote_signs,
)
from pipeline.findings import LinkedArticle
from pipeline.resolve import Identities
from pipeline.tables import (
    ArticleRow,
    BlockRow,
    FactorRow,
    FigureRow,
    PersonRow,
    PlaceRow,
    ProgrammeMentionRow,
    ProgrammeRow,
    QuoteRow,
    TextRow,
)

Tables = dict[str, list[Any]]
Assess = Callable[[str, Signs], Assessed]


class _Ids:
    """Identifiers from article, kind and position; a letter where two rows share both."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def __call__(self, article_id: str, kind: str, span: Span) -> str:
        base = f"{article_id}.{kind}{span.start}-{span.end}"
        self.seen[base] += 1
        n = self.seen[base]
        return base if n == 1 else f"{base}.{n}"


def build_rows(
    linked: Sequence[LinkedArticle],
    identities: Identities,
    duplicates: Mapping[str, str] | None = None,
    assess: Assess = assess,
) -> Tables:
    """All tables. ``linked`` must be sorted by article id; ``identities`` come from the same list.

    ``duplicates`` maps articles to the newer ones that are counted in their place; ``assess`` tells how sure
    a row with the given signs is.
    """
    tables: Tables = {
        name: []
        for name in (
            *("articles", "places", "programmes", "programme_mentions", "figures", "quotes"),
            *("success_factors", "people", "texts", "blocks", "reviews"),
        )
    }
    ids = _Ids()
    for number, one in enumerate(linked):
        _article_rows(tables, ids, number, one, identities, duplicates or {}, assess)
    told = _told(linked, identities, tables)
    tables["programmes"] = [
        ProgrammeRow(
            programme_id=p.programme_id,
            name=p.name,
            aliases=p.aliases,
            kind=p.kind,
            named=p.named,
            owner=p.owner,
            funder=p.funder,
            budget_sek=p.budget_sek,
            start_date=p.start_date,
            end_date=p.end_date,
            target_groups=p.target_groups,
            municipality_codes=p.municipality_codes,
            article_ids=p.article_ids,
            **_sure(assess("programmes", _programme(told[p.programme_id], p.named, p.owner))),
        )
        for p in identities.programmes.merged
    ]
    tables["people"] = [
        PersonRow(p.person_id, p.name, p.variants, p.role, p.organisation, p.article_ids)
        for p in identities.people.merged
    ]
    return tables


def _article_rows(
    tables: Tables,
    ids: _Ids,
    number: int,
    one: LinkedArticle,
    identities: Identities,
    duplicates: Mapping[str, str],
    assess: Assess,
) -> None:
    found, article = one.findings, one.findings.article

    def programme_id(local: int | None) -> str | None:
        return None if local is None else identities.programmes.ids[number, local]

    def person_id(local: int | None) -> str | None:
        return None if local is None else identities.people.ids[number, local]

    tables["articles"].append(
        ArticleRow(
            article_id=article.id,
            title=found.title,
            published=article.meta.published,
            modified=article.meta.modified,
            publisher=article.meta.publisher,
            author=article.meta.author,
            url=article.meta.url,
            path=article.path,
            sha256=article.sha256,
            language=article.meta.language,
            n_chars=len(article.text),
            n_sentences=len(found.sentences),
            n_tokens=found.n_tokens,
            municipality_code=one.municipality_code,
            duplicate_of=duplicates.get(article.id),
        )
    )
    tables["texts"].append(TextRow(article.id, article.text))
    tables["blocks"].extend(
        BlockRow(article.id, block.span.start, block.span.end, block.kind) for block in found.blocks
    )
    named = Counter(place.code for place in found.places)
    for place in found.places:
        tables["places"].append(
            PlaceRow(
                ids(article.id, "place", place.span),
                article.id,
                *_cut(article, place.span),
                place.level,
                place.code,
                place.name,
                **_sure(assess("places", place_signs(place, named[place.code] < 2))),
            )
        )
    mentions = sorted(
        (found.programmes[m].span, identities.programmes.ids[number, local])
        for local, programme in enumerate(one.programmes)
        for m in programme.mentions
    )
    for span, identity in dict.fromkeys(mentions):
        tables["programme_mentions"].append(
            ProgrammeMentionRow(article.id, identity, *_cut(article, span))
        )
    for figure, local, place_code in zip(
        found.figures, one.figure_programmes, one.figure_places, strict=True
    ):
        tables["figures"].append(
            FigureRow(
                ids(article.id, "figure", figure.span),
                article.id,
                *_cut(article, figure.span),
                value=figure.value,
                value_high=figure.value_high,
                unit=figure.unit,
                qualifier=figure.qualifier,
                measure=figure.measure,
                status=figure.status,
                group=figure.group,
                programme_id=programme_id(local),
                place_code=place_code,
                period_start=figure.period_start,
                period_end=figure.period_end,
                source=figure.source,
                sentence=_sentence(one, figure.span),
                **_sure(
                    assess(
                        "figures",
                        figure_signs(figure, article.text[figure.span.start : figure.span.end]),
                    )
                ),
            )
        )
    quote_ids = []
    for quote, said in zip(found.quotes, one.quotes, strict=True):
        quote_ids.append(ids(article.id, "quote", quote.span))
        tables["quotes"].append(
            QuoteRow(
                quote_ids[-1],
                article.id,
                *_cut(article, quote.span),
                kind=quote.kind,
                speaker=said.speaker,
                person_id=person_id(said.person),
                speaker_role=said.role,
                speaker_organisation=said.organisation,
                cue=quote.cue,
                programme_id=programme_id(said.programme),
                **_sure(assess("quotes", quote_signs(quote, said))),
            )
        )
    for factor, held in zip(found.factors, one.factors, strict=True):
        tables["success_factors"].append(
            FactorRow(
                ids(article.id, "factor", factor.span),
                article.id,
                *_cut(article, factor.span),
                factor=factor.factor,
                polarity=factor.polarity,
                quote_id=None if held.quote is None else quote_ids[held.quote],
                person_id=person_id(held.person),
                speaker=held.speaker,
                programme_id=programme_id(held.programme),
                place_code=held.place_code,
                **_sure(assess("success_factors", factor_signs(factor, held))),
            )
        )


def _sure(found: Assessed) -> dict[str, Any]:
    return {"confidence": found.confidence, "doubts": found.doubts}


@dataclass
class _Told:
    """What is told of one programme in all articles."""

    mentions: int = 0
    score: float | None = None
    linked: bool = False


def _told(
    linked: Sequence[LinkedArticle], identities: Identities, tables: Tables
) -> dict[str, _Told]:
    told = {p.programme_id: _Told() for p in identities.programmes.merged}
    for number, one in enumerate(linked):
        for local, programme in enumerate(one.programmes):
            found = told[identities.programmes.ids[number, local]]
            found.mentions += len(programme.mentions)
            for m in programme.mentions:
                strength = one.findings.programmes[m].strength
                if strength is not None:
                    found.score = max(strength, -99.0 if found.score is None else found.score)
    for table in ("figures", "success_factors"):
        for row in tables[table]:
            if row.programme_id is not None:
                told[row.programme_id].linked = True
    return told


def _programme(told: _Told, named: bool, owner: str | None) -> Signs:
    return programme_signs(
        score=told.score,
        named=named,
        mentions=told.mentions,
        owner=owner is not None,
        told=told.linked,
    )


def _cut(article: Article, span: Span) -> tuple[int, int, str]:
    return span.start, span.end, article.text[span.start : span.end]


def _sentence(one: LinkedArticle, span: Span) -> str:
    """The sentence a span stands in, as the source has it; white space folded."""
    for sentence in one.findings.sentences:
        if sentence.overlaps(span):
            return " ".join(one.findings.article.text[sentence.start : sentence.end].split())
    return " ".join(one.findings.article.text[span.start : span.end].split())
