"""Who says so: the speaker of a reported event, the cue that names him, and how his words come."""

from __future__ import annotations

from dataclasses import dataclass, replace

from worker.domain.event import Quotation
from worker.languages.cues import Cues
from worker.nlp.events import arguments, grammar, labels, names, words
from worker.nlp.events.match import Match
from worker.nlp.events.media import medium
from worker.nlp.events.predicates import above, governing, verbs
from worker.nlp.events.quotation import CLOSING, OPENING, quotation, quoted
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc, Token

#: How a clause hangs on the one that it frames.
_FRAMES = ("parataxis", "advcl", "acl", "conj")
#: How a clause opens that frames what somebody says, and what stands before "Angaben".
_THAT = frozenset({"dass", "that"})
_LIKE = frozenset({"wie", "as"})
_AFTER = frozenset({"nach", "laut", "according", "by", "in"})
#: Words that an inserted "X said" has at most, commas included.
_SHORT = 8
#: How the press names whom it has it from.
_CITING = frozenset({"citing", "quoting"})
_RELYING = frozenset({"Berufung", "Verweis", "Hinweis"})
_OWN = frozenset({"eigen", "own"})
_SPEECH = "ew_speech"


@dataclass(frozen=True, slots=True)
class Attribution:
    """The head of the speaker's phrase, the word that makes him the speaker, the medium if named."""

    speaker: Token
    cue: Token
    quotation: Quotation
    medium: Token | None = None


def attribution(match: Match, cues: Cues) -> Attribution | None:
    """The nearest speech verb above or beside the trigger's clause, else a "laut" or "nach Angaben"."""
    verb = verbs(match)[0]
    found = _governing(match.token, cues) or _parenthetic(verb, cues)
    for clause in (verb, *(clause for clause, _ in above(verb))):
        if found is not None:
            return found
        found = _prepositional(clause, match.token, cues)
    return found or _labeled(verb) or _of_neighbor(verb, cues)


def _labeled(verb: Token) -> Attribution | None:
    """Who stands before the colon of a headline."""
    who, mark = labels.speaker(verb), labels.colon(verb)
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
    found = None if speech is None else _said(speech, verb, cues)
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
        embedded = _is_embedded(clause, cues) or _opens_like(governor)
        if embedded and cues.has("speech", words.lemma(governor)):
            return _said(governor, clause, cues)
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
        for child in words.children(clause, *_FRAMES):
            if cues.has("speech", words.lemma(child)) and _frames(child, clause):
                found = _said(child, verb, cues)
                return found if found is None or not _opens_like(child) else _indirect(found)
    return None


def _frames(speech: Token, clause: Token) -> bool:
    """Whether a clause of saying frames another: behind it, or opened by "wie" or "as"."""
    if _opens_like(speech):
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


def _opens_like(speech: Token) -> bool:
    before = speech.doc[speech.left_edge.i : speech.i]
    opening = next((token for token in before if not token.is_punct), speech)
    return opening.lower_ in _LIKE


def _indirect(found: Attribution) -> Attribution:
    return found if found.quotation == "direct" else replace(found, quotation="indirect")


def _said(speech: Token, clause: Token, cues: Cues) -> Attribution | None:
    who = _compared(speech) or arguments.subjects(speech, cues) or _sources(speech, cues)
    if _is_it(who, speech):  # "heißt es aus dem Kreml"
        who = _origins(speech, cues)
    if not who or _is_press(who[0], cues):
        who = _cited(speech, cues) or who
    if not who or who[0].lower_ == "man":
        return None
    return Attribution(who[0], speech, quotation(clause), medium(speech, cues))


def _is_it(who: list[Token], speech: Token) -> bool:
    """Whether nobody says so but "es"."""
    said = who or words.children(speech, "expl")
    return bool(said) and said[0].lower_ in ("es", "it")


def _is_press(who: Token, cues: Cues) -> bool:
    """Whether the press says so: a word for a medium, or a name that is nobody's."""
    named = who.ent_type_ == "ORG" and names.actor_id(who) is None
    return named or cues.has("medium", who.lemma_)


def _cited(speech: Token, cues: Cues) -> list[Token]:
    """On whom the press relies ("unter Berufung auf X", "citing X")."""
    for clause in words.children(speech, "advcl"):
        if clause.lower_ in _CITING:
            return arguments.arguments(clause, "obj", cues)
    for phrase in words.children(speech, "obl", "nmod"):
        if phrase.lemma_ in _RELYING and words.preposition(phrase) == "unter":
            beside = (*words.children(phrase, "nmod"), *words.children(speech, "obl"))
            return [c for c in beside if words.preposition(c) == "auf" and c.i > phrase.i][:1]
    return []


def _sources(speech: Token, cues: Cues) -> list[Token]:
    """Whose statement something follows from ("wie aus einer Mitteilung der Armee hervorgeht")."""
    statements = [p for p in words.children(speech, "obl") if cues.has("statement", p.lemma_)]
    return [owner for owner in (_owner(p, cues) for p in statements) if owner is not None]


def _compared(speech: Token) -> list[Token]:
    """The subject that the parser takes for a comparison ("Wie der Kreml mitteilte, ...")."""
    phrases = words.children(speech, "obl", "nmod")
    return [p for p in phrases if p.i < speech.i and words.preposition(p) in _LIKE]


def _origins(speech: Token, cues: Cues) -> list[Token]:
    phrases = words.children(speech, "obl")
    places = {words.preposition(p) or "": p for p in reversed(phrases)}
    return [p for k, p in places.items() if k == "in" or cues.has("possessive", k)]


def _prepositional(clause: Token, trigger: Token, cues: Cues) -> Attribution | None:
    """Prepositions: "laut X", "X zufolge", "nach Angaben von X", "nach Militärangaben"."""
    for phrase in (*words.children(clause, "obl", "advmod", "nmod", "parataxis"), *_aside(clause)):
        cases = words.children(phrase, "case")
        case = next((c for c in cases if cues.has("attribution", c.lemma_.lower())), None)
        so = labels.so(phrase)
        if so is not None:
            return Attribution(phrase, so, quoted(clause))
        if words.dep(phrase) == "parataxis":
            continue
        if case is not None and phrase != trigger:
            return Attribution(_owner(phrase, cues) or phrase, case, "indirect")
        if cues.has("statement", phrase.lemma_) and _goes_by(phrase):
            owner = _himself(phrase, clause, cues) or _owner(phrase, cues)
            if owner is not None or "amod" in {c.dep_ for c in phrase.children}:
                return Attribution(owner or phrase, phrase, "indirect")
    return None


def _aside(clause: Token) -> list[Token]:
    """What stands between commas behind the subject ("The Houthis, by their own account, ...")."""
    subject = grammar.own_subject(clause)
    if subject is None:
        return []
    return [
        c
        for c in words.children(subject, "nmod")
        if c.left_edge.i and c.left_edge.nbor(-1).text == ","
    ]


def _goes_by(statement: Token) -> bool:
    """Whether a preposition makes a statement the source: "nach Angaben", "by its own account"."""
    before = words.preposition(statement)
    own = any(child.lemma_.lower() in _OWN for child in statement.children)
    return (before in _AFTER and not _is_sight(statement)) or (before == "by" and own)


def _is_sight(statement: Token) -> bool:
    """Whether "in view of" only says what for."""
    behind = statement.i + 1 < len(statement.doc) and statement.nbor(1).lower_ == "of"
    return statement.lower_ == "view" and behind and not words.children(statement, "det")


def _himself(statement: Token, clause: Token, cues: Cues) -> Token | None:
    """The subject of a clause that goes by what he says himself ("nach eigenen Angaben")."""
    if not any(child.lemma_.lower() in _OWN for child in statement.children):
        return None
    return next(iter(arguments.subjects(clause, cues)), None)


def _owner(statement: Token, cues: Cues) -> Token | None:
    if not cues.has("statement", statement.lemma_):
        return None
    return next(iter(arguments.arguments(statement, "poss", cues)), None)
