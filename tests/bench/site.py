"""How fast the site answers over many articles: rows made up here, so that no extraction is waited for."""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench.corpus import article
from tests.inspect.sample import make

LIMIT = 0.5
_MEASURES = (
    "participants",
    "employment",
    "studies",
    "budget",
    "unemployment",
    "duration",
    "capacity",
    "other",
)
_FACTORS = (
    "trust",
    "resources",
    "close_contact",
    "long_term_commitment",
    "agency_collaboration",
    "skills_training",
    "other",
)
_ROLES = ("projektledare", "enhetschef", "handledare", "deltagare", "kommunalråd", None)


def dataset(folder: Path, n: int) -> Path:
    """``n`` articles with about 7 figures, 3 quotes and 4 factors each, and a programme for every three."""
    from pipeline.export import write_dataset
    from pipeline.tables import TABLES
    from pipeline.views.geography import municipalities

    pick = random.Random(7)
    codes = list(municipalities().values())
    made: dict[str, list[Any]] = {name: [] for name in TABLES}
    for number in range(n):
        text, key = article(number), f"artikel-{number:06d}"
        places = pick.sample(codes, 3)
        made["articles"].append(
            make(
                "articles",
                article_id=key,
                title=text.splitlines()[0],
                published=f"{pick.randint(2013, 2024)}-05-0{pick.randint(1, 9)}",
                publisher=f"Bladet {number % 40}",
                path=key + ".txt",
                sha256=f"{number:064x}",
                language="sv",
                n_chars=len(text),
                n_sentences=12,
                n_tokens=180,
                municipality_code=places[0].code,
            )
        )
        made["texts"].append(make("texts", article_id=key, text=text))
        made["blocks"].append(
            make(
                "blocks",
                article_id=key,
                block_start=0,
                block_end=len(text.splitlines()[0]),
                kind="headline",
            )
        )
        programme = f"programme-{number // 3}"
        if number % 3 == 0:
            made["programmes"].append(
                make(
                    "programmes",
                    programme_id=programme,
                    name=text.split(" ger ")[0] + f" {number}",
                    kind=pick.choice(("project", "service")),
                    named=True,
                    owner=f"{places[0].name} kommun",
                    target_groups=(pick.choice(("youth", "women", "foreign_born")),),
                    municipality_codes=tuple(sorted(p.code for p in places)),
                    article_ids=tuple(
                        f"artikel-{i:06d}" for i in range(number, min(number + 3, n))
                    ),
                )
            )
        made["programme_mentions"].append(
            make(
                "programme_mentions",
                article_id=key,
                programme_id=programme,
                start=0,
                end=9,
                text=text[:9],
            )
        )
        person = f"person-{number % (n // 4 + 1)}"
        if number < n // 4 + 1:
            made["people"].append(
                make(
                    "people",
                    person_id=person,
                    name=f"Person {number}",
                    role=pick.choice(_ROLES),
                    article_ids=(key,),
                )
            )
        for i, place in enumerate(places):
            made["places"].append(
                make(
                    "places",
                    place_id=f"{key}.place{i}",
                    article_id=key,
                    start=10 + i,
                    end=16 + i,
                    text=text[10 + i : 16 + i],
                    level="municipality",
                    code=place.code,
                    name=place.name,
                )
            )
        for i in range(7):
            made["figures"].append(
                make(
                    "figures",
                    figure_id=f"{key}.figure{i}",
                    article_id=key,
                    start=40 + 9 * i,
                    end=48 + 9 * i,
                    text=text[40 + 9 * i : 48 + 9 * i],
                    value=float(pick.randint(1, 900)),
                    unit=pick.choice(("persons", "percent", "SEK")),
                    qualifier="exact",
                    measure=pick.choice(_MEASURES),
                    status=pick.choice(("outcome", "outcome", "outcome", "target")),
                    programme_id=programme if i < 5 else None,
                    place_code=places[0].code,
                    sentence=text[60:200],
                    confidence=round(pick.random(), 3),
                )
            )
        for i in range(3):
            made["quotes"].append(
                make(
                    "quotes",
                    quote_id=f"{key}.quote{i}",
                    article_id=key,
                    start=100 + 60 * i,
                    end=150 + 60 * i,
                    text=text[100 + 60 * i : 150 + 60 * i],
                    kind="direct",
                    speaker=f"Person {number % (n // 4 + 1)}",
                    person_id=person,
                    speaker_role=pick.choice(_ROLES),
                    programme_id=programme,
                    confidence=round(pick.random(), 3),
                )
            )
        for i in range(4):
            made["success_factors"].append(
                make(
                    "success_factors",
                    factor_id=f"{key}.factor{i}",
                    article_id=key,
                    start=100 + 50 * i,
                    end=140 + 50 * i,
                    text=text[100 + 50 * i : 140 + 50 * i],
                    factor=pick.choice(_FACTORS),
                    polarity=pick.choice(("success", "barrier")),
                    person_id=person,
                    speaker="x",
                    programme_id=programme,
                    place_code=places[0].code,
                    confidence=round(pick.random(), 3),
                )
            )
    write_dataset(folder, made, {"insats": "bench"})
    return folder


def _pages(n: int) -> tuple[str, ...]:
    key = f"artikel-{n // 2:06d}"
    return (
        "/", f"/artikel/{key}", f"/insats/programme-{n // 6}", "/kommun/0482", "/lan/04", "/karta", "/karta?visa=luckor", "/insatser",
        "/insatser?grupp=youth&plats=04", "/siffror", "/siffror?matt=employment&status=target", "/citat?vem=participant", "/faktorer",
        "/faktorer?faktor=trust&riktning=barrier&vem=politician", "/sok?q=handledare", "/sok?q=artikel+bron", "/granska", "/granska?tabell=success_factors", "/dataset",
        "/dataset/figures", "/dataset/figures?measure=employment&_sort_desc=value", "/dataset/success_factors?_search=handledare", "/dataset/places",
        "/dataset/quotes?reviewed=0&_sort=confidence", f"/rad/figures/{key}.figure3",
    )  # fmt: skip


def page_times(folder: Path, n: int, rounds: int = 3) -> dict[str, float]:
    """Median seconds of each page, the first call to it left out (it fills caches that last while the site runs)."""
    import httpx

    from pipeline.inspect import make_datasette

    began = time.perf_counter()
    app = make_datasette(folder).app()
    times = {"(start of the site)": time.perf_counter() - began}

    async def ask() -> None:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://127.0.0.1:8001", timeout=60
        ) as client:
            for page in _pages(n):
                taken: list[float] = []
                worked: list[float] = []
                for _ in range(rounds + 1):
                    start, work = time.perf_counter(), time.process_time()
                    response = await client.get(page)
                    taken.append(time.perf_counter() - start)
                    worked.append(time.process_time() - work)
                    assert response.status_code == 200, (page, response.status_code)
                times[page] = statistics.median(taken[1:])
                print(
                    f"{times[page]:8.3f} s  (first {taken[0]:.3f}; processor {statistics.median(worked[1:]):.3f})  {page}",
                    flush=True,
                )

    asyncio.run(ask())
    return times


def main(n: int = 100_000) -> bool:
    """Print the page times over ``n`` articles; True where each page keeps the limit."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        made = dataset(Path(folder) / "dataset", n)
        print(f"{time.perf_counter() - began:8.1f} s  to write a dataset of {n} articles")
        times = page_times(made, n)
    slow = {page: t for page, t in times.items() if page.startswith("/") and t > LIMIT}
    print(f"{times['(start of the site)']:8.1f} s  to start the site")
    print(
        "every page within" if not slow else f"slower than: {sorted(slow)}", f"{LIMIT} s (median)"
    )
    return not slow


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
