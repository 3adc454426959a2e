"""Encodings of Swedish text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ArticleError
from pipeline.read.decode import decode, decode_bytes

TEXT = "Åtta av tio fick jobb – ”det är över förväntan”, säger Märta Öberg."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"],
)
def test_encoding_is_told(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt").lstrip("\ufeff") == TEXT


@pytest.mark.parametrize("encoding", ["latin-1", "cp850"])
def test_encodings_without_swedish_quotes(encoding: str) -> None:
    text = "Åtta av tio fick jobb, det är över förväntan"
    assert decode(text.encode(encoding), "a.txt") == text


def test_mixed_encodings_are_read_piece_by_piece() -> None:
    data = "Fyrtioåtta sökte till kursen på våren. ".encode() * 3 + "Två fick nej.".encode("cp1252")
    found = decode_bytes(data, "a.txt")
    assert found.text.endswith("Två fick nej.")
    assert "Fyrtioåtta" in found.text
    assert found.mixed


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20, "binary"),
        (b"%PDF-1.4" + bytes(range(1, 9)) * 50, "binary"),
        ("Это не по-шведски, совсем нет, и это длинный текст.".encode("koi8-r"), "encoding"),
    ],
)
def test_what_is_no_swedish_text(data: bytes, problem: str) -> None:
    with pytest.raises(ArticleError, match=problem):
        decode(data, "a.txt")


words = st.lists(
    st.text(alphabet="abdefgiklmnoprstuvåäöÅÄÖé", min_size=2, max_size=9), min_size=6, max_size=30
)


@given(words, st.sampled_from(["utf-8", "cp1252", "utf-16"]))
def test_round_trip(parts: list[str], encoding: str) -> None:
    text = " ".join(parts) + " och så är det på ön."
    assert decode(text.encode(encoding), "a.txt") == text
