"""The shipped spaCy pipeline behind its adapter, and the messages where a pipeline is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from pipeline.article import Article, Block, BlockKind, Span, TaggedArticle
from pipeline.build import DEFAULT_MODELS
from pipeline.errors import ModelError, UsageError
from pipeline.tag import load_tagger
from pipeline.tag.spacy_backend import SpacyBackend
from pipeline.tokens import tokenize

MODEL = str(DEFAULT_MODELS["spacy"])


@pytest.fixture(scope="module")
def backend() -> SpacyBackend:
    return SpacyBackend(MODEL)


def tag(backend: SpacyBackend, text: str) -> TaggedArticle:
    from pipeline.tag.store import UnstoredTagger

    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(Block(Span(start, start + len(line)), BlockKind.PARAGRAPH))
        start += len(line) + 1
    tokens = tokenize(Article("a", "a.txt", "", text), lines)
    (tagged,) = UnstoredTagger(backend).tag([tokens])
    assert [t.span for t in tagged.tokens] == list(tokens.words)
    assert [s.first for s in tagged.sentences] == list(tokens.sentence_starts)
    return tagged


SENTENCES = """\
Kursen kom på 46:e plats i länet.
Trampolin på väg-projektet startade i våras.
Det kostar 12 000 kronor per deltagare.
Mötet börjar kl. 13 i biblioteket.
Vi samarbetar med t.ex. skolan, kyrkan m.fl.
Det tar 2,5 år.
– Vi ser en förändring, säger Karin Lindholm.
"Det går bra", säger hon.
Foto: Ali Hassan/SVT
Fler i arbete
ARBETSFÖRMEDLINGEN BJÖD IN TILL MÖTE
"""


def test_every_sentence_is_one_tree(backend: SpacyBackend) -> None:
    tagged = tag(backend, SENTENCES.strip())
    for sentence in tagged.sentences:
        tokens = tagged.sentence_tokens(sentence)
        roots = [t for t in tokens if t.head == t.i]
        assert [t.dep for t in roots] == ["root"]
        assert all(sentence.first <= t.head < sentence.last for t in tokens)
        assert all(t.pos and t.tag and t.lemma for t in tokens)


def test_neighbours_do_not_change_an_analysis(backend: SpacyBackend) -> None:
    lines = SENTENCES.strip().split("\n")
    together = tag(backend, "\n".join(lines))
    first = 0
    for line in lines:
        alone = tag(backend, line)
        n = len(alone.tokens)
        seen = together.tokens[first : first + n]
        assert [(t.lemma, t.pos, t.tag, t.dep, t.head) for t in alone.tokens] == [
            (t.lemma, t.pos, t.tag, t.dep, t.head - first) for t in seen
        ]
        first += n


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("Projekten avslutades i fjol.", "Projekten", "projekt"),
        ("Kommunerna betalar allt.", "Kommunerna", "kommun"),
        ("Deltagarna fick praktikplatser.", "praktikplatser", "praktikplats"),
        ("Hon sökte jobb i två år.", "sökte", "söka"),
        ("De säger att det går bra.", "säger", "säga"),
        ("Stödet har varit viktigt.", "varit", "vara"),
        ("Antalet arbetslösa minskade med fem procent.", "minskade", "minska"),
        ("Vi behöver fler arbetsgivare.", "arbetsgivare", "arbetsgivare"),
    ],
)
def test_lemmas(backend: SpacyBackend, text: str, form: str, lemma: str) -> None:
    (token,) = [t for t in tag(backend, text).tokens if t.text == form]
    assert token.lemma == lemma


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("– Det känns bra, säger Karin Lindholm.", "PER", "Karin Lindholm"),
        ("Projektledaren Ali Hassan är nöjd.", "PER", "Ali Hassan"),
        ("Foto: Maria Öberg", "PER", "Maria Öberg"),
        ("Enhetschefen Anna-Lena Berg-Nilsson tror på en fortsättning.", "PER", "Anna-Lena Berg-Nilsson"),
        ("I Kiruna är arbetslösheten låg.", "LOC", "Kiruna"),
        ("Hon flyttade från Malmö till Umeå.", "LOC", "Umeå"),
        ("Kursen ges i Västerås och Örebro.", "LOC", "Västerås"),
        ("Beslutet fattades av Arbetsförmedlingen.", "ORG", "Arbetsförmedlingen"),
    ],
)  # fmt: skip
def test_names(backend: SpacyBackend, text: str, label: str, name: str) -> None:
    tagged = tag(backend, text)
    assert (label, name) in [(found, tagged.cut(span)) for found, span in tagged.entities()]


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("Kommunen startade projektet i fjol.", "Kommunen", "startade"),
        ("– Det går bra, säger Karin.", "Karin", "säger"),
        ("I våras fick deltagarna jobb.", "deltagarna", "fick"),
        ("Enligt chefen minskar kostnaderna.", "kostnaderna", "minskar"),
        ("Hon berättar att gruppen växer.", "gruppen", "växer"),
    ],
)
def test_subjects(backend: SpacyBackend, text: str, subject: str, verb: str) -> None:
    tagged = tag(backend, text)
    (token,) = [t for t in tagged.tokens if t.text == subject]
    head = tagged.head(token)
    assert token.dep == "nsubj"
    assert head is not None
    assert head.text == verb


def test_hidden_characters_do_not_reach_the_model(backend: SpacyBackend) -> None:
    tagged = tag(backend, "Arbets\u00admarknaden växer.")
    assert tagged.tokens[0].lemma == tag(backend, "Arbetsmarknaden växer.").tokens[0].lemma


def test_identity_names_model_and_content_but_no_path(tmp_path: Path) -> None:
    identity = SpacyBackend(MODEL).identity
    assert identity.startswith(f"spacy-{spacy.__version__}/sv_")
    assert "models" not in identity
    copy = tmp_path / "blank"
    spacy.blank("sv").to_disk(copy)
    assert SpacyBackend(str(copy)).identity != identity


def test_missing_pipeline_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no spaCy pipeline there; train one with `make models"):
        load_tagger("spacy", str(tmp_path / "nothing"), None)
    with pytest.raises(ModelError, match="no_such_model_lg"):
        load_tagger("spacy", "no_such_model_lg", None)
    with pytest.raises(UsageError, match="unknown tagger"):
        load_tagger("hunpos", MODEL, None)


def test_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("sv").to_disk(tmp_path / "blank")
    backend = SpacyBackend(str(tmp_path / "blank"))
    with pytest.raises(ModelError, match="gives no DEP, TAG, LEMMA, ENT_TYPE"):
        backend.analyse([])


def test_spacy_is_loaded_without_its_command_line_which_stays_usable() -> None:
    told = run_python(
        "import sys; from pathlib import Path; from pipeline.tag.spacy_load import load; "
        f"nlp = load(Path({MODEL!r})); "
        "print([name for name in sys.modules if name.startswith(('spacy.cli', 'typer'))]); "
        "print([token.text for token in nlp('Kursen, 2.0')]); "
        "import spacy, spacy.cli; print(callable(spacy.cli.info), spacy.info(silent=True)['spacy_version'])"
    )
    assert told == f"[]\n['Kursen,', '2.0']\nTrue {spacy.__version__}\n"


def run_python(code: str) -> str:
    """What a Python of its own prints."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
