"""English clauses of saying behind what is said: "..., state television in Damascus reported".

The parser knows few of them: its treebanks are of the web, where hardly anybody writes so. It takes them for
a second verb of the sentence, for a circumstance, or for what is done to the speaker.
"""

from __future__ import annotations

from worker.languages.cues import cues
from worker.languages.triggers import triggers
from worker.nlp.actors.lexicon import lexicon
from worker.nlp.mending.tree import Tree
from worker.nlp.tokens import Token

_LANGUAGE = "en"
#: What the parser takes such a clause for; one about a noun has no comma before its own subject.
_MISREAD = frozenset({"ccomp", "advcl", "conj", "acl"})
_INVERTED = frozenset({"ccomp", "advcl", "conj", "parataxis"})
#: Words that are said, and to whom they are said.
_WORDS, _HEARER = ("mark", "ccomp", "xcomp"), frozenset({"tell", "inform", "assure"})
#: Verbs whose participle tells nothing about a speaker: nobody is "said".
_ACTIVE = frozenset({"say", "tell"})
#: Others that a clause behind a comma has, if a speaker is before them: "an attack reported" is none.
_EITHER = frozenset({"report", "announce", "claim", "confirm", "add", "declare", "state"})


def sayings(tree: Tree) -> None:
    """Hang a clause of saying behind a comma beside the sentence that it frames."""
    said = cues(_LANGUAGE)
    for place, token in enumerate(tree.doc):
        if token.pos_ != "VERB" or not said.has("speech", token.lemma_):
            continue
        if tree.dep(place) == "acl" and _has_speaker(tree, token):
            tree.lift(place, "nsubj")
            _frame(tree, place)
        elif tree.dep(place) in _MISREAD and _is_behind(tree, token):
            _frame(tree, place)
        elif (speaker := _inverted(tree, token)) is not None:
            tree.rename(speaker, "nsubj")
            _frame(tree, place)


def _is_behind(tree: Tree, verb: Token) -> bool:
    """Whether a clause begins behind a comma with its subject, and says nothing but who speaks."""
    subjects = tree.children(verb.i, "nsubj")
    named = bool(subjects) and subjects[0] < verb.i and not _is_act(tree.doc[subjects[0]])
    # What a verb of saying governs is what is said.
    governed = tree.dep(verb.i) == "ccomp" and _speaks(tree, tree.heads[verb.i])
    if not named or governed or not _is_bare(tree, verb):
        return False
    start = tree.opening(verb.i)
    return tree.opening(subjects[0]) == start and _follows(tree, verb, start)


def _inverted(tree: Tree, verb: Token) -> int | None:
    """Who speaks behind a verb that comes first behind a comma: ", said the minister"."""
    start = verb.i
    if tree.dep(start) not in _INVERTED or not _follows(tree, verb, start):
        return None
    if tree.opening(start) != start or tree.children(start, "mark", "xcomp"):
        return None
    behind = tree.children(start, "obj", "ccomp", "nsubj")
    if len(behind) != 1 or tree.edge(behind[0]) != start + 1:
        return None
    noun = tree.doc[behind[0]]
    # Not "told": who stands behind that one listens.
    said = verb.lemma_ == "say"
    named = noun.pos_ == "PROPN" and said
    office = noun.pos_ == "NOUN" and (said or verb.lemma_ in _EITHER) and is_speaker(noun)
    return noun.i if named or office else None


def _has_speaker(tree: Tree, verb: Token) -> bool:
    """Whether a "participle" has whom it describes before it as its subject: ", KFOR announced"."""
    noun = tree.heads[verb.i]
    phrase = [noun, *(i for i in tree.below(noun) - tree.below(verb.i) if not tree.doc[i].is_punct)]
    whole = tree.heads[noun] != noun and max(phrase) + 1 == verb.i
    if not whole or not _follows(tree, verb, min(phrase)) or not _is_bare(tree, verb):
        return False
    return verb.lemma_ in _ACTIVE or (verb.lemma_ in _EITHER and is_speaker(tree.doc[noun]))


def is_speaker(noun: Token) -> bool:
    """Whether somebody may be meant who speaks: a name, a medium, an office."""
    if noun.pos_ == "PROPN" or cues(_LANGUAGE).has("medium", noun.lemma_):
        return True
    return lexicon(_LANGUAGE).roles.of(noun.text) is not None


def _is_act(noun: Token) -> bool:
    """Whether a noun is something that is reported: "the third attack reported this week"."""
    return noun.pos_ == "NOUN" and bool(triggers(_LANGUAGE).find("noun", noun.lemma_))


def _speaks(tree: Tree, verb: int) -> bool:
    return cues(_LANGUAGE).has("speech", tree.doc[verb].lemma_)


def _follows(tree: Tree, verb: Token, start: int) -> bool:
    """Whether a clause that begins at ``start`` is behind a comma, and behind what it hangs on."""
    return start > 0 and tree.doc[start - 1].text == "," and tree.heads[verb.i] < verb.i


def _is_bare(tree: Tree, verb: Token) -> bool:
    """Whether nothing is said behind a verb, to whomever."""
    hearer = verb.lemma_ in _HEARER or not tree.children(verb.i, "obj")
    return hearer and not tree.children(verb.i, *_WORDS)


def _frame(tree: Tree, verb: int) -> None:
    """Hang a clause beside all that was said before it."""
    top = tree.heads[verb]
    while tree.heads[top] != top:
        top = tree.heads[top]
    if top < tree.opening(verb):
        tree.move(verb, top, "parataxis")
