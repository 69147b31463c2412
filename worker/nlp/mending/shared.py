"""Faults of trees in any language: what hangs on an auxiliary, lists that two conjunctions span."""

from __future__ import annotations

from worker.nlp.mending.tree import Tree
from worker.nlp.tokens import Token

_AUXILIARIES = ("aux", "cop")
#: What may hang on an auxiliary, or says nothing there.
_STAYS = frozenset({"punct", "fixed", "conj", "cc", "flat", "goeswith", "compound"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
#: Words that open both halves of a list: "weder A noch B", "not only A but also B".
_PAIRS = {
    "de": ((("weder",), ("noch",)), (("sowohl",), ("als", "auch")), (("nicht", "nur"), ("sondern", "auch"))),
    "en": ((("neither",), ("nor",)), (("not", "only"), ("but", "also")), (("not", "only"), ("but",))),
}  # fmt: skip
#: Tokens between the two halves.
_REACH = 8


def of_auxiliaries(tree: Tree) -> None:
    """Hang on the verb what the parser hung on its auxiliary; auxiliaries have no dependents."""
    for place in range(len(tree.heads)):
        if tree.dep(place) not in _AUXILIARIES or tree.heads[place] == place:
            continue
        verb = tree.heads[place]
        if _is_inserted(tree, place, verb):
            tree.rename(place, "parataxis")
            continue
        for child in tree.children(place):
            if tree.dep(child) not in _STAYS:
                tree.move(child, verb, tree.deps[child])


def _is_inserted(tree: Tree, aux: int, verb: int) -> bool:
    """Whether an "auxiliary" with a subject is a clause of its own ("..., officials said, ...")."""
    token = tree.doc[aux]
    own = tree.children(aux, "nsubj")
    return bool(own and token.pos_ == "VERB" and tree.children(verb, "nsubj"))


def correlatives(tree: Tree) -> None:
    """Join the halves of "nicht nur A, sondern auch B" to one list where B stands before the verb."""
    lower = [token.lower_ for token in tree.doc]
    for place, word in enumerate(lower):
        for first, second in _PAIRS.get(tree.doc.lang_, ()):
            if word == first[0] and tuple(lower[place : place + len(first)]) == first:
                _join(tree, lower, place, first, second)
                break


def _join(
    tree: Tree, lower: list[str], place: int, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    later = range(place + 2, min(place + _REACH, len(lower)))
    join = next((i for i in later if tuple(lower[i : i + len(second)]) == second), None)
    if join is None:
        return
    one = _noun(tree, place + len(first), join)
    other = _noun(tree, join + len(second), len(lower))
    if one is None or other is None or tree.dep(other) == "conj":
        return
    _rehang(tree, place, one, other)


def _rehang(tree: Tree, opening: int, one: int, other: int) -> None:
    """Make ``other`` the second of a list that ``one`` heads, at the place of the subject or object."""
    verb = tree.heads[other]
    if tree.heads[one] == opening:  # "Weder" was taken for the subject
        tree.lift(one, "advmod")
    if tree.heads[verb] == one and tree.dep(verb) == "conj":  # the verb for the second of the list
        tree.lift(verb, tree.deps[other])
    if tree.heads[one] == other:  # the first for a part of the second
        tree.lift(one, "conj")
        return
    if tree.doc[verb].pos_ not in ("VERB", "AUX"):
        return
    tree.move(other, one, "conj")


def _noun(tree: Tree, start: int, end: int) -> int | None:
    """The head of the phrase that begins at ``start``: its first noun, behind articles and adjectives."""
    for place in range(start, min(start + 4, end)):
        token: Token = tree.doc[place]
        if token.pos_ in _NOMINAL:
            inside = tree.dep(place) in ("compound", "flat") and place < tree.heads[place] < end
            return tree.heads[place] if inside else place
        if token.pos_ not in ("DET", "ADJ", "NUM", "ADP"):
            return None
    return None
