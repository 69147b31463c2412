"""Who or what stands at a place of a verb or a noun: subjects, objects, possessors, phrases.

Subjects may be shared or controlled from above, phrases hung too low: what a person reads is returned, not
what the tree says. All places stay in one file: they ask one another.
"""

from __future__ import annotations

from collections.abc import Iterator

from worker.languages.cues import Cues
from worker.nlp.events import clauses, english, grammar, names, words
from worker.nlp.tokens import Token

_KEY, _PHRASES = "ew_arguments", "ew_phrases"
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "SYM"})
#: What opens an English clause whose subject is the object of the verb above it.
_CONTROLLING = frozenset({"against", "as", "for", "from", "into", "of", "to"})
#: What the English genitive looks like in the tree.
_GENITIVES = ("'s", "’s", "'", "’")


def subjects(verb: Token, cues: Cues, *, depth: int = 6) -> list[Token]:
    """Who is the subject of a verb: its own, its antecedent's, or one that it shares or is controlled by."""
    if words.is_attribute(verb):
        return grammar.conjuncts(verb.head)
    own = grammar.real_subject(verb)
    focus = english.cleft(verb) or _neuter(verb, own)
    if focus is not None:
        return [focus]
    nearest = grammar.relative(verb, cues) or own
    if nearest is not None:
        return grammar.conjuncts(nearest)
    return _subjects_above(verb, cues, depth) if depth else []


def _subjects_above(verb: Token, cues: Cues, depth: int) -> list[Token]:
    """Who is the subject of a verb that has none of its own: a noun above it, or another verb's."""
    if english.is_reduced(verb) or english.is_cut_off(verb) or english.is_headline_infinitive(verb):
        return grammar.conjuncts(verb.head)
    if words.dep(verb) == "acl" and verb.head.pos_ in ("NOUN", "PROPN"):
        return _holders(verb.head, cues, depth - 1)
    if verb.head != verb and words.dep(verb) in ("conj", "xcomp", "advcl") and _infinite(verb):
        return _controllers(verb.head, verb, cues, depth - 1)
    return []


def _neuter(verb: Token, subject: Token | None) -> Token | None:
    """The country that an "es" with an object stands for ("kritisierte Israel, weil es Hilfe blockiert")."""
    if subject is None or subject.lower_ != "es" or words.dep(verb) != "advcl":
        return None
    if not words.children(verb, "obj") or verb.head.i > verb.i:
        return None
    above = (*words.children(verb.head, "obj"), *words.children(verb.head, "nsubj"))
    bare = (c for c in above if not words.children(c, "det", "case"))
    return next((c for c in bare if names.actor_id(c) is not None), None)


def _infinite(verb: Token) -> bool:
    """Whether a verb may take its subject from elsewhere: coordinated, or without a finite form."""
    if words.dep(verb) == "conj":
        return True
    finite = [t for t in (verb, *words.auxiliaries(verb)) if words.has(t, "VerbForm", "Fin")]
    return not finite or words.dep(verb) == "xcomp"


def _controllers(governor: Token, verb: Token, cues: Cues, depth: int) -> list[Token]:
    if governor.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return []
    if is_controlled(verb) and cues.has("object_control", words.lemma(governor)):
        objects = [*arguments(governor, "obj", cues), *arguments(governor, "dat", cues)]
        found = [o for o in objects if not words.is_reflexive(o)]
        if grammar.is_passive(governor):
            return subjects(governor, cues, depth=depth)
        if found:
            return grammar.conjuncts(found[0])
    return subjects(governor, cues, depth=depth)


def is_controlled(verb: Token) -> bool:
    """Whether a verb without a subject hangs on another: an infinitive, or "of" or "from" with a gerund."""
    if words.dep(verb) == "xcomp":
        return True
    if words.dep(verb) != "advcl" or verb.doc.lang_ != "en":
        return False
    marks = words.children(verb, "mark", "case")
    return grammar.own_subject(verb) is None and any(m.lower_ in _CONTROLLING for m in marks)


def _holders(noun: Token, cues: Cues, depth: int) -> list[Token]:
    """Who has the plan, the right, the wish that an infinitive unfolds ("Plan der USA, ... zu ...")."""
    owners = arguments(noun, "poss", cues)
    if owners:
        return [one for owner in owners for one in grammar.conjuncts(owner)]
    predicate = clauses.clause(noun)
    return subjects(predicate, cues, depth=depth) if predicate != noun else []


def arguments(token: Token, place: str, cues: Cues) -> list[Token]:
    """The dependents at a place: obj, dat, subj, poss, adj, or a preposition (heads only)."""
    known: dict[tuple[int, str], list[Token]] = token.doc.user_data.setdefault(_KEY, {})
    if (token.i, place) not in known:
        known[token.i, place] = _arguments(token, place, cues)
    return known[token.i, place]


def _arguments(token: Token, place: str, cues: Cues) -> list[Token]:
    if place == "obj":
        found = _objects(token, cues)
        name = grammar.misread(token, cues)
        return found if name is None or name in found else [*found, name]
    if place == "dat":
        return [c for c in token.children if _is_dative(c)]
    if place == "name":
        return _nameless_places(token)
    if place == "xcomp":
        return words.children(token, "xcomp")
    if place == "subj":
        return subjects(token, cues)
    if place == "poss":
        return list(_possessors(token, cues))
    if place == "adj":
        return [c for c in token.children if c.dep_ == "amod"]
    return [c for before, c in _prepositional(token) if before == place]


def _prepositional(token: Token) -> list[tuple[str | None, Token]]:
    """The phrases of a token with their prepositions, looked for once: rules ask for one after the other."""
    known: dict[int, list[tuple[str | None, Token]]] = token.doc.user_data.setdefault(_PHRASES, {})
    if token.i not in known:
        known[token.i] = [(words.preposition(phrase), phrase) for phrase in _oblique(token)]
    return known[token.i]


def _objects(verb: Token, cues: Cues) -> list[Token]:
    """The objects; a relative pronoun gives what it stands for ("the men whom Iran released")."""
    found = [c for c in verb.children if c.dep_ == "obj" and not words.is_reflexive(c)]
    found = [c for c in found if len(found) == 1 or c != english.that_clause(verb)]
    if not found and verb.doc.lang_ == "en" and not _tells(verb):
        found = [c for c in verb.children if c.dep_ == "iobj"]
    active = not grammar.is_passive(verb)
    found = found or english.shared_object(verb) * active or english.object_ahead(verb) * active
    found = found or english.pseudo_cleft(verb)
    if words.dep(verb) != "acl" or verb.head.pos_ not in ("NOUN", "PROPN"):
        return found
    return [verb.head if _is_relative(c, cues) else c for c in found]


def _tells(verb: Token) -> bool:
    """Whether a verb has a clause for what is told, beside whom it is told to."""
    told = (c for c in verb.children if c.dep_ == "iobj")
    clausal = words.children(verb, "ccomp")
    return bool(clausal) or any(
        grammar.is_reported(c) for t in told for c in words.children(t, "acl")
    )


def _is_relative(token: Token, cues: Cues) -> bool:
    return token.pos_ == "PRON" and cues.has("relative", token.lower_)


def _nameless_places(verb: Token) -> list[Token]:
    """Names of a clause without a place of their own: a second subject, one joined to another name."""
    subject = grammar.own_subject(verb)
    loose = [c for c in words.children(verb, "nsubj", "obl") if c != subject and c.i > 0]
    bare = [c for c in loose if _is_loose(c) and words.preposition(c) is None]
    return bare * (subject is not None) + names.strays(verb)


def _is_loose(noun: Token) -> bool:
    """Whether a noun may be an object without a place: a name, or one that is taken for a second subject."""
    return names.actor_id(noun) is not None or (noun.pos_ == "NOUN" and words.dep(noun) == "nsubj")


def _oblique(token: Token) -> Iterator[Token]:
    """The prepositional phrases of a token; of a noun also the one that follows it but was hung higher."""
    yield from (
        c for c in token.children if words.dep(c) in ("obl", "nmod", "advmod", "xcomp", "advcl")
    )
    yield from _hung_lower(token)
    if token.pos_ != "NOUN" or token.head == token:
        return
    for sibling in token.head.children:
        if words.dep(sibling) in ("obl", "nmod") and sibling.left_edge.i == token.right_edge.i + 1:
            yield sibling


def _hung_lower(token: Token) -> Iterator[Token]:
    """Prepositional phrases that the parser hung on what stands between.

    Of a noun on its genitive ("Rückzug der Truppen aus Syrien"), of a verb on a name ("verhandelte in Kairo
    mit Ägypten").
    """
    for between in token.children:
        if not _may_hold(token, between):
            continue
        for phrase in words.children(between, "nmod", "obl"):
            near = between.i > token.i or phrase.right_edge.i + 1 == token.i
            named = words.preposition(phrase) not in (None, "von", "in", "of")
            if named and near and phrase.i > between.i:
                yield phrase


def _may_hold(token: Token, between: Token) -> bool:
    """Whether a phrase of ``token`` may have been hung on ``between``."""
    verbal = token.pos_ in (
        "VERB",
        "ADJ",
    )  # the tagger takes some verbs of questions for adjectives
    if token.doc.lang_ == "en" and verbal and words.dep(between) == "obj":
        return True
    return _is_genitive_of(token, between) or _is_name_of(token, between)


def _is_genitive_of(noun: Token, child: Token) -> bool:
    genitive = words.preposition(child) in (None, "von", "of")
    return noun.pos_ == "NOUN" and words.dep(child) in ("nmod", "appos", "flat") and genitive


def _is_name_of(verb: Token, child: Token) -> bool:
    argument = words.dep(child) in ("obl", "nsubj", "obj")
    return verb.pos_ == "VERB" and argument and (names.is_mention(child) or _is_doer(verb, child))


def _is_doer(verb: Token, child: Token) -> bool:
    """Whether people are the subject ("demonstrierten Kurden gegen die Türkei")."""
    return words.dep(child) == "nsubj" and verb.doc.lang_ == "de" and names.is_somebody(child)


def _is_dative(token: Token) -> bool:
    if token.dep_ == "iobj":
        return True
    if words.preposition(token) is not None or words.is_reflexive(token):
        return False
    # Names and headlines show no case; a bare oblique name is a dative all the same.
    named = token.dep_ == "obl" and token.pos_ == "PROPN" and bool(token.ent_type_)
    return named or (words.has(token, "Case", "Dat") and words.dep(token) in ("obl", "obj"))


def _possessors(token: Token, cues: Cues) -> Iterator[Token]:
    for child in token.children:
        before = words.preposition(child)
        if (
            child.dep_ in ("nmod:poss", "det:poss")
            or (words.dep(child) == "nmod" and before in _GENITIVES)
            or (words.dep(child) == "nmod" and before is None and child.pos_ in _NOMINAL)
            or (words.dep(child) in ("nmod", "obl") and before and cues.has("possessive", before))
        ) and not names.is_stray(child):
            yield child
    if token.pos_ == "NOUN":
        yield from names.owner_names(token)
        for clause in (c for c in words.children(token, "acl") if c.lemma_.lower() == "belong"):
            yield from words.children(clause, "obl")
