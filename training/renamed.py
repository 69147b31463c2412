"""Sentences once more, with other names in them, with a dateline, or spelled as badly as texts can be.

A corpus of some years knows the names of those years. Other names in its sentences teach the networks to
read a name by what is around it: persons by origin, places, organizations and things of news, from
``data/names_de.tsv``. Texts in capitals, without capitals or without umlauts are rare, so few are made.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.corpora import Marked

_TABLE = Path(__file__).parent / "data" / "names_de.tsv"
_KIND = {"LOC": "place", "ORG": "organization", "MISC": "thing"}
#: How often a name of a label is exchanged: other persons and places fit into most sentences.
_CHANCE = {"PER": 0.9, "LOC": 0.5, "ORG": 0.4, "MISC": 0.3}
_ARTICLES = frozenset(
    {"der", "die", "das", "des", "dem", "den", "im", "am", "zum", "zur", "vom", "ins"}
)
_DATELINE = 0.06
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
#: How a whole sentence may be misspelled, and how often each.
_SPELLINGS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    lambda text: text.translate(_UMLAUTS),
)
_SPELLED = 0.015

Entity = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Names:
    """Names by kind ("place"), and persons' given and family names by origin."""

    alone: Mapping[str, Sequence[str]]
    given: Mapping[str, Sequence[str]]
    family: Mapping[str, Sequence[str]]


def names(path: Path = _TABLE) -> Names:
    """The names of the table."""
    alone: defaultdict[str, list[str]] = defaultdict(list)
    given: dict[str, list[str]] = {}
    family: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for kind, origin, listed in csv.reader(lines, delimiter="\t"):
            if kind in ("given", "family"):
                (given if kind == "given" else family)[origin] = listed.split(",")
            else:
                alone[kind] += listed.split(",")
    return Names(alone, given, family)


def renamed(sentences: Iterable[Marked], known: Names, *, seed: int) -> Iterator[Marked]:
    """Each sentence that has names, changed."""
    chance = np.random.default_rng(seed)
    listed = list(sentences)
    seen = {sentence.text[start:end] for sentence in listed for start, end, _ in sentence.entities}
    for sentence in listed:
        if sentence.entities:
            made = _exchanged(sentence, known, seen, chance)
            if chance.random() < _DATELINE:
                made = _with_dateline(made, known, chance)
            yield _spelled(made, chance)


def _exchanged(
    sentence: Marked, known: Names, seen: set[str], chance: np.random.Generator
) -> Marked:
    """Other names, as many words and the same genitive."""
    text, entities, at = "", [], 0
    for start, end, label in sorted(sentence.entities):
        surface = sentence.text[start:end]
        text += sentence.text[at:start]
        at = end
        other = surface
        if _fits(text, label) and chance.random() < _CHANCE.get(label, 0.0):
            other = _genitive(surface, _other(surface, label, known, chance), seen)
        entities.append((len(text), len(text) + len(other), label))
        text += other
    return Marked(text + sentence.text[at:], tuple(entities))


def _fits(before: str, label: str) -> bool:
    """Whether another name fits there: "in der Türkei" takes no town."""
    return label != "LOC" or before.rstrip().rpartition(" ")[2].lower() not in _ARTICLES


def _other(surface: str, label: str, known: Names, chance: np.random.Generator) -> str:
    if label != "PER":
        return _any(known.alone[_KIND[label]], chance)
    origin = _any(sorted(known.family), chance)
    family = _any(known.family[origin], chance)
    return f"{_any(known.given[origin], chance)} {family}" if " " in surface else family


def _genitive(surface: str, other: str, seen: set[str]) -> str:
    """``other`` with the s of "Bidens", where "Biden" was seen too."""
    has = surface.endswith("s") and surface[:-1] in seen
    return f"{other}s" if has and not other.endswith(("s", "z", "x", "ß")) else other


def _with_dateline(sentence: Marked, known: Names, chance: np.random.Generator) -> Marked:
    """A dateline before the sentence: "Kiew (dpa) – "."""
    place, agency = _any(known.alone["place"], chance), _any(_AGENCIES, chance)
    head = f"{place} ({agency}) {_any('–-', chance)} "
    shift = len(head)
    moved = ((start + shift, end + shift, label) for start, end, label in sentence.entities)
    own = ((0, len(place), "LOC"), (len(place) + 2, len(place) + 2 + len(agency), "ORG"))
    return Marked(head + sentence.text, (*own, *moved))


_AGENCIES = ("dpa", "AFP", "Reuters", "AP", "epd", "KNA", "APA", "Tass", "Interfax", "Ukrinform")


def _spelled(sentence: Marked, chance: np.random.Generator) -> Marked:
    """The sentence misspelled with a small chance; its names stay where they are."""
    draw = chance.random()
    for at, spell in enumerate(_SPELLINGS):
        if at * _SPELLED <= draw < (at + 1) * _SPELLED:
            return _respelled(sentence, spell)
    return sentence


def _respelled(sentence: Marked, spell: Callable[[str], str]) -> Marked:
    def place(at: int) -> int:
        return len(spell(sentence.text[:at]))

    moved = ((place(start), place(end), label) for start, end, label in sentence.entities)
    return Marked(spell(sentence.text), tuple(moved))


def _any(options: Sequence[str], chance: np.random.Generator) -> str:
    return options[int(chance.integers(len(options)))]
