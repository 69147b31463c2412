"""The tree of a Doc as two lists that may be changed."""

from __future__ import annotations

from functools import lru_cache

from worker.nlp.tokens import Doc

#: Relations that are remembered: no parser tells so many apart.
_RELATIONS = 1_024
#: Tokens of a phrase that are looked at. No sentence of news has so many; one without end would otherwise be
#: walked through at each of its words.
_WIDEST = 400


@lru_cache(_RELATIONS)
def _without_subtype(relation: str) -> str:
    return relation.partition(":")[0]


class Tree:
    """Heads and relations by token; the Doc's own tokens hang on nobody yet."""

    def __init__(self, doc: Doc, heads: list[int]) -> None:
        self.doc = doc
        self.heads = heads
        self.deps = [token.dep_ for token in doc]
        self._children: list[list[int]] = [[] for _ in heads]
        for token, head in enumerate(heads):
            if head != token:
                self._children[head].append(token)

    def dep(self, token: int) -> str:
        """The relation without its subtype."""
        return _without_subtype(self.deps[token])

    def children(self, token: int, *relations: str) -> list[int]:
        """The dependents of a token, of these relations where any are given, left to right."""
        found = self._children[token]
        return [c for c in found if not relations or self.dep(c) in relations]

    def move(self, token: int, head: int, relation: str) -> None:
        """Hang a token elsewhere; not below itself."""
        if self._hangs(head, token):
            return
        old = self.heads[token]
        if old != token:
            self._children[old].remove(token)
        self._children[head] = sorted((*self._children[head], token))
        self.heads[token], self.deps[token] = head, relation

    def rename(self, token: int, relation: str) -> None:
        """Another relation to the same head."""
        self.deps[token] = relation

    def _hangs(self, token: int, head: int) -> bool:
        """Whether a token hangs on ``head``, however far below."""
        while token != head and self.heads[token] != token:
            token = self.heads[token]
        return token == head

    def lift(self, token: int, relation: str) -> None:
        """Put a token where its head hangs, and the head below it in this relation."""
        other = self.heads[token]
        head, own = self.heads[other], self.deps[other]
        self._children[other].remove(token)
        if head != other:
            self._children[head].remove(other)
            self._children[head] = sorted((*self._children[head], token))
        self._children[token] = sorted((*self._children[token], other))
        self.heads[token], self.deps[token] = (token if head == other else head), own
        self.heads[other], self.deps[other] = token, relation

    def below(self, token: int) -> set[int]:
        """A token and all that hangs on it, of more than any phrase has only a part."""
        found, queue = {token}, [token]
        while queue and len(found) < _WIDEST:
            for child in self._children[queue.pop()]:
                if child not in found:
                    found.add(child)
                    queue.append(child)
        return found

    def opening(self, token: int) -> int:
        """The first word of the clause that a token heads; signs alone have none but their head."""
        return min((i for i in self.below(token) if not self.doc[i].is_punct), default=token)

    def edge(self, token: int) -> int:
        """The leftmost token that hangs on one."""
        return min(self.below(token))
