"""A noun phrase to the actor it names: the one entry point for the components that fill slots."""

from __future__ import annotations

from worker.domain.actor import Actor, Link, NoCode
from worker.domain.text import Span
from worker.nlp.actors.context import continued
from worker.nlp.actors.countries import country
from worker.nlp.actors.evidence import Evidence, evidence
from worker.nlp.actors.known import known
from worker.nlp.tokens import Doc, Token


def actor_for(doc: Doc, start: int, end: int) -> Actor:
    """The actor that the noun phrase in tokens ``start`` to ``end`` names.

    ``doc`` has been through "ew_actor_linker" and a parser. The code comes from a mention inside the
    phrase, else from the earlier mention that the phrase continues (then ``head``), else from an office
    that only one country has ("Bundeswehr"). Raises ValueError when the range is empty.
    """
    if not 0 <= start < end <= len(doc):
        raise ValueError(f"tokens {start}:{end} are no phrase of a Doc of {len(doc)} tokens")
    found = evidence(doc, start, end)
    span = _span(doc, found.first, found.last)
    if found.link is not None:
        return _actor(span, found.link, found)
    earlier = continued(doc, found)
    if earlier is not None:
        sector = earlier.sector if found.role is None else found.role.sector
        link, place = earlier.link, _span(doc, earlier.start, earlier.end)
        return Actor(span, link.code, sector, link.id, link.name, head=place)
    if found.role is not None and found.role.code is not None:
        return _actor(span, country(found.role.code), found)
    return Actor(span, None, found.sector(), no_code=_reason(doc, found))


def _actor(span: Span, link: Link, found: Evidence) -> Actor:
    return Actor(span, link.code, found.sector(), link.id, link.name)


def _span(doc: Doc, first: int, last: int) -> Span:
    return Span.of(doc.text, doc[first].idx, _end(doc[last - 1]))


def _reason(doc: Doc, found: Evidence) -> NoCode:
    """Ambiguous where a name has two readings, unknown where someone is meant but not who."""
    inside = known(doc).within(doc[found.first].idx, _end(doc[found.last - 1]))
    if any(entity.no_code == "ambiguous" for entity in inside):
        return "ambiguous"
    named = found.role is not None or found.head.pos_ in ("PROPN", "PRON") or inside
    return "unknown" if named else "not_an_actor"


def _end(token: Token) -> int:
    return token.idx + len(token)
