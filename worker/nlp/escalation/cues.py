"""The words of a Doc that take keywords back: sport, culture, the past, negations, conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.domain.text import Span
from worker.nlp.escalation.compounds import Part
from worker.nlp.escalation.lexicon import Cue, Lexicon
from worker.nlp.escalation.reading import Reading, root
from worker.nlp.escalation.words import NOUNS, Words
from worker.nlp.tokens import Doc, Token

#: Years up to this one are history in an article without a date of its own.
_LAST_CENTURY = 1999
#: A year is history when it lies at least so far before the article's.
_YEARS_BACK = 2
_YEAR_DIGITS = 4

YEAR = Cue(words=("#",), kind="historical", reach="clause", topic=None)


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue at a place: tokens ``first`` to ``last``; ``anchor`` bears it in the parse."""

    span: Span
    anchor: int
    first: int
    last: int
    cue: Cue


class CueFinder:
    """Finds every cue of one lexicon."""

    def __init__(self, lexicon: Lexicon, words: Words) -> None:
        self._lexicon = lexicon
        self._words = words
        self._stems = {
            cue.words[0]: cue
            for cue in lexicon.all_cues()
            if cue.reach == "sentence" and len(cue.words) == 1
        }

    def find(self, doc: Doc, reading: Reading) -> list[CueHit]:
        """All cues in text order, but those that a phrase declares void."""
        last_year = _last_year(doc)
        found: list[CueHit] = []
        for token, keys in zip(doc, self._words.of(doc), strict=True):
            if 1000 <= _year(token) <= last_year:
                found.append(_hit(reading, YEAR, token, token, token))
            if keys:
                found += self._at(token, keys, reading)
            elif token.pos_ in NOUNS and (parts := self._words.split(token)):
                found += self._in_compound(token, parts, reading)
        void = {
            i for hit in found if hit.cue.kind == "void" for i in range(hit.first, hit.last + 1)
        }
        return [hit for hit in found if hit.cue.kind != "void" and hit.anchor not in void]

    def _at(self, token: Token, keys: Sequence[str], reading: Reading) -> Iterator[CueHit]:
        for key in keys:
            for cue in self._lexicon.cues.get(key, ()):
                if tokens := self._words.phrase(token, cue.words, reading):
                    yield _hit(reading, cue, root(tokens), token, tokens[-1])

    def _in_compound(
        self, token: Token, parts: Sequence[Part], reading: Reading
    ) -> Iterator[CueHit]:
        """A word of sport makes every compound of it one ("Fußballfan", "Handball-Bundesliga")."""
        for part in parts:
            cue = self._stems.get(part.form)
            if cue and (part.start == 0 or part.end == len(token)):
                yield _hit(reading, cue, token, token, token)


def _hit(reading: Reading, cue: Cue, anchor: Token, first: Token, last: Token) -> CueHit:
    span = reading.span(first.idx, last.idx + len(last))
    return CueHit(span, anchor.i, first.i, last.i, cue)


def _year(token: Token) -> int:
    text = token.text
    return int(text) if len(text) == _YEAR_DIGITS and text.isdecimal() else 0


def _last_year(doc: Doc) -> int:
    published = (doc.article and doc.article.published_at) or ""
    year = published[:_YEAR_DIGITS]
    return int(year) - _YEARS_BACK if year.isdecimal() else _LAST_CENTURY
