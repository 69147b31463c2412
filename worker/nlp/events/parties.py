"""From the head of a noun phrase to the actor it names, or to whom the thing it names belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from worker.domain.actor import Actor, Sector
from worker.languages.cues import Cues
from worker.nlp.actors.resolve import actor_for
from worker.nlp.events import arguments, grammar, words
from worker.nlp.events.phrases import bounds, is_time
from worker.nlp.events.setting import settled
from worker.nlp.tokens import Doc, Token

#: Sectors of PLOVER whose members are political actors even where their country is not known.
POLITICAL: frozenset[Sector] = frozenset(
    {"GOV", "MIL", "LEG", "JUD", "SPY", "COP", "PTY", "REB", "UAF", "PRM", "OPP", "IGO"}
)
#: Who belongs to the country an article plays in, unless it says otherwise.
_RESIDENT: frozenset[Sector] = POLITICAL - {"IGO", "UAF"} | {
    "AGR", "BUS", "CVL", "EDU", "JRN", "LAB", "MED", "REL",
}  # fmt: skip
#: Actors that one side has at most; no alliance that a sentence names member by member is larger.
_MOST = 40
_KEY, _PARTIES = "ew_phrases_named", "ew_parties"
#: Owners of owners are looked at ("die Entscheidung der Regierung in Kiew").
_DEPTH = 2


def is_political(actor: Actor) -> bool:
    """Whether an event may rest on this actor: it has a code or a political sector, and is no business."""
    return (actor.code is not None and actor.sector != "BUS") or actor.sector in POLITICAL


def parties(heads: Iterable[Token], cues: Cues, *, placed: bool = True) -> tuple[Actor, ...]:
    """The actors of several phrases in the order of the text, each once.

    Where a thing lies tells whom it belongs to when it is hit ("Stellungen in Syrien"), not when it hits
    ("an attack on Odesa"): sources are not ``placed``.
    """
    found: dict[tuple[int, int], Actor] = {}
    for head in heads:
        for actor in _all_of(head, cues, placed=placed):
            if actor.code is not None or not _is_place(head):
                found.setdefault((actor.span.start, actor.span.end), actor)
    return tuple(found[place] for place in sorted(found)[:_MOST])


def _all_of(head: Token, cues: Cues, *, placed: bool) -> Iterator[Actor]:
    """The actor of a phrase; one a country of "Außenminister der USA und Chinas"."""
    actor = party(head, cues, placed=placed)
    listed = _nationalities(head)
    if actor is not None and len(listed) > 1:
        yield from _of_nations(actor, head, listed)
        return
    if actor is not None:
        yield actor
    if actor is None or actor.code is None or head.pos_ != "NOUN":
        return
    for owner in arguments.arguments(head, "poss", cues):
        for other in grammar.conjuncts(owner)[1:]:
            found = _named(head.doc, *bounds(other))
            if found.code is not None:
                yield replace(found, sector=actor.sector)


def _nationalities(noun: Token) -> list[Token]:
    """The adjectives of several countries before one noun ("der ukrainische und der polnische Präsident")."""
    own = words.children(noun, "amod")
    joined = [one for word in own for one in grammar.conjuncts(word)]
    if not any(words.children(word, "cc") for word in (noun, *joined)):
        return []
    found = {word.i: word for word in joined if word.i < noun.i}
    known = [found[i] for i in sorted(found)]
    return [w for w in known if _named(noun.doc, w.i, w.i + 1).code is not None]


def _of_nations(actor: Actor, noun: Token, adjectives: list[Token]) -> Iterator[Actor]:
    """One actor a country: each by its adjective, the last with the noun."""
    for word in adjectives:
        found = _named(noun.doc, word.i, word.i + 1)
        end = noun.i + 1 if word == adjectives[-1] else word.i + 1
        yield replace(found, sector=actor.sector, span=words.cut(noun.doc, word.i, end))


def party(head: Token, cues: Cues, *, depth: int = _DEPTH, placed: bool = True) -> Actor | None:
    """The actor a phrase names; of a thing ("Vorschlag der USA") its owner; None where nobody is meant."""
    known: dict[tuple[int, int, bool], Actor | None]
    known = head.doc.user_data.setdefault(_PARTIES, {})
    if (head.i, depth, placed) not in known:
        known[head.i, depth, placed] = _party(head, cues, depth, placed=placed)
    return known[head.i, depth, placed]


def _party(head: Token, cues: Cues, depth: int, *, placed: bool) -> Actor | None:
    if is_time(head, cues):
        return None
    actor = _named(head.doc, *bounds(head))
    if actor.head is not None and cues.has("outsider", head.lemma_):
        actor = replace(actor, code=None, id=None, name=None, head=None, no_code="unknown")
    if actor.code is not None and (actor.head is not None or _is_titled(head)):
        actor = _of_named_owner(actor, head, cues)
    if actor.code is not None:
        return _owner_of_thing(actor, head, cues, depth) or actor
    own = _own(head, cues)
    if own is not None:
        return own
    owner = _owner(head, cues, depth, placed=placed or actor.no_code != "not_an_actor")
    if actor.no_code == "not_an_actor" or (head.pos_ == "PRON" and not _is_somebody(head)):
        return owner
    if owner is None or owner.code is None:
        return actor if cues.has("outsider", head.lemma_) else _at_home(actor, head)
    return replace(
        actor,
        code=owner.code,
        id=owner.id,
        name=owner.name,
        no_code=None,
        head=owner.head or owner.span,
    )


def _is_titled(head: Token) -> bool:
    """Whether somebody is named together with the country he is of ("King Abdullah of Jordan")."""
    return head.ent_type_ in ("PER", "PERSON") and bool(words.children(head, "nmod"))


def _is_place(head: Token) -> bool:
    """Whether a phrase is a place on the map, which does nothing itself ("Europa", "Nahost")."""
    return head.ent_type_ in ("LOC", "GPE") and head.pos_ == "PROPN"


def _own(head: Token, cues: Cues) -> Actor | None:
    """What the speaker calls his own ("von unserer Seite"), an actor as yet unknown."""
    for word in words.children(head, "det", "nmod"):
        if word.i < head.i and cues.has("first_person", word.lower_):
            span = words.cut(head.doc, word.i, head.i + 1)
            return Actor(span, None, "UNK", no_code="unknown")
    return None


def _of_named_owner(actor: Actor, head: Token, cues: Cues) -> Actor:
    """Of people who were taken for those of an earlier country the one that their phrase names."""
    near = words.children(head, "nmod") * (actor.head is not None)
    placed = [c for c in near if cues.has("place", words.preposition(c) or "")]
    for owner in (*arguments.arguments(head, "poss", cues), *placed):
        found = _named(head.doc, *bounds(owner))
        if found.code is not None and found.head is None:
            code, name = found.code, found.name
            return replace(actor, code=code, id=found.id, name=name, head=found.span)
    return actor


def _owner_of_thing(actor: Actor, head: Token, cues: Cues, depth: int) -> Actor | None:
    """Of a thing whose owner gave the code the owner ("Vorwürfe der USA" are the USA's)."""
    if actor.sector != "UNK" or actor.head is not None or depth == 0:
        return None
    for owner in arguments.arguments(head, "poss", cues):
        found = party(owner, cues, depth=depth - 1)
        if found is not None and found.code == actor.code and found.sector != "UNK":
            return found
    return None


def _at_home(actor: Actor, head: Token) -> Actor:
    """A role or a person without a country belongs to the one the article plays in."""
    person = head.ent_type_ in ("PER", "PERSON") or any(
        c.ent_type_ in ("PER", "PERSON") for c in head.children
    )
    if actor.sector in _RESIDENT or person:
        return settled(actor, head.doc)
    return actor


def adjective(noun: Token) -> Actor | None:
    """The actor that an adjective of nationality or the first part of a compound names."""
    for word in words.children(noun, "amod", "compound"):
        actor = _named(noun.doc, word.i, word.i + 1)
        if actor.code is not None:
            return actor
    actor = _named(noun.doc, noun.i, noun.i + 1)
    return actor if actor.code is not None and "-" in noun.text else None


def _named(doc: Doc, start: int, end: int) -> Actor:
    """``actor_for``, asked once for a phrase: several triggers of a sentence share their actors."""
    known: dict[tuple[int, int], Actor] = doc.user_data.setdefault(_KEY, {})
    if (start, end) not in known:
        known[start, end] = actor_for(doc, start, end)
    return known[start, end]


def _owner(head: Token, cues: Cues, depth: int, *, placed: bool) -> Actor | None:
    """Whose a phrase is; somebody who is ``placed`` ("Polizei in Kairo") is of there, a thing is not."""
    if depth == 0:
        return None
    near = words.children(head, "nmod") * placed
    owners = [
        *arguments.arguments(head, "poss", cues),
        *(c for c in near if cues.has("place", words.preposition(c) or "")),
    ]
    for owner in owners:
        found = party(owner, cues, depth=depth - 1)
        if found is not None and is_political(found):
            return found
    return None


def _is_somebody(pronoun: Token) -> bool:
    """Whether a pronoun is a personal one for people, not "es", "das", "man"."""
    return bool(pronoun.morph.get("Person", [])) and not words.has(pronoun, "Gender", "Neut")
