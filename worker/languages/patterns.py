"""Lemma patterns of the language tables: ``Sanktion``, ``*angriff``, ``terror*``, ``*verbrech*``, ``*``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_WILD = "*"


@dataclass(slots=True)
class Patterns:
    """A set of patterns; ``matches`` ignores case. Exact entries and endings are looked up, not tried."""

    exact: set[str] = field(default_factory=set)
    endings: set[str] = field(default_factory=set)
    beginnings: tuple[str, ...] = ()
    middles: tuple[str, ...] = ()
    anything: bool = False

    @classmethod
    def of(cls, patterns: Iterable[str]) -> Patterns:
        """Sort the patterns by where their asterisks stand."""
        found = cls()
        for pattern in patterns:
            found._add(pattern.lower())
        return found

    def _add(self, pattern: str) -> None:
        body = pattern.strip(_WILD)
        if not body:
            self.anything = True
        elif pattern.startswith(_WILD) and pattern.endswith(_WILD):
            self.middles += (body,)
        elif pattern.startswith(_WILD):
            self.endings.add(body)
        elif pattern.endswith(_WILD):
            self.beginnings += (body,)
        else:
            self.exact.add(body)

    def matches(self, lemma: str) -> bool:
        """Whether one of the patterns fits the lemma."""
        word = lemma.lower()
        if self.anything or word in self.exact:
            return True
        # Asked for every word of a clause: most sets have no endings, and those are not tried.
        if self.endings and not self.endings.isdisjoint(endings(word)):
            return True
        return word.startswith(self.beginnings) or any(m in word for m in self.middles)


def endings(word: str) -> Iterable[str]:
    """The word and its endings down to three letters, longest first."""
    return (word[start:] for start in range(max(len(word) - 2, 1)))


def longest(table: Mapping[str, object], word: str) -> str | None:
    """The longest ending of ``word`` that is a key of ``table``."""
    return next((ending for ending in endings(word) if ending in table), None)
