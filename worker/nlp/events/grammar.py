"""What Universal Dependencies say about a clause, for any language and with the parser's known faults.

Everything here looks at one Doc and returns tokens; nothing knows about events.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from worker.languages.cues import Cues
from worker.nlp.events import clauses, english, labels, names, words

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "SYM"})
#: Pronouns that stand for what was said, not for who acts.
_NEUTER = frozenset({"das", "dies", "dieses", "this", "that"})
#: What opens an English clause whose subject is the object of the verb above it.
_CONTROLLING = frozenset({"against", "as", "for", "from", "into", "of", "to"})
#: What the English genitive looks like in the tree.
_GENITIVES = ("'s", "’s", "'", "’")


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, left to right."""
    found, queue = [token], [token]
    while queue:
        for child in queue.pop().children:
            if child.dep_ == "conj" and child.pos_ in _NOMINAL:
                found.append(child)
                queue.append(child)
    return sorted(found, key=lambda one: one.i)


def is_passive(verb: Token) -> bool:
    """Whether the subject is the one it happens to."""
    if words.is_attribute(verb):
        return True
    relations = {child.dep_ for child in verb.children}
    if _is_future_active(verb):
        return False
    if "nsubj:pass" in relations or "obl:agent" in relations:
        return True
    if _is_headline_passive(verb) or english.is_reduced(verb):
        return True
    return "aux:pass" in relations and words.is_participle(verb)


def _is_headline_passive(verb: Token) -> bool:
    """Whether a headline leaves out the auxiliary of a passive ("Botschafter aus Polen ausgewiesen")."""
    if verb.doc.lang_ != "de" or verb.head != verb or words.is_finite(verb):
        return False
    if words.auxiliaries(verb) or words.children(verb, "obj", "iobj"):
        return False
    return words.is_participle(verb) and not any(map(words.is_finite, words.sentence(verb)))


def _is_future_active(verb: Token) -> bool:
    """Whether "wird" with an infinitive was taken for a passive ("wird Sanktionen verhängen")."""
    if verb.doc.lang_ != "de" or words.is_participle(verb) or verb.lower_ != words.bare(verb):
        return False
    finite = [
        a for a in words.auxiliaries(verb) if a.lemma_ == "werden" and words.has(a, "Tense", "Pres")
    ]
    return (
        len(finite) == 1 and len(words.auxiliaries(verb)) == 1 and not verb.lower_.startswith("ge")
    )


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb, or, by a fault of the parser, on one of its auxiliaries."""
    for holder in (verb, *words.auxiliaries(verb)):
        found = words.children(holder, "nsubj")
        if found and labels.is_label(found[0]):
            found = [*labels.behind(found[0]), *found[1:]]
        if found:
            return next((one for one in found if not names.is_oblique(one)), found[0])
    return None


def _real_subject(verb: Token) -> Token | None:
    """The subject; where the parser made "das" the subject and a name the object, the name."""
    subject = own_subject(verb)
    if subject is not None and names.is_oblique(subject) and not is_passive(verb):
        return _bare_name(verb) or subject
    if subject is None or subject.lower_ not in _NEUTER or is_passive(verb):
        return subject
    named = [c for c in verb.children if c.dep_ == "obj" and c.pos_ in ("NOUN", "PROPN")]
    return named[0] if named and named[0].i > verb.i else subject


def _bare_name(verb: Token) -> Token | None:
    """A name behind the verb without article or preposition, where the subject is none by its article."""
    late = (c for c in words.children(verb, "obl", "obj", "iobj") if c.i > verb.i)
    bare = (c for c in late if not words.children(c, "det", "case"))
    return next((c for c in bare if names.actor_id(c) is not None), None)


def relative(verb: Token, cues: Cues) -> Token | None:
    """What the relative pronoun of the clause stands for, where the pronoun is its subject."""
    if words.dep(verb) != "acl" or verb.head.pos_ not in _NOMINAL:
        return None
    if misread(verb, cues) is not None:
        return verb.head
    subject = own_subject(verb)
    if subject is not None and subject.pos_ in _NOMINAL and subject.pos_ != "PRON":
        return None
    return verb.head if _opens_relative(verb, cues) else None


def misread(verb: Token, cues: Cues) -> Token | None:
    """The name whose article the parser made of the pronoun that opens a relative clause.

    In "der Iran, der Israel bedroht" the second "der" is no article of "Israel"; a relative clause must
    open with a pronoun, and names of countries mostly take no article.
    """
    opening = _opening(verb) if words.dep(verb) == "acl" and not is_reported(verb) else None
    if opening is None or opening.dep_ != "det" or opening.head.head != verb:
        return None
    name = opening.head
    opens = cues.has("relative", opening.lower_)
    return name if opens and name.pos_ == "PROPN" and words.dep(name) in ("nsubj", "obj") else None


def is_reported(verb: Token) -> bool:
    """Whether a clause is reported speech, no relative clause: Konjunktiv I with a noun for its subject.

    In English one that opens with the conjunction "that", where the pronoun is an argument.
    """
    subject, finite = own_subject(verb), (verb, *words.auxiliaries(verb))
    if subject is None or (subject.pos_ == "PRON" and verb.doc.lang_ == "de"):
        return False
    if verb.doc.lang_ == "en":
        return english.that_clause(verb) is not None
    return any(words.has(t, "Mood", "Sub") and words.has(t, "Tense", "Pres") for t in finite)


def _opens_relative(verb: Token, cues: Cues) -> bool:
    """Whether the clause begins with a bare relative pronoun, whatever the parser hung it on."""
    opening = None if is_reported(verb) else _opening(verb)
    return opening is not None and cues.has("relative", opening.lower_)


def _opening(verb: Token) -> Token | None:
    """The first word of the clause of a verb, None where that is the verb."""
    before = verb.doc[verb.left_edge.i : verb.i]
    return next((token for token in before if not token.is_punct), None)


def subjects(verb: Token, cues: Cues, *, depth: int = 6) -> list[Token]:
    """Who is the subject of a verb: its own, its antecedent's, or one that it shares or is controlled by."""
    if words.is_attribute(verb):
        return conjuncts(verb.head)
    own = _real_subject(verb)
    antecedent = relative(verb, cues)
    if antecedent is not None:
        return conjuncts(antecedent)
    if own is not None:
        return conjuncts(own)
    if depth == 0:
        return []
    if english.is_reduced(verb) or english.is_cut_off(verb) or english.is_headline_infinitive(verb):
        return conjuncts(verb.head)
    if words.dep(verb) == "acl" and verb.head.pos_ in ("NOUN", "PROPN"):
        return _holders(verb.head, cues, depth - 1)
    if verb.head != verb and words.dep(verb) in ("conj", "xcomp", "advcl") and _infinite(verb):
        return _controllers(verb.head, verb, cues, depth - 1)
    return []


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
        if is_passive(governor):
            return subjects(governor, cues, depth=depth)
        if found:
            return conjuncts(found[0])
    return subjects(governor, cues, depth=depth)


def is_controlled(verb: Token) -> bool:
    """Whether a verb without a subject hangs on another: an infinitive, or "of" or "from" with a gerund."""
    if words.dep(verb) == "xcomp":
        return True
    if words.dep(verb) != "advcl" or verb.doc.lang_ != "en":
        return False
    marks = words.children(verb, "mark", "case")
    return own_subject(verb) is None and any(m.lower_ in _CONTROLLING for m in marks)


def _holders(noun: Token, cues: Cues, depth: int) -> list[Token]:
    """Who has the plan, the right, the wish that an infinitive unfolds ("Plan der USA, ... zu ...")."""
    owners = arguments(noun, "poss", cues)
    if owners:
        return [one for owner in owners for one in conjuncts(owner)]
    predicate = clauses.clause(noun)
    return subjects(predicate, cues, depth=depth) if predicate != noun else []


def arguments(token: Token, place: str, cues: Cues) -> list[Token]:
    """The dependents at a place: obj, dat, subj, poss, adj, or a preposition (heads only)."""
    if place == "obj":
        found = _objects(token, cues)
        name = misread(token, cues)
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
    return [c for c in _oblique(token) if words.preposition(c) == place]


def _objects(verb: Token, cues: Cues) -> list[Token]:
    """The objects; a relative pronoun gives what it stands for ("the men whom Iran released")."""
    found = [c for c in verb.children if c.dep_ == "obj" and not words.is_reflexive(c)]
    found = [c for c in found if len(found) == 1 or c != english.that_clause(verb)]
    if not found and verb.doc.lang_ == "en" and not _tells(verb):
        found = [c for c in verb.children if c.dep_ == "iobj"]
    found = found or english.shared_object(verb) * (not is_passive(verb))
    if words.dep(verb) != "acl" or verb.head.pos_ not in ("NOUN", "PROPN"):
        return found
    return [verb.head if _is_relative(c, cues) else c for c in found]


def _tells(verb: Token) -> bool:
    """Whether a verb has a clause for what is told, beside whom it is told to."""
    told = (c for c in verb.children if c.dep_ == "iobj")
    clausal = words.children(verb, "ccomp")
    return bool(clausal) or any(is_reported(c) for t in told for c in words.children(t, "acl"))


def _is_relative(token: Token, cues: Cues) -> bool:
    return token.pos_ == "PRON" and cues.has("relative", token.lower_)


def _nameless_places(verb: Token) -> list[Token]:
    """Names of a clause without a place of their own: a second subject, one joined to another name."""
    subject = own_subject(verb)
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
        if between.i < token.i or not _may_hold(token, between):
            continue
        for phrase in words.children(between, "nmod", "obl"):
            if words.preposition(phrase) not in (None, "von", "in", "of") and phrase.i > between.i:
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
    return verb.pos_ == "VERB" and argument and names.is_mention(child)


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
