"""Logistic regressions side by side: many yes-or-no decisions over the same sparse features, in one descent."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Array = NDArray[np.float64]


def fit_columns(
    features: csr_matrix, answers: Array, trusted: Array, strength: Array, steps: int
) -> tuple[Array, Array]:
    """(weights, bias), a column per decision; ``trusted`` weighs each answer, ``strength`` is C."""
    decisions, names = answers.shape[1], features.shape[1]
    signs, costs = 2 * answers - 1, trusted * strength
    turned = features.T.tocsr()

    def loss(point: Array) -> tuple[float, Array]:
        bias, weights = point[:decisions], point[decisions:].reshape(names, decisions)
        fits = (features @ weights + bias) * signs
        wrong = -costs * signs / (1 + np.exp(np.clip(fits, -30, 30)))
        slope = np.concatenate([wrong.sum(axis=0), (turned @ wrong + weights).ravel()])
        return float((costs * np.logaddexp(0, -fits)).sum() + 0.5 * (weights**2).sum()), slope

    start = np.zeros(decisions * (names + 1))
    options = {"maxiter": steps, "maxcor": 7}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    return found[decisions:].reshape(names, decisions), found[:decisions]
