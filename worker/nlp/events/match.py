"""Which words of a sentence are triggers."""

from __future__ import annotations

from dataclasses import dataclass

from worker.languages.cues import Cues
from worker.languages.triggers import Companion, Pos, Trigger, Triggers
from worker.nlp.events import arguments, english, grammar, words
from worker.nlp.events.negation import negation
from worker.nlp.tokens import Span, Token

_POS: dict[str, Pos] = {
    "VERB": "verb",
    "AUX": "verb",
    "ADJ": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
}


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger at a token, with the companion that completes it ("Sanktionen" of "verhängen")."""

    token: Token
    trigger: Trigger
    lemma: str
    companion: Token | None = None
    #: Whether the companion names an act itself ("Sanktionen"), not a thing that it is done to ("Konten").
    acts: bool = True

    @property
    def is_noun(self) -> bool:
        """Whether a noun names the act."""
        return self.token.pos_ in ("NOUN", "PROPN") and not english.is_misread_verb(self.token)


def matches(sentence: Span, triggers: Triggers, cues: Cues) -> list[Match]:
    """The triggers of a sentence, left to right; a noun that completes a verb is none by itself."""
    likely = (_at(token, triggers, cues) for token in sentence if token.pos_ in _POS)
    found = [match for match in likely if match is not None]
    taken = {match.companion.i for match in found if match.companion is not None}
    return [match for match in found if match.token.i not in taken]


def _at(token: Token, triggers: Triggers, cues: Cues) -> Match | None:
    """The first trigger of the word whose conditions hold."""
    pos = "verb" if english.is_misread_verb(token) else _POS[token.pos_]
    lemma, known = _known(token, pos, triggers)
    if not known or english.only_describes(token):
        return None
    if words.is_attribute(token) and not _is_expanded(token):
        return None
    for trigger in known:
        companion = None
        if trigger.companion is not None:
            companion = _companion(token, trigger.companion, cues)
            if companion is None:
                continue
        if trigger.requires == "negated" and negation(token, cues) is None:
            continue
        if trigger.companion is not None and trigger.companion.lemmas.anything:
            companion = _content(companion)
        return Match(token, trigger, lemma, companion, _is_act(companion, triggers))
    return None


def _is_act(companion: Token | None, triggers: Triggers) -> bool:
    return companion is not None and bool(triggers.find("noun", words.lemma(companion)))


def _is_expanded(attribute: Token) -> bool:
    """Whether an attribute says by whom or where ("von Israel getötet"); a bare one only describes."""
    return any(words.dep(c) in ("nmod", "obl") and c.i < attribute.i for c in attribute.children)


def _content(companion: Token | None) -> Token | None:
    """What an open companion adds: a noun says what is threatened or asked, a name says whom."""
    return companion if companion is not None and companion.pos_ == "NOUN" else None


def _known(token: Token, pos: Pos, triggers: Triggers) -> tuple[str, tuple[Trigger, ...]]:
    """The triggers of a word by its lemma, else by its form, where the lemmatizer errs."""
    lemma = words.lemma(token)
    found = triggers.find(pos, lemma)
    if pos == "noun":
        return (lemma, found) if found else (token.text, triggers.find(pos, token.text))
    if found:
        return lemma, found
    forms = (words.with_particle(token, token.lower_), *words.uninflected(token))
    other = next((v for v in map(triggers.verb_of, forms) if v is not None), None)
    return (lemma, ()) if other is None else (other, triggers.find(pos, other))


def _companion(token: Token, wanted: Companion, cues: Cues) -> Token | None:
    """The dependent that the trigger needs, at its place, or None."""
    for candidate in _candidates(token, wanted.place, cues):
        if candidate != token and any(map(wanted.lemmas.matches, _names(candidate))):
            return candidate
    return None


def _names(word: Token) -> tuple[str, str]:
    """The lemma and the form, which is right where the lemmatizer errs ("Abkommen": Abkomme)."""
    return words.lemma(word), word.text


def _candidates(token: Token, place: str, cues: Cues) -> list[Token]:
    if place == "any":
        return list(token.children)
    if place == "obj" and words.is_attribute(token):
        return [token.head]
    if place == "obj" and grammar.is_passive(token):
        found = words.children(token, "nsubj") or [token.head] * english.is_reduced(token)
    else:
        found = [c for c in arguments.arguments(token, place, cues) if c.dep_ != "iobj"]
        antecedent = _antecedent(token, found, cues)
        if antecedent is not None:
            return [antecedent]
    listed = [one for head in found for one in grammar.conjuncts(head)]
    return [noun for one in listed for noun in (one, *_counted(one, cues))]


def _counted(noun: Token, cues: Cues) -> list[Token]:
    """What a noun of quantity counts ("dozens of rockets")."""
    if not cues.has("quantity", noun.lower_):
        return []
    below = words.children(noun, "nmod")
    return [one for one in below if cues.has("possessive", words.preposition(one) or "")]


def _antecedent(verb: Token, objects: list[Token], cues: Cues) -> Token | None:
    """What the object of a relative clause stands for ("exercises that Guyana had held")."""
    if words.dep(verb) != "acl" or verb.head.pos_ != "NOUN":
        return None
    pronouns = (o for o in objects if o.pos_ == "PRON" and cues.has("relative", o.lower_))
    return verb.head if any(pronouns) else None
