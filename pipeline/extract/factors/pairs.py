"""The likely codes of each sentence, with what speaks for and against each in its article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.extract.factors.features import Features
from pipeline.extract.factors.model import (
    BARRIER,
    CODES,
    FIRST_CODE,
    Judged,
    shares,
    sigmoid,
)
from pipeline.linear import Array
from pipeline.vocab import FactorCode

NEAR = 3  # sentences on either side
LIKELY = 3  # codes of a sentence that are looked at, besides those named in so many words
NAMED = 0.8
LEAST = -2.0  # log odds; a sentence that asserts less holds no factor, however plain the article


@dataclass(frozen=True)
class Pair:
    """Sentence number ``row`` might hold code number ``code``."""

    row: int
    code: int
    features: Features
    polarity: Features  # what speaks for its being a barrier


def pairs(
    judged: Sequence[Judged],
    lexical: Sequence[Features],
    setting: Sequence[Features],
    named: Sequence[Mapping[FactorCode, Features]],
) -> Iterator[Pair]:
    """The pairs of an article, sentence by sentence. ``lexical``: what the lexicons find in each."""
    asserted = np.array([one.asserted for one in judged])
    density = float(np.mean([sigmoid(x) for x in asserted])) if len(judged) else 0.0
    ranked = np.sort(asserted)
    told = [_mixed(one) for one in judged]
    around = _Around(told, [sigmoid(x) for x in asserted])
    for i, one in enumerate(judged):
        if one.asserted < LEAST:
            continue
        whole = shares(one.own)
        parts = [shares(part) for part in one.parts]
        order = np.argsort(-told[i], kind="stable")
        stronger = len(ranked) - int(np.searchsorted(ranked, one.asserted, side="right"))
        common: Features = {
            "asserted": one.asserted,
            "asserted2": max(one.asserted, 0.0) ** 2 / 10,
            "barrier": abs(float(one.own[BARRIER])) / 5,
            "neighbour": max(
                (asserted[j] for j in (i - 1, i + 1) if 0 <= j < len(judged)), default=-4.0
            )
            / 5,
            "codes named": sum(name.startswith("lex=") for name in lexical[i]) / 3,
            "clauses": len(parts) / 3,
            "density": density * 3,
            "stronger": min(stronger, 20) / 10,
            "among strongest": float(stronger < 3),
            "best code": float(one.own[FIRST_CODE + order[0]]) / 5,
            **{
                name: v
                for name, v in setting[i].items()
                if not name.startswith(("before", "after"))
            },
            **{
                name: 1.0
                for name in lexical[i]
                if name.startswith(("cuepol", "lexpol", "lexasserts"))
            },
        }
        likely = [
            int(code)
            for rank, code in enumerate(order)
            if rank < LIKELY or named[i].get(CODES[code], {}).get("named", 0.0) >= NAMED
        ]
        for rank, code in enumerate(likely):
            best_part = max((float(part[code]) for part in parts), default=float(whole[code]))
            logit = float(one.own[FIRST_CODE + code])
            best_logit = max((float(part[FIRST_CODE + code]) for part in one.parts), default=logit)
            other = order[1] if rank == 0 else order[0]
            yield Pair(
                i,
                code,
                {
                    **common,
                    f"code={CODES[code]}": 1.0,
                    f"rank={min(rank, LIKELY)}": 1.0,
                    f"asserted, rank={min(rank, LIKELY)}": one.asserted,
                    "logit": logit / 3,
                    "share": float(whole[code]),
                    "alone": sigmoid(logit),
                    "clause alone": sigmoid(best_logit),
                    "log share": float(np.log(whole[code] + 1e-4)) / 3,
                    "margin": (logit - float(one.own[FIRST_CODE + other])) / 5,
                    **named[i].get(CODES[code], {}),
                    "clause share": best_part,
                    "clause log share": float(np.log(best_part + 1e-4)) / 3,
                    "clause logit": best_logit / 3,
                    **around.features(i, code),
                },
                {
                    "whole": float(one.own[BARRIER]),
                    "clause": one.clause_barrier(code),
                    f"code={CODES[code]}": 1.0,
                    **named[i].get(CODES[code], {}),
                },
            )


def _mixed(one: Judged) -> Array:
    """The share of each code in a sentence or in the clause that is most about it."""
    clauses = [0.9 * shares(part) for part in one.parts]
    return np.asarray(np.max([shares(one.own), *clauses], axis=0))


class _Around:
    """How much the rest of the article is about a code: people return to what they hold to matter."""

    def __init__(self, told: Sequence[Array], asserted: Sequence[float]) -> None:
        self._told = np.array(told).reshape(len(told), len(CODES))
        self._held = self._told * np.array(asserted).reshape(-1, 1)
        self._all_told, self._all_held = self._told.sum(axis=0), self._held.sum(axis=0)
        self._ranked = np.sort(self._held, axis=0)

    def features(self, i: int, code: int) -> Features:
        """For sentence ``i``: its neighbours, those near it, the whole article."""
        count = len(self._told)
        told, held = self._told[:, code], self._held[:, code]
        near = [float(told[j]) for j in range(max(0, i - NEAR), min(count, i + NEAR + 1)) if j != i]
        higher = count - int(np.searchsorted(self._ranked[:, code], held[i], side="right"))
        found = {
            "near": max(near, default=0.0),
            "article": float(self._all_told[code] - told[i]) / max(1, count - 1) * 5,
            "article asserted": float(self._all_held[code] - held[i]),
            "stronger elsewhere": higher / 5,
        }
        if i:
            found |= {"told before": float(told[i - 1]), "held before": float(held[i - 1])}
        if i + 1 < count:
            found |= {"told after": float(told[i + 1]), "held after": float(held[i + 1])}
        return found
