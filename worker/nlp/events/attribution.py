"""Who says so: the speaker of a reported event, the cue that names him, and how his words come."""

from __future__ import annotations

from dataclasses import replace

from worker.languages.cues import Cues
from worker.nlp.events import arguments, grammar, labels, words
from worker.nlp.events.match import Match
from worker.nlp.events.predicates import above, governing, verbs
from worker.nlp.events.quotation import CLOSING, OPENING, quoted
from worker.nlp.events.sayings import opens_like, said
from worker.nlp.events.statements import Attribution, by_statement
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc, Token

#: How a clause hangs on the one that it frames.
_FRAMES = ("parataxis", "advcl", "acl", "conj")
#: What the parser takes "Wie X mitteilte, ..." for, too.
_MISREAD = ("csubj", "ccomp")
#: How a clause opens that is what somebody says.
_THAT = frozenset({"dass", "that"})
#: Words that an inserted "X said" has at most, commas included.
_SHORT = 8
_SPEECH = "ew_speech"


def attribution(match: Match, cues: Cues) -> Attribution | None:
    """The nearest speech verb above or beside the trigger's clause, else a "laut" or "nach Angaben"."""
    verb = verbs(match)[0]
    found = _governing(match.token, cues) or _parenthetic(verb, cues)
    for clause in (verb, *(clause for clause, _ in above(verb))):
        if found is not None:
            return found
        found = by_statement(clause, match.token, cues)
    return found or _labeled(verb) or _of_neighbor(verb, cues)


def _labeled(verb: Token) -> Attribution | None:
    """Who stands before the colon of a headline, or behind it at its end."""
    who, mark = labels.speaker(verb), labels.colon(verb)
    if who is None or mark is None:
        who, mark = labels.last(verb)
    return None if who is None or mark is None else Attribution(who, mark, "free")


def _of_neighbor(verb: Token, cues: Cues) -> Attribution | None:
    """Who is quoted in a sentence that is a quotation and nothing else: whom the one before names."""
    sentence = words.sentence(verb)
    first = next((t for t in sentence if not t.is_space), verb)
    last = next((sentence[-i] for i in range(1, len(sentence)) if not sentence[-i].is_space), verb)
    alone = first != last and first.text in OPENING and last.text in CLOSING
    if not alone or sentence.start == 0:
        return None
    speech = _last_speech(verb.doc, sentence.start - 1, cues)
    found = None if speech is None else said(speech, verb, cues)
    return None if found is None else replace(found, quotation="direct")


def _last_speech(doc: Doc, token: int, cues: Cues) -> Token | None:
    """The last verb of saying in the sentence of ``token``, looked for once a sentence."""
    known: dict[int, int | None] = doc.user_data.setdefault(_SPEECH, {})
    start, end = layout(doc).sentence(token)
    if start not in known:
        speech = (
            i
            for i in reversed(range(start, end))
            if doc[i].pos_ == "VERB" and cues.has("speech", words.lemma(doc[i]))
        )
        known[start] = next(speech, None)
    found = known[start]
    return None if found is None else doc[found]


def _governing(token: Token, cues: Cues) -> Attribution | None:
    for clause, _ in above(token):
        governor = governing(clause)
        so = labels.so(governor)
        if so is not None and words.dep(clause) in ("ccomp", "parataxis", "acl"):
            return Attribution(governor, so, quoted(clause))
        if governor.pos_ not in ("VERB", "AUX"):
            continue
        embedded = _is_embedded(clause, cues) or opens_like(governor)
        if embedded and cues.has("speech", words.lemma(governor)):
            return said(governor, clause, cues)
        if arguments.is_controlled(clause) and cues.has("accusation", words.lemma(governor)):
            return _accused(governor)
    return None


def _is_embedded(clause: Token, cues: Cues) -> bool:
    """Whether a clause is what somebody says; the parser takes some for infinitives."""
    if words.dep(clause) == "xcomp":
        denied = cues.has("denial", words.lemma(clause.head))
        return denied or grammar.own_subject(clause) is not None
    if words.dep(clause) == "acl":
        return governing(clause) != clause.head
    if words.dep(clause) == "advcl":
        return any(mark.lower_ in _THAT for mark in words.children(clause, "mark"))
    return words.dep(clause) in ("ccomp", "parataxis", "csubj")


def _accused(verb: Token) -> Attribution | None:
    """Who accuses is who says it ("wird von X beschuldigt, Y angegriffen zu haben")."""
    if grammar.is_passive(verb):
        who = [c for c in verb.children if c.dep_ == "obl:agent"]
    else:
        who = [s for s in [grammar.own_subject(verb)] if s is not None]
    return Attribution(who[0], verb, "indirect") if who else None


def _parenthetic(verb: Token, cues: Cues) -> Attribution | None:
    """Beside what is said: "..., sagte X" after it, "Wie X mitteilte, ..." around it."""
    for clause in (verb, *(c for c, _ in above(verb))):
        for child in words.children(clause, *_FRAMES, *_MISREAD):
            if words.dep(child) in _MISREAD and not opens_like(child):
                continue
            if cues.has("speech", words.lemma(child)) and _frames(child, clause):
                found = said(child, verb, cues)
                return found if found is None or not opens_like(child) else _indirect(found)
    return None


def _frames(speech: Token, clause: Token) -> bool:
    """Whether a clause of saying frames another: behind it, or opened by "wie" or "as"."""
    if opens_like(speech):
        return True
    if _is_inserted(speech):
        return True
    if speech.i < clause.i or words.dep(speech) not in ("parataxis", "conj"):
        return False
    if words.dep(speech) == "parataxis":
        return True
    # The parser takes "..., X said" for a second verb of the sentence.
    listed = bool(words.children(speech, "cc"))
    return not listed and grammar.own_subject(speech) is not None


def _is_inserted(speech: Token) -> bool:
    """Whether a clause of saying stands between two commas ("Russia, officials said, attacked")."""
    first, last = speech.left_edge.i, speech.right_edge.i
    own = grammar.own_subject(speech) is not None and words.dep(speech) in ("parataxis", "acl")
    if not own or first == 0 or last + 1 >= len(speech.doc) or last - first > _SHORT:
        return False
    tokens = [speech.doc[first - 1], speech.doc[first], speech.doc[last], speech.doc[last + 1]]
    return any(t.text == "," for t in tokens[:2]) and any(t.text == "," for t in tokens[2:])


def _indirect(found: Attribution) -> Attribution:
    return found if found.quotation == "direct" else replace(found, quotation="indirect")
