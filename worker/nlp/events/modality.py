"""Did it happen? What the mood, tense and cue words around a trigger say about its event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from worker.domain.event import Modality
from worker.languages.cues import CueKind, Cues
from worker.nlp.events import words
from worker.nlp.events.match import Match
from worker.nlp.events.negation import negation
from worker.nlp.events.predicates import above, verbs

#: Verbs whose past subjunctive says that something may be.
_SUBJUNCTIVE = frozenset({"werden", "können", "dürfen", "mögen"})
_MODALS_OF_FUTURE = frozenset({"werden", "would"})
_EMBEDDED = frozenset({"ccomp", "xcomp", "csubj"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The modality of an event and the token that decides it (None: plainly asserted)."""

    modality: Modality
    cue: Token | None = None
    kind: str = ""


def modality(match: Match, cues: Cues) -> Reading:
    """The first of negated, conditional, future, reported, historical that a cue speaks for."""
    tests: tuple[tuple[Modality, Callable[[Match, Cues], tuple[Token, str] | None]], ...] = (
        ("negated", _negated),
        ("conditional", _conditional),
        ("future", _future),
        ("historical", _historical),
        ("reported", _reported),
    )
    for name, test in tests:
        found = test(match, cues)
        if found is not None:
            return Reading(name, *found)
    return Reading("asserted")


def _negated(match: Match, cues: Cues) -> tuple[Token, str] | None:
    if match.trigger.requires == "negated":
        return None
    found = negation(match.token, cues)
    if found is None and match.companion is not None:
        found = negation(match.companion, cues)
    return None if found is None else (found, "negation")


def _conditional(match: Match, cues: Cues) -> tuple[Token, str] | None:
    for verb in (*verbs(match), *(clause for clause, _ in above(match.token))):
        opening = _condition(verb, cues) or _inverted(verb)
        if opening is not None:
            return opening, "condition"
    for verb in verbs(match):
        for aux in words.auxiliaries(verb):
            if _is_irreal(verb, aux, cues):
                return aux, "subjunctive"
    word = _attribute(match.token, "possible", cues) if match.is_noun else None
    return None if word is None else (word, "possible")


def _condition(verb: Token, cues: Cues) -> Token | None:
    """The "wenn" or "if" of a clause."""
    if words.dep(verb) not in ("advcl", "acl", "ccomp", "ROOT"):
        return None
    openings = words.children(verb, "mark", "advmod")
    return next((w for w in openings if cues.has("condition", w.lemma_.lower())), None)


def _is_irreal(verb: Token, aux: Token, cues: Cues) -> bool:
    """Whether a modal verb leaves it open ("könnte"); "would" in reported speech stands for "will"."""
    if aux.lemma_.lower() in _MODALS_OF_FUTURE and _is_said(verb, cues):
        return False
    if verb.doc.lang_ == "de":
        return aux.lemma_ in _SUBJUNCTIVE and _is_subjunctive(aux, "Past")
    return aux.lower_ in ("would", "could", "might", "may")


def _inverted(verb: Token) -> Token | None:
    """The auxiliary that opens a conditional clause without "wenn" ("Sollte Russland angreifen, ...")."""
    first = verb.doc[verb.left_edge.i]
    opens = first.lemma_.lower() in ("sollen", "werden", "haben", "sein", "should", "have", "be")
    if words.dep(verb) == "advcl" and first.pos_ == "AUX" and opens:
        return first
    return None


def _future(match: Match, cues: Cues) -> tuple[Token, str] | None:
    for verb in verbs(match):
        for aux in words.auxiliaries(verb):
            if _is_future(verb, aux):
                return aux, "future"
    governor = _intending(match, cues)
    if governor is not None:
        return governor, "intention"
    if match.is_noun:
        word = _attribute(match.token, "announced", cues)
        return None if word is None else (word, "announced")
    return None


def _intending(match: Match, cues: Cues) -> Token | None:
    """The verb above the trigger that puts it ahead ("kündigte an, ... zu ...")."""
    for clause, governor in above(match.token):
        embedded = governor.pos_ == "VERB" and words.dep(clause) in ("xcomp", "obj", "ccomp")
        if embedded and cues.has("future", words.lemma(governor)) and _lies_ahead(clause):
            return governor
        if words.dep(clause) not in _EMBEDDED:
            return None
    return None


def _lies_ahead(clause: Token) -> bool:
    """Whether what is embedded is a noun or an infinitive, not a finished fact."""
    return clause.pos_ != "VERB" or words.dep(clause) == "xcomp"


def _is_future(verb: Token, aux: Token) -> bool:
    if aux.lemma_ in ("wollen", "sollen"):
        return not _is_perfect(verb) and not _is_subjunctive(aux, "Past")
    past = words.has(aux, "Tense", "Past") and not words.has(aux, "Mood", "Sub")
    if aux.lower_ in ("will", "shall", "'ll", "would") and verb.doc.lang_ == "en":
        return True
    if aux.lemma_ != "werden" or past:
        return False
    others = [a.lower_ for a in words.auxiliaries(verb) if a != aux]
    infinitive = verb.lower_ == words.bare(verb) and not words.is_participle(verb)
    return infinitive or any(word in ("werden", "haben", "sein", "be", "have") for word in others)


def _is_said(verb: Token, cues: Cues) -> bool:
    """Whether a clause hangs on a verb of saying."""
    embedded = words.dep(verb) in ("ccomp", "xcomp", "parataxis")
    return embedded and cues.has("speech", words.lemma(verb.head))


def _is_perfect(verb: Token) -> bool:
    """Whether a modal verb governs a perfect infinitive ("soll angegriffen haben")."""
    return any(a.lower_ in ("haben", "sein") for a in words.auxiliaries(verb))


def _reported(match: Match, cues: Cues) -> tuple[Token, str] | None:
    for verb in verbs(match):
        for aux in (verb, *words.auxiliaries(verb)):
            if _is_subjunctive(aux, "Pres"):
                return aux, "subjunctive"
            if aux.pos_ == "AUX" and cues.has("hearsay", aux.lemma_) and _is_perfect(verb):
                return aux, "hearsay"
        word = next(
            (c for c in words.children(verb, "advmod") if cues.has("hedge", c.lemma_.lower())),
            None,
        )
        if word is not None:
            return word, "hedge"
    if match.is_noun:
        word = _attribute(match.token, "hedge", cues)
        return None if word is None else (word, "hedge")
    return None


def _historical(match: Match, cues: Cues) -> tuple[Token, str] | None:
    if not match.is_noun or _is_core(match.token):
        for verb in verbs(match):
            aux = None if _is_backshifted(verb, cues) else _pluperfect(verb)
            if aux is not None:
                return aux, "pluperfect"
    word = _attribute(match.token if match.is_noun else verbs(match)[0], "past", cues)
    return None if word is None else (word, "past")


def _is_core(noun: Token) -> bool:
    """Whether a noun is what its verb tells of, not a circumstance ("bei einem Treffen")."""
    return words.dep(noun) in ("nsubj", "obj") or words.preposition(noun) in ("zu", "to")


def _is_backshifted(verb: Token, cues: Cues) -> bool:
    """English "said that it had" is the past of "has"."""
    return verb.doc.lang_ == "en" and _is_said(verb, cues)


def _pluperfect(verb: Token) -> Token | None:
    for aux in words.auxiliaries(verb):
        past = words.has(aux, "Tense", "Past") and not words.has(aux, "Mood", "Sub")
        if past and aux.dep_ != "cop" and aux.lemma_ in ("haben", "sein", "have"):
            return aux
    return None


def _attribute(noun: Token, kind: CueKind, cues: Cues) -> Token | None:
    attributes = (c for c in noun.children if c.dep_ in ("amod", "nmod", "compound", "advmod"))
    return next((c for c in attributes if cues.has(kind, c.lemma_.lower())), None)


def _is_subjunctive(token: Token, tense: str) -> bool:
    return words.has(token, "Mood", "Sub") and words.has(token, "Tense", tense)
