"""Fit the small linear models that ship (``worker/nlp/linear.py``): L2, fixed order, rare features cut."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worker.nlp.linear import Features, Linear, hashed


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a model is fitted.

    ``strength`` is the inverse of the L2 penalty; ``least`` how many cases a feature must be in;
    ``balance`` 0 leaves the classes as frequent as they are, 1 gives each the same weight in all.
    """

    strength: float = 1.0
    least: int = 2
    balance: float = 0.5
    iterations: int = 400


def fit(
    cases: Sequence[Features],
    labels: Sequence[str],
    *,
    recipe: Recipe,
    weights: Sequence[float] | None = None,
) -> Linear:
    """The model that tells ``labels`` from ``cases``; raises ValueError with fewer than two labels.

    ``weights`` says how much each case counts (1.0 where it is None). Same input, same model.
    """
    classes = sorted(set(labels))
    if len(classes) < 2:
        raise ValueError(f"a classifier needs two labels at least, not {classes}")
    hashes = _kept(cases, recipe.least)
    balanced = _balanced(labels, recipe.balance)
    counted = [a * b for a, b in zip(balanced, weights or [1.0] * len(labels), strict=True)]
    found = _coefficients(cases, labels, hashes, counted, recipe)
    return Linear(tuple(classes), hashes, found.astype(np.float16))


def pruned(model: Linear, *, smallest: float) -> Linear:
    """The model without the features whose every weight is smaller than ``smallest``."""
    wide = np.abs(model.weights[:-1]).max(axis=1) >= smallest
    bias = model.weights[-1:]
    return Linear(model.classes, model.hashes[wide], np.vstack([model.weights[:-1][wide], bias]))


def folds(keys: Sequence[str], count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Cross-validation: places to train on and to test on; cases of one key are never parted.

    The fold of a key is a hash of it, so a case added to the data moves no other.
    """
    numbers = [zlib.crc32(key.encode()) % count for key in keys]
    for fold in range(count):
        yield (
            [i for i, number in enumerate(numbers) if number != fold],
            [i for i, number in enumerate(numbers) if number == fold],
        )


def _kept(cases: Sequence[Features], least: int) -> NDArray[np.uint32]:
    counts = Counter(hashed(name) for case in cases for name in case)
    return np.array(sorted(h for h, n in counts.items() if n >= least), dtype=np.uint32)


def _coefficients(
    cases: Sequence[Features],
    labels: Sequence[str],
    hashes: NDArray[np.uint32],
    counted: Sequence[float],
    recipe: Recipe,
) -> NDArray[np.float64]:
    """Weights, shape (features + 1, classes), the bias last; classes in alphabetical order."""
    # Needed for training only: what is tested without it stays importable without it.
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows, columns, values = _cells(cases, hashes)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(cases), len(hashes)))
    model = LogisticRegression(C=recipe.strength, max_iter=recipe.iterations)
    model.fit(matrix, list(labels), sample_weight=counted)
    stacked: NDArray[np.float64] = np.vstack([model.coef_.T, model.intercept_])
    # For two classes there is one vector, which each of them takes half of.
    return np.hstack([-stacked / 2, stacked / 2]) if stacked.shape[1] == 1 else stacked


def _cells(
    cases: Sequence[Features], hashes: NDArray[np.uint32]
) -> tuple[list[int], list[int], list[float]]:
    """Row, column and value of each cell of the matrix cases by features that is not 0."""
    places = {int(number): column for column, number in enumerate(hashes)}
    cells = [
        (row, column, float(value))
        for row, case in enumerate(cases)
        for name, value in case.items()
        if (column := places.get(hashed(name))) is not None
    ]
    return [c[0] for c in cells], [c[1] for c in cells], [c[2] for c in cells]


def _balanced(labels: Sequence[str], balance: float) -> list[float]:
    counts = Counter(labels)
    mean = len(labels) / len(counts)
    return [float((mean / counts[label]) ** balance) for label in labels]
