"""Where one main clause of a sentence ends and the next begins, whatever the parser made of them.

"A beschoss B; C lobte D" is two clauses, and so is "..., und C lobte D"; the parser hangs lists that stand
on both sides of such a border together. No slot of an event reaches over one.
"""

from __future__ import annotations

from bisect import bisect_left

from worker.nlp.events import words
from worker.nlp.tokens import Span, Token

_KEY = "ew_borders"
_JOINS = frozenset({"und", "aber", "doch", "and", "but"})
#: What parts clauses only, never the members of a list.
_SURE = frozenset({";", "aber", "doch", "but"})
#: How a clause hangs on another one, not beside it.
_BELOW = frozenset({"acl", "advcl", "csubj", "ccomp", "xcomp"})
#: What opens a second predicate that shares the subject of the first ("..., und droht").
_SHARED = frozenset({"VERB", "AUX", "PART", "ADV", "SCONJ"})


def apart(trigger: Token, start: int) -> bool:
    """Whether a border lies between a trigger and what begins at character ``start`` of the text."""
    sentence = words.sentence(trigger)
    known: dict[int, list[int]] = trigger.doc.user_data.setdefault(_KEY, {})
    if sentence.start not in known:
        known[sentence.start] = _borders(sentence)
    places = known[sentence.start]
    return bool(places) and bisect_left(places, trigger.idx) != bisect_left(places, start)


def _borders(sentence: Span) -> list[int]:
    """The characters at which the main clauses of a sentence begin, but for the first."""
    joins = [t for t in sentence[:-1] if t.text == ";" or _is_join(t)]
    if not joins:
        return []
    verbs = [t for t in sentence if t.pos_ in ("VERB", "AUX")]
    main = [t.i for t in verbs if words.dep(t) not in _BELOW]
    found, begin = [], sentence.start
    for join in joins:
        places = [t.i for t in verbs] if join.lower_ in _SURE else main
        inside = bisect_left(places, join.i) > bisect_left(places, begin)
        if inside and places[-1] > join.i:
            found.append(join.idx)
            begin = join.i
    return found


def _is_join(token: Token) -> bool:
    """Whether a token is the conjunction behind a comma that opens a clause with a subject of its own."""
    if token.lower_ not in _JOINS or token.i == 0 or token.nbor(-1).text != ",":
        return False
    return token.nbor(1).pos_ not in _SHARED
