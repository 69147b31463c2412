"""What the fixed layers make of each lesson: worked out once, and taken from a file at every reading.

Layers that do not learn answer the same in every round. Half of them fixed, a step takes half the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from training.encoder.network import Network
from training.teacher.lessons import batches
from worker.domain.errors import DataError
from worker.nlp.encoder.pieces import Reading

#: Pieces of a batch, padding counted, and after how many batches one is told of.
_PIECES, _LOG_EVERY = 6_000, 50


@dataclass(frozen=True, slots=True)
class Shelf:
    """``states`` are the rows (pieces, width) of all readings; those of reading n begin at ``starts[n]``."""

    states: NDArray[np.float16]
    starts: Sequence[int]

    def batch(self, places: Sequence[int]) -> Tensor:
        """(readings, P, width): some readings, the shorter ones filled up with zeros."""
        rows = (self.states[self.starts[at] : self.starts[at + 1]] for at in places)
        return pad_sequence(
            [torch.from_numpy(row.astype(np.float32)) for row in rows], batch_first=True
        )


def shelved(network: Network, readings: Sequence[Reading], path: Path) -> Shelf:
    """The shelf in a file, filled now where it is missing.

    Raises DataError for a file of other readings.
    """
    starts = [0, *accumulate(len(reading.pieces) for reading in readings)]
    shape = (starts[-1], network.encoder.config.hidden_size)
    if not path.exists():
        part = path.with_suffix(".part")
        _fill(network, readings, Shelf(np.memmap(part, np.float16, "w+", shape=shape), starts))
        part.replace(path)
    if path.stat().st_size != 2 * shape[0] * shape[1]:
        raise DataError(f"{path} belongs to other lessons: delete it")
    return Shelf(np.memmap(path, np.float16, "r", shape=shape), starts)


def _fill(network: Network, readings: Sequence[Reading], shelf: Shelf) -> None:
    network.eval()
    lengths = [len(reading.pieces) for reading in readings]
    made = list(batches(lengths, pieces=_PIECES, chance=np.random.default_rng(0)))
    for number, batch in enumerate(made):
        states = network.fixed([readings[at] for at in batch]).to(torch.float16).cpu().numpy()
        for row, at in enumerate(batch):
            start, end = shelf.starts[at], shelf.starts[at + 1]
            shelf.states[start:end] = states[row, : end - start]
        if number % _LOG_EVERY == 0:
            print(f"the fixed layers read: {number}/{len(made)}", flush=True)
