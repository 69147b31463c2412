"""The table of scenarios: a row registers itself, takes its sizes and gives a result."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field

from tests.scenarios.ground import Ground
from tests.scenarios.verifier import Mismatch

#: What a row is asked for ("articles", "kills"), and what it tells (a figure or a word).
Sizes = Mapping[str, int]
Figures = dict[str, float | str]


@dataclass(slots=True)
class Result:
    """What a row found: figures, records that are not as they must be, promises not kept."""

    figures: Figures = field(default_factory=dict)
    mismatches: list[Mismatch] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether everything held."""
        return not self.mismatches and not self.broken

    @classmethod
    def of(cls, parts: Iterable[Result]) -> Result:
        """All that was found in the parts of a row."""
        whole = cls()
        for part in parts:
            whole.figures |= part.figures
            whole.mismatches += part.mismatches
            whole.broken += part.broken
        return whole

    def hold(self, holds: bool, promise: str) -> None:
        """Note a promise that does not hold."""
        if not holds:
            self.broken.append(promise)


Run = Callable[[Ground, Sizes], Awaitable[Result]]


@dataclass(frozen=True, slots=True)
class Row:
    """A scenario: what is done, what has to hold, and how much of it at both sizes."""

    number: int
    name: str
    does: str
    passes: str
    full: Sizes
    small: Sizes
    run: Run


ROWS: dict[str, Row] = {}


def scenario(
    number: int, name: str, *, does: str, passes: str, full: Sizes, small: Sizes
) -> Callable[[Run], Run]:
    """Register a function as the scenario ``name``; ``does`` may name sizes, as "{kills} kills"."""

    def register(run: Run) -> Run:
        ROWS[name] = Row(number, name, does, passes, full, small, run)
        return run

    return register
