"""Copies and updates of an article are told; pages on one template are not; the newest text counts."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from pipeline.article import Article, Metadata
from pipeline.duplicates import Known, find_duplicates, likeness, newer
from pipeline.layout import blocks, line_key
from pipeline.profile import Profile, learned_furniture, profile
from tests.bench.corpus import article as synthetic


def made(article_id: str, text: str, published: str | None = None, **meta: str) -> Profile:
    article = Article(
        article_id, f"{article_id}.txt", "", text, Metadata(published=published, **meta)
    )
    return profile(article, blocks(article))


STORY = synthetic(1)
OTHER = synthetic(2)


def test_copy_on_another_site() -> None:
    copy = "Meny  Sök  Logga in\n\n" + STORY + "\n\nDela på Facebook\n\n© Exempelposten 2020\n"
    found = find_duplicates(
        [made("a", STORY, "2020-01-02"), made("b", copy, "2020-01-03"), made("c", OTHER)]
    )
    assert found == {"a": "b"}


def test_update_with_new_paragraphs() -> None:
    update = (
        STORY + "\n\nUnder torsdagen kom beskedet att verksamheten får fortsätta i två år till.\n"
    )
    assert find_duplicates([made("a", STORY, "2020-01-02"), made("b", update, "2020-01-05")]) == {
        "a": "b"
    }


def test_changed_figure_is_an_update() -> None:
    words = STORY.split(" ")
    number = next(i for i, word in enumerate(words) if word.isdigit())
    words[number] = "999"
    assert likeness(made("a", STORY), made("b", " ".join(words))).duplicate


TEMPLATE = (
    "Arbetslösheten i {place} {year}\n\nI {place} var {a} procent av de registerbaserade arbetskraften inskrivna som "
    "arbetslösa i slutet av månaden. Det är {b} procentenheter lägre än för ett år sedan. Bland unga var andelen {c} "
    "procent, och bland utrikes födda {d} procent. Antalet långtidsarbetslösa var {e} personer. Statistiken tas fram av "
    "Arbetsförmedlingen och uppdateras varje månad med de senaste uppgifterna från hela landet."
)


def test_pages_on_one_template_are_articles_of_their_own() -> None:
    pages = [
        made(
            place,
            TEMPLATE.format(
                place=place, year=2020 + i, a=5 + i, b=f"0,{i}", c=9 + i, d=20 + i, e=310 + 7 * i
            ),
        )
        for i, place in enumerate(("Flen", "Mora", "Tierp", "Nybro"))
    ]
    assert likeness(pages[0], pages[1]).jaccard > 0.5
    assert find_duplicates(pages) == {}


@pytest.mark.parametrize(
    ("dates", "winner"),
    [
        (("2020-01-02", "2020-02-01"), "b"),
        (("2021", "2020-12-31"), "a"),
        ((None, "2019-05-05"), "b"),
        ((None, None), "a"),
    ],
)
def test_the_newer_counts(dates: tuple[str | None, str | None], winner: str) -> None:
    found = find_duplicates([made("a", STORY, dates[0]), made("b", STORY, dates[1])])
    assert list(found.values()) == [winner]


def test_order_of_articles_does_not_matter() -> None:
    update = STORY + "\n\nBeskedet kom på torsdagen, och det firades med tårta.\n"
    group = [
        made("a", STORY, "2020"),
        made("b", update, "2021"),
        made("c", STORY),
        made("d", OTHER),
    ]
    wanted = find_duplicates(group)
    assert wanted == {"a": "b", "c": "b"}
    for seed in range(5):
        random.Random(seed).shuffle(group)
        assert find_duplicates(group) == wanted


def test_short_texts_must_be_equal() -> None:
    assert find_duplicates(
        [made("a", "Tolv fick jobb i Flen."), made("b", "Tolv fick jobb i Flen.")]
    )
    assert not find_duplicates(
        [made("a", "Tolv fick jobb i Flen."), made("b", "Tolv fick jobb i Mora.")]
    )


def test_synthetic_articles_are_all_different() -> None:
    profiles = [made(str(n), synthetic(n)) for n in range(150)]
    assert find_duplicates(profiles) == {}


APP = "Ladda ner vår app och få nyheter från Exempelby direkt i mobilen"


def site(n: int, publisher: str = "Exempelposten") -> Profile:
    return made(
        f"{publisher}{n}", f"{synthetic(n)}\n\n{APP}\n\nUnik rad nummer {n}\n", publisher=publisher
    )


def test_lines_a_publisher_repeats_are_learned() -> None:
    profiles = [site(n) for n in range(5)] + [site(n, "Andra bladet") for n in range(20, 22)]
    learned = learned_furniture(profiles, {})
    assert learned == {"exempelposten": frozenset({line_key(APP)})}


def test_copies_do_not_teach() -> None:
    profiles = [replace(site(0), article_id=str(n)) for n in range(6)]
    assert learned_furniture(profiles, find_duplicates(profiles)) == {}


def test_minhash_finds_what_full_comparison_finds() -> None:
    """Of pairs that share 70 % or more, the bands miss none of many."""
    for n in range(40):
        words = synthetic(n).split(" ")
        drop = random.Random(n).randrange(len(words) - 12)
        shorter = " ".join(words[:drop] + words[drop + 12 :])
        assert len(find_duplicates([made("a", synthetic(n)), made("b", shorter)])) == 1


def test_new_articles_are_compared_as_they_come() -> None:
    known = Known([made(str(n), synthetic(n)) for n in range(1100)])  # more than there was room for
    assert known.like(made("new", synthetic(2000))) is None
    copy = made("copy", "Meny  Sök\n\n" + synthetic(7) + "\n\nDela på Facebook\n", "2024-01-01")
    found = known.like(copy)
    assert found is not None
    assert found.article_id == "7"
    assert newer(copy, found) is copy
    known.add(made("short", "Tolv fick jobb i Flen."))
    again = known.like(made("x", "Tolv fick jobb i Flen."))
    assert again is not None
    assert again.article_id == "short"
    assert known.like(made("y", "Tolv fick jobb i Mora.")) is None
