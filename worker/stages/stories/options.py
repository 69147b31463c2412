"""What can be set of the stories stage; a command that only reads its settings does without numpy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoriesOptions:
    """How long stories are kept and who counts as silent.

    Articles more than ``hours`` of event time apart are no copies. A source is silent after more than
    ``silent_hours`` without a delivery in which it should have delivered ``missed`` times; by chance that
    happens once in e to the power of ``missed``.
    """

    hours: int = 72
    silent_hours: int = 24
    missed: float = 6.0
