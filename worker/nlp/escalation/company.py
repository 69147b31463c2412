"""The company a lexicon entry asks for in its sentence, and the company that takes it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from worker.domain.text import Span
from worker.nlp.escalation.hits import Hit
from worker.nlp.escalation.lexicon import Set
from worker.nlp.escalation.reading import Reading
from worker.nlp.escalation.words import Words


class Company:
    """What stands beside the hits of one Doc; a sentence is read when an entry first asks about it."""

    def __init__(self, reading: Reading, words: Words, hits: Sequence[Hit]) -> None:
        self._reading = reading
        self._words = words
        self._sets: dict[int, dict[Set, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._lemmas: dict[int, dict[str, list[int]]] = {}
        for hit in hits:
            for name in hit.sets:
                self._sets[self._sentence(hit)][name].add(hit.anchor)

    def suits(self, hit: Hit) -> bool:
        """Whether the sentence holds what the entry of ``hit`` requires."""
        entry = hit.entry
        if entry is None or not (entry.requires or entry.required_sets):
            return True
        sets = self._sets[self._sentence(hit)]
        own = {*range(hit.first, hit.last + 1), hit.anchor, *hit.tokens}
        if any(sets[name] - own for name in entry.required_sets):
            return True
        return any(self._places(hit, word) for word in entry.requires)

    def spoiler(self, hit: Hit) -> Span | None:
        """The first word of the sentence that the entry of ``hit`` excludes."""
        excludes = hit.entry.excludes if hit.entry else ()
        places = [place for word in excludes for place in self._places(hit, word)]
        if not places:
            return None
        token = self._reading.doc[min(places)]
        return self._reading.span(token.idx, token.idx + len(token))

    def _places(self, hit: Hit, word: str) -> list[int]:
        """Where ``word`` stands in the sentence of ``hit``, outside of it."""
        places = self._read(self._sentence(hit)).get(word, ())
        own = {*range(hit.first, hit.last + 1), *hit.tokens}
        return [place for place in places if place not in own]

    def _read(self, sentence: int) -> dict[str, list[int]]:
        if sentence not in self._lemmas:
            words: dict[str, list[int]] = defaultdict(list)
            for token in self._reading.sentence(sentence):
                for key in self._words.keys(token):
                    words[key].append(token.i)
            self._lemmas[sentence] = words
        return self._lemmas[sentence]

    def _sentence(self, hit: Hit) -> int:
        return self._reading.sentences[hit.anchor]
