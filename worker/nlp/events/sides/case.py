"""One event as the ranker of sides sees it: its trigger, what its clause names, and the story around."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from worker.domain.actor import Actor
from worker.domain.event import Event, EventType
from worker.nlp.events import grammar, words
from worker.nlp.events.sides.cast import Cast, Part, cast, is_side
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc, Token

Side = Literal["source", "target"]
SIDES: tuple[Side, Side] = ("source", "target")

#: What stands for nobody on a side.
NOBODY = "---"


@dataclass(frozen=True, slots=True)
class Story:
    """How often each code, and each pair of codes, fills the slots of an article's events."""

    sources: Counter[str] = field(default_factory=Counter)
    targets: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Case:
    """An event about whose sides a decision is due.

    ``shape`` is N for a noun, P for a verb in the passive, else V; ``speaker`` and ``place`` are codes;
    ``before`` is the event before it in the article.
    """

    doc: Doc
    cast: Cast
    token: int
    type: EventType
    shape: Literal["N", "P", "V"]
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    speaker: str | None
    place: str | None
    story: Story
    before: Case | None = None

    @property
    def sentence(self) -> int:
        """The number of the trigger's sentence."""
        return layout(self.doc).sentences[self.token]

    def near(self, code: str) -> list[Part]:
        """The mentions of a code in the trigger's sentence that are nearest to the trigger."""
        return self.cast.near(self.token, code, layout(self.doc).sentence(self.token))

    def slot(self, side: Side) -> tuple[Actor, ...]:
        """Whom the clause names on a side."""
        return self.sources if side == "source" else self.targets


def cases(doc: Doc, events: Sequence[tuple[int, Event]]) -> Iterator[Case]:
    """The cases of a Doc's events, each with the place of its trigger's token, in their order."""
    told, before = story(event for _, event in events), None
    for token, event in events:
        place = None if event.place is None else event.place.country
        speaker = None if event.speaker is None else event.speaker.actor.code
        sides = event.sources, event.targets
        before = case(doc, token, event.type, sides, (speaker, place), told, before)
        yield before


def case(
    doc: Doc,
    token: int,
    type_: EventType,
    sides: tuple[tuple[Actor, ...], tuple[Actor, ...]],
    around: tuple[str | None, str | None],
    story: Story,
    before: Case | None,
) -> Case:
    """A case from its parts; ``around`` holds the codes of speaker and place."""
    shape = _shape(doc[token])
    return Case(doc, cast(doc), token, type_, shape, *sides, *around, story, before)


def story(events: Iterable[Event]) -> Story:
    """What the slots of an article's events tell together."""
    told = Story()
    for event in events:
        sources, targets = codes(event.sources), codes(event.targets)
        told.sources.update(sources)
        told.targets.update(targets)
        told.pairs.update((one, other) for one in sources for other in targets)
    return told


def codes(actors: Iterable[Actor]) -> set[str]:
    """The codes of actors that are sides of a dyad."""
    return {actor.code for actor in actors if actor.code is not None and is_side(actor.code)}


def sure(actors: Iterable[Actor]) -> set[str]:
    """The codes that actors have by their own words, not by a mention that they seem to continue."""
    return codes(actor for actor in actors if actor.head is None)


def _shape(token: Token) -> Literal["N", "P", "V"]:
    if token.pos_ in ("NOUN", "PROPN"):
        return "N"
    return "P" if token.pos_ in ("VERB", "AUX") and grammar.is_passive(token) else "V"


def lemma(case: Case) -> str:
    """The trigger's word in its dictionary form, lower case."""
    return words.lemma(case.doc[case.token]).lower()
