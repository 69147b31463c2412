"""Lemma patterns of the language tables: ``Sanktion``, ``*angriff``, ``terror*``, ``*verbrech*``, ``*``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_WILD = "*"
#: Words whose answer is remembered: news use the same ones again and again.
REMEMBERED = 4_000


@dataclass(slots=True)
class Patterns:
    """A set of patterns; ``matches`` ignores case. Exact entries and endings are looked up, not tried."""

    exact: set[str] = field(default_factory=set)
    endings: set[str] = field(default_factory=set)
    beginnings: tuple[str, ...] = ()
    middles: tuple[str, ...] = ()
    anything: bool = False
    _known: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

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
        """Whether one of the patterns fits the lemma; the answers are remembered."""
        found = self._known.get(lemma)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[lemma] = self.fits(lemma.lower())
        return found

    def fits(self, word: str) -> bool:
        """Whether one fits a word in lower case, tried anew."""
        if self.anything or word in self.exact:
            return True
        if self.endings and not self.endings.isdisjoint(endings(word)):
            return True
        return word.startswith(self.beginnings) or any(m in word for m in self.middles)


def endings(word: str) -> Iterable[str]:
    """The word and its endings down to three letters, longest first."""
    return [word[start:] for start in range(max(len(word) - 2, 1))]


def longest(table: Mapping[str, object], word: str) -> str | None:
    """The longest ending of ``word`` that is a key of ``table``."""
    return next((ending for ending in endings(word) if ending in table), None)
