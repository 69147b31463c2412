"""Which clause a word belongs to, and which words rule it, by the parse (Universal Dependencies)."""

from __future__ import annotations

from collections.abc import Iterator

from worker.nlp.tokens import Token

_CLAUSES = frozenset({"ROOT", "root", "advcl", "ccomp", "acl", "csubj", "parataxis"})
_GOVERNED = frozenset({"obj", "iobj", "nsubj:pass", "csubj:pass", "nmod", "ccomp", "xcomp", "acl"})
_CARRIED = frozenset({"obj", "iobj", "nsubj", "nsubj:pass", "obl"})
_OBJECTS = frozenset({"obj", "obl", "ccomp", "xcomp"})
_NOUN_CLAUSES = frozenset({"acl", "ccomp", "xcomp"})
#: What joins the members of a list without turning against the first.
_LISTING = frozenset({"und", "oder", "noch", "sowie", "and", "or", "nor"})
#: Prepositions behind which the content of a threat, a warning, a renunciation stands.
_CONTENT = frozenset({"mit", "vor", "zu", "zum", "zur", "auf", "von", "with", "of", "to", "from"})
_PREDICATES = frozenset({"VERB", "AUX"})
#: No sentence that means something is nested deeper; one that is must not take for ever.
_DEPTH = 60


def clauses(token: Token) -> Iterator[Token]:
    """The heads of the clauses around ``token``, innermost first, up to the sentence's."""
    for _ in range(_DEPTH):
        if _opens(token):
            yield token
        if token.head == token:
            return
        token = token.head


def clause(token: Token) -> Token:
    """The head of the innermost clause around ``token``."""
    return next(clauses(token), token)


def rules(word: Token, token: Token) -> bool:
    """Whether ``token`` is in the clause of ``word`` or in one below it."""
    return clause(word) in clauses(token)


def opens_clause(token: Token) -> bool:
    """Whether nothing but punctuation stands before ``token`` in its clause."""
    left = clause(token).left_edge
    return all(word.is_punct or word.is_space for word in token.doc[left.i : token.i])


def belongs(word: Token, token: Token) -> bool:
    """Whether ``word`` modifies ``token``, the list it is in, or the noun whose clause it is in.

    "weder Sanktionen noch Drohungen", "kein Plan, anzugreifen"; but not "kein Streit, sondern Krieg".
    """
    if word.head in (token, _first_of_list(token)):
        return True
    inner = clause(token)
    return inner.dep_ in _NOUN_CLAUSES and word.head == inner.head and word.i < inner.i


def _first_of_list(token: Token) -> Token:
    for _ in range(_DEPTH):
        joins = (child.lower_ for child in token.lefts if child.dep_ == "cc")
        if token.dep_ != "conj" or not _LISTING.issuperset(joins):
            break
        token = token.head
    return token


def concerns(word: Token, token: Token) -> bool:
    """Whether ``token`` is what ``word`` is about, a preposition between them or none.

    "plant einen Angriff", "droht mit einem Angriff", "warnt vor einem Angriff".
    """
    cases = (child.lower_ for child in token.lefts if child.dep_ == "case")
    return governs(word, token) or (token.head == word and any(case in _CONTENT for case in cases))


def governs(governor: Token, token: Token) -> bool:
    """Whether ``token``, or the first of the list it is in, is what ``governor`` is about."""
    for _ in range(_DEPTH):
        if token.dep_ != "conj":
            break
        token = token.head
    if token.head != governor:
        return False
    return token.dep_ in _GOVERNED or _opens_infinitive(token, governor)


def _opens_infinitive(token: Token, governor: Token) -> bool:
    """Parsers take the "um" of "um eine Eskalation zu vermeiden" for a preposition of the object."""
    infinitive = any(child.dep_ == "mark" for child in governor.lefts)
    return infinitive and token.dep_ == "obl" and token.left_edge == governor.left_edge


def carries(verb: Token, noun: Token) -> bool:
    """Whether ``verb`` says little more than that ``noun`` is there or takes place.

    A subject counts only without an object: "Der Angriff fand nicht statt" denies the attack, "Der Angriff
    führte nicht zum Ziel" does not.
    """
    if noun.head != verb or noun.dep_ not in _CARRIED:
        return False
    return noun.dep_ != "nsubj" or all(child.dep_ not in _OBJECTS for child in verb.children)


def _opens(token: Token) -> bool:
    relation = token.dep_.partition(":")[0]
    return relation in _CLAUSES or (relation == "conj" and token.pos_ in _PREDICATES)
