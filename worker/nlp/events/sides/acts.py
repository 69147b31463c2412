"""The earlier event that the object of a verb names again: "Berlin verurteilte den Angriff"."""

from __future__ import annotations

from collections.abc import Iterator

from worker.languages.triggers import triggers
from worker.nlp.events import words
from worker.nlp.events.sides.case import Case, codes
from worker.nlp.tokens import Token

#: Events that are looked at, from the nearest back.
_REACH = 12


def named_again(case: Case) -> Case | None:
    """The last event before of a type that a noun beside the trigger's verb names, with a known side."""
    known = triggers(case.doc.lang_)
    nouns = _objects(case.doc[case.token])
    types = {one.type for noun in nouns for one in known.find("noun", words.lemma(noun))}
    if not types:
        return None
    return next((one for one in _back(case) if one.type in types and _is_known(one)), None)


def _objects(verb: Token) -> list[Token]:
    if verb.pos_ not in ("VERB", "AUX"):
        return []
    return [child for child in words.children(verb, "obj", "obl") if child.pos_ == "NOUN"]


def _back(case: Case) -> Iterator[Case]:
    """The events before, the nearest first."""
    for _ in range(_REACH):
        if case.before is None:
            return
        case = case.before
        yield case


def _is_known(case: Case) -> bool:
    return bool(codes(case.sources) or codes(case.targets))
