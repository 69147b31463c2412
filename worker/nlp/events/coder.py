"""One event a predicate: triggers of a sentence, their slots, modality, speaker, date and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from worker.domain import ids
from worker.domain.actor import Actor
from worker.domain.event import Cue, Event, EventDate, EventType, Missing, Slot, Speaker
from worker.domain.text import Span
from worker.languages.cues import Cues
from worker.languages.plover import plover
from worker.languages.triggers import Triggers
from worker.nlp.events import clauses, times, words
from worker.nlp.events.attribution import Attribution, attribution
from worker.nlp.events.background import Time, dated
from worker.nlp.events.crime import political
from worker.nlp.events.echo import echoed
from worker.nlp.events.match import Match, matches
from worker.nlp.events.modality import Reading, modality
from worker.nlp.events.parties import party
from worker.nlp.events.places import place
from worker.nlp.events.predicates import verbs
from worker.nlp.events.select import select
from worker.nlp.events.slots import Slots, slots
from worker.nlp.layout import layout

_SENTENCES = "ew_sentences"


#: Types that are done by saying so.
_WORDS: frozenset[EventType] = frozenset(
    {"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
)


def code(doc: Doc, triggers: Triggers, cues: Cues) -> tuple[Event, ...]:
    """The events of a Doc in the order of their triggers; () is a normal answer."""
    found = [event for sentence in doc.sents for event in _in_sentence(sentence, triggers, cues)]
    sentences = sum(1 for _ in doc.sents)
    return political(echoed(found, layout(doc).text), sentences=sentences)


def _in_sentence(sentence: Sentence, triggers: Triggers, cues: Cues) -> Iterator[Event]:
    found, voices = [], {}
    for match in matches(sentence, triggers, cues):
        said = attribution(match, cues)
        speaker = None if said is None else _speaker(said, cues)
        found.append((match, _first_person(slots(match, cues), speaker, cues)))
        voices[match.token.i] = said, speaker
    for match, sides in select(found, cues):
        yield _event(match, sides, *voices[match.token.i], cues)


def _event(
    match: Match, sides: Slots, said: Attribution | None, speaker: Speaker | None, cues: Cues
) -> Event:
    doc, trigger = match.token.doc, match.trigger
    reading = modality(match, cues)
    missing = dict(sides.missing)
    when = _when(match, reading, cues)
    reading = _as_reported(reading, said, _is_performed(match, sides, said, speaker))
    reading = _as_past(reading, match, when, cues)
    scale = plover().scale(trigger.type, trigger.mode)
    span = words.cut(doc, *_trigger_tokens(match))
    if speaker is None:
        missing["speaker"] = "unattributed"
    where = place([match.token, *verbs(match)], (*sides.sources, *sides.targets), cues)
    if where is None:
        missing["place"] = "not_mentioned"
    return Event(
        id=ids.event_id(_article_id(doc), trigger.type, span, sides.sources, sides.targets),
        type=trigger.type,
        resolved_type=plover().resolve(
            trigger.type, future=reading.modality == "future", negated=reading.modality == "negated"
        ),
        mode=trigger.mode,
        quad_class=scale.quad_class,
        cameo_root=scale.cameo_root,
        goldstein=scale.goldstein,
        plover_score=scale.score,
        modality=reading.modality,
        trigger=span,
        lemma=_lemma(match),
        sentence=_sentence(match.token),
        sources=sides.sources,
        targets=sides.targets,
        modality_cue=_cue(reading),
        speaker=speaker,
        date=_date(doc, when, missing),
        place=where,
        kahn=_kahn(scale.kahn, sides),
        missing=missing,
    )


def _as_reported(reading: Reading, said: Attribution | None, performed: bool) -> Reading:
    """What somebody says is reported, unless more is known about it or saying so is the act itself."""
    if reading.modality == "asserted" and said is not None and not performed:
        return Reading("reported", said.cue, "speech")
    return reading


def _is_performed(
    match: Match, sides: Slots, said: Attribution | None, speaker: Speaker | None
) -> bool:
    """Whether the quoted words are the act ("We condemn this," said the minister)."""
    if said is None or said.quotation == "indirect" or match.trigger.type not in _WORDS:
        return False
    return speaker is None or speaker.actor.code in {actor.code for actor in sides.sources}


def _speaker(said: Attribution, cues: Cues) -> Speaker | None:
    actor = party(said.speaker, cues)
    if actor is None:
        return None
    medium = (
        None
        if said.medium is None
        else words.cut(said.medium.doc, said.medium.i, said.medium.i + 1)
    )
    return Speaker(
        actor, words.cut(said.cue.doc, said.cue.i, said.cue.i + 1), said.quotation, medium
    )


def _first_person(sides: Slots, speaker: Speaker | None, cues: Cues) -> Slots:
    """Fill in the speaker for "wir" and "ich"."""
    if speaker is None:
        return sides

    def resolved(actor: Actor) -> Actor:
        if actor.code is not None or not _speaks(actor, cues):
            return actor
        who = speaker.actor
        return replace(who, span=actor.span, head=who.head or who.span, no_code=who.no_code)

    return replace(
        sides,
        sources=tuple(resolved(actor) for actor in sides.sources),
        targets=tuple(resolved(actor) for actor in sides.targets),
    )


def _speaks(actor: Actor, cues: Cues) -> bool:
    return cues.has("first_person", actor.span.surface.partition(" ")[0])


def _as_past(reading: Reading, match: Match, found: Time, cues: Cues) -> Reading:
    """What is dated long before the article is background."""
    if reading.modality not in ("asserted", "reported"):
        return reading
    told = reading.modality == "reported"
    token = dated(match, found, _published(match.token.doc), cues, alone=told)
    return reading if token is None else Reading("historical", token, "date")


def _published(doc: Doc) -> date | None:
    article = doc._.article
    return times.published_on(None if article is None else article.published_at)


def _when(match: Match, reading: Reading, cues: Cues) -> Time:
    ahead = reading.modality == "future"
    return times.when(_clause_tokens(match), _published(match.token.doc), cues, ahead=ahead)


def _date(doc: Doc, found: Time, missing: dict[Slot, Missing]) -> EventDate | None:
    if isinstance(found, times.When):
        return EventDate(found.value, found.precision, words.cut(doc, found.start, found.end))
    missing["date"] = "no_time_expression" if found is None else "no_publication_date"
    return None


def _clause_tokens(match: Match) -> list[Token]:
    """The tokens of the trigger's own clause, without the clauses below it."""
    top = verbs(match)[0]
    return clauses.members(top)


def _kahn(band: tuple[int, int] | None, sides: Slots) -> tuple[int, int] | None:
    """The ladder is one between states: what happens inside one country stands on no rung."""
    sources = {actor.code for actor in sides.sources if actor.code}
    targets = {actor.code for actor in sides.targets if actor.code}
    return None if sources and targets and sources == targets else band


def _trigger_tokens(match: Match) -> tuple[int, int]:
    """The companion noun where it names the act, else the verb, with a particle beside it."""
    token = match.token
    particle = next(
        (c for c in token.children if c.dep_ == "compound:prt" and c.i == token.i + 1), None
    )
    if match.companion is not None and match.companion.pos_ == "NOUN":
        near = sorted((match.companion.i, token.i))
        return (
            (near[0], near[1] + 1)
            if near[1] - near[0] == 1
            else (match.companion.i, match.companion.i + 1)
        )
    return token.i, (token.i if particle is None else particle.i) + 1


def _lemma(match: Match) -> str:
    if match.companion is None:
        return match.token.lemma_ if match.is_noun else match.lemma
    return f"{match.companion.lemma_} {match.lemma}"


def _cue(reading: Reading) -> Cue | None:
    if reading.cue is None:
        return None
    return Cue(words.cut(reading.cue.doc, reading.cue.i, reading.cue.i + 1), reading.kind)


def _sentence(token: Token) -> Span:
    """The sentence without the blanks around it, which the tokenizer counts to it."""
    sentence = words.sentence(token)
    known: dict[int, Span] = token.doc.user_data.setdefault(_SENTENCES, {})
    if sentence.start not in known:
        known[sentence.start] = _without_blanks(sentence)
    return known[sentence.start]


def _without_blanks(sentence: Sentence) -> Span:
    first = next(t.i for t in sentence if not t.is_space)
    last = next(sentence[-i].i for i in range(1, len(sentence) + 1) if not sentence[-i].is_space)
    return words.cut(sentence.doc, first, last + 1)


def _article_id(doc: Doc) -> str:
    return "" if doc._.article is None else doc._.article.id
