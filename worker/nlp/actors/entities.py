"""Entities of a Doc: what the recognizer found, linked, and what it missed but the tables know."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from worker.domain.actor import Entity, EntityLabel, Link, NoCode
from worker.domain.text import Span
from worker.nlp.actors.countries import country
from worker.nlp.actors.gazetteer import Hit
from worker.nlp.actors.roles import Roles
from worker.nlp.layout import Entity as Recognized
from worker.nlp.layout import layout
from worker.nlp.mentions import Kind, Mention
from worker.nlp.tokens import Doc
from worker.nlp.tokens import Span as Phrase

#: Labels of weights trained elsewhere, in the project's terms; what is not listed is MISC.
_LABELS: dict[str, EntityLabel] = {
    "PER": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "ORG": "ORG",
    "NORP": "NORP",
}  # fmt: skip
KIND_LABELS: dict[Kind, EntityLabel] = {
    "name": "LOC", "capital": "LOC", "place": "LOC", "seat": "LOC", "organization": "ORG",
    "person": "PER", "adjective": "NORP", "inhabitant": "NORP",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A mention with the characters of its form; ``mention`` is None where a form stays ambiguous."""

    hit: Hit
    mention: Mention | None


def entities(doc: Doc, found: Sequence[Found], roles: Roles) -> tuple[Entity, ...]:
    """The recognizer's entities and the table's mentions that overlap none of them, in text order."""
    here, starts = layout(doc), [one.hit.start for one in found]
    recognized = [
        _recognized(doc.span(e.start, e.end), e.label, found[slice(*_touched(e, starts))], roles)
        for e in here.entities
    ]
    missed = (f for f in found if not any(map(here.entity, range(f.hit.start, f.hit.end))))
    return tuple(sorted((*recognized, *_added(here.text, missed)), key=lambda one: one.span))


def _touched(entity: Recognized, starts: Sequence[int]) -> tuple[int, int]:
    """From the last hit that begins no later than the entity to the last that begins in it."""
    return max(bisect_right(starts, entity.start) - 1, 0), bisect_left(starts, entity.end)


def _recognized(entity: Phrase, name: str, found: Sequence[Found], roles: Roles) -> Entity:
    inside = [f for f in found if entity.start <= f.hit.start and f.hit.end <= entity.end]
    around = [f for f in found if f.hit.start <= entity.start and entity.end <= f.hit.end]
    span = Span(entity.start_char, entity.end_char, entity.text)
    label = _LABELS.get(name, "MISC")
    link = _link(entity, label, inside, roles) or next(_links(around), None)
    if link is not None and label in ("PER", "NORP") and _is_place(entity, inside):
        label = "LOC"
    if (part := _name_in(entity, inside)) is not None:
        if part.kind == "organization" or label not in ("LOC", "ORG"):
            label = KIND_LABELS[part.kind]
        if link is None and part.link is not None:
            link = replace(part.link, sector="UNK")
    return Entity(span, label, link, None if link else _reason(label, inside))


def _name_in(entity: Phrase, inside: Sequence[Found]) -> Mention | None:
    """The name in a compound ("UN" in "UN-Resolution"); corpora mark such a word whole, as that name."""
    parts = (one.mention for one in inside if one.hit.rest and not one.hit.detached)
    return (
        next((m for m in parts if m is not None and m.link is not None), None)
        if len(entity) == 1
        else None
    )


def _is_place(entity: Phrase, inside: Sequence[Found]) -> bool:
    """Whether the tables know as a country or town what the recognizer took for people."""
    filling = (f.mention for f in inside if (f.hit.start, f.hit.end) == (entity.start, entity.end))
    return any(m is not None and m.kind in ("name", "capital", "place") for m in filling)


def _added(text: str, missed: Iterator[Found]) -> Iterator[Entity]:
    for one in missed:
        span = Span.of(text, one.hit.first, one.hit.last)
        if one.mention is None:
            yield Entity(span, "LOC", no_code="ambiguous")
        elif one.mention.link is not None:
            yield Entity(span, KIND_LABELS[one.mention.kind], one.mention.link)


def _link(entity: Phrase, label: EntityLabel, inside: Sequence[Found], roles: Roles) -> Link | None:
    """The row an entity stands for.

    That of the mention that fills it, of the leader it names, of the town it ends in ("Stadt Aleppo"),
    or of the country whose office it names ("US-Regierung").
    """
    named = [f for f in inside if f.mention is not None and f.mention.link is not None]
    for one in named:
        kind, link = _kind_and_link(one)
        fills = (one.hit.start, one.hit.end) == (entity.start, entity.end) and not one.hit.rest
        ends_it = one.hit.end == entity.end and not one.hit.rest
        if fills or kind == "person" or (label == "LOC" and ends_it):
            return link
    if label == "PER":
        return None
    return _office(entity, named[0], roles) if named else _national(entity, roles)


def _links(found: Sequence[Found]) -> Iterator[Link]:
    """The rows of names that an entity is only a part of ("Bosnien" in "Bosnien und Herzegowina")."""
    for one in found:
        if one.mention is not None and one.mention.link is not None and not one.hit.rest:
            yield one.mention.link


def _office(entity: Phrase, one: Found, roles: Roles) -> Link | None:
    """The country of ``one`` with the sector of the role noun beside it, if there is one."""
    words = [one.hit.rest, *(token.text for token in entity if token.i != one.hit.end - 1)]
    role = next((role for role in map(roles.of, words) if role is not None), None)
    return None if role is None else replace(_kind_and_link(one)[1], sector=role.sector)


def _national(entity: Phrase, roles: Roles) -> Link | None:
    """The country that alone has such an office ("Bundeswehr")."""
    role = roles.of(entity.text)
    if role is None or role.code is None:
        return None
    return replace(country(role.code), sector=role.sector)


def _kind_and_link(one: Found) -> tuple[Kind, Link]:
    if one.mention is None or one.mention.link is None:
        raise ValueError(f"{one.hit.form!r} has no link")
    return one.mention.kind, one.mention.link


def _reason(label: EntityLabel, inside: Sequence[Found]) -> NoCode:
    if any(one.mention is None for one in inside):
        return "ambiguous"
    return "not_an_actor" if label == "MISC" else "unknown"
