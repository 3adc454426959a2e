"""One programme told by several articles is one row; the same name elsewhere is another."""

from __future__ import annotations

import random
from typing import Any

import pytest

from pipeline.findings import LocalProgramme, Locals
from pipeline.resolve.programmes import name_key, resolve_programmes, slug
from pipeline.vocab import ProgrammeKind, TargetGroup


def local(name: str, **facts: Any) -> LocalProgramme:
    values: dict[str, Any] = {
        "aliases": (),
        "kind": ProgrammeKind.PROJECT,
        "named": True,
        "owner": None,
        "funder": None,
        "budget_sek": None,
        "start_date": None,
        "end_date": None,
        "target_groups": (),
        "municipality_codes": (),
        "mentions": (0,),
    }
    return LocalProgramme(name=name, **{**values, **facts})


def article(name: str, *programmes: LocalProgramme) -> Locals:
    return Locals(name, None, programmes, (), ())


def test_one_programme_in_two_articles_has_all_facts() -> None:
    resolved = resolve_programmes(
        [
            article(
                "a",
                local(
                    "Lyktan", owner="Flens kommun", municipality_codes=("0482",), start_date="2021"
                ),
            ),
            article(
                "b",
                local(
                    "Lyktan",
                    aliases=("Lyktan-projektet",),
                    municipality_codes=("0482", "0428"),
                    funder="Vinnova",
                    target_groups=(TargetGroup.YOUTH,),
                ),
            ),
        ]
    )
    (one,) = resolved.merged
    assert resolved.ids == {(0, 0): one.programme_id, (1, 0): one.programme_id}
    assert (one.owner, one.funder, one.start_date) == ("Flens kommun", "Vinnova", "2021")
    assert one.municipality_codes == ("0428", "0482")
    assert one.target_groups == (TargetGroup.YOUTH,)
    assert one.article_ids == ("a", "b")
    assert one.aliases == ("Lyktan-projektet",)


def test_the_same_name_in_two_municipalities_is_two_programmes() -> None:
    resolved = resolve_programmes(
        [
            article("a", local("Jobbtorget", owner="Flens kommun", municipality_codes=("0482",))),
            article("b", local("Jobbtorget", owner="Mora kommun", municipality_codes=("2062",))),
        ]
    )
    assert [one.programme_id for one in resolved.merged] == ["jobbtorget-0482", "jobbtorget-2062"]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Lyktan", "”Lyktan”", True),
        ("Lyktan", "Lyktan-projektet", True),
        ("Skjuts 2.0", "Skjuts 1.0", False),
        ("Lyktan", "Bojen", False),
    ],
)
def test_names(first: str, second: str, same: bool) -> None:
    codes = {"municipality_codes": ("0482",)}
    resolved = resolve_programmes(
        [article("a", local(first, **codes)), article("b", local(second, **codes))]
    )
    assert (len(resolved.merged) == 1) is same


def test_one_that_tells_nothing_joins_the_only_one_of_its_name() -> None:
    bare = article("c", local("Lyktan"))
    flen = article("a", local("Lyktan", municipality_codes=("0482",)))
    mora = article("b", local("Lyktan", municipality_codes=("2062",)))
    assert len(resolve_programmes([flen, bare]).merged) == 1
    assert len(resolve_programmes([flen, mora, bare]).merged) == 3


def test_an_alias_joins() -> None:
    codes = {"municipality_codes": ("0482",)}
    resolved = resolve_programmes(
        [
            article("a", local("Lyktan", aliases=("Fotogenen",), **codes)),
            article("b", local("Fotogenen", **codes)),
        ]
    )
    assert len(resolved.merged) == 1


def test_unnamed_programmes_are_never_joined() -> None:
    one = local("ett samverkansprojekt", named=False, municipality_codes=("0482",))
    resolved = resolve_programmes([article("a", one), article("b", one)])
    assert [row.programme_id for row in resolved.merged] == [
        "a.ett-samverkansprojekt",
        "b.ett-samverkansprojekt",
    ]


def test_identifiers_are_unique_and_do_not_depend_on_order() -> None:
    articles = [
        article(
            f"a{n:02d}",
            local("Lyktan", municipality_codes=(f"{400 + n % 3:04d}",)),
            local("Lyktan", named=False),
        )
        for n in range(12)
    ]
    straight = resolve_programmes(articles)
    by_article = {articles[a].article_id: i for (a, p), i in straight.ids.items() if p == 0}
    shuffled = list(articles)
    random.Random(3).shuffle(shuffled)
    shuffled.sort(key=lambda one: one.article_id)
    again = resolve_programmes(shuffled)
    assert {shuffled[a].article_id: i for (a, p), i in again.ids.items() if p == 0} == by_article
    identifiers = [one.programme_id for one in straight.merged]
    assert len(identifiers) == len(set(identifiers))
    assert identifiers == sorted(identifiers)


def test_nothing_in_nothing_out() -> None:
    assert resolve_programmes([]).merged == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Väg in 2.0", "vag-in-2-0"), ("", "programme"), ("ÅÄÖ", "aao"), ("x" * 99, "x" * 60)],
)
def test_slugs(words: str, expected: str) -> None:
    assert slug(words) == expected


def test_name_keys() -> None:
    assert name_key("projektet ”Väg In”-projektet") == name_key("Väg in")
