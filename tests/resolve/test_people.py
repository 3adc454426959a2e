"""Identities across articles: who is one, who stays apart, and stable identifiers."""

import random

import pytest

from pipeline.findings import LocalPerson, Locals
from pipeline.resolve.people import resolve_people, slug


def article(article_id, municipality, *people):
    told = tuple(
        LocalPerson(name, (name,), role, organisation, (n,))
        for n, (name, role, organisation) in enumerate(people)
    )
    return Locals(article_id, municipality, (), told, ())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("0482", "Ylva Torn", "chef", "Flens kommun"), ("0482", "Ylva Torn", None, None), True),
        (("0482", "Viktor Ekdal", None, None), ("0482", "Victor Ekdahl", None, None), True),
        (("0482", "Ylva Bäck Torn", None, None), ("0482", "Ylva Torn", None, None), True),
        (
            ("0482", "Ylva Torn", "chef", "Flens kommun"),
            ("0880", "Ylva Torn", "lärare", "Kalmar kommun"),
            False,
        ),
        (
            ("0482", "Ylva Torn", "chef", "Komvux"),
            ("0482", "Ylva Torn", "chef", "Flens kommun"),
            True,
        ),
        (
            ("0482", "Ylva Torn", None, "Arbetsförmedlingen"),
            ("0880", "Ylva Torn", None, "Arbetsförmedlingen"),
            True,
        ),
        (("0482", "Ylva Torn", None, None), ("0482", "Åke Torn", None, None), False),
        (("0482", "Ylva", None, None), ("0482", "Ylva", None, None), False),
        (("0482", "Ylva Torn", None, None), ("0482", "Ylva Palm", None, None), False),
    ],
)
def test_one_person_or_two(one, other, same):
    resolved = resolve_people([article("a1", one[0], one[1:]), article("a2", other[0], other[1:])])
    assert (resolved.ids[0, 0] == resolved.ids[1, 0]) is same
    assert len(resolved.merged) == (1 if same else 2)


def test_merged_rows_keep_every_variant_and_article():
    resolved = resolve_people(
        [
            article("a1", "0482", ("Viktor Ekdal", "chef", None)),
            article("a2", "0482", ("Victor Ekdahl", None, "Flens kommun"), ("Bo Ek", None, None)),
            article("a3", "0482", ("Viktor Ekdal", "chef", "Flens kommun")),
        ]
    )
    ekdal = next(person for person in resolved.merged if person.name == "Viktor Ekdal")
    assert ekdal.person_id == "viktor-ekdal"
    assert ekdal.variants == ("Viktor Ekdal", "Victor Ekdahl")
    assert (ekdal.role, ekdal.organisation) == ("chef", "Flens kommun")
    assert ekdal.article_ids == ("a1", "a2", "a3")
    assert set(resolved.ids.values()) == {person.person_id for person in resolved.merged}


def test_two_people_of_one_article_are_never_joined():
    both = article("a1", "0482", ("Ylva Torn", "chef", None), ("Ylva Torn-Palm", "lärare", None))
    resolved = resolve_people([both])
    assert len(set(resolved.ids.values())) == 2


def test_namesakes_are_told_apart_by_their_organisation():
    resolved = resolve_people(
        [
            article("a1", "0482", ("Ylva Torn", "chef", "Flens kommun")),
            article("a2", "0880", ("Ylva Torn", "lärare", "Kalmar kommun")),
        ]
    )
    assert [person.person_id for person in resolved.merged] == [
        "ylva-torn.flens-kommun",
        "ylva-torn.kalmar-kommun",
    ]


def test_identifiers_do_not_depend_on_anything_but_the_articles():
    names = ["Ylva Torn", "Åke Palm", "Ylva Torn", "Bo Ek", "Viktor Ek", "Victor Ek", "Ylva"]
    articles = [
        article(f"a{n}", "0482" if n % 2 else "0880", (name, None, f"Bolag {n % 3}"))
        for n, name in enumerate(names)
    ]
    expected = resolve_people(articles)
    shuffled = list(articles)
    random.Random(3).shuffle(shuffled)
    again = resolve_people(sorted(shuffled, key=lambda one: one.article_id))
    assert again == expected
    assert len({person.person_id for person in expected.merged}) == len(expected.merged)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Åsa Öman-Lind", "asa-oman-lind"), ("  Bo  Ek ", "bo-ek"), ("Søren", "soren"), ("…", "x")],
)
def test_slugs(text, expected):
    assert slug(text) == expected


FIRST = "Viktor Victor Viktoria Anna Ann Annika Kristina Christina Bo Boel Märta Marta Karl-Erik".split()
LAST = "Ekdal Ekdahl Eckdal Edkal Perez Peres Torn Palm Palme Lindqvist Lindkvist Lindqvst Ek Sjö".split()
BODIES = (None, "Flens kommun", "Kalmar kommun", "Komvux")


def comparing_all(articles):
    """What the blocks of names must not change: everyone compared with everyone before."""
    from pipeline.resolve.people import _Facts, _one_body, _one_name

    def one_person(a, b):
        if not _one_name(a.name, b.name):
            return False
        return not (a.organisation and b.organisation) or _one_body(a, b)

    clusters = []
    for a, one in enumerate(articles):
        for p, person in enumerate(one.people):
            facts = _Facts(person.name, person.role, person.organisation, one.municipality_code)
            for cluster in clusters:
                if all(a != b and one_person(facts, other) for (b, _), other in cluster):
                    cluster.append(((a, p), facts))
                    break
            else:
                clusters.append([((a, p), facts)])
    return {frozenset(key for key, _ in cluster) for cluster in clusters}


@pytest.mark.parametrize("seed", range(20))
def test_blocks_of_names_lose_nobody(seed):
    pick = random.Random(seed)

    def person():
        words = [pick.choice(FIRST), *pick.sample(LAST, pick.choice((0, 1, 1, 1, 2)))]
        return " ".join(words), pick.choice((None, "chef")), pick.choice(BODIES)

    articles = [
        article(f"a{n:02d}", pick.choice(("0482", "0880", None)), person(), person())
        for n in range(40)
    ]
    resolved = resolve_people(articles)
    found = {}
    for key, person_id in resolved.ids.items():
        found.setdefault(person_id, set()).add(key)
    assert {frozenset(keys) for keys in found.values()} == comparing_all(articles)
