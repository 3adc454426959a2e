"""Layout: what each line of a page is. Every page and sentence is made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.article import Article, Block, BlockKind, Span
from pipeline.furniture import FurnitureRule, is_furniture
from pipeline.layout import blocks, headline, line_key
from pipeline.lexicon.load import load
from tests.layout.measure import measure


def article(text: str, hints: tuple[Block, ...] = ()) -> Article:
    return Article("a", "a.txt", "", text, hints=hints)


def kinds(text: str) -> dict[str, str]:
    page = article(text)
    return {text[b.span.start : b.span.end]: str(b.kind) for b in blocks(page)}


@pytest.mark.parametrize("separator", ["\n\n", "\n", "\r\n"])
def test_marked_pages(separator: str) -> None:
    tally = measure(separator)
    assert tally.body_lost <= 0.005, tally.lost
    assert tally.furniture_caught >= 0.95, tally.missed


RULES = [
    rule for rule in load(FurnitureRule, "furniture.tsv") if rule.scope in ("line", "start", "any")
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example[:30])
def test_example_is_furniture_and_near_miss_is_not(rule: FurnitureRule) -> None:
    assert is_furniture(rule.example)
    assert not is_furniture(rule.near_miss)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Projektperiod: 2019-01-01 – 2021-12-31", "list_item"),
        ("– Det gick bättre än vi trodde, säger Maja.", "quote"),
        ("• Kursen tar åtta veckor", "list_item"),
        ("Nora Ek lagar en stol. Foto: Bo Lind", "caption"),
        ("Foto: Bo Lind", "furniture"),
        ("Dela med dig av vad du vet, uppmanar hon alla som kommer hit.", "paragraph"),
    ],
)
def test_kind_of_a_line(line: str, kind: str) -> None:
    text = f"Verkstaden öppnar igen\n\nNu börjar det om, och tolv är med.\n\nFakta: Verkstaden\n\nÄgare: Exempelby\n\n{line}\n\nNu hoppas alla på en bra vår."
    if line.startswith("Projekt"):
        assert kinds(text)[line] in ("list_item", "subheading")
    else:
        assert kinds(text)[line] == kind


@pytest.mark.parametrize(
    "top",
    [
        "DEBATT",
        "Sala kommun",
        "BODEN",
        "Nyhetsbrev nr 3 2021",
        "Meny  Sök  Logga in",
        "---\ntitle: Något annat\npublisher: Bladet\n---",
    ],
)
def test_headline_is_below_labels_and_names(top: str) -> None:
    page = article(
        f"{top}\n\nVerkstaden fick vänta på besked\n\nI går kom beskedet som tolv deltagare hade väntat på sedan i maj."
    )
    assert headline(page, blocks(page)) == "Verkstaden fick vänta på besked"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Nya ”Verkstaden” öppnar i Åmål", "headline"),
        ('Lärdomar från "Verkstaden", ett projekt i Åmål, Säffle och Grums', "headline"),
        ("Satsningen »Verkstaden« avslutas", "headline"),
        ("Start » Nyheter » Verkstaden", "furniture"),
        ("Hem > Arbete > Verkstaden", "furniture"),
    ],
)
def test_a_quoted_name_makes_no_breadcrumb(line: str, kind: str) -> None:
    text = f"{line}\n\nI går kom beskedet som tolv deltagare hade väntat på sedan i maj. Alla är glada."
    assert kinds(text)[line] == kind


def test_repeated_caption_is_kept_once() -> None:
    caption = "Maja Ek visar upp den nya verkstaden för besökare från hela länet."
    text = f"Ny verkstad\n\n{caption}\nFoto: Bo Lind\n{caption}\n\nTolv personer har börjat."
    assert [str(b.kind) for b in blocks(article(text))] == [
        "headline", "caption", "furniture", "furniture", "lead",
    ]  # fmt: skip


def test_heading_listed_on_top_is_no_repeated_caption() -> None:
    text = "Slussen\n\nVem är Slussen till för?\n\nHur går det?\n\nDu är välkommen hit.\n\nVem är Slussen till för?\n\nFör alla över 18 år."
    assert "furniture" not in {str(b.kind) for b in blocks(article(text))}


def test_learned_lines_are_furniture() -> None:
    line = "Vill du veta vad som händer i Exempelby? Ladda ner vår app."
    text = f"Ny verkstad\n\nTolv personer har börjat.\n\n{line}"
    labelled = blocks(article(text), {line_key(line)})
    assert labelled[-1].kind is BlockKind.FURNITURE
    assert blocks(article(text))[-1].kind is BlockKind.PARAGRAPH


def test_hints_of_the_page_hold_unless_words_say_furniture() -> None:
    text = "Sala kommun\n\nNytt\n\nDela på Facebook"
    marks = (
        Block(Span(0, 11), BlockKind.HEADLINE),
        Block(Span(13, 17), BlockKind.FURNITURE),
        Block(Span(19, 35), BlockKind.PARAGRAPH),
    )
    assert [b.kind for b in blocks(article(text, marks))] == [
        BlockKind.HEADLINE,
        BlockKind.FURNITURE,
        BlockKind.FURNITURE,
    ]


@given(st.text(alphabet=st.sampled_from("ab Åö.–-•\n\r\t\u00a0\u2028:012/|»\"'"), max_size=300))
def test_blocks_cover_all_but_white_space_and_never_overlap(text: str) -> None:
    covered, end = set(), 0
    for block in blocks(article(text)):
        assert block.span.start >= end
        end = block.span.end
        covered.update(range(block.span.start, block.span.end))
    assert all(i in covered for i, char in enumerate(text) if not char.isspace())


def test_fact_box_below_a_credit_is_kept() -> None:
    text = (
        "Ny verkstad\n\nTolv personer har börjat på verkstaden i Exempelby under året som gick.\n\n"
        "Foto: Bo Lind\n\nKort om verkstaden\n\n30 platser\n\n12 har fått jobb\n\nDela på Facebook"
    )
    assert [str(b.kind) for b in blocks(article(text))][-4:] == [
        "subheading", "subheading", "subheading", "furniture",
    ]  # fmt: skip


def test_names_and_links_below_the_foot_are_furniture() -> None:
    text = (
        "Ny verkstad\n\nTolv personer har börjat på verkstaden i Exempelby under året som gick.\n\n"
        "Läs också: Bron stängs\n\nArbetsmarknad\n\nExempelby"
    )
    assert {str(b.kind) for b in blocks(article(text))[2:]} == {"furniture"}
