"""Faults of German trees: free word order, Konjunktiv, infinitives, relative clauses."""

from __future__ import annotations

from worker.nlp.mending.tree import Tree
from worker.nlp.tokens import Token

_OBLIQUE = frozenset({"den", "dem", "des", "einen", "einem", "eines", "einer"})
#: Pronouns that are subjects by their form.
_NOMINATIVE = frozenset({"er", "sie", "es", "ich", "wir", "man", "wer", "niemand", "jemand"})
_RELATIVE = frozenset({"die", "das", "welche", "welches"})
#: Prepositions that open clauses, too.
_OPENING = frozenset({"seit", "während", "bis"})
_AND = frozenset({"und", "oder", "aber", "sondern"})
_NAMED = ("NOUN", "PROPN")
_CLAUSES = ("advcl", "acl", "ccomp")


def infinitives(tree: Tree) -> None:
    """Call an infinitive with "zu" and no subject an open complement: the parser has two names for it."""
    for place, token in enumerate(tree.doc):
        if tree.dep(place) != "ccomp" or tree.doc[tree.heads[place]].pos_ not in ("VERB", "AUX"):
            continue
        if _has_zu(tree, token) and not tree.children(place, "nsubj", "expl"):
            tree.rename(place, "xcomp")


def _has_zu(tree: Tree, token: Token) -> bool:
    if any(tree.doc[c].lower_ == "zu" for c in tree.children(token.i, "mark")):
        return True
    return "zu" in token.lower_[2:-3] and token.lower_.endswith("n") and token.text == token.lower_


def subjects(tree: Tree) -> None:
    """Leave a verb one subject: the other is its object, whichever stands first."""
    for place, token in enumerate(tree.doc):
        if token.pos_ != "VERB" or tree.dep(place) in ("aux", "cop"):
            continue
        _share(tree, place)
        _elide(tree, place)


def _share(tree: Tree, verb: int) -> None:
    found = [c for c in tree.children(verb) if tree.deps[c] == "nsubj"]
    objects = [c for c in tree.children(verb, "obj") if tree.doc[c].lower_ != "sich"]
    if len(found) != 2 or objects or _colon(tree, *found):
        return
    first, second = (tree.doc[c] for c in found)
    loser = first if _is_object(tree, first, second, verb) else second
    if loser.lower_ not in _NOMINATIVE:
        tree.rename(loser.i, "obj")


def _is_object(tree: Tree, first: Token, second: Token, verb: int) -> bool:
    """Whether the first of two "subjects" is the object: its article or the verb's number says so."""
    if _oblique(tree, second):
        return False
    if _oblique(tree, first) or second.lower_ in _NOMINATIVE:
        return True
    number = _finite_number(tree, verb)
    return number is not None and _number(tree, first) != number == _number(tree, second)


def _oblique(tree: Tree, noun: Token) -> bool:
    articles = (tree.doc[c] for c in tree.children(noun.i, "det"))
    return any(a.i < noun.i and a.lower_ in _OBLIQUE for a in articles)


def _finite_number(tree: Tree, verb: int) -> str | None:
    forms = (*tree.children(verb, "aux", "cop"), verb)
    numbers = (
        tree.doc[i].morph.get("Number", []) for i in forms if tree.doc[i].morph.get("Mood", [])
    )
    return next((n[0] for n in numbers if n), None)


def _number(tree: Tree, noun: Token) -> str | None:
    if tree.children(noun.i, "conj"):
        return "Plur"
    return next(iter(noun.morph.get("Number", [])), None)


def _colon(tree: Tree, first: int, second: int) -> bool:
    return any(token.text in ":;" for token in tree.doc[first:second])


def _elide(tree: Tree, verb: int) -> None:
    """Take for an object what stands behind a verb that "und" leads in: its subject is the one before."""
    before = tree.doc[verb - 1] if verb else None
    if before is None or before.lower_ not in _AND or tree.dep(verb) != "conj":
        return
    if not tree.doc[verb].morph.get("Mood", []) or not tree.children(tree.heads[verb], "nsubj"):
        return
    for child in tree.children(verb):
        if tree.deps[child] == "nsubj" and tree.doc[child].lower_ not in _NOMINATIVE:
            taken = [c for c in tree.children(verb, "obj") if tree.doc[c].lower_ != "sich"]
            tree.rename(child, "iobj" if taken else "obj")


def clauses(tree: Tree) -> None:
    """Read "seit", "während" and "bis" as conjunctions where their noun is all that may be the subject."""
    for place, token in enumerate(tree.doc):
        if tree.deps[place] != "case" or token.lower_ not in _OPENING:
            continue
        noun = tree.heads[place]
        verb = tree.heads[noun]
        if tree.dep(verb) not in _CLAUSES or tree.opening(verb) != place or verb < noun:
            continue
        if tree.dep(noun) in ("obl", "nmod") and not tree.children(verb, "nsubj"):
            tree.move(place, verb, "mark")
            tree.rename(noun, "nsubj")


def relatives(tree: Tree) -> None:
    """Read "die Charkiw beschoss" with the pronoun as subject: so are most clauses with a bare name."""
    for place, token in enumerate(tree.doc):
        verb = tree.heads[place]
        if token.lower_ not in _RELATIVE or tree.deps[place] != "obj" or tree.dep(verb) != "acl":
            continue
        name = next(iter(tree.children(verb, "nsubj")), None)
        if name is None or name != place + 1 or tree.doc[name].pos_ != "PROPN":
            continue
        if not tree.children(name, "det", "case", "conj"):
            tree.rename(place, "nsubj")
            tree.rename(name, "obj")


def subjunctives(tree: Tree) -> None:
    """Give back the verb of "die Nato bedrohe Russland": behind a noun stands no attribute."""
    for place, token in enumerate(tree.doc):
        if tree.deps[place] != "amod" or not token.lower_.endswith("e"):
            continue
        target, doer = tree.heads[place], place - 1
        behind = target > place and all(t.pos_ == "DET" for t in tree.doc[place + 1 : target])
        named = (
            tree.doc[target].pos_ == "PROPN" and not token.ent_type_ and token.text == token.lower_
        )
        if doer < 0 or not (behind and named) or tree.doc[doer].pos_ not in _NAMED:
            continue
        if tree.children(doer, "case"):  # "das von China bedrohte Taiwan"
            continue
        _reports_verb(tree, doer, place)


def _reports_verb(tree: Tree, doer: int, verb: int) -> None:
    token = tree.doc[verb]
    tree.lift(verb, "obj")
    if tree.heads[verb] != verb:
        tree.rename(verb, "ccomp")
    tree.move(doer, verb, "nsubj")
    token.pos_, token.lemma_ = "VERB", f"{token.lower_}n"
    token.morph = {"Mood": ["Sub"], "Number": ["Sing"], "Tense": ["Pres"], "VerbForm": ["Fin"]}


def insertions(tree: Tree) -> None:
    """Take who is named behind "so" between commas for who says so, not for a part of the clause."""
    for place, token in enumerate(tree.doc):
        noun = tree.heads[place]
        if token.lower_ != "so" or place == 0 or noun < place or tree.doc[place - 1].text != ",":
            continue
        verb = tree.heads[noun]
        end = next((i for i in range(noun, len(tree.heads)) if tree.doc[i].text == ","), None)
        if end is None or tree.doc[noun].pos_ not in _NAMED or verb < end:
            continue
        if tree.dep(noun) in ("nsubj", "obj", "iobj", "obl", "appos"):
            tree.rename(noun, "parataxis")
        for child in tree.children(noun):
            if child > end and tree.doc[child].pos_ in _NAMED:
                tree.move(child, verb, "obl" if tree.children(verb, "obj") else "obj")


def reports(tree: Tree) -> None:
    """Part "sagte ein Sprecher der Hamas, Israel habe ...": the name behind the comma opens a clause."""
    for place in range(2, len(tree.heads) - 1):
        token, after = tree.doc[place], tree.doc[place + 1]
        if tree.dep(place) not in ("appos", "conj", "flat") or token.pos_ != "PROPN":
            continue
        if tree.doc[place - 1].text != "," or "Sub" not in after.morph.get("Mood", []):
            continue
        verb = tree.heads[place + 1] if tree.dep(place + 1) == "aux" else place + 1
        _part(tree, place, verb)


def _part(tree: Tree, name: int, verb: int) -> None:
    speech = tree.heads[verb]
    if speech >= name or tree.doc[speech].pos_ != "VERB":
        return
    for subject in tree.children(verb, "nsubj"):
        if subject < name - 1 and not tree.children(speech, "nsubj"):
            tree.move(subject, speech, "nsubj")
    if not tree.children(verb, "nsubj"):
        tree.move(name, verb, "nsubj")
        tree.rename(verb, "ccomp")
