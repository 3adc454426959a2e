"""Rows found by article, key, name or reference while they change, as a search through all of them would."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.index import Rows
from tests.inspect.sample import make

ARTICLES = ("a", "b", "c")


def _programme(n, article, alias):
    return make(
        "programmes",
        programme_id=f"p{n}",
        name=f"Namn {n % 3}",
        aliases=(alias,),
        kind="project",
        named=True,
        article_ids=(article,),
    )


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "replace", "remove"]),
        st.integers(0, 30),
        st.sampled_from(ARTICLES),
        st.sampled_from(["Ett", "TVÅ"]),
        st.booleans(),
    ),
    max_size=25,
)


@given(steps)
def test_lookups_say_what_a_search_says(made):
    rows, plain = Rows("programmes", []), []
    for n, (what, pick, article, alias, look) in enumerate(made):
        new = _programme(n, article, alias)
        old = plain[pick % len(plain)] if plain else None
        if what == "add" or old is None:
            rows.add(new)
            plain.append(new)
        elif what == "replace":
            rows.replace(old, new)
            plain[plain.index(old)] = new
        else:
            rows.remove(old)
            plain.remove(old)
        if not look:  # a lookup may be built early or late
            continue
        for one in ARTICLES:
            assert rows.where("article_ids", one) == [r for r in plain if one in r.article_ids]
        for name in ("namn 1", "två"):
            fits = [r for r in plain if name in (r.name.casefold(), r.aliases[0].casefold())]
            assert rows.where("names", name) == fits
        assert rows.by_key(new.programme_id) is (new if new in plain else None)
    assert list(rows) == plain


def test_nothing_is_found_by_nothing():
    rows = Rows("programme_mentions", [])
    assert rows.where("programme_id", None) == []
    assert rows.by_key("x") is None
