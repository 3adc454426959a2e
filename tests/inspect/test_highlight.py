"""Overlapping spans, blocks and odd characters in the highlighted text."""

import itertools
import re
import time
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from pipeline.inspect.highlight import KINDS, Highlight, highlighted


def _plain(html):
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_overlaps_are_cut_where_they_begin_and_end():
    html = highlighted(
        "abcdef", [Highlight(0, 4, "quote", "q", 0), Highlight(2, 6, "figure", "f", 1)]
    )
    found = re.findall(r'<mark class="([^"]*)" data-rows="([^"]*)">(\w+)</mark>', html)
    assert found == [
        ("k-quote at-quote", "0", "ab"),
        ("k-figure k-quote at-figure", "0 1", "cd"),
        ("k-figure", "1", "ef"),
    ]


def test_the_chosen_row_is_pointed_out_through_all_its_parts():
    html = highlighted(
        "abcd", [Highlight(0, 4, "quote", "q", 0), Highlight(1, 2, "place", "p", 1)], chosen="q"
    )
    assert html.count("chosen") == 3


def test_a_carriage_return_survives_the_browser():
    assert "a&#13;\nb" in highlighted("a\r\nb", [])


@given(
    st.text(alphabet="ab<>&\"'\r\n å\u202e😀", max_size=60),
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(KINDS)), max_size=12
    ),
    st.lists(st.integers(0, 60), max_size=6),
)
def test_no_span_changes_the_text(text, spans, edges):
    highlights = [Highlight(a, b, kind, str(n), n) for n, (a, b, kind) in enumerate(spans)]
    cuts = sorted({e for e in edges if e <= len(text)})
    blocks = [(a, b, "paragraph") for a, b in itertools.pairwise(cuts)]
    html = highlighted(text, highlights, blocks)
    assert _plain(html) == text
    assert html.count("<mark") == html.count("</mark>")


def test_two_megabytes_with_five_thousand_spans():
    text = ("ord och tal 17 procent. " * 90_000)[:2_000_000]
    highlights = [
        Highlight(n * 390, n * 390 + 30, KINDS[n % len(KINDS)], str(n), n) for n in range(5000)
    ]
    began = time.process_time()
    html = highlighted(
        text, highlights, [(n, n + 24, "paragraph") for n in range(0, 1_999_000, 24)]
    )
    assert time.process_time() - began < 10
    assert len(_plain(html)) == len(text)
