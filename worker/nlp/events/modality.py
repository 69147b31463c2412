"""Did it happen? What the mood, tense and cue words around a trigger say about its event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from worker.domain.event import Modality
from worker.languages.cues import CueKind, Cues
from worker.nlp.events import arguments, grammar, words
from worker.nlp.events.background import attribute, background, bygone
from worker.nlp.events.future import future
from worker.nlp.events.match import Match
from worker.nlp.events.negation import negation
from worker.nlp.events.predicates import above, is_said, verbs
from worker.nlp.tokens import Token

#: Verbs whose past subjunctive says that something may be.
_SUBJUNCTIVE = frozenset({"werden", "können", "dürfen", "mögen"})
_MODALS_OF_FUTURE = frozenset({"werden", "would"})
#: Acts of speech, whose condition is that of their content.
_UNCONDITIONAL = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
#: What opens a question or a time, not a premise.
_OPEN = frozenset({"ob", "whether", "bevor", "before", "until", "bis", "solange"})
_UNTIL = frozenset({"bevor", "bis", "before", "until"})
_CLOSING = frozenset('“”"»«')
#: Prepositions under which a noun may stand for a condition.
_SUPPOSING = frozenset({"bei", "ohne"})
_EMBEDDED = frozenset({"ccomp", "xcomp", "csubj"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The modality of an event and the token that decides it (None: plainly asserted)."""

    modality: Modality
    cue: Token | None = None
    kind: str = ""


def modality(match: Match, cues: Cues) -> Reading:
    """The first of negated, conditional, future, historical, reported that a cue speaks for."""
    return next(readings(match, cues), Reading("asserted"))


def readings(match: Match, cues: Cues) -> Iterator[Reading]:
    """Every modality that a cue speaks for, the strongest first."""
    tests: tuple[tuple[Modality, Callable[[Match, Cues], tuple[Token, str] | None]], ...] = (
        ("negated", _negated),
        ("conditional", _conditional),
        ("future", future),
        ("historical", background),
        ("reported", _reported),
        ("historical", bygone),
    )
    for name, test in tests:
        found = test(match, cues)
        if found is not None:
            yield Reading(name, *found)


def _negated(match: Match, cues: Cues) -> tuple[Token, str] | None:
    if match.trigger.requires == "negated":
        return None
    found = negation(match.token, cues)
    if found is None and match.companion is not None:
        found = negation(match.companion, cues)
    found = found or _denied(match, cues)
    return None if found is None else (found, "negation")


def _denied(match: Match, cues: Cues) -> Token | None:
    """The verb above the trigger that says it is not so ("failed to agree", "bestritt, ... zu haben")."""
    if match.is_noun:
        return None
    for verb in verbs(match):
        if words.dep(verb) in _EMBEDDED and cues.has("denial", words.lemma(verb.head)):
            return verb.head if negation(verb.head, cues) is None else None
    return None


def _conditional(match: Match, cues: Cues) -> tuple[Token, str] | None:
    for verb in (*verbs(match), *(clause for clause, _ in above(match.token))):
        opening = _condition(verb, cues) or _inverted(verb)
        if opening is not None:
            return opening, "condition"
    premise = _premise(match, cues)
    if premise is not None:
        return premise, "condition"
    return _open(match, cues)


def _open(match: Match, cues: Cues) -> tuple[Token, str] | None:
    """What leaves it open without a condition: a question, a subjunctive, a "möglicherweise"."""
    mark = _question(match)
    if mark is not None:
        return mark, "question"
    for verb in verbs(match):
        for aux in words.auxiliaries(verb):
            if _is_irreal(verb, aux, cues):
                return aux, "subjunctive"
    supposed = _supposed(match)
    if supposed is not None:
        return supposed, "subjunctive"
    word = attribute(match.token if match.is_noun else verbs(match)[0], "possible", cues)
    return None if word is None else (word, "possible")


def _question(match: Match) -> Token | None:
    """The question mark behind a sentence that asks whether it is so."""
    sentence = words.sentence(match.token)
    last = next((t for t in reversed(sentence) if not t.is_space and t.text not in _CLOSING), None)
    return last if last is not None and last.text == "?" else None


def _supposed(match: Match) -> Token | None:
    """The subjunctive over a noun that is only supposed ("bei einem Angriff wären ... gefordert")."""
    if not match.is_noun or words.preposition(match.token) not in _SUPPOSING:
        return None
    verb = verbs(match)[0]
    finite = (verb, *words.auxiliaries(verb))
    return next((t for t in finite if words.is_subjunctive(t, "Past")), None)


def _condition(verb: Token, cues: Cues) -> Token | None:
    """The "wenn" or "if" of a clause."""
    if words.dep(verb) not in ("advcl", "acl", "ccomp", "csubj", "ROOT"):
        return None
    openings = words.children(verb, "mark", "advmod")
    first = verb.doc[verb.left_edge.i]
    if verb.doc.lang_ == "de" and first.is_title and first.pos_ == "PROPN":
        openings.append(first)  # the tagger takes a "Falls" that opens the sentence for a name
    return next((w for w in openings if _opens_condition(w, cues)), None)


def _opens_condition(word: Token, cues: Cues) -> bool:
    """Whether a word opens a clause of condition; "never before" is an adverb."""
    adverb = words.dep(word) == "advmod" and word.lower_ == "before"
    if word.lower_ in _UNTIL and _is_done(word.head):
        return False
    return cues.has("condition", word.lemma_.lower()) and not adverb


def _is_done(verb: Token) -> bool:
    """Whether a clause tells of the past, so that "before" opens no condition."""
    finite = (verb, *words.auxiliaries(verb))
    past = (t for t in finite if words.has(t, "Tense", "Past") and words.has(t, "Mood", "Ind"))
    return any(past)


def _premise(match: Match, cues: Cues) -> Token | None:
    """The "wenn" or "if" under which a deed is done; words said under one have been said all the same."""
    if match.trigger.type in _UNCONDITIONAL:
        return None
    for verb in verbs(match):
        for clause in words.children(verb, "advcl"):
            opening = _condition(clause, cues) or _inverted(clause)
            if opening is not None and opening.lemma_.lower() not in _OPEN:
                return opening
    return None


def _is_irreal(verb: Token, aux: Token, cues: Cues) -> bool:
    """Whether a modal verb leaves it open ("könnte"); "would" in reported speech stands for "will"."""
    if aux.lemma_.lower() in _MODALS_OF_FUTURE and is_said(verb, cues):
        return False
    if verb.doc.lang_ == "de":
        return aux.lemma_ in _SUBJUNCTIVE and words.is_subjunctive(aux, "Past")
    return aux.lower_ in ("would", "could", "might", "may")


def _inverted(verb: Token) -> Token | None:
    """The auxiliary that opens a conditional clause without "wenn" ("Sollte Russland angreifen, ...")."""
    first = verb.doc[verb.left_edge.i]
    opens = first.lemma_.lower() in ("sollen", "werden", "haben", "sein", "should", "have", "be")
    opens = opens and not first.lower_.endswith("ing")  # "having met ..." is no premise
    if words.dep(verb) == "advcl" and first.pos_ == "AUX" and opens:
        return first
    return None


def _reported(match: Match, cues: Cues) -> tuple[Token, str] | None:
    for verb in verbs(match):
        for aux in (verb, *words.auxiliaries(verb)):
            if words.is_subjunctive(aux, "Pres") or _is_replacing(verb, aux, cues):
                return aux, "subjunctive"
            if aux.pos_ == "AUX" and cues.has("hearsay", aux.lemma_) and words.is_perfect(verb):
                return aux, "hearsay"
        if _is_hearsay(verb, cues):
            return verb.head, "hearsay"
        word = next(
            (c for c in words.children(verb, "advmod") if cues.has("hedge", c.lemma_.lower())),
            None,
        )
        if word is not None:
            return word, "hedge"
    if match.is_noun:
        word = attribute(match.token, "hedge", cues)
        return None if word is None else (word, "hedge")
    return None


def _is_hearsay(verb: Token, cues: Cues) -> bool:
    """Whether an infinitive is what others say ("is believed to have attacked")."""
    if verb.doc.lang_ != "en" or not arguments.is_controlled(verb):
        return False
    heard: CueKind = "hearsay" if words.dep(verb) == "xcomp" else "accusation"
    return cues.has(heard, words.lemma(verb.head)) and grammar.is_passive(verb.head)


def _is_replacing(verb: Token, aux: Token, cues: Cues) -> bool:
    """Whether "hätten" stands for a "haben" that would not show its subjunctive."""
    if aux == verb or aux.lemma_ not in ("haben", "sein") or not words.is_subjunctive(aux, "Past"):
        return False
    premises = (_condition(c, cues) or _inverted(c) for c in words.children(verb, "advcl"))
    return not any(premises)
