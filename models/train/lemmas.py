"""The lemma table that is shipped beside the model: the treebank's unambiguous pairs."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from models.train.corpus import Sentence
from pipeline.tag.lemmas import FILE

# A form with several lemmas under one tag keeps the one that it nearly always has.
_DOMINANT = 0.8


def write_lemmas(sentences: Iterable[Sentence], model: Path) -> None:
    """XPOS → form → lemma, names and marks left out, into the folder of a model."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            if word.upos not in {"PROPN", "PUNCT", "SYM"} and any(map(str.isalpha, word.form)):
                seen[word.xpos, word.form.lower()][word.lemma] += 1
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, form), lemmas in sorted(seen.items()):
        lemma, count = min(lemmas.items(), key=lambda item: (-item[1], item[0]))
        if count >= _DOMINANT * lemmas.total() and not form.endswith("-"):
            table[tag][form] = lemma
    content = json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (model / FILE).write_text(content + "\n", encoding="utf-8")
