"""What the rest of the corpus needs to know of one article: its words as fingerprints, its lines, its date.

Profiles tell duplicates (:mod:`pipeline.duplicates`) and the furniture a publisher repeats on every page.
They are small and cheap to keep, so that a run over a grown corpus need not read old articles again.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from pipeline.article import Article, Block, BlockKind, normalise
from pipeline.layout import line_key
from pipeline.read.publishers import domain_of

Hashes = npt.NDArray[np.uint32]

PERMUTATIONS = 192
_SHINGLE = 3
_WORD = re.compile(r"[^\W_]+(?:[.,:]\d+)*")
# A line is learned to be furniture from this many articles of a publisher, and this share of them.
_LEARN_ARTICLES = 4
_LEARN_SHARE = 0.25
_EDGE_LINES = 12


@dataclass(frozen=True, slots=True)
class Profile:
    """Fingerprints of one article. Hashes are of 32 bits; ``shingles`` and ``marks`` are sorted."""

    article_id: str
    publisher: str  # case-folded name or domain, empty where unknown
    date: str  # newest known date (EDTF), empty where unknown
    n_words: int
    shingles: bytes  # three words in a row
    marks: bytes  # names and numbers: what templated texts differ in
    signature: bytes  # MinHash of the shingles
    lines: tuple[str, ...]  # keys of short lines around the text

    def shingle_array(self) -> Hashes:
        return np.frombuffer(self.shingles, dtype=np.uint32)

    def mark_array(self) -> Hashes:
        return np.frombuffer(self.marks, dtype=np.uint32)


def profile(article: Article, labelled: Sequence[Block]) -> Profile:
    """The profile of an article from its labelled blocks."""
    body = [b for b in labelled if b.kind is not BlockKind.FURNITURE]
    text = " ".join(normalise(article.text[b.span.start : b.span.end]) for b in body)
    words = [match.group() for match in _WORD.finditer(text)]
    lower = [word.lower() for word in words]
    shingles = np.unique(
        _hashes(" ".join(lower[i : i + _SHINGLE]) for i in range(max(len(lower) - _SHINGLE + 1, 1)))
    )
    marks = np.unique(_hashes(w for w in words if w[0].isdigit() or w[0].isupper()))
    meta = article.meta
    return Profile(
        article_id=article.id,
        publisher=(meta.publisher or domain_of(meta.url) or "").casefold(),
        date=max(meta.modified or "", meta.published or ""),
        n_words=len(words),
        shingles=shingles.tobytes(),
        marks=marks.tobytes(),
        signature=_signature(shingles).tobytes(),
        lines=_edge_lines(article, body),
    )


def _hashes(texts: Iterable[str]) -> Hashes:
    digests = b"".join(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).digest()
        for text in texts
    )
    return np.frombuffer(digests, dtype=np.uint32)


@cache
def _permutations() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    random = np.random.default_rng(20240229)
    a = random.integers(0, 1 << 63, PERMUTATIONS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    b = random.integers(0, 1 << 63, PERMUTATIONS, dtype=np.uint64)
    return a, b


def _signature(shingles: Hashes) -> Hashes:
    """MinHash: for each of many hash functions the least value over all shingles."""
    if not len(shingles):
        return np.zeros(PERMUTATIONS, dtype=np.uint32)
    a, b = _permutations()
    # Multiply-shift hashing: the product wraps around at 64 bits, and its upper half is the hash.
    values = (shingles.astype(np.uint64)[:, None] * a[None, :] + b[None, :]) >> np.uint64(32)
    least: Hashes = values.min(axis=0).astype(np.uint32)
    return least


def _edge_lines(article: Article, body: Sequence[Block]) -> tuple[str, ...]:
    """Short lines above the headline and below the last prose: where pages repeat themselves."""
    texts = [article.text[b.span.start : b.span.end] for b in body]
    title = next((i for i, b in enumerate(body) if b.kind is BlockKind.HEADLINE), 0)
    prose = [i for i, text in enumerate(texts) if len(text) > 120]
    last = prose[-1] if prose else len(body)
    edges = [*range(title), *range(max(last + 1, len(body) - _EDGE_LINES), len(body))]
    kept = (i for i in edges if body[i].kind is not BlockKind.QUOTE and 4 <= len(texts[i]) <= 120)
    return tuple(dict.fromkeys(line_key(texts[i]) for i in kept))


def learned_furniture(
    profiles: Iterable[Profile], duplicates: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """Publisher → lines that it prints around its articles. Copies of an article count once."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    articles: Counter[str] = Counter()
    for one in profiles:
        if one.publisher and one.article_id not in duplicates:
            articles[one.publisher] += 1
            counts[one.publisher].update(one.lines)
    learned: dict[str, frozenset[str]] = {}
    for publisher, lines in counts.items():
        least = max(_LEARN_ARTICLES, _LEARN_SHARE * articles[publisher])
        if usual := frozenset(line for line, count in lines.items() if count >= least):
            learned[publisher] = usual
    return learned
