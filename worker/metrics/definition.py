"""A row of the catalogue, and what bounds the values of its labels.

A label has either a closed list of ``values`` or a ``bound``: a sentence that says what keeps their number
small (the topics table, the partitions of a topic). What is in no closed list is counted under "other",
so that no text from outside ever becomes a label.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Literal

Kind = Literal["counter", "gauge", "histogram"]
#: What stands for a value that its label's closed list lacks.
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its closed list of ``values``, or else the ``bound`` on them."""

    name: str
    values: tuple[str, ...] = ()
    bound: str = ""

    def admit(self, value: str) -> str:
        """The value where the list has it or there is no list; else "other"."""
        return value if not self.values or value in self.values else OTHER


@dataclass(frozen=True, slots=True)
class Definition:
    """One row of the catalogue; ``name`` is without prefix, a counter's without ``_total``.

    ``worry`` says when a person should look. ``pairs`` are the combinations of label values that occur,
    where not all do. ``buckets`` are a histogram's upper bounds.
    """

    name: str
    kind: Kind
    unit: str
    meaning: str
    worry: str
    labels: tuple[Label, ...] = ()
    pairs: tuple[tuple[str, ...], ...] = ()
    buckets: tuple[float, ...] = ()

    @property
    def series(self) -> tuple[tuple[str, ...], ...]:
        """Every combination of label values, where all labels have closed lists; else none."""
        if self.pairs or not all(label.values for label in self.labels):
            return self.pairs
        return tuple(product(*(label.values for label in self.labels)))

    def admit(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """Label values with what no list knows replaced; raises ValueError when one is missing."""
        if len(values) != len(self.labels):
            names = ", ".join(label.name for label in self.labels) or "none"
            raise ValueError(f"{self.name} has the labels {names}; {len(values)} values are given")
        return tuple(label.admit(value) for label, value in zip(self.labels, values, strict=True))
