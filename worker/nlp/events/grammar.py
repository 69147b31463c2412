"""What Universal Dependencies say about a clause, for any language and with the parser's known faults.

Everything here looks at one Doc and returns tokens; nothing knows about events.
"""

from __future__ import annotations

from worker.languages.cues import Cues
from worker.nlp.events import english, labels, names, words
from worker.nlp.tokens import Token

_PASSIVE = "ew_passive"
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "SYM"})
#: Pronouns that stand for what was said, not for who acts.
_NEUTER = frozenset({"das", "dies", "dieses", "this", "that"})


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, left to right."""
    found, queue = [token], [token]
    if not any(child.dep_ == "conj" for child in token.children):
        return found
    while queue:
        for child in queue.pop().children:
            if child.dep_ == "conj" and child.pos_ in _NOMINAL:
                found.append(child)
                queue.append(child)
    return sorted(found, key=lambda one: one.i)


def is_passive(verb: Token) -> bool:
    """Whether the subject is the one it happens to."""
    known: dict[int, bool] = verb.doc.user_data.setdefault(_PASSIVE, {})
    if verb.i not in known:
        known[verb.i] = _is_passive(verb)
    return known[verb.i]


def _is_passive(verb: Token) -> bool:
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


def real_subject(verb: Token) -> Token | None:
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
