"""From files to tagged articles: read → layout → tokens → tag. Those that an earlier run tagged are kept whole."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.article import Article, TaggedArticle, Tokens
from pipeline.errors import ArticleError, PipelineError
from pipeline.layout import blocks
from pipeline.memo import Memo, content_hash
from pipeline.read import CorpusFile, read_article
from pipeline.tag import load_tagger
from pipeline.tokens import tokenize

TAGGED = "tagged"  # the memo of tagged articles
_MODELS = Path(__file__).parent.parent / "models"
DEFAULT_MODELS = {"spacy": _MODELS / "spacy", "stanza": _MODELS / "stanza"}


@dataclass(frozen=True)
class Settings:
    """Everything a run depends on besides the corpus and the lexicons."""

    tagger: str = "spacy"  # or "stanza"
    model: str = str(DEFAULT_MODELS["spacy"])
    cache: Path | None = None  # folder of the tag store; None tags anew
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """One file to analyse, with what the rest of the corpus and earlier runs have to do with it."""

    file: CorpusFile
    learned: frozenset[str] = frozenset()  # lines known to be its publisher's furniture
    tagged: bytes = b""  # what the tagged article is kept under
    earlier: bytes = b""  # where an analysis is kept that no longer holds as a whole


class Tagged(NamedTuple):
    """A tagged article and the hash of all that is in it."""

    article: TaggedArticle
    content: str


def prepare(article: Article, learned: Collection[str] = ()) -> Tokens:
    """Layout and tokens of one article."""
    return tokenize(article, blocks(article, learned))


def tagged_articles(
    settings: Settings, shard: Sequence[Source]
) -> Iterator[tuple[Source, Tagged | ArticleError]]:
    """The tagged articles of a shard; one that fails becomes its ArticleError."""
    memo = Memo(settings.cache, TAGGED)
    try:
        found: dict[bytes, Tagged | ArticleError] = memo.get([one.tagged for one in shard])
        lacking = [one for one in shard if one.tagged not in found]
        made = {
            one: tagged
            if isinstance(tagged, ArticleError)
            else Tagged(tagged, content_hash(tagged))
            for one, tagged in _tag_all(settings, lacking)
        }
        memo.put({o.tagged: tagged for o, tagged in made.items() if isinstance(tagged, Tagged)})
    finally:
        memo.close()
    for one in shard:
        yield one, made[one] if one in made else found[one.tagged]


_tagger = cache(load_tagger)


def _tag_all(
    settings: Settings, shard: Sequence[Source]
) -> Iterator[tuple[Source, TaggedArticle | ArticleError]]:
    """Tag a shard as one batch; where the batch fails, one by one, so that only the culprit is lost."""
    tagger = _tagger(settings.tagger, settings.model, settings.cache)
    ready: list[tuple[Source, Tokens | ArticleError]] = []
    for source in shard:
        try:
            ready.append((source, prepare(read_article(source.file), source.learned)))
        except ArticleError as error:
            ready.append((source, error))
        except PipelineError:
            raise
        except Exception as error:
            ready.append((source, internal_problem(source.file, error)))
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
                yield source, internal_problem(source.file, error)


def internal_problem(source: CorpusFile, error: Exception) -> ArticleError:
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
