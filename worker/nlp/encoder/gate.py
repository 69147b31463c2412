"""Which sentences the encoder reads: the first two, and those with an actor or a word that may be a trigger.

It looks before names are found and actors linked, so it is wider than it must be: any proper noun counts, and
any word of the tables. What it leaves out names nobody.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from worker.languages.triggers import Triggers, triggers
from worker.nlp.actors.lexicon import lexicon
from worker.nlp.encoder.windows import LEAD

_NOUNS = ("NOUN", "PROPN")
_PARTICLES = ("compound:prt", "svp", "prt")


class Gate:
    """The gate of a language."""

    def __init__(self, language: str) -> None:
        self._triggers = triggers(language)
        self._lexicon = lexicon(language)

    def __call__(self, doc: Doc) -> list[int]:
        """The numbers of the sentences that are read."""
        return [
            number
            for number, sentence in enumerate(doc.sents)
            if number < LEAD or self._counts(sentence)
        ]

    def _counts(self, sentence: Span) -> bool:
        return any(
            token.pos_ == "PROPN"
            or self._is_actor(token.text)
            or _is_trigger(token, self._triggers)
            for token in sentence
        )

    def _is_actor(self, word: str) -> bool:
        return word in self._lexicon.senses or self._lexicon.roles.of(word) is not None


def _is_trigger(token: Token, known: Triggers) -> bool:
    """Whether the tables know a word, by its lemma, by its form, or with its particle."""
    if token.pos_ in _NOUNS and known.find("noun", token.lemma_):
        return True
    if known.find("verb", token.lemma_) or known.verb_of(token.lower_) is not None:
        return True
    parts = (child.lower_ for child in token.children if child.dep_ in _PARTICLES)
    return any(known.find("verb", part + token.lemma_) for part in parts)
