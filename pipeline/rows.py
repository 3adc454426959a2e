"""Findings, links and identities of all articles → rows of the public tables, in a fixed order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

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
from pipeline.findings import LinkedArticle, Locals, Told, locals_of, without_findings
from pipeline.resolve import Identities, resolve
from pipeline.tables import (
    TABLES,
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


class Known(NamedTuple):
    """What the other articles decide of one: identifiers of its programmes and people, and what it is a copy of."""

    programmes: tuple[str, ...]
    people: tuple[str, ...]
    duplicate_of: str | None = None


def known(
    articles: Sequence[Locals], identities: Identities, duplicates: Mapping[str, str]
) -> list[Known]:
    """For each article what the others decide of it; ``identities`` come from the same list."""
    programmes, people = identities.programmes.ids, identities.people.ids
    return [
        Known(
            tuple([programmes[number, local] for local in range(len(one.programmes))]),
            tuple([people[number, local] for local in range(len(one.people))]),
            duplicates.get(one.article_id),
        )
        for number, one in enumerate(articles)
    ]


def build_rows(
    linked: Sequence[LinkedArticle],
    duplicates: Mapping[str, str] | None = None,
    assess: Assess = assess,
) -> Tables:
    """All tables. ``linked`` must be sorted by article id.

    ``duplicates`` maps articles to the newer ones that are counted in their place; ``assess`` tells how sure
    a row with the given signs is.
    """
    copies = duplicates or {}
    counted = [without_findings(o) if o.findings.article.id in copies else o for o in linked]
    articles = [locals_of(one) for one in counted]
    identities = resolve(articles)
    tables: Tables = {name: [] for name in TABLES}
    for one, about in zip(counted, known(articles, identities, copies), strict=True):
        article_rows(tables, one, about, assess)
    return tables | across_rows(articles, identities, assess)


def across_rows(
    articles: Sequence[Locals], identities: Identities, assess: Assess = assess
) -> Tables:
    """The tables whose rows are told by several articles: programmes and people."""
    told = _told(articles, identities)
    return {
        "programmes": [
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
        ],
        "people": [
            PersonRow(p.person_id, p.name, p.variants, p.role, p.organisation, p.article_ids)
            for p in identities.people.merged
        ],
    }


def article_rows(tables: Tables, one: LinkedArticle, about: Known, assess: Assess = assess) -> None:
    """Add the rows that come from one article alone."""
    found, article, ids = one.findings, one.findings.article, _Ids()

    def programme_id(local: int | None) -> str | None:
        return None if local is None else about.programmes[local]

    def person_id(local: int | None) -> str | None:
        return None if local is None else about.people[local]

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
            duplicate_of=about.duplicate_of,
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
        (found.programmes[m].span, about.programmes[local])
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


def _told(articles: Sequence[Locals], identities: Identities) -> dict[str, Told]:
    """What is told of each programme in all articles."""
    told: dict[str, Told] = {}
    ids = identities.programmes.ids
    for number, one in enumerate(articles):
        for local, new in enumerate(one.told):
            old = told.get(ids[number, local])
            if old is not None:
                scores = [score for score in (old.score, new.score) if score is not None]
                new = Told(
                    old.mentions + new.mentions, max(scores, default=None), old.linked or new.linked
                )
            told[ids[number, local]] = new
    return told


def _programme(told: Told, named: bool, owner: str | None) -> Signs:
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
