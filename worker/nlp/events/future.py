"""What lies ahead: auxiliaries of the future, verbs of intention, times to come."""

from __future__ import annotations

from worker.languages.cues import Cues
from worker.nlp.events import english, words
from worker.nlp.events.background import attribute
from worker.nlp.events.match import Match
from worker.nlp.events.predicates import above, verbs
from worker.nlp.tokens import Token

_EMBEDDED = frozenset({"ccomp", "xcomp", "csubj"})


def future(match: Match, cues: Cues) -> tuple[Token, str] | None:
    """The word that puts an act ahead, and its kind; None for what is done."""
    for verb in verbs(match):
        for aux in words.auxiliaries(verb):
            if _is_future(verb, aux) or _is_due(verb, aux):
                return aux, "future"
        coming = english.ahead(verb)
        if coming is not None:
            return coming, "future"
    governor = _intending(match, cues)
    if governor is not None:
        return governor, "intention"
    coming = _coming(match, cues)
    if coming is not None:
        return coming, "time"
    if match.is_noun:
        word = attribute(match.token, "announced", cues)
        return None if word is None else (word, "announced")
    return None


def _intending(match: Match, cues: Cues) -> Token | None:
    """The verb above the trigger that puts it ahead ("kündigte an, ... zu ...")."""
    for clause, governor in above(match.token):
        embedded = governor.pos_ in ("VERB", "ADJ") and (
            words.dep(clause) in ("xcomp", "obj", "ccomp")
            or clause.dep_ == "nsubj:pass"
            or (governor.pos_ == "ADJ" and words.dep(clause) == "nsubj")
        )
        if embedded and cues.has("future", words.lemma(governor)) and _lies_ahead(clause):
            return governor
        if words.dep(clause) not in _EMBEDDED:
            return None
    return None


def _coming(match: Match, cues: Cues) -> Token | None:
    """The time to come beside a verb in the present ("trifft am nächsten Montag")."""
    verb = verbs(match)[0]
    if not any(words.has(t, "Tense", "Pres") for t in (verb, *words.auxiliaries(verb))):
        return None
    if words.is_participle(verb):
        return None
    phrases = [verb, *words.children(verb, "obl", "advmod")]
    near = (c for p in phrases for c in (p, *words.children(p, "amod", "advmod")) if c != verb)
    return next((c for c in near if cues.has("ahead", c.lemma_.lower())), None)


def _lies_ahead(clause: Token) -> bool:
    """Whether what is embedded is a noun or an infinitive, not a finished fact."""
    return clause.pos_ != "VERB" or words.dep(clause) == "xcomp"


def _is_future(verb: Token, aux: Token) -> bool:
    if aux.lemma_ in ("wollen", "sollen"):
        return not words.is_perfect(verb) and not words.is_subjunctive(aux, "Past")
    past = words.has(aux, "Tense", "Past") and not words.has(aux, "Mood", "Sub")
    if aux.lower_ in ("will", "shall", "'ll", "would") and verb.doc.lang_ == "en":
        return True
    if aux.lemma_ != "werden" or past:
        return False
    others = [a.lower_ for a in words.auxiliaries(verb) if a != aux]
    infinitive = verb.lower_ == words.bare(verb) and not words.is_participle(verb)
    return infinitive or any(word in ("werden", "haben", "sein", "be", "have") for word in others)


def _is_due(verb: Token, aux: Token) -> bool:
    """Whether English "is to" puts a verb ahead."""
    marks = words.children(verb, "mark")
    present = aux.lower_ in ("is", "are", "'s", "’s")
    return verb.doc.lang_ == "en" and present and any(m.i == aux.i + 1 for m in marks)
