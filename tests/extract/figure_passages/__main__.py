"""Print scores and errors of every file of passages."""

from pipeline.article import Article, Metadata, TaggedArticle
from pipeline.build import DEFAULT_MODELS
from pipeline.layout import blocks
from pipeline.tag import load_tagger
from pipeline.tokens import tokenize
from tests.extract.figure_passages import FOLDER, f1, measure

tagger = load_tagger("spacy", str(DEFAULT_MODELS["spacy"]), None)


def tag(text: str, published: str) -> TaggedArticle:
    """A text through layout, tokens and the shipped model."""
    article = Article("passage", "passage.txt", "0" * 64, text, Metadata(published=published))
    return next(iter(tagger.tag([tokenize(article, blocks(article))])))


for file in sorted(FOLDER.glob("*.txt")):
    counts, errors = measure(file, tag)
    print(
        f"{file.name}: {counts['gold']} figures, found F1 {f1(counts, 'found'):.3f}, right {f1(counts, 'right'):.3f}"
    )
    print(*errors, sep="\n")
