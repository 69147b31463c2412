"""Where the forms of a lexicon stand in a Doc: whole tokens, or the first part of a compound."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from worker.nlp.actors.lexicon import Lexicon
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc

_HYPHENS = "-‐‑–/"
_SHOUTED = 4
_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters ``first`` to ``last`` hold ``form``; tokens ``start`` to ``end`` hold those characters.

    ``rest`` is what follows the form inside its last token ("Präsident" in "US-Präsident"); ``detached``
    means that a neighbor takes the actor away ("Russian-backed").
    """

    start: int
    end: int
    first: int
    last: int
    form: str
    rest: str = ""
    detached: bool = False

    def rank(self) -> tuple[int, bool, int]:
        """Longer hits first, whole tokens before parts of compounds, then from left to right."""
        return self.first - self.last, bool(self.rest), self.first


class Gazetteer:
    """Finds all forms of a lexicon in one pass over the text (Aho & Corasick, 1975)."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._automaton = AhoCorasick(lexicon.patterns())

    def hits(self, doc: Doc) -> list[Hit]:
        """The longest hits that do not overlap, in order of the text."""
        taken: set[int] = set()
        chosen: list[Hit] = []
        for hit in sorted(self._candidates(doc), key=Hit.rank):
            tokens = range(hit.start, hit.end)
            if taken.isdisjoint(tokens):
                taken.update(tokens)
                chosen.append(hit)
        return sorted(chosen, key=lambda hit: hit.start)

    def _candidates(self, doc: Doc) -> Iterator[Hit]:
        text = layout(doc).text
        begins = [token.idx for token in doc]
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        for _, first, last in matches:
            start = bisect_left(begins, first)
            if start == len(begins) or begins[start] != first:
                continue
            end = bisect_left(begins, last)
            token = doc[end - 1]
            form, rest = text[first:last], text[last : token.idx + len(token)]
            if self._fits(form, rest) and not _shouted(doc, start, end, form):
                rest = rest.lstrip(_HYPHENS)
                yield Hit(
                    start, end, first, last, form, rest, self._detached(doc, start, end, rest)
                )

    def _detached(self, doc: Doc, start: int, end: int, rest: str) -> bool:
        """Whether a word tied to the form by a hyphen says that it is not the actor's country."""
        before, after = self._lexicon.detached["before"], self._lexicon.detached["after"]
        if rest.lower() in after:
            return True
        behind = [token.lower_ for token in doc[end : end + 2]]
        front = [token.lower_ for token in doc[max(start - 2, 0) : start]]
        return (behind[:1] == ["-"] and behind[-1] in after) or (
            front[-1:] == ["-"] and front[0] in before
        )

    def _fits(self, form: str, rest: str) -> bool:
        """Whether ``form`` ends where its token ends, at a hyphen, or before a role ("Kremlchef")."""
        if not rest:
            return True
        if form in self._lexicon.roles.forms or form in self._lexicon.blocked:
            return False
        if rest[0] in _HYPHENS:
            return len(rest) > 1 and rest[1:] not in self._lexicon.senses
        return rest.isalpha() and rest.capitalize() in self._lexicon.roles.forms


def _shouted(doc: Doc, start: int, end: int, form: str) -> bool:
    """Whether a short acronym stands in a headline all in capitals, where "US" may be "us"."""
    if len(form) > _ACRONYM or not form.isupper():
        return False
    neighbors = (*doc[max(start - 2, 0) : start], *doc[end : end + 2])
    return any(len(token) >= _SHOUTED and token.is_upper for token in neighbors)
