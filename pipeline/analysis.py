"""One article's findings, linked: extract → link, over what :mod:`pipeline.tagging` gives.

What an earlier run found is taken over step by step: an extractor runs again where its own code, a lexicon entry that
the article holds a word of, or the tagged article have changed; the links are made again where a finding has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from pipeline.article import TaggedArticle
from pipeline.dependencies import digest_of
from pipeline.errors import ArticleError, PipelineError
from pipeline.extract import factors, figures, people, places, programmes, quotes
from pipeline.findings import Findings, LinkedArticle
from pipeline.layout import headline
from pipeline.link import link
from pipeline.memo import Memo
from pipeline.staleness import Words, matters
from pipeline.tagging import Settings, Source, Tagged, internal_problem, tagged_articles

ANALYSES = "analyses"  # the memo of what single articles gave
# Field of Findings → its extractor.
EXTRACTORS: dict[str, ModuleType] = {
    "places": places,
    "programmes": programmes,
    "figures": figures,
    "quotes": quotes,
    "factors": factors,
    "people": people,
}
LINK = "pipeline.link"


@dataclass(frozen=True, slots=True)
class Analysis:
    """What an article gave, with what it was made of: the tagged article's hash, and each step's."""

    linked: LinkedArticle
    tagged: str
    steps: dict[str, str]  # module → hash of its code and lexicons


@cache
def steps() -> dict[str, str]:
    """The module of each step after tagging → hash of its code and lexicons."""
    modules = [*(extractor.__name__ for extractor in EXTRACTORS.values()), LINK]
    return {module: digest_of(module) for module in modules}


def analyse(settings: Settings, shard: Sequence[Source]) -> list[Analysis | ArticleError]:
    """Read, tag, extract and link one shard. An article that fails becomes its ArticleError."""
    with closing(Memo(settings.cache, ANALYSES)) as memo:
        before = memo.get([one.earlier for one in shard])
    results: list[Analysis | ArticleError] = []
    for source, tagged in tagged_articles(settings, shard):
        if isinstance(tagged, ArticleError):
            results.append(tagged)
            continue
        try:
            results.append(_analysis(settings, tagged, before.get(source.earlier)))
        except PipelineError:
            raise
        except Exception as error:  # one odd article must not stop ten thousand others
            results.append(internal_problem(source.file, error))
    return results


def analyse_tagged(tagged: TaggedArticle) -> LinkedArticle:
    """Extract and link one tagged article."""
    return link(tagged, _findings(tagged, {}))


def _analysis(settings: Settings, tagged: Tagged, before: Any) -> Analysis:
    """The analysis of a tagged article, with what still holds of an earlier one."""
    article, content, now = tagged.article, tagged.content, steps()
    if not isinstance(before, Analysis) or before.tagged != content:
        return Analysis(analyse_tagged(article), content, now)
    words = Words(article)
    standing = {
        module
        for module, version in now.items()
        if (earlier := before.steps.get(module))
        if earlier == version or not matters(settings.cache, module, earlier, words)
    }
    old = before.linked.findings
    held = {
        n: getattr(old, n) for n, extractor in EXTRACTORS.items() if extractor.__name__ in standing
    }
    found = _findings(article, held)
    same = found == old and LINK in standing
    return Analysis(before.linked if same else link(article, found), content, now)


def _findings(tagged: TaggedArticle, held: Mapping[str, Any]) -> Findings:
    """All findings of a tagged article; those in ``held`` are known."""
    found = {n: held[n] if n in held else tuple(e.find(tagged)) for n, e in EXTRACTORS.items()}
    return Findings(
        article=tagged.article,
        title=_title(tagged),
        sentences=tuple(tagged.sentence_span(sentence) for sentence in tagged.sentences),
        n_tokens=len(tagged.tokens),
        blocks=tagged.blocks,
        **found,
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
