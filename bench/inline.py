"""The language part in this process: the bare pipeline, and the whole coder stage."""

from __future__ import annotations

import time
from collections.abc import Sequence
from io import BytesIO

from bench.errors import BenchError
from bench.results import Spent
from worker.domain.outcome import DeadLettered
from worker.messages.raw import decode
from worker.messages.topics import Topics
from worker.nlp import pipelines
from worker.stages.building import CoderOptions, build_coder
from worker.stages.normalize import normalize
from worker.streams import frames
from worker.streams.processed import processed

#: Articles a batch, here and in the plain loop. A process of the pool is given about four under load.
BATCH = 16
_TOPICS = Topics()


class Clock:
    """Runs from its making."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def spent(self) -> Spent:
        """What this process has spent since then."""
        return Spent(time.perf_counter() - self._wall, time.process_time() - self._cpu)


class Bare:
    """spaCy's ``nlp.pipe`` with the German weights, the project's own components left out."""

    def __init__(self) -> None:
        self._nlp = pipelines.load("de")
        self._nlp.select_pipes(disable=(*pipelines.MENDERS["de"], *pipelines.COMPONENTS))

    @property
    def model(self) -> str:
        """Name and version of the weights."""
        return f"{self._nlp.meta['lang']}_{self._nlp.meta['name']}-{self._nlp.meta['version']}"

    def run(self, values: Sequence[bytes]) -> Spent:
        """What the texts take, decoded and normalized beforehand."""
        texts = [normalize(decode(value)).text for value in values]
        clock = Clock()
        for _ in self._nlp.pipe(texts, batch_size=BATCH):
            pass
        return clock.spent()


class Whole:
    """The coder stage as a process of the pool runs it: bytes in, outcomes out."""

    def __init__(self) -> None:
        self._coder = build_coder(CoderOptions(), warm=True)

    def run(self, values: Sequence[bytes]) -> Spent:
        """What the articles take from their bytes to their outcomes.

        Raises BenchError when one could not be analyzed: failing takes other times than working.
        """
        spent, _ = self.through(values)
        return spent

    def through(self, values: Sequence[bytes]) -> tuple[Spent, Spent]:
        """The same, and what a pool does besides: outcomes to records, and pickles both ways."""
        clock = Clock()
        batches = [values[first : first + BATCH] for first in range(0, len(values), BATCH)]
        outcomes = [self._coder.code(batch) for batch in batches]
        spent = clock.spent()
        if failed := [one for batch in outcomes for one in batch if isinstance(one, DeadLettered)]:
            raise BenchError(f"{len(failed)} articles failed, the first: {failed[0]}")
        clock = Clock()
        for batch, found in zip(batches, outcomes, strict=True):
            _carry(batch)
            _carry([processed(outcome, topics=_TOPICS) for outcome in found])
        return spent, clock.spent()


def _carry(message: object) -> object:
    """A message through the frames of a pipe, there and back."""
    return frames.read(BytesIO(frames.pack(message)))
