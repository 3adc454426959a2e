"""Every page answers, in both languages, with the evidence one click away."""

import re
from html import unescape
from pathlib import Path

import pytest

PAGES = (
    "/",
    "/artikel/linden",
    "/insats/lindenmodellen",
    "/kommun/1784",
    "/lan/17",
    "/kommun/0980",
    "/karta",
    "/karta?visa=insatser",
    "/karta?visa=siffror",
    "/karta?visa=luckor",
    "/insatser",
    "/insatser?slag=project&grupp=long_term_unemployed&plats=17&q=linden",
    "/siffror",
    "/siffror?matt=employment&status=target&enhet=percent",
    "/citat?vem=manager&slag=direct",
    "/faktorer",
    "/faktorer?faktor=close_contact&riktning=success&slag=project&grupp=long_term_unemployed&vem=manager",
    "/sok?q=handledare",
    "/sok?q=Arvika",
    "/granska",
    "/granska?tabell=programmes",
    "/rad/programmes/lindenmodellen",
    "/rad/people/siv-almgren",
    "/dataset",
    "/dataset/figures",
    "/dataset/figures?_search=deltagare",
    "/dataset/articles/linden",
    "/dataset?sql=select+count(*)+from+figures",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_page_answers(site, path, language):
    site.cookies["insats_language"] = language
    response = site.get(path)
    assert response.status_code == 200
    assert "<h1" in response.text
    assert f'<html lang="{language}">' in response.text


def test_start_page_counts_and_asks(site):
    page = site.get("/").text
    assert "<strong>3</strong> artiklar" in page
    assert "Vad sägs få insatserna att lyckas?" in page
    assert 'href="/faktorer?riktning=success"' in page


def test_language_switch_goes_back_and_never_away(site):
    there = site.get("/sprak?sprak=en&till=/karta")
    assert (there.status_code, there.headers["location"]) == (302, "/karta")
    assert "Sweden as the articles tell" in site.get("/karta").text
    for away in ("//evil.example", "https://evil.example", "/\\evil.example"):
        assert site.get(f"/sprak?sprak=en&till={away}").headers["location"] == "/"


def test_every_row_of_an_article_is_highlighted_at_its_words(site):
    page = site.get("/artikel/linden").text
    source = page[page.index('<article id="source"') : page.index("</article>")]
    for words, kind in (
        ("40 deltagare", "k-figure"),
        ("Arvika", "k-place"),
        ("Siv Almgren", "k-person"),
        ("Det viktigaste är att vi har tid för varje person", "k-quote k-success"),
    ):
        assert re.search(rf'<mark class="[^"]*{kind}[^"]*"[^>]*>{words}</mark>', source), words
    assert '<span class="b b-furniture">Startsida' in source


def test_highlighting_leaves_the_text_as_it_is(site):
    from tests.inspect.sample import TEXTS

    for article_id, text in TEXTS.items():
        page = site.get(f"/artikel/{article_id}").text
        source = page[page.index('<article id="source"') : page.index("</article>")]
        shown = unescape(re.sub(r"<[^>]*>", "", source))
        assert shown == text


def test_from_a_row_one_click_to_its_words(site):
    row = site.get("/siffror?matt=participants").text
    target = unescape(re.search(r'class="evidence-link" href="([^"]*)"', row)[1])
    path, anchor = target.split("#")
    page = site.get(path).text
    assert f'id="{anchor}"' in page
    assert re.search(r'<mark class="[^"]*chosen"[^>]*>44 deltagare</mark>', page)


def test_datasette_cells_lead_to_the_evidence(site):
    page = unescape(site.get("/dataset/figures").text)
    assert re.search(r'href="/artikel/eken\?rad=eken\.figure\d+-\d+#e\d+-\d+">44 deltagare', page)
    assert 'href="/insats/lindenmodellen"' in page


def test_programme_page_tells_what_is_known(site):
    page = site.get("/insats/lindenmodellen").text
    for told in (
        "Arvika kommun",
        "ESF",
        "6\u00a0200\u00a0000 kr",
        "2022",
        "långtidsarbetslösa",
        "Säffle",
    ):
        assert told in page
    assert '<svg class="sweden"' in page
    assert page.index("Uppgifter som skiljer sig åt") < page.index("44 personer")
    assert "Resultat och mål" in page


def test_factor_filters_count_what_they_show(site):
    page = site.get("/faktorer?vem=manager").text
    assert page.count("card k-success-edge") == 2
    assert "card k-barrier-edge" not in page


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("Arvika", "/kommun/1784"),
        ("arvika kommun", "/kommun/1784"),
        ("Värmlands län", "/lan/17"),
        ("Atlantis", "/sok?q=atlantis"),
    ],
)
def test_a_place_by_its_name(site, typed, target):
    assert site.get("/plats", params={"namn": typed}).headers["location"] == target


@pytest.mark.parametrize(
    "path",
    [
        "/artikel/saknas",
        "/insats/saknas",
        "/kommun/9999",
        "/rad/figures/saknas",
        "/rad/hemlig/1",
        "/rad/texts/linden",
        "/nope",
        "/dataset/nope",
    ],
)
def test_what_is_not_there_is_told(site, path):
    response = site.get(path)
    assert response.status_code == 404
    assert "<h1" in response.text


@pytest.mark.parametrize(
    "words", ['"', "'; drop table articles;--", "* OR NEAR(", "a\x00b", "   ", "å" * 5000]
)
def test_search_takes_any_words(site, words):
    assert site.get("/sok", params={"q": words}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/siffror?fran=-5",
        "/siffror?fran=x",
        "/siffror?matt=hemligt",
        "/faktorer?faktor=<x>",
        "/karta?visa=allt",
    ],
)
def test_odd_addresses_fall_back(site, path):
    assert site.get(path).status_code == 200


def test_tables_can_be_had_as_csv_and_json(site):
    assert site.get("/dataset/figures.csv?_stream=on").text.splitlines()[0].startswith("figure_id,")
    assert site.get("/dataset/figures.json?_shape=array").json()[0]["measure"] == "participants"


def test_the_database_cannot_be_written(site, shown):
    database = Path(shown.get_database("dataset").path)
    before = database.read_bytes()
    assert site.get("/dataset?sql=delete+from+figures").status_code == 400
    assert database.read_bytes() == before


# Words of Datasette's own templates.
_ENGLISH = re.compile(
    r">\s*(?:This data as|Advanced export|Apply|Custom SQL|Run SQL|Links from|0 records|Download)|"
    r"- column -|\brows?\b<|Sort by"
)


@pytest.mark.parametrize(
    "path",
    [
        "/dataset",
        "/dataset/figures",
        "/dataset/figures?measure=employment&_sort_desc=value",
        "/dataset/figures?measure=ingenting",
        "/dataset/programme_mentions",
        "/dataset/reviews",
        "/dataset/texts",
        "/dataset/programmes/lindenmodellen",
        "/dataset?sql=select+1+as+ett",
        "/dataset?sql=select+:x",
        "/dataset?sql=select+fel+from+ingenting",
    ],
)
def test_the_tables_speak_swedish(site, path):
    page = site.get(path).text
    assert not _ENGLISH.search(page), _ENGLISH.search(page)
    assert "<h1" in page


def test_the_cells_of_a_table_are_told_by_name(site):
    page = unescape(site.get("/dataset/programmes").text)
    assert '<span title="project">projekt</span>' in page
    assert '<span title="long_term_unemployed">långtidsarbetslösa</span>' in page
    assert '<a href="/kommun/1785">Säffle</a>' in page
    assert "6\u00a0200\u00a0000" in page
    figures = unescape(site.get("/dataset/figures?measure=employment").text)
    assert "3 rader som passar urvalet" in figures
    assert '<option value="exact" selected>är</option>' in figures
    assert 'aria-current="true">✓ I arbete</a>' in figures
    assert 'href="/rad/figures/eken.figure' in site.get("/dataset/figures").text


def test_a_table_is_sorted_and_filtered_by_its_form(site):
    asked = {"_filter_column": "unit", "_filter_op": "exact", "_filter_value": "percent"}
    answer = site.get("/dataset/figures", params={**asked, "_sort": "value", "_sort_by_desc": "on"})
    while answer.status_code == 302:
        answer = site.get(answer.headers["location"])
    page = answer.text
    assert page.index("50 procent</a>") < page.index("35 procent</a>")
    assert "40 deltagare</a>" not in page
    assert 'aria-sort="descending"' in page
