"""The ranker: of all pairs of codes that an article offers an event, the one that fits best."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import numpy as np

from worker.nlp.events.sides.case import NOBODY, SIDES, Case, Side, sure
from worker.nlp.events.sides.features import BEFORE, Reader
from worker.nlp.linear import Linear, Rows, load
from worker.resources import folder

#: The weights of a language, in its folder of models.
FILE = "sides.bin"
CLASSES = ("fit",)

#: What somebody else thinks of a code on a side: a score that is added to the ranker's.
Opinion = Callable[[Side, str], float]


def _none(_side: Side, _code: str) -> float:
    return 0.0


class Ranker:
    """A log-linear model over pairs (source, target): side by side, and both together."""

    def __init__(self, model: Linear) -> None:
        wide = model.weights[:-1, 0].astype(np.float64)
        #: A weight a feature, at last that of those never seen.
        self._weights: list[float] = [*wide.tolist(), 0.0, 0.0]
        self._rows = Rows(model.hashes)
        self._sided = {side: self._rows.behind(before) for side, before in BEFORE.items()}

    def choose(self, case: Case, also: Opinion = _none) -> tuple[str, str]:
        """The codes of source and target, NOBODY where a side is nobody's; of equals the first.

        Where the clause names somebody by words that have a code, one of its codes is taken.
        """
        reader, pairs = Reader(case), dict[tuple[str, ...], float]()
        sources, targets = (self._alone(reader, side, also) for side in SIDES)
        best, most = (NOBODY, NOBODY), float("-inf")
        for source, ahead in sources.items():
            for target, behind in targets.items():
                names = reader.of_pair(source, target)
                if names not in pairs:
                    pairs[names] = self._sum(names, self._rows)
                if ahead + behind + pairs[names] > most:
                    best, most = (source, target), ahead + behind + pairs[names]
        return best

    def _alone(self, reader: Reader, side: Side, also: Opinion) -> dict[str, float]:
        found, named = reader.candidates, sure(reader.case.slot(side))
        allowed = [code for code in found if not named or code in named]
        rows = self._sided[side]
        return {
            code: self._sum(reader.told(code, side), rows) + also(side, code)
            for code in allowed or found
        }

    def _sum(self, names: Iterable[str], rows: Rows) -> float:
        return sum(map(self._weights.__getitem__, map(rows.__getitem__, names)))


def ranker(language: str, *, path: Path | None = None) -> Ranker:
    """The ranker beside the weights of a pipeline in ``path``, else the shipped one of the language.

    Each file is read once a process. Raises DataError for broken weights.
    """
    own = None if path is None else path / FILE
    return _read(own if own is not None and own.is_file() else folder("models") / language / FILE)


@cache
def _read(file: Path) -> Ranker:
    return Ranker(load(file))
