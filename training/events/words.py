"""The vocabulary of words that named events without being in the table of triggers, counted by article.

A word that one article alone knows would always name an event there: so for the training of the judge each
article is read with the vocabulary of all others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from training.events.gold import Annotated, anchor
from worker.domain.event import EventType
from worker.languages.plover import EVENT_TYPES
from worker.languages.triggers import Pos
from worker.nlp.events import words
from worker.nlp.events.learned.vocabulary import Vocabulary
from worker.nlp.events.proposals import POS
from worker.nlp.tokens import Doc, Token

Word = tuple[Pos, str]
#: The share of its occurrences in which a word must name an event.
_SHARE = 0.1


@dataclass(slots=True)
class _Uses:
    """How often each article uses a word, and as the trigger of which types."""

    all: Counter[str] = field(default_factory=Counter)
    types: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


class Counted:
    """Words with their uses; ``without(article)`` and ``whole()`` are vocabularies."""

    def __init__(self, read: Iterable[Annotated]) -> None:
        self._uses: defaultdict[Word, _Uses] = defaultdict(_Uses)
        articles = list(read)
        for one in articles:
            for event, doc in ((event, one.doc) for event in one.gold.events):
                token = anchor(doc, one.gold, event)
                if token is not None:
                    self._uses[word(token)].types[event.type][one.gold.article.id] += 1
        for one in articles:
            self._count(one.doc, one.gold.article.id)

    def _count(self, doc: Doc, article: str) -> None:
        for token in doc:
            uses = self._uses.get(word(token)) if token.pos_ in POS else None
            if uses is not None:
                uses.all[article] += 1

    def without(self, article: str) -> Others:
        """What all articles but this one know."""
        return Others(self, article)

    def whole(self) -> Vocabulary:
        """What all articles know together, in the order of the alphabet."""
        found = ((one, self.type_of(one)) for one in sorted(self._uses))
        return Vocabulary({one: name for one, name in found if name is not None})

    def type_of(self, one: Word, *, without: str = "") -> EventType | None:
        """The type that a word mostly names, None where it names events too rarely."""
        uses = self._uses.get(one)
        if uses is None:
            return None
        types = {name: n.total() - n[without] for name, n in uses.types.items()}
        count = sum(types.values())
        if count < 1 or count < _SHARE * (uses.all.total() - uses.all[without]):
            return None
        return min(EVENT_TYPES, key=lambda name: (-types.get(name, 0), name))


@dataclass(frozen=True, slots=True)
class Others:
    """The vocabulary of all articles but one."""

    counted: Counted
    article: str

    def type_of(self, pos: Pos, lemma: str) -> EventType | None:
        """The type that the other articles' word mostly names."""
        return self.counted.type_of((pos, lemma), without=self.article)


def word(token: Token) -> Word:
    """How a vocabulary knows a token."""
    return POS[token.pos_], words.lemma(token)
