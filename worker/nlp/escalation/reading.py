"""A Doc being read for keywords: cutting spans, looking around a token."""

from __future__ import annotations

from collections.abc import Sequence

from worker.domain.text import Span
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc, Token


class Reading:
    """A Doc being read: ``text`` is its text, ``sentences[i]`` the number of token ``i``'s sentence."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._layout = layout(doc)
        self.text = self._layout.text
        self.sentences = self._layout.sentences

    def span(self, start: int, end: int) -> Span:
        """The characters ``start`` to ``end`` of the text."""
        return Span.of(self.text, start, end)

    def window(self, token: Token, size: int) -> range:
        """The places of the tokens at most ``size`` away in the sentence of ``token``."""
        start, end = self._layout.sentence(token.i)
        return range(max(start, token.i - size), min(end, token.i + size + 1))

    def sentence(self, number: int) -> Sequence[Token]:
        """The tokens of a sentence."""
        start, end = self._layout.bounds(number)
        return [self.doc[i] for i in range(start, end)]

    def phrase(self, token: Token, length: int) -> Sequence[Token]:
        """``token`` and those after it, ``length`` in all; () when the sentence ends before."""
        if token.i + length > self._layout.sentence(token.i)[1]:
            return ()
        return [token.doc[i] for i in range(token.i, token.i + length)]


def root(tokens: Sequence[Token]) -> Token:
    """The first of adjacent ``tokens`` that depends on none of the others."""
    first, last = tokens[0].i, tokens[-1].i
    return next((t for t in tokens if t.head == t or not first <= t.head.i <= last), tokens[0])
