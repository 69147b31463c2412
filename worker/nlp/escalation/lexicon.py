"""The escalation lexicon of one language, read from its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal, TypeVar, get_args

from worker.domain.score import Category
from worker.languages import tables
from worker.nlp.escalation import stems
from worker.nlp.escalation.stems import Stems

Pos = Literal["NOUN", "VERB", "ADJ", "PHRASE"]
Parts = Literal["-", "head", "first", "both", "only", "none"]
Set = Literal[
    "war", "peace", "military", "nuclear", "terror", "actor", "threat", "disruption", "buildup",
    "begin", "fight", "act", "arms", "casualty", "dissent", "arrest", "platform", "purchase",
    "major", "dead", "many",
]  # fmt: skip
PairReach = Literal["compound", "near", "sentence"]
Kind = Literal[
    "excluded", "historical", "aftermath", "negated", "denied", "conditional", "hypothetical",
    "quoted", "void",
]  # fmt: skip
CueReach = Literal[
    "compound", "near", "clause", "sentence", "governor", "word", "carrier", "opening", "content"
]

_LEXICON = (
    "term", "pos", "category", "weight", "sets", "parts", "requires", "excludes", "note",
)  # fmt: skip
_PAIRS = ("category", "first", "second", "reach", "weight", "origin")
_CUES = ("term", "kind", "reach", "topic", "note")
#: Before the name of a set where lemmas may stand, too.
_SET_MARK = "@"
_CATEGORIES: tuple[Category, ...] = get_args(Category)
_SETS: tuple[Set, ...] = get_args(Set)
_POS: tuple[Pos, ...] = get_args(Pos)
_PARTS: tuple[Parts, ...] = get_args(Parts)
_PAIR_REACHES: tuple[PairReach, ...] = get_args(PairReach)
_KINDS: tuple[Kind, ...] = get_args(Kind)
_CUE_REACHES: tuple[CueReach, ...] = get_args(CueReach)


@dataclass(frozen=True, slots=True)
class Term:
    """A row of lexicon.tsv; ``words`` are its lemmas in lower case, ``weight`` None without one.

    ``requires`` and ``excludes`` are lemmas in lower case, ``required_sets`` the sets among the former.
    """

    text: str
    words: tuple[str, ...]
    pos: Pos
    category: Category
    weight: float | None
    sets: frozenset[Set]
    parts: Parts
    requires: frozenset[str]
    required_sets: frozenset[Set]
    excludes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of pairs.tsv: two sets whose words count together."""

    category: Category
    first: Set
    second: Set
    reach: PairReach
    weight: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of exclusions.tsv: what takes keywords back, and how far it reaches."""

    words: tuple[str, ...]
    kind: Kind
    reach: CueReach
    topic: str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables of a language: terms and cues by the word to look for first, in the tables' order.

    That word is the first of a phrase, but the last one, the verb, of a verb phrase.
    """

    terms: dict[str, tuple[Term, ...]]
    cues: dict[str, tuple[Cue, ...]]
    pairs: tuple[Pair, ...]

    def all_terms(self) -> Iterator[Term]:
        """Every term, grouped by the word to look for first."""
        return chain.from_iterable(self.terms.values())

    def compound_parts(self) -> Iterator[Term]:
        """The nouns that may be parts of compounds."""
        for term in self.all_terms():
            if term.pos == "NOUN" and len(term.words) == 1 and term.parts != "none":
                yield term

    def all_cues(self) -> Iterator[Cue]:
        """Every cue, grouped by its first word."""
        return chain.from_iterable(self.cues.values())


@cache
def load(language: str) -> Lexicon:
    """Read the tables of ``language``; raises DataError naming the file and line that is wrong."""
    return Lexicon(
        terms=_grouped((_anchor(term), term) for term in _terms(language)),
        cues=_grouped((cue.words[0], cue) for cue in _cues(language)),
        pairs=tuple(_pairs()),
    )


def _terms(language: str) -> Iterable[Term]:
    forms = stems.load(language)
    for row in tables.rows(tables.path(language, "lexicon.tsv"), columns=_LEXICON):
        pos = row.choice("pos", _POS)
        yield Term(
            text=row.text("term"),
            words=_verb_last(row.text("term"), pos, forms),
            pos=pos,
            category=row.choice("category", _CATEGORIES),
            weight=row.number("weight", low=-10, high=10) if row.optional("weight") else None,
            sets=frozenset(_set(row, name) for name in row.many("sets")),
            parts=row.choice("parts", _PARTS),
            requires=frozenset(_lemmas(row, "requires")),
            required_sets=frozenset(_required_sets(row)),
            excludes=frozenset(_lemmas(row, "excludes")),
        )


def _verb_last(term: str, pos: Pos, forms: Stems) -> tuple[str, ...]:
    """The words of a term; a verb phrase's verb comes last, wherever its language writes it."""
    words = forms.words(term)
    return (*words[1:], words[0]) if pos == "VERB" and forms.verb_first else words


def _set(row: tables.Row, name: str) -> Set:
    for known in _SETS:
        if known == name:
            return known
    raise row.error(f"sets {name!r}: allowed are {', '.join(_SETS)}")


def _lemmas(row: tables.Row, column: str) -> Iterator[str]:
    return (word.lower() for word in row.many(column) if not word.startswith(_SET_MARK))


def _required_sets(row: tables.Row) -> Iterator[Set]:
    for word in row.many("requires"):
        if word.startswith(_SET_MARK):
            yield _set(row, word.removeprefix(_SET_MARK))


def _pairs() -> Iterable[Pair]:
    for row in tables.rows(tables.path("pairs.tsv"), columns=_PAIRS):
        yield Pair(
            category=row.choice("category", _CATEGORIES),
            first=row.choice("first", _SETS),
            second=row.choice("second", _SETS),
            reach=row.choice("reach", _PAIR_REACHES),
            weight=row.number("weight", low=0, high=10),
        )


def _cues(language: str) -> Iterable[Cue]:
    forms = stems.load(language)
    for row in tables.rows(tables.path(language, "exclusions.tsv"), columns=_CUES):
        yield Cue(
            words=forms.words(row.text("term")),
            kind=row.choice("kind", _KINDS),
            reach=row.choice("reach", _CUE_REACHES),
            topic=row.optional("topic"),
        )


def _anchor(term: Term) -> str:
    return term.words[-1] if term.pos == "VERB" else term.words[0]


_Entry = TypeVar("_Entry")


def _grouped(entries: Iterable[tuple[str, _Entry]]) -> dict[str, tuple[_Entry, ...]]:
    groups: dict[str, list[_Entry]] = {}
    for word, entry in entries:
        groups.setdefault(word, []).append(entry)
    return {word: tuple(group) for word, group in groups.items()}
