"""Who was introduced under a name or role: phrases that gave a code, by their last word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from worker.domain.actor import Link, Sector
from worker.nlp.actors.evidence import Evidence, evidence
from worker.nlp.actors.phrases import top
from worker.nlp.layout import Entity, layout
from worker.nlp.tokens import Doc, Token

Kind = Literal["name", "role"]

_PERSONS = ("PER", "PERSON")
_KEY = "ew_introduced"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier phrase gives: its row, its sector, and the tokens that gave it."""

    link: Link
    sector: Sector
    start: int
    end: int


class _Introductions:
    """Where names and roles stand in a Doc, and which of them gave a code, read when first asked."""

    def __init__(self, doc: Doc) -> None:
        self._places: dict[tuple[Kind, str], list[int]] = {}
        for kind, last in _last_words(doc):
            self._places.setdefault((kind, _word(kind, doc[last])), []).append(last)
        self._told: dict[tuple[Kind, str], tuple[list[int], list[Earlier]]] = {}

    def before(self, doc: Doc, kind: Kind, word: str, token: int) -> Earlier | None:
        """The last introduction whose last word is ``word`` and stands before ``token``."""
        if (kind, word) not in self._told:
            self._told[kind, word] = self._read(doc, kind, word)
        ends, found = self._told[kind, word]
        place = bisect_right(ends, token)
        return found[place - 1] if place else None

    def _read(self, doc: Doc, kind: Kind, word: str) -> tuple[list[int], list[Earlier]]:
        places = self._places.get((kind, word), ())
        read = [(last + 1, told(evidence(doc, *_phrase(doc, kind, last)))) for last in places]
        kept = [(end, earlier) for end, earlier in read if earlier is not None]
        return [end for end, _ in kept], [earlier for _, earlier in kept]


def introduced(doc: Doc, kind: Kind, token: Token, *, before: int) -> Earlier | None:
    """The nearest phrase before token ``before`` that gave a code and has the last word ``token``."""
    if _KEY not in doc.user_data:
        doc.user_data[_KEY] = _Introductions(doc)
    introductions: _Introductions = doc.user_data[_KEY]
    return introductions.before(doc, kind, _word(kind, token), before)


def told(found: Evidence) -> Earlier | None:
    """What a phrase gives to those that take it up, None where it has no code."""
    if found.link is None:
        return None
    return Earlier(found.link, found.sector(), found.first, found.last)


def _last_words(doc: Doc) -> Iterator[tuple[Kind, int]]:
    yield from (("name", e.end - 1) for e in layout(doc).entities if e.label in _PERSONS)
    yield from (("role", mention.end - 1) for mention in doc.mentions)


def _word(kind: Kind, token: Token) -> str:
    """The surname without a genitive ending, or the last part of the role's lemma."""
    if kind == "name":
        return token.text.rstrip("s'’") or token.text
    word: str = token.lemma_.rpartition("-")[2].lower()
    return word


def _phrase(doc: Doc, kind: Kind, last: int) -> tuple[int, int]:
    """The noun phrase around a role noun; of a name the one whose title it belongs to."""
    if kind == "role":
        return doc[last].left_edge.i, doc[last].right_edge.i + 1
    entity = layout(doc).entity(last) or Entity(last, last + 1, "")
    root = doc.span(entity.start, entity.end).root
    return top(root).left_edge.i, max(entity.end, root.right_edge.i + 1)
