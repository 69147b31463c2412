"""The terms of the domain gate in a Doc, found by printed word alone: the gate needs no parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.language import Language

from worker.languages.domains import DomainTerm
from worker.languages.patterns import endings
from worker.nlp.escalation.stems import MAX_WORD, Stems
from worker.nlp.tokens import Doc

_WILD = "*"
_CACHED = 50_000


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term by its tokens; a pattern has one."""

    words: tuple[str, ...]
    term: DomainTerm


@dataclass(frozen=True, slots=True)
class Found:
    """A term at the characters ``start`` to ``end``; ``first`` is its first token."""

    term: DomainTerm
    first: int
    start: int
    end: int


class Vocabulary:
    """Terms by the words they begin with; what a printed word may be a form of is remembered."""

    def __init__(self, nlp: Language, terms: Iterable[DomainTerm], stems: Stems) -> None:
        self._stems = stems
        self._entries: dict[str, list[_Entry]] = {}
        self._words: set[str] = set()
        self._prefixes: set[str] = set()
        self._suffixes: set[str] = set()
        for term in terms:
            self._add(nlp, term)
        self._lengths = sorted({len(prefix) for prefix in self._prefixes}, reverse=True)
        self._endings = tuple(sorted(self._suffixes))
        self._keys = lru_cache(_CACHED)(self._looked_up)

    def find(self, doc: Doc) -> Iterator[Found]:
        """The terms in text order; the longest at a place, and none inside another."""
        keys = [self._keys(token.lower_) for token in doc]
        free = 0
        for first, at in enumerate(keys):
            if at and first >= free:
                entry = self._longest(at, keys, first)
                if entry:
                    free = first + len(entry.words)
                    last = doc[free - 1]
                    yield Found(entry.term, first, doc[first].idx, last.idx + len(last))

    def _longest(
        self, at: tuple[str, ...], keys: list[tuple[str, ...]], first: int
    ) -> _Entry | None:
        fitting = (
            entry
            for key in at
            for entry in self._entries.get(key, ())
            if first + len(entry.words) <= len(keys)
            and all(w in keys[first + i] for i, w in enumerate(entry.words[1:], start=1))
        )
        return max(fitting, key=lambda entry: len(entry.words), default=None)

    def _add(self, nlp: Language, term: DomainTerm) -> None:
        if _WILD in term.text:
            body = term.text.strip(_WILD)
            (self._prefixes if term.text.endswith(_WILD) else self._suffixes).add(body)
            words: tuple[str, ...] = (term.text,)
        else:
            words = tuple(token.lower_ for token in nlp.make_doc(term.text))
            self._words.update(words)
        self._entries.setdefault(words[0], []).append(_Entry(words, term))

    def _looked_up(self, word: str) -> tuple[str, ...]:
        """The words and patterns that a word is a form of, likeliest first."""
        surface = word[:MAX_WORD]
        forms = dict.fromkeys((*self._stems.forms(surface), *self._stems.verb_forms(surface)))
        known = [form for form in forms if form in self._words]
        return (*known, *self._begun(surface), *self._ended(forms))

    def _begun(self, surface: str) -> Iterator[str]:
        for length in self._lengths:
            if surface[:length] in self._prefixes and length <= len(surface):
                yield surface[:length] + _WILD

    def _ended(self, forms: Iterable[str]) -> Iterator[str]:
        for form in forms:
            if self._endings and form.endswith(self._endings):
                yield from (_WILD + end for end in endings(form) if end in self._suffixes)
