"""The way through the tree from a trigger to a mention, in words that other sentences share."""

from __future__ import annotations

from dataclasses import dataclass

from worker.nlp.events import words
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc, Token

#: Relations inside one phrase or list, which do not lead on.
_INSIDE = frozenset({"conj", "flat", "appos", "flat:name", "compound", "nmod:appos"})
_DEPTH = 12
_UP = 3
_DEEP = 2


@dataclass(frozen=True, slots=True)
class Way:
    """Up from the trigger by ``up`` ("obj<xcomp"), then down by ``argument``, ``depth`` more steps.

    The argument is a relation with its preposition ("obl:gegen"), "gen" for a bare genitive, "self" where
    the mention lies above the trigger, "far" where the two do not meet.
    """

    up: str
    argument: str
    depth: int


def ancestry(doc: Doc, token: int) -> list[int]:
    """A token and what it hangs on, upward, at most _DEPTH."""
    heads, found = layout(doc).heads, [token]
    while heads[found[-1]] != found[-1] and len(found) < _DEPTH:
        found.append(heads[found[-1]])
    return found


def way(doc: Doc, above: list[int], root: int) -> Way:
    """The way to the token ``root`` from the one whose ``ancestry`` is ``above``."""
    down = ancestry(doc, root)
    meeting = next((place for place, i in enumerate(down) if i in above), None)
    if meeting is None:
        return Way("far", "far", _DEEP)
    up = [words.dep(doc[i]) for i in above[: above.index(down[meeting])]]
    steps = [relation for relation in up if relation != "conj"]
    climbed = "<".join(steps) if len(steps) <= _UP else "far"
    if meeting == 0:
        return Way(climbed, "self", 0)
    place = meeting - 1
    while place > 0 and doc[down[place]].dep_ in _INSIDE:
        place -= 1
    depth = sum(doc[i].dep_ not in _INSIDE for i in down[:place])
    return Way(climbed, _argument(doc[down[place]]), min(depth, _DEEP))


def _argument(token: Token) -> str:
    relation: str = token.dep_
    before = words.preposition(token)
    if before is not None:
        return f"{relation}:{before}"
    return "gen" if relation == "nmod" else relation
