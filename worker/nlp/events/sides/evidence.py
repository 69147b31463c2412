"""Where an article names the code that was chosen for a side, and what that mention is to the event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from worker.domain.actor import Actor
from worker.domain.event import Resolution
from worker.domain.text import Span
from worker.languages.cues import CueKind, Cues
from worker.nlp.events import borders, labels, words
from worker.nlp.events.parties import party
from worker.nlp.events.sides.case import Case
from worker.nlp.events.sides.cast import Part
from worker.nlp.layout import layout
from worker.nlp.tokens import Token

#: What leads from a name or an adjective to the noun that it says more about.
_WITHIN = frozenset({"amod", "appos", "compound", "det", "flat", "nmod", "nummod"})
_PLACES = frozenset({"capital", "name", "place"})
#: What a phrase is besides an argument: where, or who says so.
_CIRCUMSTANCES: tuple[CueKind, ...] = ("place", "attribution")
_DEPTH = 4
#: Mentions of a code before and after a trigger among which one is sought that is no slot's.
_BACK = 4


def named(part: Part, case: Case) -> Actor:
    """A mention as an actor."""
    span, link = words.cut(case.doc, part.start, part.end), part.link
    return Actor(span, link.code, link.sector, link.id, link.name)


def beside(case: Case, code: str, taken: Sequence[Span], cues: Cues) -> Actor | None:
    """Whom an argument of the trigger itself names with a code, outside the spans ``taken``.

    A place is none, nor is who only says so ("laut Kiew").
    """
    trigger = case.doc[case.token]
    for part in case.near(code):
        head = _head(part, case)
        before = words.preposition(head) or ""
        if head.head != trigger or borders.apart(trigger, head.idx) or labels.is_label(head):
            continue
        if any(cues.has(kind, before) for kind in _CIRCUMSTANCES):
            continue
        actor = _phrase(part, head, case, cues)
        if not any(actor.span.overlaps(span) for span in taken):
            return actor
    return None


def is_place(part: Part, case: Case, cues: Cues) -> bool:
    """Whether a mention only says where ("in Kabul")."""
    before = words.preposition(case.doc[part.root])
    return part.kind in _PLACES and before is not None and cues.has("place", before)


def nearest(case: Case, code: str, taken: Sequence[Span]) -> Part | None:
    """The mention of a code in the sentence, else the last before, else the next; ``taken`` ones last."""
    place, parts = case.cast.place(case.token, code), case.cast.by_code.get(code, ())
    ordered = (
        *case.near(code),
        *reversed(parts[max(place - _BACK, 0) : place]),
        *parts[place : place + _BACK],
    )
    free = (part for part in ordered if not _is_taken(part, case, taken))
    return next(free, ordered[0] if ordered else None)


def rule(part: Part, case: Case, before: Iterable[Actor], cues: Cues) -> Resolution:
    """The rule by which a mention tells a side; ``before`` are the sides of the event before."""
    sentence = layout(case.doc).sentences[part.start]
    if sentence == case.sentence:
        return "place" if is_place(part, case, cues) else "sentence"
    if any(actor.code == part.code for actor in before):
        return "previous_event"
    if sentence == case.sentence - 1:
        return "previous_sentence"
    if sentence == 0:
        return "headline"
    return "setting" if case.cast.rank[part.code] == 0 else "elsewhere"


def _head(part: Part, case: Case) -> Token:
    """The noun of the phrase around a mention ("Truppen" of "russische Truppen")."""
    head, trigger = case.doc[part.root], case.doc[case.token]
    for _ in range(_DEPTH):
        if not _leads_on(head) or head.head == trigger:
            break
        head = head.head
    return head


def _phrase(part: Part, head: Token, case: Case, cues: Cues) -> Actor:
    """The actor of the phrase with a head, else the mention itself."""
    actor = party(head, cues)
    return actor if actor is not None and actor.code == part.code else named(part, case)


def _leads_on(token: Token) -> bool:
    return words.dep(token) in _WITHIN and words.preposition(token) is None


def _is_taken(part: Part, case: Case, taken: Iterable[Span]) -> bool:
    span = words.cut(case.doc, part.start, part.end)
    return any(span.overlaps(other) for other in taken)
