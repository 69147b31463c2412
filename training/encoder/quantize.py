"""Weights in 8 bits, a scale a column, in a form whose products are the same on every processor.

Weights keep to 7 bits: where a processor without VNNI adds two products of 8 bits in 16 bits, larger ones
would overflow there, and only there. Their sums are integers, so their order does not matter.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: The largest magnitude of a weight: 255 · 64 · 2 still fits into 16 bits.
WIDEST = 64
#: Pieces are looked up, not multiplied: their table may use all of its 8 bits.
WIDEST_LOOKUP = 127

Weights = NDArray[np.int8]
Scales = NDArray[np.float32]


def columns(matrix: NDArray[np.float32], *, widest: int = WIDEST) -> tuple[Weights, Scales]:
    """A matrix (inputs, outputs) as whole numbers, and the scale of each output."""
    scales = _scales(matrix, axis=0, widest=widest)
    return _rounded(matrix / scales, widest), scales


def rows(matrix: NDArray[np.float32]) -> tuple[Weights, Scales]:
    """A table (pieces, width) as whole numbers, and the scale of each piece (pieces, 1)."""
    scales = _scales(matrix, axis=1, widest=WIDEST_LOOKUP)[:, None]
    return _rounded(matrix / scales, WIDEST_LOOKUP), scales


def _scales(matrix: NDArray[np.float32], *, axis: int, widest: int) -> Scales:
    """What one step is worth; 1 where all weights are 0."""
    largest = np.abs(matrix).max(axis=axis).astype(np.float32)
    return np.where(largest > 0, largest / np.float32(widest), np.float32(1)).astype(np.float32)


def _rounded(matrix: NDArray[np.float32], widest: int) -> Weights:
    return np.clip(np.rint(matrix), -widest, widest).astype(np.int8)
