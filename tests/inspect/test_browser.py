"""In Chromium: from a question to the evidence, a correction that survives, access for everyone."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.inspect import sample
from tests.inspect.browser import chromium, driver, look, served

ARTICLES = {
    "lyftet": """Jobblinjen ger unga i Arvika en väg till arbete

Projektet Jobblinjen i Arvika har haft 48 deltagare sedan starten. Av dem har 30 procent fått ett arbete.

– Det viktigaste är att vi har tid för varje deltagare, säger Siv Almgren, som är projektledare.
""",
    "vinden": """Nya platser på Vinden

I Säffle har verksamheten Vinden plats för 12 personer. Projektet drivs av Säffle kommun.
""",
}


@pytest.fixture(scope="module")
def browser():
    with driver() as one:
        yield one


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    chromium()
    folder = tmp_path_factory.mktemp("browser")
    with served(sample.write(folder / "dataset", folder / "corpus")) as address:
        yield address


def _extract(corpus, out):
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "extract",
        str(corpus),
        "--out",
        str(out),
        "--no-cache",
    ]
    subprocess.run(command, check=True, capture_output=True)


def _click(browser, css):
    from selenium.webdriver.common.by import By

    element = browser.find_element(By.CSS_SELECTOR, css)
    browser.execute_script(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element
    )
    element.click()


def _text(browser, css):
    from selenium.webdriver.common.by import By

    return browser.find_element(By.CSS_SELECTOR, css).text


def test_from_a_question_to_a_correction_that_survives(browser, tmp_path):
    from selenium.webdriver.common.by import By

    look(browser, 1280)
    corpus, out = tmp_path / "corpus", tmp_path / "dataset"
    corpus.mkdir()
    for name, text in ARTICLES.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    _extract(corpus, out)
    with served(out) as address:
        browser.get(address)
        _click(browser, 'a[href^="/siffror?matt=employment"]')
        _click(browser, 'a[href^="/insats/"]')
        assert "Jobblinjen" in _text(browser, "h1")
        _click(browser, 'a.evidence-link[href*="rad=lyftet.figure"]')
        chosen = browser.find_elements(By.CSS_SELECTOR, "mark.chosen")
        assert chosen
        browser.execute_script("arguments[0].click()", chosen[0])
        assert "/rad/figures/" in browser.current_url
        row_id = browser.current_url.split("/rad/figures/")[1]
        browser.find_element(By.ID, "who").send_keys("Anna")
        cell = browser.find_element(By.ID, "cell-value")
        before = cell.get_attribute("value")
        cell.clear()
        cell.send_keys("33,5")
        _click(browser, 'button[value="edit"]')
        assert "Sparat" in _text(browser, ".message.good")
    assert float(before) != 33.5
    # The article changes before the next run, and the correction still finds its words.
    changed = "Uppdaterad.\n\n" + ARTICLES["lyftet"]
    (corpus / "lyftet.txt").write_text(changed, encoding="utf-8")
    _extract(corpus, out)
    import pipeline

    data = pipeline.load(out)
    (reviewed,) = data.reviewed("figures").itertuples()
    assert (reviewed.value, reviewed.who, reviewed.verdict) == (33.5, "Anna", "edit")
    assert row_id.split(".")[0] == reviewed.article_id
    assert changed[reviewed.start : reviewed.end] == reviewed.text
    marked = data.figures[data.figures["reviewed"]]
    assert list(zip(marked["value"], marked["confidence"], strict=True)) == [(33.5, 1.0)]


def test_the_keyboard_walks_through_the_evidence(browser, shown):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    look(browser, 1280)
    browser.get(shown + "/artikel/linden")
    body = browser.find_element(By.TAG_NAME, "body")
    seen = []
    for key in ("n", "n", "n", "p"):
        body.send_keys(key)
        seen.append(browser.find_element(By.CSS_SELECTOR, "mark.chosen").location["y"])
        seen[-1] = (seen[-1], browser.find_element(By.CSS_SELECTOR, "mark.chosen").location["x"])
    assert len(set(seen[:3])) == 3
    assert seen[3] == seen[1]
    body.send_keys(Keys.TAB)
    assert browser.switch_to.active_element.text == "Till innehållet"


def test_single_keys_can_be_switched_off_and_stay_so(browser, shown):
    from selenium.webdriver.common.by import By

    def walked() -> bool:
        browser.find_element(By.TAG_NAME, "body").send_keys("n")
        return bool(browser.find_elements(By.CSS_SELECTOR, "mark.chosen"))

    look(browser, 1280)
    browser.get(shown + "/artikel/linden")
    browser.find_element(By.ID, "shortcuts").click()
    assert not walked()
    browser.get(shown + "/artikel/linden")
    assert not browser.find_element(By.ID, "shortcuts").is_selected()
    assert not walked()
    browser.find_element(By.ID, "shortcuts").click()
    assert walked()


def test_a_selection_fills_the_form_with_its_place(browser, shown):
    browser.get(shown + "/artikel/ond")
    browser.execute_script(
        """const walker = document.createTreeWalker(document.getElementById('source'), NodeFilter.SHOW_TEXT);
           let node; while ((node = walker.nextNode())) { const at = node.data.indexOf('Läs mer');
             if (at >= 0) { const range = document.createRange(); range.setStart(node, at); range.setEnd(node, at + 7);
               getSelection().removeAllRanges(); getSelection().addRange(range); break; } }"""
    )
    browser.execute_async_script("setTimeout(arguments[0], 300)")
    start, end, words = browser.execute_script(
        "const f = document.querySelector('#missed form').elements; return [f.start.value, f.end.value, f.text.value]"
    )
    assert words == "Läs mer"
    assert sample.HOSTILE[int(start) : int(end)] == words


def test_no_script_of_an_article_runs(browser, shown):
    for path in ("/artikel/ond", "/dataset/articles", "/sok?q=kiruna", "/faktorer"):
        browser.get(shown + path)
        assert browser.execute_script(
            "return document.querySelectorAll('img, main script:not([id]):not([src])').length"
        ) == 0 or path.startswith("/dataset")
        assert not [line for line in browser.get_log("browser") if "alert" in line["message"]]


LONG = 2_000_000  # characters
SPANS = 5_000
SECONDS = 40.0  # to show the longest article and walk in it; a few on a free machine


@pytest.fixture(scope="module")
def long_article(tmp_path_factory):
    """A dataset whose one article is as long as they come, with thousands of figures and factors."""
    from pipeline.export import write_dataset

    line = (
        "I programmet deltog 12 personer, och det tack vare att kommunen hade tid för var och en. "
    )
    paragraph = line * (LONG // SPANS // len(line)) + "\n\n"
    times = SPANS // 2 // (LONG // SPANS // len(line)) + 1
    text = (paragraph * times).ljust(LONG, ".")
    made = {name: [] for name in sample.TABLES}
    common = {"article_id": "lang"}
    sized = {"n_chars": len(text), "n_sentences": 1, "n_tokens": 1}
    told = {"title": "Lång", "path": "lang.txt", "sha256": "0", "language": "sv"}
    made["articles"] = [sample.make("articles", **common, **told, **sized)]
    made["texts"] = [sample.make("texts", **common, text=text)]
    at = -1
    for n in range(SPANS // 2):
        at = text.index("12 personer", at + 1)
        cells = {"start": at, "end": at + 11, "text": "12 personer"}
        row = {"value": 12.0, "unit": "persons", "qualifier": "exact", "sentence": line}
        coded = {"measure": "participants", "status": "outcome"}
        made["figures"].append(
            sample.make("figures", figure_id=f"f{n}", **common, **cells, **row, **coded)
        )
        start = text.index("tack vare", at)
        cells = {"start": start, "end": start + 50, "text": text[start : start + 50]}
        row = {"factor": "close_contact", "polarity": "success"}
        made["success_factors"].append(
            sample.make("success_factors", factor_id=f"s{n}", **common, **cells, **row)
        )
    folder = tmp_path_factory.mktemp("long")
    (folder / "corpus").mkdir()
    write_dataset(folder / "dataset", made, {"corpus": str(folder / "corpus"), "skipped": []})
    with served(folder / "dataset") as address:
        yield address


def test_two_megabytes_with_five_thousand_spans_are_shown_and_walked_through(browser, long_article):
    import time

    from selenium.webdriver.common.by import By

    look(browser, 1280)
    began = time.perf_counter()
    browser.get(long_article + "/artikel/lang?fran=3000&rad=f2000")
    count = "return document.querySelectorAll('#source mark[data-rows]').length"
    assert browser.execute_script(count) == SPANS
    assert (
        browser.execute_script("return document.getElementById('source').textContent.length")
        == LONG
    )
    assert len(browser.find_elements(By.CSS_SELECTOR, ".evidence li")) == 300
    body = browser.find_element(By.TAG_NAME, "body")
    before = browser.execute_script("return scrollY")
    for _ in range(3):
        body.send_keys("n")
    assert browser.find_element(By.CSS_SELECTOR, "mark.chosen").text
    assert browser.execute_script("return scrollY") != before
    assert time.perf_counter() - began < SECONDS


def test_one_click_in_the_list_is_kept_without_leaving_the_page(browser, tmp_path):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    look(browser, 1280)
    with served(sample.write(tmp_path / "dataset", tmp_path / "corpus")) as address:
        browser.get(address + "/artikel/linden")
        browser.find_element(By.ID, "quick-who").send_keys("Anna")
        _click(browser, '.quick button[value^="right|figures|"]')
        pressed = '.quick .right[aria-pressed="true"]'
        WebDriverWait(browser, 10).until(lambda b: b.find_elements(By.CSS_SELECTOR, pressed))
        assert browser.current_url == address + "/artikel/linden"
        # The keyboard does the same to what it has walked to.
        body = browser.find_element(By.TAG_NAME, "body")
        body.send_keys("n")
        body.send_keys("f")
        WebDriverWait(browser, 10).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".said-wrong"))
    lines = (tmp_path / "corpus" / "review.jsonl").read_text(encoding="utf-8").splitlines()
    assert ['"verdict": "right"' in lines[0], '"verdict": "wrong"' in lines[1]] == [True, True]


PAGES = (
    "/",
    "/artikel/linden",
    "/artikel/ond",
    "/insats/lindenmodellen",
    "/kommun/1784",
    "/lan/17",
    "/karta",
    "/karta?visa=luckor",
    "/insatser",
    "/siffror",
    "/citat",
    "/faktorer",
    "/sok?q=arvika",
    "/granska",
    "/rad/programmes/lindenmodellen",
    "/artikel/saknas",
    "/dataset",
    "/dataset/figures",
    "/dataset/figures?measure=employment&_sort_desc=value",
    "/dataset/programmes/lindenmodellen",
    "/dataset?sql=select+*+from+quotes",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_accessible_by_axe(browser, shown, path, width, dark):
    axe = pytest.importorskip("axe_core_python", reason="needs axe-core-python")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    look(browser, width, dark=dark)
    browser.get(shown + path)
    browser.execute_script(script)
    found = browser.execute_async_script(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}).then(arguments[0])"
    )
    told = [
        f"{v['id']}: {n['target']} {n['failureSummary'][:200]}"
        for v in found["violations"]
        for n in v["nodes"][:3]
    ]
    assert not told, "\n".join(told)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
