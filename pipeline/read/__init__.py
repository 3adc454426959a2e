"""Corpus files → :class:`~pipeline.article.Article`. Reading never changes or drops a character of the text."""

from pipeline.read.folder import CorpusFile, list_corpus
from pipeline.read.formats import read_article

__all__ = ["CorpusFile", "list_corpus", "read_article"]
