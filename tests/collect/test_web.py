"""Web addresses: what is fetched, what is refused, and how politely."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.collect import Options, Status, Web, add
from pipeline.collect.addresses import is_address, target
from pipeline.errors import ArticleError
from pipeline.read import list_corpus, read_article
from tests.collect import made
from tests.collect.server import serving


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving() as (address, _):
        yield address


def web(**changes: object) -> Web:
    return Web(**{"allow_private": True, "pause": 0.0, "timeout": 1.0, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("page", ["local-news", "sitevision", "esf-project", "wordpress"])
def test_pages_come_whole(site: str, page: str) -> None:
    raw = web().fetch(f"{site}/pages/{page}")
    assert raw.data == made.page(page)
    assert (raw.content_type, raw.url) == ("text/html", f"{site}/pages/{page}")


def test_added_with_address_and_charset(site: str, tmp_path: Path) -> None:
    outcomes = list(add([f"{site}/latin1"], tmp_path, Options(web=web())))
    assert [o.status for o in outcomes] == [Status.ADDED]
    article = read_article(list_corpus(tmp_path)[0][0])
    assert article.meta.url == f"{site}/latin1"
    assert "Sommarjobb gav 240 ungdomar lön" in article.text


def test_pdf_and_redirect_and_gzip(site: str) -> None:
    assert web().fetch(f"{site}/rapport.pdf").data.startswith(b"%PDF")
    moved = web().fetch(f"{site}/flyttad")
    assert (moved.url, moved.data) == (f"{site}/pages/wordpress", made.page("wordpress"))
    assert web().fetch(f"{site}/gzip").data == made.page("wordpress")


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/finns-inte", "does not exist"),
        ("/inloggning", "refuses access"),
        ("/bild", "image/png, not a text"),
        ("/hemligt", "robots.txt"),
        ("/runt", "round and round"),
        ("/till-fil", "'file' addresses are not fetched"),
        ("/stor", "larger than"),
        ("/bomb", "larger than"),
        ("/seg", "no answer within"),
        ("/avbruten", "broke off|IncompleteRead"),
    ],
)
def test_refused(site: str, path: str, problem: str) -> None:
    with pytest.raises(ArticleError, match=problem):
        web(max_bytes=200_000).fetch(site + path)


def test_redirect_into_a_private_network_is_refused(
    monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    from pipeline.collect import addresses

    real = addresses._public
    monkeypatch.setattr(addresses, "_public", lambda ip: ip == "127.0.0.1" or real(ip))
    with pytest.raises(ArticleError, match="private network"):
        web(allow_private=False).fetch(f"{site}/till-privat")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://224.0.0.1/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(ArticleError, match=r"private network|host not found"):
        target(url)


@pytest.mark.parametrize("url", ["ftp://a.se/x", "file:///etc/passwd", "gopher://a.se", "data://x"])
def test_other_schemes_are_refused(url: str) -> None:
    assert is_address(url)
    with pytest.raises(ArticleError, match="not fetched"):
        target(url)


def test_the_connection_goes_where_the_check_went(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere at the second look-up (DNS rebinding) is not looked up twice."""
    looked: list[str] = []

    def once(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        looked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", port))]

    connected: list[str] = []

    def connect(address: tuple[str, int], *_: object) -> None:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", once)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ArticleError, match="cannot be fetched"):
        Web(pause=0.0).fetch("http://exempel.se/")
    assert set(connected) == {"93.184.215.14"}


def test_requests_keep_their_pace() -> None:
    with serving() as (address, requests):
        client = web(pause=0.3)
        client.fetch(f"{address}/pages/wordpress")
        client.fetch(f"{address}/pages/sitevision")
        times = [moment for _, moment in requests]
    assert [path for path, _ in requests].count("/robots.txt") == 1
    assert min(b - a for a, b in pairwise(times)) >= 0.2


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (503, False)])
def test_robots_that_cannot_be_had(status: int, allowed: bool) -> None:
    with serving(robots_status=status) as (address, _):
        if allowed:
            assert web().fetch(f"{address}/pages/wordpress").data
        else:
            with pytest.raises(ArticleError, match="robots"):
                web().fetch(f"{address}/pages/wordpress")


def test_page_instead_of_the_pdf(site: str, tmp_path: Path) -> None:
    outcomes = list(add([f"{site}/saknad.pdf"], tmp_path, Options(web=web())))
    assert [o.status for o in outcomes] == [Status.FAILED]
    assert "not the PDF" in str(outcomes[0].error)
