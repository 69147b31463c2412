"""Whether the words around a keyword take it out of the count, and which of them does."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from worker.domain.gate import ArticleDomain
from worker.domain.score import FAMILY, Reason
from worker.domain.text import Span
from worker.languages.scoring import weights
from worker.nlp.escalation.clauses import belongs, carries, concerns, governs, opens_clause, rules
from worker.nlp.escalation.company import Company
from worker.nlp.escalation.cues import CueHit
from worker.nlp.escalation.hits import Hit
from worker.nlp.escalation.lexicon import Cue, CueReach, Kind
from worker.nlp.escalation.quotes import Quotes
from worker.nlp.escalation.reading import Reading
from worker.nlp.escalation.words import NUMBER
from worker.nlp.tokens import Token

#: "near": at most so many words away.
_NEAR = 4
#: "word": the cue stands at most so many words before the keyword.
_BEFORE = 2
#: Cues looked at on either side of a keyword: a sentence made of cues must not cost their square.
_NEIGHBORS = 8


#: Where several cues speak, the first of these kinds has the say.
_ORDER: tuple[Kind, ...] = (
    "excluded", "historical", "denied", "negated", "aftermath", "hypothetical", "conditional",
    "quoted",
)  # fmt: skip


#: Reaches that the parse alone decides, from the cue to the word that bears the keyword.
_BY_PARSE: Mapping[CueReach, Callable[[Token, Token], bool]] = {
    "clause": rules,
    "governor": governs,
    "content": concerns,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a keyword does not (fully) count, and the words that say so."""

    cue: Span
    why: Reason


class Context:
    """The cues of one Doc, ready to judge its hits."""

    def __init__(
        self,
        reading: Reading,
        cues: Sequence[CueHit],
        parts: Mapping[str, Cue],
        company: Company,
    ) -> None:
        self._reading = reading
        self._doc = reading.doc
        self._quotes = Quotes(reading.text)
        self._sentences = reading.sentences
        self._parts = parts
        self._company = company
        self._by_sentence: dict[int, list[CueHit]] = defaultdict(list)
        for cue in cues:
            self._by_sentence[self._sentences[cue.anchor]].append(cue)
        self._cues = cues
        self._negations = {
            self._doc[found.anchor].head.i: found.span
            for found in cues
            if found.cue.kind == "negated" and found.cue.reach == "word"
        }

    def judge(self, hits: Sequence[Hit]) -> list[Verdict | None]:
        """One verdict a hit; None where nothing takes it back."""
        verdicts = [self._judge(hit) for hit in hits]
        whole = self._whole(sum(verdict is None for verdict in verdicts))
        return [verdict or whole for verdict in verdicts]

    def _judge(self, hit: Hit) -> Verdict | None:
        for form, span in hit.parts:
            if form in self._parts:
                return Verdict(span, _why(self._parts[form]))
        if spoiler := self._company.spoiler(hit):
            return Verdict(spoiler, "excluded")
        cues = self._around(hit)
        for kind in _ORDER:
            for found in cues:
                if found.cue.kind == kind and _concerns(kind, hit) and self._reaches(found, hit):
                    return Verdict(self._named(found), _why(found.cue))
        if attributive := self._attribute_of(hit):
            return Verdict(attributive, "aftermath")
        mark = self._quotes.mark(hit.span)
        return Verdict(mark, "quoted") if mark else None

    def _attribute_of(self, hit: Hit) -> Span | None:
        """The noun that a verb is a mere attribute of: "die annektierte Halbinsel" is no annexation."""
        verb = self._doc[hit.anchor]
        told = (
            verb.dep_ == "amod"
            and not hit.pair
            and hit.entry is not None
            and hit.entry.pos == "VERB"
        )
        noun = verb.head
        return self._reading.span(noun.idx, noun.idx + len(noun)) if told else None

    def _around(self, hit: Hit) -> list[CueHit]:
        """The closest cues of the hit's sentence, in text order, but for the hit's own words."""
        cues = self._by_sentence.get(self._sentences[hit.anchor], [])
        place = bisect_left(cues, hit.first, key=attrgetter("first"))
        close = cues[max(place - _NEIGHBORS, 0) : place + _NEIGHBORS]
        return [cue for cue in close if not _inside(cue, hit)]

    def _reaches(self, found: CueHit, hit: Hit) -> bool:
        cue, bearer = self._doc[found.anchor], self._doc[hit.anchor]
        match found.cue.reach:
            case "sentence":
                return True
            case "near":
                return max(found.first - hit.last, hit.first - found.last) <= _NEAR
            case "word":
                return belongs(cue, bearer) or 0 < hit.first - found.last <= _BEFORE
            case "opening":
                return opens_clause(self._doc[found.first]) and rules(cue, bearer)
            case "carrier":
                return found.anchor in self._negations and carries(cue, bearer)
        # "compound" cues do their work elsewhere
        return found.cue.reach in _BY_PARSE and _BY_PARSE[found.cue.reach](cue, bearer)

    def _named(self, found: CueHit) -> Span:
        """The words to show: of "fand nicht statt" the negation, not the verb."""
        return self._negations[found.anchor] if found.cue.reach == "carrier" else found.span

    def _whole(self, live: int) -> Verdict | None:
        """The verdict of an article that is about no conflict, or about the past throughout."""
        domain: ArticleDomain = self._doc.domain
        if domain.cue:
            return Verdict(domain.cue, "domain")
        past = [found for found in self._cues if _dates(found.cue)]
        limits = weights().history
        distinct = len({found.span.surface for found in past})
        if distinct >= limits["distinct"] and len(past) >= limits["share"] * live:
            return Verdict(past[0].span, "historical")
        return None


def _concerns(kind: Kind, hit: Hit) -> bool:
    """Courts look back on force alone; and what a threat is made of does not take the threat back."""
    if kind == "aftermath":
        return FAMILY[hit.category] == "acts"
    return kind != "hypothetical" or hit.category != "war_threat"


def _inside(found: CueHit, hit: Hit) -> bool:
    """Whether the cue is a word of the keyword itself: "Weltkrieg" does not date "dritter Weltkrieg".

    What stands between the words of a verb phrase is none: "launched a charm offensive".
    """
    if hit.tokens:
        return all(place in hit.tokens for place in range(found.first, found.last + 1))
    return hit.span.start <= found.span.start and found.span.end <= hit.span.end


def _dates(cue: Cue) -> bool:
    """Whether the cue moves all around it into the past: a year, "World War"."""
    return cue.kind == "historical" and (cue.reach == "sentence" or cue.words == (NUMBER,))


def _why(cue: Cue) -> Reason:
    if cue.kind == "void":
        raise ValueError("a void cue takes nothing back")
    return cue.kind
