"""What a trained judge is told of a proposal's surroundings: its sentence, the article, what came before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from worker.domain.event import EventType
from worker.nlp.events import words
from worker.nlp.events.proposals import Proposal
from worker.nlp.layout import layout
from worker.nlp.tokens import Doc

#: Sentences up to which a text is no article but a line of newswire.
_LINE = 2
#: Governors of a trigger, and triggers before and after it in its sentence, that are looked at.
_ABOVE = 4
_BESIDE = 8
_CONFLICT: frozenset[EventType] = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN", "PROTEST", "ACCUSE"}
)


def is_line(doc: Doc) -> bool:
    """Whether a text is a line of newswire, too short to say what it is about."""
    return not len(doc) or layout(doc).sentences[-1] < _LINE


def scenes(doc: Doc, found: Sequence[Proposal]) -> Iterator[list[str]]:
    """The features of each proposal of a Doc that lie outside its own clause, in order."""
    article, told = _Article.of(doc, found), _Told()
    numbers, title = layout(doc).sentences, _headline(doc)
    for number, group in groupby(found, key=lambda one: numbers[one.token.i]):
        sentence = [_Beside(one, _governors(one)) for one in group]
        for place, beside in enumerate(sentence):
            one, near = beside.one, sentence[max(place - _BESIDE, 0) : place + _BESIDE + 1]
            names = list(_company(beside, near))
            if not is_line(doc):
                names += [*article.features(one, number - title), *told.features(one)]
            else:
                names.append("line")
            yield names
            told.add(one)


def _headline(doc: Doc) -> int:
    """How many sentences an article's headline has: the lead is the first one below it."""
    end = 0 if doc.article is None else doc.article.title_end
    return sum(1 for sentence in doc.sents if sentence.start_char < end)


@dataclass(frozen=True, slots=True)
class _Article:
    """What an article is about, as far as the rules tell: types that stand, countries named."""

    sentences: int
    kept: Counter[EventType]
    mentions: int
    countries: int
    first: float

    @classmethod
    def of(cls, doc: Doc, found: Sequence[Proposal]) -> _Article:
        codes = Counter(m.link.code for m in doc.mentions if m.link is not None)
        total = sum(codes.values())
        kept = Counter(one.match.trigger.type for one in found if one.verdict == "kept")
        top = max(codes.values(), default=0) / max(total, 1)
        sentences = layout(doc).sentences[-1] + 1 if len(doc) else 0
        return cls(sentences, kept, total, len(codes), top)

    def features(self, one: Proposal, number: int) -> Iterator[str]:
        """Where in the article a proposal stands, and what else the article tells."""
        name, sentences = one.match.trigger.type, self.sentences
        conflict = sum(count for kind, count in self.kept.items() if kind in _CONFLICT)
        if number < 0:
            yield "headline"
        else:
            yield f"sentence={min(number, 6)}"
            yield f"sentence={min(number, 3)}|{name}"
            yield f"quarter={4 * number // sentences}"
        yield f"sentences={min(sentences // 5, 5)}"
        yield f"density={min(4 * self.kept.total() // sentences, 8)}"
        yield f"mentions={min(2 * self.mentions // sentences, 6)}"
        yield f"countries={min(self.countries, 5)}|{int(4 * self.first)}"
        yield f"conflict={min(conflict, 6)}|{name}"
        yield f"same={min(self.kept[name], 4)}|{name}"
        yield from (f"about={kind}|{name}" for kind, n in sorted(self.kept.items()) if n > 1)


class _Told:
    """What the article has told so far: an event is told once."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()
        self._types: Counter[str] = Counter()
        self._dyads: Counter[str] = Counter()

    def features(self, one: Proposal) -> Iterator[str]:
        """How often the word, the type and the dyad came before."""
        name = one.match.trigger.type
        yield f"told_word={min(self._words[words.lemma(one.token)], 3)}"
        yield f"told_type={min(self._types[name], 3)}|{name}"
        yield f"told_type={min(self._types[name], 3)}"
        yield f"told_dyad={min(self._dyads[_dyad(one)], 2)}"

    def add(self, one: Proposal) -> None:
        """Take note of a proposal."""
        self._words[words.lemma(one.token)] += 1
        self._types[one.match.trigger.type] += 1
        self._dyads[_dyad(one)] += 1


def _dyad(one: Proposal) -> str:
    sides = (one.sides.sources, one.sides.targets)
    codes = ["+".join(sorted(actor.code or "" for actor in side)) for side in sides]
    return f"{one.match.trigger.type} {codes[0]}>{codes[1]}"


class _Beside(NamedTuple):
    """A proposal among those of its sentence, and the places of what its trigger hangs on."""

    one: Proposal
    above: list[int]


def _company(own: _Beside, near: Sequence[_Beside]) -> Iterator[str]:
    """The other triggers of the sentence, those above and below this one first of all."""
    one, above = own
    name = one.match.trigger.type
    others = [beside for beside in near if beside.one is not one]
    kept = [other for other, _ in others if other.verdict == "kept"]
    yield f"others={min(len(kept), 3)}|{one.verdict == 'kept'}"
    for other in kept:
        kind = other.match.trigger.type
        yield f"other={kind}|{name}"
        if kind == name:
            yield f"twin={'before' if other.token.i < one.token.i else 'after'}"
    for other, governors in others:
        kind = other.match.trigger.type
        if other.token.i in above:
            yield f"under={kind}|{other.verdict == 'kept'}"
            yield f"under={kind}|{name}"
            yield f"under={words.dep(one.token)}"
        elif one.token.i in governors:
            yield f"over={kind}"


def _governors(one: Proposal) -> list[int]:
    heads, found = layout(one.token.doc).heads, [one.token.i]
    while len(found) <= _ABOVE and heads[found[-1]] != found[-1]:
        found.append(heads[found[-1]])
    return found[1:]
