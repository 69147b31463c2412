"""The exported encoder on the CPU: a window in words goes in, the scores of all heads come out.

One window a run and one thread: the scale of 8-bit activations is taken from all that is read together, so
beside another text the same text would be rounded otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.encoder.files import GRAPH, TOKENIZER
from training.encoder.graph import OUTPUTS
from training.teacher.lessons import Reading, Words, read

Scores = Mapping[str, NDArray[np.float32]]


class Encoder:
    """Reads windows with the files of a folder."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.use_deterministic_compute = True
        self._session = onnxruntime.InferenceSession(
            str(folder / GRAPH), options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))

    def __call__(self, text: Words) -> Scores | None:
        """The scores of a window, None where it is too long to be read."""
        reading = read(self.tokenizer, *text)
        return None if reading is None else self.scores(reading)

    def scores(self, reading: Reading) -> Scores:
        """The scores of a window in pieces."""
        names = ("pieces", "first", "last")
        rows = (reading.pieces, reading.first, reading.last)
        inputs = {
            name: np.array(row, dtype=np.int64) for name, row in zip(names, rows, strict=True)
        }
        return dict(zip(OUTPUTS, self._session.run(list(OUTPUTS), inputs), strict=True))
