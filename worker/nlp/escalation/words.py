"""Tokens as the lexicon sees them: under which dictionary forms each can be looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from worker.nlp.escalation.compounds import Part, split
from worker.nlp.escalation.lexicon import Lexicon
from worker.nlp.escalation.reading import Reading
from worker.nlp.escalation.stems import Stems
from worker.nlp.tokens import Doc, Token

#: The place of a number in a cue ("vor # Jahr").
NUMBER = "#"

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "X"})
_VERBAL = frozenset({"VERB", "AUX", "ADJ"})
#: What may be a compound.
NOUNS = frozenset({"NOUN", "PROPN", "X"})
_CACHED = 50_000
_KEY = "ew_keys"


class Words:
    """Dictionary forms and compound parts of tokens by one lexicon; remembers the latest words."""

    def __init__(self, lexicon: Lexicon, stems: Stems) -> None:
        self._stems = stems
        self._vocabulary = frozenset(_vocabulary(lexicon))
        self._parts = frozenset(_parts(lexicon))
        self._cached_forms = lru_cache(_CACHED)(self._forms)
        self._cached_split = lru_cache(_CACHED)(self._split)

    def keys(self, token: Token) -> tuple[str, ...]:
        """What ``token`` is looked up by: words of the lexicon, likeliest first."""
        return self.of(token.doc)[token.i]

    def of(self, doc: Doc) -> list[tuple[str, ...]]:
        """What each token of a Doc is looked up by, worked out once."""
        owner: Words | None
        found: list[tuple[str, ...]]
        owner, found = doc.user_data.get(_KEY, (None, []))
        if owner is not self:
            known, particle = self._cached_forms, self._particles(doc).get
            found = [
                known(token.lower_, token.lemma_, token.pos_, particle(token.i, ""))
                for token in doc
            ]
            doc.user_data[_KEY] = self, found
        return found

    def lemma(self, token: Token) -> str:
        """The lemma; where particles part from verbs, joined again: "rücken" with "ein" is "einrücken"."""
        return self._particles(token.doc).get(token.i, "") + token.lemma_

    def _particles(self, doc: Doc) -> Mapping[int, str]:
        return {} if self._stems.verb_first else doc.layout.particles

    def split(self, token: Token) -> tuple[Part, ...]:
        """The parts of a compound that the lexicon knows, offsets counted from the token's start."""
        word = token.lower_
        # A Turkish İ has two characters in lower case: places in such a word would not fit.
        if token.pos_ not in NOUNS or len(word) != len(token):
            return ()
        return self._cached_split(word)

    def is_noun(self, word: str) -> bool:
        """Whether ``word`` may be a noun of the lexicon, or is made of its words from the first letter on."""
        lower = word.lower()
        parts = self._cached_split(lower)
        return bool(self._cached_forms(lower, lower, "NOUN", "")) or (
            len(parts) > 1 and parts[0].start == 0
        )

    def match(self, token: Token, word: str) -> bool:
        """Whether ``token`` is a form of the lexicon's ``word``."""
        if word == NUMBER:
            return token.like_num or token.pos_ == "NUM"
        return word in self.keys(token)

    def phrase(self, token: Token, words: Sequence[str], reading: Reading) -> Sequence[Token]:
        """The tokens from ``token`` on that are forms of ``words``; () when they are not."""
        if len(words) == 1:  # most are: no sentence needs to be looked at
            return [token] if self.match(token, words[0]) else ()
        tokens = reading.phrase(token, len(words))
        return tokens if tokens and all(map(self.match, tokens, words)) else ()

    def _forms(self, surface: str, lemma: str, pos: str, particle: str) -> tuple[str, ...]:
        lemma = particle + lemma.lower()
        forms = [lemma, surface]
        if pos in _NOMINAL:
            forms += self._stems.forms(surface)
        if pos in _VERBAL:
            # The lemmatizer leaves some strong forms as they are ("brach ... ab" comes as "abbrach") and
            # misses some weak ones: then the endings tell.
            printed = list(self._stems.verb_forms(surface))
            forms += (*printed, *self._stems.verb_forms(lemma))
            forms += (particle + form for form in printed)
        return tuple(form for form in dict.fromkeys(forms) if form in self._vocabulary)

    def _split(self, word: str) -> tuple[Part, ...]:
        return split(word, self._parts, self._stems)


def _vocabulary(lexicon: Lexicon) -> Iterable[str]:
    for term in lexicon.all_terms():
        yield from term.words
        yield from term.requires
        yield from term.excludes
    for cue in lexicon.all_cues():
        yield from cue.words


def _parts(lexicon: Lexicon) -> Iterable[str]:
    for term in lexicon.compound_parts():
        yield term.words[0]
    for cue in lexicon.all_cues():
        if cue.reach in ("compound", "sentence") and len(cue.words) == 1:
            yield cue.words[0]
