"""The words that name political events: ``<language>/triggers.tsv``, whose header explains its columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, get_args

from worker.domain.event import EventType
from worker.languages.forms import forms
from worker.languages.patterns import REMEMBERED, Patterns, longest
from worker.languages.plover import EVENT_TYPES, plover
from worker.languages.tables import Row, path, rows

Pos = Literal["verb", "noun"]
Requires = Literal["-", "target", "reciprocal", "negated"]

_COLUMNS = ("pos", "lemma", "with", "type", "mode", "source", "target", "requires", "note")


@dataclass(frozen=True, slots=True)
class Companion:
    """A word the trigger needs beside it: where it depends ("obj", "any", a preposition) and which."""

    place: str
    lemmas: Patterns


@dataclass(frozen=True, slots=True)
class Trigger:
    """One line of the table; ``source`` () is the usual place, ``target`` () means there is none."""

    lemma: str
    companion: Companion | None
    type: EventType
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    requires: Requires


@dataclass(frozen=True, slots=True)
class Triggers:
    """Triggers by lemma (lower case) and, for compounds, by ending; those with a companion come first."""

    exact: Mapping[tuple[Pos, str], tuple[Trigger, ...]]
    compounds: Mapping[str, tuple[Trigger, ...]]
    forms: Mapping[str, str]
    _found: dict[str, tuple[Trigger, ...]] = field(default_factory=dict, repr=False, compare=False)

    def verb_of(self, form: str) -> str | None:
        """The trigger verb that an inflected form (lower case, particle joined) belongs to."""
        return self.forms.get(form)

    def find(self, pos: Pos, lemma: str) -> tuple[Trigger, ...]:
        """What a word may be the trigger of, best first; a whole word goes before an ending."""
        word = lemma.lower()
        if pos == "verb":
            return self.exact.get((pos, word), ())
        found = self._found.get(word)
        if found is None:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            found = self._found[word] = self._noun(word)
        return found

    def _noun(self, word: str) -> tuple[Trigger, ...]:
        found = self.exact.get(("noun", word))
        if found is not None:
            return found
        ending = longest(self.compounds, word)
        return self.compounds[ending] if ending else ()


@cache
def triggers(language: str) -> Triggers:
    """The triggers of a language; raises DataError where a line of its table is wrong."""
    exact: defaultdict[tuple[Pos, str], list[Trigger]] = defaultdict(list)
    compounds: defaultdict[str, list[Trigger]] = defaultdict(list)
    for row in rows(path(language, "triggers.tsv"), columns=_COLUMNS):
        trigger, pos = _trigger(row), row.choice("pos", get_args(Pos))
        lemma = trigger.lemma.lower()
        if lemma.startswith("*"):
            compounds[lemma.lstrip("*")].append(trigger)
        else:
            exact[pos, lemma].append(trigger)
    return Triggers(
        {key: _ranked(found) for key, found in exact.items()},
        {key: _ranked(found) for key, found in compounds.items()},
        forms(language, [lemma for pos, lemma in exact if pos == "verb"]),
    )


def _ranked(found: list[Trigger]) -> tuple[Trigger, ...]:
    """Those with more conditions first."""
    return tuple(sorted(found, key=lambda t: (t.companion is None, t.requires != "negated")))


def _trigger(row: Row) -> Trigger:
    event_type, mode = row.choice("type", EVENT_TYPES), row.optional("mode")
    if (event_type, mode) not in plover().scales:
        raise row.error(f"mode {mode!r}: plover.tsv has no such mode of {event_type}")
    return Trigger(
        lemma=row.text("lemma"),
        companion=_companion(row),
        type=event_type,
        mode=mode,
        source=row.many("source"),
        target=row.many("target"),
        requires=row.choice("requires", get_args(Requires)),
    )


def _companion(row: Row) -> Companion | None:
    cell = row.optional("with")
    if cell is None:
        return None
    place, colon, lemmas = cell.partition(":")
    if not (place and colon and lemmas):
        raise row.error(f'with {cell!r}: write it as place:lemmas, like "obj:Sanktion|Embargo"')
    return Companion(place, Patterns.of(lemmas.split("|")))
