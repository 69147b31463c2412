"""What lies behind the news: the pluperfect, words of the past, a time long before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from worker.languages.cues import CueKind, Cues
from worker.nlp.events import clauses, times, words
from worker.nlp.events.match import Match
from worker.nlp.events.predicates import above, is_said, verbs
from worker.nlp.tokens import Token

#: An expression of time, one that needs a day of publication, or none.
Time = times.When | times.Relative | None
#: What opens the clause that says when.
_WHEN = frozenset({"als", "nachdem", "when", "after"})
#: Days of a unit from which "last" leads behind the news: a month, not a week.
_LONG = 28
#: What somebody tells of may lie this many days back before it is history.
_TOLD = 30
_DECADE = re.compile(r"1\d\d0(?:er|ern|s)")
_KEY = "ew_clause_times"


def background(match: Match, cues: Cues) -> tuple[Token, str] | None:
    """The cue that moves an act behind the news, and its kind; None for what is the news."""
    if not match.is_noun or _is_core(match.token):
        for verb in verbs(match):
            aux = None if _is_fresh(verb, cues) else _pluperfect(verb)
            if aux is not None:
                return aux, "pluperfect"
    word = attribute(match.token if match.is_noun else verbs(match)[0], "past", cues)
    if word is not None:
        return word, "past"
    remembered = _remembered(match.token, cues)
    return None if remembered is None else (remembered, "anniversary")


def _remembered(noun: Token, cues: Cues) -> Token | None:
    """The word of remembrance that a noun hangs on ("Jahrestag des Angriffs")."""
    if words.dep(noun) not in ("nmod", "obl") or noun.pos_ != "NOUN":
        return None
    return noun.head if cues.has("anniversary", noun.head.lemma_) else None


def dated(
    match: Match, found: Time, published: date | None, cues: Cues, *, alone: bool
) -> Token | None:
    """The word that dates a trigger behind the news, in its clause or in the one it hangs on.

    ``alone`` takes its own clause only, and a month for news: somebody tells of it today.
    """
    if found is None and not alone:
        found = next((t for t in _around(match, published, cues) if t is not None), None)
    if published is None and _is_present(verbs(match)[0]):
        return None
    past = isinstance(found, times.When) and times.is_past(
        found, published, slack=_TOLD if alone else 0
    )
    return match.token.doc[found.start] if past and isinstance(found, times.When) else None


def _is_present(verb: Token) -> bool:
    """Whether a verb without auxiliaries is in the present, which no date puts behind the news."""
    return not words.auxiliaries(verb) and words.has(verb, "Tense", "Pres")


def _around(match: Match, published: date | None, cues: Cues) -> Iterator[times.When | None]:
    """The times of the clauses above the trigger's, and of the "als" or "when" below it."""
    verb = verbs(match)[0]
    for _, governor in above(verb):
        if governor.pos_ == "VERB" and not cues.has("speech", words.lemma(governor)):
            yield _time_of(governor, published, cues)
    for child in words.children(verb, "advcl"):
        if any(m.lower_ in _WHEN for m in words.children(child, "mark", "advmod")):
            yield _time_of(child, published, cues)


def _time_of(predicate: Token, published: date | None, cues: Cues) -> times.When | None:
    """The time that a clause states, read once a clause: many others may hang on it."""
    known: dict[int, times.When | None] = predicate.doc.user_data.setdefault(_KEY, {})
    if predicate.i not in known:
        found = times.when(clauses.members(predicate), published, cues, ahead=False)
        known[predicate.i] = found if isinstance(found, times.When) else None
    return known[predicate.i]


def _is_core(noun: Token) -> bool:
    """Whether a noun is what its verb tells of, not a circumstance ("bei einem Treffen")."""
    return words.dep(noun) in ("nsubj", "obj") or words.preposition(noun) in ("zu", "to")


def bygone(match: Match, cues: Cues) -> tuple[Token, str] | None:
    """The time long gone in the clause ("in den letzten Monaten", "in der Vergangenheit")."""
    for token in clauses.members(verbs(match)[0]):
        if token.text[:1] == "1" and _DECADE.fullmatch(token.text):
            return token, "past"
        if token.pos_ not in ("NOUN", "PROPN"):
            continue
        if cues.has("bygone", token.lemma_) or cues.has("bygone", _with_first(token)):
            return token, "past"
        length = cues.time("unit", token.text) or 0
        if length >= _LONG and _lasted(token, verbs(match)[0]):
            return token, "past"
        back = next((c for c in words.children(token, "amod") if cues.has("last", c.lemma_)), None)
        if length >= _LONG and back is not None:
            return back, "past"
    return None


def _lasted(unit: Token, verb: Token) -> bool:
    """Whether months or years are how long something went on that is over ("for years, Iran supported")."""
    simple = not words.auxiliaries(verb) and words.has(verb, "Tense", "Past")
    return words.preposition(unit) == "for" and simple


def _with_first(noun: Token) -> str:
    """A noun with the word before it, in lower case ("cold war")."""
    return f"{noun.nbor(-1).lower_} {noun.lower_}" if noun.i else noun.lower_


def _is_fresh(verb: Token, cues: Cues) -> bool:
    """Whether a pluperfect only looks back from the news: reported speech, or a day of this week."""
    return _is_backshifted(verb, cues) or any(
        cues.time("day_offset", t.text) is not None or cues.time("weekday", t.text) is not None
        for t in clauses.members(verb)
    )


def _is_backshifted(verb: Token, cues: Cues) -> bool:
    """English "said that it had" is the past of "has"."""
    return verb.doc.lang_ == "en" and is_said(verb, cues)


def _pluperfect(verb: Token) -> Token | None:
    for aux in words.auxiliaries(verb):
        past = words.has(aux, "Tense", "Past") and not words.has(aux, "Mood", "Sub")
        if past and aux.dep_ != "cop" and aux.lemma_ in ("haben", "sein", "have"):
            return aux
    return None


def attribute(noun: Token, kind: CueKind, cues: Cues) -> Token | None:
    """The attribute of a noun, or the adverb of a verb, that is such a cue."""
    attributes = (c for c in noun.children if c.dep_ in ("amod", "nmod", "compound", "advmod"))
    return next((c for c in attributes if any(cues.has(kind, form) for form in _base(c))), None)


def _base(word: Token) -> set[str]:
    """What a word may be the form of; the lemmatizer leaves the endings of some ("geplante")."""
    lemma, form = word.lemma_.lower(), word.lower_
    ending = next((e for e in ("en", "er", "es", "em", "e") if form.endswith(e)), "")
    if word.doc.lang_ == "en":
        return {lemma, form}
    return {lemma, form.removesuffix(ending)} if word.pos_ == "ADJ" else {lemma}
