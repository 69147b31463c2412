"""Who says so without a verb of saying: "laut X", "X zufolge", "nach Angaben von X", "by its own account"."""

from __future__ import annotations

from dataclasses import dataclass

from worker.domain.event import Quotation
from worker.languages.cues import Cues
from worker.nlp.events import arguments, grammar, labels, words
from worker.nlp.events.quotation import quoted
from worker.nlp.tokens import Token

#: What stands before "Angaben".
_AFTER = frozenset({"nach", "laut", "according", "by", "in"})
_OWN = frozenset({"eigen", "own"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """The head of the speaker's phrase, the word that makes him the speaker, the medium if named."""

    speaker: Token
    cue: Token
    quotation: Quotation
    medium: Token | None = None


def by_statement(clause: Token, trigger: Token, cues: Cues) -> Attribution | None:
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
            return Attribution(owner(phrase, cues) or phrase, case, "indirect")
        if cues.has("statement", phrase.lemma_) and _goes_by(phrase):
            who = _himself(phrase, clause, cues) or owner(phrase, cues)
            if who is not None or "amod" in {c.dep_ for c in phrase.children}:
                return Attribution(who or phrase, phrase, "indirect")
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


def owner(statement: Token, cues: Cues) -> Token | None:
    """Whose statement it is."""
    if not cues.has("statement", statement.lemma_):
        return None
    return next(iter(arguments.arguments(statement, "poss", cues)), None)
