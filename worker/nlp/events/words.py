"""What one word says in Universal Dependencies: its lemma with its particle, its case, its auxiliaries."""

from __future__ import annotations

from worker.domain import text
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc, Span, Token

#: Endings of a German attribute.
_INFLECTED = ("e", "en", "er", "es", "em")


def dep(token: Token) -> str:
    """The relation without its subtype."""
    return token.relation


def has(token: Token, feature: str, value: str) -> bool:
    """Whether the morphology says so ("Mood", "Sub")."""
    return value in token.morph.get(feature, ())


def is_finite(verb: Token) -> bool:
    """Whether the morphology gives a verb a mood, as finite forms have."""
    return has(verb, "VerbForm", "Fin") or bool(verb.morph.get("Mood", []))


def is_participle(verb: Token) -> bool:
    """Whether a verb is a past participle, in either notation of the treebanks."""
    return has(verb, "Tense", "Past") or has(verb, "VerbForm", "Part")


def is_attribute(token: Token) -> bool:
    """Whether a participle stands before its noun ("der von Israel getötete Kommandeur")."""
    if token.dep_ != "amod" or token.i >= token.head.i:
        return False
    if token.doc.lang_ == "de":  # whatever the tagger says of its form: nothing finite stands there
        return token.pos_ == "ADJ" or token.lower_.endswith(_INFLECTED)
    return (token.pos_ == "ADJ" or is_participle(token)) and not is_finite(token)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive with "zu" or "to", apart or inside it ("auszuweisen")."""
    if any(c.lemma_.lower() in ("zu", "to") for c in children(verb, "mark")):
        return True
    inside = "zu" in verb.lower_[2:-3] and verb.lower_.endswith("n") and not is_finite(verb)
    return bool(verb.doc.lang_ == "de" and verb.pos_ == "VERB" and inside)


def children(token: Token, *relations: str) -> list[Token]:
    """The dependents of ``token`` in these relations, left to right."""
    return [child for child in token.children if child.relation in relations]


def _related(token: Token, *relations: str) -> list[Token]:
    """The dependents whose relation, subtype included, is one of these, left to right."""
    return [child for child in token.children if child.dep_ in relations]


def lemma(token: Token) -> str:
    """The lemma, joined with the particle of a separable verb ("lehnte ... ab" is "ablehnen")."""
    found = token.joined
    if found is None:
        found = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX"):
            found = with_particle(token, found)
        token.joined = found
    return found


def with_particle(verb: Token, base: str) -> str:
    """A form of a verb joined with its particle ("lehnte" and "ab" to "ablehnte")."""
    particle = particle_of(verb)
    if particle is None:
        return base
    if verb.doc.lang_ == "de":
        # The parser takes one preposition of attribution for a particle.
        return base if particle.lemma_ == "zufolge" else particle.lower_ + base
    return f"{base} {particle.lower_}"


def particle_of(verb: Token) -> Token | None:
    """The particle of a verb, also one that was hung on an adverb ("entschieden zurück")."""
    if not verb.children:
        return None
    own = _related(verb, "compound:prt")
    if own:
        return own[0]
    if verb.doc.lang_ != "de" or not is_finite(verb):
        return None
    late = (c for c in _related(verb, "xcomp", "advmod") if c.i > verb.i)
    lower = (g for c in late if not is_finite(c) for g in _related(c, "compound:prt"))
    return next((g for g in lower if g.i == g.head.i + 1), None)


def uninflected(attribute: Token) -> list[str]:
    """What an attribute may be the form of, without its ending ("freigelassenen" is "freigelassen")."""
    if attribute.doc.lang_ != "de" or attribute.dep_ != "amod":
        return []
    form: str = attribute.lower_
    return [form.removesuffix(ending) for ending in _INFLECTED if form.endswith(ending)]


def bare(verb: Token) -> str:
    """The lemma without a particle that stands apart."""
    return verb.lemma_.lower()


def preposition(token: Token) -> str | None:
    """The lemma of the preposition in front of a noun, None where there is none."""
    # One behind it counts where none is in front ("der Agentur zufolge"): the first is the leftmost.
    for child in token.children:
        if child.dep_ == "case":
            return child.lemma_.lower()
    return None


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries and modal verbs of a verb, its copula included."""
    return _related(verb, "aux", "aux:pass", "cop")


def is_perfect(verb: Token) -> bool:
    """Whether a modal verb governs a perfect infinitive ("soll angegriffen haben")."""
    return any(a.lower_ in ("haben", "sein") for a in auxiliaries(verb))


def is_subjunctive(token: Token, tense: str) -> bool:
    """Whether a verb is in the subjunctive of this tense ("Pres", "Past")."""
    if not has(token, "Mood", "Sub") or not has(token, "Tense", tense):
        return False
    # No German subjunctive ends like "beschoss"; the tagger errs.
    return token.lower_.endswith(("e", "en", "est", "et")) or token.lower_.startswith("sei")


def is_reflexive(token: Token) -> bool:
    """Whether a token only points back ("sich", "einander", "themselves")."""
    return token.lemma_.lower() in ("sich", "einander", "themselves", "itself", "each")


def sentence(token: Token) -> Span:
    """The sentence of a token; ``Token.sent`` looks through the whole Doc each time."""
    doc = token.doc
    return doc.sents[doc.layout.sentences[token.i]]


def cut(doc: Doc, first: int, last: int) -> text.Span:
    """Tokens ``first`` to ``last`` (exclusive) as a span of the text; ``Doc.text`` would build all of it."""
    end = doc[last - 1]
    return text.Span.of(layout(doc).text, doc[first].idx, end.idx + len(end))
