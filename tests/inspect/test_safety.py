"""What an article may hold must not reach the page as markup; who may ask is checked."""

import base64
import re

import pytest

from pipeline.errors import UsageError
from pipeline.inspect import make_datasette, serve

EVERYWHERE = (
    "/artikel/ond",
    "/artikel/linden",
    "/insats/lindenmodellen",
    "/insatser",
    "/siffror",
    "/faktorer",
    "/kommun/2584",
    "/sok?q=kiruna",
    "/sok?q=<script>alert(1)</script>",
    "/dataset/articles",
    "/dataset/success_factors",
    "/granska?tabell=success_factors",
    "/artikel/<img src=x onerror=alert(1)>",
)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_hostile_content_is_escaped(site, path):
    page = site.get(path).text
    own = re.sub(r"<script (src|type)=[^>]*>", "", page)
    assert "<script>alert" not in own
    assert "<img" not in own
    assert "<i>2</i>" not in own
    assert "<b>tillit" not in own
    assert 'href="javascript:' not in page.lower()


def test_cards_of_a_hostile_article_end_no_script(site):
    page = site.get("/artikel/ond").text
    cards = page[page.index('id="cards">') + len('id="cards">') :]
    assert "<" not in cards[: cards.index("</script>")]


def test_only_our_own_scripts_may_run(site):
    for path in ("/", "/artikel/ond", "/granska"):
        policy = site.get(path).headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "default-src 'none'" in policy


def test_pages_ask_for_nothing_from_elsewhere(site):
    for path in (
        "/",
        "/artikel/linden",
        "/karta",
        "/faktorer",
        "/insats/lindenmodellen",
        "/dataset/figures",
    ):
        page = site.get(path).text
        for address in re.findall(r'(?:src|<link[^>]*href)="([^"]*)"', page):
            assert address.startswith(("/", "http://127.0.0.1:8001/")), address


def test_a_foreign_host_name_is_refused(site):
    assert site.get("/", headers={"host": "evil.example"}).status_code == 421


def test_a_password_is_asked_for(dataset, client):
    site = client(make_datasette(dataset, password="hemlig å"))
    assert site.get("/").status_code == 401
    for given, status in (("hemlig å", 200), ("fel", 401)):
        coded = base64.b64encode(f"vem:{given}".encode()).decode()
        assert site.get("/", headers={"authorization": f"Basic {coded}"}).status_code == status
    assert site.get("/", headers={"authorization": "Basic ???"}).status_code == 401


def test_another_host_needs_read_only_or_password(dataset):
    with pytest.raises(UsageError, match="--read-only"):
        serve(dataset, 8123, host="0.0.0.0")


def test_a_port_in_use_is_told(dataset):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} on 127.0.0.1 is in use"):
            serve(dataset, port)


def _missing(folder):
    return folder / "saknas"


def _empty(folder):
    (folder / "tom").mkdir()
    return folder / "tom"


def _half(folder):
    (folder / "dataset" / "run.json").unlink()
    return folder / "dataset"


def _older(folder):
    package = folder / "dataset" / "datapackage.json"
    package.write_text(package.read_text().replace('"version": "', '"version": "0.'))
    return folder / "dataset"


def _broken(folder):
    (folder / "dataset" / "dataset.sqlite").write_bytes(b"SQLite format 3\x00 and then nothing")
    return folder / "dataset"


def _file(folder):
    (folder / "fil").write_text("x")
    return folder / "fil"


def _no_table(folder):
    import sqlite3

    with sqlite3.connect(folder / "dataset" / "dataset.sqlite") as connection:
        connection.execute("ALTER TABLE figures RENAME COLUMN measure TO matt")
    return folder / "dataset"


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_missing, "no such folder; run: insats extract"),
        (_empty, "is empty"),
        (_half, r"not a whole dataset \(run.json missing\)"),
        (_older, "of version 0."),
        (_broken, "cannot be read"),
        (_file, "is a file"),
        (_no_table, "figures.measure is missing"),
    ],
)
def test_a_dataset_that_is_not_whole_is_told(dataset, spoil, told):
    with pytest.raises(UsageError, match=told):
        make_datasette(spoil(dataset.parent))
