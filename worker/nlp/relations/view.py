"""A question laid out on a parsed text: both sides, what joins them in the tree, the clauses that count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from worker.nlp.events import clauses, words
from worker.nlp.layout import layout
from worker.nlp.relations.question import Range
from worker.nlp.tokens import Doc, Token

#: No path in a tree that means something is longer.
_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its ranges of characters, its tokens, and those whose heads lie outside of it."""

    ranges: tuple[Range, ...]
    tokens: tuple[Token, ...]
    heads: tuple[Token, ...]

    @classmethod
    def of(cls, doc: Doc, ranges: Sequence[Range]) -> Side:
        """The side at ``ranges``; no tokens where there is none."""
        places = {i for start, end in ranges for i in _within(doc, start, end)}
        tokens = tuple(doc[i] for i in sorted(places))
        heads = tuple(t for t in tokens if t.head.i not in places or t.head == t)
        return cls(tuple(ranges), tokens, heads)


class View:
    """What the features of a question are read from, each part worked out once."""

    def __init__(self, doc: Doc, source: Sequence[Range], target: Sequence[Range]) -> None:
        self.doc = doc
        self.source, self.target = Side.of(doc, source), Side.of(doc, target)
        self.sides = {t.i for t in (*self.source.tokens, *self.target.tokens)}
        self._lemmas: dict[int, str] = {}

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of the sentences that the sides stand in; all where there is no side."""
        bounds = sorted({layout(self.doc).sentence(i) for i in self.sides})
        return [t for start, end in bounds or [(0, len(self.doc))] for t in self.doc[start:end]]

    def lemma(self, token: Token) -> str:
        """The lemma in lower case, with the particle of a separable verb."""
        if token.i not in self._lemmas:
            self._lemmas[token.i] = words.lemma(token)
        return self._lemmas[token.i]

    @cached_property
    def meeting(self) -> Token | None:
        """The lowest token above both sides, None where they share no sentence or one is missing."""
        return self._climb[0]

    @cached_property
    def path(self) -> list[Token]:
        """The tokens from the source up to where both meet and down to the target, without the sides."""
        _, up, down = self._climb
        return [t for t in (*up, *reversed(down)) if t.i not in self.sides]

    @cached_property
    def shape(self) -> str:
        """The relations along the path, the four nearest to each side."""
        _, up, down = self._climb
        rising = [words.dep(t) for t in up[:-1]][:4]
        falling = [words.dep(t) for t in reversed(down)][-4:]
        return ">".join(rising) + "<" + "<".join(falling)

    @cached_property
    def predicate(self) -> Token:
        """The predicate of the clause in which the sides meet, outside of both."""
        base = self.meeting
        if base is None or base.i in self.sides:
            heads = (*self.source.heads, *self.target.heads, *self.tokens)
            base = heads[0].head
        found = clauses.clause(base)
        return clauses.clause(found.head) if found.i in self.sides else found

    @cached_property
    def core(self) -> set[int]:
        """The places of the tokens in the clauses of the predicate, of the sides and of the path."""
        inside = (*self.source.heads, *self.target.heads, *self.path)
        tops = {self.predicate.i, *(clauses.clause(t).i for t in inside)}
        return {t.i for t in self.tokens if clauses.clause(t).i in tops}

    @cached_property
    def _climb(self) -> tuple[Token | None, list[Token], list[Token]]:
        """Where the sides meet, the tokens up to there (inclusive) and those down again (exclusive)."""
        if not (self.source.heads and self.target.heads):
            return None, [], []
        rising, falling = _chain(self.source.heads[0]), _chain(self.target.heads[0])
        places = {token.i: place for place, token in enumerate(falling)}
        for steps, token in enumerate(rising):
            if token.i in places:
                return token, rising[: steps + 1], falling[: places[token.i]]
        return None, [], []


def _within(doc: Doc, start: int, end: int) -> list[int]:
    found = [t for t in doc if t.idx < end and t.idx + len(t) > start]
    # A mark inside a word ("anti-American") stands for the whole word only where nothing else is marked.
    begun = [t for t in found if t.idx >= start] or found
    return [t.i for t in begun if not t.is_space]


def _chain(token: Token) -> list[Token]:
    return [token, *islice(token.ancestors, _DEPTH)]
