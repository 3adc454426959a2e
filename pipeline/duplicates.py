"""Which articles are the same one again: a copy on another site, or an update of it. The newest text wins.

MinHash bands find candidates among all pairs in linear time; candidates are compared in full. Pages that
share a template but name other places and numbers are not duplicates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.profile import PERMUTATIONS, Hashes, Profile

_BAND = 6
# Signatures of articles as like as duplicates must be agree in at least this share, chance allowed for.
_MIN_AGREEMENT = 0.4
_MIN_WORDS = 30
# Of the words in a row: shared by both, or the shorter's share that the longer holds.
_MIN_JACCARD = 0.6
_MIN_CONTAINED = 0.8
_MIN_SIZE = 0.4
# Of the names and numbers of the shorter, what the longer must hold too.
_MIN_MARKS = 0.75
# A publisher's many pages on one template may fill a bucket; beyond this, neighbours only are compared.
_MAX_BUCKET = 50


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two articles share."""

    jaccard: float
    contained: float
    marks: float

    @property
    def duplicate(self) -> bool:
        """True where one is a copy or an update of the other."""
        return self.marks >= _MIN_MARKS and (
            self.jaccard >= _MIN_JACCARD or self.contained >= _MIN_CONTAINED
        )


def likeness(a: Profile, b: Profile) -> Likeness:
    """Compare two articles in full."""
    jaccard, contained = _shares(a.shingle_array(), b.shingle_array())
    _, marks = _shares(a.mark_array(), b.mark_array())
    if min(a.n_words, b.n_words) < _MIN_SIZE * max(a.n_words, b.n_words):
        contained = 0.0
    return Likeness(jaccard, contained, marks)


def _shares(a: Hashes, b: Hashes) -> tuple[float, float]:
    if not len(a) or not len(b):
        same = len(a) == len(b)
        return float(same), float(same)
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / (len(a) + len(b) - common), common / min(len(a), len(b))


def find_duplicates(profiles: Sequence[Profile]) -> dict[str, str]:
    """Article → the newer article that stands for it. Articles that stand for themselves are not in it."""
    parent = list(range(len(profiles)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in _candidates(profiles):
        a, b = root(i), root(j)
        one, other = profiles[i], profiles[j]
        if a != b and likeness(one, other).duplicate:
            parent[max(a, b)] = min(a, b)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for i in range(len(profiles)):
        groups[root(i)].append(i)
    found: dict[str, str] = {}
    for members in groups.values():
        if len(members) > 1:
            best = min(members, key=lambda i: _precedence(profiles[i]))
            found.update(
                (profiles[i].article_id, profiles[best].article_id) for i in members if i != best
            )
    return found


def newer(one: Profile, other: Profile) -> Profile:
    """Of two that are the same article, the one that counts."""
    return min(one, other, key=_precedence)


class Known:
    """Articles that new ones are compared with as they come; one comparison takes milliseconds among thousands."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._profiles = list(profiles)
        room = max(1024, 2 * len(self._profiles))
        self._signatures = np.zeros((room, PERMUTATIONS), dtype=np.uint32)
        for i, one in enumerate(self._profiles):
            self._signatures[i] = np.frombuffer(one.signature, dtype=np.uint32)

    def add(self, one: Profile) -> None:
        """From now on compare with this one too."""
        count = len(self._profiles)
        if count == len(self._signatures):
            self._signatures = np.concatenate([self._signatures, np.zeros_like(self._signatures)])
        self._signatures[count] = np.frombuffer(one.signature, dtype=np.uint32)
        self._profiles.append(one)

    def like(self, one: Profile) -> Profile | None:
        """The article that ``one`` is a copy or an update of, the likest of several; None where it is new."""
        if one.n_words < _MIN_WORDS:
            same = (p for p in self._profiles if p.shingles == one.shingles)
            return next(same, None) if one.n_words else None
        mine = np.frombuffer(one.signature, dtype=np.uint32)
        agree = np.count_nonzero(self._signatures[: len(self._profiles)] == mine, axis=1)
        near = [self._profiles[i] for i in np.flatnonzero(agree >= _MIN_AGREEMENT * PERMUTATIONS)]
        found = [(likeness(one, p), p) for p in near if p.n_words >= _MIN_WORDS]
        alike = [(how.jaccard, p) for how, p in found if how.duplicate]
        return max(alike, key=lambda pair: pair[0])[1] if alike else None


def _precedence(one: Profile) -> tuple[tuple[int, ...], int, str]:
    """Newest first; of the same day the longest, then the first by name."""
    digits = [int(part) for part in one.date.split("-") if part.isdigit()] + [0, 0, 0]
    return (-digits[0], -digits[1], -digits[2]), -one.n_words, one.article_id


def _candidates(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Pairs worth comparing in full: their signatures agree in one band wholly, and in enough of the whole."""
    short: defaultdict[bytes, list[int]] = defaultdict(list)
    for i, one in enumerate(profiles):
        if 0 < one.n_words < _MIN_WORDS:
            short[one.shingles].append(i)
    pairs = [(group[0], other) for group in short.values() for other in group[1:]]
    long = np.array([i for i, one in enumerate(profiles) if one.n_words >= _MIN_WORDS], dtype=int)
    if len(long):
        joined = b"".join(profiles[i].signature for i in long)
        signatures = np.frombuffer(joined, dtype=np.uint32).reshape(len(long), PERMUTATIONS)
        near = _agreeing(signatures, _neighbours(signatures))
        pairs += zip(long[near[:, 0]].tolist(), long[near[:, 1]].tolist(), strict=True)
    return sorted(pairs)


def _neighbours(signatures: Hashes) -> npt.NDArray[np.int64]:
    """Pairs of rows that agree in a whole band; of many that do, each with the next ones only."""
    found = [np.empty((0, 2), dtype=np.int64)]
    mix = np.random.default_rng(1).integers(1, 1 << 63, _BAND, dtype=np.uint64) | np.uint64(1)
    for band in range(0, PERMUTATIONS, _BAND):
        # Of 64 bits: two bands that differ come to the same once in a corpus of four thousand million articles.
        keys = (signatures[:, band : band + _BAND].astype(np.uint64) * mix).sum(axis=1)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        for step in range(1, min(_MAX_BUCKET, len(order) - 1) + 1):
            same = np.flatnonzero(ordered[step:] == ordered[:-step])
            if not len(same):
                break
            found.append(np.stack([order[same], order[same + step]], axis=1))
    return np.unique(np.concatenate(found), axis=0)


def _agreeing(signatures: Hashes, pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The pairs that agree so often that they may be like enough: a quick estimate of likeness."""
    kept = [pairs[:0]]
    for start in range(0, len(pairs), 4096):
        some = pairs[start : start + 4096]
        agree = np.count_nonzero(signatures[some[:, 0]] == signatures[some[:, 1]], axis=1)
        kept.append(some[agree >= _MIN_AGREEMENT * PERMUTATIONS])
    return np.concatenate(kept)
