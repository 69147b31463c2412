"""Annotated articles beside their parses, and which proposal each annotated event belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from training.events.plan import Source
from worker.evaluation.gold import GoldArticle, GoldEvent
from worker.evaluation.gold import read as read_gold
from worker.nlp.documents import document
from worker.nlp.events.proposals import POS, Proposal
from worker.nlp.reading import read as plain
from worker.nlp.tokens import Doc, Token

_MARKS = "„“”\"'»«.,;:!?…()"


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its events, its parse with the actors linked, and where it comes from."""

    gold: GoldArticle
    doc: Doc
    source: Source


def read(nlp: Language, folder: Path, source: Source) -> Iterator[Annotated]:
    """The articles of a file below ``folder``, parsed; raises DataError for a bad file."""
    articles = list(read_gold(folder / source.file, language=nlp.lang, headline=True))
    docs = nlp.pipe((document(nlp, one.article) for one in articles), batch_size=16)
    for gold, doc in zip(articles, docs, strict=True):
        yield Annotated(gold, plain(doc), source)


def anchor(doc: Doc, gold: GoldArticle, event: GoldEvent) -> Token | None:
    """The word that names an event: of its trigger the one on which the others hang."""
    tokens = _trigger(doc, gold, event)
    places = {token.i for token in tokens}
    known = [token for token in tokens if token.pos_ in POS]
    tops = (t for t in known if t.head.i not in places or t.head == t)
    return next(tops, known[0] if known else None)


def align(one: Annotated, found: Sequence[Proposal]) -> list[GoldEvent | None]:
    """The event of each proposal, None for what is no event; each event belongs to one at most.

    First comes who has the trigger and the type, then who has the trigger, at last who has the type.
    """
    doc, gold = one.doc, one.gold
    triggers = [{token.i for token in _trigger(doc, gold, event)} for event in gold.events]
    sentences = [gold.sentence_at(proposal.token.idx) for proposal in found]
    result: list[GoldEvent | None] = [None] * len(found)
    left = list(range(len(gold.events)))
    for touch, same in ((True, True), (True, False), (False, True)):
        for number in list(left):
            event = gold.events[number]
            fits = [
                place
                for place, proposal in enumerate(found)
                if result[place] is None
                and sentences[place] == event.sentence
                and (not touch or _tokens(proposal) & triggers[number])
                and (not same or proposal.match.trigger.type == event.type)
                and (touch or proposal.listed)
            ]
            if fits:
                best = min(fits, key=lambda place: (found[place].verdict != "kept", place))
                result[best] = event
                left.remove(number)
    return result


def _tokens(proposal: Proposal) -> set[int]:
    companion = proposal.match.companion
    return {proposal.token.i} if companion is None else {proposal.token.i, companion.i}


def _trigger(doc: Doc, gold: GoldArticle, event: GoldEvent) -> list[Token]:
    """The tokens of an annotated trigger, together or apart ("wirft ... vor"), in their sentence."""
    ends = (*gold.starts[1:], len(gold.article.text))
    start, end = gold.starts[event.sentence], ends[event.sentence]
    tokens = [token for token in doc if start <= token.idx < end]
    parts, texts = event.trigger.split(), [token.text for token in tokens]
    for place in range(len(texts) - len(parts) + 1):
        if parts and texts[place : place + len(parts)] == parts:
            return tokens[place : place + len(parts)]
    found: list[Token] = []
    for part in (part.strip(_MARKS) for part in parts):
        found += [t for t in tokens if t.text == part and t not in found][:1]
    return found
