"""What the rules read out of a proposal: whether it happened, who merely says so, and when it was."""

from __future__ import annotations

import re
from datetime import date

from worker.domain.event import EventType
from worker.languages.cues import Cues
from worker.nlp.events import clauses, times
from worker.nlp.events.background import Time, dated
from worker.nlp.events.match import Match
from worker.nlp.events.modality import Reading, modality, readings
from worker.nlp.events.predicates import verbs
from worker.nlp.events.proposals import Proposal
from worker.nlp.tokens import Doc, Token

_YEAR = re.compile(r"(?:1\d|20)\d\d")
#: Nouns between a verb and its year.
_SPANS = frozenset(
    {"Jahr", "Anfang", "Ende", "Mitte", "Beginn", "Lauf", "Herbst", "Frühjahr", "Sommer", "Winter",
     "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
     "November", "Dezember", "year", "beginning", "end", "January", "February", "March", "May", "June",
     "July", "October", "December", "spring", "summer", "autumn", "winter"}
)  # fmt: skip
#: Types that are done by saying so.
_WORDS: frozenset[EventType] = frozenset(
    {"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
)


def read(proposal: Proposal, cues: Cues) -> tuple[Reading, Time]:
    """The modality of a proposal by rule, and the time that its clause states."""
    return _read(proposal, modality(proposal.match, cues), cues)


def _read(proposal: Proposal, found: Reading, cues: Cues) -> tuple[Reading, Time]:
    when = _when(proposal.match, found, cues)
    return _as_past(_as_reported(found, proposal), proposal.match, when, cues), when


def alternatives(proposal: Proposal, cues: Cues) -> tuple[list[Reading], Time]:
    """Every reading of a proposal that has a cue, the rules' own choice first, and the time."""
    cued = list(readings(proposal.match, cues))
    best, when = _read(proposal, cued[0] if cued else Reading("asserted"), cues)
    found = [best, *cued]
    if proposal.said is not None:
        found.append(Reading("reported", proposal.said.cue, "speech"))
    past = dated(proposal.match, when, _published(proposal.token.doc), cues, alone=False)
    if past is not None:
        found.append(Reading("historical", past, "date"))
    return found, when


def _as_reported(reading: Reading, proposal: Proposal) -> Reading:
    """What somebody says is reported, unless more is known about it or saying so is the act itself."""
    if reading.modality == "asserted" and proposal.said is not None and not _is_performed(proposal):
        return Reading("reported", proposal.said.cue, "speech")
    return reading


def _is_performed(proposal: Proposal) -> bool:
    """Whether the quoted words are the act ("We condemn this," said the minister)."""
    said, who = proposal.said, proposal.speaker
    if said is None or said.quotation == "indirect" or proposal.match.trigger.type not in _WORDS:
        return False
    return who is None or who.actor.code in {actor.code for actor in proposal.sides.sources}


def _as_past(reading: Reading, match: Match, found: Time, cues: Cues) -> Reading:
    """What is dated long before the article is background."""
    if reading.modality not in ("asserted", "reported"):
        return reading
    told = reading.modality == "reported"
    token = dated(match, found, _published(match.token.doc), cues, alone=told)
    return reading if token is None else Reading("historical", token, "date")


def _published(doc: Doc) -> date | None:
    article = doc.article
    return times.published_on(None if article is None else article.published_at)


def _when(match: Match, reading: Reading, cues: Cues) -> Time:
    ahead, verb = reading.modality == "future", verbs(match)[0]
    own = [t for t in clauses.members(verb) if not _dates_another(t, match.token, verb)]
    return times.when(own, _published(match.token.doc), cues, ahead=ahead)


def _dates_another(token: Token, trigger: Token, verb: Token) -> bool:
    """Whether a year says when something else was ("erinnerte an das Massaker von 1995")."""
    if not _YEAR.fullmatch(token.text):
        return False
    path = [token, *token.ancestors]
    ends = [place for place, one in enumerate(path) if one in (trigger, verb)]
    between = path[1 : ends[0]] if ends else path[1:]
    return any(one.pos_ in ("NOUN", "PROPN") and one.lemma_ not in _SPANS for one in between)
