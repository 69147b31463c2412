"""An hour of a subject: what each story says in it, and the points that makes.

An hour is open while late articles may still correct it; then only its points are kept, and how many
stories each outlet and language had.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from worker.domain.observation import Observation
from worker.stages.index.voices import Totals, Voices, tally


@dataclass(slots=True)
class Hour:
    """One hour; ``outlets`` and ``languages`` count the stories by who printed them.

    ``said`` are the observations by story while it is open, None when it is closed; ``voices`` are those
    of the open hour.
    """

    totals: Totals = field(default_factory=Totals)
    outlets: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    said: dict[str, Observation] | None = field(default_factory=dict)
    voices: Voices = field(default_factory=Voices, compare=False)

    def hear(self, story: str, now: Observation | None) -> Observation | None:
        """Replace what a story says, None where it says nothing any more; what it said before.

        Raises ValueError when the hour is closed.
        """
        if self.said is None:
            raise ValueError("a closed hour hears nothing")
        if before := self.said.pop(story, None):
            self._count(before, -1)
        if now:
            self.said[story] = now
            self._count(now, 1)
        self.totals = self.voices.totals
        return before

    def close(self) -> list[str]:
        """Keep the sums alone; the stories that spoke, sorted."""
        stories = sorted(self.said or ())
        self.said, self.voices = None, Voices()
        return stories

    def _count(self, observation: Observation, by: int) -> None:
        self.voices.count(observation, by)
        tally(self.outlets, observation.outlet, by)
        tally(self.languages, observation.language, by)
