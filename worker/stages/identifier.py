"""The tables of py3langid's model in a sixth of the memory, for its identifier to read as its own.

The library takes 60 MB in each process: an automaton over bytes that finds the features of a text, and how
likely each feature is in each language. Most of both says the same again and again.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import (  # type: ignore[import-untyped]  # the package has no annotations
    MODEL_FILE,
    LanguageIdentifier,
)

#: A row of the automaton has 256 states, one for each byte; this many of them are a part, 2 to the ...
_BITS = 4
_PART = 1 << _BITS
_REST = _PART - 1
#: 2 to the 64 by the golden ratio, odd: a factor that spreads numbers evenly.
_MIXER = np.uint64(0x9E3779B97F4A7C15)
#: Transitions that are remembered, of ten million.
_REMEMBERED = 20_000


def identifier(languages: Collection[str]) -> LanguageIdentifier:
    """The identifier of the shipped model over some languages; its ``rank`` gives likelihoods."""
    full = LanguageIdentifier.from_model_file(MODEL_FILE)
    full.set_languages(languages)
    # A second one, because the first keeps the tables of all 140 languages alive.
    return LanguageIdentifier(
        Likelihoods(full.nb_ptc),
        full.nb_pc,
        full.nb_classes,
        Transitions(full.tk_nextmove),
        full.tk_output,
        norm_probs=True,
        tk_row=full.tk_row,
    )


class Transitions(dict[int, int]):
    """The states of an automaton's rows, row after row: parts that are alike are kept once.

    As a dictionary it holds those that were asked for of late: texts walk the same ways again and again.
    """

    def __init__(self, states: array[int]) -> None:
        super().__init__()
        parts = np.frombuffer(states, np.uint32).reshape(-1, _PART)
        first, kinds = _alike(parts)
        self._parts = array("I", kinds.astype(np.uint32).tobytes())
        self._states = array("I", parts[first].tobytes())

    def __missing__(self, place: int) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        part = self._parts[place >> _BITS]
        state = self[place] = self._states[part << _BITS | place & _REST]
        return state


def _alike(parts: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The place of the first part of each kind, and the kind of each part; shapes (kinds,) and (parts,).

    Sorted by a number mixed of a part's states, half a million parts take half the time of a dictionary.
    """
    mixed = np.zeros(len(parts), np.uint64)
    for column in parts.view(np.uint64).T:
        mixed = (mixed ^ column) * _MIXER
        mixed ^= mixed >> np.uint64(29)
    _, first, kinds = np.unique(mixed, return_index=True, return_inverse=True)
    if not np.array_equal(parts[first][kinds], parts):  # two kinds mixed to one number
        _, first, kinds = np.unique(parts, axis=0, return_index=True, return_inverse=True)
    return first, kinds


class Likelihoods:
    """Logarithms by feature and language; what is the least of its language is not kept.

    That is so where a language lacks a feature: in five of six places.
    """

    def __init__(self, dense: NDArray[np.float16]) -> None:
        self._least = dense.min(axis=0)
        rows, columns = np.nonzero(dense != self._least)
        self._values = dense[rows, columns]
        self._columns = columns.astype(np.uint8)
        self._starts = np.searchsorted(rows, np.arange(len(dense) + 1)).astype(np.int32)

    def __getitem__(self, features: NDArray[np.intp]) -> NDArray[np.float16]:
        """The dense rows of some features."""
        starts = self._starts[features]
        counts = self._starts[features + 1] - starts
        rows = np.repeat(np.arange(len(features)), counts)
        before = np.cumsum(counts) - counts
        places = np.arange(len(rows)) + np.repeat(starts - before, counts)
        dense = np.tile(self._least, (len(features), 1))
        dense[rows, self._columns[places]] = self._values[places]
        return dense
