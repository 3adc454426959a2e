"""A corpus grown to any size without waiting for its extraction: analyses made up after those of real articles.

To extract ten thousand articles takes half an hour on one processor. What a later run repeats of it does not
depend on how the kept analyses came about, so most of them are copies of real ones under other names.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.analysis import ANALYSES, Analysis
from pipeline.build import model_identity
from pipeline.corpus_analysis import analysis_keys
from pipeline.findings import LinkedArticle
from pipeline.memo import Memo
from pipeline.read import CorpusFile
from pipeline.survey import see, survey
from pipeline.tagging import Settings
from tests.bench.corpus import NAMES, person, write

_BATCH = 500


def grow(corpus: Path, cache: Path, real: int, articles: int) -> None:
    """Add articles to a corpus of ``real`` extracted ones until it holds ``articles``, and their analyses to the cache."""
    write(corpus, articles - real, first=real)
    settings = Settings(cache=cache)
    seen = see(corpus)
    files, known = seen.files, survey(seen, cache)
    keys = analysis_keys(files, known, model_identity(settings))
    memo = Memo(cache, ANALYSES)
    try:
        held = memo.get(list(keys.values()))
        models = [held[keys[f.article_id]] for f in files if keys[f.article_id] in held]
        new = [f for f in files if keys[f.article_id] not in held]
        for start in range(0, len(new), _BATCH):
            memo.put(_made_up(models, new[start : start + _BATCH], keys))
    finally:
        memo.close()


def _made_up(
    models: Sequence[Analysis], files: Sequence[CorpusFile], keys: dict[str, bytes]
) -> dict[bytes, Analysis]:
    made = {}
    for file in files:
        pick = random.Random(file.article_id)
        model = pick.choice(models)
        made[keys[file.article_id]] = replace(model, linked=_renamed(model.linked, file, pick))
    return made


def _renamed(model: LinkedArticle, file: CorpusFile, pick: random.Random) -> LinkedArticle:
    """An article's analysis as that of another file, with other people and programmes."""
    names = {one.name: person(pick) for one in model.people}
    number = pick.randrange(97)
    for one in model.programmes:
        if match := re.match(r"(\w+) (\w+?)\d+$", one.name):
            names[one.name] = f"{pick.choice(NAMES)} {match[2]}{number}"

    def called(name: str | None) -> str | None:
        return None if name is None else names.get(name, name)

    found = model.findings
    return replace(
        model,
        findings=replace(found, article=replace(found.article, id=file.article_id, path=file.path)),
        people=tuple(
            one._replace(name=names[one.name], variants=(names[one.name],)) for one in model.people
        ),
        programmes=tuple(
            one._replace(name=names.get(one.name, one.name)) for one in model.programmes
        ),
        quotes=tuple(replace(one, speaker=called(one.speaker)) for one in model.quotes),
        factors=tuple(replace(one, speaker=called(one.speaker)) for one in model.factors),
    )


if __name__ == "__main__":
    grow(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
