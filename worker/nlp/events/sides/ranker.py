"""The ranker: of all pairs of codes that an article offers an event, the one that fits best."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np

from worker.nlp.events.sides.case import NOBODY, Case, Side, sure
from worker.nlp.events.sides.features import Reader
from worker.nlp.linear import Linear, hashed, load
from worker.resources import folder

#: The weights of a language, in its folder of models.
FILE = "sides.bin"
CLASSES = ("fit",)
_REMEMBERED = 50_000


class Ranker:
    """A log-linear model over pairs (source, target): side by side, and both together."""

    def __init__(self, model: Linear) -> None:
        wide = model.weights[:-1, 0].astype(np.float64)
        self._weights = {int(h): float(w) for h, w in zip(model.hashes, wide, strict=True)}
        #: The latest names of features with their weights: most come again and again.
        self._named: dict[str, float] = {}

    def choose(self, case: Case) -> tuple[str, str]:
        """The codes of source and target, NOBODY where a side is nobody's; of equals the first.

        Where the clause names somebody by words that have a code, one of its codes is taken.
        """
        reader, pairs = Reader(case), dict[tuple[str, ...], float]()
        sources, targets = self._alone(reader, "source"), self._alone(reader, "target")
        best, most = (NOBODY, NOBODY), float("-inf")
        for source, ahead in sources.items():
            for target, behind in targets.items():
                names = reader.of_pair(source, target)
                if names not in pairs:
                    pairs[names] = self._sum(names)
                if ahead + behind + pairs[names] > most:
                    best, most = (source, target), ahead + behind + pairs[names]
        return best

    def _alone(self, reader: Reader, side: Side) -> dict[str, float]:
        found, named = reader.candidates, sure(reader.case.slot(side))
        allowed = [code for code in found if not named or code in named]
        return {code: self._sum(reader.of_side(code, side)) for code in allowed or found}

    def _sum(self, names: Iterable[str]) -> float:
        known, total = self._named, 0.0
        for name in names:
            total += known[name] if name in known else self._weight(name)
        return total

    def _weight(self, name: str) -> float:
        if len(self._named) >= _REMEMBERED:
            self._named.clear()
        found = self._named[name] = self._weights.get(hashed(name), 0.0)
        return found


def ranker(language: str, *, path: Path | None = None) -> Ranker:
    """The ranker beside the weights of a pipeline in ``path``, else the shipped one of the language.

    Each file is read once a process. Raises DataError for broken weights.
    """
    own = None if path is None else path / FILE
    return _read(own if own is not None and own.is_file() else folder("models") / language / FILE)


@cache
def _read(file: Path) -> Ranker:
    return Ranker(load(file))
