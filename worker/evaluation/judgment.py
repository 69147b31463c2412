"""What the language part says of a text, as the evaluation sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from worker.domain.event import Event
from worker.domain.gate import UNDECIDED, ArticleDomain
from worker.domain.score import Score


@dataclass(frozen=True, slots=True)
class Judgment:
    """The score of a text, its coded events and what it is about."""

    score: Score
    events: tuple[Event, ...] = ()
    domain: ArticleDomain = UNDECIDED


#: One judgment a text, in order.
Analyze = Callable[[Sequence[str]], list[Judgment]]
