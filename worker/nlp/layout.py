"""Sentences, heads and the recognizer's entities of a Doc, by token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worker.nlp.tokens import Doc, Token

_PARTICLES = frozenset({"compound:prt", "svp", "prt"})


@dataclass(frozen=True, slots=True)
class Entity:
    """Tokens ``start`` to ``end`` (exclusive) that the recognizer took for one name."""

    start: int
    end: int
    label: str


class Layout:
    """The text, the sentences, the heads and the recognizer's entities of a Doc, by token."""

    def __init__(self, text: str, tokens: Sequence[Token], entities: Sequence[Entity]) -> None:
        self.text = text
        self.entities = entities
        self.heads = [token.head.i for token in tokens]
        starts = (token.i for token in tokens if token.is_sent_start)
        #: The first token of each sentence and the one after its last.
        self.all_bounds = list(pairwise((*starts, len(tokens))))
        #: Separated particles ("rückt ... ein") by the place of their verb, the first behind it.
        self.particles: dict[int, str] = {}
        for token in tokens:
            if token.dep_ in _PARTICLES and token.head.i < token.i:
                self.particles.setdefault(token.head.i, token.lower_)
        self._named = {i: e for e in entities for i in range(e.start, e.end)}

    @cached_property
    def sentences(self) -> list[int]:
        """The number of each token's sentence."""
        numbered = enumerate(self.all_bounds)
        return [number for number, (start, end) in numbered for _ in range(start, end)]

    def sentence(self, token: int) -> tuple[int, int]:
        """The first token of the sentence that ``token`` is in, and the one after its last."""
        return self.all_bounds[self.sentences[token]]

    def bounds(self, sentence: int) -> tuple[int, int]:
        """The first token of a sentence and the one after its last, by its number."""
        return self.all_bounds[sentence]

    def entity(self, token: int) -> Entity | None:
        """The entity that ``token`` is part of."""
        return self._named.get(token)


def layout(doc: Doc) -> Layout:
    """The layout of a Doc."""
    return doc.layout
