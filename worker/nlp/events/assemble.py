"""An event out of a proposal: type and scales, modality, speaker, date and place, and what is missing."""

from __future__ import annotations

from worker.domain import ids
from worker.domain.event import Cue, Event, EventDate, Missing, Slot
from worker.domain.text import Span
from worker.languages.cues import Cues
from worker.languages.plover import plover
from worker.nlp.events import times, words
from worker.nlp.events.background import Time
from worker.nlp.events.filling import Slots
from worker.nlp.events.match import Match
from worker.nlp.events.modality import Reading
from worker.nlp.events.places import place
from worker.nlp.events.predicates import verbs
from worker.nlp.events.proposals import Proposal
from worker.nlp.tokens import Doc, Token
from worker.nlp.tokens import Span as Sentence

_SENTENCES = "ew_sentences"
#: Characters of a sentence that an event repeats as its evidence: no sentence of news is longer.
MAX_EVIDENCE = 1_000


def assemble(proposal: Proposal, reading: Reading, when: Time, cues: Cues) -> Event:
    """The event of a proposal that stands, with the modality ``reading`` and the time ``when``."""
    match, sides = proposal.match, proposal.sides
    doc, trigger = match.token.doc, match.trigger
    missing = dict(sides.missing)
    scale = plover().scale(trigger.type, trigger.mode)
    span = words.cut(doc, *_trigger_tokens(match))
    if proposal.speaker is None:
        missing["speaker"] = "unattributed"
    if reading.cue is None and reading.modality != "asserted":
        missing["modality_cue"] = "unmarked"
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
        speaker=proposal.speaker,
        date=_date(doc, when, missing),
        place=where,
        kahn=_kahn(scale.kahn, sides),
        missing=missing,
    )


def _date(doc: Doc, found: Time, missing: dict[Slot, Missing]) -> EventDate | None:
    if isinstance(found, times.When):
        return EventDate(found.value, found.precision, words.cut(doc, found.start, found.end))
    missing["date"] = "no_time_expression" if found is None else "no_publication_date"
    return None


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
    """The sentence without the blanks around it, which the tokenizer counts to it.

    Of a sentence longer than any that is written, what stands around the trigger: many events of one
    endless sentence must not each repeat all of it.
    """
    sentence = words.sentence(token)
    if sentence.end_char - sentence.start_char > MAX_EVIDENCE:
        return _around(token, sentence)
    known: dict[int, Span] = token.doc.user_data.setdefault(_SENTENCES, {})
    if sentence.start not in known:
        known[sentence.start] = _without_blanks(sentence)
    return known[sentence.start]


def _around(token: Token, sentence: Sentence) -> Span:
    """The whole tokens of a sentence within half of MAX_EVIDENCE before and behind a token."""
    doc, first, last = token.doc, token.i, token.i + 1
    low, high = token.idx - MAX_EVIDENCE // 2, token.idx + MAX_EVIDENCE // 2
    while first > sentence.start and doc[first - 1].idx >= low:
        first -= 1
    while last < sentence.end and doc[last].idx + len(doc[last]) <= high:
        last += 1
    return _without_blanks(doc.span(first, last))


def _without_blanks(sentence: Sentence) -> Span:
    first = next(t.i for t in sentence if not t.is_space)
    last = next(sentence[-i].i for i in range(1, len(sentence) + 1) if not sentence[-i].is_space)
    return words.cut(sentence.doc, first, last + 1)


def _article_id(doc: Doc) -> str:
    return "" if doc.article is None else doc.article.id
