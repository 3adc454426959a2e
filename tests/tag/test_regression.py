"""What goes wrong in such articles: tokens, sentences and names of whole lines, with the shipped models."""

from __future__ import annotations

from importlib import util

import pytest

from pipeline.article import Article, Block, BlockKind, Span, TaggedArticle
from pipeline.build import DEFAULT_MODELS
from pipeline.tag.assemble import Backend
from pipeline.tag.spacy_backend import SpacyBackend
from pipeline.tag.stanza_backend import StanzaBackend
from pipeline.tag.store import UnstoredTagger
from pipeline.tokens import tokenize


@pytest.fixture(scope="module", params=["spacy", "stanza"])
def backend(request: pytest.FixtureRequest) -> Backend:
    folder = DEFAULT_MODELS[request.param]
    if request.param == "spacy":
        return SpacyBackend(str(folder))
    if util.find_spec("stanza") is None:
        pytest.skip("needs the extra stanza: pip install '.[stanza]'")
    if not folder.is_dir():
        pytest.skip("needs models/stanza: make models-stanza DATA=…")
    return StanzaBackend(str(folder))


def tag(backend: Backend, text: str) -> TaggedArticle:
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH)
    (tagged,) = UnstoredTagger(backend).tag([tokenize(Article("a", "a.txt", "", text), [block])])
    return tagged


@pytest.mark.parametrize(
    ("text", "sentences", "names"),
    [
        ("– Vi har hjälpt 127 personer, säger enhetschefen Lotta Ström i Eslöv.", 1,
         {("PER", "Lotta Ström"), ("LOC", "Eslöv")}),
        ("Foto: Per Åkesson/SVT", 1, {("PER", "Per Åkesson"), ("ORG", "SVT")}),
        ("”Det var på tiden”, säger Amina Yusuf. Hon bor i Borlänge.", 2,
         {("PER", "Amina Yusuf"), ("LOC", "Borlänge")}),
        ("Arbetsförmedlingens kontor i Skövde flyttar.", 1,
         {("ORG", "Arbetsförmedlingens"), ("LOC", "Skövde")}),
        ("Hen kom på 46:e plats kl. 13 i Malmö.", 1, {("LOC", "Malmö")}),
        ("Bidraget är 12 000 kronor i t.ex. Lund, Ystad m.fl. Det räcker i 2,5 år.", 2,
         {("LOC", "Lund"), ("LOC", "Ystad")}),
        ("Eva-Lena Dahl-Berg (S) är kritisk.", 1, {("PER", "Eva-Lena Dahl-Berg")}),
        ("Karl G. Lund och J. P. Öst leder gruppen i Piteå.", 1, {("LOC", "Piteå")}),
        ("Så fick Kalmar ner arbetslösheten", 1, {("LOC", "Kalmar")}),
        ("Hon frågade: ”Vad vill du?”, men ingen svarade.", 1, set()),
        ("Man får vara med och röja mark i en sal.", 1, set()),
        ("Läs mer om våra insatser (pdf)", 1, set()),
    ],
)  # fmt: skip
def test_lines(backend: Backend, text: str, sentences: int, names: set[tuple[str, str]]) -> None:
    tagged = tag(backend, text)
    assert len(tagged.sentences) == sentences
    found = {(label, tagged.cut(span)) for label, span in tagged.entities()}
    assert names <= found
    if not names:
        assert not found


@pytest.mark.parametrize(
    ("text", "form", "pos", "feature"),
    [
        ("Kommunens satsning fortsätter.", "Kommunens", "NOUN", "Case=Gen"),
        ("Vi startade i fjol.", "startade", "VERB", "Tense=Past"),
        ("Deltagarna är nöjda.", "nöjda", "ADJ", "Number=Plur"),
        ("Projektet har avslutats.", "avslutats", "VERB", "Voice=Pass"),
        ("Det kostar 4,5 miljoner kronor.", "4,5", "NUM", "NumType=Card"),
        ("De bor i Arvika.", "Arvika", "PROPN", "Case=Nom"),
        ("Hon vill inte sluta.", "inte", "PART", ""),
        ("Fler ska komma i arbete.", "ska", "AUX", "Tense=Pres"),
    ],
)
def test_tags(backend: Backend, text: str, form: str, pos: str, feature: str) -> None:
    (token,) = [t for t in tag(backend, text).tokens if t.text == form]
    assert token.pos == pos
    assert feature in token.feats


def test_attribution_is_parataxis_with_its_speaker(backend: Backend) -> None:
    tagged = tag(backend, "– Fler måste få en chans, säger Karin Lindholm, chef på enheten.")
    (verb,) = [t for t in tagged.tokens if t.text == "säger"]
    assert verb.dep == "parataxis"
    assert "Karin" in [t.text for t in tagged.children(verb) if t.dep == "nsubj"]
