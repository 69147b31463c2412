"""A multinomial linear model over sparse features: what a trained decision needs at run time.

A file of weights holds, in this order: ``MAGIC``; the length of the header and the CRC-32 of all that
follows it, both as little-endian 32-bit numbers; the header (JSON: version, classes, features); the
hashes of the features, ascending, as 32-bit numbers; a row of 16-bit floats for each feature and one
for the bias, a column for each class. ``training/linear.py`` fits such models.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from worker.domain.errors import DataError

MAGIC = b"EWLM"
VERSION = 1
_HEAD = struct.Struct("<4sII")
_HASH = np.dtype("<u4")
_WEIGHT = np.dtype("<f2")
#: Names of features whose rows are remembered.
_REMEMBERED = 50_000
_REMEDY = "reinstall the package, or make the weights as training/README.md says"

#: What is known of one case: the name of a feature and its value (1.0 for one that is just there).
Features = Mapping[str, float]
Vector = NDArray[np.float64]


def hashed(name: str) -> int:
    """The number a feature is stored under: CRC-32, the same on every machine and in every run."""
    return zlib.crc32(name.encode())


@dataclass(frozen=True, eq=False)
class Linear:
    """Weights by feature and class; one case at a time, so that no batch changes a result.

    ``hashes`` has the shape (features,), ascending; ``weights`` (features + 1, classes), the bias last.
    """

    classes: tuple[str, ...]
    hashes: NDArray[np.uint32]
    weights: NDArray[np.float16]

    def scores(self, features: Features) -> Vector:
        """The logits, shape (classes,); features that were never seen in training count nothing."""
        rows = [self._rows.bias, *map(self._rows.__getitem__, features)]
        found = self._wide.take(rows, axis=0)
        if not {1.0}.issuperset(features.values()):
            found *= np.array([1.0, *features.values()])[:, None]
        total: Vector = np.add.reduce(found, axis=0)
        return total

    def probabilities(self, features: Features) -> Vector:
        """How likely each class is, shape (classes,), adding up to 1."""
        scores = self.scores(features)
        grown = np.exp(scores - scores.max())
        result: Vector = grown / grown.sum()
        return result

    def best(self, features: Features) -> tuple[str, float]:
        """The likeliest class (the first of equals) and its probability."""
        chances = self.probabilities(features)
        place = int(chances.argmax())
        return self.classes[place], float(chances[place])

    def save(self, path: Path) -> None:
        """Write the file that ``load`` reads."""
        header = {"version": VERSION, "classes": self.classes, "features": len(self.hashes)}
        encoded = json.dumps(header, ensure_ascii=False).encode()
        arrays = self.hashes.astype(_HASH).tobytes() + self.weights.astype(_WEIGHT).tobytes()
        body = encoded + arrays
        path.write_bytes(_HEAD.pack(MAGIC, len(encoded), zlib.crc32(body)) + body)

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self.hashes)

    @cached_property
    def _wide(self) -> Vector:
        """The weights, below them a row of nothing for features that were never seen."""
        none = np.zeros((1, len(self.classes)))
        return np.concatenate([self.weights.astype(np.float64), none])


class Rows(dict[str, int]):
    """The row of each feature by its name; one that was never seen has the row behind the ``bias``.

    The same names come again and again: the latest are remembered. ``prefix`` stands before every name.
    """

    def __init__(self, hashes: NDArray[np.uint32], *, prefix: str = "") -> None:
        super().__init__()
        self.bias = len(hashes)
        self._prefix = prefix
        self._places = {number: row for row, number in enumerate(hashes.tolist())}

    def __missing__(self, name: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[name] = self._places.get(hashed(self._prefix + name), self.bias + 1)
        return found

    def behind(self, prefix: str) -> Rows:
        """The rows of the features whose names begin so, by the rest of their names."""
        found = Rows(np.zeros(0, np.uint32), prefix=prefix)
        found.bias, found._places = self.bias, self._places
        return found


def load(path: Path) -> Linear:
    """The model in a file; raises DataError, which says what is wrong, for one that is not whole."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path}: no weights to be read ({error}): {_REMEDY}") from error
    try:
        return _parsed(data)
    except (ValueError, KeyError, TypeError, struct.error) as error:
        raise DataError(f"{path}: not whole weights ({error}): {_REMEDY}") from error


def _parsed(data: bytes) -> Linear:
    magic, length, checksum = _HEAD.unpack_from(data)
    if magic != MAGIC:
        raise ValueError(f"it begins with {magic!r}, not with {MAGIC!r}")
    body = data[_HEAD.size :]
    if zlib.crc32(body) != checksum:
        raise ValueError("its checksum is wrong")
    header = json.loads(body[:length])
    if header["version"] != VERSION:
        raise ValueError(f"its version is {header['version']}, this program reads {VERSION}")
    return _arrays(body[length:], tuple(header["classes"]), int(header["features"]))


def _arrays(data: bytes, classes: Sequence[str], features: int) -> Linear:
    end = features * _HASH.itemsize
    wanted = end + (features + 1) * len(classes) * _WEIGHT.itemsize
    if not classes or features < 0 or len(data) != wanted:
        raise ValueError(f"{len(data)} bytes of weights where {wanted} were announced")
    hashes = np.frombuffer(data[:end], dtype=_HASH)
    weights = np.frombuffer(data[end:], dtype=_WEIGHT).reshape(features + 1, len(classes))
    return Linear(tuple(classes), hashes, weights)
