"""How much is learned, and how fast: a budget of batches or of time, and the learning rate within it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: The share of a training in which the rate rises; then it falls to nothing.
_WARMUP = 0.06


@dataclass(frozen=True, slots=True)
class Budget:
    """So many batches at most, and so many seconds where these are told.

    With seconds the clock is part of what makes the weights: another run gives others. Without, the same
    lessons and seed give the same.
    """

    steps: int
    seconds: float | None = None

    def rate(self, step: int, spent: float) -> float:
        """The share (0 to 1) of the highest learning rate for this step, after ``spent`` seconds."""
        done = (step + 1) / self.steps
        if self.seconds is not None:
            done = max(done, spent / self.seconds)
        return done / _WARMUP if done < _WARMUP else max(0.0, (1 - done) / (1 - _WARMUP))

    def is_spent(self, step: int, spent: float) -> bool:
        """Whether no step is left to make."""
        return step >= self.steps or (self.seconds is not None and spent >= self.seconds)


def within(
    batches: Sequence[list[int]], lengths: Sequence[int], pieces: int | None
) -> list[list[int]]:
    """The first batches that come to at most so many pieces, at least one; all where ``pieces`` is None.

    A plan reads all corpora in step, so its beginning is a smaller training of the same mixture.
    """
    if pieces is None:
        return list(batches)
    made: list[list[int]] = []
    left = pieces
    for batch in batches:
        left -= sum(lengths[at] for at in batch)
        if made and left < 0:
            break
        made.append(batch)
    return made
