"""Whether an article that is being added is a copy or an update of one in the corpus."""

from __future__ import annotations

from pathlib import Path

from pipeline.article import Article
from pipeline.collect.document import Document
from pipeline.duplicates import Known, newer
from pipeline.errors import ArticleError, UsageError
from pipeline.layout import blocks
from pipeline.profile import Profile, profile
from pipeline.read import CorpusFile, list_corpus, read_article
from pipeline.survey import hash_files, profiles_of

# More than this many articles that no run has seen are not read for the sake of a note.
_MOST_NEW = 500


class Nearness:
    """The corpus as it is, looked over when first asked."""

    def __init__(self, corpus: Path, cache: Path | None) -> None:
        self._corpus = corpus
        self._cache = cache
        self._known: Known | None = None

    def note(self, document: Document, article_id: str) -> str | None:
        """What to tell of an article just added (or, in a dry run, not yet): which one it repeats."""
        one = self._profile(document, article_id)
        if one is None:
            return None
        known = self._look(article_id)
        other = known.like(one)
        known.add(one)
        if other is None:
            return None
        if newer(one, other) is other:
            return f"a copy or an older text of {other.article_id}, which is counted in its place"
        return f"a copy or an update of {other.article_id}, and counted in its place"

    def _look(self, besides: str) -> Known:
        if self._known is None:
            try:
                files, _ = list_corpus(self._corpus)
            except UsageError:  # no corpus yet
                files = []
            files = [file for file in files if file.article_id != besides]
            profiles = profiles_of(
                files, hash_files(files), self._cache, whole=False, most=_MOST_NEW
            )
            self._known = Known(profiles)
        return self._known

    def _profile(self, document: Document, article_id: str) -> Profile | None:
        file = self._corpus / f"{article_id}.md"
        try:
            if file.is_file():
                article = read_article(CorpusFile(file, file.name, article_id))
            else:
                article = Article(article_id, file.name, "", document.text, document.meta)
        except ArticleError:
            return None
        return profile(article, blocks(article))
