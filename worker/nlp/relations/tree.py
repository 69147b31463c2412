"""What the tree says between two sides: the path, and the frames of the predicates on it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from worker.languages.cues import Cues
from worker.nlp.events import grammar, words
from worker.nlp.events.negation import negation
from worker.nlp.relations.clusters import cluster
from worker.nlp.relations.view import View
from worker.nlp.tokens import Token

_OPEN = frozenset({"VERB", "NOUN", "ADJ"})
#: Dependents that say what a predicate is about, and those that only colour it.
_CONTENT = frozenset({"obj", "obl", "xcomp", "ccomp", "nmod"})
_ROUND = _CONTENT | {"nsubj", "advcl", "iobj", "advmod", "amod", "compound", "acl", "conj"}
_MARKING = frozenset({"aux", "aux:pass", "cop", "mark"})
#: Predicates above that of the sides that are looked at ("said it had agreed to ...").
_ABOVE = 2


def tree(view: View, cues: Cues) -> Iterator[str]:
    """The path, the predicate of the sides, those above it, and the frames of the words on the path."""
    yield from _path(view)
    yield from frame(view.predicate, "v", view, cues)
    yield from _above(view)
    for token in view.path:
        if token.pos_ in ("VERB", "NOUN") and token != view.predicate:
            yield from frame(token, "q", view, cues)


def _path(view: View) -> Iterator[str]:
    if view.meeting is None:
        yield "lca=none"
        return
    yield "pd=" + view.shape
    yield "lca=" + ("side" if view.meeting.i in view.sides else view.lemma(view.meeting))
    for token in view.path:
        yield "pl=" + view.lemma(token)
        if token.pos_ in _OPEN:
            yield from _clustered("pc", token)
    for one, other in pairwise(view.path):
        yield f"pb={view.lemma(one)}_{view.lemma(other)}"
    for side, name in ((view.target, "t"), (view.source, "s")):
        for head in side.heads:
            place = f"{words.preposition(head)}_{words.dep(head)}"
            yield f"{name}p={place}"
            yield f"{name}hd={view.lemma(head.head)}_{place}"


def frame(predicate: Token, name: str, view: View, cues: Cues) -> Iterator[str]:
    """A predicate with its dependents outside of the sides, its auxiliaries, negation, voice and tense."""
    lemma = view.lemma(predicate)
    yield f"{name}={lemma}"
    yield from _clustered(name + "c", predicate)
    for child in predicate.children:
        if child.i in view.sides:
            continue
        if child.dep_ in _MARKING:
            yield f"{name}_{child.dep_}={child.lower_}"
        elif words.dep(child) in _ROUND:
            yield from _dependent(child, name, lemma, view)
    if negation(predicate, cues) is not None:
        yield from (f"{name}_neg", f"{name}_neg={lemma}")
    if grammar.is_passive(predicate):
        yield f"{name}_pass"
    tense, form = predicate.morph.get("Tense", []), predicate.morph.get("VerbForm", [])
    yield f"{name}_form={''.join((*tense, *form))}"


def _dependent(child: Token, name: str, lemma: str, view: View) -> Iterator[str]:
    relation, own = words.dep(child), view.lemma(child)
    yield f"{name}_{relation}={own}"
    if relation in _CONTENT:
        yield f"{name}x={lemma}_{own}"
        yield f"{name}xp={lemma}_{relation}_{words.preposition(child)}_{own}"
        yield from _clustered(f"{name}_{relation}c", child)


def _above(view: View) -> Iterator[str]:
    token = view.predicate
    for _ in range(_ABOVE):
        if token.head == token:
            return
        token = token.head
        if token.pos_ in ("VERB", "AUX", "NOUN"):
            yield "up=" + view.lemma(token)
            yield f"upv={view.lemma(token)}_{view.lemma(view.predicate)}"
            yield from _clustered("upc", token)


def _clustered(name: str, token: Token) -> Iterator[str]:
    found = cluster(token.vocab, token.text)
    if found is not None:
        yield f"{name}={found}"
