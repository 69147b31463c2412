"""Lexicon terms in a Doc: single words, phrases, verb phrases and parts of compounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from worker.domain.score import Category
from worker.domain.text import Span
from worker.nlp.escalation.compounds import Part
from worker.nlp.escalation.lexicon import Lexicon, Set, Term
from worker.nlp.escalation.reading import Reading, root
from worker.nlp.escalation.words import NOUNS, Words
from worker.nlp.tokens import Doc, Token

_TAGS = {
    "NOUN": frozenset({"NOUN", "PROPN", "ADJ", "X"}),
    "VERB": frozenset({"VERB", "AUX", "ADJ"}),
    "ADJ": frozenset({"ADJ", "ADV", "VERB", "PROPN", "NOUN"}),
}
#: How far, in tokens, the words of a verb phrase stand from their verb.
_VERB_PHRASE = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """A term at a place: ``anchor`` is the index of the token that bears it in the parse.

    ``parts`` are the exclusions' words in the same compound, with their places; ``entry`` is the row of the
    lexicon, of a pair the first word's; ``tokens`` are the words of a verb phrase, between which others may
    stand.
    """

    span: Span
    anchor: int
    first: int
    last: int
    term: str
    lemma: str
    category: Category
    weight: float | None
    sets: frozenset[Set] = frozenset()
    parts: tuple[tuple[str, Span], ...] = ()
    compound: bool = False
    entry: Term | None = None
    pair: bool = False
    tokens: tuple[int, ...] = ()


class Finder:
    """Finds every term of one lexicon; hits may overlap and may weigh nothing by themselves."""

    def __init__(self, lexicon: Lexicon, words: Words) -> None:
        self._lexicon = lexicon
        self._words = words
        # A row that is a part only has the say in compounds, whatever the word means by itself.
        nouns = sorted(lexicon.compound_parts(), key=lambda term: term.parts == "only")
        self._nouns = {term.words[0]: term for term in nouns}

    def find(self, doc: Doc, reading: Reading) -> list[Hit]:
        """All hits in text order."""
        found: list[Hit] = []
        for token, keys in zip(doc, self._words.of(doc), strict=True):
            if keys:
                found += self._at(token, keys, reading)
            elif token.pos_ in NOUNS:
                found += self._in_compound(token, reading)
        return found

    def _at(self, token: Token, keys: Sequence[str], reading: Reading) -> list[Hit]:
        terms = [term for key in keys for term in self._lexicon.terms.get(key, ())]
        phrased = any(term.pos == "VERB" and len(term.words) > 1 for term in terms)
        governed = self._governed(token, reading) if phrased else {}
        hits = (self._hit(token, term, governed, reading) for term in terms)
        found = [hit for hit in hits if hit is not None]
        return found or self._in_compound(token, reading)

    def _hit(
        self, token: Token, term: Term, governed: Mapping[str, Token], reading: Reading
    ) -> Hit | None:
        if term.parts == "only":
            return None
        if len(term.words) == 1:
            fits = term.pos == "PHRASE" or token.pos_ in _TAGS[term.pos]
            if not fits:
                return None
            return _hit(reading, term, token, token, token, lemma=self._words.lemma(token))
        if term.pos == "VERB":
            return _verb_phrase(token, term, governed, reading)
        tokens = self._words.phrase(token, term.words, reading)
        return _hit(reading, term, root(tokens), token, tokens[-1]) if tokens else None

    def _governed(self, verb: Token, reading: Reading) -> dict[str, Token]:
        """The first token by each word it is a form of, among those that depend on ``verb``.

        They do so directly or through one other; {} for what is no verb.
        """
        found: dict[str, Token] = {}
        if verb.pos_ in _TAGS["VERB"]:
            for i in reading.window(verb, _VERB_PHRASE):
                token = verb.doc[i]
                if i != verb.i and verb in (token.head, token.head.head):
                    for key in self._words.keys(token):
                        found.setdefault(key, token)
        return found

    def _in_compound(self, token: Token, reading: Reading) -> list[Hit]:
        parts = self._words.split(token)
        return list(self._parted(token, parts, reading)) if parts else []

    def _parted(self, token: Token, parts: Sequence[Part], reading: Reading) -> Iterator[Hit]:
        others = tuple((part.form, _span(reading, token, part)) for part in parts)
        for part in parts:
            term = self._nouns.get(part.form)
            if term:
                yield Hit(
                    span=_span(reading, token, part),
                    anchor=token.i,
                    first=token.i,
                    last=token.i,
                    term=term.text,
                    lemma=term.text,
                    category=term.category,
                    weight=term.weight if _counts(term, part, token) else None,
                    sets=term.sets,
                    parts=tuple(other for other in others if other[0] != part.form),
                    compound=True,
                    entry=term,
                )


def _hit(
    reading: Reading,
    term: Term,
    anchor: Token,
    first: Token,
    last: Token,
    *,
    lemma: str | None = None,
) -> Hit:
    return Hit(
        span=reading.span(first.idx, last.idx + len(last)),
        anchor=anchor.i,
        first=first.i,
        last=last.i,
        term=term.text,
        lemma=term.text if lemma is None else lemma,
        category=term.category,
        weight=term.weight,
        sets=term.sets,
        entry=term,
    )


def _verb_phrase(
    verb: Token, term: Term, governed: Mapping[str, Token], reading: Reading
) -> Hit | None:
    others = term.words[:-1]
    if not all(word in governed for word in others):
        return None
    found = [governed[word] for word in others]
    first, last = min(*found, verb), max(*found, verb)
    if last.i - first.i < len(term.words) + 2:
        hit = _hit(reading, term, verb, first, last)
    else:
        shown = verb if found[-1].pos_ == "PRON" else found[-1]
        hit = _hit(reading, term, verb, shown, shown)
    return replace(hit, tokens=tuple(sorted(token.i for token in (*found, verb))))


def _span(reading: Reading, token: Token, part: Part) -> Span:
    return reading.span(token.idx + part.start, token.idx + part.end)


def _counts(term: Term, part: Part, token: Token) -> bool:
    head, first = part.end == len(token), part.start == 0
    return (head and term.parts in ("head", "both")) or (first and term.parts in ("first", "both"))
