"""The words around, between and inside two sides, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from worker.nlp.actors.resolve import actor_for
from worker.nlp.relations.clusters import cluster
from worker.nlp.relations.view import Side, View
from worker.nlp.tokens import Token

_OPEN = frozenset({"VERB", "NOUN", "ADJ"})
_TELLING = _OPEN | {"ADV", "ADP", "PROPN", "AUX", "NUM", "PART"}
#: What stands for a side among the lemmas.
_SOURCE, _TARGET = "S", "T"


def surface(view: View) -> Iterator[str]:
    """Lemmas by where they stand, runs of two and three, and what the sides themselves say."""
    sequence = []
    for token in view.tokens:
        if token.is_space or token.is_punct:
            continue
        name = _name(token, view)
        if name is None:
            sequence.append(view.lemma(token))
            yield from _word(token, view)
        elif not sequence or sequence[-1] != name:
            sequence.append(name)
    yield from _runs(sequence)
    yield from _order(view)
    yield from _side(view.source, "s", view)
    yield from _side(view.target, "t", view)


def _name(token: Token, view: View) -> str | None:
    if token.i not in view.sides:
        return None
    return _SOURCE if token in view.source.tokens else _TARGET


def _word(token: Token, view: View) -> Iterator[str]:
    lemma = view.lemma(token)
    if token.pos_ in _OPEN:
        yield "w=" + lemma
        found = cluster(token.vocab, token.text)
        if found is not None:
            yield "wc=" + found
        if token.i in view.core:
            yield "k=" + lemma
    if token.pos_ in _TELLING:
        yield f"{_zone(token, view)}={lemma}"


def _zone(token: Token, view: View) -> str:
    """Before both sides, in the middle, or after both."""
    if token.i < min(view.sides, default=0):
        return "b"
    return "m" if token.i < max(view.sides, default=0) else "a"


def _runs(sequence: list[str]) -> Iterator[str]:
    for pair in pairwise(sequence):
        yield "2=" + "_".join(pair)
    for at in range(len(sequence) - 2):
        yield "3=" + "_".join(sequence[at : at + 3])


def _order(view: View) -> Iterator[str]:
    if not view.source.tokens:
        yield "noS"
    elif not view.target.tokens:
        yield "noT"
    else:
        first = view.source.tokens[0].i < view.target.tokens[0].i
        yield "order=" + (_SOURCE if first else _TARGET)


def _side(side: Side, name: str, view: View) -> Iterator[str]:
    """The words of a side that name no one, and what kind of actor it is."""
    if not side.tokens:
        return
    for token in side.tokens:
        if token.pos_ in _OPEN:
            yield f"{name}w={view.lemma(token)}"
            found = cluster(token.vocab, token.text)
            if found is not None:
                yield f"{name}c={found}"
        if token.ent_type_:
            yield f"{name}e={token.ent_type_}"
    actor = actor_for(view.doc, side.tokens[0].i, side.tokens[-1].i + 1)
    yield from (f"{name}sec={actor.sector}", f"{name}code={actor.code is not None}")
    for head in side.heads:
        if head.pos_ != "PROPN":
            yield f"{name}h={view.lemma(head)}"
            yield f"v{name}h={view.lemma(view.predicate)}_{view.lemma(head)}"
