"""A lesson: a stretch of text in words, with all that is known of its names, its events or its two sides.

What nobody annotated is left open and teaches nothing. Words count from 0; where a word may also be nobody,
they count from 1 and 0 is nobody.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from worker.nlp.encoder.pieces import Words


@dataclass(frozen=True, slots=True)
class Told:
    """An annotated event: the word that names it, and by role the words any of which is right.

    Places of roles count from 1, NOBODY is 0; an empty set is open.
    """

    trigger: int
    type: str
    modality: str
    roles: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """What the marked source does to the marked target; ``type`` is "" where only the root is known."""

    root: str
    type: str
    modality: str
    weight: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """A stretch of text and what it teaches; ``source`` is its corpus, ``article`` what it is part of.

    ``tags`` has for each word the set of tags that may be right. ``own`` are the words (start, end) whose
    events were annotated, None where nobody did; what stands around them is context.
    """

    source: str
    article: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[frozenset[int], ...] = ()
    own: tuple[int, int] | None = None
    events: tuple[Told, ...] = ()
    link: Link | None = None

    @property
    def text(self) -> Words:
        """The words, and whether a space is behind each."""
        return self.words, self.spaces


def save(path: Path, lessons: Iterable[Lesson]) -> None:
    """Write lessons to a gzipped file, one JSON object a line; a file cut off is never left behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_suffix(".part")
    with gzip.open(made, "wt", encoding="utf-8") as file:
        for lesson in lessons:
            file.write(json.dumps(asdict(lesson), default=sorted, ensure_ascii=False) + "\n")
    made.replace(path)


def load(path: Path) -> list[Lesson]:
    """The lessons of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [_lesson(json.loads(line)) for line in file]


def _lesson(item: dict[str, Any]) -> Lesson:
    own, link = item["own"], item["link"]
    return Lesson(
        source=item["source"],
        article=item["article"],
        words=tuple(item["words"]),
        spaces=tuple(item["spaces"]),
        tags=tuple(map(frozenset, item["tags"])),
        own=None if own is None else (own[0], own[1]),
        events=tuple(map(_told, item["events"])),
        link=None if link is None else Link(**link),
    )


def _told(item: dict[str, Any]) -> Told:
    roles = tuple(map(frozenset, item["roles"]))
    return Told(item["trigger"], item["type"], item["modality"], roles)
