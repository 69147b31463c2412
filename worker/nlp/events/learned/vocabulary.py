"""The words that named events where the judge was trained, beyond those of the table of triggers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from worker.domain.event import EventType
from worker.languages.plover import EVENT_TYPES
from worker.languages.tables import rows
from worker.languages.triggers import Pos

COLUMNS = ("pos", "lemma", "type")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The type that a word mostly named, by part of speech and lemma."""

    types: Mapping[tuple[Pos, str], EventType]

    def type_of(self, pos: Pos, lemma: str) -> EventType | None:
        """The type, None for a word that named no event."""
        return self.types.get((pos, lemma))


def load(path: Path) -> Vocabulary:
    """The vocabulary in a table; raises DataError for a wrong line."""
    found = rows(path, columns=COLUMNS)
    return Vocabulary(
        {
            (row.choice("pos", get_args(Pos)), row.text("lemma")): row.choice("type", EVENT_TYPES)
            for row in found
        }
    )
