"""The component that finds escalation keywords: ``ew_escalation_matcher`` sets ``doc._.keywords``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc as Parsed

from worker.domain.score import FAMILY, Keyword, Level
from worker.domain.text import Span
from worker.languages.scoring import weights
from worker.nlp.escalation import lexicon, stems
from worker.nlp.escalation.casualties import mass_casualties
from worker.nlp.escalation.company import Company
from worker.nlp.escalation.context import Context, Verdict
from worker.nlp.escalation.cues import CueFinder
from worker.nlp.escalation.hits import Finder, Hit
from worker.nlp.escalation.lexicon import Lexicon
from worker.nlp.escalation.pairs import join
from worker.nlp.escalation.reading import Reading
from worker.nlp.escalation.stems import Stems
from worker.nlp.escalation.words import Words
from worker.nlp.mentions import register
from worker.nlp.reading import read
from worker.nlp.tokens import Doc

NAME = "ew_escalation_matcher"


class EscalationMatcher:
    """Finds the terms of a language's lexicon by lemma, compound part and pair.

    Needs lemmas, parts of speech and the parse. Keywords come in text order and do not overlap: where
    several terms compete the one that weighs most stays, a term before a pair, the longer one. What
    the context takes back stays too, with its cue.
    """

    def __init__(self, tables: Lexicon, forms: Stems) -> None:
        self._words = words = Words(tables, forms)
        self._pairs = tables.pairs
        self._terms = Finder(tables, words)
        self._cues = CueFinder(tables, words)
        self._parts = {cue.words[0]: cue for cue in tables.all_cues() if cue.reach == "compound"}

    def knows(self, word: str) -> bool:
        """Whether a capitalized word is one of the lexicon's, or a compound of them ("Truppenabzug")."""
        return word[:1].isupper() and self._words.is_noun(word)

    def __call__(self, parsed: Parsed) -> Parsed:
        """Set ``doc._.keywords`` and hand the Doc on."""
        doc = read(parsed)
        reading = Reading(doc)
        hits = self._terms.find(doc, reading)
        hits += join(reading, hits, self._pairs)
        company = Company(reading, self._words, hits)
        kept = _without_overlaps(doc, (hit for hit in hits if company.suits(hit)))
        mass = mass_casualties(reading, hits)
        context = Context(reading, self._cues.find(doc, reading), self._parts, company)
        parsed._.keywords = tuple(
            _keyword(hit, verdict, _level(hit, reading.sentences[hit.anchor] in mass))
            for hit, verdict in zip(kept, context.judge(kept), strict=True)
        )
        return parsed


@Language.factory(
    NAME,
    requires=["token.lemma", "token.pos", "token.dep", "token.head"],
    assigns=["doc._.keywords"],
)
def create(nlp: Language, name: str) -> EscalationMatcher:  # noqa: ARG001 - spaCy passes both
    """The matcher of the pipeline's language; raises DataError when its tables are wrong."""
    register()
    language = nlp.lang or ""
    return EscalationMatcher(lexicon.load(language), stems.load(language))


def _without_overlaps(doc: Doc, hits: Iterable[Hit]) -> list[Hit]:
    """The hits that weigh something, the heaviest and longest first served, in text order.

    A phrase of relief goes before what it relieves ("released the hostages"). A phrase whose words stand
    apart takes the places of all of them.
    """
    taken: set[int] = set()
    kept: list[Hit] = []
    for hit in sorted((hit for hit in hits if hit.weight), key=_rank):
        places = {*range(hit.span.start, hit.span.end), *_apart(doc, hit)}
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.span)


def _apart(doc: Doc, hit: Hit) -> Iterator[int]:
    for place in hit.tokens:
        start = doc[place].idx
        yield from range(start, start + len(doc[place]))


def _rank(hit: Hit) -> tuple[bool, float, bool, int, Span]:
    """Verbs that tell relief first ("hob die Sanktionen auf"); then the heavier, the longer."""
    relief = (hit.weight or 0) < 0 and hit.entry is not None and hit.entry.pos == "VERB"
    return (not relief, -abs(hit.weight or 0), hit.pair, -len(hit.span.surface), hit.span)


def _keyword(hit: Hit, verdict: Verdict | None, level: Level) -> Keyword:
    return Keyword(
        span=hit.span,
        term=hit.term,
        lemma=hit.lemma,
        category=hit.category,
        weight=hit.weight or 0.0,
        cue=verdict.cue if verdict else None,
        why=verdict.why if verdict else None,
        level=level,
    )


def _level(hit: Hit, mass: bool) -> Level:
    """What the entry stands for: a hint of tension, coercion, force or war; ``mass`` casualties are war."""
    force = FAMILY[hit.category] == "acts"
    if "major" in hit.sets or (force and mass):
        return 4
    if (hit.weight or 0.0) < weights().term["hint"]:
        return 1
    return 3 if force else 2
