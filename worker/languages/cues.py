"""The small words that decide whether an event happened and who says so: ``cues.tsv`` and ``times.tsv``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, get_args

from worker.languages.patterns import REMEMBERED, Patterns
from worker.languages.tables import path, rows

#: What a cue does; the header of cues.tsv says it in words.
CueKind = Literal[
    "negation", "condition", "possible", "future", "announced", "hearsay", "hedge", "past",
    "bygone", "last", "denial", "ahead",
    "anniversary", "speech", "accusation", "attribution", "statement", "medium", "object_control", "support",
    "agent", "possessive", "between", "place", "cause", "instrument", "relative", "first_person",
    "absent", "nature", "sport", "fiction", "market", "desk", "narrative", "crime", "complaint",
    "outsider", "occurrence", "quantity",
]  # fmt: skip
TimeKind = Literal["weekday", "month", "day_offset", "unit", "number", "ago"]

KINDS: tuple[CueKind, ...] = get_args(CueKind)


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of a language by kind, its words of time with their values, and all of these ``words``."""

    kinds: Mapping[CueKind, Patterns]
    times: Mapping[TimeKind, Mapping[str, int]]
    words: frozenset[str]
    _kinds: dict[tuple[CueKind, ...], dict[str, tuple[CueKind, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def has(self, kind: CueKind, lemma: str) -> bool:
        """Whether the lemma is a cue of this kind."""
        return self.kinds[kind].matches(lemma)

    def kinds_of(self, kinds: tuple[CueKind, ...], lemma: str) -> tuple[CueKind, ...]:
        """Of which of these kinds the lemma is a cue; the answers are remembered."""
        known = self._kinds.setdefault(kinds, {})
        found = known.get(lemma)
        if found is None:
            if len(known) >= REMEMBERED:
                known.clear()
            found = known[lemma] = tuple(k for k in kinds if self.kinds[k].fits(lemma.lower()))
        return found

    def time(self, kind: TimeKind, word: str) -> int | None:
        """The value of a word of time (a weekday's number, an offset in days), or None."""
        return self.times[kind].get(word.lower())

    def is_time(self, word: str) -> bool:
        """Whether a word in lower case is one of time, of any kind."""
        return word in self.words


@cache
def cues(language: str) -> Cues:
    """Both tables of a language; raises DataError where a line is wrong."""
    words: defaultdict[CueKind, list[str]] = defaultdict(list)
    for row in rows(path(language, "cues.tsv"), columns=("kind", "lemmas", "note")):
        words[row.choice("kind", KINDS)].extend(row.many("lemmas"))
    times: dict[TimeKind, dict[str, int]] = {kind: {} for kind in get_args(TimeKind)}
    for row in rows(path(language, "times.tsv"), columns=("kind", "words", "value")):
        value = int(row.number("value", low=-10_000, high=10_000))
        times[row.choice("kind", get_args(TimeKind))].update(
            {word.lower(): value for word in row.many("words")}
        )
    every = frozenset(word for known in times.values() for word in known)
    return Cues({kind: Patterns.of(words[kind]) for kind in KINDS}, times, every)
