"""Faults of English trees: which clause a subject belongs to, and what opens or governs a clause."""

from __future__ import annotations

from worker.nlp.mending.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_RELATIVES = frozenset({"that", "who", "which", "whom", "whose"})


def insertions(tree: Tree) -> None:
    """Give "Russia, officials said, attacked" its subject: who stands before the comma says nothing."""
    for verb, token in enumerate(tree.doc):
        if token.pos_ != "VERB":
            continue
        subjects = [c for c in tree.children(verb, "nsubj") if c < verb]
        clauses = [c for c in tree.children(verb, "ccomp") if c > verb]
        if len(subjects) != 2 or not clauses or tree.children(clauses[0], "nsubj"):
            continue
        own = [c for c in tree.children(subjects[0]) if tree.doc[c].text != ","]
        end = max([subjects[0], *(max(tree.below(c)) for c in own)])
        # A tree may cross itself: the end of a phrase can lie behind its verb, even at that of the text.
        if end < verb and tree.doc[end + 1].text == ",":
            tree.move(subjects[0], clauses[0], "nsubj")


def infinitives(tree: Tree) -> None:
    """Read "began to shell Lebanon" with a verb behind "to"."""
    for place, token in enumerate(tree.doc):
        verb = tree.heads[place]
        if tree.deps[place] != "case" or token.lower_ != "to" or verb != place + 1:
            continue
        if tree.doc[verb].pos_ == "VERB":
            tree.rename(place, "mark")
            above = tree.doc[tree.heads[verb]]
            if tree.dep(verb) in ("obl", "nmod") and above.pos_ == "VERB" and above.i < verb:
                tree.rename(verb, "xcomp")


def mains(tree: Tree) -> None:
    """Put a finite verb on top that the parser took for a clause about its own subject."""
    for place, token in enumerate(tree.doc):
        noun = tree.heads[place]
        if tree.deps[place] != "acl" or token.pos_ != "VERB" or tree.heads[noun] != noun:
            continue
        finite = "Fin" in token.morph.get("VerbForm", [])
        opened = any(tree.doc[i].lower_ in _RELATIVES for i in range(noun + 1, place))
        own = tree.children(place, "nsubj", "mark", "aux", "cop")
        if finite and place == noun + 1 and not opened and not own:
            tree.lift(place, "nsubj")


def appositions(tree: Tree) -> None:
    """Hang a bare name right behind the noun that says what it is: "its neighbor Pakistan" is one subject."""
    for verb, token in enumerate(tree.doc):
        if token.pos_ != "VERB":
            continue
        subjects = tree.children(verb, "nsubj")
        if len(subjects) != 2:
            continue
        noun, name = subjects
        bare = tree.doc[name].pos_ == "PROPN" and tree.edge(name) == name == noun + 1
        if bare and tree.doc[noun].pos_ == "NOUN":
            tree.move(name, noun, "appos")


def passives(tree: Tree) -> None:
    """Leave the subject of a passive to verbs that have its auxiliary, or at least no object."""
    for place, relation in enumerate(tree.deps):
        verb = tree.heads[place]
        if relation != "nsubj:pass" or place > verb or tree.children(verb, "aux", "cop"):
            continue
        if "Fin" in tree.doc[verb].morph.get("VerbForm", []) or tree.children(verb, "obj"):
            tree.rename(place, "nsubj")


def perfects(tree: Tree) -> None:
    """Take "having" before a participle for its auxiliary: "denied having shot at workers"."""
    for place, token in enumerate(tree.doc):
        verb = tree.heads[place]
        fits = token.pos_ == "VERB" and tree.dep(place) in ("obj", "xcomp", "ccomp")
        if not fits or place != verb + 1 or tree.doc[verb].lower_ != "having":
            continue
        tree.lift(place, "aux")
        tree.doc[verb].pos_ = "AUX"
        for child in tree.children(verb):
            tree.move(child, place, tree.deps[child])


def openings(tree: Tree) -> None:
    """Put the sentence's own verb above the clause it opens with ("Having met Putin, Orban flew home")."""
    for verb, token in enumerate(tree.doc):
        opened = token.pos_ == "VERB" and tree.heads[verb] == verb
        if not opened or not any(
            tree.doc[c].lower_ == "having" for c in tree.children(verb, "aux")
        ):
            continue
        beside = [c for c in tree.children(verb, "parataxis", "ccomp") if c > verb]
        if beside and tree.children(beside[0], "nsubj") and not tree.children(verb, "nsubj"):
            tree.lift(beside[0], "advcl")


def additions(tree: Tree) -> None:
    """Join "as well as Britain" to the list that it goes on with."""
    lower = [token.lower_ for token in tree.doc]
    for place in range(len(lower) - 3):
        second = tree.heads[place]
        joined = lower[place : place + 3] == ["as", "well", "as"] and second > place + 2
        if joined and tree.doc[second].pos_ in _NOMINAL and tree.dep(second) == "nmod":
            tree.rename(second, "conj")


def names(tree: Tree) -> None:
    """Take a name of a place behind a verb for its object, not for what it becomes."""
    for place, token in enumerate(tree.doc):
        verb = tree.heads[place]
        if tree.deps[place] != "xcomp" or tree.doc[verb].pos_ != "VERB" or place < verb:
            continue
        named = token.pos_ == "PROPN" and token.ent_type_ in ("LOC", "GPE")
        if named and not tree.children(verb, "obj"):
            tree.rename(place, "obj")
