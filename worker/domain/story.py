"""A story: all that outlets print of one text, an agency's report and its copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from worker.domain.signature import Signature, Sketch

#: What an article is to its story: its first, a copy that says nothing else, a version that says more,
#: or one that takes something back.
Novelty = Literal["new", "copy", "information", "correction"]
#: Why an article changes no story: it was counted before, or its story is forgotten.
Unchanged = Literal["repeat", "late"]
NOVELTIES: tuple[Novelty, ...] = get_args(Novelty)


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it stands.

    ``id`` is derived from its first article, ``founder`` in ``version`` (the digest of its text), whose
    event time is ``since`` (epoch seconds, as are ``first_seen`` and ``last_seen``) and whose sketch is
    ``first``. ``best`` is the version that speaks
    for all: the latest correction, else the longest. ``outlets`` and ``origins`` are sorted; outlets
    beyond the 200th are counted in ``copies`` alone. ``scores`` counts the copies by their score.
    ``follows`` is the id of the story whose subject this one takes up with new facts.
    """

    id: str
    founder: str
    version: str
    since: int
    first_seen: int
    last_seen: int
    copies: int
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    languages: tuple[str, ...]
    scores: Mapping[float, int]
    corrections: int
    follows: str | None
    first: Sketch
    best: Signature

    @property
    def highest_score(self) -> float:
        """The highest score of a copy."""
        return max(self.scores)

    @property
    def median_score(self) -> float:
        """The lower median of the scores of all copies."""
        below = 0
        for score in sorted(self.scores):
            below += self.scores[score]
            if 2 * below >= self.copies:
                return score
        return self.highest_score


@dataclass(frozen=True, slots=True)
class StoryUpdate:
    """What one article did to its story."""

    story: Story
    novelty: Novelty
    article_id: str
