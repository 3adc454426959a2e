"""Every article's analysis: kept from an earlier run where nothing it depends on has changed, else made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial

from pipeline.analysis import ANALYSES, Analysis, analyse, steps
from pipeline.dependencies import digest_of
from pipeline.engine import run, shards
from pipeline.errors import ArticleError
from pipeline.findings import LinkedArticle, Locals, locals_of
from pipeline.memo import Memo, Shelf, key
from pipeline.read import CorpusFile
from pipeline.staleness import keep_versions
from pipeline.survey import Survey
from pipeline.tagging import TAGGED, Settings, Source

_SHARD = 32
_BATCH = 500
_LATEST = "latest"  # the shelf of what each article's analysis was last kept under
_LOCALS = "locals"  # the shelf of what other articles need to know of each


def analysis_keys(files: Sequence[CorpusFile], known: Survey, identity: str) -> dict[str, bytes]:
    """Article → what its analysis is kept under: bytes, model, code and lexicons, learned furniture."""
    return _keys(digest_of("pipeline.analysis"), files, known, identity)


def _keys(code: str, files: Sequence[CorpusFile], known: Survey, identity: str) -> dict[str, bytes]:
    return {
        f.article_id: key(
            *(code, identity, f.article_id, f.path, known.sha256.get(f.article_id, "")),
            *sorted(known.learned.get(f.article_id, ())),
        )
        for f in files
    }


class CorpusAnalysis:
    """The analyses of a corpus, in the memo; those that could not be kept there, in hand."""

    def __init__(
        self,
        files: Sequence[CorpusFile],
        known: Survey,
        settings: Settings,
        identity: str,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._settings, self._known, self._identity = settings, known, identity
        self._files = {file.article_id: file for file in files}
        self._in_hand: dict[str, LinkedArticle] = {}
        self._new: dict[str, Locals] = {}
        self.failed: list[ArticleError] = []
        self.keys = analysis_keys(files, known, identity)  # of the articles that did not fail
        self._make(progress)

    def linked(self, articles: Collection[str]) -> Iterator[LinkedArticle]:
        """The linked findings of articles, in the order of their identifiers."""
        memo = Memo(self._settings.cache, ANALYSES)
        try:
            for batch in shards(sorted(articles), _BATCH):
                kept = memo.get([self.keys[one] for one in batch if one not in self._in_hand])
                for one in batch:
                    found = kept.get(self.keys[one])
                    yield found.linked if isinstance(found, Analysis) else self._again(one)
        finally:
            memo.close()

    def locals(self) -> dict[str, Locals]:
        """Article → what the others need to know of it, in the order of identifiers."""
        shelf = Shelf(self._settings.cache, _LOCALS)
        try:
            code = digest_of("pipeline.findings")
            keys = {one: key(code, self.keys[one].hex()) for one in self.keys}
            found = shelf.get(keys)
            lacking = [one for one in keys if one not in found]
            new = {one: self._new[one] for one in lacking if one in self._new}
            new |= {
                one.findings.article.id: locals_of(one)
                for one in self.linked([one for one in lacking if one not in new])
            }
            if new:
                shelf.put({one: (keys[one], made) for one, made in new.items()}, keys)
            found |= new
        finally:
            shelf.close()
        return {one: found[one] for one in sorted(found)}

    def _again(self, article: str) -> LinkedArticle:
        """An analysis that is in hand, or that the memo has lost since it was kept."""
        if article not in self._in_hand:
            (made,) = analyse(self._settings, self._sources([self._files[article]], {}))
            if isinstance(made, ArticleError):
                raise made
            return made.linked
        return self._in_hand[article]

    def _sources(self, files: Sequence[CorpusFile], earlier: Mapping[str, bytes]) -> list[Source]:
        tagged = _keys(digest_of("pipeline.tagging"), files, self._known, self._identity)
        learned = self._known.learned
        return [
            Source(f, learned.get(one, frozenset()), tagged[one], earlier.get(one, b""))
            for f in files
            for one in (f.article_id,)
        ]

    def _make(self, progress: Callable[[int, int], None] | None) -> None:
        """Analyse what no earlier run has."""
        settings, every = self._settings, list(self._files.values())
        memo, latest = Memo(settings.cache, ANALYSES), Shelf(settings.cache, _LATEST)
        try:
            kept = memo.held(self.keys.values())
            missing = [file for one, file in self._files.items() if self.keys[one] not in kept]
            slots = dict.fromkeys(self._files, key(self._identity))
            earlier = latest.get(slots)
            sources = self._sources(missing, earlier)
            if missing:
                keep_versions(settings.cache, steps())
            done = len(every) - len(missing)
            parts = shards(sources, max(1, min(_SHARD, -(-len(missing) // settings.workers))))
            results = run(parts, partial(analyse, settings), settings.workers)
            for part, found in zip(parts, results, strict=True):
                made = {
                    source.file.article_id: result
                    for source, result in zip(part, found, strict=True)
                    if isinstance(result, Analysis)
                }
                if not memo.put({self.keys[one]: result for one, result in made.items()}):
                    self._in_hand |= {one: result.linked for one, result in made.items()}
                self._new |= {one: locals_of(result.linked) for one, result in made.items()}
                self.failed += [result for result in found if isinstance(result, ArticleError)]
                done += len(part)
                if progress:
                    progress(done, len(every))
            failed = {file.article_id for file in missing} - self._new.keys()
            self.keys = {one: name for one, name in self.keys.items() if one not in failed}
            moved = {one: name for one, name in self.keys.items() if earlier.get(one) != name}
            if moved:
                latest.put({one: (slots[one], name) for one, name in moved.items()}, slots)
                memo.keep_only(len(self.keys), self.keys.values)
                self._forget_tagged(every)
        finally:
            memo.close()
            latest.close()

    def _forget_tagged(self, files: Sequence[CorpusFile]) -> None:
        memo = Memo(self._settings.cache, TAGGED)
        try:
            code = digest_of("pipeline.tagging")
            memo.keep_only(
                len(files), lambda: _keys(code, files, self._known, self._identity).values()
            )
        finally:
            memo.close()
