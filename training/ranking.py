"""Fit a log-linear model over pairs: of all pairs a case offers, the right ones share the likelihood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worker.nlp.linear import Linear, hashed

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
#: Features of one thing, by the hash of their names.
Hashes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A case: features of n options as first, as second, and of the pairs (n * n, row by row).

    ``right_first`` and ``right_second`` (shape (n,)) say which options are right; ``weight`` how much the
    case counts.
    """

    first: Sequence[Hashes]
    second: Sequence[Hashes]
    pairs: Sequence[Hashes]
    right_first: Mask
    right_second: Mask
    weight: float = 1.0

    def is_solvable(self) -> bool:
        """Whether the right answer is among the options."""
        return bool(self.right_first.any() and self.right_second.any())


def fit(
    choices: Sequence[Choice], *, strength: float, least: int, classes: tuple[str, ...]
) -> Linear:
    """The weights of the features that ``least`` cases have; ``strength`` is the inverse L2 penalty."""
    # Needed for training only: what is tested without it stays importable without it.
    from scipy.optimize import minimize

    solvable = [choice for choice in choices if choice.is_solvable()]
    hashes = np.array(_kept(solvable, least), dtype=np.uint32)
    likelihood = _Likelihood(solvable, hashes, strength)
    start = np.zeros(len(hashes))
    found = minimize(
        likelihood, start, jac=True, method="L-BFGS-B", options={"maxiter": 200, "ftol": 1e-7}
    )
    weights = np.append(found.x, 0.0)[:, None]
    return Linear(classes, hashes, weights.astype(np.float16))


def names_to_hashes(names: Iterable[str]) -> Hashes:
    """The hashes of features, each once."""
    return tuple(dict.fromkeys(hashed(name) for name in names))


def _kept(choices: Iterable[Choice], least: int) -> list[int]:
    counts: Counter[int] = Counter()
    for choice in choices:
        every = (*choice.first, *choice.second, *choice.pairs)
        counts.update({number for hashes in every for number in hashes})
    return sorted(number for number, count in counts.items() if count >= least)


class _Likelihood:
    """Minus the log likelihood of all choices and its gradient, for a vector of weights."""

    def __init__(
        self, choices: Sequence[Choice], hashes: NDArray[np.uint32], strength: float
    ) -> None:
        places = {int(number): column for column, number in enumerate(hashes)}
        self._choices = choices
        self._strength = strength
        self._first = _matrix([row for c in choices for row in c.first], places)
        self._second = _matrix([row for c in choices for row in c.second], places)
        self._pairs = _matrix([row for c in choices for row in c.pairs], places)

    def __call__(self, weights: Floats) -> tuple[float, Floats]:
        scores = [m @ weights for m in (self._first, self._second, self._pairs)]
        slopes = [np.zeros_like(score) for score in scores]
        loss, single, double = 0.0, 0, 0
        for choice in self._choices:
            size = len(choice.first)
            one, two = slice(single, single + size), slice(double, double + size * size)
            joint = scores[0][one, None] + scores[1][None, one] + scores[2][two].reshape(size, size)
            cost, slope = _cost(joint, choice)
            loss += cost
            slopes[0][one], slopes[1][one] = slope.sum(axis=1), slope.sum(axis=0)
            slopes[2][two] = slope.ravel()
            single, double = single + size, double + size * size
        gradient = sum(
            m.T @ slope
            for m, slope in zip((self._first, self._second, self._pairs), slopes, strict=True)
        )
        penalty = weights / self._strength
        return loss + 0.5 * float(weights @ penalty), gradient + penalty


def _cost(joint: Floats, choice: Choice) -> tuple[float, Floats]:
    grown = np.exp(joint - joint.max())
    right = grown * (choice.right_first[:, None] & choice.right_second[None, :])
    whole, part = grown.sum(), max(right.sum(), 1e-300)
    slope: Floats = choice.weight * (grown / whole - right / part)
    return choice.weight * float(np.log(whole) - np.log(part)), slope


def _matrix(rows: Sequence[Hashes], places: dict[int, int]):  # type: ignore[no-untyped-def]
    from scipy.sparse import csr_matrix

    known = [[places[number] for number in row if number in places] for row in rows]
    ends = np.cumsum([0, *(len(row) for row in known)])
    columns = np.array([column for row in known for column in row], dtype=np.int64)
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(places)))
