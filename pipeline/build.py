"""The stages in order, on one screen: read → layout → tokens → tag → extract → link → resolve → rows."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from pipeline.article import Article, TaggedArticle, Tokens
from pipeline.engine import run, shards
from pipeline.errors import ArticleError, PipelineError
from pipeline.extract import factors, figures, people, places, programmes, quotes
from pipeline.findings import Findings, LinkedArticle, without_findings
from pipeline.layout import blocks, headline
from pipeline.link import link
from pipeline.memo import ANALYSIS, Memo, fingerprint, key, without_collection
from pipeline.read import CorpusFile, list_corpus, read_article
from pipeline.resolve import resolve
from pipeline.rows import Tables, build_rows
from pipeline.score import ArticleRows
from pipeline.survey import Survey, survey
from pipeline.tag import Tagger, load_tagger
from pipeline.tokens import tokenize

SHARD = 32
ANALYSES = "analyses"  # the memo of what single articles gave
_MODELS = Path(__file__).parent.parent / "models"
DEFAULT_MODELS = {"spacy": _MODELS / "spacy", "stanza": _MODELS / "stanza"}


@dataclass(frozen=True)
class Settings:
    """Everything a run depends on besides the corpus and the lexicons."""

    tagger: str = "spacy"  # or "stanza"
    model: str = str(DEFAULT_MODELS["spacy"])
    cache: Path | None = None  # folder of the tag store; None tags anew
    workers: int = 1


@dataclass
class Dataset:
    """What a run made: rows of every table, the articles left out, and how long it took."""

    tables: Tables
    linked: list[LinkedArticle]
    failed: list[ArticleError]
    model: str
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    corpus: Path,
    settings: Settings,
    *,
    exclude: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Dataset:
    """Run the whole pipeline over a corpus folder.

    ``exclude`` is left out of the corpus; ``progress(done, all)`` is called after each shard.
    Raises UsageError where the corpus cannot be read at all; articles that fail are in ``failed``.
    """
    began = time.perf_counter()
    files, failed = list_corpus(corpus, exclude)
    # A missing model is told before any work.
    identity = model_identity(settings)
    known = survey(files, settings.cache, settings.workers)
    linked: list[LinkedArticle] = []
    for result in _analyse_all(files, known, settings, identity, progress):
        if isinstance(result, ArticleError):
            failed.append(result)
        else:
            linked.append(result)
    analysed = time.perf_counter()
    with without_collection():
        linked.sort(key=lambda one: one.findings.article.id)
        counted = [
            without_findings(one) if one.findings.article.id in known.duplicates else one
            for one in linked
        ]
        tables = build_rows(counted, resolve(counted), known.duplicates)
    failed.sort(key=lambda error: error.path)
    seconds = {"articles": analysed - began, "across_articles": time.perf_counter() - analysed}
    return Dataset(tables, linked, failed, identity, seconds)


def model_identity(settings: Settings) -> str:
    """Name and content hash of the model. Raises ModelError where it is missing."""
    return load_tagger(settings.tagger, settings.model, settings.cache).identity


def analysis_keys(files: Sequence[CorpusFile], known: Survey, identity: str) -> dict[str, bytes]:
    """Article → what its analysis is kept under: bytes, model, code and lexicons, learned furniture."""
    code = fingerprint(ANALYSIS)
    return {
        f.article_id: key(
            *("linked", code, identity, f.article_id, f.path, known.sha256.get(f.article_id, "")),
            *sorted(known.learned.get(f.article_id, ())),
        )
        for f in files
    }


def _analyse_all(
    files: Sequence[CorpusFile],
    known: Survey,
    settings: Settings,
    identity: str,
    progress: Callable[[int, int], None] | None,
) -> Iterator[LinkedArticle | ArticleError]:
    """Every article's analysis: kept from an earlier run where nothing it depends on has changed."""
    keys = analysis_keys(files, known, identity)
    memo = Memo(settings.cache, ANALYSES)
    try:
        kept = memo.get(list(keys.values()))
        missing = [file for file in files if keys[file.article_id] not in kept]
        yield from (kept[k] for k in keys.values() if k in kept)
        del kept
        done = len(files) - len(missing)
        work = shards(missing, max(1, min(SHARD, -(-len(missing) // max(settings.workers, 1)))))
        do = partial(analyse, settings, learned=known.learned)
        for shard, results in zip(work, run(work, do, settings.workers), strict=True):
            memo.put(
                {
                    keys[file.article_id]: result
                    for file, result in zip(shard, results, strict=True)
                    if not isinstance(result, ArticleError)
                }
            )
            yield from results
            done += len(shard)
            if progress:
                progress(done, len(files))
        memo.keep_only(keys.values())
    finally:
        memo.close()


def rows_by_article(dataset: Dataset) -> dict[str, ArticleRows]:
    """The rows of each article as the scorer takes them."""
    tables = {
        name: _by_article(dataset.tables[name])
        for name in ("places", "figures", "quotes", "success_factors")
    }
    programmes: dict[str, list[dict[str, object]]] = {}
    for programme in dataset.tables["programmes"]:
        for article_id in programme.article_ids:
            programmes.setdefault(article_id, []).append(asdict(programme))
    return {
        one.findings.article.id: ArticleRows(
            text=one.findings.article.text,
            sentences=one.findings.sentences,
            programmes=programmes.get(one.findings.article.id, []),
            **{name: rows.get(one.findings.article.id, []) for name, rows in tables.items()},
        )
        for one in dataset.linked
    }


def _by_article(rows: Sequence[Any]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row.article_id, []).append(asdict(row))
    return grouped


def analyse(
    settings: Settings,
    shard: Sequence[CorpusFile],
    learned: Mapping[str, frozenset[str]] | None = None,
) -> list[LinkedArticle | ArticleError]:
    """Read, tag, extract and link one shard. An article that fails becomes its ArticleError.

    ``learned`` holds, for articles, the lines known to be their publisher's furniture.
    """
    tagger = _tagger(settings.tagger, settings.model, settings.cache)
    results: list[LinkedArticle | ArticleError] = []
    for source, tagged in _tag_all(tagger, shard, learned or {}):
        if isinstance(tagged, ArticleError):
            results.append(tagged)
            continue
        try:
            results.append(analyse_tagged(tagged))
        except PipelineError:
            raise
        except Exception as error:  # one odd article must not stop ten thousand others
            results.append(_internal(source, error))
    return results


def analyse_tagged(tagged: TaggedArticle) -> LinkedArticle:
    """Extract and link one tagged article."""
    found = Findings(
        article=tagged.article,
        title=_title(tagged),
        sentences=tuple(tagged.sentence_span(sentence) for sentence in tagged.sentences),
        n_tokens=len(tagged.tokens),
        places=tuple(places.find(tagged)),
        programmes=tuple(programmes.find(tagged)),
        figures=tuple(figures.find(tagged)),
        quotes=tuple(quotes.find(tagged)),
        factors=tuple(factors.find(tagged)),
        people=tuple(people.find(tagged)),
        blocks=tagged.blocks,
    )
    return link(tagged, found)


def prepare(article: Article, learned: Collection[str] = ()) -> Tokens:
    """Layout and tokens of one article."""
    return tokenize(article, blocks(article, learned))


_tagger = cache(load_tagger)


def _tag_all(
    tagger: Tagger, shard: Sequence[CorpusFile], learned: Mapping[str, frozenset[str]]
) -> Iterator[tuple[CorpusFile, TaggedArticle | ArticleError]]:
    """Tag a shard as one batch; where the batch fails, one by one, so that only the culprit is lost."""
    ready: list[tuple[CorpusFile, Tokens | ArticleError]] = []
    for source in shard:
        try:
            lines = learned.get(source.article_id, frozenset())
            ready.append((source, prepare(read_article(source), lines)))
        except ArticleError as error:
            ready.append((source, error))
        except PipelineError:
            raise
        except Exception as error:
            ready.append((source, _internal(source, error)))
    good = [tokens for _, tokens in ready if isinstance(tokens, Tokens)]
    try:
        tagged = iter(list(tagger.tag(good)))
    except PipelineError:
        raise
    except Exception:
        tagged = None
    for source, tokens in ready:
        if isinstance(tokens, ArticleError):
            yield source, tokens
        elif tagged is not None:
            yield source, next(tagged)
        else:
            try:
                yield source, next(iter(tagger.tag([tokens])))
            except Exception as error:
                yield source, _internal(source, error)


def _internal(source: CorpusFile, error: Exception) -> ArticleError:
    if os.environ.get("INSATS_DEBUG"):
        raise error
    where = ""
    if error.__traceback__ is not None:
        last = error.__traceback__
        while last.tb_next is not None:
            last = last.tb_next
        where = f" in {Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}"
    return ArticleError(
        source.path,
        f"internal problem ({type(error).__name__}: {error}{where})",
        "the article is left out; please report it (INSATS_DEBUG=1 shows the traceback)",
    )


def _title(tagged: TaggedArticle) -> str:
    """The page's own title, else its headline, else its first sentence."""
    if tagged.article.meta.title:
        return tagged.article.meta.title
    found = headline(tagged.article, tagged.blocks)
    if found:
        return " ".join(found.split())
    if tagged.sentences:
        return " ".join(tagged.cut(tagged.sentence_span(tagged.sentences[0])).split())[:200]
    return tagged.article.id
