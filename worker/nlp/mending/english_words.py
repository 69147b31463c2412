"""Faults of English words that the tables of triggers show: lemmas, particles, verbs that look like nouns."""

from __future__ import annotations

from worker.languages.triggers import Triggers, triggers
from worker.nlp.mending.tree import Tree

_PARTICLES = frozenset({"off", "out", "up", "down", "back", "away", "over", "in", "on"})


def lemmas(tree: Tree) -> None:
    """Give a verb the lemma of its form where its own is no word that any table has ("blamed": blam)."""
    known = triggers("en")
    for token in tree.doc:
        if token.pos_ == "VERB" and not known.find("verb", token.lemma_):
            lemma = known.verb_of(token.lower_)
            if lemma is not None and " " not in lemma:
                token.lemma_ = lemma


def particles(tree: Tree) -> None:
    """Read "broke off the talks" and "hit back hard" with a particle where the tables have such a verb."""
    known = triggers("en")
    for place, token in enumerate(tree.doc):
        before = tree.doc[place - 1] if place else token
        if token.lower_ not in _PARTICLES or before.pos_ != "VERB":
            continue
        if not _has(known, before.lemma_, token.lower_):
            continue
        noun = tree.heads[place]
        if tree.deps[place] == "advmod":
            tree.move(place, before.i, "compound:prt")
        elif tree.deps[place] == "case" and _is_object(tree, noun, before.i):
            tree.move(place, before.i, "compound:prt")
            tree.rename(noun, "obj")


def _is_object(tree: Tree, noun: int, verb: int) -> bool:
    oblique = tree.heads[noun] == verb and tree.dep(noun) in ("obl", "nmod")
    return oblique and not tree.children(verb, "obj")


def _has(known: Triggers, verb: str, particle: str) -> bool:
    return bool(known.find("verb", f"{verb.lower()} {particle}"))


def verbs(tree: Tree) -> None:
    """Read "Turkey plans to attack" with a verb: a bare noun with a subject and an infinitive is none."""
    known = triggers("en")
    for place, token in enumerate(tree.doc):
        if token.pos_ != "NOUN" or tree.heads[place] != place:
            continue
        if tree.children(place, "det", "amod", "cop", "case") or not tree.children(place, "nsubj"):
            continue
        ahead = [c for c in tree.children(place, "acl") if c > place and tree.children(c, "mark")]
        if ahead:
            token.pos_ = "VERB"
            token.lemma_ = known.verb_of(token.lower_) or token.lower_.removesuffix("s")
            tree.rename(ahead[0], "xcomp")


def doers(tree: Tree) -> None:
    """Hang "by Israel" on the act that somebody does, not on whom it is done to ("killing of a general")."""
    known = triggers("en")
    for place in range(len(tree.heads)):
        noun = tree.heads[place]
        act = tree.heads[noun]
        if tree.dep(place) != "nmod" or tree.dep(noun) != "nmod" or place < noun:
            continue
        by = any(tree.doc[c].lower_ == "by" for c in tree.children(place, "case"))
        if by and _is_act(known, tree, act) and not _is_act(known, tree, noun):
            tree.move(place, act, "nmod")


def _is_act(known: Triggers, tree: Tree, noun: int) -> bool:
    token = tree.doc[noun]
    return token.pos_ == "NOUN" and bool(known.find("noun", token.lemma_))
