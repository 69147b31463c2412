"""Which clause a token stands in: the predicate of each, the words of each, without those below."""

from __future__ import annotations

from worker.nlp.events import words
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc, Token

_CLAUSES = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis", "xcomp", "ROOT"})
_KEY, _MEMBERS = "ew_clauses", "ew_members"


def clause(token: Token) -> Token:
    """The predicate of the clause a token stands in."""
    return token.doc[_clauses(token.doc)[0][token.i]]


def members(predicate: Token) -> list[Token]:
    """A predicate and the tokens of its own clause, without the clauses below it, left to right."""
    doc = predicate.doc
    known: dict[int, list[Token]] = doc.user_data.setdefault(_MEMBERS, {})
    if predicate.i not in known:
        places = _clauses(doc)[1].get(predicate.i, ())
        start, end = layout(doc).sentence(predicate.i)
        inside = sorted({predicate.i, *places})
        known[predicate.i] = [doc[i] for i in inside if start <= i < end]
    return known[predicate.i]


def _clauses(doc: Doc) -> tuple[list[int], dict[int, list[int]]]:
    """The predicate of each token and the tokens of each predicate, worked out once a Doc."""
    if _KEY not in doc.user_data:
        heads = layout(doc).heads
        predicates = [i if _is_predicate(doc[i]) else -1 for i in range(len(doc))]
        for i in range(len(doc)):
            path = [i]
            while predicates[path[-1]] < 0:
                path.append(heads[path[-1]])
            for place in path:
                predicates[place] = predicates[path[-1]]
        below: dict[int, list[int]] = {}
        for i, predicate in enumerate(predicates):
            below.setdefault(predicate, []).append(i)
        doc.user_data[_KEY] = predicates, below
    found: tuple[list[int], dict[int, list[int]]] = doc.user_data[_KEY]
    return found


def _is_predicate(token: Token) -> bool:
    relation = words.dep(token)
    if relation in _CLAUSES or token.head == token:
        return True
    return relation == "conj" and token.pos_ in ("VERB", "AUX")
