"""Lists one can filter: programmes, figures, quotes, and success factors with their chart."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from pipeline.inspect import links
from pipeline.inspect.site import Page
from pipeline.labels import codes, label
from pipeline.views.charts import Bar, Pair, bars, factor_chart
from pipeline.views.geography import counties, municipalities
from pipeline.views.listings import PAGE, factor_rows, figure_rows, programme_rows, quote_rows


def _choices(page: Page, kind: str) -> list[tuple[str, str]]:
    return [(code, label(kind, code, page.language)) for code in codes(kind)]


def _known(page: Page, name: str, kind: str) -> str | None:
    """A code from the address, where it is one of its set."""
    value = page.arg(name)
    return value if value in codes(kind) else None


def _place(page: Page) -> str | None:
    value = page.arg("plats")
    return value if value in municipalities() or value in counties() else None


def _paged(page: Page, found: list[Any], address: str, chosen: dict[str, Any]) -> dict[str, Any]:
    """The rows of this page, and the addresses of its neighbours. One row more than shown was asked for."""
    at = page.offset()
    return {
        "rows": found[:PAGE],
        "first": at,
        "next": links.path(address, **chosen, fran=at + PAGE) if len(found) > PAGE else None,
        "previous": links.path(address, **chosen, fran=max(0, at - PAGE) or None) if at else None,
    }


async def programmes(page: Page) -> Response:
    """Programmes by kind, target group, place and words."""
    chosen = {
        "slag": _known(page, "slag", "programme_kind"),
        "grupp": _known(page, "grupp", "target_group"),
        "plats": _place(page),
        "q": page.arg("q"),
    }
    found = await page.ask(
        lambda connection: programme_rows(
            connection,
            kind=chosen["slag"],
            group=chosen["grupp"],
            place=chosen["plats"],
            words=chosen["q"] or "",
            limit=PAGE + 1,
            offset=page.offset(),
        )
    )
    return await page.show(
        "programmes.html",
        {
            **_paged(page, found, "insatser", chosen),
            "chosen": chosen,
            "filters": [
                ("slag", ("Slag", "Kind"), _choices(page, "programme_kind")),
                ("grupp", ("Målgrupp", "Target group"), _choices(page, "target_group")),
                ("plats", ("Län", "County"), list(counties().items())),
            ],
        },
    )


async def figures(page: Page) -> Response:
    """Figures by measure, status, unit and group, each with its sentence."""
    chosen = {
        "matt": _known(page, "matt", "measure"),
        "status": _known(page, "status", "status"),
        "enhet": _known(page, "enhet", "unit"),
        "grupp": _known(page, "grupp", "target_group"),
        "plats": _place(page),
    }
    found = await page.ask(
        lambda connection: figure_rows(
            connection,
            measure=chosen["matt"],
            status=chosen["status"],
            unit=chosen["enhet"],
            group=chosen["grupp"],
            place=chosen["plats"],
            limit=PAGE + 1,
            offset=page.offset(),
        )
    )
    counts: dict[str, int] = {}
    for (measure, status), n in page.site.facts.measures.items():
        if not chosen["status"] or status == chosen["status"]:
            counts[measure] = counts.get(measure, 0) + n
    chart = bars(
        [
            Bar(
                label("measure", m, page.language),
                n,
                links.path("siffror", matt=m, status=chosen["status"]),
            )
            for m, n in sorted(counts.items(), key=lambda item: -item[1])
        ],
        "antal siffror" if page.language == "sv" else "number of figures",
    )
    return await page.show(
        "figures.html",
        {
            **_paged(page, found, "siffror", chosen),
            "chosen": chosen,
            "chart": chart
            if counts and not (chosen["matt"] or chosen["enhet"] or chosen["grupp"])
            else None,
            "filters": [
                ("matt", ("Mått", "Measure"), _choices(page, "measure")),
                ("status", ("Status", "Status"), _choices(page, "status")),
                ("enhet", ("Enhet", "Unit"), _choices(page, "unit")),
                ("grupp", ("Grupp", "Group"), _choices(page, "target_group")),
                ("plats", ("Län", "County"), list(counties().items())),
            ],
        },
    )


async def quotes(page: Page) -> Response:
    """Quotes by who said them."""
    chosen = {"vem": _known(page, "vem", "speaker"), "slag": _known(page, "slag", "quote_kind")}
    found = await page.ask(
        lambda connection: quote_rows(
            connection,
            speaker=chosen["vem"],
            kind=chosen["slag"],
            limit=PAGE + 1,
            offset=page.offset(),
        )
    )
    counts = page.site.facts.quotes_by
    chart = bars(
        [
            Bar(label("speaker", who, page.language), n, links.path("citat", vem=who))
            for who, n in counts.most_common()
        ],
        "antal citat" if page.language == "sv" else "number of quotes",
    )
    return await page.show(
        "quotes.html",
        {
            **_paged(page, found, "citat", chosen),
            "chosen": chosen,
            "chart": chart if counts and not chosen["vem"] else None,
            "filters": [
                ("vem", ("Vem talar", "Who speaks"), _choices(page, "speaker")),
                ("slag", ("Slag", "Kind"), _choices(page, "quote_kind")),
            ],
        },
    )


async def factors(page: Page) -> Response:
    """Factor × polarity, by programme kind, target group and speaker, with the quotes behind each bar."""
    chosen = {
        "faktor": _known(page, "faktor", "factor"),
        "riktning": _known(page, "riktning", "polarity"),
        "slag": _known(page, "slag", "programme_kind"),
        "grupp": _known(page, "grupp", "target_group"),
        "vem": _known(page, "vem", "speaker"),
    }
    found = await page.ask(
        lambda connection: factor_rows(
            connection,
            factor=chosen["faktor"],
            polarity=chosen["riktning"],
            kind=chosen["slag"],
            group=chosen["grupp"],
            speaker=chosen["vem"],
            limit=PAGE + 1,
            offset=page.offset(),
        )
    )
    counts = page.site.facts.factor_counts(
        kind=chosen["slag"], group=chosen["grupp"], speaker=chosen["vem"]
    )
    others = {name: chosen[name] for name in ("slag", "grupp", "vem")}
    pairs = [
        Pair(
            label("factor", code, page.language),
            success,
            barrier,
            links.path("faktorer", faktor=code, riktning="success", **others) + "#belagg",
            links.path("faktorer", faktor=code, riktning="barrier", **others) + "#belagg",
        )
        for code, (success, barrier) in counts.items()
    ]
    names = (
        ("framgångsfaktor", "hinder") if page.language == "sv" else ("success factor", "barrier")
    )
    return await page.show(
        "factors.html",
        {
            **_paged(page, found, "faktorer", chosen),
            "chosen": chosen,
            "counts": counts,
            "chart": factor_chart(pairs, *names) if pairs else None,
            "others": others,
            "filters": [
                ("faktor", ("Faktor", "Factor"), _choices(page, "factor")),
                ("riktning", ("Riktning", "Direction"), _choices(page, "polarity")),
                ("slag", ("Slag av insats", "Kind of programme"), _choices(page, "programme_kind")),
                ("grupp", ("Målgrupp", "Target group"), _choices(page, "target_group")),
                ("vem", ("Vem säger det", "Who says it"), _choices(page, "speaker")),
            ],
        },
    )
