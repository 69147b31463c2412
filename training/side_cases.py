"""Annotated events as cases for the ranker of sides: found by the rules, or made at the trigger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc as Parsed

from worker.domain.event import EventType
from worker.evaluation.events import match
from worker.evaluation.gold import GoldArticle, GoldEvent, read
from worker.languages.cues import Cues
from worker.languages.triggers import Pos, Trigger, Triggers
from worker.nlp.documents import document
from worker.nlp.events import words
from worker.nlp.events.match import Match
from worker.nlp.events.sides.case import Case, Story, case, cases, story
from worker.nlp.events.sides.paths import ancestry
from worker.nlp.events.slots import slots
from worker.nlp.reading import read as plain
from worker.nlp.tokens import Doc, Token

#: Where the sides of a word stand that no rule knows.
_PLACES: dict[Pos, tuple[str, ...]] = {
    "verb": ("obj", "dat", "gegen", "mit", "an", "auf", "gegenüber", "against", "with", "on", "to"),
    "noun": ("gegen", "mit", "an", "auf", "gegenüber", "against", "with", "on", "to"),
}
_TRIGGERS = ("VERB", "NOUN", "PROPN", "AUX", "ADJ")


@dataclass(frozen=True, slots=True)
class Example:
    """A case and the codes that are right; ``found`` by the rules, in the article ``key``."""

    key: str
    case: Case
    gold: GoldEvent
    found: bool


def examples(
    path: Path, nlp: Language, triggers: Triggers, cues: Cues, *, language: str
) -> Iterator[Example]:
    """The examples of a file of annotated articles; ``nlp`` codes events without deciding sides."""
    articles = list(read(path, language=language, headline=True))
    docs = nlp.pipe(document(nlp, one.article) for one in articles)
    for gold, doc in zip(articles, docs, strict=True):
        yield from _of_article(gold, doc, triggers, cues)


def _of_article(
    gold: GoldArticle, parsed: Parsed, triggers: Triggers, cues: Cues
) -> Iterator[Example]:
    doc, events = plain(parsed), parsed._.events
    result, told = match(gold, events), story(events)
    known = {id(event): one for one, event in result.pairs}
    tokens = [(_token(doc, event.trigger.start), event) for event in events]
    before: list[tuple[int, Case]] = []
    for (token, event), found in zip(tokens, cases(doc, tokens), strict=True):
        before.append((token, found))
        if id(event) in known:
            yield Example(gold.article.id, found, known[id(event)], found=True)
    for one in result.missed:
        made = _made(gold, one, doc, triggers, cues, before, told)
        if made is not None:
            yield Example(gold.article.id, made, one, found=False)


def _made(
    gold: GoldArticle,
    event: GoldEvent,
    doc: Doc,
    triggers: Triggers,
    cues: Cues,
    before: Sequence[tuple[int, Case]],
    told: Story,
) -> Case | None:
    """A case at the annotated trigger of an event that the rules have missed."""
    token = _annotated(gold, event, doc)
    if token is None:
        return None
    kind = cast(EventType, event.type)
    sides = slots(_match(token, kind, triggers), cues)
    last = next((found for place, found in reversed(before) if place < token.i), None)
    return case(doc, token.i, kind, (sides.sources, sides.targets), (None, None), told, last)


def _match(token: Token, kind: EventType, triggers: Triggers) -> Match:
    """The trigger of the table with this type, else one with the places where sides mostly stand."""
    pos: Pos = "noun" if token.pos_ in ("NOUN", "PROPN") else "verb"
    word = words.lemma(token)
    known = (one for one in triggers.find(pos, word) if one.type == kind)
    usual = Trigger(word, None, kind, None, (), _PLACES[pos], "-")
    return Match(token, next(known, usual), word)


def _annotated(gold: GoldArticle, event: GoldEvent, doc: Doc) -> Token | None:
    """The highest word of an annotated trigger ("lehnte" of "lehnte ab") in its sentence."""
    parts = set(event.trigger.replace("-", " ").split()) | set(event.trigger.split())
    inside = [t for t in doc if gold.sentence_at(t.idx) == event.sentence and t.text in parts]
    named = [token for token in inside if token.pos_ in _TRIGGERS] or inside
    return min(named, key=lambda t: (len(ancestry(doc, t.i)), t.i), default=None)


def _token(doc: Doc, offset: int) -> int:
    return next(token.i for token in reversed(doc) if token.idx <= offset)
