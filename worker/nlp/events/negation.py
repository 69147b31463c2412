"""Whether a verb or noun is denied, and by which word."""

from __future__ import annotations

from worker.languages.cues import Cues
from worker.nlp.events import words
from worker.nlp.tokens import Token

#: What stands behind a "not" that denies nothing.
_ONLY = frozenset({"nur", "allein", "only", "just", "merely"})
#: A "never" that only measures: "never before has X criticized Y so sharply".
_NEVER = frozenset({"nie", "niemals", "never"})
_SO = frozenset({"so", "derart"})


def negation(token: Token, cues: Cues) -> Token | None:
    """The word that denies a trigger: beside it, on its arguments ("keine Truppen"), or above it."""
    found = _beside(token, cues)
    if found is not None:
        return found
    if token.pos_ in ("VERB", "AUX", "ADJ"):
        return _in_arguments(token, cues)
    return _without(token, cues) or _denied_existence(token, cues)


def _beside(token: Token, cues: Cues) -> Token | None:
    near = (
        c
        for c in token.children
        if c.dep_ in ("advmod", "det", "neg", "cc", "obj", "nsubj")
        and not _of_attribute(c)
        and not _is_half(c)
        and not _measures(c)
    )
    return next(
        (c for c in near if cues.has("negation", c.lemma_) or cues.has("negation", c.lower_)), None
    )


def _of_attribute(word: Token) -> bool:
    """Whether an adverb stands before an attribute that it denies ("nicht erklärte Streiks")."""
    noun = word.head
    if noun.pos_ not in ("NOUN", "PROPN") or word.dep_ != "advmod" or word.i + 1 >= noun.i:
        return False
    return word.nbor(1).dep_ == "amod"


def _measures(word: Token) -> bool:
    """Whether a "never" says how much, not whether: the verb has a "so" with an adverb."""
    if word.lower_ not in _NEVER:
        return False
    near = (c for c in word.head.children if c.pos_ in ("ADV", "ADJ"))
    return any(c.lower_ in _SO for one in near for c in (*one.children, one))


def _in_arguments(verb: Token, cues: Cues) -> Token | None:
    for argument in words.children(verb, "obj", "nsubj"):
        for word in words.children(argument, "det", "advmod"):
            if cues.has("negation", word.lemma_) and not _is_half(word):
                return word
    return None


def _is_half(word: Token) -> bool:
    """Whether a "not" only opens "not only ..."."""
    return word.i + 1 < len(word.doc) and word.nbor(1).lower_ in _ONLY


def _without(noun: Token, cues: Cues) -> Token | None:
    return next(
        (c for c in words.children(noun, "case") if cues.has("absent", c.lemma_.lower())), None
    )


def _denied_existence(noun: Token, cues: Cues) -> Token | None:
    """The denial of the verb over a noun that is its subject or object ("gab es nicht")."""
    verb = noun.head
    if words.dep(noun) not in ("obj", "nsubj") or verb.pos_ not in ("VERB", "AUX"):
        return None
    if words.dep(noun) == "nsubj" and not cues.has("occurrence", words.lemma(verb)):
        return None
    found = _beside(verb, cues)
    # "The threat surprised nobody" denies that it surprised, not that there was one.
    return None if found is not None and words.dep(found) == "obj" else found
