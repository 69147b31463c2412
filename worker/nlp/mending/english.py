"""Faults of English trees: participles that are verbs, verbs that are participles, quotations."""

from __future__ import annotations

from worker.nlp.mending.tree import Tree
from worker.nlp.tokens import Token

#: How the parser hangs a finite verb on its own subject.
_BROKEN = frozenset({"goeswith", "flat", "dep", "compound"})
_NAMED = frozenset({"NOUN", "PROPN"})
_CLOSING = frozenset({'"', "”", "“", "''"})
_THAT = ("mark",)
_HISSING = ("shes", "ches", "sses", "xes")
_AUXILIARIES = frozenset(
    {"be", "is", "are", "was", "were", "am", "has", "have", "had", "do", "does", "did", "will", "would",
     "can", "could", "may", "might", "must", "shall", "should", "let", "let's", "to", "being", "having"}
)  # fmt: skip


def verbs(tree: Tree) -> None:
    """Give back their subjects to verbs that the parser took for parts of a name or for attributes."""
    for place, token in enumerate(tree.doc):
        if token.pos_ != "VERB" or tree.heads[place] == place:
            continue
        if tree.deps[place] in _BROKEN and _is_of_name(tree, token):
            tree.lift(place, "nsubj")
        elif tree.deps[place] == "amod":
            _attribute(tree, token)
        elif tree.deps[place] == "acl":
            _clause(tree, token)
        elif tree.dep(place) == "csubj" and _is_reduced(tree, token):
            _reduce(tree, place)


def _attribute(tree: Tree, token: Token) -> None:
    if tree.children(token.i, "nsubj"):
        _govern(tree, token.i)
    elif _is_second(tree, token):
        _join(tree, token.i)


def _govern(tree: Tree, verb: int) -> None:
    """Make an "attribute" with a subject the verb of its noun, and of the year behind that."""
    noun = tree.heads[verb]
    tree.lift(verb, "obj")
    above = tree.heads[verb]
    if tree.dep(verb) == "obj" and tree.doc[above].pos_ == "VERB":
        tree.rename(verb, "ccomp")
    for child in tree.children(noun, "nmod"):
        if tree.doc[child].pos_ == "NUM":
            tree.move(child, verb, "obl")


def _clause(tree: Tree, token: Token) -> None:
    if _is_quoting(tree, token):
        _quote(tree, token.i)
    elif _is_asked(tree, token):
        _ask(tree, token.i)


def _is_of_name(tree: Tree, verb: Token) -> bool:
    """Whether a finite verb without a subject hangs on the noun before it as if it were a part of it."""
    head = tree.heads[verb.i]
    finite = bool(verb.morph.get("Mood", []))
    named = head < verb.i and tree.doc[head].pos_ in _NAMED
    return finite and named and not tree.children(verb.i, "nsubj")


def _is_second(tree: Tree, token: Token) -> bool:
    """Whether a participle behind "and" is the second of two verbs ("attacked and occupied Afrin")."""
    name = tree.heads[token.i]
    verb = tree.heads[name]
    joined = token.i > 0 and tree.doc[token.i - 1].lower_ in ("and", "or") and name == token.i + 1
    listed = tree.dep(name) == "conj" and tree.doc[verb].pos_ == "VERB"
    return joined and listed and tree.doc[name].pos_ == "PROPN"


def _join(tree: Tree, verb: int) -> None:
    tree.lift(verb, "obj")
    for word in tree.children(tree.heads[verb + 1], "cc") + tree.children(verb + 1, "cc"):
        tree.move(word, verb, "cc")


def _is_quoting(tree: Tree, token: Token) -> bool:
    """Whether a clause "about" a noun behind a quotation says whose words it is ('," the minister said')."""
    noun = tree.heads[token.i]
    start = min(tree.below(noun) - tree.below(token.i))
    quoted = start > 0 and tree.doc[start - 1].text in _CLOSING
    behind = token.i == noun + 1 and tree.heads[noun] < start
    return quoted and behind and tree.dep(noun) in ("obj", "nsubj", "obl", "conj", "appos")


def _quote(tree: Tree, verb: int) -> None:
    noun = tree.heads[verb]
    tree.lift(verb, "nsubj")
    tree.rename(verb, "parataxis")
    tree.rename(noun, "nsubj")


def _is_reduced(tree: Tree, token: Token) -> bool:
    """Whether a "clause as subject" is a noun with a participle ("the man arrested in Minsk is ill")."""
    nouns = tree.children(token.i, "nsubj")
    past = "Past" in token.morph.get("Tense", [])
    return past and len(nouns) == 1 and nouns[0] == token.i - 1 and not _opens(tree, token.i)


def _opens(tree: Tree, verb: int) -> bool:
    return bool(tree.children(verb, "mark", "aux", "advmod", "obj"))


def _reduce(tree: Tree, verb: int) -> None:
    noun = tree.children(verb, "nsubj")[0]
    tree.lift(noun, "acl")
    tree.rename(noun, "nsubj")


def _is_asked(tree: Tree, token: Token) -> bool:
    """Whether "Is X doing Y?" was taken for "is X, who does"."""
    name = tree.heads[token.i]
    cops = tree.children(name, "cop")
    inverted = bool(cops) and cops[0] == tree.edge(name) and token.i == name + 1
    return inverted and token.lower_.endswith("ing") and tree.heads[name] == name


def _ask(tree: Tree, verb: int) -> None:
    name = tree.heads[verb]
    tree.lift(verb, "nsubj")
    for child in tree.children(name, "cop", "punct"):
        tree.move(child, verb, "aux" if tree.dep(child) == "cop" else "punct")


def objects(tree: Tree) -> None:
    """Give the verb of "whether X will attack Y is unclear" its object."""
    for place, token in enumerate(tree.doc):
        above = tree.heads[place]
        if token.pos_ != "VERB" or above <= place or tree.dep(place) not in ("advcl", "csubj"):
            continue
        marks = [tree.doc[c].lower_ for c in tree.children(place, "mark")]
        behind = [c for c in tree.children(above, "nsubj") if tree.edge(c) == place + 1]
        if "whether" in marks and behind and not tree.children(place, "obj"):
            tree.move(behind[0], place, "obj")


def lists(tree: Tree) -> None:
    """Take "both members of NATO" behind a list for more about it, not for another of it."""
    for place, relation in enumerate(tree.deps):
        openings = (tree.doc[c].lower_ for c in tree.children(place, "det", "cc"))
        if relation != "conj" or "both" not in openings:
            continue
        start = tree.edge(place)
        if start > 0 and "," in (tree.doc[start].text, tree.doc[start - 1].text):
            tree.rename(place, "appos")


def gerunds(tree: Tree) -> None:
    """Call a gerund or infinitive without a subject under a verb an open complement ("denies supporting")."""
    for place, token in enumerate(tree.doc):
        head = tree.heads[place]
        if token.pos_ != "VERB" or tree.doc[head].pos_ != "VERB" or place < head:
            continue
        if tree.children(place, "nsubj", *_THAT):
            continue
        gerund = tree.dep(place) in ("acl", "ccomp") and token.lower_.endswith("ing")
        if gerund or _is_perfect(tree, place, head):
            tree.rename(place, "xcomp")


def _is_perfect(tree: Tree, verb: int, head: int) -> bool:
    """Whether a verb with "having" follows another at once ("denied having supplied drones")."""
    perfect = any(tree.doc[c].lower_ == "having" for c in tree.children(verb, "aux"))
    return perfect and tree.edge(verb) == head + 1 and tree.dep(verb) in ("acl", "advcl", "ccomp")


def nouns(tree: Tree) -> None:
    """Take "Fighting broke out" and "Clashes erupted" for a noun with its verb, not for an auxiliary."""
    for place, token in enumerate(tree.doc):
        verb = tree.heads[place]
        if tree.dep(place) != "aux" or not token.is_sent_start or token.lower_ in _AUXILIARIES:
            continue
        if place + 1 == verb and not tree.children(verb, "nsubj"):
            tree.rename(place, "nsubj")
            token.pos_, token.lemma_ = "NOUN", _singular(token.lower_)


def _singular(noun: str) -> str:
    if noun.endswith(_HISSING):
        return noun[:-2]
    return noun.removesuffix("s")
