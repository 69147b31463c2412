"""The exported encoder on the CPU: a window in words goes in, the scores of all heads come out.

One window a run and one thread: the scale of 8-bit activations is taken from all that is read together, so
beside another text the same text would be rounded otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worker.domain.errors import DataError
from worker.nlp.encoder.files import GRAPH, TOKENIZER, files
from worker.nlp.encoder.heads import OUTPUTS
from worker.nlp.encoder.pieces import Reading, Words, read

Scores = Mapping[str, NDArray[np.float32]]

_INPUTS = ("pieces", "first", "last")
#: Of onnxruntime's messages only errors: its warnings are about hardware that is not used.
_ERRORS = 3


class Encoder:
    """Reads windows with the files of a folder, the shipped ones by default; raises DataError."""

    def __init__(self, folder: Path | None = None, *, threads: int = 1) -> None:
        found = files(folder)
        self.version = found.version
        self._session, self.tokenizer = _loaded(found.folder, threads)

    def __call__(self, text: Words) -> Scores | None:
        """The scores of a window, None where it is too long to be read."""
        reading = read(self.tokenizer, *text)
        return None if reading is None else self.scores(reading)

    def scores(self, reading: Reading) -> Scores:
        """The scores of a window in pieces."""
        rows = (reading.pieces, reading.first, reading.last)
        inputs = {
            name: np.array(row, dtype=np.int64) for name, row in zip(_INPUTS, rows, strict=True)
        }
        return dict(zip(OUTPUTS, self._session.run(list(OUTPUTS), inputs), strict=True))


@cache
def encoder(folder: Path | None) -> Encoder:
    """The encoder of a folder, loaded once a process: it reads all languages."""
    return Encoder(folder)


def _loaded(folder: Path, threads: int) -> tuple[Any, Any]:
    """Session and tokenizer."""
    import onnxruntime  # 60 MB that only the accurate tier needs
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = _ERRORS
    try:
        session = onnxruntime.InferenceSession(
            str(folder / GRAPH), options, providers=["CPUExecutionProvider"]
        )
        return session, Tokenizer.from_file(str(folder / TOKENIZER))
    # What is whole but no encoder surfaces as whatever either library stumbles over.
    except Exception as error:
        raise DataError(f"the encoder in {folder} cannot be loaded: {error}") from error
